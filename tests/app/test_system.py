"""``equipoise system``: what it takes, gives and refuses."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import get_args

import pytest

from equipoise.accounts.capability_figures import CAPABILITIES
from equipoise.app.system import Measure

POWERS = [
    {"state": "USA", "start": date(1898, 8, 13), "end": None},
    {"state": "CHN", "start": date(1950, 1, 1), "end": None},
]
NMC = [
    {"state": state, "year": year, "cinc": value}
    for year in (1989, 1990)
    for state, value in (("USA", 0.3), ("CHN", 0.1), ("JPN", 0.2))
]


@pytest.fixture
def ask(run, made_archive, monkeypatch: pytest.MonkeyPatch):
    """Run a command on a small archive."""
    path = made_archive(
        {"cow-majors": POWERS, "nmc": NMC}, cow_majors={"first_year": 1816, "last_year": 2024}
    )
    monkeypatch.setenv("EQUIPOISE_HOME", str(path.parent))
    return run


def test_major_powers_are_the_default(ask) -> None:
    outcome = ask("system", "--format", "csv")
    assert outcome.code == 0, outcome.err
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert [(r["year"], r["members"], r["polarity"]) for r in rows] == [
        ("1989", "CHN USA", "unipolar"),
        ("1990", "CHN USA", "unipolar"),
    ]
    # Shares .75 and .25: the root of (.625 - .5) / .5.
    assert float(rows[0]["concentration"]) == pytest.approx(0.5)
    assert ask("system", "--states", "Majors", "--format", "csv").content == outcome.content


def test_a_list_of_states_and_their_params(ask) -> None:
    outcome = ask("system", "--states", "japan,USA", "--from", "1990", "--fixed", "--json")
    found = json.loads(outcome.out)
    assert found["params"] == {
        "states": "JPN,USA",
        "measure": "cinc",
        "years": [1990, 1990],
        "fixed": True,
    }
    assert [leader["state"] for leader in found["data"]["years"][0]["leading"]] == ["USA", "JPN"]


def test_the_page_names_both_sources(ask) -> None:
    outcome = ask("system")
    assert "Concentration among the major powers, 1989 to 1990" in outcome.out
    assert "National Material Capabilities" in outcome.out
    assert "major powers, version 1" in outcome.out.replace("\n", " ")


def test_the_command_knows_every_capability() -> None:
    assert get_args(Measure) == tuple(CAPABILITIES)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--to", "2020"), 3, "cover 1989 to 1990, not 2020"),
        (("--states", "atlantis"), 3, "'atlantis' is no set of states"),
        (("--states", "USA"), 2, "fewer than two states"),
        (("--measure", "gdp"), 3, "no data set 'latent-gdp'"),
        (("--measure", "clout"), 2, "clout"),
        (("--from", "1990", "--to", "1989"), 2, "the years run backwards"),
    ],
)
def test_refusals(ask, arguments, code, message) -> None:
    outcome = ask("system", *arguments)
    assert outcome.code == code
    assert message in outcome.err
    assert "hint: " in outcome.err
    assert outcome.out == ""
