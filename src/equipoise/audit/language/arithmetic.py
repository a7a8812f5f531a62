"""Arithmetic with units and intervals: what the operators of the language do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from equipoise.audit.language.quantities import (
    DATE,
    DURATION,
    PURE,
    Dimension,
    Quantity,
    Truth,
    UndefinedValueError,
    UnitClashError,
    dimension_text,
)

_LAST_DIGIT = 15  # a float has no decimals beyond it
_DUST = 1e-12  # relative: a float keeps sixteen digits, a printed figure fewer than ten
_CLOSE = 1e-9  # relative; far below any printed digit, far above the rounding of floats


def _same(left: Quantity, right: Quantity, doing: str) -> None:
    if left.dimension != right.dimension:
        first, second = dimension_text(left.dimension), dimension_text(right.dimension)
        raise UnitClashError(f"cannot {doing} {first} and {second}")


def _no_dates(left: Quantity, right: Quantity, doing: str) -> None:
    if DATE in (left.dimension, right.dimension):
        raise UnitClashError(f"cannot {doing} calendar dates")


def _without_dust(result: float, left: float, right: float) -> float:
    """A sum, zero where its two parts cancel but for the rounding of floats."""
    return 0.0 if abs(result) < _DUST * max(abs(left), abs(right)) else result


def _sum(left: float, right: float) -> float:
    return _without_dust(left + right, left, right)


def added(left: Quantity, right: Quantity) -> Quantity:
    """Sum of two quantities of one dimension; a date and a duration give a date.

    Parameters
    ----------
    left, right : Quantity
        What to add.

    Returns
    -------
    Quantity

    Raises
    ------
    UnitClashError
        The dimensions differ, or both are dates.
    UndefinedValueError
        The sum is too large to be a number.
    """
    dimension = left.dimension
    if {left.dimension, right.dimension} == {DATE, DURATION}:
        dimension = DATE
    else:
        _no_dates(left, right, "add")
        _same(left, right, "add")
    return _finite(
        Quantity(
            _sum(left.value, right.value),
            _sum(left.low, right.low),
            _sum(left.high, right.high),
            dimension,
        )
    )


def subtracted(left: Quantity, right: Quantity) -> Quantity:
    """Difference of two quantities of one dimension; two dates give a duration.

    Parameters
    ----------
    left, right : Quantity
        From the first the second is taken.

    Returns
    -------
    Quantity

    Raises
    ------
    UnitClashError
        The dimensions differ.
    UndefinedValueError
        The difference is too large to be a number.
    """
    dimension = left.dimension
    if left.dimension == DATE and right.dimension == DURATION:
        dimension = DATE
    else:
        _same(left, right, "subtract")
        dimension = DURATION if left.dimension == DATE else dimension
    slack = 1.0 if left.dimension == right.dimension == DATE and _years_only(left, right) else 0.0
    return _finite(
        Quantity(
            _sum(left.value, -right.value),
            _sum(left.low, -right.high) - slack,
            _sum(left.high, -right.low) + slack,
            dimension,
        )
    )


def _years_only(left: Quantity, right: Quantity) -> bool:
    """Whether a date is known to the year alone: two such years leave a year open between them."""
    return any(end.is_integer() for end in (left.value, right.value))


def multiplied(left: Quantity, right: Quantity) -> Quantity:
    """Product of two quantities.

    Parameters
    ----------
    left, right : Quantity
        What to multiply.

    Returns
    -------
    Quantity

    Raises
    ------
    UnitClashError
        One is a date.
    UndefinedValueError
        The product is too large to be a number.
    """
    _no_dates(left, right, "multiply")
    ends = [
        0.0 if 0.0 in (a, b) else a * b
        for a in (left.low, left.high)
        for b in (right.low, right.high)
    ]
    dimension = _combined(left.dimension, right.dimension, 1)
    return _finite(Quantity(left.value * right.value, min(ends), max(ends), dimension))


def divided(left: Quantity, right: Quantity) -> Quantity:
    """Quotient of two quantities; an interval around zero below leaves the quotient unbounded.

    Parameters
    ----------
    left, right : Quantity
        The first is divided by the second.

    Returns
    -------
    Quantity

    Raises
    ------
    UnitClashError
        One is a date.
    UndefinedValueError
        The divisor is zero, or so small that the quotient is no number.
    """
    _no_dates(left, right, "divide")
    if right.value == 0:
        raise UndefinedValueError("division by zero")
    dimension = _combined(left.dimension, right.dimension, -1)
    value = left.value / right.value
    if right.low <= 0 <= right.high:
        low, high = -math.inf, math.inf
    else:
        ends = [a / b for a in (left.low, left.high) for b in (right.low, right.high)]
        known = not any(math.isnan(end) for end in ends)
        low, high = (min(ends), max(ends)) if known else (-math.inf, math.inf)
    return _finite(Quantity(value, low, high, dimension))


def _finite(found: Quantity) -> Quantity:
    if not math.isfinite(found.value):
        raise UndefinedValueError("the result is too large to be a number")
    return found


def _combined(left: Dimension, right: Dimension, sign: int) -> Dimension:
    powers = dict(left)
    for name, power in right:
        powers[name] = powers.get(name, 0) + sign * power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def negated(of: Quantity) -> Quantity:
    """The quantity with its sign turned.

    Parameters
    ----------
    of : Quantity
        Any but a date.

    Returns
    -------
    Quantity

    Raises
    ------
    UnitClashError
        It is a date.
    """
    _no_dates(of, of, "turn the sign of")
    return Quantity(-of.value, -of.high, -of.low, of.dimension)


def absolute(of: Quantity) -> Quantity:
    """The size of a quantity without its sign.

    Parameters
    ----------
    of : Quantity
        Any but a date.

    Returns
    -------
    Quantity

    Raises
    ------
    UnitClashError
        It is a date.
    """
    _no_dates(of, of, "take the size of")
    low = 0.0 if of.low <= 0 <= of.high else min(abs(of.low), abs(of.high))
    return Quantity(abs(of.value), low, max(abs(of.low), abs(of.high)), of.dimension)


def rounded(of: Quantity, places: int) -> Quantity:
    """A plain number rounded, halves away from zero.

    Parameters
    ----------
    of : Quantity
        A plain number or a duration.
    places : int
        Decimals to keep, 0 to 12.

    Returns
    -------
    Quantity

    Raises
    ------
    UnitClashError
        It has a unit in which a number of decimals says nothing.

    Examples
    --------
    >>> from equipoise.audit.language.quantities import exactly
    >>> rounded(exactly(0.125), 2).value
    0.13
    """
    if of.dimension not in (PURE, DURATION):
        raise UnitClashError(f"cannot round {dimension_text(of.dimension)}: no unit says to what")
    return Quantity(
        _round(of.value, places), _round(of.low, places), _round(of.high, places), of.dimension
    )


def _round(value: float, places: int) -> float:
    if not math.isfinite(value):
        return value
    step = Decimal(1).scaleb(-places)
    number = Decimal(repr(value))
    if number.adjusted() > _LAST_DIGIT:
        return value
    return float(number.quantize(step, rounding=ROUND_HALF_UP))


def refuse_mixed(items: Sequence[Quantity]) -> None:
    """Refuse quantities that are not all of one dimension.

    Parameters
    ----------
    items : sequence of Quantity
        One or more.

    Raises
    ------
    UnitClashError
        The dimensions differ.
    """
    for item in items[1:]:
        _same(items[0], item, "compare")


def extreme(items: tuple[Quantity, ...], *, largest: bool) -> Quantity:
    """The largest or smallest of quantities of one dimension.

    Parameters
    ----------
    items : tuple of Quantity
        One or more.
    largest : bool
        Else the smallest.

    Returns
    -------
    Quantity

    Raises
    ------
    UnitClashError
        The dimensions differ.
    """
    refuse_mixed(items)
    pick = max if largest else min
    return Quantity(
        pick(item.value for item in items),
        pick(item.low for item in items),
        pick(item.high for item in items),
        items[0].dimension,
    )


def compared(left: Quantity, operator: str, right: Quantity) -> Truth:
    """Whether one quantity stands to another as an operator says.

    Parameters
    ----------
    left, right : Quantity
        Of one dimension.
    operator : str
        ``<``, ``<=``, ``>``, ``>=``, ``==`` or ``!=``; equality allows for the rounding of floats.

    Returns
    -------
    Truth

    Raises
    ------
    UnitClashError
        The dimensions differ.
    """
    _same(left, right, "compare")
    equal = _equal(left.value, right.value)
    if operator in ("==", "!="):
        apart = left.high < right.low or right.high < left.low
        points = left.low == left.high and right.low == right.high
        return Truth(equal == (operator == "=="), points or apart, None, left.dimension)
    if operator in ("<", "<="):
        left, right = right, left
    either = operator.endswith("=")
    holds = either if equal else left.value > right.value
    # Where intervals only touch, equality decides: it holds for <= and >=, not for < and >.
    near, far = (left.low, right.high) if holds else (right.low, left.high)
    sure = near > far or (near == far and holds == either)
    points = left.low == left.high and right.low == right.high
    if left.dimension == DATE and equal and _years_only(left, right):
        sure = points = False  # which came first within one year is open
    return Truth(holds, sure or points, left.value - right.value, left.dimension)


def _equal(left: float, right: float) -> bool:
    return math.isclose(left, right, rel_tol=_CLOSE, abs_tol=1e-15)
