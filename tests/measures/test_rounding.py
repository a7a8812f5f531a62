"""Half units and printed sums."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.measures import half_unit, sum_check

# Table 1 of the seed article, East Asia; cells printed as n/a are left out.
TABLE_1 = {
    1996: "5,724.5 3,890.7 64.8 1,984 568 135.6 167.3 154 798.7 274.8 155.3 68.8 19.4 13.4",
    1999: "4,495 2,564 55.7 1,142 325.3 57.3 475.2 183 220 163 77.3 2.2",
    2000: "6,335 3,336 46 1,330.8 492.6 108 388 204.7 520.5 170 58.4 1.6 1.5 3.8",
    2005: "20,664 9,581 233 6,363 1,931 551 823 913 626 998 271 11 8 3",
    2012: "89,008.4 31,220 81 24,880.4 5,338.2 2,871.8 1,745.6 3,660.6 2,004.1 3,381 1,647.2 146",
}
# Printed total, computed minus printed, first reading, second reading.
TOTALS = {
    1996: ("14,019.3", 0.0, True, True),
    1999: ("9,760.7", -0.7, False, True),
    2000: ("12,997", -0.1, True, True),
    2005: ("42,976", 0.0, True, True),
    2012: ("165,984.3", 0.0, True, True),
}

CENTS = st.integers(0, 10**7).map(lambda cents: f"{Decimal(cents).scaleb(-2):,}")


@pytest.mark.parametrize(
    ("printed", "half"),
    [
        ("9,760.7", 0.05),
        ("12,997", 0.5),
        ("12\u2009997", 0.5),
        ("1\u202f234\u202f567.89", 0.005),
        ("0", 0.5),
        (".3296", 0.00005),
        ("5.50", 0.005),
        ("-0.82", 0.005),
        ("\u22120.82", 0.005),
        (" 1996 ", 0.5),
    ],
)
def test_half_unit_by_hand(printed, half):
    assert half_unit(printed) == half


def test_both_readings_by_hand():
    check = sum_check(["1.4", "2.4"], "3.7")
    assert (check.computed, check.printed_total, check.difference) == (3.8, 3.7, 0.1)
    assert (check.tolerance, check.within_tolerance) == (0.05, False)
    assert (check.interval_low, check.interval_high) == (3.7, 3.9)
    assert check.within_interval


@pytest.mark.parametrize("year", sorted(TABLE_1))
def test_totals_of_the_seed_article(year):
    printed, difference, first, second = TOTALS[year]
    check = sum_check(TABLE_1[year].split(), printed)
    assert check.difference == difference
    assert (check.within_tolerance, check.within_interval) == (first, second)


def test_a_wrong_total_fails_both_readings():
    check = sum_check(["10", "20"], "33")
    assert (check.within_tolerance, check.within_interval) == (False, False)


@given(st.integers(0, 10**9), st.integers(0, 8))
def test_half_unit_follows_the_decimals(digits, decimals):
    assert half_unit(f"{Decimal(digits).scaleb(-decimals):f}") == float(
        Decimal(5).scaleb(-decimals - 1)
    )


@given(st.lists(CENTS, min_size=1, max_size=20))
def test_an_exact_total_passes_both_readings(cells):
    exact = sum(Decimal(cell.replace(",", "")) for cell in cells)
    check = sum_check(cells, f"{exact:,}")
    assert (check.difference, check.within_tolerance, check.within_interval) == (0.0, True, True)


@given(st.lists(CENTS, min_size=1, max_size=20), CENTS)
def test_the_second_reading_is_the_milder(cells, total):
    check = sum_check(cells, total)
    assert check.within_interval or not check.within_tolerance
    assert check.interval_low <= check.computed <= check.interval_high


@given(st.lists(CENTS, min_size=1, max_size=20), CENTS)
def test_order_does_not_matter(cells, total):
    assert sum_check(cells[::-1], total) == sum_check(cells, total)


@pytest.mark.parametrize(
    "printed",
    [
        "n/a",
        "",
        ".",
        "12,97",
        "1,2345",
        "0,123",
        "1,234\u2009567",
        "12.",
        "1e3",
        "5%",
        "1 2",
        "nan",
    ],
)
def test_what_is_no_printed_number(printed):
    with pytest.raises(MeasureError, match="not a printed number"):
        half_unit(printed)


def test_a_float_has_no_printed_decimals():
    with pytest.raises(MeasureError, match="as printed"):
        half_unit(9760.7)


def test_a_cell_that_is_not_available_is_not_zero():
    with pytest.raises(MeasureError, match="'n/a' is not a printed number"):
        sum_check(["1", "n/a"], "1")


def test_no_cells_are_refused():
    with pytest.raises(MeasureError, match="no cell"):
        sum_check([], "1")
