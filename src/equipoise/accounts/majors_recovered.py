"""How far one capability recovers the list of major powers."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.accounts.capability_figures import capability_figures
from equipoise.accounts.state_sets import MAJORS, in_system, state_set
from equipoise.archive.store import Archive
from equipoise.errors import ArgumentError


@dataclass(frozen=True, slots=True)
class MajorsRecovered:
    """Major powers that are also the largest by one capability.

    Parameters
    ----------
    measure : str
        Name of the capability.
    first, last : int
        First and last year compared.
    state_years : int
        Major powers, one a year.
    with_figure : int
        Those of which the capability is known.
    recovered : int
        Those among the N largest of the year, N the number of major powers.
    """

    measure: str
    first: int
    last: int
    state_years: int
    with_figure: int
    recovered: int

    @property
    def share(self) -> float:
        """Share recovered of those with a figure, 0 to 1; with N known precision and recall."""
        return self.recovered / self.with_figure


def majors_recovered(
    archive: Archive, measure: str, *, first: int = 1816, last: int = 2016
) -> MajorsRecovered:
    """Take the N largest states of each year by one capability for its N major powers.

    Parameters
    ----------
    archive : Archive
        Published data.
    measure : str
        Name of a capability, such as ``milex``.
    first, last : int
        First and last year; by default those of version 2016 of the list.

    Returns
    -------
    MajorsRecovered
        A major power without a figure is neither recovered nor missed; states with the same
        figure are taken in the order of their codes.

    Raises
    ------
    ArgumentError
        No capability has this name, or no major power of these years has a figure.
    NotImportedError
        The archive does not have a data set.
    """
    powers, figures = state_set(archive, MAJORS), capability_figures(archive, measure)
    count = known = recovered = 0
    for year in range(first, last + 1):
        members = set(powers.members(year))
        held = {s: v for s, v in figures.by_year.get(year, {}).items() if in_system(s, year)}
        largest = sorted(held, key=lambda code: (-held[code], code))[: len(members)]
        count += len(members)
        known += len(members.intersection(held))
        recovered += len(members.intersection(largest))
    if not known:
        message = f"no major power with a figure of {measure} from {first} to {last}"
        raise ArgumentError(message, hint="name years that the list covers")
    return MajorsRecovered(figures.capability.name, first, last, count, known, recovered)
