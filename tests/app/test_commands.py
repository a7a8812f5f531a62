"""The command line: forms, exit codes, messages."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from pyarrow import parquet

from equipoise.dossier.read import dossier_folder
from equipoise.errors import DossierError, OutputError

QUICK = ("--draws", "20")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "mine"
    shutil.copytree(dossier_folder("russia-east-asia"), target)
    return target


def break_a_cell(folder: Path) -> int:
    """Spoil the year of one row; returns its line."""
    path = folder / "trade.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[4] = lines[4].replace(",total,", ",total,x", 1)
    path.write_text("".join(lines), encoding="utf-8")
    return 5


@pytest.mark.parametrize("command", ["trade", "relations", "institutions", "energy", "assess"])
def test_csv_and_parquet_hold_the_same_rows(run, command: str, tmp_path: Path) -> None:
    extra = QUICK if command == "assess" else ()
    out = run(command, *extra, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out.out)))
    target = tmp_path / f"{command}.parquet"
    assert run(command, *extra, "-o", str(target)).code == 0
    table = parquet.read_table(target)
    assert table.num_rows == len(rows) > 0
    assert table.column_names == list(rows[0])
    for name in table.column_names:
        read = [row[name] for row in rows]
        for text, value in zip(read, table.column(name).to_pylist(), strict=True):
            expected = "" if value is None else str(value)
            assert text == (expected.lower() if isinstance(value, bool) else expected)


def test_parquet_goes_to_a_pipe_and_never_to_a_terminal(run) -> None:
    piped = run("energy", "--format", "parquet")
    assert parquet.read_table(io.BytesIO(piped.content)).num_rows
    shown = run("energy", "--format", "parquet", tty=True)
    assert shown.code == 2
    assert "-o" in shown.err
    assert not shown.content


def test_the_suffix_chooses_the_form(run, tmp_path: Path) -> None:
    for suffix, start in ((".json", "{"), (".csv", "year,"), (".md", "# "), (".txt", "── ")):
        target = tmp_path / f"trade{suffix}"
        outcome = run("trade", "-o", str(target))
        assert outcome.code == 0
        assert outcome.out == ""
        assert target.read_text(encoding="utf-8").startswith(start)


def test_markdown_and_table_say_the_same(run) -> None:
    assert "| China |" in run("trade", "--format", "md").out
    assert "China" in run("trade").out


def test_warnings_go_where_the_form_has_room(run) -> None:
    written = run("assess", *QUICK, "--format", "csv")
    warnings = json.loads(run("assess", *QUICK, "--json").out)["warnings"]
    lines = written.err.splitlines()
    assert lines == [f"warning: {warning}" for warning in warnings]
    assert run("assess", *QUICK, "--json").err == ""


@pytest.mark.parametrize(
    "name", ["RUS", "rus", "365", "Russia", "Russian Federation", "gw:365", "cow:365"]
)
def test_states_are_known_by_any_name(run, name: str) -> None:
    found = json.loads(run("assess", name, *QUICK, "--json").out)
    assert found["data"]["state"]["iso3"] == "RUS"


def test_partners_may_be_bodies_and_parties(run) -> None:
    for name, known in (("asean", "ASEAN"), ("Japan", "JPN"), ("740", "JPN"), ("EU", "EU")):
        found = run("relations", "--with", name, "--json")
        assert found.code == 0, found.err
        assert json.loads(found.out)["data"]["partner"] == known


ERRORS = [
    (("assess", "Rusia"), 3, "Rusia", "Russia"),
    (("assess", "--region", "east-asa"), 3, "east-asa", "east-asia"),
    (("assess", "--year", "2020"), 3, "2020", "1991"),
    (("institutions", "--year", "1980"), 3, "1980", "1991"),
    (("assess", "--framework", "walz"), 3, "walz", "waltz"),
    (("assess", "--dossier", "russia-east-asa"), 3, "russia-east-asa", "russia-east-asia"),
    (("dossier", "show", "russia-east-asa"), 3, "russia-east-asa", "russia-east-asia"),
    (("dossier", "seal", "nowhere"), 3, "nowhere", "folder"),
    (("relations", "--with", "ASAEN"), 3, "ASAEN", "ASEAN"),
    (("relations", "--with", "BRA"), 3, "BRA", "parties"),
    (("trade", "BRA"), 3, "BRA", "RUS"),
    (("assess", "--from", "2012", "--to", "1996"), 2, "2012", "earlier"),
    (("assess", "--year", "2012.5"), 2, "2012.5", "--help"),
    (("institutions", "--year", "2012.5"), 2, "2012.5", "--help"),
    (("trade", ""), 3, "''", "write an ISO code"),
    (("assess", "--draws", "1000000000"), 2, "--draws", "--help"),
    (("assess", ""), 3, "''", "write an ISO code"),
    (("relations", "RUS", "--with", "RUS"), 2, "RUS", "another partner"),
    (("asess",), 2, "'asess'", "assess"),
    (("dossier", "chek"), 2, "'chek'", "check"),
    (("assess", "--yaer", "2012"), 2, "--yaer", "--year"),
    (("assess", "--format", "jsn"), 2, "'jsn'", "json"),
    (("assess", "--year", "soon"), 2, "--year", "--help"),
    (("assess", "--year"), 2, "--year", "--help"),
    (("assess", "--draws", "0"), 2, "--draws", "--help"),
    (("assess", "South", "Korea"), 2, "Korea", '"South Korea"'),
    (("assess", "--json", "--format", "csv"), 2, "--json", "one of them"),
    (("assess", "--year", "2012", "--to", "2012"), 2, "--year", "--from"),
    (("dossier", "seal"), 2, "needs", "--help"),
]


@pytest.mark.parametrize(("arguments", "code", "named", "hint"), ERRORS)
def test_mistakes_are_told_in_two_lines(
    run, arguments: tuple[str, ...], code: int, named: str, hint: str
) -> None:
    outcome = run(*arguments)
    assert outcome.code == code
    assert outcome.content == b""
    error, told = outcome.err.splitlines()
    assert error.startswith("error: ")
    assert named.lower() in error.lower()
    assert told.startswith("hint: ")
    assert hint in told


def test_a_year_without_data_is_an_answer(run) -> None:
    outcome = run("assess", "--year", "1992", "--framework", "waltz", *QUICK, "--json")
    assert outcome.code == 0
    found = json.loads(outcome.out)
    assert found["data"]["verdict"] == "insufficient evidence"
    assert any("1992" in warning for warning in found["warnings"])


def test_a_broken_dossier_names_the_cell(run, folder: Path) -> None:
    line = break_a_cell(folder)
    checked = run("dossier", "check", str(folder))
    assert checked.code == 4
    assert any(
        found.startswith(f"trade.csv:{line}:year: ") and found.endswith(")")
        for found in checked.out.splitlines()
    )
    assert checked.err == ""
    data = json.loads(run("dossier", "check", str(folder), "--json").out)["data"]
    assert len(data["problems"]) == len(checked.out.splitlines())
    assessed = run("assess", "--dossier", str(folder), *QUICK)
    assert assessed.code == 4
    assert f"trade.csv:{line}:year" in assessed.err
    assert assessed.out == ""


def test_many_problems_are_cut_short(run, folder: Path) -> None:
    path = folder / "capabilities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",published,", ",printed,"), "utf-8")
    outcome = run("assess", "--dossier", str(folder))
    assert outcome.code == DossierError.exit_code
    assert len(outcome.err.splitlines()) < 20
    assert "more" in outcome.err


def test_sealing_makes_a_dossier_whole_again(run, folder: Path) -> None:
    (folder / "trade.csv").write_text(
        (folder / "trade.csv").read_text(encoding="utf-8") + "\n", encoding="utf-8"
    )
    assert run("dossier", "check", str(folder)).code == 4
    assert run("dossier", "seal", str(folder)).code == 0
    assert run("dossier", "check", str(folder)).code == 0


def test_a_folder_that_is_no_dossier(run, tmp_path: Path) -> None:
    assert run("dossier", "check", str(tmp_path)).code == 4
    assert run("dossier", "seal", str(tmp_path)).code == 4


def test_a_framework_of_ones_own(run, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("id = 'mine'\n", encoding="utf-8")
    outcome = run("assess", "--framework", str(path))
    assert outcome.code == 4
    assert "mine.toml" in outcome.err


def test_output_is_whole_or_not_at_all(run, tmp_path: Path) -> None:
    target = tmp_path / "card.json"
    target.write_text("before", encoding="utf-8")
    failed = run("assess", "Rusia", "-o", str(target))
    assert failed.code == 3
    assert target.read_text(encoding="utf-8") == "before"
    assert run("energy", "-o", str(target)).code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["command"] == "energy"
    assert [path.name for path in tmp_path.iterdir()] == ["card.json"]


@pytest.mark.parametrize("where", ["nowhere/card.json", "."])
def test_output_that_cannot_be_written(run, tmp_path: Path, where: str) -> None:
    outcome = run("energy", "-o", str(tmp_path / where))
    assert outcome.code == OutputError.exit_code == 1
    assert outcome.err.startswith("error: cannot write ")
    assert list(tmp_path.iterdir()) == []


def test_colour_follows_the_terminal_and_no_color(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in run("dossier", "check", tty=True).out
    assert "\x1b" not in run("dossier", "check").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("dossier", "check", tty=True).out


def test_the_width_follows_columns(run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert max(map(len, run("assess", *QUICK).out.splitlines())) <= 80
    monkeypatch.setenv("COLUMNS", "100")
    assert 80 < max(map(len, run("assess", *QUICK).out.splitlines())) <= 100


def test_a_traceback_only_with_debug(run) -> None:
    assert "Traceback" not in run("assess", "Rusia").err
    told = run("assess", "Rusia", "--debug")
    assert "Traceback" in told.err
    assert told.code == 3


def test_verbose_says_more(run) -> None:
    for command in (("trade",), ("relations",), ("institutions",), ("energy",), ("assess", *QUICK)):
        assert len(run(*command, "--verbose").out) > len(run(*command).out)
    series = ("assess", "--from", "2010", *QUICK)
    assert len(run(*series, "--verbose").out) > len(run(*series).out)
