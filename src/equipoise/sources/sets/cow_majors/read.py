"""Major powers: the three columns of each day are made one, and the two days a period."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import check_version, published
from equipoise.sources.spells import periods


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Spells among the major powers.

    Parameters
    ----------
    file : SourceFile
        The list of major powers.

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
    start = rows.dates("styear", "stmonth", "stday", last=False)
    end = rows.dates("endyear", "endmonth", "endday", last=True)
    made = {"start": start, "end": end, "period": periods(start, end)}
    yield declared(rows, made, year="start")
