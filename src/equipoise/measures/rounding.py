"""What rounding allows: the half unit of a printed number, the check of a printed sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from equipoise.errors import MeasureError
from equipoise.measures.registry import measure

_SEPARATORS = ",\u2009\u202f\u00a0"  # comma, thin space, narrow and wide no-break space
_MINUS_SIGN = "\u2212"
_PRINTED = re.compile(
    rf"[-+{_MINUS_SIGN}]?"
    rf"(?=\.?[0-9])(?:[1-9][0-9]{{0,2}}([{_SEPARATORS}])[0-9]{{3}}(?:\1[0-9]{{3}})*|[0-9]*)"
    r"(?:\.[0-9]+)?"
)
_TO_PLAIN = str.maketrans({**dict.fromkeys(_SEPARATORS), _MINUS_SIGN: "-"})


def _printed_decimal(printed: str) -> Decimal:
    """Decimal number that a string prints, its decimals kept."""
    if not isinstance(printed, str):
        raise MeasureError(
            f"{printed!r}: the string as printed is needed, for its decimals", hint="quote it"
        )
    if _PRINTED.fullmatch(printed.strip()) is None:
        raise MeasureError(
            f"{printed!r} is not a printed number",
            hint="such as 12,997 or 9,760.7; leave out cells that are not available",
        )
    return Decimal(printed.strip().translate(_TO_PLAIN))


def _half_unit(number: Decimal) -> Decimal:
    """Half of one unit in the last place of a number."""
    return Decimal((0, (5,), int(number.as_tuple().exponent) - 1))


@measure(
    formula="h = 10^(-d) / 2, d decimals printed",
    unit="unit of the printed number",
    bounds=(0.0, 0.5),
    citation=("jcgm2008",),
)
def half_unit(printed: str) -> float:
    """Half a unit in the last printed place: how far rounding may have moved the number.

    Trailing zeros of a whole number count as printed, so 5,000 is known to half a unit.

    Parameters
    ----------
    printed : str
        The number as printed, with a point before decimals; commas or thin spaces may part
        thousands.

    Returns
    -------
    float
        0.5 for a whole number, 0.05 with one decimal, and so on; at most 0.5.

    Raises
    ------
    MeasureError
        The string prints no number, such as n/a.

    References
    ----------
    jcgm2008.

    Examples
    --------
    >>> half_unit("9,760.7"), half_unit("12,997")
    (0.05, 0.5)
    """
    return float(_half_unit(_printed_decimal(printed)))


@dataclass(frozen=True, slots=True)
class SumCheck:
    """A printed total held against the sum of its printed cells, in two readings.

    Parameters
    ----------
    computed : float
        Sum of the cells.
    printed_total : float
        The total as printed.
    difference : float
        Computed minus printed, exact in decimals.
    tolerance : float
        Half a unit in the last place of the printed total.
    within_tolerance : bool
        The first reading: the difference is no larger than the tolerance.
    interval_low, interval_high : float
        Where the sum can lie when each cell's own rounding counts too.
    within_interval : bool
        The second reading: that interval meets the one around the printed total.
    """

    computed: float
    printed_total: float
    difference: float
    tolerance: float
    within_tolerance: bool
    interval_low: float
    interval_high: float
    within_interval: bool


def sum_check(cells: Sequence[str], total: str) -> SumCheck:
    """Check of a printed total against its printed cells.

    Parameters
    ----------
    cells : sequence of str, length n
        The cells as printed, those that are not available left out, one unit for all.
    total : str
        The total as printed, in the same unit.

    Returns
    -------
    SumCheck
        Both readings with the figures that they rest on, all in the unit of the cells.

    Raises
    ------
    MeasureError
        There is no cell, or a string prints no number.

    References
    ----------
    jcgm2008.

    Examples
    --------
    Rounding explains the gap only if each cell's own rounding counts too:

    >>> check = sum_check(["1.4", "2.4", "3.4"], "7.3")
    >>> check.difference, check.tolerance, check.within_tolerance
    (-0.1, 0.05, False)
    >>> check.interval_low, check.interval_high, check.within_interval
    (7.05, 7.35, True)
    """
    if not cells:
        raise MeasureError("no cell to add up", hint="give the printed cells of the total")
    numbers = [_printed_decimal(cell) for cell in cells]
    stated = _printed_decimal(total)
    computed = sum(numbers, Decimal(0))
    tolerance = _half_unit(stated)
    slack = sum((_half_unit(number) for number in numbers), Decimal(0))
    difference = computed - stated
    return SumCheck(
        computed=float(computed),
        printed_total=float(stated),
        difference=float(difference),
        tolerance=float(tolerance),
        within_tolerance=abs(difference) <= tolerance,
        interval_low=float(computed - slack),
        interval_high=float(computed + slack),
        within_interval=abs(difference) <= tolerance + slack,
    )
