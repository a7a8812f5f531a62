"""What the evidence says: quantiles, survivors, leader."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.models.tracing import Piece, TracingInputs, TracingParameters, even_priors
from equipoise.models.tracing.answer import answer, close_calls, quantiles
from equipoise.models.tracing.draws import drawn, posteriors

FEW = TracingParameters(draws=40)


def asked(inputs, survival=0.10, parameters=FEW):
    return answer(drawn(inputs, parameters), inputs.pieces, survival)


def test_quantiles_by_hand():
    """Of 40 draws the 2nd, the 20th and the 38th; of one draw that one."""
    shuffled = np.random.default_rng(1).permutation(np.arange(1.0, 41.0))
    assert quantiles(shuffled).tolist() == [2.0, 20.0, 38.0]
    assert quantiles(np.array([7.0])).tolist() == [7.0] * 3


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_quantiles_are_those_of_plain_loops(values):
    """Smallest value that the stated part of the draws does not exceed."""
    expected = [
        min(v for v in values if 100 * sum(other <= v for other in values) >= percent * len(values))
        for percent in (5, 50, 95)
    ]
    assert quantiles(np.array(values)).tolist() == expected


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=60))
def test_quantiles_may_be_taken_before_or_after(values):
    """What lets the smallest prior be had from one ratio."""
    ratios = np.array(values)
    after = quantiles(ratios / (1 + ratios))
    assert after == pytest.approx(quantiles(ratios) / (1 + quantiles(ratios)), rel=1e-12)


def test_the_answer_in_plain_loops():
    pieces = (
        Piece("observed", ((0.3, 0.8), (0.2, 0.7), (0.0, 0.1))),
        Piece("observed", ((0.4, 0.6), (0.3, 0.6), (0.1, 0.9))),
    )
    inputs = TracingInputs(even_priors(3), pieces)
    rows = posteriors(drawn(inputs, FEW), pieces).tolist()
    found = asked(inputs)
    for place in range(3):
        values = sorted(row[place] for row in rows)
        spread = found.posteriors[place]
        assert (spread.low, spread.median, spread.high) == (values[1], values[19], values[37])
        led = sum(row[place] == max(row) for row in rows) / 40
        assert found.leads[place] == pytest.approx(led, abs=1e-12)
    highs = [spread.high for spread in found.posteriors]
    assert found.survivors == tuple(i for i in range(3) if highs[i] >= 0.10)
    assert found.leads[found.leader] == max(found.leads)
    assert found.ranking[0] == found.leader


def test_ties_are_shared_and_the_first_leads():
    found = asked(TracingInputs(even_priors(3), ()))
    assert found.leads == pytest.approx((1 / 3, 1 / 3, 1 / 3), rel=1e-12)
    assert found.leader == 0
    assert found.ranking == (0, 1, 2)


@given(st.data())
def test_draws_led_add_up(cases, data):
    found = asked(data.draw(cases))
    assert math.fsum(found.leads) == pytest.approx(1, abs=1e-12)
    for spread in found.posteriors:
        assert 0 <= spread.low <= spread.median <= spread.high <= 1


def test_a_close_call_is_within_two_standard_errors():
    """Of 2,000 draws the 1,900th counts; two standard errors are 19.5 draws."""
    values = (np.arange(1.0, 2001.0) / 2000)[:, np.newaxis]
    calls = [close_calls(values, rank / 2000)[0] for rank in (1879, 1880, 1881, 1900, 1920, 1921)]
    assert calls == [False, False, True, True, True, False]


def test_points_are_never_close():
    assert close_calls(np.full((50, 2), 0.10), 0.10) == (False, False)
