"""Archigos: days as texts in the published layouts, as days in the repackaged one."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.spells import days


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
        The file is not what the card says, or a day is none.
    """
    rows = published(file)
    made = {}
    if not pa.types.is_date(rows.cells("startdate").type):
        named = {"start": "startdate", "end": "enddate"}
        made = {name: days(rows, column, "%Y-%m-%d") for name, column in named.items()}
    yield declared(rows, made, year="start")
