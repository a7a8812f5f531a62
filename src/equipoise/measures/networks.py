"""Standing in networks: missions hosted and sent, centrality, seats in the same bodies."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from equipoise.errors import MeasureError
from equipoise.measures.contingency import on_scale
from equipoise.measures.guards import positive_amount
from equipoise.measures.refusals import (
    FLOAT_DUST,
    BoolArray,
    FloatArray,
    floats,
    not_negative,
    refuse_where,
)
from equipoise.measures.registry import measure


@measure(
    formula="h_j = sum_i x_ij / (x_max (n - 1)), i other than j",
    unit="share",
    bounds=(0.0, 1.0),
    citation=("singersmall1966", "duque2018"),
)
def hosting_share(missions: ArrayLike, highest: float = 1.0) -> FloatArray:
    """Diplomatic missions that each state hosts, in the most it could host (indegree).

    Parameters
    ----------
    missions : array, shape (n_states, n_states)
        Whether each state (row) sends a mission to each state (column), 0 or 1, or the rank of
        the mission, 0 to ``highest``; never NaN. The diagonal is not read.
    highest : float, optional
        Rank of the highest mission; 1 if only its existence counts.

    Returns
    -------
    array, shape (n_states,)
        0 (nobody sends one) to 1 (everybody else does, at the highest rank).

    Raises
    ------
    MeasureError
        A value is missing, negative or above the highest, the table is not square, or there is
        one state alone.

    References
    ----------
    singersmall1966, duque2018.

    Examples
    --------
    >>> hosting_share(np.array([[0, 1, 1], [0, 0, 1], [0, 1, 0]]))
    array([0., 1., 1.])
    """
    table = _exchange(missions, highest)
    hosted: FloatArray = table.sum(axis=0) / (len(table) - 1)
    return hosted


@measure(
    formula="o_i = sum_j x_ij / (x_max (n - 1)), j other than i",
    unit="share",
    bounds=(0.0, 1.0),
    citation=("singersmall1966",),
)
def sending_share(missions: ArrayLike, highest: float = 1.0) -> FloatArray:
    """Diplomatic missions that each state sends, in the most it could send (outdegree).

    Parameters
    ----------
    missions : array, shape (n_states, n_states)
        As for ``hosting_share``.
    highest : float, optional
        Rank of the highest mission; 1 if only its existence counts.

    Returns
    -------
    array, shape (n_states,)
        0 (sends none) to 1 (to everybody else, at the highest rank).

    Raises
    ------
    MeasureError
        As for ``hosting_share``.

    References
    ----------
    singersmall1966.

    Examples
    --------
    >>> sending_share(np.array([[0, 1, 1], [0, 0, 1], [0, 1, 0]]))
    array([1. , 0.5, 0.5])
    """
    table = _exchange(missions, highest)
    sent: FloatArray = table.sum(axis=1) / (len(table) - 1)
    return sent


@measure(
    formula="A c = lambda_1 c, A = (X + X^T) / 2 without diagonal, max_i c_i = 1",
    unit="index",
    bounds=(0.0, 1.0),
    citation=("bonacich1972",),
)
def eigenvector_centrality(ties: ArrayLike) -> FloatArray:
    """Centrality of each state, where ties to central states count for more (Bonacich).

    Direction is averaged out. States with no path to the most central part of the network get
    0, however many ties they have among themselves.

    Parameters
    ----------
    ties : array, shape (n_states, n_states)
        Strength of the tie of each state (row) to each state (column), zero if none, never NaN;
        the diagonal is not read.

    Returns
    -------
    array, shape (n_states,)
        0 to 1, the most central state 1.

    Raises
    ------
    MeasureError
        A value is missing or negative, the table is not square, there is one state alone or no
        tie, or two separate parts of the network tie for the lead.

    References
    ----------
    bonacich1972.

    Examples
    --------
    A star of four: the ends have 1 over the root of 3.

    >>> star = np.array([[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    >>> eigenvector_centrality(star).round(4)
    array([1.    , 0.5774, 0.5774, 0.5774])
    """
    table = _others(ties, "ties")
    if not table.any():
        raise MeasureError("ties: there is none", hint="centrality needs a network")
    roots, vectors = np.linalg.eigh((table + table.T) / 2)
    if roots[-1] - roots[-2] <= FLOAT_DUST * len(table) * roots[-1]:
        raise MeasureError(
            "ties: two separate parts of the network tie for the lead",
            hint="take each part by itself",
        )
    leading = np.abs(vectors[:, -1])
    scaled: FloatArray = leading / leading.max()
    return np.where(scaled < FLOAT_DUST * len(table), 0.0, scaled)


@measure(
    formula="m_ij = number of b with x_ib = 1 and x_jb = 1",
    unit="count",
    bounds=(0.0, math.inf),
    citation=("pevehouse2020",),
)
def shared_memberships(membership: ArrayLike) -> FloatArray:
    """Bodies to which both states of a dyad are known to belong, for all dyads.

    Where membership is not known this is a lower bound; ``possible_memberships`` gives the upper
    one, and the count is sure where the two agree.

    Parameters
    ----------
    membership : array, shape (n_states, n_bodies)
        1 (member), 0 (not a member), NaN (not known).

    Returns
    -------
    array of float64, shape (n_states, n_states)
        0 upward; a state with itself gives the number of its memberships.

    Raises
    ------
    MeasureError
        A value is neither 0 nor 1, none is known, or the shape is wrong.

    References
    ----------
    pevehouse2020.

    Examples
    --------
    >>> shared_memberships(np.array([[1, 1, 0], [1, np.nan, 1]]))
    array([[2., 1.],
           [1., 2.]])
    """
    return _both(_membership(membership) == 1)


@measure(
    formula="m_ij = number of b with x_ib = 1 or unknown and x_jb = 1 or unknown",
    unit="count",
    bounds=(0.0, math.inf),
    citation=("pevehouse2020",),
)
def possible_memberships(membership: ArrayLike) -> FloatArray:
    """Bodies to which both states of a dyad may belong, for all dyads.

    Parameters
    ----------
    membership : array, shape (n_states, n_bodies)
        1 (member), 0 (not a member), NaN (not known).

    Returns
    -------
    array of float64, shape (n_states, n_states)
        At least ``shared_memberships``.

    Raises
    ------
    MeasureError
        A value is neither 0 nor 1, none is known, or the shape is wrong.

    References
    ----------
    pevehouse2020.

    Examples
    --------
    >>> possible_memberships(np.array([[1, 1, 0], [1, np.nan, 1]]))
    array([[2., 2.],
           [2., 3.]])
    """
    return _both(_membership(membership) != 0)


def _others(values: ArrayLike, what: str) -> FloatArray:
    """Square table of amounts between states, its diagonal set to zero."""
    table = floats(values, what, 2)
    if len(table) != table.shape[1] or len(table) < 2:
        raise MeasureError(
            f"{what}: shape {table.shape}", hint="one row and one column for each of two states up"
        )
    np.fill_diagonal(table, 0.0)
    refuse_where(np.isnan(table), table, what, "a missing value", "no tie is 0; leave states out")
    return not_negative(table, what)


def _exchange(missions: ArrayLike, highest: float) -> FloatArray:
    """Missions between states in units of the highest."""
    table, top = _others(missions, "missions"), positive_amount(highest, "highest")
    refuse_where(table > top, table, "missions", f"above the highest, {top:g}", "recode it")
    return table / top


def _membership(values: ArrayLike) -> FloatArray:
    """Memberships, each 0, 1 or not known."""
    return on_scale(values, 2, "membership")


def _both(marks: BoolArray) -> FloatArray:
    """For every two rows, the columns that are marked in both."""
    ones = marks.astype(np.float64)
    return ones @ ones.T
