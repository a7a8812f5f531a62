"""Changes to a dossier in memory, so that many can be tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from equipoise.dossier.cells import Cell
from equipoise.dossier.read import Dossier
from equipoise.dossier.tables import DossierTable, Row

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
