"""From readings to outcomes and verdicts, for one specification or many at a time.

Every outcome is a number: 1 met, 0.5 partly met, 0 not met. Missing evidence is an interval from 0
to 1 that narrows where the rest decides; what stays open at the end is no data. A share, ratio or
rank among states of which some have no figure runs from what it would be if those were as large as
they may be to what it is without them. All rules are monotone, so the two ends of the intervals
give the worst and the best verdict possible. Where more than half of the indicators have no data,
every verdict stays possible.
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
    thresholds : mapping of Key to array, shape (size,)
        Thresholds in place of the indicator's; its low bound moves along.
    rules : mapping of str to array, shape (size,)
        How many must be met, by criterion, in place of its rule.
    """

    size: int = 1
    values: Mapping[Key, FloatArray] = field(default_factory=dict)
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


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is held against a threshold, for many specifications.

    Parameters
    ----------
    shown : array, shape (size,)
        Share or ratio from 0 to 1 among the states with a figure, level in the measure's unit, or
        rank with the sign turned so that more is better. NaN when the state has no figure.
    worst : array, shape (size,)
        The same if every state without a figure were as large as it may be.
    """

    shown: FloatArray
    worst: FloatArray


def compare(
    indicator: Indicator,
    scope: Scope,
    values: FloatArray,
    reading: Reading,
    state: str,
) -> Comparison:
    """What an indicator holds against its threshold.

    Parameters
    ----------
    indicator : Indicator
        With its comparison.
    scope : Scope
        At system scope a share is of the world's total.
    values : array, shape (size, n_states)
        Values of the comparison set; NaN when missing, which is never read as zero.
    reading : Reading
        With the world total, and how large the states without a figure may be.
    state : str
        State code.

    Returns
    -------
    Comparison
        Equal ends where no other state's missing figure matters.
    """
    place = reading.place(state)
    own = values[:, place]
    if indicator.comparison == "share" and scope == "system":
        world = reading.world.value if reading.world else None
        return _certain(own / world if world else np.full(len(own), np.nan))
    if indicator.comparison in {"level", "presence"}:
        return _certain(own)
    absent = np.isnan(values)
    absent[:, place] = False
    if indicator.comparison == "rank":
        with np.errstate(invalid="ignore"):
            above = (values > own[:, None]).sum(axis=1)
        shown = np.where(np.isnan(own), np.nan, -(1.0 + above))
        return Comparison(shown, shown - absent.sum(axis=1))
    ceiling = np.full(values.shape[1], np.nan) if reading.ceiling is None else reading.ceiling
    bounds = absent * np.nan_to_num(ceiling, nan=1.0)
    if indicator.comparison == "share":
        return _share(own, values, bounds)
    return _ratio(own, values, bounds)


def _certain(found: FloatArray) -> Comparison:
    return Comparison(found, found)


def _share(own: FloatArray, values: FloatArray, bounds: FloatArray) -> Comparison:
    unseen = np.minimum(bounds.sum(axis=1), 1.0)
    total = np.nansum(values, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        shown = np.where(total > 0, own / total, np.nan)
    return Comparison(shown, shown * (1.0 - unseen))


def _ratio(own: FloatArray, values: FloatArray, bounds: FloatArray) -> Comparison:
    unseen = np.minimum(bounds.sum(axis=1), 1.0)
    largest = np.where(np.isnan(values), -np.inf, values).max(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        shown = np.where(largest > 0, own / largest, np.nan)
        absentee = bounds.max(axis=1) * np.nansum(values, axis=1) / (1.0 - unseen)
        worst = np.where(unseen < 1.0, own / np.maximum(largest, absentee), 0.0)
    return Comparison(shown, np.where(np.isnan(shown), np.nan, worst))


def _low_bound(indicator: Indicator, threshold: FloatArray) -> FloatArray:
    """The low bound that goes with a drawn threshold: in proportion, or as far below it."""
    if indicator.threshold > 0 and indicator.low > 0:
        return threshold * (indicator.low / indicator.threshold)
    return threshold + (indicator.low - indicator.threshold)


def _outcome(indicator: Indicator, compared: Comparison, threshold: FloatArray) -> Interval:
    sign = -1.0 if indicator.comparison == "rank" else 1.0
    low = np.minimum(sign * _low_bound(indicator, threshold), sign * threshold)

    def reached(found: FloatArray) -> FloatArray:
        with np.errstate(invalid="ignore"):
            return np.where(found >= sign * threshold, 1.0, np.where(found >= low, 0.5, 0.0))

    missing = np.isnan(compared.shown)
    return Interval(
        np.where(missing, 0.0, reached(compared.worst)),
        np.where(missing, 1.0, reached(compared.shown)),
    )


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
        found = compare(indicator, scope, values, reading, state)
        compared[key] = np.broadcast_to(found.shown, (spec.size,))
        threshold = spec.thresholds.get(key, np.full(spec.size, indicator.threshold))
        indicators[key] = _outcome(indicator, found, threshold)
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
