"""Growth factors and yearly rates."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.measures import compound_annual_growth, growth_factor

POSITIVE = st.floats(1.0, 1e6)
YEARS = st.integers(1, 200)


def test_by_hand():
    assert growth_factor(5.0, 20.0) == 4.0
    assert compound_annual_growth(5.0, 20.0, 2) == pytest.approx(1.0, abs=1e-12)
    assert compound_annual_growth(100.0, 0.0, 5) == -1.0


def test_seed_article_turnover_with_china():
    """Table 1: 5,724.5 in 1996, 89,008.4 in 2012."""
    factor = growth_factor(5724.5, 89008.4)
    assert factor == pytest.approx(15.5487, abs=5e-5)
    yearly = compound_annual_growth(5724.5, 89008.4, 16)
    assert yearly == pytest.approx(0.1871, abs=5e-5)
    assert (1 + yearly) ** 16 == pytest.approx(factor, rel=1e-12)


@given(POSITIVE, POSITIVE, YEARS)
def test_compounding_gives_the_factor_back(first, last, years):
    rate = compound_annual_growth(first, last, years)
    # A fall to a millionth in one year is a rate near -1: the subtraction costs six digits.
    assert (1 + rate) ** years == pytest.approx(growth_factor(first, last), rel=1e-9)


@given(POSITIVE, POSITIVE, POSITIVE)
def test_factors_chain(first, middle, last):
    chained = growth_factor(first, middle) * growth_factor(middle, last)
    assert chained == pytest.approx(growth_factor(first, last), rel=1e-12)


@given(POSITIVE, YEARS)
def test_no_change_is_no_growth(value, years):
    assert growth_factor(value, value) == 1.0
    assert compound_annual_growth(value, value, years) == 0.0


@given(POSITIVE, POSITIVE, YEARS)
def test_the_unit_does_not_matter(first, last, years):
    in_thousands = 1 + compound_annual_growth(first / 1000, last / 1000, years)
    assert in_thousands == pytest.approx(1 + compound_annual_growth(first, last, years), rel=1e-9)


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        (0.0, 1.0, "first value: zero"),
        (np.nan, 1.0, "first value: the value is nan"),
        (1.0, None, "last value: the value is nan"),
        (1.0, -9.0, "last value: the value is -9, negative"),
        ([1.0, 2.0], 1.0, "one number is needed"),
    ],
)
def test_refusals(first, last, message):
    with pytest.raises(MeasureError, match=message):
        growth_factor(first, last)


def test_a_span_of_no_years_is_refused():
    with pytest.raises(MeasureError, match="years: zero"):
        compound_annual_growth(1.0, 2.0, 0)
