"""Assessments of several years: one grid, and one table that stacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from equipoise.assessment.results import Assessment
from equipoise.report.assessment_page import assessment_page
from equipoise.report.closing import closing
from equipoise.report.evidence_grid import ordered_criteria
from equipoise.report.formatting import percent
from equipoise.report.marks import outcome_cell, verdict_mark, verdict_tone
from equipoise.report.page import Block, Cell, Column, Grid, Heading, Page, Paragraph, row
from equipoise.vocabulary.tables import Column as TableColumn
from equipoise.vocabulary.tables import ResultTable

_YEARS_IN_WORDS = 4
_YEARS_ACROSS = 10  # more would not fit beside the criteria in 80 columns
_LEAST_RUN = 3


def series_page(results: Sequence[Assessment], *, verbose: bool = False) -> Page:
    """Verdicts and outcomes year by year.

    Parameters
    ----------
    results : sequence of Assessment
        One a year, in order; of one state, region and framework.
    verbose : bool
        With the verdict card of each year.

    Returns
    -------
    Page
    """
    first, last = results[0], results[-1]
    names = {criterion.id: criterion.name for criterion in first.criteria}
    verdicts = Grid(
        "Verdicts",
        (
            Column(""),
            Column("verdict"),
            Column("agreement", "right"),
            Column("held back by", wraps=True),
        ),
        tuple(
            row(
                str(result.year),
                Cell(verdict_mark(result.verdict), verdict_tone(result.verdict)),
                percent(result.agreement.same_verdict),
                ", ".join(names[name] for name in result.limiting),
            )
            for result in results
        ),
    )
    title = f"{last.name} in {last.region_name}, {first.year} to {last.year}"
    return Page(
        title,
        (
            Paragraph(f"By {last.framework_name} ({last.framework})."),
            verdicts,
            *_outcomes(results),
            *closing(series_warnings(results, brief=not verbose), (), verbose=verbose),
            *(block for result in results if verbose for block in _card(result)),
        ),
    )


def _card(result: Assessment) -> tuple[Block, ...]:
    page = assessment_page(result)
    return (Heading(page.title), *page.blocks)


def series_warnings(results: Sequence[Assessment], *, brief: bool = False) -> tuple[str, ...]:
    """What a reader must know of some or all years, each once.

    Parameters
    ----------
    results : sequence of Assessment
        One a year.
    brief : bool
        Without the notes on measures.

    Returns
    -------
    tuple of str
        A warning that not every year has names its years.
    """
    years: dict[str, list[int]] = {}
    for result in results:
        for warning in (*result.warnings, *(() if brief else result.notes.values())):
            years.setdefault(warning, []).append(result.year)
    return tuple(
        warning if len(found) == len(results) else f"{_year_words(found)}: {warning}"
        for warning, found in years.items()
    )


def _year_words(years: Sequence[int]) -> str:
    """Years in order, three or more without a gap as a span."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    spans = (
        [f"{run[0]} to {run[-1]}"] if len(run) >= _LEAST_RUN else map(str, run) for run in runs
    )
    return ", ".join(words for span in spans for words in span)


def _outcomes(results: Sequence[Assessment]) -> tuple[Grid, ...]:
    """Criteria down, years across; of many years only the marks, with a line that explains them."""
    bare = len(results) > _YEARS_IN_WORDS
    parts = [
        _outcome_grid(
            results[start : start + _YEARS_ACROSS], "" if start else "Criteria", bare=bare
        )
        for start in range(0, len(results), _YEARS_ACROSS)
    ]
    legend = ", ".join(outcome_cell(o).text for o in ("met", "partly met", "not met", "no data"))
    explained = (*parts[-1].rows, *([row(Cell(legend, "muted"))] if bare else []))
    return (*parts[:-1], replace(parts[-1], rows=explained))


def _outcome_grid(results: Sequence[Assessment], caption: str, *, bare: bool) -> Grid:
    by_year = [
        {criterion.id: criterion.outcome for criterion in result.criteria} for result in results
    ]
    columns = (Column("", wraps=True), *(Column(str(result.year)) for result in results))
    rows = tuple(
        (
            Cell(criterion.name, depth=depth),
            *(_brief(outcome_cell(year[criterion.id]), bare=bare) for year in by_year),
        )
        for criterion, depth in ordered_criteria(results[0].region_scope)
    )
    return Grid(caption, columns, rows)


def _brief(cell: Cell, *, bare: bool) -> Cell:
    mark = cell.text.partition(" ")[0]
    return replace(cell, text=mark) if bare else cell


def assessments_table(results: Sequence[Assessment]) -> ResultTable:
    """Indicators of one or several assessments, each row saying what it belongs to.

    Parameters
    ----------
    results : sequence of Assessment
        In order.

    Returns
    -------
    ResultTable
        The columns of :meth:`Assessment.table` after those of the question and the verdict.
    """
    question = (
        TableColumn("state", "text", "state code"),
        TableColumn("region", "text", "region id"),
        TableColumn("year", "integer", "calendar year"),
        TableColumn("framework", "text", "framework id"),
        TableColumn("verdict", "text", "standing in the region"),
        TableColumn("same_verdict", "number", "share of specifications that agree, 0 to 1"),
    )
    rows = tuple(
        (r.state, r.region, r.year, r.framework, r.verdict, r.agreement.same_verdict, *cells)
        for r in results
        for cells in r.table().rows
    )
    return ResultTable("assessment", (*question, *results[0].table().columns), rows)
