"""Growth between two years, as a factor or as a yearly rate."""

from __future__ import annotations

import math

from equipoise.measures.guards import amount, positive_amount
from equipoise.measures.registry import measure


@measure(
    formula="g = x_last / x_first",
    unit="factor",
    bounds=(0.0, math.inf),
    citation=("maddison2001",),
)
def growth_factor(first: float, last: float) -> float:
    """How many times its first value a quantity is at the end.

    Parameters
    ----------
    first : float
        Value at the start, above zero.
    last : float
        Value at the end, in the same unit; zero if none, never NaN.

    Returns
    -------
    float
        0 (nothing left) upward; 1 is no change, 2 a doubling.

    Raises
    ------
    MeasureError
        A value is negative or missing, or the first is zero.

    References
    ----------
    maddison2001.

    Examples
    --------
    >>> growth_factor(4.0, 10.0)
    2.5
    """
    return amount(last, "last value") / positive_amount(first, "first value")


@measure(
    formula="r = (x_last / x_first)^(1 / years) - 1",
    unit="share per year",
    bounds=(-1.0, math.inf),
    citation=("maddison2001",),
)
def compound_annual_growth(first: float, last: float, years: float) -> float:
    """Steady yearly rate of growth that leads from the first value to the last.

    Parameters
    ----------
    first : float
        Value at the start, above zero.
    last : float
        Value at the end, in the same unit; zero if none, never NaN.
    years : float
        Years between the two, above zero (1996 to 2012 is 16).

    Returns
    -------
    float
        -1 (nothing left) upward; 0 is no change, 0.07 is seven hundredths more each year.

    Raises
    ------
    MeasureError
        A value is negative or missing, or the first value or the span is zero.

    References
    ----------
    maddison2001.

    Examples
    --------
    >>> round(compound_annual_growth(100.0, 121.0, 2), 6)
    0.1
    """
    span = positive_amount(years, "years")
    return float(growth_factor(first, last) ** (1.0 / span)) - 1.0
