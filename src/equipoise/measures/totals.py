"""Sums of checked amounts, and shares in them."""

from __future__ import annotations

import math

from numpy.typing import ArrayLike

from equipoise.errors import MeasureError
from equipoise.measures.guards import amounts
from equipoise.measures.refusals import FloatArray


def total(array: FloatArray) -> float:
    """Sum of checked amounts, rounded once, so that the order of the cases never matters.

    Parameters
    ----------
    array : array of float64, shape (n,)
        Amounts that a guard has passed.

    Returns
    -------
    float
        The sum.

    Examples
    --------
    >>> total(amounts([0.1] * 10, "flow"))
    1.0
    """
    return math.fsum(array.tolist())


def positive_total(array: FloatArray, what: str) -> float:
    """Sum of checked amounts, refused when there is nothing to divide by.

    Parameters
    ----------
    array : array of float64, shape (n,)
        Amounts that a guard has passed.
    what : str
        Name of the input in messages.

    Returns
    -------
    float
        Above zero.

    Raises
    ------
    MeasureError
        All amounts are zero.

    Examples
    --------
    >>> positive_total(amounts([0, 0], "flow"), "flow")
    Traceback (most recent call last):
    equipoise.errors.MeasureError: flow: all 2 values are zero
    """
    if not array.any():
        raise MeasureError(
            f"{what}: all {len(array)} values are zero", hint="a share of nothing is undefined"
        )
    return total(array)


def shares_in_total(values: ArrayLike, what: str) -> FloatArray:
    """Share of each amount in the sum of all, with messages that name the input.

    Parameters
    ----------
    values : array-like, shape (n,)
        At least one amount; zero where there is none of it.
    what : str
        Name of the input in messages.

    Returns
    -------
    array of float64, shape (n,)
        0 to 1, adding up to 1.

    Raises
    ------
    MeasureError
        A value is negative or missing, or all are zero.

    Examples
    --------
    >>> shares_in_total([3, 1], "flow")
    array([0.75, 0.25])
    """
    array = amounts(values, what)
    return array / positive_total(array, what)
