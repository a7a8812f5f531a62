"""The likelihood of all the evidence at its bounds, pieces of a group together."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.models.tracing import Piece
from equipoise.models.tracing.likelihood import (
    decided_groups,
    evidence_bounds,
    group_bounds,
    group_exponent,
    outcome_bounds,
)

DUST = 1e-12  # products and roots of a few probabilities, each rounded once
CHANCES = st.floats(0, 1)
BOUNDS = st.tuples(CHANCES, CHANCES).map(lambda pair: (min(pair), max(pair)))


def test_a_group_by_hand():
    """Lows in full: .5 x .4; highs as one piece: the root of .9 x .4."""
    assert group_bounds([(0.5, 0.9), (0.4, 0.4)]) == pytest.approx((0.2, 0.6), rel=DUST)
    assert group_bounds([(0.3, 0.7)]) == (0.3, 0.7)


def test_the_exponent_by_hand():
    assert group_exponent([0.0, 1.0], 5).tolist() == [0.2, 1.0]
    assert float(group_exponent(0.7, 1)) == 1.0


@given(st.floats(0, 1), st.integers(1, 20))
def test_the_exponent_is_that_of_equally_correlated_observations(correlation, size):
    """k with correlation r are worth k/(1 + (k - 1)r): some share between 0 and 1 gives it."""
    worth = 1.0 / (1.0 + (size - 1) * correlation)
    least, most = (float(group_exponent(share, size)) for share in (0.0, 1.0))
    assert least - DUST <= worth <= most + DUST


def test_evidence_by_hand():
    """Under the first: .8 observed, 1 - .6 not observed; the unknown piece drops out."""
    pieces = (
        Piece("observed", ((0.8, 0.8), (0.2, 0.4))),
        Piece("unknown", ((0.0, 0.0), (0.0, 1.0))),
        Piece("not observed", ((0.6, 0.6), (0.1, 0.3))),
    )
    low, high = evidence_bounds(pieces, 2)
    assert np.exp(low) == pytest.approx([0.32, 0.14], rel=DUST)
    assert np.exp(high) == pytest.approx([0.32, 0.36], rel=DUST)


def test_groups_are_independent_of_each_other_by_hand():
    pieces = (
        Piece("observed", ((0.9, 0.9), (0.5, 0.5)), "a"),
        Piece("observed", ((0.5, 0.5), (0.5, 0.5)), "b"),
        Piece("observed", ((0.4, 0.4), (0.5, 0.5)), "a"),
    )
    assert decided_groups(pieces) == [[0, 2], [1]]
    low, high = evidence_bounds(pieces, 2)
    assert np.exp(low) == pytest.approx([0.36 * 0.5, 0.125], rel=DUST)
    assert np.exp(high) == pytest.approx([0.6 * 0.5, 0.25], rel=DUST)


def test_unknown_pieces_are_in_no_group():
    pieces = tuple(Piece(status, ((0.5, 0.5),), "a") for status in ("unknown", "observed"))
    assert decided_groups(pieces) == [[1]]


def test_absence_turns_the_bounds_round():
    assert outcome_bounds(Piece("not observed", ((0.25, 1.0),)), 0) == (0.0, 0.75)


def test_no_evidence_is_certain():
    assert [side.tolist() for side in evidence_bounds((), 3)] == [[0.0] * 3] * 2


@given(st.lists(BOUNDS, min_size=1, max_size=6))
def test_the_bounds_hold_one_piece_and_all(bounds):
    """The mean piece lies within; so does full independence."""
    low, high = group_bounds(bounds)
    inside = [(least + most) / 2 for least, most in bounds]
    product = math.prod(inside)
    assert low - DUST <= product <= high + DUST
    assert low - DUST <= product ** (1 / len(bounds)) <= high + DUST


@given(CHANCES, st.integers(1, 8))
def test_saying_the_same_again_may_count_for_nothing(chance, times):
    _, high = group_bounds([(chance, chance)] * times)
    assert high == pytest.approx(chance, abs=DUST)


def test_refusals():
    with pytest.raises(MeasureError, match="0 pieces"):
        group_exponent(0.5, 0)
    with pytest.raises(MeasureError, match="0 pieces"):
        group_bounds([])
