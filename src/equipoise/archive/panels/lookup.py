"""Looking up rows of imported tables for the states and dyads of a panel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from equipoise.archive.panels.frame import DyadYears
from equipoise.archive.panels.roster import Roster, year_of, years_covered
from equipoise.archive.panels.systems import COW, membership_spells
from equipoise.errors import DataError


@dataclass(frozen=True, slots=True, eq=False)
class PairRows:
    """Rows of a dyadic table for the rows of a panel.

    Parameters
    ----------
    rows : array of int, shape (n_rows,)
        Row of the table; -1 if it has none.
    turned : array of bool, shape (n_rows,)
        Whether that row has the two states the other way round.
    """

    rows: NDArray[np.int32]
    turned: NDArray[np.bool_]


def state_numbers(roster: Roster, states: pa.ChunkedArray | pa.Array) -> NDArray[np.int32]:
    """Numbers of states in a roster.

    Parameters
    ----------
    roster : Roster
        The states.
    states : pyarrow array of str
        Ids of the vocabulary.

    Returns
    -------
    array of int, shape (n,)
        Place of each id among the roster's; -1 where it is not one of them.
    """
    if pa.types.is_dictionary(states.type):
        states = states.cast(states.type.value_type)
    known = pa.array(roster.states, type=states.type)
    places = compute.index_in(states, value_set=known).fill_null(-1)
    found: NDArray[np.int32] = places.to_numpy().astype(np.int32, copy=False)
    return found


def state_rows(roster: Roster, name: str, table: pa.Table) -> NDArray[np.int32]:
    """Rows of a table of states by year for the cells of a roster.

    Parameters
    ----------
    roster : Roster
        The grid.
    name : str
        Name of the table, for the message.
    table : pyarrow.Table
        With columns ``state`` and ``year``.

    Returns
    -------
    array of int, shape (n_codes * n_years,)
        Row of each cell; -1 if it has none.

    Raises
    ------
    DataError
        Two rows are about one state and year.
    """
    state, year = state_numbers(roster, table["state"]), _years(roster, table)
    count = len(roster.states)
    inside = np.flatnonzero((state >= 0) & (year >= 0) & (year < roster.n_years))
    key = state[inside] * roster.n_years + year[inside]
    row_of = _unique_rows(key, inside, count * roster.n_years, name, table)
    cells = roster.cell_states.astype(np.int32) * roster.n_years + roster.cell_years - roster.first
    return np.where(roster.cell_states >= 0, row_of[cells], np.int32(-1))


def pair_rows(
    frame: DyadYears, name: str, table: pa.Table, *, either_order: bool = True
) -> PairRows:
    """Rows of a table of dyads by year for the rows of a panel.

    Parameters
    ----------
    frame : DyadYears
        The panel's rows.
    name : str
        Name of the table, for the message.
    table : pyarrow.Table
        With columns ``state1``, ``state2`` and ``year``.
    either_order : bool
        Whether a row also answers for the two states the other way round, where the table has
        none for that order. So an undirected table fills a directed panel.

    Returns
    -------
    PairRows
        The rows.

    Raises
    ------
    DataError
        Two rows are about one dyad and year.
    """
    roster = frame.roster
    count, years = len(roster.states), roster.n_years
    one, other = (state_numbers(roster, table[f"state{side}"]) for side in (1, 2))
    year = _years(roster, table)
    inside = np.flatnonzero((one >= 0) & (other >= 0) & (year >= 0) & (year < years))
    key = (one[inside] * count + other[inside]) * years + year[inside]
    row_of = _unique_rows(key, inside, count * count * years, name, table)
    rows = row_of[frame.pair_keys()]
    turned = np.zeros(len(rows), dtype=np.bool_)
    if either_order:
        absent = np.flatnonzero(rows < 0)
        opposite = row_of[frame.reversed_keys()[absent]]
        rows[absent] = opposite
        turned[absent] = opposite >= 0
    return PairRows(rows, turned)


def spells_in_cells(roster: Roster, table: pa.Table) -> NDArray[np.bool_]:
    """In which cells of a roster at least one day lies in a spell of a table.

    Parameters
    ----------
    roster : Roster
        The grid.
    table : pyarrow.Table
        With columns ``state``, ``start`` and ``end``: dates, both included; without an end the
        spell is open.

    Returns
    -------
    array of bool, shape (n_codes * n_years,)
        True where a spell of the state touches the year.
    """
    state = state_numbers(roster, table["state"])
    low, high = spell_years(roster, table)
    touched = np.zeros((len(roster.states) + 1, roster.n_years), dtype=np.bool_)
    for number, begin, end in zip(state, low, high, strict=True):
        if number >= 0:
            touched[number, begin : end + 1] = True
    found: NDArray[np.bool_] = touched[roster.state_of, np.arange(roster.n_years)].reshape(-1)
    return found


def spell_years(roster: Roster, table: pa.Table) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last year of each spell of a table, counted from the first of a roster.

    Parameters
    ----------
    roster : Roster
        The years.
    table : pyarrow.Table
        With columns ``start`` and ``end``: dates, both included, or years; without an end the
        spell is open.

    Returns
    -------
    tuple of array of int, shape (n,)
        Years from 0, cut to those of the roster; the last lies before the first where a spell
        lies outside them.
    """
    bounds = []
    for name, otherwise in (("start", roster.first), ("end", roster.last)):
        values = table[name].combine_chunks()
        if pa.types.is_integer(values.type):
            years = values.fill_null(otherwise).to_numpy()
        else:
            days = values.cast(pa.date32()).to_numpy(zero_copy_only=False).astype("M8[D]")
            years = np.where(np.isnat(days), otherwise, year_of(days))
        bounds.append(years.astype(np.int64))
    low = np.clip(bounds[0] - roster.first, 0, roster.n_years)
    return low, np.clip(bounds[1] - roster.first, -1, roster.n_years - 1)


def cow_members(roster: Roster, span: tuple[int, int]) -> NDArray[np.bool_]:
    """Cells that a data set on the members of the Correlates of War system covers.

    Parameters
    ----------
    roster : Roster
        The grid, of either list.
    span : tuple of int, int
        First and last year of the data set.

    Returns
    -------
    array of bool, shape (n_codes * n_years,)
        True within the span, where the state of the cell is a member on at least one day of
        the year, open spells carried on.
    """
    spells = membership_spells(COW)
    begin, end = years_covered(spells.start, spells.end)
    state = state_numbers(roster, pa.array(spells.state, pa.string()))
    member = np.zeros((len(roster.states) + 1, roster.n_years), dtype=np.bool_)
    for number, low, high in zip(state, begin - roster.first, end - roster.first, strict=True):
        if number >= 0:
            member[number, max(low, 0) : max(high + 1, 0)] = True
    cells: NDArray[np.bool_] = member[roster.state_of, np.arange(roster.n_years)].reshape(-1)
    years = roster.cell_years
    return cells & (years >= span[0]) & (years <= span[1])


def cow_pairs(frame: DyadYears, span: tuple[int, int]) -> NDArray[np.bool_]:
    """Rows that a data set on dyads of the Correlates of War system covers.

    Parameters
    ----------
    frame : DyadYears
        The panel's rows.
    span : tuple of int, int
        First and last year of the data set.

    Returns
    -------
    array of bool, shape (n_rows,)
        True within the span where both states are members in the year.
    """
    cells = cow_members(frame.roster, span)
    both: NDArray[np.bool_] = cells[frame.cells1] & cells[frame.cells2]
    return both


def _years(roster: Roster, table: pa.Table) -> NDArray[np.int32]:
    """Years of a table, counted from the first of a roster."""
    years: NDArray[np.int32] = table["year"].to_numpy().astype(np.int32) - np.int32(roster.first)
    return years


def _unique_rows(
    key: NDArray[np.int32], rows: NDArray[np.int64], size: int, name: str, table: pa.Table
) -> NDArray[np.int32]:
    """Row by key, -1 where no row has it; two rows with one key are refused."""
    row_of = np.full(size, -1, dtype=np.int32)
    row_of[key] = rows
    lost = np.flatnonzero(row_of[key] != rows)
    if len(lost):
        first, second = sorted((int(rows[lost[0]]), int(row_of[key[lost[0]]])))
        what = {k: v for k, v in table.slice(first, 1).to_pylist()[0].items() if k in _KEYS}
        said = ", ".join(f"{k} {v}" for k, v in what.items())
        message = f"{name}: rows {first + 1} and {second + 1} are both about {said}"
        raise DataError(message, hint="import a file that has one row for each")
    return row_of


_KEYS = ("state", "state1", "state2", "year")
