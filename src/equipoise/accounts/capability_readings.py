"""Readings of capabilities: one cell a state, with its published uncertainty where there is one."""

from __future__ import annotations

import numpy as np

from equipoise.accounts.case import Case
from equipoise.accounts.reading import Change, FloatArray, Reading, Rung, Sampler
from equipoise.dossier.tables import Row
from equipoise.measures import share_of_total
from equipoise.vocabulary.evidence import Evidence, missing
from equipoise.vocabulary.measures import MeasureEntry
from equipoise.vocabulary.states import WORLD
from equipoise.vocabulary.units import convert

SIZE = "cinc"
"""Measure of a state's size in the comparison set, where one is needed for weighing."""

# A share may double between one year with a figure and another without, and a small one may come
# to a hundredth.
_MOST_BETWEEN_YEARS = 2.0
_LEAST_BOUND = 0.01


def _cells(case: Case, measure: str) -> dict[str, Row]:
    rows = case.dossier.table("capabilities").where(measure=measure, year=case.year)
    return {row.text("state"): row for row in rows}


def _in_unit(row: Row, entry: MeasureEntry) -> Evidence:
    stated = row.evidence("value")
    if stated.value is None:
        return stated
    value = convert(stated.value, stated.unit, entry.unit)
    return Evidence(value, entry.unit, stated.source, stated.locator, stated.quality)


def capability_evidence(case: Case, entry: MeasureEntry, state: str) -> Evidence:
    """One capability of one state in the year of a case.

    Parameters
    ----------
    case : Case
        Dossier and year.
    entry : MeasureEntry
        Which capability, and in which unit.
    state : str
        State code, or WLD for the world.

    Returns
    -------
    Evidence
        Missing, with the reason, when the dossier has no figure.
    """
    row = _cells(case, entry.name).get(state)
    return _in_unit(row, entry) if row else _no_row(case, entry, state)


def _no_row(case: Case, entry: MeasureEntry, state: str) -> Evidence:
    where = f"{entry.name}, {state} {case.year}"
    return missing(entry.unit, "capabilities.csv", where, "the dossier has no such row")


def _values(evidence: tuple[Evidence, ...]) -> FloatArray:
    return np.array([np.nan if e.value is None else e.value for e in evidence], dtype=np.float64)


def capability_reading(case: Case, entry: MeasureEntry) -> Reading:
    """A capability of every state of the comparison set.

    Parameters
    ----------
    case : Case
        Dossier, region, year and state.
    entry : MeasureEntry
        Which capability.

    Returns
    -------
    Reading
        Values in the entry's unit, NaN when missing.
    """
    cells = _cells(case, entry.name)
    evidence = tuple(
        _in_unit(cells[state], entry) if state in cells else _no_row(case, entry, state)
        for state in case.states
    )
    values = _values(evidence)
    sampler = _normal_sampler(case, entry, values)
    return Reading(
        entry=entry,
        year=case.year,
        states=case.states,
        values=values,
        evidence=evidence,
        world=_in_unit(cells[WORLD], entry) if WORLD in cells else None,
        change=_change(entry, float(values[case.states.index(case.state)])),
        sampler=sampler,
        doubt="measurement" if sampler else None,
        ceiling=_ceiling(case, entry),
    )


def _ceiling(case: Case, entry: MeasureEntry) -> FloatArray:
    """Largest share that a state may hold of a measure of which it has no figure.

    A multiple of its share of capability (CINC) where the catalogue gives one, or twice its
    largest share of the measure in another year (a hundredth at least), whichever is more; NaN
    where neither bounds it.
    """
    bounds = np.full(len(case.states), np.nan)
    if entry.most_of_size is not None:
        bounds = entry.most_of_size * _size_shares(case)
    by_year: dict[int, dict[str, float]] = {}
    for row in case.dossier.table("capabilities").where(measure=entry.name):
        value = row.number("value")
        if value is not None and row.year() != case.year and row.text("state") in case.states:
            by_year.setdefault(row.year(), {})[row.text("state")] = value
    for values in by_year.values():
        if entry.scale != "ratio" or not any(values.values()):
            continue
        shares = share_of_total(list(values.values()))
        for state, share in zip(values, shares, strict=True):
            place = case.states.index(state)
            moved = max(_MOST_BETWEEN_YEARS * float(share), _LEAST_BOUND)
            bounds[place] = np.fmax(bounds[place], moved)
    return bounds


def _size_shares(case: Case) -> FloatArray:
    cells = _cells(case, SIZE)
    known = [cells[s].number("value") if s in cells else None for s in case.states]
    values = np.array([np.nan if value is None else value for value in known], dtype=np.float64)
    present = ~np.isnan(values)
    if values[present].any():
        values[present] = share_of_total(values[present])
    return values


def _change(entry: MeasureEntry, value: float) -> Change:
    if np.isnan(value):
        return Change(entry.name)
    if entry.scale == "flag":
        after = 1.0 - value
        return Change(entry.name, rungs=(Rung(1 if after else -1, after, (entry.label,)),))
    if entry.scale == "interval":
        return Change(entry.name)
    return Change(entry.name, scaled=lambda factors: value * factors)


def _normal_sampler(case: Case, entry: MeasureEntry, values: FloatArray) -> Sampler | None:
    if entry.spread is None:
        return None
    deviation, mean = (_cells(case, name) for name in entry.spread)
    relative = np.zeros(len(values))
    for place, state in enumerate(case.states):
        if state in deviation and state in mean:
            sd, middle = deviation[state].number("value"), mean[state].number("value")
            relative[place] = sd / middle if sd is not None and middle else 0.0
    if not relative.any():
        return None

    def sample(rng: np.random.Generator, size: int) -> FloatArray:
        noise = 1.0 + relative * rng.standard_normal((size, len(values)))
        return np.asarray(values * np.maximum(noise, 0.0), dtype=np.float64)

    return sample
