"""A new dossier from the command line, and what ``check`` says of claims, theses and apparatus."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from equipoise.dossier.package import seal
from equipoise.dossier.read import open_dossier

SCHEMAS = json.loads(Path(__file__).with_name("schemas.json").read_text(encoding="utf-8"))


def test_a_new_dossier_passes_its_check_at_once(run, tmp_path) -> None:
    folder = str(tmp_path / "mine")
    made = run("dossier", "new", folder, "--focal", "Thailand", "--region", "southeast-asia")
    assert (made.code, made.err) == (0, "")
    assert "Thailand (THA) in Southeast Asia, 1991/2012" in made.out
    assert f"equipoise dossier check {folder}" in " ".join(made.out.split())
    assert run("dossier", "check", folder).out.endswith("✓ No problem found.\n")


def test_options_name_state_region_years_and_title(run, tmp_path) -> None:
    options = ("--title", "Laos", "--focal", "812", "--region", "Southeast-Asia")
    run("dossier", "new", str(tmp_path / "mine"), *options, "--period", "1995/2005")
    manifest = open_dossier(tmp_path / "mine").manifest
    assert (manifest.title, manifest.focal, manifest.region) == ("Laos", "LAO", "southeast-asia")
    assert manifest.period.text == "1995/2005"


def test_new_keeps_its_schema(run, tmp_path) -> None:
    found = json.loads(run("dossier", "new", str(tmp_path / "mine"), "--json").out)
    for name, what in (("envelope", found), ("dossier new", found["data"])):
        schema = {**SCHEMAS[name], "$defs": SCHEMAS["$defs"]}
        jsonschema.validate(what, schema, cls=jsonschema.Draft202012Validator)
    assert found["params"]["focal"] == "RUS"
    assert len(found["data"]["files"]) == 9


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (("--focal", "RUX"), 3, "no state is called 'RUX'"),
        (("--region", "asia"), 3, "did you mean east-asia?"),
        (("--period", "2000/.."), 4, "give both ends"),
        (("--years", "2000"), 2, "unknown option --years"),
    ],
)
def test_refusals(run, tmp_path, options, code, says) -> None:
    told = run("dossier", "new", str(tmp_path / "mine"), *options)
    assert (told.code, told.out) == (code, "")
    assert says in told.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_refused(run, tmp_path) -> None:
    told = run("dossier", "new", str(tmp_path.parent))
    assert told.code == 1
    assert "not an empty folder" in told.err


PLANTED = [
    ("claims.toml", 'kind = "growth"', 'kind = "grwth"', "unknown kind 'grwth'"),
    ("claims.toml", 'expr = "after / before"', 'expr = "after / befor"', "did you mean before"),
    ("claims.toml", "[[claim]]", "[[claim]", "claims.toml:"),
    ("theses.toml", 'text_favours = "', 'text_favours = "x', "text_favours"),
    ("theses.toml", "[[0.25, 0.45]", "[[0.45, 0.25]", "not bounds from 0 to 1"),
    ("apparatus.toml", 'unit = "usd_m"', 'unit = "usd_x"', "unknown unit 'usd_x'"),
    ("apparatus.toml", "columns =", "colums =", "did you mean columns"),
    ("data_sets.toml", "[data_set.", "[data_sat.", "did you mean data_set?"),
    ("numerals.csv", ",name,", ",,", "neither a claim nor an exclusion"),
]


@pytest.mark.parametrize(("file", "old", "new", "says"), PLANTED)
def test_check_finds_a_fault_of_the_text_files(run, dossier_copy, file, old, new, says) -> None:
    text = (dossier_copy.folder / file).read_text(encoding="utf-8")
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    dossier_copy.text(file, lambda text: text.replace(old, new, 1))
    seal(dossier_copy.folder)
    told = run("dossier", "check", str(dossier_copy.folder))
    assert told.code == 4
    mine = [found for found in told.out.splitlines() if found.startswith(file)]
    assert any(says in found for found in mine), told.out
    place = mine[0].split(":")[1]
    assert not place.isdigit() or 0 <= line - int(place) < 60  # the header of the entry, above it


def test_check_finds_faults_of_several_files_in_one_run(run, dossier_copy) -> None:
    faults = {file: (old, new) for file, old, new, _ in PLANTED if file.endswith(".toml")}
    for file, (old, new) in faults.items():
        dossier_copy.text(file, lambda text, old=old, new=new: text.replace(old, new, 1))
    seal(dossier_copy.folder)
    found = json.loads(run("dossier", "check", str(dossier_copy.folder), "--json").out)
    problems = found["data"]["problems"]
    assert set(faults) <= {problem["file"] for problem in problems}
    # Claims and theses read the same list of data sets; its faults are told once.
    told = [tuple(problem.values()) for problem in problems]
    assert len(told) == len(set(told))


def test_tables_are_mended_before_their_readers_are_asked(run, dossier_copy) -> None:
    dossier_copy.text("claims.toml", lambda text: text.replace("[[claim]]", "[[claim]", 1))
    told = run("dossier", "check", str(dossier_copy.folder))
    assert told.out.startswith("claims.toml: hash differs")
