"""Strategic rivalries: codes of states are read as of the first year."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published


def read(file: SourceFile) -> Iterator[pa.Table]:
    """One row a rivalry.

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
    yield declared(published(file), year="start")
