"""Quantities carry a dimension and an interval, and refuse what no one can compute with."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.audit.language.quantities import (
    DATE,
    DURATION,
    LARGEST,
    PURE,
    UndefinedValueError,
    dimension_of,
    dimension_text,
    exactly,
    is_figure,
    measured,
)
from equipoise.errors import VocabularyError
from equipoise.vocabulary.units import all_units, unit

CODES = sorted(all_units())


def test_by_hand():
    bank = measured(12.5, "usd_bn", low=12.45, high=12.55)
    assert bank.value == 12.5e9
    # One product and one division.
    assert bank.within("usd_m") == pytest.approx((12_500, 12_450, 12_550), rel=4e-16)
    assert exactly(3.0).low == exactly(3.0).high == 3.0


@pytest.mark.parametrize(
    ("code", "dimension"),
    [
        ("usd", (("money", 1),)),
        ("usd_bn", (("money", 1),)),
        ("rub_bn", (("roubles", 1),)),
        ("rub_per_usd", (("money", -1), ("roubles", 1))),
        ("usd_per_t", (("mass", -1), ("money", 1))),
        ("date", DATE),
        ("years", DURATION),
        ("share", PURE),
        ("rank", PURE),
        ("count", PURE),
        ("factor", PURE),
        ("flag", PURE),
    ],
)
def test_dimensions_by_hand(code, dimension):
    assert dimension_of(code) == dimension


@pytest.mark.parametrize(
    ("dimension", "text"),
    [
        (PURE, "a plain number"),
        ((("money", 1),), "money"),
        ((("money", 2),), "money to the power 2"),
        ((("mass", -1), ("money", 1)), "money per mass"),
        ((("mass", -2),), "one per mass to the power 2"),
        ((("area", -1), ("mass", 1), ("money", 1)), "mass times money per area"),
    ],
)
def test_dimensions_in_words(dimension, text):
    assert dimension_text(dimension) == text


# A factor of a thousandth takes the smallest normal float into the subnormal ones, which have fewer
# digits and so no relative bound on rounding.
NORMAL = st.just(0.0) | st.floats(1e-300, 1e12) | st.floats(-1e12, -1e-300)


@given(st.sampled_from(CODES), NORMAL)
def test_there_and_back(code, value):
    # One product and one quotient round once each.
    assert measured(value, code, low=None, high=None).within(code)[0] == pytest.approx(
        value, rel=4e-16, abs=0
    )


@given(st.sampled_from(CODES), st.floats(0, 1e9), st.floats(0, 1e9), st.floats(0, 1e9))
def test_the_value_lies_between_its_ends(code, value, below, above):
    found = measured(value, code, low=value - below, high=value + above)
    assert found.low <= found.value <= found.high
    assert found.dimension == dimension_of(code)


@given(st.sampled_from(CODES), st.sampled_from(CODES))
def test_units_of_one_dimension_go_together(one, other):
    alike = dimension_of(one) == dimension_of(other)
    plain = {"share", "factor", "count", "rank", "flag"}
    same = unit(one).dimension == unit(other).dimension
    assert alike == (same or {unit(one).dimension, unit(other).dimension} <= plain)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1.1e100, -1e308, 10**400])
def test_no_figure(value):
    assert not is_figure(value)


def test_the_largest_figure_stays_a_number_in_every_unit():
    for code in CODES:
        assert math.isfinite(measured(LARGEST, code, low=None, high=None).value)


def test_refusals():
    with pytest.raises(VocabularyError, match="furlongs"):
        dimension_of("furlongs")
    with pytest.raises(VocabularyError, match="furlongs"):
        measured(1.0, "furlongs", low=None, high=None)
    with pytest.raises(UndefinedValueError, match=r"1e\+300 usd_bn is larger than any quantity"):
        measured(1e300, "usd_bn", low=None, high=None)
    with pytest.raises(UndefinedValueError, match="larger"):
        measured(1.0, "usd", low=-math.inf, high=None)
