"""The shipped audit, and dossiers with one cell changed."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace

import pytest

from equipoise.audit.audit import Audit, audit_claims
from equipoise.audit.claims import Claims, read_claims
from equipoise.audit.language.rows import EvidenceBase
from equipoise.dossier.cells import Cell
from equipoise.dossier.read import Dossier
from equipoise.dossier.tables import DossierTable

Changed = Callable[[dict[str, dict[str, Cell]]], EvidenceBase]


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
