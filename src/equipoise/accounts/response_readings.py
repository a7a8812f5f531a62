"""The reading of responses: whose conduct towards a state rests on the balance as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from equipoise.accounts.capability_readings import SIZE, capability_reading
from equipoise.accounts.case import Case
from equipoise.accounts.reading import (
    Change,
    FloatArray,
    Reading,
    rungs_from,
)
from equipoise.dossier.tables import Row
from equipoise.measures import weighted_response
from equipoise.vocabulary.evidence import Evidence, missing
from equipoise.vocabulary.measures import MeasureEntry, measure_catalogue

Count: TypeAlias = Callable[[FloatArray], FloatArray]


# "Largely" on the scale of the codings.
LARGELY = 0.75


@dataclass(frozen=True, slots=True)
class Responses:
    """How the other states respond to one state.

    Parameters
    ----------
    others : tuple of str
        The other states whose capability is known.
    weight : array, shape (n_others,)
        Their capability.
    value, low, high : array, shape (n_others,)
        Strength of each one's response, 0 (none coded) to 1, with bounds.
    rows : tuple of str
        Places of the codings.
    """

    others: tuple[str, ...]
    weight: FloatArray
    value: FloatArray
    low: FloatArray
    high: FloatArray
    rows: tuple[str, ...]


def _in_force(case: Case) -> list[Row]:
    return [
        row
        for row in case.dossier.table("responses")
        if (period := row.period("period")) is not None and period.covers_year(case.year)
    ]


def _responses(state: str, rows: Sequence[Row], weights: Reading) -> Responses | None:
    about = [row for row in rows if row.text("about") == state]
    if not about:
        return None
    others = tuple(
        other
        for other, weight in zip(weights.states, weights.values, strict=True)
        if other != state and not np.isnan(weight)
    )
    if not others:
        return None
    strength = {name: np.zeros(len(others)) for name in ("value", "low", "high")}
    for row in about:
        if row.text("responder") not in others:
            continue
        place = others.index(row.text("responder"))
        for name, values in strength.items():
            values[place] = max(values[place], row.number(name) or 0.0)
    weight = np.array([weights.values[weights.place(other)] for other in others])
    places = tuple(row.place for row in about)
    return Responses(others, weight, **strength, rows=places)


def response_reading(case: Case, entry: MeasureEntry) -> Reading:
    """Mean strength of the others' response on system-level grounds, weighed by capability.

    Parameters
    ----------
    case : Case
        Dossier, region, year and state.
    entry : MeasureEntry
        From the catalogue.

    Returns
    -------
    Reading
        Shares from 0 to 1; missing for states that no coding of that year is about. Draws are
        uniform between the bounds of each coding.
    """
    return _reading(case, entry, _as_coded)


def largely_response_reading(case: Case, entry: MeasureEntry) -> Reading:
    """Share of the others' capability held by states that respond largely on system-level grounds.

    Parameters
    ----------
    case : Case
        Dossier, region, year and state.
    entry : MeasureEntry
        From the catalogue.

    Returns
    -------
    Reading
        As :func:`response_reading`, but a response in part counts nothing.
    """
    return _reading(case, entry, _largely)


def _largely(strength: FloatArray) -> FloatArray:
    return (strength >= LARGELY).astype(np.float64)


def _as_coded(strength: FloatArray) -> FloatArray:
    return strength


def _reading(case: Case, entry: MeasureEntry, count: Count) -> Reading:
    rows = _in_force(case)
    weights = capability_reading(case, measure_catalogue()[SIZE])
    found = tuple(_responses(state, rows, weights) for state in case.states)
    evidence = tuple(
        _evidence(case, entry, state, responses, count)
        for state, responses in zip(case.states, found, strict=True)
    )

    def sample(rng: np.random.Generator, size: int) -> FloatArray:
        drawn = np.full((size, len(found)), np.nan)
        for place, responses in enumerate(found):
            if responses is not None:
                shape = (size, len(responses.others))
                strength = rng.uniform(responses.low, responses.high, shape)
                drawn[:, place] = count(strength) @ responses.weight / responses.weight.sum()
        return drawn

    return Reading(
        entry=entry,
        year=case.year,
        states=case.states,
        values=np.array([np.nan if e.value is None else e.value for e in evidence]),
        evidence=evidence,
        world=None,
        change=_change(entry, found[case.states.index(case.state)], count),
        sampler=sample,
        doubt="judgement",
    )


def _evidence(
    case: Case, entry: MeasureEntry, state: str, responses: Responses | None, count: Count
) -> Evidence:
    if responses is None:
        reason = "no coding of this year is about this state, or no capability to weigh it with"
        return missing(entry.unit, "responses.csv", f"{state} {case.year}", reason)
    counted = count(responses.value)
    named = ", ".join(o for o, c in zip(responses.others, counted, strict=True) if c > 0)
    return Evidence(
        value=weighted_response(counted, responses.weight),
        unit=entry.unit,
        source=f"coded by judgement, weighed by capability (CINC); responders: {named or 'none'}",
        locator=", ".join(responses.rows),
        quality="judgement",
    )


def _change(entry: MeasureEntry, responses: Responses | None, count: Count) -> Change:
    if responses is None:
        return Change(entry.name)
    parts = responses.weight / responses.weight.sum()
    counted = count(responses.value)
    pairs = list(zip(responses.others, parts, counted, strict=True))
    gains = [(other, float(part * (1.0 - value))) for other, part, value in pairs if value < 1.0]
    losses = [(other, float(part * value)) for other, part, value in pairs if value > 0.0]
    return Change(
        entry.name, rungs=rungs_from(gains, losses, weighted_response(counted, responses.weight))
    )
