"""``equipoise explain``: all theses at a glance, one in full, forms, mistakes."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from equipoise.dossier.package import seal
from equipoise.dossier.read import dossier_folder

SCHEMAS = json.loads(Path(__file__).with_name("schemas.json").read_text(encoding="utf-8"))


def data(outcome) -> list[dict]:
    assert outcome.code == 0, outcome.err
    found = json.loads(outcome.out)
    schema = {**SCHEMAS["explain"], "$defs": SCHEMAS["$defs"]}
    jsonschema.validate(found["data"], schema, cls=jsonschema.Draft202012Validator)
    envelope = {**SCHEMAS["envelope"], "$defs": SCHEMAS["$defs"]}
    jsonschema.validate(found, envelope, cls=jsonschema.Draft202012Validator)
    assert found["schema"] == "equipoise/explain/1"
    return found["data"]["theses"]


@pytest.mark.parametrize("arguments", [(), ("eas-2005-2011",), ("--survival", "0.3")])
def test_the_json_keeps_its_schema(run, arguments: tuple[str, ...]) -> None:
    assert data(run("explain", *arguments, "--json"))


def test_without_a_name_all_are_told_at_a_glance(run) -> None:
    theses = data(run("explain", "--json"))
    outcome = run("explain")
    assert outcome.code == 0
    assert all(len(line) <= 80 for line in outcome.out.splitlines())
    for thesis in theses:
        own = outcome.out.partition(f"\n{thesis['id']}\n")[2].partition("\n\n")[0]
        assert f"leads         {thesis['leader']}," in own
        assert f"text favours  {thesis['text_favours']}: " in own
        assert thesis["weightiest"] in own


def test_by_name_one_is_told_with_its_evidence(run) -> None:
    (thesis,) = data(run("explain", "eas-2005-2011", "--json"))
    out = run("explain", "eas-2005-2011").out
    assert out.startswith("── Thesis eas-2005-2011 ─")
    for part in ("Under other priors", "What weighs most", "What would discriminate"):
        assert part in out
    for piece in thesis["evidence"]:
        assert piece["id"] in out
    assert len(run("explain", "eas-2005-2011", "--verbose").out) > len(out)


def test_survival_is_an_option(run) -> None:
    (mild,) = data(run("explain", "eas-2005-2011", "--survival", "0.01", "--json"))
    (strict,) = data(run("explain", "eas-2005-2011", "--survival", "0.65", "--json"))
    assert set(strict["survivors"]) < set(mild["survivors"])
    assert strict["parameters"]["survival"] == 0.65


def test_the_same_question_gives_the_same_bytes(run) -> None:
    assert run("explain", "--json").content == run("explain", "--json").content


def test_csv_has_a_row_an_explanation(run) -> None:
    outcome = run("explain", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    theses = data(run("explain", "--json"))
    explanations = [(t["id"], e) for t in theses for e in t["explanations"]]
    assert [(r["thesis"], r["explanation"]) for r in rows] == [
        (t, e["id"]) for t, e in explanations
    ]
    for row, (_, explanation) in zip(rows, explanations, strict=True):
        assert float(row["posterior_p50"]) == explanation["posterior"]["median"]
        assert row["standing"] == explanation["standing"]
    warnings = json.loads(run("explain", "--json").out)["warnings"]
    assert outcome.err.splitlines() == [f"warning: {warning}" for warning in warnings]
    assert any("judgements" in warning for warning in warnings)


def test_markdown_tells_the_same(run) -> None:
    text = run("explain", "eas-2005-2011", "--format", "md").out
    assert text.startswith("# Thesis eas-2005-2011")
    assert "| **american-package** |" in text


@pytest.mark.parametrize(
    ("arguments", "code", "named", "hint"),
    [
        (("eas-2005-2012",), 3, "eas-2005-2012", "eas-2005-2011"),
        (("--survival", "1.5"), 2, "--survival", "--help"),
        (("--survival", "0"), 2, "--survival", "--help"),
        (("--survival", "much"), 2, "--survival", "--help"),
        (("--dossier", "nowhere"), 3, "nowhere", "russia-east-asia"),
    ],
)
def test_mistakes_are_told_in_two_lines(
    run, arguments: tuple[str, ...], code: int, named: str, hint: str
) -> None:
    outcome = run("explain", *arguments)
    assert outcome.code == code
    assert outcome.content == b""
    error, told = outcome.err.splitlines()
    assert named in error
    assert hint in told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "mine"
    shutil.copytree(dossier_folder("russia-east-asia"), target)
    return target


def test_a_dossier_without_theses(run, folder: Path) -> None:
    (folder / "theses.toml").unlink()
    seal(folder)
    outcome = run("explain", "--dossier", str(folder))
    assert outcome.code == 3
    assert "theses.toml" in outcome.err


def test_a_fault_names_file_line_and_thesis(run, folder: Path) -> None:
    path = folder / "theses.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('text_favours = "balance"', 'text_favours = "balanse"'), "utf-8")
    seal(folder)
    line = text.splitlines().index('id = "eas-2005-2011"')
    outcome = run("explain", "--dossier", str(folder))
    assert outcome.code == 4
    assert f"theses.toml:{line}:eas-2005-2011, text_favours" in outcome.err
    assert "balance" in outcome.err
