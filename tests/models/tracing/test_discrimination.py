"""What to look for next."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.models.tracing import Piece, TracingInputs, even_priors, run
from equipoise.models.tracing.discrimination import expected_bits

BELIEFS = st.lists(st.tuples(st.integers(1, 50), st.floats(0, 1)), min_size=2, max_size=5).map(
    lambda rows: (
        np.array([w for w, _ in rows]) / sum(w for w, _ in rows),
        np.array([p for _, p in rows]),
    )
)


def sought(*chances, group=None):
    return Piece("unknown", tuple((p, p) for p in chances), group)


def test_by_hand():
    """.9 against .1 from even odds leaves H(.1) = .4690 bits of one."""
    found = run(TracingInputs(even_priors(2), (sought(0.9, 0.1),))).discriminations[0]
    assert found.expected_bits == pytest.approx(0.5310, abs=5e-5)  # four printed decimals
    assert found.chance_observed == pytest.approx(0.5, rel=1e-12)
    assert found.if_observed.mids == pytest.approx((0.9, 0.1), rel=1e-12)
    assert found.if_not_observed.mids == pytest.approx((0.1, 0.9), rel=1e-12)


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


def test_what_its_group_has_shown_counts_by_hand():
    """Seen with .8 and sought with .9: together .7 to .8; without it 0 to .1; .75/.80."""
    shown = Piece("observed", ((0.8, 0.8), (0.5, 0.5)), "g")
    inputs = TracingInputs(even_priors(2), (shown, sought(0.9, 0.5, group="g")))
    found = run(inputs).discriminations[0]
    first, second = 0.75 / 0.80, 0.5
    expected = (0.8 * first + 0.5 * second) / 1.3
    assert found.chance_observed == pytest.approx(expected, rel=1e-12)


def test_a_group_that_rules_an_explanation_out():
    shown = Piece("observed", ((0.8, 0.8), (0.0, 0.0)), "g")
    inputs = TracingInputs(even_priors(2), (shown, sought(0.9, 0.5, group="g")))
    found = run(inputs).discriminations[0]
    assert found.chance_observed == pytest.approx(0.75 / 0.80, rel=1e-12)
    assert found.expected_bits == 0.0


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
