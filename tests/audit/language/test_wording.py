"""Judgements in words: units, digits, and one sentence that says where a value lies."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.audit.language.expectation import Accepted
from equipoise.audit.language.expressions import parsed
from equipoise.audit.language.quantities import (
    DATE,
    DURATION,
    PURE,
    Quantity,
    Truth,
    dimension_of,
    exactly,
)
from equipoise.audit.language.wording import (
    factor_of,
    in_digits,
    named_unit,
    put_in,
    reason_for,
    unit_for,
    with_unit,
)
from equipoise.vocabulary.units import all_units

MONEY = (("money", 1),)
INF = math.inf


@pytest.mark.parametrize(
    ("value", "dimension", "code", "text"),
    [
        (14019.29e6, MONEY, "usd_m", "14,019.29"),
        (14019e6, MONEY, "usd_m", "14,019"),
        (0.106909, PURE, "", "0.1069"),
        (999.94, PURE, "", "999.9"),
        (1000.0, PURE, "", "1,000"),
        (-1234.567, PURE, "", "-1,234.57"),
        (2012.0, DATE, "date", "2012"),
        (2012.0, DATE, "", "2012"),
        (0.0, PURE, "share", "0"),
        (1e-9, PURE, "", "1e-09"),
        (INF, PURE, "", "inf"),
    ],
)
def test_digits_by_hand(value, dimension, code, text):
    assert in_digits(value, dimension, code) == text


@pytest.mark.parametrize(
    ("dimension", "preferred", "code"),
    [
        (MONEY, "usd_bn", "usd_bn"),
        (MONEY, "km2", "usd"),
        (MONEY, "", "usd"),
        (PURE, "share", "share"),
        (PURE, "usd", ""),
        (DATE, "", "date"),
        (DURATION, "", "years"),
        ((("money", 2),), "usd", ""),
        ((("money at 2011 purchasing power", 1),), "", ""),  # no unit of one dollar
    ],
)
def test_units_by_hand(dimension, preferred, code):
    assert unit_for(dimension, preferred) == code


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (exactly(25e9, MONEY), "25 usd_bn"),
        (exactly(-25e9, MONEY), "-25 usd_bn"),
        (exactly(2500.0, MONEY), "2.5 usd_k"),
        (exactly(0.5, MONEY), "0.5 usd"),
        (exactly(0.0, MONEY), "0 usd"),
        (exactly(0.25), "0.25"),
        (exactly(1998.0, DATE), "1998"),
        (exactly(3.0, DURATION), "3 years"),
        (exactly(4.0, (("money", 2),)), "4"),
        (exactly(30.0, (("money", -1), ("roubles", 1))), "30 rub_per_usd"),
    ],
)
def test_quantities_by_hand(quantity, text):
    assert with_unit(quantity) == text


def test_names_of_units_by_hand():
    assert factor_of("") == 1.0
    assert factor_of("usd_bn") == 1e9
    assert named_unit("usd_bn") == " billion US dollars"
    assert [named_unit(code) for code in ("", "share", "rank", "date")] == [""] * 4


def test_values_put_in_by_hand():
    names = {
        "a": exactly(25e9, MONEY),
        "b": exactly(5e6, MONEY),
        "c": Truth(True, True),
        "d": Truth(False, True),
        "e": exactly(-3.0),
    }
    assert put_in(parsed("a / b"), names) == "25 usd_bn / 0.005 usd_bn"
    assert put_in(parsed("c and not d"), names) == "true and not false"
    assert put_in(parsed("2 - e"), names) == "2 - -3"


def band(low, high, *, open_ends=False, dimension=PURE):
    return Accepted(low, high, open_ends, dimension, 0.0, "")


@pytest.mark.parametrize(
    ("value", "accepted", "code", "text"),
    [
        (exactly(0.2), band(0.18, 0.22), "", "0.2 is within 0.18 to 0.22."),
        (exactly(0.1), band(0.18, 0.22), "", "0.1 is outside 0.18 to 0.22, by 0.08."),
        (exactly(3.0), band(3.0, 3.0), "", "3, as stated."),
        (exactly(3.0), band(2.0, 2.0), "", "3, not 2: off by 1."),
        (exactly(3.0), band(2.0, INF), "", "3 is at or above 2."),
        (exactly(3.0), band(2.0, INF, open_ends=True), "", "3 is above 2."),
        (exactly(2.0), band(2.0, INF, open_ends=True), "", "2 is not above 2, by 0."),
        (exactly(1.0), band(2.0, INF), "", "1 is not at or above 2, by 1."),
        (exactly(3.0), band(-INF, 2.0), "", "3 is not at or below 2, by 1."),
        (exactly(1.0), band(-INF, 2.0, open_ends=True), "", "1 is below 2."),
        (
            exactly(25e9, MONEY),
            band(20e9, 20e9, dimension=MONEY),
            "usd_bn",
            "25, not 20 billion US dollars: off by 5.",
        ),
        (
            exactly(2012.0, DATE),
            band(2009.0, 2010.0, dimension=DATE),
            "date",
            "2012 is outside 2009 to 2010, by 2 years.",
        ),
        (
            exactly(2009.0, DATE),
            band(2010.0, 2010.0, dimension=DATE),
            "date",
            "2009, not 2010: off by 1 year.",
        ),
        (
            Quantity(0.17, 0.16, 0.19),
            band(0.18, 0.22),
            "",
            "0.17 is outside 0.18 to 0.22, by 0.01; the bounds of its figures do not rule it out.",
        ),
    ],
)
def test_reasons_by_hand(value, accepted, code, text):
    assert reason_for(value, accepted, code) == text


@given(st.sampled_from(sorted(all_units())), st.floats(-1e15, 1e15))
def test_every_quantity_has_a_short_text(code, value):
    found = with_unit(exactly(value, dimension_of(code)))
    assert found
    assert len(found) <= 40
    assert unit_for(dimension_of(code), code) == code


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.booleans())
def test_a_reason_says_what_the_band_says(one, other, value, open_ends):
    low, high = sorted((one, other))
    accepted = band(low, high, open_ends=open_ends)
    text = reason_for(exactly(value), accepted, "")
    inside = "is within" in text or "as stated" in text
    assert inside == accepted.holds(value)
    assert text.endswith(".")
