"""One claim with everything that its verdict rests on."""

from __future__ import annotations

from equipoise.audit.audit import ClaimResult
from equipoise.audit.language.judgement import Judgement
from equipoise.audit.language.selectors import Used
from equipoise.report.formatting import counted
from equipoise.report.marks import claim_mark, claim_tone
from equipoise.report.names import unit_label
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

_MOST_ROWS = 40
_THOUSAND = 1000


def claim_page(result: ClaimResult) -> Page:
    """A claim as a page.

    Parameters
    ----------
    result : ClaimResult
        Any claim of an audit.

    Returns
    -------
    Page
        Statement and verdict, then by definition and point: the expression with its values, the
        interval that supports the claim, and the rows.
    """
    claim = result.claim
    verdict = claim_mark(result.verdict).capitalize()
    blocks: list[Block] = [
        Paragraph(claim.statement),
        Paragraph(f"{verdict}. {result.reason}", claim_tone(result.verdict), strong=True),
        Paragraph(f"{claim.locator}. A claim on {claim.kind}.", "muted"),
    ]
    if claim.note:
        blocks.append(Paragraph(claim.note))
    if len(result.judgements) > 1:
        blocks.append(_overview(result))
    for judgement in result.judgements:
        blocks += _judgement(judgement, alone=len(result.judgements) == 1)
    return Page(f"Claim {claim.id}", tuple(blocks))


def _overview(result: ClaimResult) -> Grid:
    columns = (
        Column("", wraps=True),
        Column("verdict"),
        Column("computed", "right"),
        Column("text says", wraps=True),
    )
    rows = tuple(
        row(_name(j), Cell(claim_mark(j.verdict), claim_tone(j.verdict)), _computed(j), j.expected)
        for j in result.judgements
    )
    return Grid("By definition, source and year", columns, rows)


def _name(judgement: Judgement) -> str:
    point = ", ".join(f"{name} {value}" for name, value in judgement.point.items())
    return "; ".join(part for part in (judgement.definition, point) if part) or "the claim"


def _computed(judgement: Judgement) -> str:
    value = judgement.computed
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _number(value, judgement.unit)


def _number(value: float, code: str) -> str:
    if code == "date":
        return f"{value:.0f}"
    if abs(value) >= _THOUSAND:
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{value:.4g}"


def _judgement(judgement: Judgement, *, alone: bool) -> list[Block]:
    blocks: list[Block] = [] if alone else [Heading(_name(judgement))]
    if judgement.missing:
        text = f"{judgement.reason} What would answer it: {judgement.missing}."
        return [*blocks, Paragraph(text, "muted")]
    blocks.append(Grid("", (Column(""), Column("", wraps=True)), _facts(judgement)))
    blocks.append(_rows(judgement.used))
    blocks += section("Notes", Listing(judgement.notes))
    return blocks


def _facts(judgement: Judgement) -> tuple[tuple[Cell, ...], ...]:
    named = unit_label(judgement.unit)
    facts = [("expression", judgement.written), ("with values", judgement.expression)]
    facts.append(("computed", f"{_computed(judgement)} {named}".strip()))
    low, high = judgement.low, judgement.high
    if low is not None and high is not None and low != high:
        ends = (_number(end, judgement.unit) for end in (low, high))
        facts.append(("with the rounding of its cells", " to ".join(ends)))
    facts.append(("the text says", judgement.expected))
    if judgement.accepted_low is not None or judgement.accepted_high is not None:
        facts.append(("supported", _accepted(judgement)))
    if judgement.tolerance is not None:
        facts.append(("tolerance", f"± {_number(judgement.tolerance, judgement.unit)}"))
    if judgement.margin is not None:
        side = "inside" if judgement.margin >= 0 else "outside"
        facts.append(("margin", f"{_number(abs(judgement.margin), '')} {side}"))
    facts.append(("rests on", _basis(judgement)))
    return tuple(row(name, text) for name, text in facts)


def _accepted(judgement: Judgement) -> str:
    low, high = judgement.accepted_low, judgement.accepted_high
    if low is None:
        return f"up to {_number(high or 0.0, judgement.unit)}"
    if high is None:
        return f"from {_number(low, judgement.unit)}"
    return f"{_number(low, judgement.unit)} to {_number(high, judgement.unit)}"


def _basis(judgement: Judgement) -> str:
    words = {
        "stated": "the text's own figures",
        "record": "the public record",
        "published": "published data",
        "judgement": "judgement with bounds",
        "computed": "an account of the dossier",
    }
    return ", ".join(words.get(quality, quality) for quality in judgement.basis)


def _rows(used: tuple[Used, ...]) -> Grid:
    columns = (
        Column("row"),
        Column("cell", "right"),
        Column("source", wraps=True),
        Column("quality"),
    )
    rows = [
        row(cell.place, cell.shown, f"{cell.source}; {cell.locator}", cell.quality)
        for cell in used[:_MOST_ROWS]
    ]
    left = len(used) - _MOST_ROWS
    if left > 0:
        rows.append(row(f"and {counted(left, 'more row', 'more rows')}", "", "", ""))
    return Grid("Rows", columns, tuple(rows))
