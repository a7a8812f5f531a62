"""What each decided piece weighs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.models.tracing import (
    Piece,
    Spread,
    TracingInputs,
    TracingParameters,
    even_priors,
    run,
)

FEW = TracingParameters(draws=10)
STRAW = Piece("observed", ((0.5, 0.6), (0.4, 0.5)))
STRONG = Piece("observed", ((0.9, 0.9), (0.05, 0.05)))


def test_by_hand():
    """Alone: .9/.95 against .05/.95; flipped: .1 against .95."""
    weight = run(TracingInputs(even_priors(2), (STRONG,))).weightiest
    assert weight.log10_ratio == pytest.approx((np.log10(18), np.log10(18)), rel=1e-12)
    assert weight.without.posteriors == (Spread(0.5, 0.5, 0.5),) * 2
    medians = [spread.median for spread in weight.flipped.posteriors]
    assert medians == pytest.approx([0.1 / 1.05, 0.95 / 1.05], rel=1e-12)
    assert weight.largest_shift == pytest.approx(0.9 / 0.95 - 0.1 / 1.05, rel=1e-12)
    assert weight.changes_leader
    assert weight.changes_survivors


def test_the_weightiest_piece_changes_the_answer():
    """Two explanations survive at .1; without the strong piece's finding, the other alone."""
    inputs = TracingInputs(even_priors(3), (
        Piece("observed", ((0.6, 0.7), (0.3, 0.4), (0.5, 0.6))),
        Piece("observed", ((0.8, 0.9), (0.0, 0.02), (0.2, 0.4))),
        Piece("not observed", ((0.2, 0.3), (0.4, 0.5), (0.4, 0.5))),
        Piece("unknown", ((0.2, 0.3), (0.4, 0.5), (0.9, 1.0))),
    ))  # fmt: skip
    result = run(inputs)
    weight = result.weightiest
    assert weight.piece == 1
    assert weight.changes_survivors
    changed = run(inputs.with_status(1, "not observed"))
    assert changed.answer == weight.flipped
    assert changed.answer.survivors != result.answer.survivors
    assert len(result.weights) == 3


def test_ties_stay_in_order():
    exact = Piece("observed", ((0.6, 0.6), (0.4, 0.4)))
    result = run(TracingInputs(even_priors(2), (exact, exact, exact)), FEW)
    assert [w.piece for w in result.weights] == [0, 1, 2]


def test_what_changes_survivors_comes_before_what_shifts_more():
    """The first piece moves the leader's posterior more, the second decides who survives."""
    priors = ((0.02, 0.02), (0.58, 0.58), (0.4, 0.4))
    shifting = Piece("observed", ((0.5, 0.5), (0.6, 0.6), (0.4, 0.4)))
    deciding = Piece("observed", ((0.9, 0.9), (0.5, 0.5), (0.5, 0.5)))
    strong = Piece("observed", ((0.5, 0.5), (0.1, 0.1), (0.1, 0.1)))
    inputs = TracingInputs(priors, (shifting, deciding, strong))
    found = {w.piece: w for w in run(inputs).weights}
    assert not found[0].changes_survivors
    assert found[1].changes_survivors
    assert found[0].largest_shift > found[1].largest_shift
    assert [w.piece for w in run(inputs).weights].index(1) < [
        w.piece for w in run(inputs).weights
    ].index(0)


def test_a_finding_that_cannot_be_otherwise_weighs_nothing():
    certain = Piece("observed", ((1.0, 1.0), (1.0, 1.0)))
    weight = run(TracingInputs(even_priors(2), (certain, STRAW))).weights[-1]
    assert (weight.piece, weight.flipped, weight.largest_shift) == (0, None, 0.0)
    assert not weight.changes_survivors
    assert not weight.changes_leader


def test_infinite_ratios():
    only_first = Piece("observed", ((0.5, 0.5), (0.0, 0.0)))
    perhaps = Piece("observed", ((0.0, 0.5), (0.1, 0.2)))
    rarely = Piece("observed", ((0.2, 0.5), (0.0, 0.1)))
    never = Piece("observed", ((0.0, 0.5), (0.0, 0.0)))
    ratios = [
        run(TracingInputs(((0.7, 0.7), (0.3, 0.3)), (piece,))).weightiest.log10_ratio
        for piece in (only_first, perhaps, rarely, never)
    ]
    assert ratios[0] == (np.inf, np.inf)
    assert ratios[1] == pytest.approx((-np.inf, np.log10(5)))
    assert ratios[2] == pytest.approx((np.log10(2), np.inf))
    assert ratios[3] == (np.inf, np.inf)  # wherever the evidence is possible at all


def test_leaving_out_and_flipping_rest_on_the_same_draws(cases):
    """What a piece changes is never chance: to ask anew gives the very same answer."""

    @given(st.data())
    def held(data):
        inputs = data.draw(cases)
        for weight in run(inputs, FEW).weights:
            place = weight.piece
            opposite = {"observed": "not observed", "not observed": "observed"}
            flipped = inputs.with_status(place, opposite[inputs.pieces[place].status])
            assert run(flipped, FEW).answer == weight.flipped
            assert run(inputs.with_status(place, "unknown"), FEW).answer == weight.without

    held()


def test_a_piece_that_says_nothing_changes_nothing():
    """Equally likely under all, by points: the answer without it and flipped is the same."""
    idle = Piece("observed", ((0.4, 0.4), (0.4, 0.4)))
    result = run(TracingInputs(even_priors(2), (STRONG, idle)))
    weight = next(w for w in result.weights if w.piece == 1)
    for other in (weight.without, weight.flipped):
        assert other.survivors == result.answer.survivors
        assert other.leads == result.answer.leads
    assert weight.largest_shift == pytest.approx(0, abs=1e-12)


def test_no_evidence_weighs_nothing():
    assert run(TracingInputs(even_priors(2), ())).weightiest is None
