"""The evaluation of many specifications against a plain one of a single specification."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.accounts.case import Case
from equipoise.accounts.readings import reading
from equipoise.assessment.evaluate import Interval, Specifications, _combine, evaluate
from equipoise.assessment.framework import Basis, Indicator, Rule
from equipoise.assessment.load import load_framework, shipped_frameworks
from equipoise.assessment.robustness import DIMENSIONS, _Draws, agreement, verdict_labels
from equipoise.vocabulary.regions import region

STATES = ("RUS", "USA", "CHN", "JPN", "IND", "KOR", "SGP", "PRK", "BRN", "TWN")


def plain_ends(indicator, row, place, ceiling, total):
    """What is compared, with the absent states left out and with them as large as may be."""
    own = row[place]
    known = [v for v in row if not math.isnan(v)]
    absent = [n for n, v in enumerate(row) if math.isnan(v) and n != place]
    bounds = [1.0 if ceiling is None or math.isnan(ceiling[n]) else ceiling[n] for n in absent]
    seen = 1.0 - min(sum(bounds), 1.0)
    if math.isnan(own):
        return math.nan, math.nan
    if indicator.comparison == "share" and total is not None:
        return own / total, own / total
    if indicator.comparison == "share":
        whole = math.fsum(known)
        return own / whole, (own / (whole / seen) if seen > 0 else 0.0)
    if indicator.comparison == "ratio":
        largest = max(known)
        if seen <= 0:
            return own / largest, 0.0
        unseen = max((b * math.fsum(known) / seen for b in bounds), default=0.0)
        return own / largest, own / max(largest, unseen)
    if indicator.comparison == "rank":
        rank = 1 + sum(v > own for v in known)
        return -rank, -rank - len(absent)
    return own, own


def plain_outcome(indicator, row, place, threshold, ceiling, total):
    """Worst and best outcome of one indicator with plain numbers."""
    best, worst = plain_ends(indicator, row, place, ceiling, total)
    if math.isnan(best):
        return 0.0, 1.0
    sign = -1 if indicator.comparison == "rank" else 1
    low = indicator.low
    if threshold != indicator.threshold:
        moved = threshold - indicator.threshold
        low = low * threshold / indicator.threshold if low > 0 else low + moved

    def reached(found):
        if found >= sign * threshold:
            return 1.0
        return 0.5 if found >= min(sign * low, sign * threshold) else 0.0

    return reached(worst), reached(best)


def plain_criteria(framework, scope, outcomes, rules):
    """Worst and best outcome of every criterion, counted one by one."""
    found = {}
    for name, criterion in framework.criteria.items():
        basis = criterion.bases.get(scope)
        if basis is None:
            found[name] = (0.0, 1.0)
            continue
        below = [outcomes[name, n] for n in range(len(basis.indicators))]
        below += [found[part] for part in basis.parts]
        met = rules.get(name, basis.met.count(basis.size))
        partly = min(basis.partly.count(basis.size), met)
        ends = []
        for end in (0, 1):
            wholly = sum(o[end] == 1.0 for o in below) >= met
            in_part = sum(o[end] >= 0.5 for o in below) >= partly
            ends.append(1.0 if wholly else 0.5 if in_part else 0.0)
        found[name] = tuple(ends)
    return found


def plain_label(framework, outcomes):
    """The first verdict whose demands hold."""
    top = [outcomes[name] for name in framework.top]
    for rule in framework.verdicts:
        if (
            all(outcomes[name] == 1.0 for name in rule.met)
            and all(outcomes[name] >= 0.5 for name in rule.partly)
            and sum(o == 1.0 for o in top) >= rule.met_count
            and sum(o >= 0.5 for o in top) >= rule.partly_count
        ):
            return rule.label
    return "not a great power"


def spec_value(spec, readings, scope, key, indicator, n, place):
    """The state's figure in one specification; NaN where a share of the world has no total."""
    found = readings[indicator.measure]
    if scope == "system" and indicator.comparison == "share" and found.world is None:
        return math.nan
    return (spec.values[key][n] if key in spec.values else found.values)[place]


@pytest.mark.parametrize("scope", ["region", "system"])
@pytest.mark.parametrize("name", shipped_frameworks())
@pytest.mark.parametrize("state", STATES)
def test_many_specifications_at_once_equal_one_at_a_time(dossier, name, scope, state):
    framework = load_framework(name)
    case = Case(dossier, region("east-asia"), 2012, state)
    readings = {measure: reading(case, measure) for measure in framework.measures()}
    size = 60
    spec = _Draws(framework, scope, readings, state).draw(
        DIMENSIONS, size, np.random.default_rng(3)
    )
    labels = verdict_labels(framework, evaluate(framework, scope, readings, state, spec))
    place = readings[framework.measures()[0]].states.index(state)
    shown = [((c, number), i) for c, number, i in framework.indicators(scope)]
    for n in range(size):
        outcomes = {}
        for criterion, number, indicator in framework.indicators(scope):
            key = (criterion, number)
            found = readings[indicator.measure]
            row = list(spec.values[key][n] if key in spec.values else found.values)
            drawn = spec.thresholds[key][n] if key in spec.thresholds else indicator.threshold
            world = found.world.value if found.world else None
            total = (math.nan if world is None else world) if scope == "system" else None
            outcomes[key] = plain_outcome(indicator, row, place, drawn, found.ceiling, total)
        rules = {key: drawn[n] for key, drawn in spec.rules.items()}
        criteria = plain_criteria(framework, scope, outcomes, rules)
        worst, best = (
            plain_label(framework, {name: ends[end] for name, ends in criteria.items()})
            for end in (0, 1)
        )
        blank = [math.isnan(spec_value(spec, readings, scope, k, i, n, place)) for k, i in shown]
        sparse = sum(blank) > len(blank) / 2
        assert labels[n] == (worst if worst == best and not sparse else "insufficient evidence")


def no_width(framework):
    """The framework with every bound at its threshold and no alternatives."""

    def narrow(indicator: Indicator) -> Indicator:
        return replace(
            indicator, low=indicator.threshold, high=indicator.threshold, alternatives=()
        )

    criteria = {
        name: replace(
            criterion,
            bases={
                scope: replace(
                    basis, alternatives=(), indicators=tuple(narrow(i) for i in basis.indicators)
                )
                for scope, basis in criterion.bases.items()
            },
        )
        for name, criterion in framework.criteria.items()
    }
    return replace(framework, criteria=criteria)


@pytest.mark.parametrize("name", shipped_frameworks())
def test_bounds_of_no_width_leave_nothing_to_disagree_about(dossier, change, name):
    certain = change(
        dossier, "responses", lambda cells: {**cells, "low": cells["value"], "high": cells["value"]}
    )
    certain = change(
        certain,
        "capabilities",
        lambda cells: {**cells, "value": 0.0} if cells["measure"].endswith("_sd") else cells,
    )
    framework = no_width(load_framework(name))
    for state in STATES:
        case = Case(certain, region("east-asia"), 2012, state)
        readings = {measure: reading(case, measure) for measure in framework.measures()}
        verdict = verdict_labels(framework, evaluate(framework, "region", readings, state))[0]
        found = agreement(framework, readings, state, verdict, draws=40)
        assert found.same_verdict == 1.0
        assert set(found.by_dimension.values()) == {1.0}
        assert found.by_verdict[verdict] == 1.0


def test_agreement_is_reproducible_and_the_seed_matters(dossier):
    framework = load_framework("buzan-waever")
    case = Case(dossier, region("east-asia"), 2012, "RUS")
    readings = {measure: reading(case, measure) for measure in framework.measures()}
    asked = (framework, readings, "RUS", "aspiring great power")
    first, again = agreement(*asked, seed=1), agreement(*asked, seed=1)
    assert first == again
    other = agreement(*asked, seed=2)
    assert other.by_verdict != first.by_verdict
    assert abs(other.same_verdict - first.same_verdict) < 0.05
    assert sum(first.by_verdict.values()) == pytest.approx(1.0)
    assert 0 < first.same_verdict < 1


def test_every_dimension_can_move_a_verdict(dossier):
    """No dimension is a decoration: each changes some verdict of some state."""
    moved = set()
    for name in shipped_frameworks():
        framework = load_framework(name)
        for state in ("USA", "CHN", "RUS", "JPN", "IND"):
            for year in (1996, 2005, 2012):
                case = Case(dossier, region("east-asia"), year, state)
                readings = {measure: reading(case, measure) for measure in framework.measures()}
                verdict = verdict_labels(framework, evaluate(framework, "region", readings, state))
                found = agreement(framework, readings, state, verdict[0], draws=300)
                moved |= {d for d, share in found.by_dimension.items() if share < 1.0}
    assert moved == set(DIMENSIONS)


def _basis(size, met, partly):
    return Basis(Rule(met), Rule(partly), (), (), tuple("abcdefgh"[:size]), "")


ends = st.sampled_from([(0.0, 0.0), (0.5, 0.5), (1.0, 1.0), (0.0, 1.0), (0.0, 0.5), (0.5, 1.0)])


@settings(deadline=None)
@given(st.lists(ends, min_size=1, max_size=8), st.data())
def test_rules_are_monotone_and_intervals_hold_every_completion(below, data):
    size = len(below)
    k = data.draw(st.integers(1, size))
    j = data.draw(st.integers(1, k))
    basis = _basis(size, f"at least {k}", f"at least {j}")
    intervals = tuple(Interval(np.array([low]), np.array([high])) for low, high in below)
    whole = _combine(basis, intervals, 1, None)
    assert whole.low[0] <= whole.high[0]
    chosen = [
        data.draw(st.sampled_from([o for o in (0.0, 0.5, 1.0) if low <= o <= high]))
        for low, high in below
    ]
    fixed = tuple(Interval(np.array([o]), np.array([o])) for o in chosen)
    outcome = _combine(basis, fixed, 1, None)
    assert outcome.low[0] == outcome.high[0]
    assert whole.low[0] <= outcome.low[0] <= whole.high[0]
    place = data.draw(st.integers(0, size - 1))
    better = [1.0 if n == place else o for n, o in enumerate(chosen)]
    raised = _combine(basis, tuple(Interval(np.array([o]), np.array([o])) for o in better), 1, None)
    assert raised.low[0] >= outcome.low[0]


def test_one_specification_is_the_default():
    assert Specifications().size == 1
