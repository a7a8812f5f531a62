"""What to look for next."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.models.tracing import Piece, TracingInputs, TracingParameters, even_priors, run
from equipoise.models.tracing.discrimination import expected_bits
from equipoise.models.tracing.draws import drawn, posteriors

BELIEFS = st.lists(st.tuples(st.integers(1, 50), st.floats(0, 1)), min_size=2, max_size=5).map(
    lambda rows: (
        np.array([w for w, _ in rows]) / sum(w for w, _ in rows),
        np.array([p for _, p in rows]),
    )
)


def sought(*chances, group=None):
    return Piece("unknown", tuple((p, p) for p in chances), group)


def medians(answer):
    return tuple(spread.median for spread in answer.posteriors)


def test_by_hand():
    """.9 against .1 from even odds leaves H(.1) = .4690 bits of one."""
    found = run(TracingInputs(even_priors(2), (sought(0.9, 0.1),))).discriminations[0]
    assert found.expected_bits == pytest.approx(0.5310, abs=5e-5)  # four printed decimals
    assert found.chance_observed == pytest.approx(0.5, rel=1e-12)
    assert medians(found.if_observed) == pytest.approx((0.9, 0.1), rel=1e-12)
    assert medians(found.if_not_observed) == pytest.approx((0.1, 0.9), rel=1e-12)


def test_the_most_telling_comes_first():
    pieces = (sought(0.5, 0.5), sought(0.6, 0.4), sought(0.99, 0.01), sought(0.5, 0.5))
    found = run(TracingInputs(even_priors(2), pieces)).discriminations
    assert [d.piece for d in found] == [2, 1, 0, 3]
    assert [d.changes_survivors for d in found] == [True, False, False, False]
    assert found[0].if_observed.survivors == (0,)
    assert found[0].if_not_observed.survivors == (1,)


def test_a_finding_that_no_explanation_allows():
    found = run(TracingInputs(even_priors(2), (sought(1.0, 1.0),))).discriminations[0]
    assert found.if_not_observed is None
    assert found.expected_bits == 0.0
    assert not found.changes_survivors


def test_what_its_group_has_shown_enters_the_answers_by_hand():
    """Seen twice in a group with .9 to .3: between 3 : 1 and 9 : 1, where apart it is 9 : 1."""
    shown = Piece("observed", ((0.9, 0.9), (0.3, 0.3)), "g")
    grouped, apart = (
        run(TracingInputs(even_priors(2), (shown, sought(0.9, 0.3, group=group)))).discriminations[
            0
        ]
        for group in ("g", None)
    )
    assert grouped.expected_bits == pytest.approx(apart.expected_bits, rel=1e-12)
    assert medians(apart.if_observed)[0] == pytest.approx(0.9, rel=1e-12)
    spread = grouped.if_observed.posteriors[0]
    assert 0.75 < spread.low < spread.median < spread.high < 0.9


def test_bits_are_those_of_the_draws():
    """Reference: one draw after another."""
    pieces = (
        Piece("observed", ((0.5, 0.9), (0.2, 0.6), (0.1, 0.4))),
        Piece("unknown", ((0.3, 0.9), (0.1, 0.5), (0.4, 0.6))),
    )
    inputs, parameters = TracingInputs(even_priors(3), pieces), TracingParameters(draws=25)
    draws = drawn(inputs, parameters)
    belief, chance = posteriors(draws, pieces), np.exp(draws.observed[1])
    one_by_one = [float(expected_bits(b, c)) for b, c in zip(belief, chance, strict=True)]
    found = run(inputs, parameters).discriminations[0]
    assert found.expected_bits == pytest.approx(sum(one_by_one) / 25, rel=1e-12)
    seen = [float(b @ c) for b, c in zip(belief, chance, strict=True)]
    assert found.chance_observed == pytest.approx(sum(seen) / 25, rel=1e-12)


@given(BELIEFS)
def test_learning_never_loses_and_a_yes_or_no_gives_at_most_one_bit(given_):
    belief, likelihood = given_
    assert 0.0 <= expected_bits(belief, likelihood) <= min(1.0, np.log2(len(belief))) + 1e-9


@given(BELIEFS)
def test_presence_and_absence_tell_the_same(given_):
    belief, likelihood = given_
    # Entropies of a few terms, rounded once each.
    assert expected_bits(belief, likelihood) == pytest.approx(
        expected_bits(belief, 1 - likelihood), abs=1e-12
    )


@given(BELIEFS, st.floats(0, 1))
def test_what_is_equally_likely_tells_nothing(given_, chance):
    belief, _ = given_
    assert expected_bits(belief, np.full(len(belief), chance)) == pytest.approx(0, abs=1e-12)
