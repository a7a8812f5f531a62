"""Polity5: numbers of its own made states, kinds of missing scores told apart."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.codes import StateCodes
from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Cells, Published
from equipoise.sources.spellings import Spelling, respelled

_COW = (
    Spelling("324", "325"),
    Spelling("341", "347"),
    Spelling("342", "345"),
    Spelling("347", "345"),
    Spelling("348", "341"),
    Spelling("364", "365"),
    Spelling("525", "626"),
    Spelling("529", "530"),
    Spelling("626", "625"),
    Spelling("769", "770"),
    Spelling("818", "816"),
)
"""Numbers of Polity that mean another state, or none, in Correlates of War."""

_GW = ("89", "99", "564")
"""Numbers of states that Gleditsch and Ward count and Correlates of War does not."""

_GAPS = {-66: "interruption", -77: "interregnum", -88: "transition"}


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Polities by year.

    Parameters
    ----------
    file : SourceFile
        The yearly file.

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
    states = _states(rows)
    made = {
        "state": states,
        "gap": _gaps(rows.integers("polity")),
        "closing": _closing(states, rows.integers("ccode"), rows.integers("year")),
    }
    yield declared(rows, made)


def _states(rows: Published) -> Cells:
    """States by Correlates of War numbers, the few that it does not count by Gleditsch-Ward's."""
    numbers = pc.cast(rows.integers("ccode"), pa.string())
    apart = pc.is_in(numbers, value_set=pa.array(_GW))
    none = pa.scalar(None, pa.string())
    codes = pa.table(
        {
            "cow": pc.if_else(apart, none, respelled(numbers, None, _COW)),
            "gw": pc.if_else(apart, numbers, none),
        }
    )
    read = Published(rows.file, codes, rows.first_line)
    years = rows.integers("year")
    found = [
        read.states(scheme, years, StateCodes(scheme, rows.file.card.areas))
        for scheme in codes.column_names
    ]
    return pc.coalesce(*found)


def _gaps(scores: Cells) -> Cells:
    at = pc.index_in(scores, value_set=pa.array(list(_GAPS), pa.int64()))
    return pa.array(list(_GAPS.values())).take(at.combine_chunks())


def _closing(states: Cells, codes: Cells, years: Cells) -> Cells:
    """0 where a state has a second number in the year and goes on under that one, else 1."""
    keys = list(zip(states.to_pylist(), years.to_pylist(), codes.to_pylist(), strict=True))
    known = set(keys)
    held: dict[tuple[str, int], set[int]] = {}
    for state, year, code in keys:
        held.setdefault((state, year), set()).add(code)
    last = [
        len(held[state, year]) == 1
        or (state, year + 1, code) in known
        or not any((state, year + 1, other) in known for other in held[state, year])
        for state, year, code in keys
    ]
    return pc.cast(pa.array(last, pa.bool_()), pa.int8())
