"""The audit of a text on one page: what is contradicted first, then the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from equipoise.audit.audit import Audit, ClaimResult
from equipoise.audit.structure.findings import HOLDS, SLIP, UNCHECKED, Finding
from equipoise.report.audit_data import audit_sources
from equipoise.report.formatting import counted, listed, sentence
from equipoise.report.marks import claim_mark, claim_tone
from equipoise.report.page import (
    Block,
    Cell,
    Column,
    Grid,
    Heading,
    Listing,
    Page,
    Paragraph,
    row,
    section,
)
from equipoise.vocabulary.verdicts import (
    CONTRADICTED,
    DEFINITION_DEPENDENT,
    NOT_CHECKABLE,
    PARTLY,
    SUPPORTED,
)

_TOLD = (CONTRADICTED, PARTLY, DEFINITION_DEPENDENT)
_ORDER = (*_TOLD, SUPPORTED, NOT_CHECKABLE)
_MOST_SOURCES = 8
_HOW = (
    "Statements are in our words. Verdicts are computed: equipoise audit --explain ID shows "
    "expression, rows and tolerance; docs/claims.md tells the rules."
)


def audit_page(
    audit: Audit, results: Sequence[ClaimResult] | None = None, *, verbose: bool = False
) -> Page:
    """An audit as a page.

    Parameters
    ----------
    audit : Audit
        Any audit.
    results : sequence of ClaimResult, optional
        The claims to show, when not all; then no structural check is told.
    verbose : bool
        Every claim with its locator, and every structural check; else supported claims and those
        that are not checkable are counted.

    Returns
    -------
    Page
        Counts, claims by verdict, what would answer the open ones, structural checks.
    """
    shown = audit.results if results is None else tuple(results)
    blocks: list[Block] = [Paragraph(_counts(shown), strong=True)]
    for verdict in _ORDER:
        found = [result for result in shown if result.verdict == verdict]
        if found and (verbose or results is not None or verdict in _TOLD):
            blocks.append(_claims(verdict, found, verbose=verbose))
    if results is None and not verbose:
        blocks += _open(shown)
    blocks += _published(audit, shown)
    if results is None:
        blocks += _structure(audit.findings, verbose=verbose)
        blocks.append(Paragraph(_HOW, "muted"))
    return Page(f"Audit of {audit.text}", tuple(blocks))


def _counts(results: Sequence[ClaimResult]) -> str:
    by_verdict = Counter(result.verdict for result in results)
    parts = [f"{by_verdict[verdict]} {verdict}" for verdict in _ORDER if by_verdict[verdict]]
    return sentence(f"{counted(len(results), 'claim', 'claims')}: {listed(parts)}")


def _claims(verdict: str, results: Sequence[ClaimResult], *, verbose: bool) -> Grid:
    columns = (Column("the text says", wraps=True), Column("the evidence says", wraps=True))
    rows = []
    for result in results:
        claim = result.claim
        says = f"{claim.statement} [{claim.id}]"
        if verbose:
            says = f"{says} ({claim.locator})"
        rows.append(row(says, Cell(result.reason, claim_tone(verdict))))
    return Grid(f"{claim_mark(verdict).capitalize()} ({len(results)})", columns, tuple(rows))


def _open(results: Sequence[ClaimResult]) -> list[Block]:
    """Supported claims counted, and the data that would answer those not checkable."""
    blocks: list[Block] = []
    by_verdict = Counter(result.verdict for result in results)
    if by_verdict[SUPPORTED]:
        number = by_verdict[SUPPORTED]
        text = f"{claim_mark(SUPPORTED).capitalize()} ({number}): equipoise audit --only supported."
        blocks.append(Paragraph(text, "good"))
    wanted = Counter(
        missing for r in results if r.verdict == NOT_CHECKABLE for missing in r.missing
    )
    if wanted:
        number = by_verdict[NOT_CHECKABLE]
        columns = (Column("what would answer them", wraps=True), Column("claims", "right"))
        most = wanted.most_common(_MOST_SOURCES)
        rows = [row(missing, str(count)) for missing, count in most]
        left = len(wanted) - len(most)
        if left:
            rows.append(row(f"and {left} more: equipoise audit --only 'not checkable'", ""))
        caption = f"{claim_mark(NOT_CHECKABLE).capitalize()} ({number})"
        blocks.append(Grid(caption, columns, tuple(rows)))
    return blocks


def _published(audit: Audit, results: Sequence[ClaimResult]) -> tuple[Block, ...]:
    """Versions of the archive tables that stand behind the claims shown."""
    used = audit_sources(results)
    sources = tuple(source for source in audit.published if source in used)
    return section("Published data from the archive", Listing(sources))


def _structure(findings: Sequence[Finding], *, verbose: bool) -> list[Block]:
    if not findings:
        return []
    columns = (Column("checked", wraps=True), Column("found", wraps=True))
    by_verdict = Counter(finding.verdict for finding in findings)
    blocks: list[Block] = [Heading("Tables, notes, references and dates of the text")]
    for verdict in (SLIP, UNCHECKED, HOLDS) if verbose else (SLIP,):
        rows = tuple(_finding(f, verbose=verbose) for f in findings if f.verdict == verdict)
        if rows:
            caption = f"{claim_mark(verdict).capitalize()} ({len(rows)})"
            blocks.append(Grid(caption, columns, rows))
    if not verbose:
        holding, open_ = by_verdict[HOLDS], by_verdict[UNCHECKED]
        text = f"{holding} further checks hold and {open_} cannot be made."
        blocks.append(Paragraph(text))
    return blocks


def _finding(finding: Finding, *, verbose: bool) -> tuple[Cell, ...]:
    subject = f"{finding.subject} ({finding.check})"
    if verbose and finding.locator:
        subject = f"{subject} ({finding.locator})"
    return row(subject, Cell(sentence(finding.message), claim_tone(finding.verdict)))
