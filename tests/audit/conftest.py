"""The shipped audit, and dossiers with one cell changed."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.archive.importing import Wanted, import_files
from equipoise.archive.store import Archive
from equipoise.audit.audit import Audit, ClaimResult, audit_claims
from equipoise.audit.claims import Claims, read_claims
from equipoise.audit.language.base import EvidenceBase
from equipoise.dossier.cells import Cell
from equipoise.dossier.read import Dossier
from equipoise.dossier.tables import DossierTable
from equipoise.errors import VocabularyError
from equipoise.vocabulary.evidence import ArchiveSource
from equipoise.vocabulary.tables import Column, ResultTable, Value

PUBLISHED = (
    "archigos", "baci", "cow-alliances", "cow-igo", "cow-majors", "cow-mid-dyadic",
    "cow-trade-dyadic", "cow-trade-national", "maddison", "nmc", "polity5", "pwt", "sipri-arms",
    "unga-ideal-points", "wdi",
)  # fmt: skip
"""Data sets that claims read and that are among the published data beside the checkout."""

Changed = Callable[[dict[str, dict[str, Cell]]], EvidenceBase]


class Shelf:
    """An archive that holds the tables it is given, and notes what it is asked for."""

    def __init__(self, *tables: ResultTable) -> None:
        self.tables = {table.name: table for table in tables}
        self.origin = ArchiveSource(
            "Sample", "1.0", "", sample=True, citation="nobody (2012)", span=(1, 9998)
        )
        self.asked: list[tuple[str, object]] = []

    def provenance(self, name: str) -> ArchiveSource | None:
        return self.origin if name in self.tables else None

    def rows(self, name: str, where: Mapping[str, Sequence[str | int | float]]) -> ResultTable:
        self.asked.append((name, where))
        table = self.tables[name]
        names = [column.name for column in table.columns]
        if lacking := where.keys() - set(names):
            raise VocabularyError(f"{name} has no column {', '.join(lacking)}")
        kept = tuple(
            (number, *cells)
            for number, cells in enumerate(table.rows, start=1)
            if all(cells[names.index(column)] in where[column] for column in where)
        )
        return ResultTable(name, (Column("row", "integer", "number"), *table.columns), kept)

    def values(self, name: str, column: str) -> set[Value]:
        self.asked.append((name, column))
        return set(self.tables[name].column(column))


@pytest.fixture(scope="session")
def shelf() -> type[Shelf]:
    """An archive of made-up tables: ``shelf(*tables)``."""
    return Shelf


@pytest.fixture(scope="session")
def base(dossier: Dossier) -> EvidenceBase:
    """All evidence of the shipped dossier."""
    return EvidenceBase(dossier)


@pytest.fixture(scope="session")
def claims(base: EvidenceBase) -> Claims:
    """The shipped claims."""
    found, problems = read_claims(base)
    assert problems == []
    return found


@pytest.fixture(scope="session")
def shipped(dossier: Dossier) -> Audit:
    """The shipped audit."""
    return audit_claims(dossier)


@pytest.fixture(scope="session")
def changed(base: EvidenceBase) -> Changed:
    """The evidence with some cells of rows at places such as ``trade.csv:12`` replaced."""
    origin = base.dossier

    def change(cells: dict[str, dict[str, Cell]]) -> EvidenceBase:
        tables = dict(origin.tables)
        touched = {
            name for name, table in tables.items() if any(row.place in cells for row in table)
        }
        for name in touched:
            rows = tuple(
                replace(row, cells={**row.cells, **cells.get(row.place, {})})
                for row in tables[name]
            )
            tables[name] = DossierTable(name, rows)
        twin = copy.copy(base)
        twin.__dict__.pop("figures", None)
        twin.dossier = replace(origin, tables=tables)
        twin._built = {
            key: built
            for key, built in base._built.items()
            if key[0] == "table" and key[1] not in touched
        }
        return twin

    return change


class Settled:
    """The shipped audit with published data at hand."""

    def __init__(self, audit: Audit, archive: Archive) -> None:
        self.archive = archive
        self.results = audit.results
        self.result: Callable[[str], ClaimResult] = audit.result

    def figures(self, claim: str, definition: str = "") -> dict[object, float | bool | None]:
        """What one definition computes, by the value of its grid; by None where it has none."""
        found = {
            next(iter(j.point.values()), None): j.computed
            for j in self.result(claim).judgements
            if j.definition.startswith(definition)
        }
        assert found, definition
        return found

    def only(self, claim: str, definition: str = "") -> float | bool | None:
        """What a definition without a grid computes."""
        return self.figures(claim, definition)[None]


@pytest.fixture(scope="session")
def settled(
    dossier: Dossier, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settled]:
    """The audit over an archive of its own, made of the publishers' files."""
    path = tmp_path_factory.mktemp("published") / "archive.duckdb"
    results = import_files(Wanted(PUBLISHED, place=shared / "data"), path)
    assert {result.outcome for result in results} == {"imported"}
    with Archive(path) as archive:
        yield Settled(audit_claims(dossier, archive=archive), archive)
