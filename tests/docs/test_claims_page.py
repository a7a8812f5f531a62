"""The page of the claim language names every word of it, and its examples come out as they say."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest

from equipoise.audit import claims
from equipoise.audit.audit import audit_claims
from equipoise.audit.language import expressions, filters, question, question_file
from equipoise.audit.language.base import ACCOUNTS
from equipoise.audit.language.cell_values import Part
from equipoise.audit.language.hedges import HedgeForm, shipped_hedges
from equipoise.audit.language.selector import Take
from equipoise.audit.language.selector_file import _CONSTANT, _KEYS, _ORIGINS
from equipoise.dossier.package import seal
from equipoise.dossier.read import open_dossier
from equipoise.dossier.schema import table_specs
from equipoise.vocabulary.verdicts import CLAIM_VERDICTS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/claims.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.M | re.S)


def test_the_table_of_hedges_is_the_one_in_force(builder):
    assert builder.claims_page() == PAGE, "run: make docs"
    assert set(get_args(HedgeForm)) == set(builder.HEDGE_FORMS)
    # What the page says of figures in words.
    assert shipped_hedges().words == {"share": (0.10, 0.0), "factor": (0.0, 0.5)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.partition('"')[2][:20])
def test_every_example_gets_the_verdict_above_it(example, tmp_path):
    folder = tmp_path / "memo"
    shutil.copytree(ROOT / "docs/examples/neighbours-first", folder)
    (folder / "claims.toml").write_text(example, encoding="utf-8")
    seal(folder)
    (result,) = audit_claims(open_dossier(folder)).results
    assert f"# {result.verdict}" == example.splitlines()[0], result.reason


def test_the_examples_show_every_verdict():
    assert {f"# {verdict}" for verdict in CLAIM_VERDICTS} == {e.splitlines()[0] for e in EXAMPLES}


@pytest.mark.parametrize(
    "words",
    [
        (*claims._TEXTS, "note", "hedge", "tolerance", "expr", "expect"),
        (*_ORIGINS, *_KEYS, *_CONSTANT, "figure", *ACCOUNTS),
        ("[[claim.definition]]", "let.NAME", "over.NAME", "[hedges]", *CLAIM_VERDICTS),
        (*expressions.COMPARISONS, *expressions.ARITHMETIC),
    ],
)
def test_every_key_is_named(words):
    code = " ".join(re.findall(r"`([^`\n]+)`", PAGE))
    assert [word for word in words if word not in code] == []


def test_every_value_condition_and_expectation_is_named():
    for word in (*get_args(Take), *get_args(Part), "refuse", "skip"):
        assert f'"{word}"' in PAGE
    for word in (*filters._FORMS, *question_file._EXPECT_KEYS):
        assert f"{word} = " in PAGE, word
    for kind in claims.KINDS:
        assert kind in PAGE
    for operator in expressions.OPERATORS:
        assert f"{operator}(" in PAGE


def test_the_tables_that_are_selections_are_named():
    listed = PAGE.partition("**A selection proves nothing")[2].partition("list\n")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == {
        name for name, spec in table_specs().items() if spec.selection
    }


def test_the_limits_are_those_in_force():
    limits = " ".join(PAGE.partition("## Limits")[2].split())
    for number, what in (
        (expressions.MOST_CHARACTERS, "characters"),
        (expressions.MOST_PARTS, "parts"),
        (expressions.MOST_DEPTH, "levels"),
        (expressions.MOST_DIGITS, "digits"),
        (question_file.MOST_LETS, "names"),
        (claims.MOST_DEFINITIONS, "definitions"),
        (question.MOST_POINTS, "points"),
        (filters.MOST_VALUES, "values"),
    ):
        assert f"{number} {what}" in limits


def test_the_claim_and_the_data_set_of_contributing_can_be_read(dossier_copy):
    blocks = re.findall(
        r"^```toml\n(.*?)^```$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.M | re.S
    )
    claim = next(block for block in blocks if block.startswith("[[claim]]"))
    data_set = next(block for block in blocks if block.startswith("[data_set."))
    dossier_copy.text("claims.toml", lambda _: claim)
    dossier_copy.text("data_sets.toml", lambda text: text + data_set)
    (result,) = audit_claims(dossier_copy.open()).results
    assert result.verdict == "supported"  # 0.198 by Table 1
