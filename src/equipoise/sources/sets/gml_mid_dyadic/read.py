"""Disputes as revised by Gibler, Miller and Little, by pair and year."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published


def read(file: SourceFile) -> Iterator[pa.Table]:
    """One row a dispute, directed pair and year.

    Parameters
    ----------
    file : SourceFile
        The package's table.

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
    sides = [rows.integers(name) for name in ("hostlev1", "hostlev2")]
    yield declared(rows, {"hostility": pc.max_element_wise(*sides)})
