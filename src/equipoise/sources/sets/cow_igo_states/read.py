"""Counts of memberships: from the memberships, or as repackaged."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Cells, Published
from equipoise.sources.wide import code_matrix, member_columns

_CODES = {"full": 1, "associate": 2, "observer": 3, "unknown": -9}
_BODIES, _OTHERS = 534, ("ccode", "year", "state")
_COUNTED = {
    "full": "sum_igo_full",
    "associate": "sum_igo_associate",
    "observer": "sum_igo_observer",
    "any": "sum_igo_anytype",
}


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Counts of each state and year.

    Parameters
    ----------
    file : SourceFile
        The file of states by year, or the package's counts.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says, or a cell holds another code.
    """
    rows = published(file)
    ready = _COUNTED["full"] in rows.table.column_names
    yield declared(rows, _as_counted(rows) if ready else _counted(rows))


def _as_counted(rows: Published) -> dict[str, Cells]:
    made: dict[str, Cells] = {name: rows.integers(own) for name, own in _COUNTED.items()}
    return {**made, "unknown": pa.nulls(rows.table.num_rows, pa.int64())}


def _counted(rows: Published) -> dict[str, Cells]:
    bodies = member_columns(rows, _OTHERS, _BODIES)
    standing = code_matrix(rows, bodies, (-1, 0, *_CODES.values()), -1)
    made = {name: pa.array((standing == code).sum(axis=1)) for name, code in _CODES.items()}
    known = pc.add(pc.add(made["full"], made["associate"]), made["observer"])
    return {**made, "any": known}
