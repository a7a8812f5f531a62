"""The evidence of an audit: tables of a dossier, of its accounts and of an archive, in one form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Literal, overload

from equipoise.accounts.energy import energy_account
from equipoise.accounts.trade import trade_account
from equipoise.accounts.trade_tables import dependence_table, trade_years_table
from equipoise.audit.language.data_set_file import read_data_sets
from equipoise.audit.language.rows import (
    Archive,
    ArchiveTable,
    EvidenceRow,
    EvidenceTable,
    Kind,
    Origin,
)
from equipoise.dossier.cells import Names
from equipoise.dossier.read import Dossier, names_of
from equipoise.dossier.schema import table_specs
from equipoise.dossier.tables import Row
from equipoise.errors import MeasureError, NotFoundError
from equipoise.vocabulary.tables import ResultTable

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
        self._built: dict[tuple[Origin, str], EvidenceTable | ArchiveTable | None] = {}

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

    @property
    def published(self) -> tuple[str, ...]:
        """Sources of the archive tables asked for so far, each with its version and marks."""
        built = self._built.values()
        return tuple(table.source.text for table in built if isinstance(table, ArchiveTable))

    @overload
    def table(self, origin: Literal["table", "account"], name: str) -> EvidenceTable | None: ...

    @overload
    def table(self, origin: Origin, name: str) -> EvidenceTable | ArchiveTable | None: ...

    def table(self, origin: Origin, name: str) -> EvidenceTable | ArchiveTable | None:
        """A table of evidence.

        Parameters
        ----------
        origin : Origin
            Whose table.
        name : str
            A name that exists there.

        Returns
        -------
        EvidenceTable, ArchiveTable or None
            None when the archive lacks the table, or the dossier what an account needs.
        """
        if (origin, name) not in self._built:
            self._built[origin, name] = self._build(origin, name)
        return self._built[origin, name]

    def _build(self, origin: Origin, name: str) -> EvidenceTable | ArchiveTable | None:
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
        source = self.archive.provenance(name) if self.archive else None
        if self.archive is None or source is None:
            return None
        return ArchiveTable(name, kinds, units, source, self.archive)


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
