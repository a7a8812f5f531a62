"""The evidence of an audit: tables of a dossier, of its accounts and of an archive, in one form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, Protocol, TypeAlias

from equipoise.accounts.energy import energy_account
from equipoise.accounts.trade import trade_account
from equipoise.accounts.trade_tables import dependence_table, trade_years_table
from equipoise.audit.language.data_set_file import read_data_sets
from equipoise.dossier.cells import Cell, Names
from equipoise.dossier.read import Dossier, names_of
from equipoise.dossier.schema import table_specs
from equipoise.dossier.tables import Row
from equipoise.errors import MeasureError, NotFoundError, VocabularyError
from equipoise.vocabulary.periods import parse_edtf
from equipoise.vocabulary.tables import ResultTable, Value

Kind: TypeAlias = Literal["number", "year", "period", "text", "parties"]
Origin: TypeAlias = Literal["table", "account", "archive"]

_KINDS: Mapping[str, Kind] = {
    "number": "number",
    "year": "year",
    "edtf": "period",
    "parties": "parties",
}
_PLACE = re.compile(r"\[([\w.-]+:\d+)\]")

ACCOUNTS: Mapping[str, Callable[[Dossier], ResultTable]] = {
    "trade-years": lambda dossier: trade_years_table(trade_account(dossier)),
    "dependence": lambda dossier: dependence_table(trade_account(dossier)),
    "energy": lambda dossier: energy_account(dossier).table(),
}
"""Accounts whose result tables a claim may read, of the focal state in the dossier's region."""


class Archive(Protocol):
    """Published data: a table by its name, or none when it was not imported."""

    def table(self, name: str) -> ResultTable | None:
        """The table of this name."""


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
    """A table of evidence.

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

    def where(self, wanted: Mapping[str, Cell]) -> Sequence[EvidenceRow]:
        """Rows whose cells equal all the values given, in order."""
        if not wanted:
            return self.rows
        columns = tuple(sorted(wanted))
        if columns not in self._indexes:
            index: dict[tuple[Cell, ...], list[EvidenceRow]] = {}
            for row in self.rows:
                index.setdefault(tuple(row.cells[name] for name in columns), []).append(row)
            self._indexes[columns] = index
        return self._indexes[columns].get(tuple(wanted[name] for name in columns), ())


class EvidenceBase:
    """Everything that claims of one dossier may read; each table is built on first use.

    Parameters
    ----------
    dossier : Dossier
        The dossier.
    archive : Archive, optional
        Published data.

    Attributes
    ----------
    data_sets : mapping of str to DataSet
        Archive tables that claims may name, whether or not they are there.
    problems : list of Problem
        Faults of the dossier's own list of data sets.
    failures : dict of str to str
        Why accounts asked for could not be computed.
    """

    def __init__(self, dossier: Dossier, archive: Archive | None = None) -> None:
        self.dossier = dossier
        self.archive = archive
        self.data_sets, self.problems = read_data_sets(dossier.folder)
        self.failures: dict[str, str] = {}
        self._built: dict[tuple[Origin, str], EvidenceTable | None] = {}

    @cached_property
    def names(self) -> Names:
        """Codes that cells of the dossier may refer to."""
        return names_of(self.dossier.manifest)

    @cached_property
    def figures(self) -> Mapping[str, EvidenceRow]:
        """Rows of ``figures.csv`` by their ids."""
        table = self.table("table", "figures")
        return {} if table is None else {row.text("id"): row for row in table.rows}

    def kinds(self, origin: Origin, name: str) -> tuple[Mapping[str, Kind], Mapping[str, str]]:
        """Columns of a table of the dossier or the archive.

        Parameters
        ----------
        origin : Origin
            ``table`` or ``archive``; an account's columns are known once it is computed.
        name : str
            A name that exists there.

        Returns
        -------
        kinds : mapping of str to Kind
            What each column holds.
        units : mapping of str to str
            Units that hold for a whole column.
        """
        if origin == "table":
            columns = table_specs()[name].columns
            return {column.name: _KINDS.get(column.type, "text") for column in columns}, {}
        kinds: dict[str, Kind] = {}
        units: dict[str, str] = {}
        for column, code in self.data_sets[name].columns.items():
            kinds[column] = _KINDS.get(code, "text" if code == "text" else "number")
            if kinds[column] == "number" and code != "number":
                units[column] = code
        return kinds, units

    def table(self, origin: Origin, name: str) -> EvidenceTable | None:
        """A table of evidence.

        Parameters
        ----------
        origin : Origin
            Whose table.
        name : str
            A name that exists there.

        Returns
        -------
        EvidenceTable or None
            None when the archive lacks the table, or the dossier what an account needs.
        """
        if (origin, name) not in self._built:
            self._built[origin, name] = self._build(origin, name)
        return self._built[origin, name]

    def _build(self, origin: Origin, name: str) -> EvidenceTable | None:
        if origin == "account":
            try:
                return _of_account(ACCOUNTS[name](self.dossier))
            except (NotFoundError, MeasureError) as error:
                self.failures[name] = error.message
                return None
        kinds, units = self.kinds(origin, name)
        if origin == "table":
            rows = tuple(_of_dossier(row) for row in self.dossier.table(name))
            spec = table_specs()[name]
            return EvidenceTable(name, kinds, units, rows, spec.selection, spec.complete)
        found = self.archive.table(name) if self.archive else None
        title = self.data_sets[name].title
        return None if found is None else _of_archive(found, kinds, units, title)


def _of_dossier(row: Row) -> EvidenceRow:
    return EvidenceRow(
        place=row.place,
        cells=row.cells,
        rests_on=(row.place,),
        source=row.text("source"),
        locator=row.text("locator"),
        quality=row.text("quality"),
        missing_reason=row.text("missing_reason"),
    )


def _of_account(found: ResultTable) -> EvidenceTable:
    kinds: dict[str, Kind] = {}
    units: dict[str, str] = {}
    for column in found.columns:
        if column.unit == "date":
            kinds[column.name] = "year"
        elif column.type in ("number", "integer"):
            kinds[column.name] = "number"
            units[column.name] = column.unit or "count"
        else:
            kinds[column.name] = "text"
    rows = tuple(
        EvidenceRow(
            place=f"{found.name} account, row {number}",
            cells=cells,
            rests_on=tuple(_PLACE.findall(str(cells.get("locator", "")))),
            source=str(cells.get("source", "")),
            locator=str(cells.get("locator", "")),
            quality="computed",
            missing_reason=str(cells.get("missing_reason") or ""),
        )
        for number, cells in enumerate(found.records(), start=1)
    )
    return EvidenceTable(found.name, kinds, units, rows)


def _of_archive(
    found: ResultTable, kinds: Mapping[str, Kind], units: Mapping[str, str], title: str
) -> EvidenceTable:
    lacking = [name for name in kinds if name not in {column.name for column in found.columns}]
    if lacking:
        message = f"archive table {found.name} lacks the columns {', '.join(lacking)}"
        raise VocabularyError(message, hint="import the data set again")
    rows = []
    for number, record in enumerate(found.records(), start=1):
        place = f"{found.name}, row {number}"
        cells = {name: _archive_cell(record[name], kind) for name, kind in kinds.items()}
        locator = ", ".join(str(record[n]) for n, kind in kinds.items() if kind != "number")
        rows.append(EvidenceRow(place, cells, (place,), title, locator, "published"))
    return EvidenceTable(found.name, kinds, units, tuple(rows))


def _archive_cell(cell: Value, kind: Kind) -> Cell:
    if not isinstance(cell, str):
        return cell
    if kind == "parties":
        return tuple(part.strip() for part in cell.split(";"))
    return parse_edtf(cell) if kind == "period" else cell
