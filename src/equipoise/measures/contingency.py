"""Tables of how the ordinal ties of two states fall together, for all dyads of a year at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from equipoise.errors import MeasureError
from equipoise.measures.refusals import FloatArray, floats, refuse_where

Counts = NDArray[np.floating[Any]]

_EXACT_IN_FLOAT32 = 2**24


@dataclass(frozen=True, slots=True)
class Contingency:
    """How often state i has level k where state j has level l, for every dyad (i, j).

    Parameters
    ----------
    counts : array, shape (n_levels, n_levels, n_states, n_states)
        Entry k, l, i, j; only entries known for both states count. Whole numbers, or sums of
        weights.
    """

    counts: Counts

    @property
    def levels(self) -> int:
        """Number of levels of the scale, observed or not."""
        return len(self.counts)

    def sums(self, *cell_weights: NDArray[np.float64]) -> FloatArray:
        """Weighted sums over the cells of every dyad.

        Parameters
        ----------
        *cell_weights : array, shape (n_levels, n_levels)
            What a case in each cell counts.

        Returns
        -------
        array of float64, shape (n_sums, n_states, n_states)
            One table of dyads for each argument.
        """
        cells, dyads = self.levels**2, self.counts.shape[2:]
        weights = np.array(cell_weights, dtype=self.counts.dtype).reshape(-1, cells)
        summed = weights @ self.counts.reshape(cells, -1)
        return summed.reshape(-1, *dyads).astype(np.float64)

    def concordance(self) -> FloatArray:
        """Concordant less discordant pairs of entries, each pair counted in both orders.

        Returns
        -------
        array of float64, shape (n_states, n_states)
            Kendall's score times two.
        """
        cells = self.levels**2
        level = np.arange(self.levels)
        order = np.sign(level[:, None] - level)
        # Sum over cells a, b of N_a N_b order(rows of a, b) order(columns of a, b).
        both_orders = np.kron(order, order).astype(self.counts.dtype)
        counts = self.counts.reshape(cells, -1)
        score = np.einsum("cd,cd->d", counts, both_orders @ counts)
        both: FloatArray = score.reshape(self.counts.shape[2:]).astype(np.float64)
        return both

    def presence(self) -> Contingency:
        """The same dyads with all levels above 0 taken as one.

        Returns
        -------
        Contingency
            Two levels: no tie, any tie.
        """
        tie = (np.arange(self.levels) > 0).astype(np.float64)
        none = 1.0 - tie
        cells = (np.outer(first, second) for first in (none, tie) for second in (none, tie))
        return Contingency(self.sums(*cells).reshape(2, 2, *self.counts.shape[2:]))


def on_scale(values: ArrayLike, levels: int, what: str, *, lowest: int = 0) -> FloatArray:
    """Table of ordinal values counted from 0; gaps kept.

    Parameters
    ----------
    values : array-like, shape (n_rows, n_columns)
        Whole numbers from ``lowest`` to ``lowest + levels - 1``; NaN where not known.
    levels : int
        Number of levels of the scale, two at least.
    what : str
        Name of the input in messages.
    lowest : int, optional
        Code of the lowest level.

    Returns
    -------
    array of float64, shape (n_rows, n_columns)
        0 to ``levels - 1``, NaN where not known.

    Raises
    ------
    MeasureError
        A value is off the scale, none is known, the shape is wrong, or there are fewer than two
        levels.

    Examples
    --------
    >>> on_scale([[1, 3], [None, 2]], 3, "votes", lowest=1)
    array([[ 0.,  2.],
           [nan,  1.]])
    """
    if levels < 2:
        raise MeasureError(f"levels: {levels}", hint="a scale has two levels at least")
    table = floats(values, what, 2)
    highest = lowest + levels - 1
    gap = np.isnan(table)
    off = ~gap & ((table < lowest) | (table > highest) | (table != np.floor(table)))
    refuse_where(off, table, what, f"not a level from {lowest} to {highest}", "recode it")
    if gap.all():
        raise MeasureError(f"{what}: no value is known", hint="leave the table out")
    return table - lowest


def contingency(table: FloatArray, levels: int, weights: FloatArray | None = None) -> Contingency:
    """Contingency of every dyad from one matrix product for each cell of the table.

    Parameters
    ----------
    table : array, shape (n_states, n_columns)
        Levels from ``on_scale``; NaN where not known.
    levels : int
        Number of levels of the scale.
    weights : array, shape (n_columns,), optional
        What each column counts; 1 each unless given.

    Returns
    -------
    Contingency
        Of all dyads, a state with itself included.

    Examples
    --------
    >>> pairs = contingency(np.array([[0.0, 1.0, 1.0], [1.0, 1.0, np.nan]]), 2)
    >>> pairs.counts[:, :, 0, 1]
    array([[0., 1.],
           [0., 1.]], dtype=float32)
    """
    states, columns = table.shape
    # Every sum of whole numbers that a measure takes stays below columns times this.
    largest = columns * max(columns, (levels - 1) ** 2)
    whole = weights is None and largest < _EXACT_IN_FLOAT32
    exact = np.dtype(np.float32 if whole else np.float64)
    has = (table == np.arange(levels)[:, None, None]).astype(exact)
    weighed = has if weights is None else has * weights
    counts = np.empty((levels, levels, states, states), exact)
    for first in range(levels):
        for second in range(first, levels):
            np.matmul(weighed[first], has[second].T, out=counts[first, second])
            counts[second, first] = counts[first, second].T
    return Contingency(counts)
