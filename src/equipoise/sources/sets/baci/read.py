"""BACI: a product is six characters, also where a table lost the zeros in front."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published

_DIGITS = 6


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Trade of one file, which is one year of a published release.

    Parameters
    ----------
    file : SourceFile
        One file of one release.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says.
    """
    rows = published(file)
    product = pc.utf8_lpad(rows.texts("k"), _DIGITS, "0")
    yield declared(rows, {"product": product})
