"""Regional and global powers: a row may hold a spell of either kind, each made a row."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Published
from equipoise.sources.spells import periods

_STATUSES = {"regional": ("regstdate", "regenddate"), "global": ("globstdate", "globenddate")}


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Spells of regional, then of global power.

    Parameters
    ----------
    file : SourceFile
        The list of powers.

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
    for status, (first, last) in _STATUSES.items():
        held = rows.table.filter(pc.is_valid(rows.cells(first)))
        start, end = held.column(first), held.column(last)
        made = {
            "status": pa.repeat(pa.scalar(status), held.num_rows),
            "start": start,
            "end": end,
            "period": periods(start, end),
        }
        yield declared(Published(file, held), made, year="start")
