"""Agreement across specifications: how often other reasonable choices give the same verdict.

It is a share of draws and not a probability: nobody knows how likely a threshold is to be right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from equipoise.accounts.reading import FloatArray, Reading
from equipoise.assessment.evaluate import Evaluation, Key, Specifications, evaluate
from equipoise.assessment.framework import Basis, Framework, Indicator, Scope
from equipoise.vocabulary.verdicts import INSUFFICIENT

Dimension: TypeAlias = Literal["thresholds", "rules", "sources", "measurement", "judgement"]

DIMENSIONS: tuple[Dimension, ...] = ("thresholds", "rules", "sources", "measurement", "judgement")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a verdict holds across specifications.

    Parameters
    ----------
    draws, seed : int
        Number of specifications drawn, and the seed that reproduces them.
    same_verdict : float
        Share of draws over all dimensions together that give the verdict, 0 to 1.
    by_verdict : mapping of str to float
        Share of draws that give each verdict; they sum to 1.
    by_dimension : mapping of Dimension to float
        Share that give the verdict when one dimension alone is drawn.
    """

    draws: int
    seed: int
    same_verdict: float
    by_verdict: Mapping[str, float]
    by_dimension: Mapping[Dimension, float]

    @property
    def most_frequent(self) -> str:
        """Verdict of most draws; of equals the better one."""
        return max(self.by_verdict, key=lambda verdict: self.by_verdict[verdict])


def verdict_labels(framework: Framework, evaluation: Evaluation) -> list[str]:
    """Verdict of each specification; insufficient evidence where missing data decides.

    Parameters
    ----------
    framework : Framework
        With its labels.
    evaluation : Evaluation
        From :func:`equipoise.assessment.evaluate.evaluate`.

    Returns
    -------
    list of str
        One a specification.
    """
    labels = framework.labels
    pairs = zip(evaluation.worst, evaluation.best, strict=True)
    return [labels[int(worst)] if worst == best else INSUFFICIENT for worst, best in pairs]


class _Draws:
    """Draws specifications of one framework at one scope for one state."""

    def __init__(
        self, framework: Framework, scope: Scope, readings: Mapping[str, Reading], state: str
    ) -> None:
        self.framework = framework
        self.scope: Scope = scope
        self.readings = readings
        self.state = state

    def draw(
        self, dimensions: Iterable[Dimension], size: int, rng: np.random.Generator
    ) -> Specifications:
        wanted = set(dimensions)
        thresholds: dict[Key, FloatArray] = {}
        values: dict[Key, FloatArray] = {}
        rules: dict[str, FloatArray] = {}
        samples: dict[str, FloatArray] = {}
        for criterion, number, indicator in self.framework.indicators(self.scope):
            key = (criterion, number)
            if "thresholds" in wanted and indicator.low != indicator.high:
                low, high = sorted((indicator.low, indicator.high))
                thresholds[key] = rng.uniform(low, high, size)
            drawn = self._values(indicator, wanted, samples, size, rng)
            if drawn is not None:
                values[key] = drawn
        if "rules" in wanted:
            for name, criterion_ in self.framework.criteria.items():
                basis = criterion_.bases.get(self.scope)
                if basis is not None and basis.alternatives:
                    rules[name] = _drawn_rules(basis, size, rng)
        return Specifications(size=size, values=values, thresholds=thresholds, rules=rules)

    def _values(
        self,
        indicator: Indicator,
        wanted: set[Dimension],
        samples: dict[str, FloatArray],
        size: int,
        rng: np.random.Generator,
    ) -> FloatArray | None:
        # One draw of a measure serves all the indicators that use it: it is one fact.
        names = (indicator.measure, *(self._usable(indicator) if "sources" in wanted else ()))
        for name in names:
            reading = self.readings[name]
            if reading.sampler and reading.doubt in wanted and name not in samples:
                samples[name] = reading.sampler(rng, size)
        if len(names) == 1:
            return samples.get(names[0])
        choice = rng.integers(len(names), size=size)
        drawn = np.empty((size, len(self.readings[names[0]].states)))
        for place, name in enumerate(names):
            chosen = choice == place
            whole = np.broadcast_to(self.readings[name].values, drawn.shape)
            drawn[chosen] = samples.get(name, whole)[chosen]
        return drawn

    def _usable(self, indicator: Indicator) -> tuple[str, ...]:
        found = []
        for name in indicator.alternatives:
            reading = self.readings[name]
            if not np.isnan(reading.values[reading.place(self.state)]):
                found.append(name)
        return tuple(found)

    def labels(
        self, dimensions: Iterable[Dimension], size: int, rng: np.random.Generator
    ) -> list[str]:
        drawn = self.draw(dimensions, size, rng)
        evaluation = evaluate(self.framework, self.scope, self.readings, self.state, drawn)
        return verdict_labels(self.framework, evaluation)


def _drawn_rules(basis: Basis, size: int, rng: np.random.Generator) -> FloatArray:
    counts = [rule.count(basis.size) for rule in (basis.met, *basis.alternatives)]
    return np.asarray(rng.choice(np.array(counts, dtype=np.float64), size=size))


def agreement(
    framework: Framework,
    readings: Mapping[str, Reading],
    state: str,
    verdict: str,
    *,
    draws: int = 2000,
    seed: int = 20120901,
) -> Agreement:
    """Share of drawn specifications that give a verdict, together and by dimension.

    Thresholds are drawn evenly between their bounds and take the low bound along; rules and
    sources evenly among the alternatives; measurement from the published error; judgement evenly
    between its bounds.

    Parameters
    ----------
    framework : Framework
        At region scope.
    readings : mapping of str to Reading
        Every measure that the framework names.
    state : str
        State code.
    verdict : str
        The verdict to compare with.
    draws : int
        How many specifications, 1 upward.
    seed : int
        Seed of the draws.

    Returns
    -------
    Agreement
        Shares from 0 to 1.
    """
    drawn = _Draws(framework, "region", readings, state)
    # Each dimension has a stream of its own, so that adding one changes no other.
    streams = np.random.SeedSequence(seed).spawn(len(DIMENSIONS) + 1)
    together = drawn.labels(DIMENSIONS, draws, np.random.default_rng(streams[0]))
    by_dimension = {
        dimension: drawn.labels((dimension,), draws, np.random.default_rng(stream)).count(verdict)
        / draws
        for dimension, stream in zip(DIMENSIONS, streams[1:], strict=True)
    }
    return Agreement(
        draws=draws,
        seed=seed,
        same_verdict=together.count(verdict) / draws,
        by_verdict={
            label: together.count(label) / draws for label in (*framework.labels, INSUFFICIENT)
        },
        by_dimension=by_dimension,
    )
