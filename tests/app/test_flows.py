"""``equipoise flows`` and ``spending``: what they take, give and refuse."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from equipoise.archive.importing import Wanted, import_files

NAMES = ("baci", "sipri-arms", "sipri-milex", "nmc", "cow-trade-dyadic", "cow-trade-national")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with made-up samples of every data set behind the two commands."""
    home = tmp_path_factory.mktemp("samples")
    import_files(Wanted(names=NAMES, samples=True), home / "archive.duckdb")
    return home


@pytest.fixture
def ask(run, samples: Path, monkeypatch: pytest.MonkeyPatch):
    """Run a command on the samples."""
    monkeypatch.setenv("EQUIPOISE_HOME", str(samples))
    return run


def test_flows_of_the_sample_by_hand(ask) -> None:
    outcome = ask("flows", "RUS", "--region", "east-asia", "--year", "2012", "--format", "csv")
    assert outcome.code == 0, outcome.err
    rows = [
        row
        for row in csv.DictReader(io.StringIO(outcome.out))
        if (row["group"], row["direction"], row["status"]) == ("crude-oil", "exports", "reported")
    ]
    assert [(r["partner"], r["value_usd_k"], r["quantity_t"]) for r in rows] == [
        ("CHN", "1500.25", "2000.5"),
        ("JPN", "700.0", "900.0"),
    ]


def test_state_and_region_are_the_dossiers_where_none_is_named(ask) -> None:
    named = ask("flows", "RUS", "--region", "east-asia", "--year", "2012")
    assert ask("flows", "--year", "2012").content == named.content
    assert "Energy between Russia and East Asia" in named.out
    assert "made-up sample" in named.out


def test_the_last_year_is_the_default(ask) -> None:
    assert ask("flows", "RUS").content == ask("flows", "RUS", "--year", "2012").content


def test_a_version_can_be_named(ask) -> None:
    outcome = ask("flows", "RUS", "--year", "2012", "--source", "baci@202501")
    assert "version 202501" in outcome.out


def test_warnings_go_to_standard_error_beside_csv(ask) -> None:
    outcome = ask("flows", "RUS", "--kind", "arms", "--year", "1992", "--format", "csv")
    assert outcome.err.startswith("warning: volumes of single years")


def test_spending_by_one_source(ask) -> None:
    outcome = ask("spending", "RUS", "--year", "2012", "--source", "sipri", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(outcome.out))
    assert (row["by"], row["value_usd_m"]) == ("sipri", "81000.75")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("flows", "RUS", "--year", "1980"), 3, "baci has nothing of 1980"),
        (("flows", "RUS", "--year", "2008"), 3, "baci has nothing of 2008"),
        (("flows", "Rusia", "--year", "2012"), 3, "no state is called 'Rusia'"),
        (("flows", "RUS", "--region", "atlantis"), 3, "no region is called 'atlantis'"),
        (("flows", "RUS", "--source", "baci@1"), 3, "no data set 'baci@1'"),
        (("flows", "RUS", "--source", "nmc"), 2, "not in 'nmc'"),
        (("flows", "RUS", "--kind", "gold"), 2, "gold"),
        (("flows", "RUS", "--year", "2012", "--from", "2010"), 2, "--year asks for one year"),
        (("flows", "RUS", "--from", "2012", "--to", "2005"), 2, "--to 2005 lies before"),
        (("spending", "RUS", "--year", "2012", "--source", "nmc"), 3, "nmc covers 2018 to 2022"),
        (
            ("spending", "RUS", "--source", "nmc", "--prices", "constant"),
            2,
            "nmc has no military spending in 'constant' prices",
        ),
    ],
)
def test_refusals(ask, arguments: tuple[str, ...], code: int, message: str) -> None:
    outcome = ask(*arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err
    assert "hint:" in outcome.err


@pytest.mark.parametrize("command", ["flows", "spending"])
def test_without_an_archive_the_hint_says_how_to_import(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("EQUIPOISE_HOME", str(tmp_path))
    outcome = run(command, "RUS")
    assert outcome.code == 3
    assert outcome.err.startswith("error: the archive has no data set")
    assert "hint: equipoise sources import" in outcome.err
