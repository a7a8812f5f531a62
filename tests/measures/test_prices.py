"""Prices from value and weight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.measures import unit_value

POSITIVE = st.floats(1e-3, 1e9)


def test_by_hand():
    assert unit_value(1500.0, 2.0) == 750.0
    assert unit_value(0.0, 2.0) == 0.0


def test_a_barrel_of_crude():
    # 7.33 barrels a tonne: 100 dollars a barrel are 733 dollars a tonne.
    assert unit_value(100.0 * 7.33e6, 1e6) == pytest.approx(733.0, rel=1e-12)


@given(POSITIVE, POSITIVE, st.floats(1e-3, 1e3))
def test_twice_the_flow_costs_the_same_a_tonne(value, quantity, factor):
    # Three products and two quotients round once each.
    assert unit_value(value * factor, quantity * factor) == pytest.approx(
        unit_value(value, quantity), rel=1e-12
    )


@pytest.mark.parametrize(
    ("value", "quantity", "message"),
    [
        (1.0, 0.0, "quantity: zero"),
        (1.0, float("nan"), "quantity"),
        (-1.0, 2.0, "value"),
        (None, 2.0, "value"),
    ],
)
def test_refusals(value, quantity, message):
    with pytest.raises(MeasureError, match=message):
        unit_value(value, quantity)
