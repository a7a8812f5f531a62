"""``equipoise dossier build``: what it says, what it writes, what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipoise.archive.importing import Wanted, import_files

QUESTION = (
    "dossier",
    "build",
    "RUS",
    "--region",
    "northeast-asia",
    "--from",
    "2020",
    "--to",
    "2021",
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with made-up samples of capabilities, and a folder to stand in."""
    names = ("nmc", "sipri-milex", "cow-igo", "cow-igo-bodies", "cow-igo-states")
    import_files(Wanted(names=names, samples=True), tmp_path / "home" / "archive.duckdb")
    monkeypatch.setenv("EQUIPOISE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("home")
def test_it_says_what_it_holds_and_lacks_and_what_to_do(run):
    outcome = run(*QUESTION, "-o", "russia")
    assert outcome.code == 0, outcome.err
    assert "✓ russia: Russia in Northeast Asia, 2020 to 2021; eight states." in outcome.out
    assert "Made-up samples, no data: National Material Capabilities." in outcome.out
    assert "equipoise assess --dossier russia" in outcome.out
    lacks = outcome.out.partition("No data for")[2]
    assert "trade by partner: not imported: equipoise sources import cow-trade-dyadic" in lacks
    assert "others' response" in lacks


@pytest.mark.usefixtures("home")
def test_what_it_builds_is_sound_and_can_be_assessed(run):
    run(*QUESTION, "-o", "russia")
    assert run("dossier", "check", "russia").code == 0
    assessed = run("assess", "--dossier", "russia", "--framework", "waltz", "--draws", "20")
    assert assessed.code == 0, assessed.err
    assert "Insufficient evidence" in assessed.out
    # The mark must outlast the shortening of a source.
    assert "National Material Capabilities, version 7.0 (made-up sample)" in " ".join(
        assessed.out.split()
    )


def test_a_name_with_a_suffix_does_not_choose_the_form(run, home):
    outcome = run(*QUESTION, "-o", "russia.csv")
    assert outcome.out.startswith("── Built")
    assert (home / "russia.csv" / "dossier.toml").is_file()


@pytest.mark.usefixtures("home")
def test_as_csv_it_is_a_table_of_measures(run):
    outcome = run(*QUESTION, "-o", "russia", "--format", "csv")
    header, first, *_ = outcome.out.splitlines()
    assert header == "table,measure,rows,incomplete,source"
    assert first.startswith("capabilities,tpop,18,")  # eight states and the world, two years
    assert "warning: made-up samples, no data" in outcome.err


def test_powers_may_be_listed_with_commas(run, home):
    run(*QUESTION, "--outside", "USA,Germany", "-o", "russia")
    assert 'outside_powers = ["USA", "DEU"]' in (home / "russia/dossier.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        ((), 2, "name the folder to make with -o"),
        (("--to", "2019", "-o", "russia"), 2, "--to 2019 lies before --from 2020"),
        (("--bodies", "un", "-o", "russia"), 3, "cow-igo covers 1816 to 2012, not 2020"),
        (("--military", "gdp", "-o", "russia"), 2, "--military cannot be 'gdp'"),
        (("-o", "nowhere/russia"), 1, "cannot write nowhere/russia"),
        (("-o", "home"), 1, "home is there and not an empty folder"),
    ],
)
def test_refusals(run, home, more, code, said):
    before = sorted(home.rglob("*"))
    outcome = run(*QUESTION[:-2], *more)
    assert outcome.code == code
    assert said in outcome.err
    assert outcome.out == ""
    assert sorted(home.rglob("*")) == before


@pytest.mark.usefixtures("home")
def test_without_a_year_it_says_so(run):
    outcome = run(*QUESTION[:5], "-o", "russia")
    assert (outcome.code, "name the years with --from and --to" in outcome.err) == (2, True)


def test_an_empty_archive_names_the_data_set_to_import(run, tmp_path, monkeypatch):
    monkeypatch.setenv("EQUIPOISE_HOME", str(tmp_path / "none"))
    outcome = run(*QUESTION, "-o", str(tmp_path / "russia"))
    assert outcome.code == 3
    assert "the archive has no data set 'nmc'" in outcome.err
    assert "hint: equipoise sources import nmc" in outcome.err
