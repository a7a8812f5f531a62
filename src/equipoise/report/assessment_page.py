"""The verdict card: an assessment on one page, the verdict first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from equipoise.assessment.results import (
    Assessment,
    CriterionResult,
    IndicatorResult,
    ScopeResult,
)
from equipoise.report.closing import closing
from equipoise.report.evidence_grid import (
    compared_text,
    criteria_grid,
    evidence_grid,
    missing_reasons,
    ordered_criteria,
    rule_words,
    short_source,
    source_marks,
    threshold_text,
)
from equipoise.report.formatting import counted, percent, sentence
from equipoise.report.marks import (
    outcome_mark,
    verdict_mark,
    verdict_sentence,
    verdict_tone,
)
from equipoise.report.names import short_label
from equipoise.report.page import (
    Block,
    Cell,
    Column,
    Grid,
    Listing,
    Page,
    Paragraph,
    row,
    section,
)
from equipoise.report.tipping_words import tipping_sentences
from equipoise.vocabulary.verdicts import INSUFFICIENT

_MOST_CHANGES = 5


def assessment_page(result: Assessment, *, verbose: bool = False) -> Page:
    """The verdict card of an assessment.

    Parameters
    ----------
    result : Assessment
        Any assessment.
    verbose : bool
        With the arguments, the evidence at system scope, every note and every source in full.

    Returns
    -------
    Page
        Verdict, standing and status, criteria with evidence, limits, changes, agreement, the
        published conclusion, notes, sources.
    """
    region = result.region_name
    shown = (result.region_scope, result.system_scope) if verbose else (result.region_scope,)
    marks = source_marks(shown)
    blocks: list[Block] = [
        *_verdict(result, region, verbose=verbose),
        criteria_grid(result),
        evidence_grid(result.region_scope, f"Evidence on {region}, {result.year}", marks),
    ]
    if verbose:
        caption = f"Evidence on the system, {result.year}"
        blocks.append(evidence_grid(result.system_scope, caption, marks))
        blocks += section("Why these measures and thresholds", _arguments(result.region_scope))
    blocks += section("What holds it back", _limits(result.region_scope))
    blocks += _changes(result, verbose=verbose)
    blocks += _published(result, verbose=verbose)
    blocks += _notes(result, marks, shown, verbose=verbose)
    return Page(f"{result.name} in {region}, {result.year}", tuple(blocks))


def _verdict(result: Assessment, region: str, *, verbose: bool) -> tuple[Block, ...]:
    draws = result.agreement
    found = verdict_sentence(result.verdict, result.name, region, result.year)
    note = f": {result.position_note}" if result.position_note else ""
    others = sorted(
        (-share, verdict)
        for verdict, share in draws.by_verdict.items()
        if share > 0 and verdict != result.verdict
    )
    rest = "".join(f", {verdict_mark(verdict)} in {percent(-share)}" for share, verdict in others)
    alone = ", ".join(f"{name} {percent(same)}" for name, same in draws.by_dimension.items())
    rows: list[tuple[Cell, ...]] = [
        row("framework", f"{result.framework_name} ({result.framework})"),
        row("firmness", f"same verdict when one choice alone varies: {alone}"),
        row("region", _scope(result.region_scope, verbose=verbose)),
        row("system", _scope(result.system_scope, verbose=verbose)),
        row("complex", sentence(f"{_POSITIONS[result.position]}{note}")),
    ]
    firm = (
        f"Same verdict in {percent(draws.same_verdict)} of {draws.draws:,} specifications "
        f"(not a probability){rest}."
    )
    if draws.most_frequent != result.verdict:
        firm += " Most say otherwise: read the verdict with its criteria."
    if result.verdict == INSUFFICIENT:
        firm = " ".join(sentence(warning) for warning in result.warnings)
        rows = [line for line in rows if line[0].text != "firmness"]
    return (
        Paragraph(found, verdict_tone(result.verdict), strong=True),
        Paragraph(firm),
        Grid("", (Column(""), Column("", wraps=True)), tuple(rows)),
    )


def _scope(scope: ScopeResult, *, verbose: bool) -> str:
    text = verdict_mark(scope.verdict)
    if len(scope.possible) > 1:
        text += f": from {scope.possible[-1]} to {scope.possible[0]}"
    wanted = {c.id for c in scope.criteria if verbose} | set(scope.limiting)
    lacks = [
        *missing_reasons(scope),
        *(c.lacks.rstrip(".") for c in scope.criteria if c.lacks and c.id in wanted),
    ]
    if not scope.rests_on:
        return f"{text}. No measure has data."
    text += f". Rests on {counted(len(scope.rests_on), 'measure', 'measures')}"
    if sum(i.compared is None for c in scope.criteria for i in c.indicators) > _MOST_LACKS:
        return sentence(f"{text}; most of the others have no data")
    return sentence(f"{text}, lacks {'; '.join(map(_lowered, lacks))}" if lacks else text)


_MOST_LACKS = 6

_POSITIONS = {
    "inside": "● inside",
    "outside": "○ outside",
    "disputed": "◐ disputed",
}


def _lowered(text: str) -> str:
    return text if text[:2].isupper() else text[0].lower() + text[1:]


def _arguments(scope: ScopeResult) -> Listing:
    return Listing(
        tuple(
            f"{criterion.name}: {indicator.label}, {threshold_text(indicator)}. "
            f"{sentence(indicator.argument)}"
            for criterion, _ in ordered_criteria(scope)
            for indicator in criterion.indicators
        )
    )


def _limits(scope: ScopeResult) -> Listing:
    by_id = {criterion.id: criterion for criterion in scope.criteria}
    return Listing(tuple(_limit(by_id[name]) for name in scope.limiting))


def _limit(criterion: CriterionResult) -> str:
    rule = rule_words(criterion)
    short = [_short_of(i) for i in criterion.indicators if i.outcome != "met"]
    where = f"{outcome_mark(criterion.outcome)}{f', {rule}' if rule else ''}"
    return f"{criterion.name} ({where}): {', '.join(short)}."


def _short_of(indicator: IndicatorResult) -> str:
    label = short_label(indicator.measure)
    if indicator.compared is None:
        return f"{label} without data"
    if indicator.comparison == "presence":
        return f"{label}: no"
    return f"{label} {compared_text(indicator)} against {threshold_text(indicator)}"


def _changes(result: Assessment, *, verbose: bool) -> tuple[Block, ...]:
    sentences = tipping_sentences(result)
    if not sentences:
        nothing = "No single change of one piece of evidence changes the verdict."
        return section("What would change it", Paragraph(nothing))
    shown = sentences if verbose else sentences[:_MOST_CHANGES]
    left = len(sentences) - len(shown)
    return section(
        "What would change it",
        Listing(shown),
        Paragraph(f"{left} more with --verbose." if left else "", "muted"),
    )


def _published(result: Assessment, *, verbose: bool) -> tuple[Block, ...]:
    published = result.published
    if published is None:
        return ()
    names = {criterion.id: criterion.name for criterion in result.criteria}
    agree = "our verdict too" if published.agrees else "not our verdict"
    text = f"{verdict_mark(published.verdict)} ({published.locator}): {agree}"
    if published.criteria:
        same = sum(compared.agrees for compared in published.criteria)
        text += f"; the same outcome on {same} of {len(published.criteria)} criteria"
    where = [f"{names[c.criterion]}: {c.published}. {c.locator}." for c in published.criteria]
    points = published.contradictions
    if points:
        text += f". It contradicts itself on {counted(len(points), 'point', 'points')}"
        text += ":" if verbose else " (--verbose)"
    return section(
        "What the published text concluded",
        Paragraph(sentence(text)),
        Listing((*points, *where) if verbose else ()),
    )


def _notes(
    result: Assessment, marks: Mapping[str, str], shown: Sequence[ScopeResult], *, verbose: bool
) -> tuple[Block, ...]:
    notes = {name: f"{short_label(name)}: {note}" for name, note in result.notes.items()}
    if verbose:
        told = (*result.warnings, *notes.values())
        return closing(told, _full_sources(marks, shown), verbose=True)
    limiting = [
        notes[indicator.measure]
        for criterion in result.criteria
        if criterion.id in result.limiting
        for indicator in criterion.indicators
        if indicator.measure in notes
    ]
    brief = [*result.warnings, *limiting]
    if len(notes) > len(limiting):
        brief.append(f"{len(notes) - len(limiting)} more on the other measures with --verbose")
    return closing(brief, [f"{mark} {source}" for source, mark in marks.items()], verbose=False)


def _full_sources(marks: Mapping[str, str], shown: Sequence[ScopeResult]) -> tuple[str, ...]:
    full: dict[str, list[str]] = {source: [] for source in marks}
    for scope in shown:
        for criterion in scope.criteria:
            for i in criterion.indicators:
                if i.value is not None:
                    full[short_source(i.source)].append(f"{i.source}: {i.locator}")
    return tuple("; ".join(dict.fromkeys(places)) for places in full.values())
