"""Similarity of foreign policies: how alike the ties or votes of two states are, for all dyads."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike

from equipoise.errors import MeasureError
from equipoise.measures.agreement import Agreement, Disagreement, Distance
from equipoise.measures.contingency import contingency, on_scale
from equipoise.measures.guards import amounts
from equipoise.measures.refusals import FloatArray, floats, refuse_where
from equipoise.measures.registry import measure
from equipoise.measures.totals import positive_total


@dataclass(frozen=True, slots=True)
class Similarities:
    """All measures of similarity for all dyads of one year, each of shape (n_states, n_states).

    Parameters
    ----------
    common : array
        Entries known for both states.
    s_absolute, s_squared, s_binary : array
        Signorino and Ritter's S by absolute and squared distance, and of tie or no tie.
    tau_b : array
        Kendall's tau-b.
    pi_nominal, pi_squared, pi_binary : array
        Scott's pi with equal and with squared disagreement, and of tie or no tie.
    kappa_nominal, kappa_squared, kappa_binary : array
        Cohen's kappa likewise.
    """

    common: FloatArray
    s_absolute: FloatArray
    s_squared: FloatArray
    s_binary: FloatArray
    tau_b: FloatArray
    pi_nominal: FloatArray
    pi_squared: FloatArray
    pi_binary: FloatArray
    kappa_nominal: FloatArray
    kappa_squared: FloatArray
    kappa_binary: FloatArray


def alliance_portfolios(ties: ArrayLike, levels: int) -> FloatArray:
    """Ties of every state to every state, its tie to itself the highest there is.

    Counting a state as its own closest ally is the convention of the literature; without it two
    states that are allied to each other alone would look different.

    Parameters
    ----------
    ties : array, shape (n_states, n_states)
        Level of the tie of each state (row) to each state (column), 0 to ``levels - 1``, never
        NaN; what stands on the diagonal is not read.
    levels : int
        Number of levels of the scale, observed or not.

    Returns
    -------
    array of float64, shape (n_states, n_states)
        The ties with ``levels - 1`` on the diagonal.

    Raises
    ------
    MeasureError
        The table is not square, a tie is missing or off the scale, or there are fewer than two
        levels.

    References
    ----------
    signorinoritter1999.

    Examples
    --------
    >>> alliance_portfolios(np.array([[0, 1], [1, 0]]), levels=4)
    array([[3., 1.],
           [1., 3.]])
    """
    table = floats(ties, "ties", 2)
    if len(table) != table.shape[1]:
        raise MeasureError(f"ties: a square table is needed, not one of shape {table.shape}")
    np.fill_diagonal(table, levels - 1)
    refuse_where(np.isnan(table), table, "ties", "a missing value", "no tie is 0")
    return on_scale(table, levels, "ties")


def tie_or_none(portfolios: ArrayLike, levels: int) -> FloatArray:
    """Portfolios with all ties above 0 taken as one, for the binary form of each measure.

    Parameters
    ----------
    portfolios : array, shape (n_states, n_entries)
        Levels from 0 to ``levels - 1``; NaN where not known.
    levels : int
        Number of levels of the scale.

    Returns
    -------
    array of float64, shape (n_states, n_entries)
        0 or 1, NaN where not known; two levels.

    Examples
    --------
    >>> tie_or_none(np.array([[0.0, 3.0], [1.0, np.nan]]), levels=4)
    array([[ 0.,  1.],
           [ 1., nan]])
    """
    return np.minimum(on_scale(portfolios, levels, "portfolios"), 1.0)


@measure(
    formula="S_ij = 1 - 2 sum_m w_m d(x_im, x_jm) / (d_max sum_m w_m), d = |x - y| or (x - y)^2",
    unit="index",
    bounds=(-1.0, 1.0),
    citation=("signorinoritter1999",),
)
def s_score(
    portfolios: ArrayLike,
    levels: int,
    *,
    distance: Distance = "absolute",
    weights: ArrayLike | None = None,
) -> FloatArray:
    """Similarity of portfolios by distance, for all dyads (Signorino and Ritter's S).

    S does not correct for chance: where ties are rare, nearly all dyads look alike.

    Parameters
    ----------
    portfolios : array, shape (n_states, n_entries)
        Level of each entry of each state, 0 to ``levels - 1``; NaN where not known. For
        alliances, the table of ``alliance_portfolios``.
    levels : int
        Number of levels of the scale, observed or not.
    distance : {"absolute", "squared"}, optional
        Distance between two levels.
    weights : array, shape (n_entries,), optional
        What each entry counts, such as the capability of the partner; equal unless given.

    Returns
    -------
    array, shape (n_states, n_states)
        -1 (opposite) to 1 (the same); over the entries known for both, NaN if there is none.

    Raises
    ------
    MeasureError
        A value is off the scale, none is known, the shape is wrong, the distance is unknown, or
        the weights do not fit.

    References
    ----------
    signorinoritter1999.

    Examples
    --------
    >>> s_score(np.array([[3, 0, 0, 3], [3, 0, 0, 0]]), levels=4)
    array([[1. , 0.5],
           [0.5, 1. ]])
    """
    table = on_scale(portfolios, levels, "portfolios")
    return Agreement.of(contingency(table, levels, _entry_weights(weights, table))).s(distance)


@measure(
    formula="tau_b = (C - D) / sqrt((T - T_x)(T - T_y)), T pairs of entries, T_x tied in x",
    unit="index",
    bounds=(-1.0, 1.0),
    citation=("kendall1945",),
)
def tau_b(portfolios: ArrayLike, levels: int) -> FloatArray:
    """Rank correlation of portfolios with ties, for all dyads (Kendall's tau-b).

    It measures association and not agreement: portfolios that rank all partners alike at
    different levels get 1.

    Parameters
    ----------
    portfolios : array, shape (n_states, n_entries)
        Level of each entry of each state, 0 to ``levels - 1``; NaN where not known.
    levels : int
        Number of levels of the scale, observed or not.

    Returns
    -------
    array, shape (n_states, n_states)
        -1 to 1; NaN where one of the two has the same level throughout.

    Raises
    ------
    MeasureError
        A value is off the scale, none is known, or the shape is wrong.

    References
    ----------
    kendall1945.

    Examples
    --------
    >>> tau_b(np.array([[3, 0, 0, 3], [3, 3, 0, 3]]), levels=4).round(4)
    array([[1.    , 0.5774],
           [0.5774, 1.    ]])
    """
    return _agreement(portfolios, levels).tau_b()


@measure(
    formula="pi = 1 - D_o / D_e, D_e from the levels of both states pooled",
    unit="index",
    bounds=(-1.0, 1.0),
    citation=("scott1955", "hage2011"),
)
def scott_pi(
    portfolios: ArrayLike, levels: int, *, disagreement: Disagreement = "nominal"
) -> FloatArray:
    """Agreement of portfolios beyond chance, if both states tie as often (Scott's pi).

    Parameters
    ----------
    portfolios : array, shape (n_states, n_entries)
        Level of each entry of each state, 0 to ``levels - 1``; NaN where not known.
    levels : int
        Number of levels of the scale, observed or not.
    disagreement : {"nominal", "squared"}, optional
        Whether two different levels disagree fully or by the square of their distance.

    Returns
    -------
    array, shape (n_states, n_states)
        -1 to 1, 0 by chance; NaN where both have one and the same level throughout.

    Raises
    ------
    MeasureError
        A value is off the scale, none is known, the shape is wrong, or the disagreement is
        unknown.

    References
    ----------
    scott1955, hage2011.

    Examples
    --------
    >>> scott_pi(np.array([[3, 0, 0, 3], [3, 0, 0, 0]]), levels=4).round(4)
    array([[1.    , 0.4667],
           [0.4667, 1.    ]])
    """
    return _agreement(portfolios, levels).pi(disagreement)


@measure(
    formula="kappa = 1 - D_o / D_e, D_e from the levels of each state",
    unit="index",
    bounds=(-1.0, 1.0),
    citation=("cohen1960", "cohen1968", "hage2011"),
)
def cohen_kappa(
    portfolios: ArrayLike, levels: int, *, disagreement: Disagreement = "nominal"
) -> FloatArray:
    """Agreement of portfolios beyond chance, given how often each state ties (Cohen's kappa).

    The scale is the one given: a level that neither state has still keeps its neighbors apart.

    Parameters
    ----------
    portfolios : array, shape (n_states, n_entries)
        Level of each entry of each state, 0 to ``levels - 1``; NaN where not known.
    levels : int
        Number of levels of the scale, observed or not.
    disagreement : {"nominal", "squared"}, optional
        Whether two different levels disagree fully or by the square of their distance.

    Returns
    -------
    array, shape (n_states, n_states)
        -1 to 1, 0 by chance; NaN where both have one and the same level throughout.

    Raises
    ------
    MeasureError
        A value is off the scale, none is known, the shape is wrong, or the disagreement is
        unknown.

    References
    ----------
    cohen1960, cohen1968, hage2011.

    Examples
    --------
    >>> cohen_kappa(np.array([[3, 0, 0, 3], [3, 0, 0, 0]]), levels=4)
    array([[1. , 0.5],
           [0.5, 1. ]])
    """
    return _agreement(portfolios, levels).kappa(disagreement)


def similarities(portfolios: ArrayLike, levels: int, *, minimum: int = 1) -> Similarities:
    """All measures of similarity for all dyads, from one contingency.

    Parameters
    ----------
    portfolios : array, shape (n_states, n_entries)
        Level of each entry of each state, 0 to ``levels - 1``; NaN where not known. For
        alliances, the table of ``alliance_portfolios``; for votes, one column a roll call.
    levels : int
        Number of levels of the scale, observed or not.
    minimum : int, optional
        Entries known for both states below which a dyad is NaN throughout.

    Returns
    -------
    Similarities
        One table of dyads a measure.

    Raises
    ------
    MeasureError
        A value is off the scale, none is known, the shape is wrong, or the minimum is below 1.

    References
    ----------
    signorinoritter1999, kendall1945, scott1955, cohen1960, cohen1968, hage2011.

    Examples
    --------
    >>> found = similarities(np.array([[3, 0, 0, 3], [3, 0, 0, 0]]), levels=4)
    >>> found.s_absolute[0, 1], found.kappa_squared[0, 1]
    (np.float64(0.5), np.float64(0.5))
    """
    if minimum < 1:
        raise MeasureError(f"minimum: {minimum}", hint="one common entry at least")
    valued = _agreement(portfolios, levels)
    binary = Agreement.of(valued.dyads.presence())
    found = Similarities(
        common=valued.common,
        s_absolute=valued.s("absolute"),
        s_squared=valued.s("squared"),
        s_binary=binary.s("absolute"),
        tau_b=valued.tau_b(),
        pi_nominal=valued.pi("nominal"),
        pi_squared=valued.pi("squared"),
        pi_binary=binary.pi("nominal"),
        kappa_nominal=valued.kappa("nominal"),
        kappa_squared=valued.kappa("squared"),
        kappa_binary=binary.kappa("nominal"),
    )
    if minimum > 1:
        few = found.common < minimum
        for field in fields(found)[1:]:
            getattr(found, field.name)[few] = np.nan
    return found


def _agreement(portfolios: ArrayLike, levels: int) -> Agreement:
    """Sums over the contingency of checked portfolios."""
    return Agreement.of(contingency(on_scale(portfolios, levels, "portfolios"), levels))


def _entry_weights(weights: ArrayLike | None, table: FloatArray) -> FloatArray | None:
    """Weights of the entries, checked; none if all count alike."""
    if weights is None:
        return None
    checked = amounts(weights, "weights")
    positive_total(checked, "weights")
    if len(checked) != table.shape[1]:
        raise MeasureError(
            f"weights: {len(checked)} for {table.shape[1]} entries", hint="one for each column"
        )
    return checked
