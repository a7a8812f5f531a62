"""Diplomatic exchange: the card says it all but the version in the rows."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import check_version, published


def read(file: SourceFile) -> Iterator[pa.Table]:
    """One row a directed pair and year.

    Parameters
    ----------
    file : SourceFile
        The file, or the excerpt of it.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says, or names another version in its rows.
    """
    rows = published(file)
    check_version(rows)
    yield declared(rows)
