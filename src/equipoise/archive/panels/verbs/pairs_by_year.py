"""What is computed for all pairs of states of one year, kept once for both orders of a pair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from equipoise.archive.panels.columns import CellValues
from equipoise.archive.panels.frame import DyadYears


@dataclass(frozen=True, slots=True, eq=False)
class PairsOfYear:
    """Tables of the pairs of states of one year.

    Parameters
    ----------
    year : int
        Calendar year, one of the panel's.
    states : array of int, shape (n_states,)
        Number of each state in the panel's roster, each once; -1 for one that is not there.
    tables : sequence of array, shape (n_states, n_states)
        One table a column, symmetric; NaN where there is no value. The diagonal is not read.
    """

    year: int
    states: NDArray[np.int32]
    tables: Sequence[NDArray[np.float64]]


def pair_values(
    frame: DyadYears, years: Iterable[PairsOfYear], columns: int
) -> tuple[CellValues, ...]:
    """Columns of a panel from tables of pairs by year.

    Parameters
    ----------
    frame : DyadYears
        The panel's rows.
    years : iterable of PairsOfYear
        Each year once.
    columns : int
        Number of tables in each year.

    Returns
    -------
    tuple of CellValues
        One a column; null in years that are not among those given, and for states that are not.
    """
    roster = frame.roster
    place = np.full((len(roster.states) + 1, roster.n_years), -1, dtype=np.int32)
    base = np.zeros(roster.n_years, dtype=np.int32)
    found: list[list[NDArray[np.float64]]] = [[] for _ in range(columns)]
    count = 0
    for pairs in years:
        shown = np.flatnonzero(pairs.states >= 0)
        place[pairs.states[shown], pairs.year - roster.first] = np.arange(len(shown))
        base[pairs.year - roster.first] = count
        below = np.tri(len(shown), k=-1, dtype=np.bool_)
        for kept, table in zip(found, pairs.tables, strict=True):
            kept.append(table[np.ix_(shown, shown)][below])
        count += len(shown) * (len(shown) - 1) // 2
    rows = _rows(frame, place, base, count)
    return tuple(CellValues(_with_a_null(kept), rows) for kept in found)


def _rows(
    frame: DyadYears, place: NDArray[np.int32], base: NDArray[np.int32], count: int
) -> NDArray[np.int32]:
    """Place of each row among the pairs, ``count`` where it has none."""
    roster = frame.roster
    year = frame.cells1 % np.int32(roster.n_years)
    one = place[roster.cell_states[frame.cells1], year]
    other = place[roster.cell_states[frame.cells2], year]
    high, low = np.maximum(one, other), np.minimum(one, other)
    rows: NDArray[np.int32] = base[year] + high * (high - 1) // 2 + low
    rows[(low < 0) | (low == high)] = count
    return rows


def _with_a_null(parts: Sequence[NDArray[np.float64]]) -> pa.Array:
    """Values one after the other, NaN as null, and a null at the end."""
    values = np.concatenate([*parts, [np.nan]])
    return pa.array(values, mask=np.isnan(values))
