"""What every measure refuses: missing values, infinities, negatives, wrong shapes.

``what`` names the input in messages; positions count from 0, as in NumPy.
"""

from __future__ import annotations

from decimal import Decimal
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray

from equipoise.errors import MeasureError

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

FLOAT_DUST = 1e-12
"""Relative slack where a bound is compared: the same sum in another order differs by less."""

_MISSING_HINT = "leave the case out or fill it in the dossier, where the filling is recorded"
_DIMENSIONS = {0: "one number", 1: "a row of numbers", 2: "a table of numbers"}


def _position(index: np.intp | int, shape: tuple[int, ...]) -> str:
    """Where a flat index lies, in words."""
    if not shape:
        return "the value"
    place = np.unravel_index(int(index), shape)
    labels = ("position",) if len(shape) == 1 else ("row", "column")
    return ", ".join(f"{label} {int(at)}" for label, at in zip(labels, place, strict=True))


def _refuse_where(bad: BoolArray, array: FloatArray, what: str, why: str, hint: str) -> None:
    """Raise for the first entry that is marked as bad."""
    if bad.any():
        first = int(np.argmax(bad))
        value = float(array.reshape(-1)[first])
        place = _position(first, array.shape)
        raise MeasureError(f"{what}: {place} is {value:g}, {why}", hint=hint)


def _floats(values: ArrayLike, what: str, dimensions: int) -> FloatArray:
    """Float array of the wanted number of dimensions; missing values are still in it."""
    if np.ma.is_masked(values):
        raise MeasureError(f"{what}: masked values are missing values", hint=_MISSING_HINT)
    try:
        raw = np.asarray(values)
    except ValueError as error:
        raise MeasureError(f"{what}: rows of different lengths") from error
    if raw.dtype.kind == "O":
        for index, item in enumerate(raw.flat):
            if item is not None and not isinstance(item, (Real, Decimal)):
                place = _position(index, raw.shape)
                raise MeasureError(f"{what}: {place} is {item!r}, not a number", hint=_MISSING_HINT)
    elif raw.dtype.kind not in "biuf":
        raise MeasureError(f"{what}: numbers are needed, not values of type {raw.dtype}")
    array = np.array(raw, dtype=np.float64)
    if array.ndim != dimensions:
        raise MeasureError(
            f"{what}: {_DIMENSIONS[dimensions]} is needed, not an array of shape {array.shape}"
        )
    if array.size == 0:
        raise MeasureError(f"{what}: empty")
    _refuse_where(np.isinf(array), array, what, "not a finite number", _MISSING_HINT)
    return array


def _finite(values: ArrayLike, what: str, dimensions: int) -> FloatArray:
    """Float array without missing values."""
    array = _floats(values, what, dimensions)
    _refuse_where(np.isnan(array), array, what, "a missing value", _MISSING_HINT)
    return array


def _not_negative(array: FloatArray, what: str) -> FloatArray:
    """Array as given, refused if it holds a negative."""
    _refuse_where(array < 0, array, what, "negative", "missing codes such as -9 must be nulls")
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
    return _not_negative(_finite(values, what, 1), what)


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
    _refuse_where(array == 0, array, what, "which cannot divide", "leave the case out")
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
    return _at_most_one(amounts(values, what), what)


def _at_most_one(array: FloatArray, what: str) -> FloatArray:
    """Array with float dust above 1 removed, refused if there is more than dust."""
    above = array > 1 + FLOAT_DUST
    _refuse_where(above, array, what, "above 1", "shares run from 0 to 1, not in percent")
    return np.minimum(array, 1.0)


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
    _refuse_where(neither, array, what, "neither yes (1) nor no (0)", "code it as yes or no")
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
    return float(_not_negative(_finite(value, what, 0), what))


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
    return float(_at_most_one(checked, what))


def table_with_gaps(values: ArrayLike, what: str) -> FloatArray:
    """Amounts in rows by columns, where NaN marks what is missing.

    Parameters
    ----------
    values : array-like, shape (n_rows, n_columns)
        Zero where there is none of it, NaN where it is not known.
    what : str
        Name of the input in messages.

    Returns
    -------
    array of float64, shape (n_rows, n_columns)
        A copy, gaps kept.

    Raises
    ------
    MeasureError
        A value is infinite, negative or no number; there is none; or the shape is wrong.

    Examples
    --------
    >>> table_with_gaps([[1, None], [2, 3]], "components")
    array([[ 1., nan],
           [ 2.,  3.]])
    """
    return _not_negative(_floats(values, what, 2), what)


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
