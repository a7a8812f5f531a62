"""Rosters: which states of a published list stand in which year, alone and together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from equipoise.archive.panels.systems import (
    FIRST_YEAR,
    Spells,
    StateSystem,
    membership_spells,
    state_system,
)
from equipoise.errors import ArgumentError, PeriodError
from equipoise.vocabulary.regions import Region, region

_LAST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class PanelYears:
    """Which list, which years, and which states of it.

    Parameters
    ----------
    system : str
        ``cow``, ``gw``, or ``gw-micro``: Gleditsch and Ward with their microstates.
    start : int
        First year, 1816 or later.
    end : int, optional
        Last year; by default the last that the list was published for, or ``carry_to``.
    carry_to : int, optional
        Year to which spells still open where the list stops are carried on. Without it no
        panel runs past the list.
    region : str or Region, optional
        Keeps states in the years in which they were members of the region; of dyads both.
    """

    system: str = "cow"
    start: int = FIRST_YEAR
    end: int | None = None
    carry_to: int | None = None
    region: str | Region | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Roster:
    """States of a list by year: a grid of one cell for each code and year, filled or empty.

    A code belongs to a year if a spell of it covers at least one day of the year.

    Parameters
    ----------
    system : StateSystem
        The published list.
    first, last : int
        First and last year, both included.
    codes : array of int, shape (n_codes,)
        Codes of the list, ascending.
    states : tuple of str
        Ids of the states; the place of an id is its number in ``state_of``.
    state_of : array of int, shape (n_codes, n_years)
        State that bears the code in the year, the later one where it passed on; -1 if none.
    present : array of bool, shape (n_codes, n_years)
        Whether the panel counts the code in the year.
    spells : Spells
        The stays behind it, by code and first day.
    warnings : tuple of str
        What a reader of the panel must know.
    """

    system: StateSystem
    first: int
    last: int
    codes: NDArray[np.int16]
    states: tuple[str, ...]
    state_of: NDArray[np.int16]
    present: NDArray[np.bool_]
    spells: Spells
    warnings: tuple[str, ...] = ()

    @property
    def n_years(self) -> int:
        """Number of years."""
        return self.last - self.first + 1

    @property
    def cell_years(self) -> NDArray[np.int16]:
        """Year of every cell, shape (n_codes * n_years,)."""
        years = np.arange(self.first, self.last + 1, dtype=np.int16)
        return np.tile(years, len(self.codes))

    @property
    def cell_states(self) -> NDArray[np.int16]:
        """Number of the state of every cell, shape (n_codes * n_years,); -1 if none."""
        return self.state_of.reshape(-1)


def roster_of(asked: PanelYears) -> Roster:
    """States that a list counts in each year of a panel.

    Parameters
    ----------
    asked : PanelYears
        List, years and region.

    Returns
    -------
    Roster
        With a warning where spells are carried on.

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
    >>> int(roster_of(PanelYears()).present.sum())
    15951
    """
    system = state_system(asked.system)
    last = last_year(asked, system)
    spells = membership_spells(system)
    codes, unit = np.unique(spells.code, return_inverse=True)
    states = tuple(dict.fromkeys(spells.state))
    begin, end = years_covered(spells.start, spells.end)
    state_of = np.full((len(codes), last - asked.start + 1), -1, dtype=np.int16)
    for place, (code, state) in enumerate(zip(unit, spells.state, strict=True)):
        low = max(int(begin[place]) - asked.start, 0)
        state_of[code, low : max(int(end[place]) - asked.start + 1, 0)] = states.index(state)
    present = state_of >= 0
    if asked.region is not None:
        present &= _region_cells(asked.region, asked.start, states, state_of)
    warnings = [_carried(system, last)] if last > system.published_to else []
    return Roster(
        system,
        asked.start,
        last,
        codes.astype(np.int16),
        states,
        state_of,
        present,
        spells,
        tuple(warnings),
    )


def together(roster: Roster) -> NDArray[np.bool_]:
    """Which two codes of a roster share a day of membership in which year.

    Parameters
    ----------
    roster : Roster
        The codes and years.

    Returns
    -------
    array of bool, shape (n_codes, n_codes, n_years)
        Symmetric; False on the diagonal and where the panel leaves one of the two out.
    """
    spells = roster.spells
    unit = np.searchsorted(roster.codes, spells.code)
    start = np.maximum(spells.start[:, None], spells.start[None, :])
    end = np.minimum(spells.end[:, None], spells.end[None, :])
    one, other = np.nonzero((start < end) & (unit[:, None] != unit[None, :]))
    begin, until = years_covered(start[one, other], end[one, other])
    inside = (until >= roster.first) & (begin <= roster.last)
    one, other = unit[one[inside]], unit[other[inside]]
    low = np.maximum(begin[inside], roster.first) - roster.first
    high = np.minimum(until[inside], roster.last) - roster.first
    count, years = len(roster.codes), roster.n_years
    change = np.zeros((count, count, years + 1), dtype=np.int8)
    np.add.at(change, (one, other, low), 1)
    np.add.at(change, (one, other, high + 1), -1)
    shared: NDArray[np.bool_] = np.cumsum(change, axis=2, dtype=np.int8)[:, :, :years] > 0
    shared &= roster.present[:, None, :]
    shared &= roster.present[None, :, :]
    return shared


def years_covered(
    start: NDArray[np.datetime64], end: NDArray[np.datetime64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last year that half-open spells of days touch.

    Parameters
    ----------
    start : array of datetime64[D], shape (n,)
        First days.
    end : array of datetime64[D], shape (n,)
        First days after, each later than its start.

    Returns
    -------
    tuple of array of int, shape (n,)
        First years and last years, both included.

    Examples
    --------
    >>> spell = np.array(["1990-10-03"], "datetime64[D]"), np.array(["1992-01-01"], "datetime64[D]")
    >>> [int(year[0]) for year in years_covered(*spell)]
    [1990, 1991]
    """
    return year_of(start), year_of(end - np.timedelta64(1, "D"))


def year_of(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Calendar year of each day.

    Parameters
    ----------
    days : array of datetime64[D], shape (n,)
        The days.

    Returns
    -------
    array of int, shape (n,)
        Their years.
    """
    years: NDArray[np.int64] = days.astype("datetime64[Y]").astype(np.int64) + 1970
    return years


def last_year(asked: PanelYears, system: StateSystem) -> int:
    """Last year of a panel, with the years it asks for checked.

    Parameters
    ----------
    asked : PanelYears
        The years asked for.
    system : StateSystem
        The list.

    Returns
    -------
    int
        The last year, included.

    Raises
    ------
    ArgumentError
        The years run backwards, or past the published list without ``carry_to``.
    PeriodError
        The years begin before the list does, or lie beyond 2100.

    Examples
    --------
    >>> last_year(PanelYears(carry_to=2025), state_system("cow"))
    2025
    """
    published, carried = system.published_to, asked.carry_to
    if asked.start < FIRST_YEAR:
        message = f"{asked.start} lies before {FIRST_YEAR}, where the {system.id} list begins"
        raise PeriodError(message, hint=f"start in {FIRST_YEAR} or later")
    if carried is not None and carried <= published:
        message = f"nothing is carried to {carried}: the {system.id} list runs to {published}"
        raise ArgumentError(message, hint=f"end in {carried} without carrying on")
    reach = carried or published
    last = reach if asked.end is None else asked.end
    if max(last, reach) > _LAST_YEAR:
        message = f"{max(last, reach)} is too far on to carry a list of {published}"
        raise PeriodError(message, hint=f"carry it to {_LAST_YEAR} at most")
    if last > reach:
        message = f"{last} lies after {reach}, where the {system.id} list stops"
        hint = f"carry open spells on with carry_to={last}, in a command --carry-to {last}"
        raise ArgumentError(message, hint=hint)
    if last < asked.start:
        message = f"the years run backwards: {asked.start} to {last}"
        raise ArgumentError(message, hint="put the earlier year first")
    return last


def _carried(system: StateSystem, last: int) -> str:
    """Warning of a panel that runs past its list."""
    return (
        f"the list of {system.name} was published to {system.published_to}; spells open there"
        f" are carried on to {last}, so that entries and exits since then are missing"
    )


def _region_cells(
    asked: str | Region, first: int, states: Sequence[str], state_of: NDArray[np.int16]
) -> NDArray[np.bool_]:
    """Cells whose state was a member of a region in the year."""
    wanted = region(asked) if isinstance(asked, str) else asked
    place = {state: number for number, state in enumerate(states)}
    inside = np.zeros((len(states) + 1, state_of.shape[1]), dtype=np.bool_)
    for column in range(state_of.shape[1]):
        members = (place.get(state) for state in wanted.members_on(first + column))
        inside[[number for number in members if number is not None], column] = True
    cells: NDArray[np.bool_] = inside[state_of, np.arange(state_of.shape[1])]
    return cells
