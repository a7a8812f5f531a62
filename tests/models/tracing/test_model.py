"""Process tracing as a whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.models.tracing import (
    Piece,
    TracingInputs,
    TracingParameters,
    even_priors,
    run,
)
from equipoise.models.tracing.draws import drawn, posteriors

FEW = TracingParameters(draws=20)
DUST = 1e-9  # the same logarithms added in another order


def test_two_explanations_by_hand():
    """.8 x (1 - .6) = .32 against .2 x (1 - .1) = .18: even odds become .64."""
    pieces = (
        Piece("observed", ((0.8, 0.8), (0.2, 0.2))),
        Piece("not observed", ((0.6, 0.6), (0.1, 0.1))),
        Piece("unknown", ((0.9, 0.9), (0.1, 0.1))),
    )
    first, second = run(TracingInputs(even_priors(2), pieces)).explanations
    for found, expected in ((first, 0.64), (second, 0.36)):
        values = (found.posterior.low, found.posterior.median, found.posterior.high)
        assert values == pytest.approx((expected,) * 3, rel=DUST)
        assert found.outer == pytest.approx((expected,) * 2, rel=DUST)
        assert found.standing == "survives throughout"
        assert not found.close
    assert (first.leads, second.leads) == (1.0, 0.0)
    # Odds of 1/9 x .18/.32 = 1/16.
    assert first.smallest_prior == pytest.approx(1 / 17, rel=DUST)


def test_the_three_standings():
    pieces = (Piece("observed", ((0.9, 0.95), (0.05, 0.2), (0.0, 0.01))),)
    found = run(TracingInputs(even_priors(3), pieces)).explanations
    assert [e.standing for e in found] == ["survives throughout", "survives", "ruled out"]
    assert found[0].smallest_prior < found[1].smallest_prior < found[2].smallest_prior


def test_the_threshold_is_a_parameter():
    pieces = (Piece("observed", ((0.8, 0.8), (0.2, 0.2))),)
    inputs = TracingInputs(even_priors(2), pieces)
    assert run(inputs).answer.survivors == (0, 1)
    assert run(inputs, TracingParameters(survival=0.2)).answer.survivors == (0, 1)  # just
    assert run(inputs, TracingParameters(survival=0.21)).answer.survivors == (0,)


def test_other_priors_by_hand():
    """.8 against .2: from .5 to .25 each the odds are 8 : 1, from .25 to .5 they are 2 : 1."""
    pieces = (Piece("observed", ((0.8, 0.8), (0.2, 0.2), (0.2, 0.2))),)
    favoured = run(TracingInputs(even_priors(3), pieces), FEW).favoured
    medians = [[round(s.median, 9) for s in answer.posteriors] for answer in favoured]
    assert medians[0] == pytest.approx([0.4 / 0.5, 0.05 / 0.5, 0.05 / 0.5], abs=DUST)
    assert medians[1] == pytest.approx([0.2 / 0.35, 0.1 / 0.35, 0.05 / 0.35], abs=DUST)
    assert [answer.leader for answer in favoured] == [0, 0, 0]


def test_no_evidence_leaves_the_priors():
    result = run(TracingInputs(((0.2, 0.5), (0.4, 0.9)), ()))
    assert [e.outer for e in result.explanations] == [
        pytest.approx((0.2, 0.5), rel=DUST),
        pytest.approx((0.5, 0.8), rel=DUST),
    ]
    # Evenly from .2 to .5; four standard errors of the quantiles of 2,000 draws.
    spread = result.explanations[0].posterior
    assert (spread.low, spread.median, spread.high) == pytest.approx(
        (0.215, 0.35, 0.485), abs=0.014
    )
    assert result.tests == result.weights == result.discriminations == ()


def test_many_rare_pieces_do_not_underflow():
    """Each .011 against .010, a product of some 1e-392: the odds are 1.1 to the 200th."""
    pieces = (Piece("observed", ((0.011, 0.011), (0.010, 0.010))),) * 200
    first, second = run(TracingInputs(even_priors(2), pieces), FEW).explanations
    assert first.standing == "survives throughout"
    assert second.standing == "ruled out"
    assert second.posterior.median == pytest.approx(1.1**-200, rel=1e-9)  # 200 logarithms
    assert second.smallest_prior is None


def test_repeating_one_finding_can_count_for_one():
    """Ten times the same in one group: even so, the lowest draws are those of one piece."""
    piece = Piece("observed", ((0.6, 0.6), (0.4, 0.4)), "g")
    spread = run(TracingInputs(even_priors(2), (piece,) * 10)).explanations[0].posterior
    apart = replace(piece, group=None)
    alone = run(TracingInputs(even_priors(2), (apart,))).explanations[0].posterior.median
    in_full = run(TracingInputs(even_priors(2), (apart,) * 10)).explanations[0].posterior.median
    assert alone < spread.low < spread.high < in_full
    assert run(TracingInputs(even_priors(2), (piece,))).answer.posteriors[0].low == alone


@given(st.data(), st.floats(0.02, 0.6))
def test_the_smallest_prior_by_halving(cases, data, survival):
    """Reference: the whole model again at each prior, its rivals sharing the rest."""
    inputs = data.draw(cases)
    parameters = TracingParameters(survival=survival, draws=20)
    draws = drawn(inputs, parameters)
    count = len(inputs.priors)

    def reaches(prior):
        rest = (1 - prior) / (count - 1)
        at = draws.with_priors(((prior, prior), *(((rest, rest),) * (count - 1))))
        return np.sort(posteriors(at, inputs.pieces)[:, 0])[18] >= survival

    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if reaches(middle) else (middle, high)
    assume(abs(high - 0.99) > DUST)
    found = run(inputs, parameters).explanations[0].smallest_prior
    assert found is None if high > 0.99 else found == pytest.approx(high, abs=DUST)


@given(st.data())
def test_at_the_smallest_prior_it_just_survives(cases, data):
    inputs = data.draw(cases)
    found = run(inputs, FEW).explanations[-1].smallest_prior
    assume(found is not None)
    rest = (1 - found) / (len(inputs.priors) - 1)
    priors = (*(((rest, rest),) * (len(inputs.priors) - 1)), (found, found))
    assert run(replace(inputs, priors=priors), FEW).answer.posteriors[-1].high == pytest.approx(
        0.10, abs=DUST
    )


@given(st.data())
def test_the_spread_lies_within_the_outer_bounds(cases, data):
    for found in run(data.draw(cases), FEW).explanations:
        low, high = found.outer
        assert low - DUST <= found.posterior.low
        assert found.posterior.high <= high + DUST
        assert found.prior[0] <= found.prior[1]


@given(st.data())
def test_the_weightiest_changes_the_answer_where_any_piece_does(cases, data):
    result = run(data.draw(cases), FEW)
    changing = [w for w in result.weights if w.changes_survivors or w.changes_leader]
    if changing:
        weightiest = result.weightiest
        assert weightiest.changes_survivors or weightiest.changes_leader
        answers = (weightiest.flipped.survivors, weightiest.flipped.leader)
        assert answers != (result.answer.survivors, result.answer.leader)


@given(st.data())
def test_points_need_one_draw(cases, data):
    """Without bounds, groups and room in the priors every draw is the same."""
    inputs = data.draw(cases)
    exact = TracingInputs(
        even_priors(len(inputs.priors)),
        tuple(
            replace(p, likelihood=tuple((low, low) for low, _ in p.likelihood), group=None)
            for p in inputs.pieces
        ),
    )
    one, many = (run(exact, TracingParameters(draws=n)).answer for n in (1, 20))
    assert one.survivors == many.survivors
    assert one.leader == many.leader
    for spread, other in zip(one.posteriors, many.posteriors, strict=True):
        assert spread.low == spread.high == pytest.approx(other.median, abs=DUST)


def test_the_seed_decides_and_nothing_else():
    pieces = (Piece("observed", ((0.3, 0.6), (0.2, 0.8)), "g"),) * 3
    inputs = TracingInputs(((0.3, 0.7), (0.3, 0.7)), pieces)
    assert run(inputs) == run(inputs)
    assert run(inputs, TracingParameters(seed=1)) != run(inputs)


def test_impossible_evidence_is_refused():
    never = Piece("observed", ((0.0, 0.0), (0.0, 0.0)))
    with pytest.raises(MeasureError, match="impossible under every explanation") as refusal:
        run(TracingInputs(even_priors(2), (never,)))
    assert "0 or 1" in refusal.value.hint


def test_an_explanation_that_evidence_makes_impossible_is_out():
    pieces = (Piece("observed", ((0.5, 0.7), (0.0, 0.0))),)
    first, second = run(TracingInputs(even_priors(2), pieces), FEW).explanations
    assert (first.standing, first.smallest_prior) == ("survives throughout", 0.0)
    assert (second.standing, second.smallest_prior) == ("ruled out", None)
