"""Capitals: which city on which day, and the distances between them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from equipoise.archive.panels.lookup import state_numbers
from equipoise.archive.panels.roster import Roster, years_covered

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (2a + b) / 3 of the ellipsoid GRS 80."""


def distances_km(
    latitude: NDArray[np.float64], longitude: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Great-circle distances of places, each to each, by the haversine formula.

    Parameters
    ----------
    latitude, longitude : array of float, shape (n,)
        Degrees north and east.

    Returns
    -------
    array of float, shape (n, n)
        Kilometres on a sphere, 0 to 20,015; symmetric, zero on the diagonal.

    Examples
    --------
    >>> poles = distances_km(np.array([90.0, -90.0, 0.0]), np.array([0.0, 0.0, 90.0]))
    >>> poles.round().tolist()[0]
    [0.0, 20015.0, 10008.0]
    """
    phi, lam = np.radians(latitude), np.radians(longitude)
    across = np.sin((phi[:, None] - phi[None, :]) / 2) ** 2
    along = np.sin((lam[:, None] - lam[None, :]) / 2) ** 2
    chord = across + np.cos(phi)[:, None] * np.cos(phi)[None, :] * along
    found: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(chord, 1)))
    return found


def capital_of_cells(roster: Roster, capitals: pa.Table) -> NDArray[np.int32]:
    """Row of the capital of each cell, on the last day of the year that the list counts.

    Parameters
    ----------
    roster : Roster
        The grid.
    capitals : pyarrow.Table
        With columns ``state``, ``start`` and ``end``: dates, both included; without an end the
        city still is the capital.

    Returns
    -------
    array of int, shape (n_codes * n_years,)
        Row of the table; -1 where no city was the capital on that day.
    """
    state = state_numbers(roster, capitals["state"])
    start, end = (
        capitals[name].cast(pa.date32()).to_numpy().astype("M8[D]") for name in ("start", "end")
    )
    days = _last_days(roster)
    found = np.full(roster.state_of.shape, -1, dtype=np.int32)
    for row in range(len(state)):
        inside = (roster.state_of == state[row]) & (state[row] >= 0)
        inside &= (days >= start[row]) & ((days <= end[row]) | np.isnat(end[row]))
        found[inside] = row
    return found.reshape(-1)


def _last_days(roster: Roster) -> NDArray[np.datetime64]:
    """Last day of membership of each code in each year."""
    years = np.arange(roster.first, roster.last + 1)
    following: NDArray[np.datetime64] = (years - 1969).astype("M8[Y]").astype("M8[D]")
    ends: NDArray[np.datetime64] = np.subtract(following, np.timedelta64(1, "D"))
    days = np.broadcast_to(ends, roster.state_of.shape).copy()
    spells = roster.spells
    unit = np.searchsorted(roster.codes, spells.code)
    begin, until = years_covered(spells.start, spells.end)
    for code, low, high, end in zip(unit, begin, until, spells.end, strict=True):
        low, high = max(low - roster.first, 0), high - roster.first
        days[code, low : max(high + 1, 0)] = ends[low : max(high + 1, 0)]
        if 0 <= high < roster.n_years:
            days[code, high] = end - np.timedelta64(1, "D")
    return days
