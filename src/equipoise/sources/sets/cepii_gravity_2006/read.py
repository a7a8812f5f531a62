"""Trade of 2006: a table without a column for its year."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Flows of the one year that the release covers.

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
    first, _ = file.release.span
    year = pa.chunked_array([pa.repeat(pa.scalar(first, pa.int64()), rows.table.num_rows)])
    yield declared(rows, {"year": year})
