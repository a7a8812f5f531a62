"""Draws of bounds, and Bayes' rule over them, held against plain loops."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.models.tracing import Piece, TracingInputs, TracingParameters, even_priors
from equipoise.models.tracing.draws import drawn, log_likelihood, posteriors
from equipoise.models.tracing.likelihood import evidence_bounds
from equipoise.models.tracing.posterior import posterior_bounds

FEW = TracingParameters(draws=15)
DUST = 1e-9  # logarithms of a handful of probabilities, added in another order


def posteriors_in_loops(draws, pieces):
    """Bayes' rule draw by draw, as one would do it by hand."""
    sizes = Counter(p.group for p in pieces if p.group is not None and p.status != "unknown")
    rows = []
    for number, prior in enumerate(draws.priors.tolist()):
        weights = []
        for place, share in enumerate(prior):
            weight = share
            for position, piece in enumerate(pieces):
                if piece.status == "unknown":
                    continue
                chance = math.exp(draws.observed[position, number, place])
                power = 1.0
                if piece.group is not None:
                    least = 1 / sizes[piece.group]
                    power = least + draws.groups[piece.group][number] * (1 - least)
                weight *= (chance if piece.status == "observed" else 1 - chance) ** power
            weights.append(weight)
        rows.append([weight / sum(weights) for weight in weights])
    return np.array(rows)


def test_points_by_hand():
    """.8 x (1 - .6) = .32 against .2 x (1 - .1) = .18 in every draw."""
    pieces = (
        Piece("observed", ((0.8, 0.8), (0.2, 0.2))),
        Piece("not observed", ((0.6, 0.6), (0.1, 0.1))),
    )
    found = posteriors(drawn(TracingInputs(even_priors(2), pieces), FEW), pieces)
    assert found == pytest.approx(np.tile([0.64, 0.36], (15, 1)), rel=DUST)


def test_a_group_by_hand():
    """Two pieces of .9 against .3: from .9 : .3 (one piece) to .81 : .09 (both in full)."""
    pieces = (Piece("observed", ((0.9, 0.9), (0.3, 0.3)), "g"),) * 2
    draws = drawn(TracingInputs(even_priors(2), pieces), TracingParameters(draws=4000))
    first = posteriors(draws, pieces)[:, 0]
    assert 0.75 <= first.min() < 0.751
    assert 0.899 < first.max() <= 0.9
    odds = np.log(first / (1 - first)) / np.log(3)
    # Powers evenly from 1/2 to 1, times two; standard error .0046.
    assert odds.mean() == pytest.approx(1.5, abs=0.02)


def test_likelihoods_are_drawn_evenly_within_their_bounds():
    pieces = (Piece("unknown", ((0.2, 0.6), (0.5, 0.5))),)
    draws = drawn(TracingInputs(even_priors(2), pieces), TracingParameters(draws=4000))
    chance = np.exp(draws.observed[0])
    assert chance[:, 1] == pytest.approx(np.full(4000, 0.5), rel=DUST)
    assert chance[:, 0].min() >= 0.2
    assert chance[:, 0].max() <= 0.6 + DUST
    assert chance[:, 0].mean() == pytest.approx(0.4, abs=0.008)  # four standard errors
    assert np.exp(draws.absent[0]) == pytest.approx(1 - chance, rel=DUST)


@given(st.data(), st.integers(0, 1000))
def test_the_posteriors_are_those_of_plain_loops(cases, data, seed):
    inputs = data.draw(cases)
    draws = drawn(inputs, TracingParameters(draws=5, seed=seed))
    found = posteriors(draws, inputs.pieces)
    assert found == pytest.approx(posteriors_in_loops(draws, inputs.pieces), abs=DUST)


@given(st.data())
def test_no_draw_leaves_the_outer_bounds(cases, data):
    inputs = data.draw(cases)
    low, high = posterior_bounds(
        inputs.priors, *evidence_bounds(inputs.pieces, len(inputs.priors))
    ).T
    found = posteriors(drawn(inputs, FEW), inputs.pieces)
    assert (low - DUST <= found).all()
    assert (found <= high + DUST).all()


@given(st.data())
def test_statuses_play_no_part_in_the_draws(cases, data):
    inputs = data.draw(cases)
    unknown = replace(inputs, pieces=tuple(replace(p, status="unknown") for p in inputs.pieces))
    one, other = drawn(inputs, FEW), drawn(unknown, FEW)
    assert np.array_equal(one.observed, other.observed)
    assert np.array_equal(one.absent, other.absent)
    assert np.array_equal(one.priors, other.priors)
    assert {k: v.tolist() for k, v in one.groups.items()} == {
        k: v.tolist() for k, v in other.groups.items()
    }


@given(st.data())
def test_one_more_piece_changes_no_other_draw(cases, data):
    inputs = data.draw(cases)
    more = Piece("observed", ((0.1, 0.9),) * len(inputs.priors), "more")
    longer = drawn(replace(inputs, pieces=(*inputs.pieces, more)), FEW)
    shorter = drawn(inputs, FEW)
    assert np.array_equal(longer.observed[:-1], shorter.observed)
    assert np.array_equal(longer.priors, shorter.priors)
    assert all(np.array_equal(longer.groups[name], shorter.groups[name]) for name in shorter.groups)


def test_the_seed_decides():
    inputs = TracingInputs(even_priors(2), (Piece("observed", ((0.1, 0.9), (0.1, 0.9)), "g"),))
    first, again, other = (
        drawn(inputs, TracingParameters(draws=3, seed=seed)).observed for seed in (1, 1, 2)
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_what_is_possible_is_so_in_every_draw():
    pieces = (
        Piece("observed", ((0.0, 1.0), (0.0, 1.0))),
        Piece("not observed", ((0.0, 1.0), (0.0, 1.0))),
    )
    draws = drawn(TracingInputs(even_priors(2), pieces), FEW)
    assert np.isfinite(draws.observed).all()
    assert np.isfinite(draws.absent).all()


def test_other_priors_leave_the_rest():
    inputs = TracingInputs(even_priors(2), (Piece("observed", ((0.1, 0.9), (0.1, 0.9))),))
    draws = drawn(inputs, FEW)
    turned = draws.with_priors(((0.2, 0.2), (0.8, 0.8)))
    assert turned.priors.tolist() == [[0.2, 0.8]] * 15
    assert turned.observed is draws.observed


def test_no_evidence_is_certain():
    draws = drawn(TracingInputs(even_priors(3), ()), FEW)
    assert not log_likelihood(draws, ()).any()


def test_impossible_evidence_is_refused():
    never = (Piece("observed", ((0.0, 0.0), (0.0, 0.0)), "g"),)
    draws = drawn(TracingInputs(even_priors(2), never), FEW)
    with pytest.raises(MeasureError, match="impossible under every explanation") as refusal:
        posteriors(draws, never)
    assert "0 or 1" in refusal.value.hint
