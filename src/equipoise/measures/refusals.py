"""Refusals that the guards share, whether or not they let gaps through."""

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

MISSING_HINT = "leave the case out or fill it in the dossier, where the filling is recorded"
_DIMENSIONS = {0: "one number", 1: "a row of numbers", 2: "a table of numbers"}


def _position(index: int, shape: tuple[int, ...]) -> str:
    """Where a flat index lies, in words."""
    if not shape:
        return "the value"
    place = np.unravel_index(index, shape)
    labels = ("position",) if len(shape) == 1 else ("row", "column")
    return ", ".join(f"{label} {int(at)}" for label, at in zip(labels, place, strict=True))


def refuse_where(bad: BoolArray, array: FloatArray, what: str, why: str, hint: str = "") -> None:
    """Refuse an array for the first entry that is marked as bad.

    Parameters
    ----------
    bad : array of bool
        Marks, of the shape of the array.
    array : array of float64
        The values: one, a row or a table.
    what, why, hint : str
        Name of the input, reason, and what to do about it.

    Raises
    ------
    MeasureError
        An entry is marked.

    Examples
    --------
    >>> refuse_where(np.array([False, True]), np.array([3.0, 7.0]), "votes", "no such vote")
    Traceback (most recent call last):
    equipoise.errors.MeasureError: votes: position 1 is 7, no such vote
    """
    if bad.any():
        first = int(np.argmax(bad))
        value = float(array.reshape(-1)[first])
        place = _position(first, array.shape)
        raise MeasureError(f"{what}: {place} is {value:g}, {why}", hint=hint)


def floats(values: ArrayLike, what: str, dimensions: int) -> FloatArray:
    """Float array of the wanted number of dimensions; missing values are still in it.

    Parameters
    ----------
    values : array-like
        Numbers, None or NaN where missing.
    what : str
        Name of the input in messages.
    dimensions : int
        0 (one number), 1 (a row) or 2 (a table).

    Returns
    -------
    array of float64
        A copy.

    Raises
    ------
    MeasureError
        A value is infinite, masked or no number; there is none; or the shape is wrong.

    Examples
    --------
    >>> floats([1, None], "exports", 1)
    array([ 1., nan])
    """
    if np.ma.is_masked(values):
        raise MeasureError(f"{what}: masked values are missing values", hint=MISSING_HINT)
    try:
        raw = np.asarray(values)
    except ValueError as error:
        raise MeasureError(f"{what}: rows of different lengths") from error
    if raw.dtype.kind == "O":
        for index, item in enumerate(raw.flat):
            if item is not None and not isinstance(item, (Real, Decimal)):
                place = _position(index, raw.shape)
                raise MeasureError(f"{what}: {place} is {item!r}, not a number", hint=MISSING_HINT)
    elif raw.dtype.kind not in "biuf":
        raise MeasureError(f"{what}: numbers are needed, not values of type {raw.dtype}")
    array = np.array(raw, dtype=np.float64)
    if array.ndim != dimensions:
        raise MeasureError(
            f"{what}: {_DIMENSIONS[dimensions]} is needed, not an array of shape {array.shape}"
        )
    if array.size == 0:
        raise MeasureError(f"{what}: empty")
    refuse_where(np.isinf(array), array, what, "not a finite number", MISSING_HINT)
    return array


def not_negative(array: FloatArray, what: str) -> FloatArray:
    """Array as given, refused if it holds a negative; gaps pass.

    Parameters
    ----------
    array : array of float64
        One value, a row or a table.
    what : str
        Name of the input in messages.

    Returns
    -------
    array of float64
        The same array.

    Examples
    --------
    >>> not_negative(np.array([0.0, -9.0]), "exports")
    Traceback (most recent call last):
    equipoise.errors.MeasureError: exports: position 1 is -9, negative
    """
    refuse_where(array < 0, array, what, "negative", "missing codes such as -9 must be nulls")
    return array


def at_most_one(array: FloatArray, what: str) -> FloatArray:
    """Array with float dust above 1 removed, refused if there is more than dust; gaps pass.

    Parameters
    ----------
    array : array of float64
        One value, a row or a table.
    what : str
        Name of the input in messages.

    Returns
    -------
    array of float64
        At most 1.

    Examples
    --------
    >>> at_most_one(np.array([0.5, 11.5]), "share")
    Traceback (most recent call last):
    equipoise.errors.MeasureError: share: position 1 is 11.5, above 1
    """
    above = array > 1 + FLOAT_DUST
    refuse_where(above, array, what, "above 1", "shares run from 0 to 1, not in percent")
    return np.minimum(array, 1.0)
