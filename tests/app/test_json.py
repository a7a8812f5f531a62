"""The JSON of every command has the form that its schema promises."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from equipoise.archive.importing import Wanted, import_files
from equipoise.dossier.read import dossier_folder

SCHEMAS = json.loads(Path(__file__).with_name("schemas.json").read_text(encoding="utf-8"))


def check(found: object, name: str) -> None:
    schema = {**SCHEMAS[name], "$defs": SCHEMAS["$defs"]}
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema, cls=jsonschema.Draft202012Validator)


def no_nan(text: str) -> float:
    raise AssertionError(text)


CASES = [
    ("assess", ("assess", "RUS", "--region", "east-asia", "--year", "2012", "--draws", "20")),
    ("assess", ("assess", "JPN", "--year", "1996", "--framework", "kennedy", "--draws", "20")),
    ("assess", ("assess", "--year", "1992", "--framework", "gilpin", "--draws", "20")),
    ("series", ("assess", "--from", "1996", "--to", "2012", "--draws", "20")),
    ("trade", ("trade",)),
    ("relations", ("relations", "RUS", "--with", "JPN")),
    ("relations", ("relations",)),
    ("institutions", ("institutions", "RUS", "--year", "2005")),
    ("energy", ("energy", "--region", "northeast-asia")),
    ("audit", ("audit",)),
    ("explain", ("explain",)),
    ("audit", ("audit", "--explain", "share-one-fifth-1990s")),
    ("dossier list", ("dossier", "list")),
    ("dossier show", ("dossier", "show")),
    ("dossier check", ("dossier", "check")),
    ("sources list", ("sources", "list")),
    ("sources show", ("sources", "show", "nmc")),
    ("sources verify", ("sources", "verify")),
    ("sources cite", ("sources", "cite", "nmc")),
    ("panel state-years", ("panel", "state-years", "--carry-to", "2020")),
    ("panel dyad-years", ("panel", "dyad-years", "--undirected", "--from", "2010")),
    ("panel verbs", ("panel", "verbs")),
]


@pytest.mark.parametrize(("name", "arguments"), CASES)
def test_every_command_keeps_its_schema(run, name: str, arguments: tuple[str, ...]) -> None:
    outcome = run(*arguments, "--json")
    assert outcome.code == 0, outcome.err
    found = json.loads(outcome.out, parse_constant=no_nan)
    check(found, "envelope")
    check(found["data"], name)
    assert found["command"] == name.replace("series", "assess")
    assert found["schema"] == f"equipoise/{found['command'].replace(' ', '-')}/1"


ARCHIVE_CASES = [
    ("flows", ("flows", "RUS", "--region", "east-asia", "--year", "2012")),
    ("flows", ("flows", "--kind", "raw-materials", "--from", "2005", "--to", "2012")),
    ("flows", ("flows", "RUS", "--kind", "arms", "--from", "1990", "--to", "1995")),
    ("flows", ("flows", "RUS", "--kind", "trade", "--year", "1992")),
    ("spending", ("spending", "RUS", "--year", "2012", "--source", "sipri")),
    ("spending", ("spending", "RUS", "--year", "1992", "--prices", "constant")),
    ("panel dyad-years", ("panel", "dyad-years", "--from", "2010", "--with", "trade")),
    ("system", ("system", "--states", "USA,RUS,JPN", "--measure", "milex", "--fixed")),
    ("system", ("system", "--from", "2020", "--to", "2021")),
]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with made-up samples of the data sets behind these commands."""
    home = tmp_path_factory.mktemp("samples")
    trade = ("baci", "sipri-arms", "cow-trade-dyadic", "cow-trade-national")
    names = (*trade, "sipri-milex", "nmc", "cow-majors")
    import_files(Wanted(names=names, samples=True), home / "archive.duckdb")
    return home


@pytest.mark.parametrize(("name", "arguments"), ARCHIVE_CASES)
def test_every_command_on_the_archive_keeps_its_schema(
    run, samples: Path, monkeypatch: pytest.MonkeyPatch, name: str, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("EQUIPOISE_HOME", str(samples))
    outcome = run(*arguments, "--json")
    assert outcome.code == 0, outcome.err
    found = json.loads(outcome.out, parse_constant=no_nan)
    check(found, "envelope")
    check(found["data"], name)
    assert found["schema"] == f"equipoise/{name.replace(' ', '-')}/1"
    assert found["dossier"] is None
    assert all("made-up sample" in source for source in found["sources"])


def test_seal_keeps_its_schema(run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(dossier_folder("russia-east-asia"), folder)
    found = json.loads(run("dossier", "seal", str(folder), "--json").out)
    check(found, "envelope")
    check(found["data"], "dossier seal")


def test_build_keeps_its_schema(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import_files(Wanted(names=("nmc", "sipri-milex"), samples=True), tmp_path / "archive.duckdb")
    monkeypatch.setenv("EQUIPOISE_HOME", str(tmp_path))
    question = ("RUS", "--region", "northeast-asia", "--from", "2020")
    outcome = run("dossier", "build", *question, "-o", str(tmp_path / "mine"), "--json")
    found = json.loads(outcome.out, parse_constant=no_nan)
    check(found, "envelope")
    check(found["data"], "dossier build")
    assert found["schema"] == "equipoise/dossier-build/1"
    assert found["params"]["period"] == "2020"
    assert all("made-up sample" in source for source in found["sources"])


def test_the_same_question_gives_the_same_bytes(run) -> None:
    question = ("assess", "RUS", "--year", "2012", "--draws", "50", "--json")
    assert run(*question).content == run(*question).content


def test_params_tell_what_was_resolved(run) -> None:
    found = json.loads(run("assess", "russia", "--draws", "20", "--json").out)
    assert found["params"]["state"] == "RUS"
    assert found["params"]["region"] == "east-asia"
    assert isinstance(found["params"]["year"], int)


def test_published_is_null_where_there_is_none(run) -> None:
    found = json.loads(run("assess", "CHN", "--draws", "20", "--json").out)
    assert found["data"]["published"] is None


def test_short_json_is_format_json(run) -> None:
    assert run("energy", "--json").content == run("energy", "--format", "json").content
