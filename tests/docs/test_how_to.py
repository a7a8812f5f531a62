"""The how-to pages do what they say, on an example that shows every verdict."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from equipoise.audit.audit import audit_claims, check_claims
from equipoise.audit.explain import explain_theses
from equipoise.dossier.package import seal
from equipoise.dossier.read import check_dossier, open_dossier
from equipoise.vocabulary.verdicts import CLAIM_VERDICTS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs/how-to").glob("*.md"))
EXAMPLE = ROOT / "docs/examples/neighbours-first"
QUOTED = re.compile(r"^```(?:csv|toml)\n(.*?)^```$", re.M | re.S)


@pytest.fixture
def example(tmp_path):
    folder = tmp_path / EXAMPLE.name
    shutil.copytree(EXAMPLE, folder)
    return folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_prints_what_the_page_shows(builder, page):
    assert page.read_text(encoding="utf-8") == builder.how_to_page(page), "run: make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_excerpt_stands_in_the_example(page):
    files = [path.read_text(encoding="utf-8") for path in EXAMPLE.iterdir()]
    for excerpt in QUOTED.findall(page.read_text(encoding="utf-8")):
        # A page may put rows of several tables side by side.
        parts = excerpt.splitlines() if "= " not in excerpt else [excerpt.strip()]
        for part in parts:
            assert any(part in text for text in files), part


def test_no_command_of_a_page_fails():
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert "error:" not in text
        for copied in re.findall(r"^\$ cp (.+) \S+$", text, re.M):
            assert all(list(ROOT.glob(name)) for name in copied.split()), copied


def test_the_example_is_sound_and_sealed(example):
    assert check_dossier(example) == ()
    before = (example / "datapackage.json").read_bytes()
    seal(example)
    assert (example / "datapackage.json").read_bytes() == before


def test_the_example_shows_every_verdict_and_a_slip():
    found = audit_claims(open_dossier(EXAMPLE))
    assert all(found.summary()[verdict] for verdict in CLAIM_VERDICTS)
    slips = {
        (finding.check, finding.subject) for finding in found.findings if finding.verdict == "slip"
    }
    assert ("row-sum", "Table 1, region-total 2010") in slips
    assert ("record-date", "KHM ASEAN admitted") in slips


def test_the_example_has_one_small_thesis():
    (found,) = explain_theses(open_dossier(EXAMPLE))
    assert {piece.status for piece in found.pieces} == {"observed", "unknown"}
    assert found.survivors


def test_the_example_says_what_its_memo_says():
    memo = (EXAMPLE / "memo.md").read_text(encoding="utf-8")
    dossier = open_dossier(EXAMPLE)
    for table in ("trade", "printed", "figures"):
        for row in dossier.table(table):
            assert re.search(rf"\b{row.text('printed')}\b", memo), row.place
    assert "invented" in memo.partition("## ")[0]


def test_a_mended_memo_changes_its_verdicts(example):
    # With a total that is the sum of its rows, and Laos below Myanmar again.
    for name, old, new in (
        ("printed.csv", "17,900", "16,900"),
        ("trade.csv", 'LAO,total,2010,3000,,,usd_m,"3,000"', 'LAO,total,2010,2100,,,usd_m,"2,100"'),
    ):
        text = (example / name).read_text(encoding="utf-8")
        assert old in text
        (example / name).write_text(text.replace(old, new), encoding="utf-8")
    seal(example)
    found = audit_claims(open_dossier(example))
    assert found.result("myanmar-second").verdict == "supported"
    sums = [finding for finding in found.findings if finding.check == "row-sum"]
    assert {finding.verdict for finding in sums} == {"holds"}
    assert check_claims(open_dossier(example)) == ()
