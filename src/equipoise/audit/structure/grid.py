"""The cells of a printed table, gathered from the dossier that transcribes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from equipoise.audit.structure.entries import PrintedTable
from equipoise.dossier.read import Dossier
from equipoise.dossier.tables import Row

PRINTED_TOTALS = "printed"


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A printed table with its cells.

    Parameters
    ----------
    table : PrintedTable
        What the text says of it.
    rows : tuple of str
        Names of its rows, in order.
    cells : mapping of tuple to Row
        By row name and column; a cell that no row of the dossier transcribes is left out.
    totals : mapping of tuple to Row
        Printed totals, by name and column.
    repeated : tuple of tuple
        Cells for which more than one row of the dossier stands.
    """

    table: PrintedTable
    rows: tuple[str, ...]
    cells: Mapping[tuple[str, int], Row]
    totals: Mapping[tuple[str, int], Row]
    repeated: tuple[tuple[str, int], ...]

    def figure(self, row: str, column: int) -> float | None:
        """The figure of a cell; None for a gap."""
        cell = self.cells.get((row, column))
        return None if cell is None else cell.number(self.table.cells.value)

    def printed(self, row: str, column: int) -> str:
        """A cell as printed; empty when the dossier does not keep it."""
        cell = self.cells.get((row, column))
        return "" if cell is None else cell.text(self.table.cells.printed)

    def filled(self, column: int) -> tuple[str, ...]:
        """Rows with a figure in a column."""
        return tuple(row for row in self.rows if self.figure(row, column) is not None)

    def gaps(self, row: str) -> tuple[int, ...]:
        """Columns in which a row has no figure."""
        columns = self.table.columns
        return tuple(column for column in columns if self.figure(row, column) is None)

    def units(self, column: int) -> tuple[str, ...]:
        """Units of the figures of a column, totals included, each once."""
        cells = [self.cells[row, column] for row in self.filled(column)]
        totals = [self.totals[t, column] for t in self.table.totals if (t, column) in self.totals]
        return tuple(dict.fromkeys(row.text("unit") for row in (*cells, *totals)))

    def places(self, names: tuple[str, ...], column: int) -> tuple[str, ...]:
        """``file:line`` of the cells of some rows or totals in a column."""
        found = (self.cells.get((n, column)) or self.totals.get((n, column)) for n in names)
        return tuple(row.place for row in found if row is not None)


def table_grid(dossier: Dossier, table: PrintedTable) -> TableGrid:
    """Cells and totals of a printed table.

    Parameters
    ----------
    dossier : Dossier
        With the table that transcribes the cells, and ``printed``.
    table : PrintedTable
        What the text says of it.

    Returns
    -------
    TableGrid
        Rows in the order of the dossier.
    """
    source = table.cells
    body = [
        row
        for row in dossier.table(source.table)
        if all(row.text(column) == wanted for column, wanted in source.where.items())
        and row.text(source.row) not in source.leave_out
    ]
    keys = [(row.text(source.row), row.year(source.column)) for row in body]
    printed = dossier.table(PRINTED_TOTALS).where(table=table.id)
    return TableGrid(
        table=table,
        rows=tuple(dict.fromkeys(row.text(source.row) for row in body)),
        cells=dict(zip(keys, body, strict=True)),
        totals={(row.text("row"), row.year("column")): row for row in printed},
        repeated=tuple(key for key, times in Counter(keys).items() if times > 1),
    )
