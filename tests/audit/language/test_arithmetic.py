"""Operators keep units and intervals, and their laws."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from equipoise.audit.language.arithmetic import (
    absolute,
    added,
    compared,
    divided,
    extreme,
    multiplied,
    negated,
    rounded,
    subtracted,
)
from equipoise.audit.language.quantities import (
    DATE,
    DURATION,
    PURE,
    Quantity,
    UndefinedValueError,
    UnitClashError,
    exactly,
)

MONEY = (("money", 1),)
MASS = (("mass", 1),)
PRICE = (("mass", -1), ("money", 1))
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}

# Two to the power of six at most, so that sums and products of three are exact.
NUMBERS = st.integers(-64, 64).map(float)
DIMENSIONS = st.sampled_from([PURE, MONEY, MASS, PRICE, DURATION])


@st.composite
def quantities(draw, dimension=None, numbers=NUMBERS):
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return Quantity(value, low, high, draw(DIMENSIONS) if dimension is None else dimension)


def inside(draw, quantity):
    return draw(st.sampled_from([quantity.low, quantity.value, quantity.high]))


def points(quantity):
    return (quantity.low, quantity.value, quantity.high)


def test_sums_by_hand():
    # 1.4 and 2.4, each to half a tenth: 3.7 to 3.9.
    found = added(Quantity(1.4, 1.35, 1.45), Quantity(2.4, 2.35, 2.45))
    assert points(found) == pytest.approx((3.7, 3.8, 3.9), rel=1e-15)  # floats round once
    found = subtracted(Quantity(5.0, 4.0, 6.0, MONEY), Quantity(2.0, 1.0, 4.0, MONEY))
    assert (found, found.dimension) == (Quantity(3.0, 0.0, 5.0, MONEY), MONEY)


def test_products_by_hand():
    found = multiplied(Quantity(-1.0, -2.0, 3.0, MONEY), Quantity(2.0, -5.0, 4.0, MASS))
    # ends: 10, -8, -15, 12
    assert found == Quantity(-2.0, -15.0, 12.0, (("mass", 1), ("money", 1)))
    found = divided(Quantity(6.0, 4.0, 8.0, MONEY), Quantity(2.0, 1.0, 4.0, MASS))
    assert found == Quantity(3.0, 1.0, 8.0, PRICE)


def test_a_divisor_that_may_be_zero_leaves_the_quotient_open():
    found = divided(exactly(1.0), Quantity(2.0, 0.0, 4.0))
    assert points(found) == (-math.inf, 0.5, math.inf)
    assert points(multiplied(found, exactly(0.0))) == (0.0, 0.0, 0.0)
    assert points(added(found, found)) == (-math.inf, 1.0, math.inf)
    assert points(subtracted(found, found)) == (-math.inf, 0.0, math.inf)
    assert points(divided(found, found)) == (-math.inf, 1.0, math.inf)
    assert points(divided(exactly(1.0), Quantity(1e-9, 5e-324, 1.0)))[2] == math.inf
    assert points(divided(Quantity(1.0, 1.0, math.inf), Quantity(1.0, 1.0, math.inf))) == (
        -math.inf,
        1.0,
        math.inf,
    )
    assert rounded(found, 1) == found
    assert absolute(found) == Quantity(0.5, 0.0, math.inf)


def test_dates_by_hand():
    start, end = exactly(1991.0, DATE), exactly(2012.0, DATE)
    term = subtracted(end, start)
    assert term == Quantity(21.0, 20.0, 22.0, DURATION)  # from the first day to the last, or not
    years = exactly(21.0, DURATION)
    assert added(start, years) == added(years, start) == end
    assert subtracted(end, years) == start
    days = subtracted(exactly(2010.827, DATE), exactly(2005.951, DATE))
    assert days.low == days.high == pytest.approx(4.876)
    assert compared(start, "<", end).holds
    assert extreme((start, end), largest=True) == end
    assert divided(years, exactly(7.0, DURATION)) == exactly(3.0)


@pytest.mark.parametrize(
    ("value", "places", "found"),
    [
        (0.125, 2, 0.13),
        (-0.125, 2, -0.13),
        (2.5, 0, 3.0),
        (-2.5, 0, -3.0),
        (2.675, 2, 2.68),  # as written, not as the float nearest to it
        (1e15 + 0.5, 12, 1e15 + 0.5),
        (9.99e15, 12, 9.99e15),
        (1e16, 0, 1e16),
        (1e300, 12, 1e300),
        (0.0, 3, 0.0),
    ],
)
def test_rounding_by_hand(value, places, found):
    assert rounded(exactly(value), places).value == found


def test_rounding_keeps_durations_and_intervals():
    found = rounded(Quantity(2.5, 2.4, 2.6, DURATION), 0)
    assert found == Quantity(3.0, 2.0, 3.0, DURATION)


def test_sizes_by_hand():
    assert absolute(Quantity(-2.0, -3.0, 1.0, MONEY)) == Quantity(2.0, 0.0, 3.0, MONEY)
    assert absolute(Quantity(-2.0, -3.0, -1.0)) == Quantity(2.0, 1.0, 3.0)
    assert negated(Quantity(-2.0, -3.0, 1.0, MONEY)) == Quantity(2.0, -1.0, 3.0, MONEY)


def test_comparisons_by_hand():
    truth = compared(Quantity(3.0, 2.5, 3.5, MONEY), ">", Quantity(2.0, 1.5, 2.4, MONEY))
    assert (truth.holds, truth.certain, truth.margin, truth.dimension) == (True, True, 1.0, MONEY)
    truth = compared(Quantity(3.0, 2.5, 3.5), "<", Quantity(2.0, 1.5, 2.6))
    assert (truth.holds, truth.certain, truth.margin) == (False, False, -1.0)
    # 0.1 + 0.2 is not 0.3 in floats, and is for a reader
    assert compared(exactly(0.1 + 0.2), "==", exactly(0.3)).holds
    assert not compared(exactly(0.1 + 0.2), ">", exactly(0.3)).holds
    assert compared(exactly(0.1 + 0.2), "<=", exactly(0.3)).holds


@pytest.mark.parametrize(
    ("operator", "holds", "certain"),
    [(">", True, False), (">=", True, True), ("<", False, True), ("<=", False, False)],
)
def test_intervals_that_touch(operator, holds, certain):
    # 2 to 3 against 1 to 2: never less, and equal at one point.
    truth = compared(Quantity(2.5, 2.0, 3.0), operator, Quantity(1.5, 1.0, 2.0))
    assert (truth.holds, truth.certain) == (holds, certain)


@given(st.data(), st.sampled_from([added, subtracted, multiplied, divided]))
def test_the_interval_holds_every_choice(data, operator):
    dimension = data.draw(DIMENSIONS)
    left, right = data.draw(quantities(dimension)), data.draw(quantities(dimension))
    assume(operator is not divided or right.value != 0)
    found = operator(left, right)
    one, other = inside(data.draw, left), inside(data.draw, right)
    if operator is divided and other == 0:
        assert found.low == -math.inf
        return
    exact = {
        added: lambda a, b: a + b,
        subtracted: lambda a, b: a - b,
        multiplied: lambda a, b: a * b,
        divided: lambda a, b: a / b,
    }[operator](Fraction(one), Fraction(other))
    # A quotient rounds once, in the value and in the ends alike.
    assert found.low <= float(exact) <= found.high
    assert found.low <= found.value <= found.high


@given(st.data(), st.integers(0, 12))
def test_the_interval_of_one_operand_holds_every_choice(data, places):
    numbers = st.integers(-6400, 6400).map(lambda n: n / 64)
    of = data.draw(quantities(PURE, numbers))
    choice = exactly(inside(data.draw, of))
    for operator in (absolute, negated, lambda q: rounded(q, places)):
        found = operator(of)
        assert found.low <= operator(choice).value <= found.high
        assert found.low <= found.value <= found.high


@given(quantities(MONEY), quantities(MONEY), quantities(MONEY))
def test_laws_of_sums(one, other, third):
    assert added(one, other) == added(other, one)
    assert added(added(one, other), third) == added(one, added(other, third))
    assert subtracted(one, other) == added(one, negated(other))
    assert negated(negated(one)) == one
    assert added(one, exactly(0.0, MONEY)) == one


@given(quantities(), quantities(), quantities())
def test_laws_of_products(one, other, third):
    assert multiplied(one, other) == multiplied(other, one)
    assert multiplied(multiplied(one, other), third) == multiplied(one, multiplied(other, third))
    assert multiplied(one, exactly(1.0)) == one
    assert divided(one, exactly(1.0)) == one


@given(DIMENSIONS, DIMENSIONS, DIMENSIONS)
def test_laws_of_units(one, other, third):
    a, b, c = (exactly(2.0, dimension) for dimension in (one, other, third))
    assert divided(a, a).dimension == PURE
    assert multiplied(divided(a, b), b).dimension == one
    assert divided(a, divided(b, c)).dimension == divided(multiplied(a, c), b).dimension
    assert multiplied(a, multiplied(b, c)).dimension == multiplied(multiplied(a, b), c).dimension


@given(quantities(MONEY), quantities(MONEY), st.sampled_from(COMPARISONS))
def test_comparisons_are_symmetric(left, right, operator):
    truth = compared(left, operator, right)
    assert truth == compared(right, MIRRORED[operator], left)
    opposite = compared(left, OPPOSITE[operator], right)
    assert (truth.holds, truth.certain) == (not opposite.holds, opposite.certain)


@given(st.data(), quantities(PURE), quantities(PURE), st.sampled_from(COMPARISONS))
def test_what_is_certain_holds_at_every_choice(data, left, right, operator):
    truth = compared(left, operator, right)
    if truth.certain:
        one, other = exactly(inside(data.draw, left)), exactly(inside(data.draw, right))
        assert compared(one, operator, other).holds == truth.holds


@given(st.lists(quantities(MONEY), min_size=1, max_size=5), st.booleans())
def test_the_extreme_is_one_of_them(items, largest):
    found = extreme(tuple(items), largest=largest)
    pick = max if largest else min
    assert found.value == pick(item.value for item in items)
    assert found.low <= found.value <= found.high
    assert extreme(tuple(items[::-1]), largest=largest) == found


@given(st.floats(-1e12, 1e12), st.integers(0, 12))
def test_rounding_twice_changes_nothing(value, places):
    once = rounded(exactly(value), places)
    assert rounded(once, places) == once
    # Half a unit of the last place, and the float's own rounding.
    assert abs(once.value - value) <= 0.5 * 10.0**-places + abs(value) * 1e-15
    assert rounded(exactly(-value), places).value == -once.value


@pytest.mark.parametrize("operator", [added, subtracted])
def test_unlike_units_do_not_add_up(operator):
    with pytest.raises(UnitClashError, match="money and mass"):
        operator(exactly(1.0, MONEY), exactly(1.0, MASS))
    with pytest.raises(UnitClashError, match="money and a plain number"):
        operator(exactly(1.0, MONEY), exactly(1.0))


def test_dates_refuse_what_has_no_sense():
    day, term = exactly(1999.0, DATE), exactly(2.0, DURATION)
    with pytest.raises(UnitClashError, match="cannot add calendar dates"):
        added(day, day)
    with pytest.raises(UnitClashError, match="cannot add calendar dates"):
        added(day, exactly(1.0))
    with pytest.raises(UnitClashError, match="cannot subtract duration and calendar date"):
        subtracted(term, day)
    with pytest.raises(UnitClashError, match="cannot subtract calendar date and a plain number"):
        subtracted(day, exactly(1.0))
    for operator, word in ((multiplied, "multiply"), (divided, "divide")):
        for left, right in ((day, day), (day, term), (term, day), (exactly(2.0), day)):
            with pytest.raises(UnitClashError, match=f"cannot {word} calendar dates"):
                operator(left, right)
    with pytest.raises(UnitClashError, match="turn the sign of calendar dates"):
        negated(day)
    with pytest.raises(UnitClashError, match="take the size of calendar dates"):
        absolute(day)
    with pytest.raises(UnitClashError, match="compare calendar date and a plain number"):
        compared(day, "<", exactly(2000.0))


def test_what_has_no_value():
    with pytest.raises(UndefinedValueError, match="division by zero"):
        divided(exactly(0.0), exactly(0.0))
    with pytest.raises(UndefinedValueError, match="division by zero"):
        divided(exactly(1.0), Quantity(0.0, -1.0, 1.0))
    huge = exactly(1e308)
    for operator, left, right in (
        (added, huge, huge),
        (subtracted, huge, negated(huge)),
        (multiplied, huge, huge),
        (divided, huge, exactly(1e-300)),
    ):
        with pytest.raises(UndefinedValueError, match="too large to be a number"):
            operator(left, right)


def test_other_refusals():
    with pytest.raises(UnitClashError, match="cannot round money: no unit says to what"):
        rounded(exactly(1.0, MONEY), 2)
    with pytest.raises(UnitClashError, match="compare money and mass"):
        extreme((exactly(1.0, MONEY), exactly(1.0, MASS)), largest=True)
    for operator in COMPARISONS:
        with pytest.raises(UnitClashError, match="compare money and mass"):
            compared(exactly(1.0, MONEY), operator, exactly(1.0, MASS))


def test_parts_that_cancel_leave_nothing():
    cells = [exactly(value) for value in (7721.5, 8400.0, 813.1)]
    total = exactly(16934.6)
    rest = subtracted(subtracted(subtracted(total, cells[0]), cells[1]), cells[2])
    assert (rest.value, rest.low, rest.high) == (0.0, 0.0, 0.0)
    assert added(added(exactly(0.1), exactly(0.2)), exactly(-0.3)).value == 0.0


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=6))
def test_what_is_added_can_be_taken_away(tenths):
    parts = [exactly(value / 10) for value in tenths]
    total = exactly(0.0)
    for part in parts:
        total = added(total, part)
    for part in parts:
        total = subtracted(total, part)
    assert abs(total.value) <= 1e-6 * max(1, *map(abs, tenths)) * 1e-3


@pytest.mark.parametrize("operator", ["<", "<=", ">", ">="])
def test_which_came_first_within_one_year_is_open(operator):
    year = exactly(1999.0, DATE)
    assert not compared(year, operator, year).certain
    assert compared(year, "==", year).certain
    assert compared(exactly(1998.0, DATE), operator, year).certain
