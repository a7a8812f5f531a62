"""One question put to a dossier: which state, in which region, in which year, beside whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from equipoise.dossier.read import Dossier
from equipoise.vocabulary.regions import Region
from equipoise.vocabulary.regions import region as region_named
from equipoise.vocabulary.states import resolve_state


@dataclass(frozen=True, slots=True)
class Case:
    """A region in one year, as one dossier documents it.

    Parameters
    ----------
    dossier : Dossier
        The evidence.
    region : Region
        The region.
    year : int
        The year.
    state : str
        The state in question.
    """

    dossier: Dossier
    region: Region
    year: int
    state: str

    @property
    def members(self) -> tuple[str, ...]:
        """States of the region in that year."""
        return self.region.members_on(self.year)

    @property
    def states(self) -> tuple[str, ...]:
        """The comparison set: members of the region, outside powers, and the state itself."""
        own = self.region.id == self.dossier.manifest.region
        outside = self.dossier.manifest.outside_powers if own else ()
        powers = outside or self.region.outside_powers_on(self.year)
        return tuple(sorted({*self.members, *powers, self.state}))


def resolve_member(dossier: Dossier, wanted: str | None, year: int) -> str:
    """Code of the state asked for, or of the dossier's own.

    Parameters
    ----------
    dossier : Dossier
        Names its focal state when none is asked for.
    wanted : str or None
        Any code or English name of a state.
    year : int
        Year on whose last day the code or name holds.

    Returns
    -------
    str

    Raises
    ------
    UnknownStateError, AmbiguousStateError
        No state, or more than one, answers to it.
    """
    if wanted is None:
        return dossier.manifest.focal
    return resolve_state(wanted, date(year, 12, 31)).id


def resolve_region(dossier: Dossier, wanted: Region | str | None) -> Region:
    """The region asked for, or the dossier's own.

    Parameters
    ----------
    dossier : Dossier
        Names the region when none is asked for.
    wanted : Region, str or None
        A region, or the name of one.

    Returns
    -------
    Region

    Raises
    ------
    UnknownRegionError
        No region has this name.
    """
    if isinstance(wanted, Region):
        return wanted
    return region_named(wanted or dossier.manifest.region)
