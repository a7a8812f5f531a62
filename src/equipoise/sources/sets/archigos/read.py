"""Archigos: codes of states are read as of the day of entry."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published


def read(file: SourceFile) -> Iterator[pa.Table]:
    """One row a spell in office.

    Parameters
    ----------
    file : SourceFile
        The leaders.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says.
    """
    yield declared(published(file), year="start")
