"""The pages of the audit and of one claim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.app.terminal import terminal_text
from equipoise.audit.audit import Audit, audit_claims
from equipoise.dossier.read import Dossier
from equipoise.report.audit_data import audit_data, audit_sources, audit_table
from equipoise.report.audit_page import audit_page
from equipoise.report.claim_page import claim_page
from equipoise.report.html import html_fragment
from equipoise.report.markdown import markdown
from equipoise.report.page import Grid
from equipoise.vocabulary.evidence import ArchiveSource


@pytest.fixture(scope="session")
def shipped(dossier: Dossier) -> Audit:
    return audit_claims(dossier)


@pytest.mark.parametrize("verbose", [False, True])
def test_the_page_draws_in_every_form(shipped: Audit, verbose: bool) -> None:
    page = audit_page(shipped, verbose=verbose)
    assert terminal_text(page, width=80)
    assert markdown(page).startswith("# Audit of perceptions2012")
    assert html_fragment(page).startswith("<article>")


def test_verbose_tells_every_claim_and_every_check(shipped: Audit) -> None:
    page = audit_page(shipped, verbose=True)
    grids = [block for block in page.blocks if isinstance(block, Grid)]
    told = sum(len(grid.rows) for grid in grids)
    assert told == len(shipped.results) + len(shipped.findings)


def test_counts_on_the_page_are_those_of_the_audit(shipped: Audit) -> None:
    text = markdown(audit_page(shipped))
    for verdict, number in shipped.summary().items():
        assert f"{number} {verdict}" in text


def test_every_claim_has_a_page(shipped: Audit) -> None:
    for result in shipped.results:
        text = terminal_text(claim_page(result), width=80)
        assert result.claim.id in text
        assert result.verdict in text


def test_a_claim_page_shows_every_judgement(shipped: Audit) -> None:
    result = shipped.result("share-still-one-fifth")
    text = terminal_text(claim_page(result), width=120)
    for judgement in result.judgements:
        shown = [used.place in text for used in judgement.used]
        assert all(shown[:40])


def test_definitions_asked_at_the_same_years_stand_side_by_side(shipped: Audit) -> None:
    text = terminal_text(claim_page(shipped.result("share-still-one-fifth")), width=80)
    beside = text.partition("Side by side, by year")[2]
    assert beside.splitlines()[1].split() == ["year", "A", "B"]
    assert beside.splitlines()[2].split() == ["2000", "0.09489", "✗", "0.1241", "✗"]
    assert "- A: Table 1, printed totals" in beside
    assert "- B: Correlates of War, over Russia's total" in beside
    alone = terminal_text(claim_page(shipped.result("trade-tenfold-since-2000")), width=80)
    assert "Side by side" not in alone


def test_the_table_has_one_row_a_judgement(shipped: Audit) -> None:
    table = audit_table(shipped.results)
    assert len(table.rows) == sum(len(result.judgements) for result in shipped.results)
    assert table.to_arrow().num_rows == len(table.rows)


def test_data_and_sources_hold_what_the_results_do(shipped: Audit) -> None:
    data = audit_data(shipped, shipped.results)
    assert sum(data["summary"].values()) == len(data["claims"])
    assert len(set(audit_sources(shipped.results))) == len(audit_sources(shipped.results)) > 3


@pytest.fixture(scope="session")
def archived(shipped: Audit) -> Audit:
    """The audit with one claim as if it rested on a repackaged table of the archive."""
    source = ArchiveSource(
        "BACI, HS92", "202401b", "a package", sample=True, citation="", span=(1995, 2022)
    ).text
    result = shipped.result("share-still-one-fifth")
    judgements = tuple(
        replace(j, used=tuple(replace(used, source=source) for used in j.used))
        for j in result.judgements
    )
    changed = replace(result, judgements=judgements)
    results = tuple(changed if r is result else r for r in shipped.results)
    return replace(shipped, results=results, published=(source, "never used, version 1"))


def test_version_and_marks_of_an_archive_table_are_shown_with_its_figures(archived: Audit) -> None:
    shown = "BACI, HS92, version 202401b (repackaged: a package, made-up sample)"
    result = archived.result("share-still-one-fifth")
    assert f"1. {shown}" in markdown(claim_page(result))
    for verbose in (False, True):
        text = markdown(audit_page(archived, verbose=verbose))
        assert f"- {shown}" in text
        assert "never used" not in text
    others = [r for r in archived.results if r is not result]
    assert shown not in markdown(audit_page(archived, others))
    (claim,) = audit_data(archived, [result])["claims"]
    judged = [judgement for judgement in claim["grid"] if not judgement["missing"]]
    assert {judgement["source"] for judgement in judged} == {shown}
    assert {row["source"] for judgement in claim["grid"] for row in judgement["rows"]} == {shown}
    assert set(audit_table([result]).column("sources")) == {shown, ""}
    assert audit_sources([result]) == (shown,)


def test_an_audit_without_an_archive_tells_of_none(shipped: Audit) -> None:
    assert "from the archive" not in markdown(audit_page(shipped))
