"""Ideal points: releases by calendar year, and older ones by session."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Cells, Published

_BEFORE_FIRST_SESSION = 1945
_FINAL_VOTES = ("ideal_point", "q5", "q95", "votes")


def read(file: SourceFile) -> Iterator[pa.Table]:
    """States by year; series that a release does not have are null.

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
    by_session = "session" in rows.table.column_names
    made = _of_sessions(rows) if by_session else {}
    needed = ("state", "ccode", "year", *_FINAL_VOTES, *made)
    for column in file.card.columns:
        absent = (column.published or column.name) not in rows.table.column_names
        if absent and column.name not in needed:
            made[column.name] = pa.nulls(rows.table.num_rows, pa.float64())
    yield declared(rows, made)


def _of_sessions(rows: Published) -> dict[str, Cells]:
    """The one series of releases before 2025: all votes of a session."""
    missing = next(c.missing for c in rows.file.card.columns if c.name == "ideal_point")
    points = rows.numbers("IdealPointAll", missing)
    votes = rows.integers("NVotesAll", missing)
    return {
        "year": pc.add(rows.integers("session"), _BEFORE_FIRST_SESSION),
        "ideal_point": points,
        "q5": rows.numbers("Q5%All", missing),
        "q95": rows.numbers("Q95%All", missing),
        "votes": votes,
        "ideal_point_legacy": points,
        "votes_legacy": votes,
    }
