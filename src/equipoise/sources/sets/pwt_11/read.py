"""Penn World Table 11: codes stand for present territories."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Economies by year, their codes read as of today.

    Parameters
    ----------
    file : SourceFile
        The table.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says.
    """
    yield declared(published(file), year="")
