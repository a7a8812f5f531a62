"""Shares of a total, standing relative to the largest, ranks."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from equipoise.errors import MeasureError
from equipoise.measures.gaps import Number, as_given, each_amount, each_positive_amount, same_shape
from equipoise.measures.guards import amounts, numbers
from equipoise.measures.refusals import FLOAT_DUST, FloatArray
from equipoise.measures.registry import measure
from equipoise.measures.totals import positive_total, shares_in_total


@measure(
    formula="s_i = x_i / sum_j x_j",
    unit="share",
    bounds=(0.0, 1.0),
    citation=("singer1972",),
)
def share_of_total(values: ArrayLike) -> FloatArray:
    """Share that each case has in the sum of all cases.

    Parameters
    ----------
    values : array, shape (n,)
        The same quantity of each case in one unit; zero if none, never NaN.

    Returns
    -------
    array, shape (n,)
        0 (none of it) to 1 (all of it); adds up to 1.

    Raises
    ------
    MeasureError
        A value is negative or missing, or all are zero.

    References
    ----------
    singer1972.

    Examples
    --------
    >>> share_of_total(np.array([6.0, 3.0, 1.0]))
    array([0.6, 0.3, 0.1])
    """
    return shares_in_total(values, "values")


@measure(
    formula="s = part / total",
    unit="share",
    bounds=(0.0, 1.0),
    citation=("hirschman1945",),
)
def share(part: Number, total: Number) -> Number:
    """Share of a part in its total, where the total is known separately.

    Parameters
    ----------
    part : float or array
        The part, such as exports to one region; zero if none. One number must be known;
        in an array a gap stays a gap.
    total : float or array
        The whole that includes the part, in the same unit and of the same shape.

    Returns
    -------
    float or array
        0 (none of the total) to 1 (all of it).

    Raises
    ------
    MeasureError
        A value is negative or missing, the total is zero, the part exceeds it, or the shapes
        differ.

    References
    ----------
    hirschman1945.

    Examples
    --------
    >>> share(3.0, 12.0)
    0.25
    """
    of_it, whole = each_amount(part, "part"), each_positive_amount(total, "total")
    same_shape(("part", of_it), ("total", whole))
    larger = of_it > whole * (1 + FLOAT_DUST)
    if larger.any():
        first = int(np.argmax(larger))
        place = f", case {first}" if larger.ndim else ""
        raise MeasureError(
            f"part {of_it.flat[first]:g} is larger than its total {whole.flat[first]:g}{place}",
            hint="take both from one source with one definition",
        )
    return as_given(np.minimum(of_it / whole, 1.0), part)


@measure(
    formula="r_i = x_i / max_j x_j",
    unit="factor",
    bounds=(0.0, 1.0),
    citation=("organskikugler1980",),
)
def ratio_to_largest(values: ArrayLike) -> FloatArray:
    """Ratio of each case to the largest case.

    Parameters
    ----------
    values : array, shape (n,)
        The same quantity of each case in one unit; zero if none, never NaN.

    Returns
    -------
    array, shape (n,)
        0 (none) to 1 (the largest itself, and whoever equals it).

    Raises
    ------
    MeasureError
        A value is negative or missing, or all are zero.

    References
    ----------
    organskikugler1980.

    Examples
    --------
    >>> ratio_to_largest(np.array([20.0, 16.0, 5.0]))
    array([1.  , 0.8 , 0.25])
    """
    array = amounts(values, "values")
    positive_total(array, "values")
    ratios: FloatArray = array / array.max()
    return ratios


@measure(
    formula="rank_i = 1 + number of j with x_j > x_i",
    unit="rank",
    bounds=(1.0, math.inf),
    citation=("waltz1979",),
)
def rank(values: ArrayLike) -> NDArray[np.int64]:
    """Rank of each case, 1 for the largest; equals share the better rank (1, 2, 2, 4).

    Parameters
    ----------
    values : array, shape (n,)
        The same quantity of each case in one unit, of either sign, never NaN.

    Returns
    -------
    array of int64, shape (n,)
        1 (largest) to n (smallest).

    Raises
    ------
    MeasureError
        A value is missing.

    References
    ----------
    waltz1979.

    Examples
    --------
    >>> rank(np.array([5.0, 9.0, 5.0, -1.0]))
    array([2, 1, 2, 4])
    """
    array = numbers(values, "values")
    ascending = np.sort(array)
    larger = len(array) - np.searchsorted(ascending, array, side="right")
    return (larger + 1).astype(np.int64)
