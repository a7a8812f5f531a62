"""Priors within bounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.models.tracing import even_priors
from equipoise.models.tracing.priors import (
    attainable_priors,
    central_prior,
    drawn_priors,
    favouring,
)

DUST = 1e-9  # priors that add up but for rounding
HUNDREDTHS = st.integers(0, 100).map(lambda n: n / 100)


@st.composite
def boxes(draw):
    """Prior bounds around a point that adds up to 1."""
    count = draw(st.integers(2, 5))
    raw = draw(st.lists(st.integers(0, 10), min_size=count, max_size=count).filter(any))
    point = np.array(raw) / sum(raw)
    down, up = (np.array(draw(st.lists(HUNDREDTHS, min_size=count, max_size=count))) for _ in "ab")
    return np.column_stack([point * (1 - down), point + (1 - point) * up])


def stream(seed=1):
    return np.random.default_rng(seed)


def test_priors_tighten_each_other():
    found = attainable_priors([(0.0, 1.0), (0.2, 0.3)])
    assert found == pytest.approx(np.array([[0.7, 0.8], [0.2, 0.3]]), rel=DUST)
    assert central_prior([(0.0, 1.0), (0.2, 0.3)]) == pytest.approx([0.75, 0.25], rel=DUST)
    assert central_prior([(0.3, 0.3), (0.7, 0.7)]) == pytest.approx([0.3, 0.7], rel=DUST)


def test_no_room_is_none_though_the_rest_adds_up_but_for_floating_dust():
    tenths = [(p, p) for p in (0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)]
    assert attainable_priors([*tenths, (0.0, 1.0)])[-1].tolist() == [0.0, 0.0]


def test_half_for_one_by_hand():
    assert favouring(2, 3) == ((0.25, 0.25), (0.25, 0.25), (0.5, 0.5))
    assert favouring(0, 2) == even_priors(2)


def test_points_stay():
    found = drawn_priors([(0.2, 0.2), (0.8, 0.8)], 3, stream())
    assert found == pytest.approx(np.array([[0.2, 0.8]] * 3), rel=DUST)


def test_of_two_every_choice_is_as_likely():
    """Evenly from .2 to .6: mean .4, standard deviation .4 over the root of 12."""
    found = drawn_priors([(0.2, 0.6), (0.0, 1.0)], 4000, stream())[:, 0]
    # Standard errors of 4,000 draws are .002 and less; four of them.
    assert found.mean() == pytest.approx(0.4, abs=0.008)
    assert found.std() == pytest.approx(0.4 / 12**0.5, abs=0.008)
    assert (np.sort(found)[[1000, 2000, 3000]]) == pytest.approx([0.3, 0.4, 0.5], abs=0.012)


@pytest.mark.parametrize(
    "box",
    [
        [(0.0, 1.0), (0.0, 1.0), (0.0, 1.0)],
        [(0.1, 0.4), (0.2, 0.7), (0.0, 0.5)],
        [(0.0, 0.9), (0.05, 0.1), (0.0, 1.0)],
        [(0.0, 0.4), (0.0, 0.4), (0.0, 0.4), (0.0, 0.4)],
    ],
)
def test_the_walk_draws_as_rejection_does(box):
    """Reference: points of the whole simplex, those outside the bounds thrown away."""
    low, high = np.array(box).T
    thrown = stream(2).dirichlet(np.ones(len(box)), size=400_000)
    kept = thrown[((low <= thrown) & (thrown <= high)).all(axis=1)]
    found = drawn_priors(box, 20_000, stream(3))
    ends = [0.1, 0.5, 0.9]
    # Quantiles of 20,000 and of some thousands of draws, over a span of 1 at most.
    assert np.quantile(found, ends, axis=0) == pytest.approx(
        np.quantile(kept, ends, axis=0), abs=0.015
    )


@given(boxes(), st.integers(0, 2**32 - 1))
def test_draws_keep_the_bounds_and_add_up(box, seed):
    found = drawn_priors(box, 20, stream(seed))
    assert found.sum(axis=1) == pytest.approx(np.ones(20), abs=DUST)
    assert (box[:, 0] - DUST <= found).all()
    assert (found <= box[:, 1] + DUST).all()


@given(boxes())
def test_the_central_prior_is_one_of_those_allowed(box):
    chosen = central_prior(box)
    assert chosen.sum() == pytest.approx(1, abs=DUST)
    assert (box[:, 0] - DUST <= chosen).all()
    assert (chosen <= box[:, 1] + DUST).all()
