"""Rows of a dossier: typed cells that remember their file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from equipoise.dossier.cells import Cell
from equipoise.vocabulary.evidence import Evidence, Quality
from equipoise.vocabulary.periods import Period


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a dossier table.

    Parameters
    ----------
    file : str
        File that it stands in.
    line : int
        Line of the file, 1 for the header.
    cells : mapping of str to Cell
        Values by column.
    """

    file: str
    line: int
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        """A text or code; empty when the cell is."""
        return cast("str | None", self.cells[column]) or ""

    def year(self, column: str = "year") -> int:
        """A year."""
        return cast("int", self.cells[column])

    def number(self, column: str) -> float | None:
        """A quantity; None when missing."""
        return cast("float | None", self.cells[column])

    def period(self, column: str) -> Period | None:
        """A date or interval; None when the cell is empty."""
        return cast("Period | None", self.cells[column])

    def parties(self, column: str) -> tuple[str, ...]:
        """The parties named in a cell."""
        return cast("tuple[str, ...] | None", self.cells[column]) or ()

    @property
    def place(self) -> str:
        """``file:line``, by which a reader finds the row."""
        return f"{self.file}:{self.line}"

    def evidence(self, column: str) -> Evidence:
        """A quantity with its unit, source and locator."""
        value = self.number(column)
        known = value is not None
        return Evidence(
            value=value,
            unit=self.text("unit"),
            source=self.text("source"),
            locator=f"{self.text('locator')} [{self.place}]",
            quality=cast("Quality", self.text("quality")) if known else "missing",
            missing_reason=None if known else self.text("missing_reason") or "not given",
        )


@dataclass(frozen=True, slots=True)
class DossierTable:
    """One table of a dossier.

    Parameters
    ----------
    name : str
        Table name.
    rows : sequence of Row
        In file order.
    """

    name: str
    rows: Sequence[Row]
    _indexes: dict[tuple[str, ...], dict[tuple[Cell, ...], list[Row]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, **wanted: Cell) -> tuple[Row, ...]:
        """Rows whose cells equal all the values given, in file order.

        Examples
        --------
        >>> row = Row("trade.csv", 2, {"state": "RUS", "year": 2012})
        >>> len(DossierTable("trade", (row,)).where(state="RUS", year=2005))
        0
        """
        columns = tuple(wanted)
        if columns not in self._indexes:
            index: dict[tuple[Cell, ...], list[Row]] = {}
            for row in self.rows:
                index.setdefault(tuple(row.cells[name] for name in columns), []).append(row)
            self._indexes[columns] = index
        return tuple(self._indexes[columns].get(tuple(wanted.values()), ()))
