"""What the pages on panels name is there, and what they count comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from equipoise.app.main import command_line
from equipoise.archive.importing import Wanted, import_files
from equipoise.archive.panels.builder import dyad_years, state_years
from equipoise.archive.panels.verbs.registry import VERBS
from equipoise.sources.registry import card_names

ROOT = Path(__file__).resolve().parents[2]
COMPARED = (ROOT / "docs/peacesciencer.md").read_text(encoding="utf-8")
HOW_TO = (ROOT / "docs/how-to/panels.md").read_text(encoding="utf-8")
DECIDED = (ROOT / "docs/decisions/0014-panels.md").read_text(encoding="utf-8")
LINES = [
    [cell.strip() for cell in line[1:-1].split("|")]
    for line in COMPARED.splitlines()
    if line.startswith("| `")
]
VERDICTS = {"same", "better", "missing"}
FUNCTIONS = [
    "create_stateyears",
    "create_statedays",
    "create_dyadyears",
    "create_leaderyears",
    "create_leaderdays",
    "create_leaderdyadyears",
    "add_archigos",
    "add_atop_alliance",
    "add_capital_distance",
    "add_ccode_to_gw",
    "add_contiguity",
    "add_cow_alliance",
    "add_cow_majors",
    "add_cow_mids",
    "add_cow_trade",
    "add_cow_wars",
    "add_creg_fractionalization",
    "add_democracy",
    "add_fpsim",
    "add_gml_mids",
    "add_gwcode_to_cow",
    "add_igos",
    "add_latent_territorial_threat",
    "add_lead",
    "add_lwuf",
    "add_minimum_distance",
    "add_nmc",
    "add_peace_years",
    "add_rugged_terrain",
    "add_sdp_gdp",
    "add_sim_gdp_pop",
    "add_spells",
    "add_strategic_rivalries",
    "add_ucdp_acd",
    "add_ucdp_onsets",
    "filter_prd",
    "whittle_conflicts_*",
    "wc_*",
    "declare_attributes",
    "download_extdata",
    "ps_cite",
    "ps_version",
    "show_duplicates",
]
"""What the package offers, but for names that stand for another of them."""


def code(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def named_verbs(text: str) -> list[str]:
    """Names after ``--with`` in a text."""
    found = re.findall(r"--with ([a-z][a-z,-]*)", text)
    return [name for names in found for name in names.split(",")]


def test_every_function_stands_once() -> None:
    assert sorted(name for line in LINES for name in code(line[0])) == sorted(FUNCTIONS)


@pytest.mark.parametrize("line", LINES, ids=lambda line: code(line[0])[0])
def test_every_line_has_a_verdict_and_what_it_rests_on(line: list[str]) -> None:
    _, ours, verdict, why = line
    assert verdict.split()[0] in VERDICTS
    assert bool(code(ours)) == (verdict != "missing")
    assert why


def test_every_verb_named_exists() -> None:
    for line in LINES:
        offered = [piece for piece in code(line[1]) if not piece.startswith(("equipoise", "--sys"))]
        assert {piece.removeprefix("--with ") for piece in offered} <= set(VERBS), line[0]
    for text in (COMPARED, HOW_TO, DECIDED):
        known = {*VERBS, *card_names()}
        assert set(named_verbs(text)) <= known
    assert {"nmc", "majors", "relevance", "mids"} <= set(named_verbs(HOW_TO))


def test_every_data_set_without_a_verb_exists_and_has_none() -> None:
    named = [name for line in LINES for name in code(line[-1]) if "import" in line[-1]]
    sets = {name for name in named if name in card_names()}
    assert sets == {"archigos", "gml-mid-dyadic", "cow-dyadic-wars", "cow-mid-dyadic"}
    read = {name for verb in VERBS.values() for name in verb.data_sets}
    assert sets & read == {"cow-mid-dyadic"}


def test_every_command_named_exists() -> None:
    app = command_line()
    for text in (COMPARED, HOW_TO):
        for piece in re.findall(r"equipoise ((?:panel|sources) [a-z][a-z-]*)", text):
            group, verb = piece.split()
            assert verb in list(app[group]), piece


def test_the_rows_by_list_come_out() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| .+ \| (\d{4}) \| ([\d,]+) \|$", HOW_TO, re.M)
    assert [system for system, _, _ in rows] == ["cow", "gw", "gw-micro"]
    for system, last, count in rows:
        table = state_years(system).table()
        assert f"{table.num_rows:,}" == count
        assert max(table["year"].to_pylist()) == int(last)


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_the_rows_that_were_decided_come_out(system: str) -> None:
    for builder in (state_years(system, carry_to=2025), dyad_years(system, carry_to=2025)):
        assert f"{builder.table().num_rows:,}" in DECIDED


def test_the_example_in_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"^```python\n(.*?)^```$", HOW_TO, re.M | re.S)
    monkeypatch.setenv("EQUIPOISE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    import_files(Wanted(names=("cow-contiguity", "cow-mid-dyadic"), samples=True))
    names: dict[str, object] = {}
    exec(block, names)  # noqa: S102 - our own page
    table, manifest = names["table"], names["manifest"]
    assert table.num_rows == manifest.rows == 840
    assert (tmp_path / "dyads.parquet.manifest.json").exists()
