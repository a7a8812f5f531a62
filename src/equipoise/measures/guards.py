"""What every measure refuses: missing values, infinities, negatives, wrong shapes.

``what`` names the input in messages; positions count from 0, as in NumPy.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from equipoise.errors import MeasureError
from equipoise.measures.refusals import (
    MISSING_HINT,
    BoolArray,
    FloatArray,
    at_most_one,
    floats,
    not_negative,
    refuse_where,
)


def _finite(values: ArrayLike, what: str, dimensions: int) -> FloatArray:
    """Float array without missing values."""
    array = floats(values, what, dimensions)
    refuse_where(np.isnan(array), array, what, "a missing value", MISSING_HINT)
    return array


def numbers(values: ArrayLike, what: str) -> FloatArray:
    """Finite numbers of either sign.

    Parameters
    ----------
    values : array-like, shape (n,)
        At least one number.
    what : str
        Name of the input in messages.

    Returns
    -------
    array of float64, shape (n,)
        A copy.

    Raises
    ------
    MeasureError
        A value is missing, infinite or no number; there is none; or the shape is wrong.

    Examples
    --------
    >>> numbers([1, -2], "scores")
    array([ 1., -2.])
    """
    return _finite(values, what, 1)


def amounts(values: ArrayLike, what: str) -> FloatArray:
    """Finite numbers from zero upward.

    Parameters
    ----------
    values : array-like, shape (n,)
        At least one number; zero where there is none of it.
    what : str
        Name of the input in messages.

    Returns
    -------
    array of float64, shape (n,)
        A copy.

    Raises
    ------
    MeasureError
        As for ``numbers``, or a value is negative.

    Examples
    --------
    >>> amounts([3, None], "exports")
    Traceback (most recent call last):
    equipoise.errors.MeasureError: exports: position 1 is nan, a missing value
    """
    return not_negative(_finite(values, what, 1), what)


def positive_amounts(values: ArrayLike, what: str) -> FloatArray:
    """Finite numbers above zero.

    Parameters
    ----------
    values : array-like, shape (n,)
        At least one number.
    what : str
        Name of the input in messages.

    Returns
    -------
    array of float64, shape (n,)
        A copy.

    Raises
    ------
    MeasureError
        As for ``amounts``, or a value is zero.

    Examples
    --------
    >>> positive_amounts([3, 1], "population")
    array([3., 1.])
    """
    array = amounts(values, what)
    refuse_where(array == 0, array, what, "which cannot divide", "leave the case out")
    return array


def fractions(values: ArrayLike, what: str) -> FloatArray:
    """Numbers from 0 to 1.

    Parameters
    ----------
    values : array-like, shape (n,)
        At least one number.
    what : str
        Name of the input in messages.

    Returns
    -------
    array of float64, shape (n,)
        A copy.

    Raises
    ------
    MeasureError
        As for ``amounts``, or a value is above 1.

    Examples
    --------
    >>> fractions([0.0, 0.5], "commonness")
    array([0. , 0.5])
    """
    return at_most_one(amounts(values, what), what)


def flags(values: ArrayLike, what: str) -> BoolArray:
    """Answers yes (True or 1) or no (False or 0).

    Parameters
    ----------
    values : array-like, shape (n,)
        At least one answer.
    what : str
        Name of the input in messages.

    Returns
    -------
    array of bool, shape (n,)
        A copy.

    Raises
    ------
    MeasureError
        An answer is missing or neither yes nor no; there is none; or the shape is wrong.

    Examples
    --------
    >>> flags([1, 0], "holds")
    array([ True, False])
    """
    array = numbers(values, what)
    neither = (array != 0) & (array != 1)
    refuse_where(neither, array, what, "neither yes (1) nor no (0)", "code it as yes or no")
    return array.astype(np.bool_)


def amount(value: ArrayLike, what: str) -> float:
    """One finite number from zero upward.

    Parameters
    ----------
    value : float
        The number.
    what : str
        Name of the input in messages.

    Returns
    -------
    float
        The number.

    Raises
    ------
    MeasureError
        It is missing, infinite, no number, or negative.

    Examples
    --------
    >>> amount(2, "exports")
    2.0
    """
    return float(not_negative(_finite(value, what, 0), what))


def positive_amount(value: ArrayLike, what: str) -> float:
    """One finite number above zero.

    Parameters
    ----------
    value : float
        The number.
    what : str
        Name of the input in messages.

    Returns
    -------
    float
        The number.

    Raises
    ------
    MeasureError
        It is missing, infinite, no number, negative, or zero.

    Examples
    --------
    >>> positive_amount(0, "GDP")
    Traceback (most recent call last):
    equipoise.errors.MeasureError: GDP: zero, which cannot divide
    """
    checked = amount(value, what)
    if checked == 0:
        raise MeasureError(f"{what}: zero, which cannot divide", hint="leave the case out")
    return checked


def fraction(value: ArrayLike, what: str) -> float:
    """One number from 0 to 1.

    Parameters
    ----------
    value : float
        The number.
    what : str
        Name of the input in messages.

    Returns
    -------
    float
        The number.

    Raises
    ------
    MeasureError
        It is missing, infinite, no number, or outside 0 to 1.

    Examples
    --------
    >>> fraction(0.25, "share")
    0.25
    """
    checked = np.array(amount(value, what))
    return float(at_most_one(checked, what))


def same_length(*named: tuple[str, FloatArray | BoolArray]) -> None:
    """Refuse inputs that do not run over the same cases.

    Parameters
    ----------
    *named : tuple of str, array
        Name of the input in messages, then the input.

    Raises
    ------
    MeasureError
        Two lengths differ.

    Examples
    --------
    >>> same_length(("trade", numbers([1, 2], "trade")), ("total", numbers([3], "total")))
    Traceback (most recent call last):
    equipoise.errors.MeasureError: lengths differ: trade 2, total 1
    """
    if len({len(array) for _, array in named}) > 1:
        lengths = ", ".join(f"{what} {len(array)}" for what, array in named)
        raise MeasureError(f"lengths differ: {lengths}", hint="one value for each case")
