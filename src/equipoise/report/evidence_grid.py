"""The two grids of an assessment: outcomes by criterion, evidence by indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from equipoise.assessment.results import (
    Assessment,
    CriterionComparison,
    CriterionResult,
    IndicatorResult,
    ScopeResult,
)
from equipoise.report.formatting import percent, quantity
from equipoise.report.marks import outcome_cell
from equipoise.report.names import short_label
from equipoise.report.page import Cell, Column, Grid, references, row
from equipoise.vocabulary.evidence import SOURCE_MARKS


def ordered_criteria(scope: ScopeResult) -> tuple[tuple[CriterionResult, int], ...]:
    """Criteria as a reader wants them, each before its parts, with its depth.

    Parameters
    ----------
    scope : ScopeResult
        Criteria in the order of evaluation, parts before what they make up.

    Returns
    -------
    tuple of (CriterionResult, int)
        Depth is 0 for the criteria that the verdict speaks of.
    """
    by_id = {criterion.id: criterion for criterion in scope.criteria}
    places = {name: place for place, name in enumerate(by_id)}

    def first(name: str) -> int:
        return min([places[name], *(first(part) for part in by_id[name].parts)])

    def walk(name: str, depth: int) -> list[tuple[CriterionResult, int]]:
        below = [step for part in by_id[name].parts for step in walk(part, depth + 1)]
        return [(by_id[name], depth), *below]

    top = [c.id for c in scope.criteria if c.part_of is None]
    return tuple(step for name in sorted(top, key=first) for step in walk(name, 0))


def criteria_grid(result: Assessment) -> Grid:
    """Outcome of every criterion in the region, in the system and in the published text.

    Parameters
    ----------
    result : Assessment
        Any assessment.

    Returns
    -------
    Grid
        The last column only where a text is compared with.
    """
    system = {criterion.id: criterion.outcome for criterion in result.system_scope.criteria}
    published = {c.criterion: c for c in result.published.criteria} if result.published else {}
    columns = [Column("", wraps=True), Column("region"), Column("system")]
    if published:
        columns.append(Column("text, ≠ ours"))
    rows = []
    for criterion, depth in ordered_criteria(result.region_scope):
        cells = [
            Cell(criterion.name, depth=depth, strong=depth == 0),
            outcome_cell(criterion.outcome),
            outcome_cell(system.get(criterion.id, "no data")),
        ]
        if published:
            cells.append(_said(published.get(criterion.id)))
        rows.append(tuple(cells))
    return Grid("Criteria", tuple(columns), tuple(rows))


def _said(compared: CriterionComparison | None) -> Cell:
    if compared is None:
        return Cell("")
    return outcome_cell(compared.published) if compared.agrees else Cell(f"≠ {compared.published}")


def compared_text(indicator: IndicatorResult) -> str:
    """What an indicator held against its threshold, in readable units.

    Parameters
    ----------
    indicator : IndicatorResult
        Any indicator.

    Returns
    -------
    str
        ``no data`` when it is missing.
    """
    if indicator.compared is None:
        return "no data"
    return _in_comparison(indicator, indicator.compared, beside=indicator.threshold)


def threshold_text(indicator: IndicatorResult) -> str:
    """The threshold of an indicator, in the terms of its comparison.

    Parameters
    ----------
    indicator : IndicatorResult
        Any indicator.

    Returns
    -------
    str
    """
    return _in_comparison(indicator, indicator.threshold)


def _in_comparison(
    indicator: IndicatorResult, number: float, *, beside: float | None = None
) -> str:
    if indicator.comparison == "presence":
        return "yes" if number else "no"
    if indicator.comparison == "rank":
        return f"rank {number:.0f}"
    if indicator.comparison in {"share", "ratio"} or indicator.unit == "share":
        return percent(number, beside=beside)
    return quantity(number, indicator.unit)


def rule_words(criterion: CriterionResult) -> str:
    """How many of the things below must be met, in words.

    Parameters
    ----------
    criterion : CriterionResult
        Any criterion.

    Returns
    -------
    str
        Empty for a criterion with one thing below it.
    """
    size = len(criterion.indicators) or len(criterion.parts)
    needed = criterion.rule.partition(" met")[0]
    if size < 2 or not needed:
        return ""
    if needed == "all":
        return "both needed" if size == 2 else f"all {size} needed"
    return f"one of {size} is enough" if needed == "any" else f"{needed} of {size} needed"


def evidence_grid(scope: ScopeResult, caption: str, marks: Mapping[str, str]) -> Grid:
    """Every indicator of a scope under its criterion.

    Parameters
    ----------
    scope : ScopeResult
        Criteria with their indicators.
    caption : str
        What the grid shows.
    marks : mapping of str to str
        Mark of each source.

    Returns
    -------
    Grid
    """
    columns = (
        Column("", wraps=True),
        Column("value", "right"),
        Column("share", "right"),
        Column("rank", "right"),
        Column("needs", "right"),
        Column("outcome"),
    )
    rows: list[tuple[Cell, ...]] = []
    for criterion, _ in ordered_criteria(scope):
        if not criterion.indicators:
            continue
        rule = rule_words(criterion)
        rows.append(row(Cell(f"{criterion.name}{f', {rule}' if rule else ''}")))
        rows += [_indicator_row(indicator, marks) for indicator in criterion.indicators]
    return Grid(caption, columns, tuple(rows))


def _indicator_row(indicator: IndicatorResult, marks: Mapping[str, str]) -> tuple[Cell, ...]:
    value = indicator.value
    mark = "" if value is None else marks.get(short_source(indicator.source), "")
    share = indicator.compared if indicator.comparison == "ratio" else indicator.share
    return row(
        Cell(f"{short_label(indicator.measure)} {mark}".strip(), depth=1),
        "no data" if value is None else quantity(value, indicator.unit),
        "" if share is None else percent(share, beside=indicator.threshold),
        "" if indicator.rank is None else f"{indicator.rank} of {indicator.of}",
        threshold_text(indicator),
        outcome_cell(indicator.outcome),
    )


def source_marks(scopes: Sequence[ScopeResult]) -> dict[str, str]:
    """A short mark for every source of a figure at some scopes.

    Parameters
    ----------
    scopes : sequence of ScopeResult
        In the order in which they are shown.

    Returns
    -------
    dict of str to str
        From the short name of a source to its mark.
    """
    return references(
        [
            short_source(indicator.source)
            for scope in scopes
            for criterion, _ in ordered_criteria(scope)
            for indicator in criterion.indicators
            if indicator.value is not None
        ]
    )


def short_source(source: str) -> str:
    """A source without its particulars: publisher and work, or work and version, and its marks.

    Parameters
    ----------
    source : str
        As in the dossier.

    Returns
    -------
    str

    Examples
    --------
    >>> short_source("World Bank, World Development Indicators, NY.GDP.MKTP.CD")
    'World Bank, World Development Indicators'
    >>> short_source("BACI, HS92, version 202401b (repackaged)")
    'BACI, HS92, version 202401b (repackaged)'
    """
    bare, _, rest = source.partition(" (")
    parts = bare.partition(";")[0].split(", ")
    version = next((n for n, part in enumerate(parts) if part.startswith("version ")), 1)
    marks = [mark for mark in SOURCE_MARKS if mark in rest]
    return ", ".join(parts[: version + 1]) + (f" ({', '.join(marks)})" if marks else "")


def missing_reasons(scope: ScopeResult) -> tuple[str, ...]:
    """Why figures are missing, the indicators with one reason together.

    Parameters
    ----------
    scope : ScopeResult
        Any scope.

    Returns
    -------
    tuple of str
    """
    by_reason: dict[str, list[str]] = {}
    for criterion in scope.criteria:
        for indicator in criterion.indicators:
            if indicator.outcome == "no data":
                reason = indicator.missing_reason or "not given"
                by_reason.setdefault(reason, []).append(short_label(indicator.measure))
    return tuple(
        f"{', '.join(dict.fromkeys(labels))} ({reason})" for reason, labels in by_reason.items()
    )
