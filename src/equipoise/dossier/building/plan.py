"""What a dossier is to be built on: state, region, years, powers, bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from equipoise.errors import ArgumentError, PeriodError
from equipoise.vocabulary.regions import Region
from equipoise.vocabulary.regions import region as region_named
from equipoise.vocabulary.states import resolve_state

Military: TypeAlias = Literal["sipri", "nmc"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A state among the members and outside powers of a region, over some years.

    Parameters
    ----------
    focal : str
        Id of the state.
    region : Region
        The region.
    first, last : int
        Years covered, both ends included.
    outside : tuple of str
        Powers to compare with; empty takes those of the region in each year.
    military : Military
        ``sipri`` takes military spending by SIPRI beside that of Correlates of War, ``nmc`` the
        latter alone.
    bodies : tuple of str
        Bodies, as ``cow-igo`` names them.
    """

    focal: str
    region: Region
    first: int
    last: int
    outside: tuple[str, ...] = ()
    military: Military = "sipri"
    bodies: tuple[str, ...] = ()

    @property
    def years(self) -> range:
        """Years covered."""
        return range(self.first, self.last + 1)

    @property
    def period(self) -> str:
        """Years covered, in EDTF."""
        return f"{self.first:04}/{self.last:04}" if self.first < self.last else f"{self.first:04}"

    def states_in(self, year: int) -> tuple[str, ...]:
        """The comparison set of a year: members, outside powers, and the state itself."""
        powers = self.outside or self.region.outside_powers_on(year)
        return tuple(sorted({*self.region.members_on(year), *powers, self.focal}))

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that is in the comparison set of some year."""
        return tuple(sorted({state for year in self.years for state in self.states_in(year)}))


def plan_of(
    state: str,
    region: str,
    years: tuple[int, int],
    *,
    outside: Sequence[str] = (),
    military: Military = "sipri",
    bodies: Sequence[str] = (),
) -> Plan:
    """A plan with every name resolved.

    Parameters
    ----------
    state : str
        Any code or English name of a state, as of the last year.
    region : str
        Id of a region.
    years : tuple of int, int
        First and last, both included.
    outside : sequence of str
        Codes or names of powers to compare with; none takes those of the region.
    military : Military
        Whose military spending.
    bodies : sequence of str
        Bodies, as ``cow-igo`` names them, in any case.

    Returns
    -------
    Plan

    Raises
    ------
    ArgumentError
        The years end before they begin, or have not four digits.
    PeriodError
        The region has no member in one of the years.
    UnknownStateError, AmbiguousStateError
        No state, or more than one, answers to a code or name.
    UnknownRegionError
        There is no such region.

    Examples
    --------
    >>> plan_of("Japan", "northeast-asia", (2012, 2012), outside=["USA"]).states
    ('CHN', 'JPN', 'KOR', 'MNG', 'PRK', 'TWN', 'USA')
    """
    first, last = years
    if not 1000 <= first <= last <= 9999:
        message = f"{first} to {last} are no years of a dossier"
        raise ArgumentError(message, hint="name four digits each, the earlier year first")
    place = region_named(region)
    for year in range(first, last + 1):
        if not place.members_on(year):
            message = f"{place.id} has no member in {year}"
            raise PeriodError(message, hint="ask for other years")
    on = date(last, 12, 31)
    return Plan(
        focal=resolve_state(state, on).id,
        region=place,
        first=first,
        last=last,
        outside=tuple(dict.fromkeys(resolve_state(power, on).id for power in outside)),
        military=military,
        bodies=tuple(dict.fromkeys(body.strip().casefold() for body in bodies)),
    )
