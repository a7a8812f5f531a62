"""Process tracing as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.models.tracing import (
    Piece,
    TracingInputs,
    TracingParameters,
    even_priors,
    run,
)

DUST = 1e-9  # the same logarithms added in another order
TWENTIETHS = st.integers(1, 19).map(lambda n: n / 20)
BOUNDS = st.tuples(TWENTIETHS, TWENTIETHS).map(lambda pair: (min(pair), max(pair)))


@st.composite
def cases(draw):
    """Inputs without 0 and 1, so that nothing is impossible."""
    count = draw(st.integers(2, 4))
    bounds = st.lists(BOUNDS, min_size=count, max_size=count).map(tuple)
    pieces = st.builds(
        Piece,
        st.sampled_from(["observed", "not observed", "unknown"]),
        bounds,
        st.sampled_from([None, None, "a", "b"]),
    )
    slack = draw(st.sampled_from([0.0, 0.3]))
    priors = tuple(((1 - slack) / count, (1 + slack) / count) for _ in range(count))
    return TracingInputs(priors, tuple(draw(st.lists(pieces, max_size=6))))


def test_two_explanations_by_hand():
    """.8 x (1 - .6) = .32 against .2 x (1 - .1) = .18: even odds become .64."""
    pieces = (
        Piece("observed", ((0.8, 0.8), (0.2, 0.2))),
        Piece("not observed", ((0.6, 0.6), (0.1, 0.1))),
        Piece("unknown", ((0.9, 0.9), (0.1, 0.1))),
    )
    first, second = run(TracingInputs(even_priors(2), pieces)).explanations
    assert first.posterior == pytest.approx((0.64, 0.64), rel=DUST)
    assert second.posterior == pytest.approx((0.36, 0.36), rel=DUST)
    assert first.standing == second.standing == "survives whatever the bounds"
    # Odds of 1/9 x .18/.32 = 1/16.
    assert first.smallest_prior == pytest.approx(1 / 17, rel=DUST)


def test_the_three_standings():
    pieces = (Piece("observed", ((0.9, 0.95), (0.05, 0.2), (0.0, 0.01))),)
    found = run(TracingInputs(even_priors(3), pieces)).explanations
    assert [e.standing for e in found] == [
        "survives whatever the bounds", "survives", "ruled out",
    ]  # fmt: skip
    assert found[2].smallest_prior_surely is None
    assert found[1].smallest_prior < found[1].smallest_prior_surely


def test_the_threshold_is_a_parameter():
    pieces = (Piece("observed", ((0.8, 0.8), (0.2, 0.2))),)
    inputs = TracingInputs(even_priors(2), pieces)
    assert run(inputs).answer.survivors == (0, 1)
    assert run(inputs, TracingParameters(survival=0.2)).answer.survivors == (0, 1)  # just
    assert run(inputs, TracingParameters(survival=0.21)).answer.survivors == (0,)


def test_no_evidence_leaves_the_priors():
    result = run(TracingInputs(((0.2, 0.5), (0.4, 0.9)), ()))
    assert [e.posterior for e in result.explanations] == [
        pytest.approx((0.2, 0.5), rel=DUST),
        pytest.approx((0.5, 0.8), rel=DUST),
    ]
    assert result.tests == result.weights == result.discriminations == ()


def test_many_rare_pieces_do_not_underflow():
    """Each .011 against .010, a product of some 1e-392: the odds are 1.1 to the 200th."""
    pieces = (Piece("observed", ((0.011, 0.011), (0.010, 0.010))),) * 200
    first, second = run(TracingInputs(even_priors(2), pieces)).explanations
    assert first.standing == "survives whatever the bounds"
    assert second.standing == "ruled out"
    assert second.mid == pytest.approx(1.1**-200, rel=1e-9)  # sums of 200 logarithms
    assert second.smallest_prior is None


@given(cases())
def test_posteriors_are_probabilities(inputs):
    result = run(inputs)
    assert sum(e.mid for e in result.explanations) == pytest.approx(1, abs=DUST)
    for found in result.explanations:
        low, high = found.posterior
        assert 0 <= low <= found.mid + DUST
        assert found.mid - DUST <= high <= 1


@given(cases())
def test_flipping_twice_changes_nothing(inputs):
    now = run(inputs).answer
    for weight in run(inputs).weights:
        status = inputs.pieces[weight.piece].status
        opposite = "observed" if status == "not observed" else "not observed"
        changed = inputs.with_status(weight.piece, opposite)
        back = next(w for w in run(changed).weights if w.piece == weight.piece)
        assert back.flipped == now
        assert run(changed).answer == weight.flipped


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_pieces_does_not_matter(inputs, random):
    order = list(range(len(inputs.pieces)))
    random.shuffle(order)
    result = run(inputs)
    shuffled = run(replace(inputs, pieces=tuple(inputs.pieces[place] for place in order)))
    assert shuffled.answer.survivors == result.answer.survivors
    assert shuffled.answer.leaders == result.answer.leaders
    for one, other in zip(result.explanations, shuffled.explanations, strict=True):
        assert other.posterior == pytest.approx(one.posterior, abs=DUST)
    before = {w.piece: w for w in result.weights}
    for weight in shuffled.weights:
        same = before[order[weight.piece]]
        assert weight.largest_shift == pytest.approx(same.largest_shift, abs=DUST)
        assert weight.changes_survivors == same.changes_survivors
        assert weight.changes_leaders == same.changes_leaders


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_explanations_does_not_matter(inputs, random):
    order = list(range(len(inputs.priors)))
    random.shuffle(order)
    turned = TracingInputs(
        tuple(inputs.priors[place] for place in order),
        tuple(
            replace(piece, likelihood=tuple(piece.likelihood[place] for place in order))
            for piece in inputs.pieces
        ),
    )
    result = run(inputs)
    for place, found in zip(order, run(turned).explanations, strict=True):
        same = result.explanations[place]
        assert found.posterior == pytest.approx(same.posterior, abs=DUST)
        assert found.mid == pytest.approx(same.mid, abs=DUST)


@given(cases())
def test_groups_are_never_more_decisive_than_independence(inputs):
    apart = replace(inputs, pieces=tuple(replace(p, group=None) for p in inputs.pieces))
    grouped = run(inputs)
    for wide, narrow in zip(grouped.explanations, run(apart).explanations, strict=True):
        assert wide.posterior[0] <= narrow.posterior[0] + DUST
        assert narrow.posterior[1] <= wide.posterior[1] + DUST
    assert set(run(apart).answer.survivors) <= set(grouped.answer.survivors)


@given(cases())
def test_narrower_likelihoods_give_narrower_posteriors(inputs):
    middle = tuple(
        replace(p, likelihood=tuple(((low + high) / 2,) * 2 for low, high in p.likelihood))
        for p in inputs.pieces
    )
    wide = run(inputs)
    for one, other in zip(
        wide.explanations, run(replace(inputs, pieces=middle)).explanations, strict=True
    ):
        assert one.posterior[0] <= other.posterior[0] + DUST
        assert other.posterior[1] <= one.posterior[1] + DUST


def test_the_same_inputs_give_the_same_result():
    pieces = (Piece("observed", ((0.3, 0.6), (0.2, 0.8)), "g"),) * 3
    inputs = TracingInputs(even_priors(2), pieces)
    assert run(inputs) == run(inputs)


def test_impossible_evidence_is_refused():
    never = Piece("observed", ((0.0, 0.0), (0.0, 0.0)))
    with pytest.raises(MeasureError, match="impossible under every explanation") as refusal:
        run(TracingInputs(even_priors(2), (never,)))
    assert "0 or 1" in refusal.value.hint
