"""Verbs that take columns of one table of states by year as they are."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from equipoise.archive.panels.columns import PanelColumn, gathered
from equipoise.archive.panels.imported import PanelArchive
from equipoise.archive.panels.lookup import state_rows
from equipoise.archive.panels.roster import Roster
from equipoise.archive.panels.verbs.verb import OfStates


def table_columns(
    name: str, columns: tuple[PanelColumn, ...], *, on_dyads: bool = True
) -> OfStates:
    """What a table of states by year says, column by column.

    Parameters
    ----------
    name : str
        Name of the archive table; it has ``state``, ``year`` and the columns.
    columns : tuple of PanelColumn
        Columns to take, under their names in the table.
    on_dyads : bool
        Whether dyads get them for both states.

    Returns
    -------
    OfStates
        Null where the table has no row or no value: never a zero that it does not print.
    """

    def values(roster: Roster, archive: PanelArchive) -> Sequence[pa.Array]:
        table = archive.arrow(name, ["state", "year", *(column.name for column in columns)])
        rows = state_rows(roster, name, table)
        return [gathered(table[c.name].combine_chunks(), rows, c.storage) for c in columns]

    return OfStates((name,), columns, values, on_dyads)
