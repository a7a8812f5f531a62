"""State systems: the published lists that say who was a state when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from equipoise.errors import ArgumentError, near_names
from equipoise.vocabulary.state_tables import Holding, holdings_by_state

FIRST_YEAR = 1816
"""Year in which both lists begin."""

_NO_END = np.datetime64("9999-12-31", "D")


@dataclass(frozen=True, slots=True)
class StateSystem:
    """A published list of the states and the days of their membership.

    Parameters
    ----------
    id : str
        ``cow``, ``gw``, or ``gw-micro``: Gleditsch and Ward with their microstates.
    name : str
        Name to print.
    published_to : int
        Last year that the list was published for. The vocabulary reads spells that reach its
        last day as open; a panel carries them past it on request only.
    code : str
        Column name of its codes.
    schemes : tuple of str
        Schemes of codes in the vocabulary that hold its spells.
    citation : str
        Key in the references.
    """

    id: str
    name: str
    published_to: int
    code: str
    schemes: tuple[str, ...]
    citation: str


COW = StateSystem(
    id="cow",
    name="Correlates of War, State System Membership, version 2016",
    published_to=2016,
    code="ccode",
    schemes=("cow",),
    citation="cow2017",
)
"""Correlates of War: the list stops on 31 December 2016."""

GW = StateSystem(
    id="gw",
    name="Gleditsch and Ward, independent states",
    published_to=2017,
    code="gwcode",
    schemes=("gw",),
    citation="gleditsch1999",
)
"""Gleditsch and Ward: the list stops on 31 December 2017."""

GW_MICRO = replace(
    GW,
    id="gw-micro",
    name="Gleditsch and Ward, independent states and microstates",
    schemes=("gw", "gw-micro"),
)
"""The same with the microstates that its authors list apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Spells:
    """Unbroken stays of states in a system, one entry a stay.

    Parameters
    ----------
    code : array of int, shape (n_spells,)
        Number of the state in the list.
    state : tuple of str, length n_spells
        Id of the state in the vocabulary.
    start : array of datetime64[D], shape (n_spells,)
        First day.
    end : array of datetime64[D], shape (n_spells,)
        First day after the stay; far in the future while it is open.
    """

    code: NDArray[np.int64]
    state: tuple[str, ...]
    start: NDArray[np.datetime64]
    end: NDArray[np.datetime64]


def state_system(system: str) -> StateSystem:
    """Published list with this id.

    Parameters
    ----------
    system : str
        ``cow``, ``gw`` or ``gw-micro``, in any case.

    Returns
    -------
    StateSystem
        The list.

    Raises
    ------
    ArgumentError
        No list has this id.

    Examples
    --------
    >>> state_system("COW").published_to
    2016
    """
    known = {one.id: one for one in (COW, GW, GW_MICRO)}
    found = known.get(system.strip().casefold())
    if found is None:
        message = f"{system!r} is no list of states"
        raise ArgumentError(message, hint=near_names(system.strip().casefold(), known))
    return found


def membership_spells(system: StateSystem) -> Spells:
    """Every stay of every state in a system.

    Parameters
    ----------
    system : StateSystem
        The list.

    Returns
    -------
    Spells
        By code, then by first day.

    References
    ----------
    cow2017, gleditsch1999.

    Examples
    --------
    >>> france = [s == "FRA" for s in membership_spells(COW).state]
    >>> membership_spells(COW).start[france].astype(str).tolist()
    ['1816-01-01', '1944-08-25']
    """
    listed = holdings_by_state().values()
    held = sorted((h for own in listed for h in own if h.scheme in system.schemes), key=_order)
    ends = [np.datetime64(h.period.end, "D") if h.period.end else _NO_END for h in held]
    return Spells(
        code=np.array([int(h.code) for h in held]),
        state=tuple(h.state for h in held),
        start=np.array([h.period.start for h in held], dtype="datetime64[D]"),
        end=np.array(ends, dtype="datetime64[D]"),
    )


def _order(holding: Holding) -> tuple[int, date]:
    """Place of a stay in the list: code, then first day."""
    return int(holding.code), holding.period.start or date.min
