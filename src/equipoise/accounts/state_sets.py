"""Sets of states by year: the major powers, the members of a region, or states named one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from equipoise.archive.store import Archive
from equipoise.errors import UnknownRegionError, UnknownStateError, near_names
from equipoise.vocabulary.regions import Region, all_regions, region
from equipoise.vocabulary.states import resolve_state, state

MAJORS = "majors"
"""Name of the set of major powers."""

_TABLE = "cow-majors"


@dataclass(frozen=True, slots=True, eq=False)
class StateSet:
    """States that belong together, year by year.

    Parameters
    ----------
    name : str
        ``majors``, the id of a region, or codes joined by commas.
    source : str
        Who says which states belong.
    span : tuple of int, int or None
        First and last year for which that is known; None where it holds for all.
    members : callable
        Given a year, the ids of its states in alphabetical order.
    """

    name: str
    source: str
    span: tuple[int, int] | None
    members: Callable[[int], tuple[str, ...]]


def state_set(archive: Archive, states: str | Sequence[str] | Region = MAJORS) -> StateSet:
    """The set of states that is meant.

    Parameters
    ----------
    archive : Archive
        Published data; read for the major powers alone.
    states : str, sequence of str, or Region
        ``majors`` for the Correlates of War list; a region or its id; or codes or names of
        states, in a sequence or joined by commas. Only states that are members of the
        Correlates of War system on a day of the year belong to the set in the year.

    Returns
    -------
    StateSet

    Raises
    ------
    NotImportedError
        The archive does not have the list of major powers.
    UnknownRegionError
        It is the name of neither a region nor a state.
    UnknownStateError, AmbiguousStateError
        No state, or more than one, answers to a code in a list.
    """
    if isinstance(states, Region):
        return _of_region(states)
    if not isinstance(states, str):
        return _of_list(states)
    wanted = states.strip()
    if wanted.casefold() == MAJORS:
        return _of_majors(archive)
    if "," in wanted:
        return _of_list([part for part in wanted.split(",") if part.strip()])
    try:
        return _of_region(region(wanted))
    except UnknownRegionError:
        known = (MAJORS, *(place.id for place in all_regions()))
        try:
            return _of_list([wanted])
        except UnknownStateError as fault:
            message = f"{wanted!r} is no set of states"
            hint = near_names(wanted, known)
            raise UnknownRegionError(message, hint=hint) from fault


def in_system(code: str, year: int) -> bool:
    """Whether a state is a member of the Correlates of War system on a day of a year.

    Parameters
    ----------
    code : str
        Id of the state, or the code of an area, which is never a member.
    year : int
        Calendar year; after 2016, where the list stops, open spells go on.

    Returns
    -------
    bool

    Examples
    --------
    >>> in_system("DEU", 1950), in_system("RUS", 1992)
    (False, True)
    """
    try:
        found = state(code)
    except UnknownStateError:
        return False
    return found.cow is not None and any(spell.covers_year(year) for spell in found.spells)


def _of_region(place: Region) -> StateSet:
    def members(year: int) -> tuple[str, ...]:
        return tuple(sorted(code for code in place.members_on(year) if in_system(code, year)))

    return StateSet(place.id, f"members of {place.name}", None, members)


def _of_list(codes: Sequence[str]) -> StateSet:
    listed = sorted({resolve_state(code).id for code in codes})

    def members(year: int) -> tuple[str, ...]:
        return tuple(code for code in listed if in_system(code, year))

    return StateSet(",".join(listed), "states as named", None, members)


def _of_majors(archive: Archive) -> StateSet:
    source = archive.source(_TABLE)
    spells = [
        (row["state"], row["start"], row["end"])
        for row in archive.arrow(source.table, ("state", "start", "end")).to_pylist()
    ]

    def members(year: int) -> tuple[str, ...]:
        first, last = date(year, 1, 1), date(year, 12, 31)
        held = {s for s, start, end in spells if start <= last and (end is None or end >= first)}
        return tuple(sorted(held))

    return StateSet(MAJORS, source.label, source.span, members)
