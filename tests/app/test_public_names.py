"""The names of the package."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import equipoise

NAMES = [
    "Archive",
    "EquipoiseError",
    "__version__",
    "assess",
    "assess_series",
    "audit_claims",
    "check_dossier",
    "dyad_years",
    "energy_account",
    "explain_theses",
    "institutions_account",
    "load_framework",
    "open_dossier",
    "region",
    "relations_account",
    "resolve_state",
    "shipped_dossiers",
    "state_years",
    "trade_account",
]


def test_the_public_names_are_these() -> None:
    assert sorted(equipoise.__all__) == NAMES
    assert dir(equipoise) == NAMES


def test_the_stub_says_the_same() -> None:
    assert equipoise.__file__ is not None
    stub = ast.parse(Path(equipoise.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    homes = {
        alias.name: node.module
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert homes == equipoise._HOMES


def test_each_name_works() -> None:
    for name in NAMES:
        assert getattr(equipoise, name) is not None
    result = equipoise.assess(equipoise.open_dossier(), "RUS", year=2012, draws=10)
    assert result.state == equipoise.resolve_state("Russia").id


def test_a_panel_of_public_names(tmp_path: Path) -> None:
    builder = equipoise.dyad_years(start=2012, end=2012, region="east-asia").add("majors")
    with equipoise.Archive(tmp_path / "absent.duckdb") as archive:
        assert archive.tables == ()
        with pytest.raises(equipoise.EquipoiseError, match="no data set 'cow-majors'"):
            builder.table(archive)
    assert equipoise.state_years(start=2012, end=2012).table().num_rows == 195


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'verdict_card'"):
        equipoise.verdict_card


def test_importing_costs_next_to_nothing() -> None:
    code = (
        "import sys; before = set(sys.modules); import equipoise; "
        "print(len(set(sys.modules) - before), 'numpy' in sys.modules, 'IPython' in sys.modules)"
    )
    environment = {"PYTHONPATH": str(Path(equipoise.__file__).parents[1])}
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    ).stdout.split()
    assert int(out[0]) < 15
    assert out[1:] == ["False", "False"]
