"""Frames of panels: the state-years and dyad-years that a published list admits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from equipoise.archive.panels.roster import PanelYears, Roster, roster_of, together


@dataclass(frozen=True, slots=True, eq=False)
class StateYears:
    """Rows of a panel of states, by code and year.

    Parameters
    ----------
    roster : Roster
        The states and years behind them.
    cells : array of int, shape (n_rows,)
        Cell of the roster's grid in each row, ascending.
    """

    roster: Roster
    cells: NDArray[np.int32]

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.cells)

    def position(self, code: ArrayLike, year: ArrayLike) -> NDArray[np.int64]:
        """Rows of codes in years.

        Parameters
        ----------
        code : int or array of int
            Codes of the list.
        year : int or array of int
            Years, one a code.

        Returns
        -------
        array of int
            Row numbers from 0; -1 where the panel has no such row.

        Examples
        --------
        >>> frame = state_years(PanelYears(start=1816, end=1816))
        >>> frame.position([2, 20], 1816).tolist()
        [0, -1]
        """
        cell, known = cell_of(self.roster, code, year)
        return _found(self.cells, cell, known)


@dataclass(frozen=True, slots=True, eq=False)
class DyadYears:
    """Rows of a panel of dyads, by code of the first, code of the second and year.

    Parameters
    ----------
    roster : Roster
        The states and years behind them.
    directed : bool
        Whether each pair has two rows a year; otherwise one, the smaller code first.
    keys : array of int, shape (n_rows,)
        Place of each row in the cube of codes, codes and years, ascending.
    cells1, cells2 : array of int, shape (n_rows,)
        Cell of the roster's grid of the first and of the second state.
    """

    roster: Roster
    directed: bool
    keys: NDArray[np.int32]
    cells1: NDArray[np.int32]
    cells2: NDArray[np.int32]

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.keys)

    def position(self, code1: ArrayLike, code2: ArrayLike, year: ArrayLike) -> NDArray[np.int64]:
        """Rows of dyads in years.

        Parameters
        ----------
        code1, code2 : int or array of int
            Codes of the list, in the order of the panel.
        year : int or array of int
            Years, one a dyad.

        Returns
        -------
        array of int
            Row numbers from 0; -1 where the panel has no such row.

        Examples
        --------
        >>> frame = dyad_years(PanelYears(start=1975, end=1975))
        >>> frame.position([115, 2], [817, 200], 1975)[0]
        np.int64(-1)
        """
        one, known = cell_of(self.roster, code1, year)
        other, also = cell_of(self.roster, code2, year)
        years = self.roster.n_years
        key = (one // years * len(self.roster.codes) + other // years) * years + one % years
        return _found(self.keys, key, known & also)

    @property
    def years(self) -> NDArray[np.int32]:
        """Year of every row, shape (n_rows,)."""
        return self.cells1 % self.roster.n_years + self.roster.first

    def pair_keys(self) -> NDArray[np.int32]:
        """Place of every row in the cube of states, states and years, shape (n_rows,).

        It is that of the codes where every code is one state for good, as with the
        Correlates of War.
        """
        states, years = self.roster.cell_states, self.roster.n_years
        if _one_to_one(self.roster):
            return self.keys
        one, other = states[self.cells1].astype(np.int32), states[self.cells2]
        found: NDArray[np.int32] = (one * len(self.roster.states) + other) * years + (
            self.cells1 % years
        )
        return found

    def reversed_keys(self) -> NDArray[np.int32]:
        """Place of every row's opposite in the cube of states, states and years."""
        years = self.roster.n_years
        states = self.roster.cell_states.astype(np.int32)
        one, other = states[self.cells1], states[self.cells2]
        return (other * len(self.roster.states) + one) * years + self.cells1 % years


def state_years(asked: PanelYears) -> StateYears:
    """State-years of a published list.

    Parameters
    ----------
    asked : PanelYears
        List, years and region.

    Returns
    -------
    StateYears
        One row for each code and year of which a spell covers at least one day.

    Raises
    ------
    ArgumentError
        There is no such list, or the years run backwards or past it without ``carry_to``.
    PeriodError
        The years begin before the list does, or lie beyond 2100.
    UnknownRegionError
        No region has this id.

    References
    ----------
    cow2017, gleditsch1999.

    Examples
    --------
    >>> len(state_years(PanelYears())), len(state_years(PanelYears(carry_to=2025)))
    (15951, 17706)
    """
    roster = roster_of(asked)
    return StateYears(roster, np.flatnonzero(roster.present).astype(np.int32))


def dyad_years(asked: PanelYears, *, directed: bool = True) -> DyadYears:
    """Dyad-years of a published list.

    Two states make a row for a year if at least one day of it lies in spells of both; a year
    that they share without a day, as 115 and 817 share 1975, makes none.

    Parameters
    ----------
    asked : PanelYears
        List, years and region; with a region both states must be its members in the year.
    directed : bool
        Whether each pair has two rows a year.

    Returns
    -------
    DyadYears
        Sorted rows.

    Raises
    ------
    ArgumentError
        There is no such list, or the years run backwards or past it without ``carry_to``.
    PeriodError
        The years begin before the list does, or lie beyond 2100.
    UnknownRegionError
        No region has this id.

    References
    ----------
    cow2017, gleditsch1999.

    Examples
    --------
    >>> east_asia = PanelYears(start=2012, end=2012, region="east-asia")
    >>> len(dyad_years(east_asia)), len(dyad_years(east_asia, directed=False))
    (240, 120)
    """
    roster = roster_of(asked)
    shared = together(roster)
    count, years = len(roster.codes), roster.n_years
    if not directed:
        shared &= np.triu(np.ones((count, count), dtype=np.bool_), 1)[:, :, None]
    keys = np.flatnonzero(shared).astype(np.int32)
    pair, year = np.divmod(keys, np.int32(years))
    one, other = np.divmod(pair, np.int32(count))
    return DyadYears(
        roster,
        directed,
        keys,
        cells1=one * np.int32(years) + year,
        cells2=other * np.int32(years) + year,
    )


def cell_of(
    roster: Roster, code: ArrayLike, year: ArrayLike
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Cells of codes in years.

    Parameters
    ----------
    roster : Roster
        The grid.
    code, year : int or array of int
        Codes of the list and years.

    Returns
    -------
    tuple of array
        Cells, 0 where the roster has none, and whether it has one; one dimension.
    """
    codes, years = np.broadcast_arrays(np.atleast_1d(code), np.atleast_1d(year))
    place = np.minimum(np.searchsorted(roster.codes, codes), len(roster.codes) - 1)
    known = (roster.codes[place] == codes) & (years >= roster.first) & (years <= roster.last)
    cell = place * roster.n_years + years - roster.first
    return np.where(known, cell, 0), known


def _found(
    keys: NDArray[np.int32], wanted: NDArray[np.int64], known: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Places of wanted keys among sorted ones; -1 where there is none."""
    if not len(keys):
        return np.full(len(wanted), -1)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(known & (keys[place] == wanted), place, -1)


def _one_to_one(roster: Roster) -> bool:
    """Whether the number of every state equals that of its code in every year."""
    codes = np.arange(len(roster.codes), dtype=np.int16)[:, None]
    return bool(np.all((roster.state_of == codes) | (roster.state_of < 0)))
