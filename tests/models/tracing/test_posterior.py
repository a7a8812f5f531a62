"""Bayes' rule with bounds, held against every corner and against draws."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.models.tracing.likelihood import logarithms
from equipoise.models.tracing.posterior import posterior_bounds, smallest_prior
from equipoise.models.tracing.priors import attainable_priors

DUST = 1e-9  # a handful of logarithms and sums, and priors that add up but for rounding
HUNDREDTHS = st.integers(0, 100).map(lambda n: n / 100)
BOUNDS = st.tuples(HUNDREDTHS, HUNDREDTHS).map(lambda pair: (min(pair), max(pair)))


@st.composite
def problems(draw, bounds=BOUNDS):
    """Prior bounds around a point that adds up to 1, and likelihood bounds."""
    count = draw(st.integers(2, 4))
    raw = draw(st.lists(st.integers(0, 10), min_size=count, max_size=count).filter(any))
    point = np.array(raw) / sum(raw)
    down, up = (np.array(draw(st.lists(HUNDREDTHS, min_size=count, max_size=count))) for _ in "ab")
    priors = np.column_stack([point * (1 - down), point + (1 - point) * up])
    likelihoods = np.array(draw(st.lists(bounds, min_size=count, max_size=count)))
    return priors, likelihoods


def bounds_of(priors, likelihoods):
    low, high = logarithms(likelihoods.T)
    return posterior_bounds(priors, low, high)


def prior_corners(priors):
    """Corners of the box cut by the sum of 1: all but one prior lie at a bound."""
    for free in range(len(priors)):
        others = [place for place in range(len(priors)) if place != free]
        for sides in itertools.product([0, 1], repeat=len(others)):
            corner = np.zeros(len(priors))
            corner[others] = priors[others, sides]
            corner[free] = 1 - corner.sum()
            if priors[free, 0] - 1e-12 <= corner[free] <= priors[free, 1] + 1e-12:
                yield np.maximum(corner, 0)


def test_by_hand():
    """Priors .4 to .6; likelihoods .8 against .2: (.4 x .8)/(.4 x .8 + .6 x .2) = 8/11."""
    box = [(0.4, 0.6), (0.4, 0.6)]
    found = posterior_bounds(box, np.log([0.8, 0.2]), np.log([0.8, 0.2]))
    assert found == pytest.approx(np.array([[8 / 11, 6 / 7], [1 / 7, 3 / 11]]), rel=DUST)


def test_the_rest_goes_where_it_hurts_by_hand():
    """Own prior .2; of the rest, the rival with .9 takes .7 and the one with .1 takes .1."""
    priors = [(0.2, 0.2), (0.1, 0.7), (0.1, 0.7)]
    likelihood = np.log([0.5, 0.9, 0.1])
    low, high = posterior_bounds(priors, likelihood, likelihood)[0]
    assert low == pytest.approx(0.1 / (0.1 + 0.63 + 0.01), rel=DUST)
    assert high == pytest.approx(0.1 / (0.1 + 0.09 + 0.07), rel=DUST)


@given(problems())
def test_the_bounds_are_those_of_the_corners(problem):
    """Linear over linear: highest and lowest lie at corners of priors and likelihoods."""
    priors, likelihoods = problem
    assume(np.any((attainable_priors(priors)[:, 1] > 1e-6) & (likelihoods[:, 1] > 0)))
    rows = []
    for prior in prior_corners(priors):
        for chosen in itertools.product(*likelihoods):
            weight = prior * np.array(chosen)
            if weight.sum() > 1e-9:
                rows.append(weight / weight.sum())
    found, corners = bounds_of(priors, likelihoods), np.array(rows)
    # Corners at which the evidence is impossible are left out on both sides.
    assert found[:, 0] == pytest.approx(corners.min(axis=0), abs=1e-6)
    assert found[:, 1] == pytest.approx(corners.max(axis=0), abs=1e-6)


@given(problems(), st.integers(0, 2**32 - 1))
def test_the_bounds_hold_any_choice_within(problem, seed):
    priors, likelihoods = problem
    rng = np.random.default_rng(seed)
    corners = np.array(list(prior_corners(priors)))
    mixed = rng.dirichlet(np.ones(len(corners)), size=50) @ corners
    within = rng.random((50, len(priors)))
    weight = mixed * (likelihoods[:, 0] + within * (likelihoods[:, 1] - likelihoods[:, 0]))
    weight = weight[weight.sum(axis=1) > 1e-9]
    assume(len(weight))
    drawn = weight / weight.sum(axis=1, keepdims=True)
    low, high = bounds_of(priors, likelihoods).T
    assert (low - DUST <= drawn).all()
    assert (drawn <= high + DUST).all()


@given(problems(), st.floats(0.01, 1.0))
def test_equal_likelihoods_leave_the_priors(problem, likelihood):
    priors, _ = problem
    found = bounds_of(priors, np.full((len(priors), 2), likelihood))
    assert found == pytest.approx(attainable_priors(priors), abs=DUST)


def test_where_a_corner_is_impossible_the_others_count():
    even = [(0.5, 0.5), (0.5, 0.5)]
    none, some = -np.inf, np.log(0.5)
    assert posterior_bounds(even, [none, none], [some, none]).tolist() == [[1, 1], [0, 0]]
    assert posterior_bounds(even, [none, none], [some, some]).tolist() == [[0, 1], [0, 1]]
    assert posterior_bounds(even, [some, none], [some, none]).tolist() == [[1, 1], [0, 0]]


def test_likelihoods_beyond_floating_point():
    found = posterior_bounds([(0.5, 0.5), (0.5, 0.5)], [-9000.0, -9001.0], [-9000.0, -9001.0])
    assert found[1, 0] == pytest.approx(1 / (1 + np.e), rel=1e-9)


def test_the_smallest_prior_by_hand():
    """To reach .1 against .9 with .3: odds of 1/9 x 3, so a prior of 1/4."""
    assert smallest_prior(float(np.log(0.3 / 0.9)), 0.1) == pytest.approx(0.25, rel=DUST)


@given(st.lists(st.floats(1e-4, 1.0), min_size=2, max_size=5), st.floats(0.01, 0.9))
def test_the_smallest_prior_by_halving(likelihoods, survival):
    logs = np.log(likelihoods)

    def reaches(prior):
        rest = (1 - prior) / (len(logs) - 1)
        priors = [(prior, prior)] + [(rest, rest)] * (len(logs) - 1)
        return posterior_bounds(priors, logs, logs)[0, 1] >= survival

    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if reaches(middle) else (middle, high)
    assume(abs(high - 0.99) > DUST)
    found = smallest_prior(float(logs[0] - np.log(np.mean(likelihoods[1:]))), survival)
    if high > 0.99:
        assert found is None
    else:
        assert found == pytest.approx(high, abs=DUST)


def test_ratios_at_the_edges():
    assert smallest_prior(-np.inf, 0.1) is None
    assert smallest_prior(np.inf, 0.1) == 0.0
    assert smallest_prior(float(np.log(1e-6)), 0.1) is None


def test_refusals():
    even = [(0.5, 0.5), (0.5, 0.5)]
    with pytest.raises(MeasureError, match="impossible under every explanation"):
        posterior_bounds(even, [-np.inf, -np.inf], [-np.inf, -np.inf])
    with pytest.raises(MeasureError, match="impossible under every explanation"):
        posterior_bounds([(0.0, 0.0), (1.0, 1.0)], [-1.0, -np.inf], [-1.0, -np.inf])
