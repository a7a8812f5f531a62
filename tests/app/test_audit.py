"""``equipoise audit``: selection, forms, exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest


def test_the_default_tells_what_is_contradicted_and_what_would_answer_the_rest(run) -> None:
    outcome = run("audit")
    assert outcome.code == 0
    for text in ("✗ contradicted", "◐ partly", "± definition-dependent", "what would answer them",
                 "[share-one-fifth-1990s]", "✗ slip", "--explain ID"):  # fmt: skip
        assert text in outcome.out
    assert all(len(line) <= 80 for line in outcome.out.splitlines())


def test_only_selects_by_verdict_and_may_be_repeated(run) -> None:
    found = json.loads(run("audit", "--only", "contradicted", "--json").out)["data"]
    assert {claim["verdict"] for claim in found["claims"]} == {"contradicted"}
    both = run("audit", "--only", "contradicted", "--only", "partly", "--json").out
    claims = json.loads(both)["data"]["claims"]
    assert {claim["verdict"] for claim in claims} == {"contradicted", "partly"}
    assert "✓ supported" not in run("audit", "--only", "contradicted").out


def test_claim_shows_one(run) -> None:
    outcome = run("audit", "--claim", "apec-joined-1998")
    assert "One claim: 1 supported" in outcome.out
    rows = list(csv.DictReader(io.StringIO(
        run("audit", "--claim", "apec-joined-1998", "--format", "csv").out)))  # fmt: skip
    assert [row["id"] for row in rows] == ["apec-joined-1998"]


def test_explain_shows_expression_values_rows_and_tolerance(run) -> None:
    out = run("audit", "--explain", "table1-total-1999").out
    for text in ("expression", "with values", "tolerance", "± 0.05", "trade.csv:", "printed.csv:",
                 "0.65 outside", "rounding of its cells", "the text's own figures"):  # fmt: skip
        assert text in out


def test_explain_tells_every_definition_and_year(run) -> None:
    out = run("audit", "--explain", "share-one-fifth-1990s").out
    assert "Table 1, printed totals; year 1996" in out
    assert "What would answer it" in out


def test_fail_on_ends_with_findings(run) -> None:
    assert run("audit", "--fail-on", "contradicted").code == 5
    assert run("audit", "--fail-on", "slip").code == 5
    assert run("audit", "--claim", "apec-joined-1998", "--fail-on", "contradicted").code == 0
    assert run("audit", "--only", "supported", "--fail-on", "contradicted").code == 5
    assert run("audit", "--claim", "apec-joined-1998", "--fail-on", "slip").code == 0


def test_selections_exclude_each_other(run) -> None:
    outcome = run("audit", "--claim", "apec-joined-1998", "--only", "partly")
    assert outcome.code == 2
    assert "exclude each other" in outcome.err


@pytest.mark.parametrize("option", ["--claim", "--explain"])
def test_an_unknown_claim_is_not_found_and_near_ones_are_named(run, option: str) -> None:
    outcome = run("audit", option, "apec-joined-1989")
    assert outcome.code == 3
    assert "apec-joined-1998" in outcome.err


def test_an_unknown_verdict_is_a_usage_error(run) -> None:
    assert run("audit", "--only", "refuted").code == 2


def test_markdown_holds_every_claim_with_its_place_in_the_text(run, tmp_path: Path) -> None:
    target = tmp_path / "audit.md"
    assert run("audit", "-o", str(target)).code == 0
    text = target.read_text(encoding="utf-8")
    claims = json.loads(run("audit", "--json").out)["data"]["claims"]
    assert all(f"[{claim['id']}]" in text or f"\\[{claim['id']}\\]" in text for claim in claims)
    assert "near n. 85" in text


def test_faulty_claims_end_with_bad_data_and_name_line_and_claim(run, dossier_copy) -> None:
    dossier_copy.text("claims.toml", lambda text: text.replace('take = "rank"', 'take = "rang"', 1))
    dossier_copy.open()
    outcome = run("audit", str(dossier_copy.folder))
    assert outcome.code == 4
    assert "claims.toml:" in outcome.err
    assert "did you mean rank?" in outcome.err
    assert outcome.out == ""


def test_a_dossier_without_claims_is_not_found(run, dossier_copy) -> None:
    (dossier_copy.folder / "claims.toml").unlink()
    dossier_copy.open()
    outcome = run("audit", str(dossier_copy.folder))
    assert outcome.code == 3
    assert "dossier new" in outcome.err
