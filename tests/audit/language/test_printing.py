"""Printed strings: the number, and what its digits leave open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.audit.language.printing import (
    printed_half_unit,
    printed_interval,
    printed_number,
)

THIN, NARROW, WIDE, MINUS = "\u2009", "\u202f", "\u00a0", "\u2212"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,997", 12997.0),
        ("9,760.7", 9760.7),
        ("1,234,567", 1234567.0),
        ("5724.5", 5724.5),
        ("US$12.5 billion", 12.5),
        ("US $15", 15.0),
        ("19-kilometer", 19.0),
        ("0-1 %", None),
        ("20 %", 20.0),
        ("-3.5", -3.5),
        (f"{MINUS}3.5", -3.5),
        ("a fall of -3.5 %", -3.5),
        ("US$-5 billion", -5.0),
        (f"12{THIN}997", 12997.0),
        (f"12{NARROW}997{NARROW}000", 12997000.0),
        (f"12{WIDE}997", 12997.0),
        ("in 12, 13 or 14", None),
        ("17 900", None),
        ("17'900", None),
        (".5", None),
        ("1,23", None),
        ("17.900,5", None),
        ("1.79e4", None),
        ("(17,900)", None),
        ("- 5", None),
        ("17,9000", None),
        ("c. 1990: 17,900", None),
        ("two thirds", None),
        ("n/a", None),
        ("", None),
        ("\u0661\u0662", None),  # digits of another script
    ],
)
def test_numbers_by_hand(text, number):
    assert printed_number(text) == number


@pytest.mark.parametrize(
    ("text", "value", "half"),
    [
        ("12,997", 12997.0, 0.5),
        ("9,760.7", 9760.7, 0.05),
        ("5,000", 5000.0, 0.5),
        ("15.0", 15.0, 0.05),
        ("20 %", 0.2, 0.005),
        ("20%", 0.2, 0.005),
        ("20.0 per cent", 0.2, 0.0005),
        ("20 percent", 0.2, 0.005),
        ("20 Percent", 0.2, 0.005),
        ("0-1 %", 0.0, 0.005),
        ("0-1 %", 0.01, 0.005),
        ("from 20 to 35.5 %", 0.355, 0.0005),
        ("US$12.5 billion", 12.5, 0.05),  # in billions
        ("US$12.5 billion", 12500.0, 50.0),  # in millions
        ("US$12.5 billion", 12.5e9, 0.05e9),  # in dollars
        ("300 million tons", 300.0, 0.5),
        ("2012", 2012.0, 0.5),
        ("1998-1999", 1999.0, 0.5),  # a dash and no sign
        ("-3.5 %", -0.035, 0.0005),
        (f"{MINUS}3.5", -3.5, 0.05),
        ("-1,250", -1250.0, 0.5),
        (f"12{THIN}997", 12997.0, 0.5),
        ("0.666666666667", 0.666666666667, 0.5e-12),
        ("66.67 %", 0.6667, 0.00005),
    ],
)
def test_half_units_by_hand(text, value, half):
    assert printed_half_unit(text, value) == pytest.approx(half, rel=1e-12)  # one product


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one fifth", 0.2),
        ("20 %", 0.3),
        ("20 %", 20.0),  # the string says 0.2
        ("12,997", 12998.0),
        ("three", 3.0),
        ("3.5", -3.5),
        ("-3.5", 3.5),
        ("012,997", 12997.0),  # no one groups digits behind a zero
        ("", 0.0),
        ("n/a", 5.0),
    ],
)
def test_strings_that_do_not_print_the_figure(text, value):
    assert printed_half_unit(text, value) is None
    assert printed_interval(text, value) is None


def test_intervals_by_hand():
    assert printed_interval("12,997", 12997.0) == (12996.5, 12997.5)
    assert printed_interval("-0.5", -0.5) == (-0.55, -0.45)


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_every_way_of_printing_a_number_gives_it_back(digits, places):
    value = digits / 10**places
    for text in (f"{value:.{places}f}", f"{value:,.{places}f}", f"US$ {value:,.{places}f} m"):
        assert printed_number(text) == value
        assert printed_half_unit(text, value) == pytest.approx(0.5 * 10.0**-places, rel=1e-12)
        low, high = printed_interval(text, value)
        assert low < value < high


@given(st.integers(0, 1000), st.integers(0, 3))
def test_per_cent_and_share_agree(digits, places):
    text = f"{digits / 10**places:.{places}f} %"
    share = digits / 10**places / 100
    assert printed_half_unit(text, share) == pytest.approx(0.005 * 10.0**-places, rel=1e-12)


@given(st.text(max_size=40), st.floats(-1e12, 1e12))
def test_any_string_has_a_half_unit_or_none(text, value):
    half = printed_half_unit(text, value)
    assert half is None or 0 < half <= 0.5e9
    number = printed_number(text)
    assert number is None or isinstance(number, float)
