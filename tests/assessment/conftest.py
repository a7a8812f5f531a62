"""Changes to a dossier in memory, so that many can be tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from equipoise.accounts.case import Case
from equipoise.accounts.readings import reading
from equipoise.assessment.load import load_framework
from equipoise.assessment.scopes import scope_result
from equipoise.dossier.cells import Cell
from equipoise.dossier.read import Dossier
from equipoise.dossier.tables import DossierTable, Row
from equipoise.vocabulary.regions import region

Change = Callable[[Mapping[str, Cell]], Mapping[str, Cell] | None]


def changed(dossier: Dossier, table: str, change: Change) -> Dossier:
    """The dossier with every row of a table rewritten; None drops the row."""
    rows = []
    for row in dossier.table(table):
        cells = change(dict(row.cells))
        if cells is not None:
            rows.append(Row(row.file, row.line, cells))
    return replace(dossier, tables={**dossier.tables, table: DossierTable(table, tuple(rows))})


@pytest.fixture(scope="session")
def change():
    return changed


def verdict_of(dossier: Dossier, state: str, *, year: int = 2012, framework: str = "buzan-waever"):
    """The verdict alone, without draws or tipping values."""
    case = Case(dossier, region("east-asia"), year, state)
    chosen = load_framework(framework)
    readings = {measure: reading(case, measure) for measure in chosen.measures()}
    return scope_result(chosen, "region", readings, state).verdict


@pytest.fixture(scope="session")
def judge():
    return verdict_of
