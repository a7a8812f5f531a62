"""From readings to outcomes and verdicts, for one specification or many at a time.

Every outcome is a number: 1 met, 0.5 partly met, 0 not met. Missing evidence is an interval from 0
to 1 that narrows where the rest decides; what stays open at the end is no data. All rules are
monotone, so the two ends of the intervals give the worst and the best verdict possible. Where more
than half of the indicators have no data, every verdict stays possible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from equipoise.accounts.reading import FloatArray, Reading
from equipoise.assessment.framework import Basis, Framework, Indicator, Scope

Key: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Specifications:
    """One or many ways to specify an assessment; what is absent stands as the framework has it.

    Parameters
    ----------
    size : int
        How many specifications.
    values : mapping of Key to array, shape (size, n_states)
        Values in place of the reading, by criterion and place of the indicator.
    worlds : mapping of Key to float
        World totals that go with them.
    thresholds : mapping of Key to array, shape (size,)
        Thresholds in place of the indicator's; its low bound moves along.
    rules : mapping of str to array, shape (size,)
        How many must be met, by criterion, in place of its rule.
    """

    size: int = 1
    values: Mapping[Key, FloatArray] = field(default_factory=dict)
    worlds: Mapping[Key, float] = field(default_factory=dict)
    thresholds: Mapping[Key, FloatArray] = field(default_factory=dict)
    rules: Mapping[str, FloatArray] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Interval:
    """Outcomes of many specifications, from the worst to the best that the evidence leaves open.

    Parameters
    ----------
    low, high : array, shape (size,)
        0, 0.5 or 1; equal where the evidence decides.
    """

    low: FloatArray
    high: FloatArray


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Outcomes of every indicator and criterion at one scope.

    Parameters
    ----------
    compared : mapping of Key to array, shape (size,)
        What was held against the threshold; NaN when missing.
    indicators : mapping of Key to Interval
        Outcomes of indicators.
    criteria : mapping of str to Interval
        Outcomes of criteria.
    worst, best : array of int, shape (size,)
        Places of the worst and the best verdict possible in the framework's labels, 0 the highest.
    """

    compared: Mapping[Key, FloatArray]
    indicators: Mapping[Key, Interval]
    criteria: Mapping[str, Interval]
    worst: FloatArray
    best: FloatArray


def compare(
    indicator: Indicator, scope: Scope, values: FloatArray, place: int, world: float
) -> FloatArray:
    """What an indicator holds against its threshold.

    Parameters
    ----------
    indicator : Indicator
        With its comparison.
    scope : Scope
        At system scope a share is of the world's total.
    values : array, shape (size, n_states)
        Values of the comparison set; NaN when missing.
    place : int
        Position of the state.
    world : float
        World total in the same unit; NaN when there is none.

    Returns
    -------
    array, shape (size,)
        Share or ratio from 0 to 1, level in the measure's unit, or rank with the sign turned so
        that more is better. NaN when missing.
    """
    own = values[:, place]
    if indicator.comparison == "share":
        with np.errstate(invalid="ignore", divide="ignore"):
            total = np.full(len(own), world) if scope == "system" else np.nansum(values, axis=1)
            return np.where(total > 0, own / total, np.nan)
    if indicator.comparison == "ratio":
        largest = np.where(np.isnan(values), -np.inf, values).max(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(largest > 0, own / largest, np.nan)
    if indicator.comparison == "rank":
        with np.errstate(invalid="ignore"):
            above = (values > own[:, None]).sum(axis=1)
        return np.where(np.isnan(own), np.nan, -(1.0 + above))
    return own


def _outcome(indicator: Indicator, compared: FloatArray, threshold: FloatArray) -> Interval:
    sign = -1.0 if indicator.comparison == "rank" else 1.0
    low = np.minimum(sign * _low_bound(indicator, threshold), sign * threshold)
    with np.errstate(invalid="ignore"):
        known = np.where(compared >= sign * threshold, 1.0, np.where(compared >= low, 0.5, 0.0))
    missing = np.isnan(compared)
    return Interval(np.where(missing, 0.0, known), np.where(missing, 1.0, known))


def _low_bound(indicator: Indicator, threshold: FloatArray) -> FloatArray:
    """The low bound that goes with a drawn threshold: in proportion, or as far below it."""
    if indicator.threshold > 0 and indicator.low > 0:
        return threshold * (indicator.low / indicator.threshold)
    return threshold + (indicator.low - indicator.threshold)


def _combine(
    basis: Basis, below: tuple[Interval, ...], size: int, met: FloatArray | None
) -> Interval:
    needed = np.full(size, float(basis.met.count(basis.size))) if met is None else met
    partly = np.minimum(float(basis.partly.count(basis.size)), needed)

    def end(outcomes: list[FloatArray]) -> FloatArray:
        stacked = np.array(outcomes)
        wholly = (stacked >= 1.0).sum(axis=0) >= needed
        in_part = (stacked >= 0.5).sum(axis=0) >= partly
        return np.where(wholly, 1.0, np.where(in_part, 0.5, 0.0))

    return Interval(end([i.low for i in below]), end([i.high for i in below]))


def _verdict(framework: Framework, outcomes: Mapping[str, FloatArray]) -> FloatArray:
    rules = framework.verdicts
    stacked = np.array([outcomes[name] for name in framework.top])
    met, partly = (stacked >= 1.0).sum(axis=0), (stacked >= 0.5).sum(axis=0)
    verdict = np.full(stacked.shape[1], float(len(rules)))
    for place, rule in reversed(list(enumerate(rules))):
        holds = (met >= rule.met_count) & (partly >= rule.partly_count)
        for name in rule.met:
            holds &= outcomes[name] >= 1.0
        for name in rule.partly:
            holds &= outcomes[name] >= 0.5
        verdict = np.where(holds, float(place), verdict)
    return verdict


def evaluate(
    framework: Framework,
    scope: Scope,
    readings: Mapping[str, Reading],
    state: str,
    specifications: Specifications | None = None,
) -> Evaluation:
    """Outcomes and verdicts of a framework for one state.

    Parameters
    ----------
    framework : Framework
        With its criteria and rules.
    scope : Scope
        Which of its bases to evaluate.
    readings : mapping of str to Reading
        Every measure that the framework names.
    state : str
        State code.
    specifications : Specifications, optional
        The framework as it stands by default.

    Returns
    -------
    Evaluation
        One outcome a specification.
    """
    spec = specifications or Specifications()
    compared: dict[Key, FloatArray] = {}
    indicators: dict[Key, Interval] = {}
    for criterion, number, indicator in framework.indicators(scope):
        key = (criterion, number)
        reading = readings[indicator.measure]
        values = spec.values.get(key, reading.values[None, :])
        total = reading.world.value if reading.world else None
        world = spec.worlds.get(key, np.nan if total is None else total)
        found = compare(indicator, scope, values, reading.place(state), world)
        compared[key] = np.broadcast_to(found, (spec.size,))
        threshold = spec.thresholds.get(key, np.full(spec.size, indicator.threshold))
        indicators[key] = _outcome(indicator, compared[key], threshold)
    criteria = _criteria(framework, scope, indicators, spec)
    worst = _verdict(framework, {name: i.low for name, i in criteria.items()})
    best = _verdict(framework, {name: i.high for name, i in criteria.items()})
    sparse = _mostly_missing(tuple(compared.values()), spec.size)
    return Evaluation(
        compared=compared,
        indicators=indicators,
        criteria=criteria,
        worst=np.where(sparse, float(len(framework.verdicts)), worst),
        best=np.where(sparse, 0.0, best),
    )


def _mostly_missing(compared: tuple[FloatArray, ...], size: int) -> NDArray[np.bool_]:
    """Where more than half of the indicators have no data: too little to judge either way."""
    if not compared:
        return np.ones(size, dtype=np.bool_)
    return np.asarray(np.isnan(np.array(compared)).mean(axis=0) > 0.5)


def _criteria(
    framework: Framework,
    scope: Scope,
    indicators: Mapping[Key, Interval],
    spec: Specifications,
) -> dict[str, Interval]:
    criteria: dict[str, Interval] = {}
    for criterion in framework.criteria.values():
        basis = criterion.bases.get(scope)
        if basis is None:
            criteria[criterion.id] = Interval(np.zeros(spec.size), np.ones(spec.size))
            continue
        below = tuple(
            indicators[criterion.id, place] for place in range(len(basis.indicators))
        ) or tuple(criteria[part] for part in basis.parts)
        criteria[criterion.id] = _combine(basis, below, spec.size, spec.rules.get(criterion.id))
    return criteria
