"""Tipping: the smallest single change of one piece of evidence that changes the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from equipoise.accounts.reading import FloatArray, Reading
from equipoise.assessment.evaluate import Key, Specifications, evaluate
from equipoise.assessment.framework import Framework, Indicator
from equipoise.assessment.robustness import verdict_labels

Direction: TypeAlias = Literal["up", "down"]

_NUDGES = 16
_NEARER, _FARTHER = 1.0 - 1e-9, 1.0 + 1e-9


@dataclass(frozen=True, slots=True)
class Tipping:
    """The smallest change of one piece of evidence, in one direction, that changes the verdict.

    Parameters
    ----------
    indicator : str
        The evidence: a measure, or what several measures rest on.
    unit : str
        Unit of ``start`` and ``end``.
    start, end : float
        Value now and the first value at which the verdict differs.
    ratio : float or None
        ``end`` over ``start``, for quantities.
    count : int or None
        How many discrete changes, negative for losses; None for quantities.
    names : tuple of str
        What changes, for discrete evidence.
    direction : Direction
        Whether the evidence grows or shrinks.
    verdict : str
        Verdict after the change.
    """

    indicator: str
    unit: str
    start: float
    end: float
    ratio: float | None
    count: int | None
    names: tuple[str, ...]
    direction: Direction
    verdict: str


class _Trial:
    """Verdicts of one state when one piece of evidence takes other values."""

    def __init__(self, framework: Framework, readings: Mapping[str, Reading], state: str) -> None:
        self.framework = framework
        self.readings = readings
        self.state = state
        self.uses: dict[str, list[tuple[Key, Indicator]]] = {}
        for criterion, number, indicator in framework.indicators("region"):
            self.uses.setdefault(indicator.measure, []).append(((criterion, number), indicator))

    def verdicts(self, values: Mapping[str, FloatArray]) -> list[str]:
        """Verdicts when measures take the values given, one a trial."""
        size = len(next(iter(values.values())))
        changed: dict[Key, FloatArray] = {}
        for measure, own in values.items():
            reading = self.readings[measure]
            trial = np.repeat(reading.values[None, :], size, axis=0)
            trial[:, reading.place(self.state)] = own
            changed |= {key: trial for key, _ in self.uses[measure]}
        spec = Specifications(size=size, values=changed)
        found = evaluate(self.framework, "region", self.readings, self.state, spec)
        return verdict_labels(self.framework, found)

    def crossings(self, measure: str) -> list[float]:
        """Values of a measure at which an indicator changes its outcome."""
        reading = self.readings[measure]
        others = np.delete(reading.values, reading.place(self.state))
        absent = np.isnan(others)
        bounds = np.ones(len(others))
        if reading.ceiling is not None:
            bounds = np.nan_to_num(np.delete(reading.ceiling, reading.place(self.state)), nan=1.0)
        return [
            value
            for _, indicator in self.uses[measure]
            for cut in {indicator.low, indicator.threshold}
            for value in _crossing(indicator, cut, others[~absent], bounds[absent])
        ]


def _crossing(
    indicator: Indicator, cut: float, others: FloatArray, bounds: FloatArray
) -> Sequence[float]:
    """Where the shown and the worst comparison reach a cut; see ``evaluate.compare``."""
    seen = 1.0 - float(np.minimum(bounds.sum(), 1.0))
    rest = float(others.sum())
    if indicator.comparison == "share":
        cuts = [c for c in (cut, cut / seen if seen > 0 else 1.0) if c < 1.0]
        return [c * rest / (1.0 - c) for c in cuts]
    if indicator.comparison == "ratio":
        shown = [cut * float(others.max())] if len(others) else []
        unseen = cut * float(bounds.max()) if len(bounds) else 0.0
        return [*shown, unseen * rest / (seen - unseen)] if seen > unseen > 0 else shown
    if indicator.comparison == "rank":
        ordered = np.sort(others)[::-1]
        places = (int(cut) - 1, int(cut) - 1 - len(bounds))
        return [float(ordered[place]) for place in places if 0 <= place < len(ordered)]
    return [cut]


def tippings(
    framework: Framework, readings: Mapping[str, Reading], state: str
) -> tuple[Tipping, ...]:
    """For every piece of evidence, the smallest change up and down that changes the verdict.

    Parameters
    ----------
    framework : Framework
        At region scope, as it stands.
    readings : mapping of str to Reading
        Every measure that the framework names.
    state : str
        State code.

    Returns
    -------
    tuple of Tipping
        Smallest first: quantities by the size of their ratio, then discrete evidence by count,
        then levels. Empty when no single change of one piece of evidence changes the verdict.

    Notes
    -----
    Thresholds are crossed in closed form. The value of a single cell is then moved by steps of
    floating point until the verdict differs, so that ``end`` changes it and nothing nearer does;
    where several cells are scaled together, the ratio goes a billionth beyond the crossing.
    """
    trial = _Trial(framework, readings, state)
    now = _current(trial)
    groups: dict[str, list[str]] = {}
    for measure in trial.uses:
        groups.setdefault(readings[measure].change.base, []).append(measure)
    found: list[Tipping] = []
    for base, measures in groups.items():
        found += _tippings(trial, base, measures, now)
    return tuple(sorted(found, key=_size))


def _current(trial: _Trial) -> str:
    evaluation = evaluate(trial.framework, "region", trial.readings, trial.state)
    return verdict_labels(trial.framework, evaluation)[0]


def _size(tipping: Tipping) -> tuple[int, float, str]:
    if tipping.ratio is not None and tipping.ratio > 0:
        return (0, abs(float(np.log(tipping.ratio))), tipping.indicator)
    if tipping.count is not None:
        return (1, float(abs(tipping.count)), tipping.indicator)
    return (2, abs(tipping.end - tipping.start), tipping.indicator)


def _tippings(trial: _Trial, base: str, measures: Sequence[str], now: str) -> list[Tipping]:
    first = trial.readings[measures[0]]
    if first.change.rungs:
        return _discrete(trial, base, measures[0], now)
    if any(
        np.isnan(trial.readings[m].values[trial.readings[m].place(trial.state)]) for m in measures
    ):
        return []
    if first.change.scaled is not None:
        return _scaled(trial, base, measures, now)
    return _level(trial, base, measures[0], now) if first.entry.scale == "interval" else []


def _discrete(trial: _Trial, base: str, measure: str, now: str) -> list[Tipping]:
    reading = trial.readings[measure]
    start = float(reading.values[reading.place(trial.state)])
    rungs = reading.change.rungs
    verdicts = trial.verdicts({measure: np.array([rung.value for rung in rungs])})
    found = {}
    for rung, verdict in zip(rungs, verdicts, strict=True):
        direction: Direction = "up" if rung.count > 0 else "down"
        if verdict != now and direction not in found:
            found[direction] = Tipping(
                indicator=base,
                unit=reading.entry.unit,
                start=start,
                end=rung.value,
                ratio=None,
                count=rung.count,
                names=rung.names,
                direction=direction,
                verdict=verdict,
            )
    return list(found.values())


def _steps(value: float, *, upward: bool) -> list[float]:
    """The neighbours of a value in floating point, nearest the start first."""
    towards = np.inf if upward else -np.inf
    found = [value]
    for _ in range(_NUDGES):
        found.insert(0, float(np.nextafter(found[0], -towards)))
        found.append(float(np.nextafter(found[-1], towards)))
    return found


def _first_change(
    candidates: Iterable[float], start: float, verdicts_at: _VerdictsAt, now: str, *, upward: bool
) -> tuple[float, str] | None:
    beyond = sorted(
        {c for c in candidates if np.isfinite(c) and (c > start if upward else c < start)},
        reverse=not upward,
    )
    steps = [step for c in beyond for step in _steps(c, upward=upward) if step != start]
    if not steps:
        return None
    for step, verdict in zip(steps, verdicts_at(np.array(steps)), strict=True):
        if verdict != now:
            return step, verdict
    return None


class _VerdictsAt:
    """Verdicts as a function of one number: a factor on the base, or a level."""

    def __init__(self, trial: _Trial, measures: Sequence[str], *, scaled: bool) -> None:
        self.trial = trial
        self.measures = measures
        self.scaled = scaled

    def __call__(self, numbers: FloatArray) -> list[str]:
        values = {}
        for measure in self.measures:
            scaled = self.trial.readings[measure].change.scaled
            values[measure] = scaled(numbers) if self.scaled and scaled else numbers
        return self.trial.verdicts(values)


def _scaled(trial: _Trial, base: str, measures: Sequence[str], now: str) -> list[Tipping]:
    reading = trial.readings[measures[0]]
    start = float(reading.values[reading.place(trial.state)])
    factors: list[float] = []
    for measure in measures:
        change = trial.readings[measure].change
        own = float(trial.readings[measure].values[trial.readings[measure].place(trial.state)])
        factors += change.kinks or ([c / own for c in trial.crossings(measure)] if own else [])
    if base not in measures:
        # Several cells are scaled and each is rounded, so the whole change goes a hair further.
        factors = [edge for factor in factors for edge in (factor * _NEARER, factor * _FARTHER)]
    verdicts_at = _VerdictsAt(trial, measures, scaled=True)
    found = []
    for upward in (True, False):
        change_ = _first_change(factors, 1.0, verdicts_at, now, upward=upward)
        if change_ is not None and change_[0] >= 0:
            found.append(
                Tipping(
                    indicator=base,
                    unit=reading.entry.unit,
                    start=start,
                    end=start * change_[0],
                    ratio=change_[0],
                    count=None,
                    names=(),
                    direction="up" if upward else "down",
                    verdict=change_[1],
                )
            )
    return found


def _level(trial: _Trial, base: str, measure: str, now: str) -> list[Tipping]:
    reading = trial.readings[measure]
    start = float(reading.values[reading.place(trial.state)])
    verdicts_at = _VerdictsAt(trial, (measure,), scaled=False)
    found = []
    for upward in (True, False):
        change = _first_change(trial.crossings(measure), start, verdicts_at, now, upward=upward)
        if change is not None:
            found.append(
                Tipping(
                    indicator=base,
                    unit=reading.entry.unit,
                    start=start,
                    end=change[0],
                    ratio=None,
                    count=None,
                    names=(),
                    direction="up" if upward else "down",
                    verdict=change[1],
                )
            )
    return found
