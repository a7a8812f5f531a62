"""Rows of evidence, and the tables that hold them: a dossier's, an account's, an archive's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

from equipoise.dossier.cells import Cell
from equipoise.errors import VocabularyError
from equipoise.vocabulary.data_sets import ROW_NUMBER
from equipoise.vocabulary.evidence import ArchiveSource
from equipoise.vocabulary.periods import parse_edtf
from equipoise.vocabulary.tables import ResultTable, Value

Kind: TypeAlias = Literal["number", "year", "period", "text", "parties"]
Origin: TypeAlias = Literal["table", "account", "archive"]
Wanted: TypeAlias = Mapping[str, Sequence[str | int | float]]
"""By column, the values among which its cell must be."""


class Archive(Protocol):
    """Published data, read by the names of its tables."""

    def provenance(self, name: str) -> ArchiveSource | None:
        """Where a table comes from; None when it was not imported."""

    def rows(self, name: str, where: Wanted) -> ResultTable:
        """Rows of an imported table whose cells are among the values wanted, in its order.

        The columns are those of the table, after ``row``: the number of the row in it, from 1.
        A column that the table lacks is refused with an error that says to import it again.
        """

    def values(self, name: str, column: str) -> Iterable[str | int | float | None]:
        """Different cells of one column of an imported table, in any order."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row of evidence.

    Parameters
    ----------
    place : str
        ``trade.csv:12`` for a row of the dossier; else the table with the row's number.
    cells : mapping of str to Cell
        Values by column.
    rests_on : tuple of str
        Places of the dossier's rows behind it; its own place for a row of the dossier.
    source, locator, quality : str
        As in the dossier; ``computed`` for accounts and ``published`` for an archive.
    missing_reason : str
        Why quantities are empty.
    """

    place: str
    cells: Mapping[str, Cell]
    rests_on: tuple[str, ...]
    source: str
    locator: str
    quality: str
    missing_reason: str = ""

    def text(self, column: str) -> str:
        """A cell as text; empty when the row has none."""
        cell = self.cells.get(column)
        return cell if isinstance(cell, str) else ""


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """A table of a dossier or of an account, held whole.

    Parameters
    ----------
    name : str
        Table name.
    kinds : mapping of str to Kind
        What each column holds.
    units : mapping of str to str
        Unit of a column of numbers, where all rows have the same.
    rows : sequence of EvidenceRow
        In order.
    selection : bool
        Whether the table is a selection, so that a count of its rows is a lower bound.
    complete : tuple of str
        Columns whose naming makes a selection complete.
    """

    name: str
    kinds: Mapping[str, Kind]
    units: Mapping[str, str]
    rows: Sequence[EvidenceRow]
    selection: bool = False
    complete: tuple[str, ...] = ()
    _indexes: dict[tuple[str, ...], dict[tuple[Cell, ...], list[EvidenceRow]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    _values: dict[str, frozenset[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def texts(self, column: str) -> frozenset[str]:
        """The different texts of one column, empty cells left out."""
        if column not in self._values:
            self._values[column] = frozenset(row.text(column) for row in self.rows) - {""}
        return self._values[column]

    def where(self, wanted: Wanted) -> Sequence[EvidenceRow]:
        """Rows whose cells are among the values wanted, in order."""
        columns = tuple(sorted(name for name in wanted if len(wanted[name]) == 1))
        several = {name: frozenset(wanted[name]) for name in wanted if name not in columns}
        rows = self._equal(columns, tuple(wanted[name][0] for name in columns))
        if not several:
            return rows
        return [r for r in rows if all(r.cells[name] in several[name] for name in several)]

    def holds(self, cells: Mapping[str, Cell]) -> bool:
        """Whether a row has all these cells."""
        columns = tuple(sorted(cells))
        return bool(self._equal(columns, tuple(cells[name] for name in columns)))

    def _equal(self, columns: tuple[str, ...], cells: tuple[Cell, ...]) -> Sequence[EvidenceRow]:
        if not columns:
            return self.rows
        if columns not in self._indexes:
            index: dict[tuple[Cell, ...], list[EvidenceRow]] = {}
            for row in self.rows:
                index.setdefault(tuple(row.cells[name] for name in columns), []).append(row)
            self._indexes[columns] = index
        return self._indexes[columns].get(cells, ())


@dataclass(frozen=True, slots=True)
class ArchiveTable:
    """A table of an archive: only rows that are asked for are read, and each question once.

    Parameters
    ----------
    name : str
        Table name.
    kinds : mapping of str to Kind
        What each column that claims may name holds.
    units : mapping of str to str
        Unit of a column of numbers, where all rows have the same.
    source : ArchiveSource
        Title, version, marks and span.
    archive : Archive
        Holds the table.
    """

    name: str
    kinds: Mapping[str, Kind]
    units: Mapping[str, str]
    source: ArchiveSource
    archive: Archive
    _read: dict[frozenset[tuple[str, tuple[Cell, ...]]], tuple[EvidenceRow, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def selection(self) -> bool:
        """Whether it has some values of a column only."""
        return bool(self.source.partial)

    @property
    def complete(self) -> tuple[str, ...]:
        """Columns whose naming makes a selection complete."""
        return self.source.partial

    def holds(self, cells: Mapping[str, Cell]) -> bool:
        """Whether each column has the value given, in some row or other."""
        return all(
            cell in set(self.archive.values(self.name, column)) for column, cell in cells.items()
        )

    def where(self, wanted: Wanted) -> Sequence[EvidenceRow]:
        """Rows whose cells are among the values wanted, in order.

        Parameters
        ----------
        wanted : mapping of str to sequence
            Values by column; empty for all rows.

        Returns
        -------
        sequence of EvidenceRow

        Raises
        ------
        VocabularyError
            The imported table lacks a column that claims may name.
        """
        asked = frozenset((column, tuple(values)) for column, values in wanted.items())
        if asked not in self._read:
            self._read[asked] = self._rows(self.archive.rows(self.name, wanted))
        return self._read[asked]

    def _rows(self, found: ResultTable) -> tuple[EvidenceRow, ...]:
        at = {column.name: place for place, column in enumerate(found.columns)}
        lacking = [column for column in (ROW_NUMBER, *self.kinds) if column not in at]
        if lacking:
            message = f"archive table {self.name} lacks the columns {', '.join(lacking)}"
            raise VocabularyError(message, hint="import the data set again")
        named = [at[column] for column, kind in self.kinds.items() if kind != "number"]
        rows = []
        for record in found.rows:
            place = f"{self.name}, row {record[at[ROW_NUMBER]]}"
            cells = {n: _archive_cell(record[at[n]], kind) for n, kind in self.kinds.items()}
            locator = ", ".join(str(record[n]) for n in named if record[n] is not None)
            rows.append(EvidenceRow(place, cells, (place,), self.source.text, locator, "published"))
        return tuple(rows)


def _archive_cell(cell: Value, kind: Kind) -> Cell:
    if not isinstance(cell, str):
        return cell
    if kind == "parties":
        return tuple(part.strip() for part in cell.split(";"))
    return parse_edtf(cell) if kind == "period" else cell
