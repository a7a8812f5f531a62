"""``equipoise panel``: what it takes, gives and refuses."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyarrow import ipc, parquet

from equipoise.app import panel as command
from equipoise.archive.home import archive_path
from equipoise.archive.importing import Wanted, import_files
from equipoise.archive.panels.verbs.registry import VERBS, verb_named

NAMES = ("nmc", "cow-majors", "cow-contiguity", "cow-trade-national", "cow-trade-dyadic", "atop")
EAST_ASIA = ("--region", "east-asia", "--from", "2013")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with made-up samples."""
    home = tmp_path_factory.mktemp("samples")
    import_files(Wanted(names=NAMES, samples=True), home / "archive.duckdb")
    return home


@pytest.fixture
def ask(run, samples: Path, monkeypatch: pytest.MonkeyPatch):
    """Run a command on the samples."""
    monkeypatch.setenv("EQUIPOISE_HOME", str(samples))
    return run


@pytest.fixture
def bare(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run a command where nothing was ever imported."""
    monkeypatch.setenv("EQUIPOISE_HOME", str(tmp_path / "home"))
    return run


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_east_asia_of_2016_by_hand(bare) -> None:
    outcome = bare(
        "panel", "state-years", "--region", "east-asia", "--from", "2016", "--format", "csv"
    )
    assert outcome.code == 0, outcome.err
    rows = records(outcome.out)
    assert {row["year"] for row in rows} == {"2016"}
    # Sixteen states: five in the northeast with China and Taiwan, ten of ASEAN and East Timor.
    assert len(rows) == 16
    assert rows[0] == {"ccode": "710", "state": "CHN", "year": "2016"}


def test_the_published_number_of_rows(bare) -> None:
    # Correlates of War to 2016, as the reference has it.
    assert "15,951 state-years, three columns." in bare("panel", "state-years").out


def test_no_archive_is_made_or_needed_for_a_bare_panel(bare) -> None:
    assert bare("panel", "dyad-years", "--from", "2015").code == 0
    assert not archive_path().exists()


def test_undirected_has_one_row_for_each_pair(bare) -> None:
    ask = ("panel", "dyad-years", *EAST_ASIA, "--format", "csv")
    directed = records(bare(*ask).out)
    assert records(bare(*ask, "--directed").out) == directed
    undirected = records(bare(*ask, "--undirected").out)
    assert len(directed) == 2 * len(undirected) == 4 * 16 * 15
    assert all(int(row["ccode1"]) < int(row["ccode2"]) for row in undirected)


@pytest.mark.parametrize("system", ["cow", "gw", "gw-micro"])
def test_every_list(bare, system: str) -> None:
    outcome = bare("panel", "state-years", "--system", system, "--from", "2016", "--json")
    data = json.loads(outcome.out)["data"]
    assert data["rows"] > 190
    assert data["columns"][0]["name"] == ("ccode" if system == "cow" else "gwcode")


def test_verbs_by_commas_repetition_and_data_set(ask) -> None:
    forms = (
        ("--with", "capabilities,majors"),
        ("--with", "capabilities", "--with", "majors"),
        ("--with", "nmc, cow-majors,"),
        ("--with", "NMC,majors,capabilities"),
    )
    found = {ask("panel", "state-years", *EAST_ASIA, *form, "--json").out for form in forms}
    assert len(found) == 1
    assert json.loads(found.pop())["params"]["with"] == ["capabilities", "majors"]


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("cow-majors", "majors"),
        ("cow-contiguity", "contiguity"),
        ("cow-mid-dyadic", "mids"),
        ("atop", "alliances"),
        ("cow-trade-national", "trade"),
        ("cow-igo-states", "igos"),
        ("latent-gdp", "gdp"),
    ],
)
def test_a_data_set_stands_for_the_first_verb_that_reads_it(name: str, verb: str) -> None:
    assert verb_named(name) is VERBS[verb]


def test_the_page_counts_every_column(ask) -> None:
    out = ask("panel", "state-years", *EAST_ASIA, "--with", "nmc,majors").out
    assert out.startswith("── State-years 2013-2016 ──")
    assert "64 state-years, 11 columns." in out
    assert "capabilities: nmc 7.0, 2018-2022, made-up sample" in out
    # No year of the sample lies in those of the panel.
    (cinc,) = (line.split() for line in out.splitlines() if line.startswith("  cinc"))
    assert cinc == ["cinc", "share", "0", "100", "%", "null", "null"]
    (state,) = (line.split() for line in out.splitlines() if line.startswith("state"))
    assert state == ["state", "code", "64", "0", "%", "CHN", "CHN"]
    assert max(map(len, out.splitlines())) <= 80


def test_verbose_says_what_columns_hold(ask) -> None:
    out = ask("panel", "dyad-years", *EAST_ASIA, "--with", "contiguity", "--verbose").out
    assert VERBS["contiguity"].rule in " ".join(out.split())
    assert "made-up figures" in out
    assert "Stinnett" in out


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".dta", ".arrow"])
def test_a_file_and_its_manifest(ask, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"panel{suffix}"
    outcome = ask("panel", "dyad-years", *EAST_ASIA, "--with", "atop", "-o", str(path))
    assert outcome.code == 0, outcome.err
    manifest = json.loads((tmp_path / f"panel{suffix}.manifest.json").read_text("utf-8"))
    size = path.stat().st_size
    assert manifest["file"]["bytes"] == size
    assert f"✓ panel{suffix}, {size:,} bytes, and panel{suffix}.manifest.json." in outcome.out
    assert manifest["rows"] == 960
    assert len(list(tmp_path.iterdir())) == 2


def test_the_file_is_what_standard_output_gives(ask, tmp_path: Path) -> None:
    asked = ("panel", "dyad-years", *EAST_ASIA, "--with", "nmc,trade")
    for form in ("csv", "parquet"):
        path = tmp_path / f"panel.{form}"
        assert ask(*asked, "-o", str(path)).code == 0
        assert ask(*asked, "--format", form).content == path.read_bytes()
    ask(*asked, "-o", str(tmp_path / "panel.arrow"))
    table = ipc.open_file(tmp_path / "panel.arrow").read_all()
    assert parquet.read_table(tmp_path / "panel.parquet").to_pylist() == table.to_pylist()


def test_json_is_the_manifest(ask, tmp_path: Path) -> None:
    path = tmp_path / "panel.parquet"
    asked = ("panel", "state-years", *EAST_ASIA, "--with", "nmc", "--json")
    plain = json.loads(ask(*asked).out)["data"]
    written = json.loads(ask(*asked, "-o", str(path)).out)["data"]
    manifest = json.loads((tmp_path / "panel.parquet.manifest.json").read_text("utf-8"))
    first_rows = written.pop("first_rows")
    assert written == manifest
    assert plain == {**manifest, "file": None, "first_rows": first_rows}
    assert first_rows[0]["state"] == "CHN"
    assert first_rows == parquet.read_table(path).slice(0, 2).to_pylist()


def test_carrying_on_warns(bare, tmp_path: Path) -> None:
    asked = ("panel", "state-years", "--carry-to", "2025", "--from", "2015")
    for form in ((), ("--format", "csv"), ("--json",), ("-o", str(tmp_path / "panel.csv"))):
        outcome = bare(*asked, *form)
        assert outcome.err.count("warning: ") == 1
        assert "published to 2016; spells open there are carried on to 2025" in outcome.err
    assert bare("panel", "state-years", "--from", "2015").err == ""


def test_standard_output_in_csv_has_its_warnings_beside_it(ask) -> None:
    outcome = ask("panel", "state-years", *EAST_ASIA, "--with", "nmc", "--format", "csv")
    assert "covers 2018 to 2022; the rest is null" in outcome.err
    assert "made-up figures" in outcome.err
    assert len(records(outcome.out)) == 64


def test_progress_is_told_to_a_terminal_alone(ask, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    asked = ("panel", "state-years", *EAST_ASIA, "--with", "nmc")
    assert ask(*asked).err == ""
    told = Terminal()
    monkeypatch.setattr(command.sys, "stderr", told)
    command._tell("computing capabilities")
    assert told.getvalue() == "computing capabilities\n"


def test_what_the_archive_lacks_is_named_at_once(bare) -> None:
    outcome = bare("panel", "dyad-years", "--with", "nmc,capital-distance,trade")
    assert outcome.code == 3
    assert outcome.out == ""
    assert "error: the archive has no data sets nmc, cow-capitals, cow-trade-dyadic" in outcome.err
    assert "equipoise sources fetch nmc cow-trade-dyadic, then: " in outcome.err
    assert "get cow_capitals.parquet (https://" in outcome.err
    assert "equipoise sources import cow-capitals --from cow_capitals.parquet" in outcome.err
    assert not archive_path().exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message", "hint"),
    [
        (("state-years", "--to", "2020"), 2, "2020 lies after 2016", "--carry-to 2020"),
        (("state-years", "--from", "1800"), 3, "1800 lies before 1816", "1816"),
        (("state-years", "--from", "2000", "--to", "1990"), 2, "backwards", "earlier"),
        (("state-years", "--from", "soon"), 2, "'soon' is not a year", "--help"),
        (("state-years", "--carry-to", "2010"), 2, "nothing is carried to 2010", "end in 2010"),
        (("state-years", "--with", "capabilites"), 2, "'capabilites'", "mean capabilities?"),
        (("state-years", "--with", "ncm"), 2, "'ncm'", "mean nmc?"),
        (("state-years", "--with", "weather"), 2, "'weather'", "verbs: capabilities, majors"),
        (("state-years", "--with", "contiguity"), 2, "about two states", "dyad-years"),
        (("state-years", "--region", "asia"), 3, "'asia'", "east-asia"),
        (("state-years", "--system", "g"), 2, "--system cannot be 'g'", "gw"),
        (("state-years", "--directed"), 2, "--directed", "--"),
        (("dyad-years", "-o", "panel.xlsx"), 2, "'.xlsx'", ".parquet, .csv, .dta, .arrow"),
        (("dyad-years", "-o", "panel.dta", "--format", "csv"), 2, "panel.dta", "leave --format"),
        (("dyad-years", "--json", "--format", "csv"), 2, "contradict", "give one"),
        (("dyad-year",), 2, "unknown command 'dyad-year'", "dyad-years"),
    ],
)
def test_refusals(bare, arguments: tuple[str, ...], code: int, message: str, hint: str) -> None:
    outcome = bare("panel", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    error, _, told = outcome.err.partition("hint: ")
    assert message in error
    assert hint in told


def test_parquet_goes_to_no_terminal(bare) -> None:
    outcome = bare("panel", "state-years", "--format", "parquet", tty=True)
    assert outcome.code == 2
    assert "name a file with -o" in outcome.err


def test_a_file_that_cannot_be_written(bare, tmp_path: Path) -> None:
    outcome = bare("panel", "state-years", "-o", str(tmp_path / "nowhere" / "panel.csv"))
    assert outcome.code == 1
    assert "cannot write" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_missing_library_names_the_extra(
    bare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    outcome = bare("panel", "state-years", "-o", str(tmp_path / "panel.dta"))
    assert outcome.code == 1
    assert "install equipoise[stata]" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_closed_pipe_is_left_quietly(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "from equipoise.app.main import main\n"
        "reader, writer = os.pipe()\n"
        "os.close(reader)\n"
        "os.dup2(writer, 1)\n"
        "sys.exit(main(['panel', 'dyad-years', '--format', 'csv', '--from', '1990']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "EQUIPOISE_HOME": str(tmp_path)},
    )
    assert (done.stderr, done.returncode) == ("", 0)


def test_verbs_are_listed_with_what_they_need(bare) -> None:
    outcome = bare("panel", "verbs", "--json")
    verbs = {verb["name"]: verb for verb in json.loads(outcome.out)["data"]["verbs"]}
    assert list(verbs) == list(VERBS)
    assert all(verb["rule"] and verb["dyad_columns"] for verb in verbs.values())


def test_verbs_say_what_is_imported(ask) -> None:
    rows = {row["verb"]: row for row in records(ask("panel", "verbs", "--format", "csv").out)}
    assert rows["capabilities"]["not_imported"] == ""
    assert rows["relevance"]["data_sets"] == "cow-contiguity;cow-majors"
    assert rows["gdp"]["not_imported"] == "latent-gdp"
    assert rows["contiguity"]["state_columns"] == ""
    assert rows["majors"]["dyad_columns"] == "major1;major2"
    out = ask("panel", "verbs").out
    assert "needs           ✓ nmc 7.0" in out
    assert "latent-gdp (not imported)" in out
    assert max(map(len, out.splitlines())) <= 80
