"""The likelihood of all the evidence, dependence included."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.models.tracing import Piece, joint_bounds
from equipoise.models.tracing.likelihood import evidence_likelihood

DUST = 1e-12  # sums of a few probabilities, each rounded once
# Weights of the 2^k ways in which k events can happen together.
JOINTS = st.sampled_from([1, 2, 3]).flatmap(
    lambda k: st.lists(st.integers(0, 20), min_size=2**k, max_size=2**k).filter(any)
)


def marginals(weights):
    size = len(weights).bit_length() - 1
    atoms = list(itertools.product([1, 0], repeat=size))
    total = sum(weights)
    return [
        sum(w for w, atom in zip(weights, atoms, strict=True) if atom[event]) / total
        for event in range(size)
    ]


def test_the_joint_by_hand():
    """.8 + .7 - 1 at least; the smaller of the two at most."""
    assert joint_bounds([(0.8, 0.8), (0.7, 0.7)]) == pytest.approx((0.5, 0.7), rel=DUST)
    assert joint_bounds([(0.3, 0.4), (0.2, 0.6), (0.5, 0.9)]) == (0.0, 0.4)


def test_evidence_by_hand():
    """Under the first: .8 observed, 1 - .6 not observed; the unknown piece drops out."""
    pieces = (
        Piece("observed", ((0.8, 0.8), (0.2, 0.4))),
        Piece("unknown", ((0.0, 0.0), (0.0, 1.0))),
        Piece("not observed", ((0.6, 0.6), (0.1, 0.3))),
    )
    found = evidence_likelihood(pieces, 2)
    assert np.exp(found.low) == pytest.approx([0.32, 0.14], rel=DUST)
    assert np.exp(found.mid) == pytest.approx([0.32, 0.24], rel=DUST)
    assert np.exp(found.high) == pytest.approx([0.32, 0.36], rel=DUST)


def test_a_group_by_hand():
    pieces = tuple(Piece("observed", ((p, p), (0.5, 0.5)), "both") for p in (0.8, 0.7))
    found = evidence_likelihood(pieces, 2)
    assert np.exp(found.low) == pytest.approx([0.5, 0.0], rel=DUST)
    assert np.exp(found.mid) == pytest.approx([0.6, 0.25], rel=DUST)
    assert np.exp(found.high) == pytest.approx([0.7, 0.5], rel=DUST)


def test_no_evidence_is_certain():
    assert evidence_likelihood((), 3).low.tolist() == [0.0, 0.0, 0.0]


@given(JOINTS)
def test_the_bounds_hold_every_dependence(weights):
    low, high = joint_bounds([(p, p) for p in marginals(weights)])
    assert low - DUST <= weights[0] / sum(weights) <= high + DUST


@given(st.floats(0, 1), st.floats(0, 1))
def test_two_events_reach_both_bounds(first, second):
    """Nested intervals of a uniform draw meet in the smaller; from opposite ends, in the least."""
    low, high = joint_bounds([(first, first), (second, second)])
    assert high == min(first, second)
    assert low == pytest.approx(max(0.0, first - (1 - second)), abs=DUST)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_independence_lies_within(chances):
    low, high = joint_bounds([(p, p) for p in chances])
    assert low - DUST <= np.prod(chances) <= high + DUST


def test_refusals():
    with pytest.raises(MeasureError, match="no event"):
        joint_bounds([])
