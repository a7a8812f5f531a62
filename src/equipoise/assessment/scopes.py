"""One scope of an assessment: outcomes with evidence, and what holds the verdict back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from equipoise.accounts.reading import Reading
from equipoise.assessment.evaluate import Evaluation, Interval, Key, evaluate
from equipoise.assessment.framework import (
    Basis,
    Criterion,
    Framework,
    Indicator,
    Scope,
)
from equipoise.assessment.results import (
    CriterionResult,
    IndicatorResult,
    ScopeResult,
)
from equipoise.assessment.robustness import verdict_labels
from equipoise.measures import rank, share, share_of_total
from equipoise.vocabulary.verdicts import GREAT_POWER, Outcome

_OUTCOMES: Mapping[float, Outcome] = {1.0: "met", 0.5: "partly met", 0.0: "not met"}
_WORST_FIRST: tuple[Outcome, ...] = ("not met", "partly met", "no data")


def _outcome(interval: Interval) -> Outcome:
    low, high = float(interval.low[0]), float(interval.high[0])
    return _OUTCOMES[low] if low == high else "no data"


def scope_result(
    framework: Framework, scope: Scope, readings: Mapping[str, Reading], state: str
) -> ScopeResult:
    """Verdict of a framework at one scope, with evidence.

    Parameters
    ----------
    framework : Framework
    scope : Scope
    readings : mapping of str to Reading
        Every measure that the framework names.
    state : str
        State code.

    Returns
    -------
    ScopeResult
    """
    evaluation = evaluate(framework, scope, readings, state)
    verdict = verdict_labels(framework, evaluation)[0]
    outcomes = {name: _outcome(found) for name, found in evaluation.criteria.items()}
    limiting = () if verdict == GREAT_POWER else _limiting(framework, scope, outcomes)
    view = _View(framework, scope, readings, state, evaluation)
    criteria = tuple(
        view.criterion(criterion, outcomes[criterion.id], binding=criterion.id in limiting)
        for criterion in framework.criteria.values()
    )
    best, worst = int(evaluation.best[0]), int(evaluation.worst[0])
    indicators = [indicator for criterion in criteria for indicator in criterion.indicators]
    return ScopeResult(
        scope=scope,
        verdict=verdict,
        possible=framework.labels[best : worst + 1],
        criteria=criteria,
        limiting=limiting,
        rests_on=_unique([i.measure for i in indicators if i.value is not None]),
        lacks=_unique(
            [
                *(f"{i.label}: {i.missing_reason}" for i in indicators if i.compared is None),
                *(criterion.lacks for criterion in criteria if criterion.lacks),
            ]
        ),
    )


def _unique(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _leaves(framework: Framework, scope: Scope, name: str) -> list[str]:
    basis = framework.criteria[name].bases.get(scope)
    if basis is None or not basis.parts:
        return [name]
    return [leaf for part in basis.parts for leaf in _leaves(framework, scope, part)]


def _limiting(
    framework: Framework, scope: Scope, outcomes: Mapping[str, Outcome]
) -> tuple[str, ...]:
    """The worst outcomes among the criteria that keep the first verdict away."""
    short = [name for name in framework.top if outcomes[name] != "met"]
    leaves = [leaf for name in short for leaf in _leaves(framework, scope, name)]
    for worst in _WORST_FIRST:
        found = [leaf for leaf in leaves if outcomes[leaf] == worst]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


@dataclass(frozen=True, slots=True)
class _View:
    """One evaluation, from which results with evidence are drawn up."""

    framework: Framework
    scope: Scope
    readings: Mapping[str, Reading]
    state: str
    evaluation: Evaluation

    def criterion(
        self, criterion: Criterion, outcome: Outcome, *, binding: bool
    ) -> CriterionResult:
        basis = criterion.bases.get(self.scope)
        nowhere = "the framework has no basis for it at this scope"
        return CriterionResult(
            id=criterion.id,
            name=criterion.name,
            citation=criterion.citation,
            wording=criterion.wording,
            outcome=outcome,
            binding=binding,
            rule=_rule(basis) if basis else "",
            part_of=self._parent(criterion),
            parts=basis.parts if basis else (),
            lacks=basis.lacks if basis else nowhere,
            indicators=tuple(
                self._indicator((criterion.id, place), indicator)
                for place, indicator in enumerate(basis.indicators if basis else ())
            ),
        )

    def _parent(self, criterion: Criterion) -> str | None:
        for other in self.framework.criteria.values():
            basis = other.bases.get(self.scope)
            if basis is not None and criterion.id in basis.parts:
                return other.id
        return None

    def _indicator(self, key: Key, indicator: Indicator) -> IndicatorResult:
        found = self.readings[indicator.measure]
        compared = float(self.evaluation.compared[key][0])
        outcome = _outcome(self.evaluation.indicators[key])
        evidence = found.evidence[found.place(self.state)]
        known = found.values[~np.isnan(found.values)]
        own = float(found.values[found.place(self.state)])
        without = tuple(s for s, v in zip(found.states, found.values, strict=True) if np.isnan(v))
        reason = evidence.missing_reason
        if outcome == "no data" and evidence.value is not None:
            reason = f"the outcome hangs on states without a figure: {', '.join(without)}"
            if self.scope == "system" and indicator.comparison == "share":
                reason = "the dossier has no world total"
        return IndicatorResult(
            measure=indicator.measure,
            label=found.entry.label,
            value=evidence.value,
            unit=found.entry.unit,
            year=found.year,
            scope=self.scope,
            comparison=indicator.comparison,
            rank=None if np.isnan(own) else int(rank(known)[known == own][0]),
            of=len(known),
            without=without,
            share=self._share(indicator, found, own),
            compared=_compared(indicator, compared),
            threshold=indicator.threshold,
            low=indicator.low,
            high=indicator.high,
            outcome=outcome,
            source=evidence.source,
            locator=evidence.locator,
            missing_reason=reason,
            argument=indicator.argument,
        )

    def _share(self, indicator: Indicator, found: Reading, own: float) -> float | None:
        if found.entry.scale != "ratio" or indicator.comparison == "level" or np.isnan(own):
            return None
        if self.scope == "system":
            world = found.world.value if found.world else None
            return share(own, world) if world else None
        known = found.values[~np.isnan(found.values)]
        return float(share_of_total(known)[known == own][0]) if known.any() else None


def _rule(basis: Basis) -> str:
    if basis.partly == basis.met:
        return f"{basis.met.text} met"
    return f"{basis.met.text} met; partly from {basis.partly.text} at least partly met"


def _compared(indicator: Indicator, compared: float) -> float | None:
    if np.isnan(compared):
        return None
    return -compared if indicator.comparison == "rank" else compared
