"""Quantities with a unit and an interval, and truths that rest on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from equipoise.errors import DataError
from equipoise.vocabulary.units import unit

_ONE_UNIT = "compare figures of one unit; divide to get rid of units"
_PURE_DIMENSIONS = frozenset({"share", "factor", "count", "rank", "flag"})

Dimension: TypeAlias = tuple[tuple[str, int], ...]

PURE: Dimension = ()
DATE: Dimension = (("calendar date", 1),)
DURATION: Dimension = (("duration", 1),)

LARGEST = 1e100
"""No figure is larger, so that sums over any number of rows stay numbers."""


class UnitClashError(DataError):
    """Quantities of different units where one unit is wanted.

    Parameters
    ----------
    message : str
        Which do not go together.
    """

    hint: str

    def __init__(self, message: str) -> None:
        super().__init__(message, hint=_ONE_UNIT)


class UndefinedValueError(DataError):
    """An operation without a value, such as a division by zero."""


@cache
def dimension_of(code: str) -> Dimension:
    """Dimension of a unit as powers of base dimensions; shares, counts and ranks are plain numbers.

    Parameters
    ----------
    code : str
        Unit code of the vocabulary.

    Returns
    -------
    tuple
        Pairs of base dimension and power, empty for plain numbers.

    Raises
    ------
    VocabularyError
        No unit has this code.

    Examples
    --------
    >>> dimension_of("usd_m"), dimension_of("share"), dimension_of("rub_per_usd")
    ((('money', 1),), (), (('money', -1), ('roubles', 1)))
    """
    above, _, below = unit(code).dimension.partition(" per ")
    powers = [(above, 1)] if above not in _PURE_DIMENSIONS else []
    powers += [(below, -1)] if below else []
    return tuple(sorted(powers))


def factor_of(code: str) -> float:
    """Base units in one unit; 1 for no unit.

    Parameters
    ----------
    code : str
        Unit code, or empty.

    Returns
    -------
    float
    """
    return unit(code).factor if code else 1.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in base units, with the interval that rounding or bounds leave it.

    Parameters
    ----------
    value, low, high : float
        Point value and the ends of its interval.
    dimension : tuple
        Powers of base dimensions.
    """

    value: float
    low: float
    high: float
    dimension: Dimension = PURE

    def within(self, code: str) -> tuple[float, float, float]:
        """Value and interval in a unit of the same dimension."""
        factor = unit(code).factor
        return self.value / factor, self.low / factor, self.high / factor


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether a comparison holds.

    Parameters
    ----------
    holds : bool
        For the point values.
    certain : bool
        Whether it comes out the same anywhere in the intervals.
    margin : float or None
        How far the two sides are apart, in base units, positive when it holds; None after ``and``,
        ``or`` and equality.
    dimension : tuple
        Of the margin.
    """

    holds: bool
    certain: bool
    margin: float | None = None
    dimension: Dimension = PURE


def exactly(value: float, dimension: Dimension = PURE) -> Quantity:
    """A value without an interval.

    Parameters
    ----------
    value : float
        In base units.
    dimension : tuple
        Powers of base dimensions.

    Returns
    -------
    Quantity
    """
    return Quantity(value, value, value, dimension)


def is_figure(value: float) -> bool:
    """Whether a number can be computed with: neither infinite nor larger than any quantity.

    Parameters
    ----------
    value : float
        Any number, NaN too.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_figure(2.5e12), is_figure(float("nan"))
    (True, False)
    """
    return abs(value) <= LARGEST


def measured(value: float, code: str, *, low: float | None, high: float | None) -> Quantity:
    """A figure in a unit of the vocabulary.

    Parameters
    ----------
    value : float
        In units of ``code``.
    code : str
        Unit code.
    low, high : float or None
        Ends of its interval in the same unit; None is the value itself.

    Returns
    -------
    Quantity

    Raises
    ------
    VocabularyError
        No unit has this code.
    UndefinedValueError
        The figure is no number, or larger than any quantity.

    Examples
    --------
    >>> measured(2.0, "usd_m", low=1.5, high=None).low
    1500000.0
    """
    factor = unit(code).factor
    if not all(is_figure(end) for end in (value, low, high) if end is not None):
        raise UndefinedValueError(f"{value:g} {code} is larger than any quantity")
    return Quantity(
        value * factor,
        (value if low is None else low) * factor,
        (value if high is None else high) * factor,
        dimension_of(code),
    )


def dimension_text(dimension: Dimension) -> str:
    """A dimension in words.

    Parameters
    ----------
    dimension : tuple
        Powers of base dimensions.

    Returns
    -------
    str

    Examples
    --------
    >>> dimension_text((("mass", -1), ("money", 1)))
    'money per mass'
    """
    above = [_power(name, power) for name, power in dimension if power > 0]
    below = [_power(name, -power) for name, power in dimension if power < 0]
    text = " times ".join(above) or ("one" if below else "a plain number")
    return f"{text} per {' times '.join(below)}" if below else text


def _power(name: str, power: int) -> str:
    return name if power == 1 else f"{name} to the power {power}"
