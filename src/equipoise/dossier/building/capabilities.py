"""``capabilities.csv`` from the archive: figures copied cell by cell, world totals, gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum
from typing import TypeAlias

from equipoise.archive.imported import ImportedTable
from equipoise.archive.store import Archive
from equipoise.dossier.building.drawn import MISSING, Cells, Drawn, Gap, number_words
from equipoise.dossier.building.figures import NO_FIGURE, Figures, read_figures
from equipoise.dossier.building.plan import Plan
from equipoise.dossier.building.series import BY_HAND, SERIES, SIZE, WORLD_SERIES, Series
from equipoise.vocabulary.measures import measure_catalogue
from equipoise.vocabulary.states import WORLD
from equipoise.vocabulary.units import convert

MOST_LACKING = 0.1
"""Share of the world's capability (CINC) from which states without a figure forbid a sum."""

_CINC = "cinc"
_SIPRI = "sipri-milex"
_Read: TypeAlias = Mapping[Series, Figures]
_Pair: TypeAlias = tuple[ImportedTable, Cells]


def draw_capabilities(archive: Archive, plan: Plan) -> Drawn:
    """Capabilities of all states of a plan, and the world's.

    Parameters
    ----------
    archive : Archive
        Published data.
    plan : Plan
        States and years.

    Returns
    -------
    Drawn
        One row for each state, year and measure of which any state has a figure; an empty cell
        has its reason. A measure of which no state has one is a gap, and so is one of which the
        focal state has none.

    Raises
    ------
    NotImportedError
        The archive lacks the data set that states are weighed by.
    """
    archive.source(SIZE)
    left_out = _SIPRI if plan.military == "nmc" else ""
    read = {
        series: read_figures(archive, series, plan.years)
        for series in SERIES
        if archive.has(series.data_set) and series.data_set != left_out
    }
    pairs: list[_Pair] = []
    gaps: list[Gap] = []
    for measure in dict.fromkeys(series.measure for series in SERIES):
        found = [figures for series, figures in read.items() if series.measure == measure]
        own = list(_rows(found, plan)) if _any(found, plan.years) else []
        if not any(cells["value"] for _, cells in own if cells["state"] == plan.focal):
            gaps.append(Gap(measure, _why_gap(measure, found, plan)))
        pairs += own
    pairs += _world_rows(read, plan.years)
    gaps += [Gap(what, why) for what, why in BY_HAND.items()]
    sources = {source.table: source for source, _ in pairs}
    return Drawn(tuple(cells for _, cells in pairs), tuple(sources.values()), tuple(gaps))


def _any(found: Sequence[Figures], years: Sequence[int]) -> bool:
    return any(not figures.why_none(year) for figures in found for year in years)


def _why_gap(measure: str, found: Sequence[Figures], plan: Plan) -> str:
    names = [series.data_set for series in SERIES if series.measure == measure]
    if plan.military == "nmc" and _SIPRI in names:
        return "left out by --military nmc"
    if not found:
        return f"not imported: equipoise sources import {names[0]}"
    if _any(found, plan.years):
        return f"no figure for {plan.focal} in these years"
    return found[0].why_none(plan.last)


def _rows(found: Sequence[Figures], plan: Plan) -> Iterator[_Pair]:
    """Rows of one measure by state and year; of several data sets the first that has the year."""
    compared = {year: plan.states_in(year) for year in plan.years}
    for state in plan.states:
        for year, states in compared.items():
            if state in states:
                figures = next((f for f in found if not f.why_none(year)), found[0])
                value = figures.value(state, year)
                reason = "" if value is not None else figures.why_none(year) or NO_FIGURE
                yield figures.source, _cells(figures, state, year, value, reason)


def _cells(figures: Figures, state: str, year: int, value: float | None, reason: str) -> Cells:
    series = figures.series
    unit = measure_catalogue()[series.measure].unit
    computed = series.summed or series.unit != unit
    in_unit = 0.0 if value is None else convert(value, series.unit, unit)
    return {
        "state": state,
        "year": f"{year:04}",
        "measure": series.measure,
        "value": "" if value is None else number_words(in_unit, computed=computed),
        "unit": unit,
        "definition": series.definition,
        "source": figures.words,
        "locator": figures.locator(state, year),
        "quality": MISSING if value is None else "computed" if series.summed else "published",
        "missing_reason": reason,
    }


def _world_rows(read: _Read, years: Sequence[int]) -> Iterator[_Pair]:
    sizes = next(figures for series, figures in read.items() if series.measure == _CINC)
    for measure in dict.fromkeys(world.series.measure for world in WORLD_SERIES):
        ways = [w for w in WORLD_SERIES if w.series.measure == measure and w.series in read]
        for year in years:
            there = [w for w in ways if not read[w.series].why_none(year)]
            if there and there[0].total == "row":
                yield _printed_total(read[there[0].series], year)
            elif there:
                yield _summed_total(read[there[0].series], sizes, year)


def _printed_total(figures: Figures, year: int) -> _Pair:
    value = figures.value(WORLD, year)
    reason = "" if value is not None else NO_FIGURE
    cells = _cells(figures, WORLD, year, value, reason)
    return figures.source, {**cells, "definition": "world total, as published"}


def _summed_total(figures: Figures, sizes: Figures, year: int) -> _Pair:
    """The sum over all states of the data set, unless too much of the world has no figure."""
    by_state = figures.by_state(year)
    known = [value for value in by_state.values() if value is not None]
    lacking = [state for state, value in by_state.items() if value is None]
    weight = sum(sizes.value(state, year) or 0.0 for state in lacking)
    total = fsum(known) if weight < MOST_LACKING else None
    reason = f"states without a figure hold {weight:.2f} of the world's capability (CINC)"
    cells = _cells(figures, WORLD, year, total, "" if total is not None else reason)
    whose = "economies" if figures.series.summed else "states"
    definition = f"sum over the {len(known)} {whose} with a figure, {len(lacking)} without"
    quality = "computed" if total is not None else MISSING
    place = f"{figures.source.table}: all {whose}, year {year}, {figures.series.shown}"
    changed = {"definition": definition, "quality": quality, "locator": place}
    return figures.source, {**cells, **changed}
