"""One claim with everything that its verdict rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from equipoise.audit.audit import ClaimResult
from equipoise.audit.language.judgement import Judgement
from equipoise.audit.language.selector import Used
from equipoise.audit.language.wording import named_unit, short_number
from equipoise.report.formatting import counted, sentence
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
    references,
    row,
    section,
)
from equipoise.vocabulary.verdicts import SUPPORTED

_MOST_ROWS = 40
_LETTERS = "ABCDEF"
"""Definitions that fit beside each other in eighty columns."""


def claim_page(result: ClaimResult) -> Page:
    """A claim as a page.

    Parameters
    ----------
    result : ClaimResult
        Any claim of an audit.

    Returns
    -------
    Page
        Statement and verdict, the figures of several definitions side by side, then by definition
        and point: the expression with its values, the interval that supports the claim, and the
        rows.
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
    groups = _groups(result.judgements)
    if len(groups) > 1:
        blocks += [_overview(groups), *_side_by_side(result.judgements)]
    marks = references([used.source for j in result.judgements for used in j.used])
    for group in groups:
        blocks += _judgement(group, marks, alone=len(groups) == 1)
    sources = Listing(tuple(marks), numbered=True)
    return Page(f"Claim {claim.id}", (*blocks, *section("Sources", sources)))


def _groups(judgements: Sequence[Judgement]) -> list[list[Judgement]]:
    """Judgements, those of one definition together that lack the same evidence."""
    groups: list[list[Judgement]] = []
    for judgement in judgements:
        before = groups[-1][-1] if groups else None
        if (
            before is not None
            and judgement.missing
            and (before.definition, before.reason) == (judgement.definition, judgement.reason)
        ):
            groups[-1].append(judgement)
        else:
            groups.append([judgement])
    return groups


def _overview(groups: Sequence[Sequence[Judgement]]) -> Grid:
    columns = (
        Column("", wraps=True),
        Column("verdict"),
        Column("computed", "right"),
        Column("text says", wraps=True),
    )
    rows = tuple(
        row(
            _name(group),
            Cell(claim_mark(group[0].verdict), claim_tone(group[0].verdict)),
            _computed(group[0]),
            group[0].expected,
        )
        for group in groups
    )
    return Grid("By definition, source and year", columns, rows)


def _side_by_side(judgements: Sequence[Judgement]) -> Sequence[Block]:
    """Figures of definitions that are asked at the same years or partners, in columns."""
    figures: dict[str, dict[str, dict[str | int, Judgement]]] = {}
    for judgement in judgements:
        if isinstance(judgement.computed, float) and len(judgement.point) == 1:
            ((name, value),) = judgement.point.items()
            of_name = figures.setdefault(name, {})
            of_name.setdefault(judgement.definition, {})[value] = judgement
    blocks: list[Block] = []
    for name, by_definition in figures.items():
        found = list(by_definition.items())[: len(_LETTERS)]
        places = dict.fromkeys(place for _, column in found for place in column)
        shared = [p for p in places if sum(p in column for _, column in found) > 1]
        if not shared:
            continue
        letters = _LETTERS[: len(found)]
        columns = (Column(name), *(Column(letter, "right") for letter in letters))
        rows = tuple(
            row(str(place), *(_figure(column.get(place)) for _, column in found))
            for place in sorted(places, key=lambda p: (isinstance(p, str), p))
        )
        named = zip(letters, by_definition, strict=False)
        legend = Listing(tuple(f"{a}: {sentence(d).rstrip('.')}" for a, d in named))
        blocks += [Grid(f"Side by side, by {name}", columns, rows), legend]
    return blocks


def _figure(judgement: Judgement | None) -> Cell:
    if judgement is None:
        return Cell("")
    mark = claim_mark(judgement.verdict).partition(" ")[0]
    return Cell(f"{_computed(judgement)} {mark}", claim_tone(judgement.verdict))


def _name(group: Sequence[Judgement]) -> str:
    ends = [group[0].point] if len(group) == 1 else [group[0].point, group[-1].point]
    point = " to ".join(", ".join(f"{n} {value}" for n, value in p.items()) for p in ends)
    name = sentence(group[0].definition).rstrip(".")
    return "; ".join(part for part in (name, point) if part) or "the claim"


def _computed(judgement: Judgement) -> str:
    value = judgement.computed
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _number(value, judgement.unit)


def _number(value: float, code: str) -> str:
    return f"{value:.0f}" if code == "date" else short_number(value)


def _judgement(group: Sequence[Judgement], marks: Mapping[str, str], *, alone: bool) -> list[Block]:
    judgement = group[0]
    blocks: list[Block] = [] if alone else [Heading(_name(group))]
    if judgement.missing:
        text = f"{judgement.reason} What would answer it: {judgement.missing}."
        return [*blocks, Paragraph(text, "muted")]
    blocks.append(Grid("", (Column(""), Column("", wraps=True)), _facts(judgement)))
    blocks.append(_rows(judgement.used, marks))
    blocks += section("Notes", Listing(judgement.notes))
    return blocks


def _facts(judgement: Judgement) -> tuple[tuple[Cell, ...], ...]:
    named = named_unit(judgement.unit)
    facts = [("expression", judgement.expression), ("with values", judgement.with_values)]
    facts.append(("computed", f"{_computed(judgement)}{named}"))
    low, high = judgement.low, judgement.high
    if low is not None and high is not None and low != high:
        ends = (_number(end, judgement.unit) for end in (low, high))
        what = "bounds" if "published" in judgement.basis else "rounding"
        facts.append((f"with the {what} of its cells", " to ".join(ends)))
    facts.append(("the text says", judgement.expected))
    if judgement.accepted_low is not None or judgement.accepted_high is not None:
        facts.append(("supported", _accepted(judgement)))
    if judgement.tolerance is not None:
        facts.append(("tolerance", f"± {_number(judgement.tolerance, judgement.unit)}"))
    if judgement.margin is not None:
        side = "inside" if judgement.verdict == SUPPORTED else "outside"
        facts.append(("margin", f"{_number(abs(judgement.margin), '')} {side}"))
    facts.append(("rests on", _basis(judgement)))
    return tuple(row(name, text) for name, text in facts)


def _accepted(judgement: Judgement) -> str:
    low, high = judgement.accepted_low, judgement.accepted_high
    if low is None:
        end = _number(high or 0.0, judgement.unit)
        return f"below {end}" if judgement.open_ends else f"up to {end}"
    if high is None:
        end = _number(low, judgement.unit)
        return f"above {end}" if judgement.open_ends else f"from {end}"
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


def _rows(used: Sequence[Used], marks: Mapping[str, str]) -> Grid:
    columns = (Column("row"), Column("cell", "right"), Column("where", wraps=True), Column("basis"))
    rows = [
        row(cell.place, cell.shown, f"{marks.get(cell.source, '')} {cell.locator}", cell.quality)
        for cell in used[:_MOST_ROWS]
    ]
    left = len(used) - _MOST_ROWS
    if left > 0:
        rows.append(row(f"and {counted(left, 'more row', 'more rows')}", "", "", ""))
    return Grid("Rows", columns, tuple(rows))
