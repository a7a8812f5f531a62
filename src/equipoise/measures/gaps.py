"""Amounts in which NaN marks what is missing: one number must be known, an array may have gaps."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike

from equipoise.errors import MeasureError
from equipoise.measures.guards import amount, positive_amount
from equipoise.measures.refusals import (
    FloatArray,
    at_most_one,
    floats,
    not_negative,
    refuse_where,
)

Number = TypeVar("Number", float, FloatArray)
"""One number or an array of them: what goes in comes out."""


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
    return not_negative(floats(values, what, 2), what)


def each_amount(value: float | FloatArray, what: str) -> FloatArray:
    """One amount, which must be known, or a row or table of amounts with gaps.

    Parameters
    ----------
    value : float or array, shape (n,) or (n, m)
        From zero upward; NaN only in an array.
    what : str
        Name of the input in messages.

    Returns
    -------
    array of float64, shape (), (n,) or (n, m)
        A copy, gaps kept.

    Raises
    ------
    MeasureError
        A value is infinite, negative or no number; one number is missing; or an array is empty
        or has more than two dimensions.

    Examples
    --------
    >>> each_amount(np.array([2.0, np.nan]), "trade")
    array([ 2., nan])
    """
    dimensions = np.ndim(value)
    if dimensions == 0:
        return np.array(amount(value, what))
    if dimensions > 2:
        raise MeasureError(f"{what}: {dimensions} dimensions", hint="give a row or a table")
    return not_negative(floats(value, what, dimensions), what)


def each_positive_amount(value: float | FloatArray, what: str) -> FloatArray:
    """As ``each_amount``, zero refused as well.

    Parameters
    ----------
    value : float or array, shape (n,) or (n, m)
        Above zero; NaN only in an array.
    what : str
        Name of the input in messages.

    Returns
    -------
    array of float64, shape (), (n,) or (n, m)
        A copy, gaps kept.

    Raises
    ------
    MeasureError
        As for ``each_amount``, or a value is zero.

    Examples
    --------
    >>> each_positive_amount(0.0, "GDP")
    Traceback (most recent call last):
    equipoise.errors.MeasureError: GDP: zero, which cannot divide
    """
    if np.ndim(value) == 0:
        return np.array(positive_amount(value, what))
    array = each_amount(value, what)
    refuse_where(array == 0, array, what, "which cannot divide", "leave the case out")
    return array


def each_fraction(value: float | FloatArray, what: str) -> FloatArray:
    """As ``each_amount``, from 0 to 1.

    Parameters
    ----------
    value : float or array, shape (n,) or (n, m)
        0 to 1; NaN only in an array.
    what : str
        Name of the input in messages.

    Returns
    -------
    array of float64, shape (), (n,) or (n, m)
        A copy, gaps kept.

    Raises
    ------
    MeasureError
        As for ``each_amount``, or a value is above 1.

    Examples
    --------
    >>> each_fraction(0.25, "share")
    array(0.25)
    """
    return np.asarray(at_most_one(each_amount(value, what), what))


def same_shape(*named: tuple[str, FloatArray]) -> None:
    """Refuse inputs that do not run over the same dyads.

    Parameters
    ----------
    *named : tuple of str, array
        Name of the input in messages, then the input.

    Raises
    ------
    MeasureError
        Two shapes differ.

    Examples
    --------
    >>> same_shape(("trade", np.ones(2)), ("GDP", np.ones(3)))
    Traceback (most recent call last):
    equipoise.errors.MeasureError: shapes differ: trade (2,), GDP (3,)
    """
    if len({array.shape for _, array in named}) > 1:
        shapes = ", ".join(f"{what} {array.shape}" for what, array in named)
        raise MeasureError(f"shapes differ: {shapes}", hint="one value for each case")


def as_given(result: FloatArray, given: Number) -> Number:
    """Result as a plain float where a number was given, as an array where an array was.

    Parameters
    ----------
    result : array of float64
        What the formula gave.
    given : float or array
        What went in.

    Returns
    -------
    float or array of float64
        The result.

    Examples
    --------
    >>> as_given(np.array(0.5), 1.0)
    0.5
    """
    out: Number = float(result) if np.ndim(given) == 0 else result  # type: ignore[assignment]
    return out
