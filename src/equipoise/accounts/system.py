"""The system by year: concentration, polarity and leading shares in any set of states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.accounts.capability_figures import CapabilityFigures, capability_figures
from equipoise.accounts.state_sets import MAJORS, StateSet, in_system, state_set
from equipoise.archive.store import Archive
from equipoise.errors import ArgumentError, PeriodError
from equipoise.measures import (
    capability_concentration,
    effective_partners,
    partner_concentration,
    system_polarity,
)
from equipoise.vocabulary.regions import Region
from equipoise.vocabulary.tables import Column, ResultTable

_LEADING = ("first", "second", "third")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class LeadingShare:
    """A leading state and what it holds.

    Parameters
    ----------
    state : str
        State code.
    share : float
        Share of the set, 0 to 1.
    """

    state: str
    share: float


@dataclass(frozen=True, slots=True)
class SystemYear:
    """A set of states in one year.

    Parameters
    ----------
    year : int
        Calendar year.
    members : tuple of str
        States of the set.
    concentration : float or None
        Ray and Singer's CON, 0 to 1; None with a reason.
    concentration_before : float or None
        CON of this year among the members of the year before: how far a change is one of
        membership. None in the first year, and where one of them has no figure.
    polarity : str or None
        ``unipolar``, ``near-unipolar``, ``bipolar``, ``multipolar`` or ``unclassified``.
    poles : int or None
        Number of poles; 0 if no rule applies.
    hhi : float or None
        Sum of squared shares, 1/N to 1.
    effective_number : float or None
        Equal states that would be as concentrated.
    leading : tuple of LeadingShare
        Up to three, the largest first.
    source, locator : str
        Who published the figures, and where.
    missing_reason : str or None
        Why there is no result.
    """

    year: int
    members: tuple[str, ...]
    concentration: float | None
    concentration_before: float | None
    polarity: str | None
    poles: int | None
    hhi: float | None
    effective_number: float | None
    leading: tuple[LeadingShare, ...]
    source: str
    locator: str
    missing_reason: str | None


@dataclass(frozen=True, slots=True)
class SystemAccount:
    """Concentration and polarity of a set of states, year by year.

    Parameters
    ----------
    states : str
        ``majors``, the id of a region, or codes joined by commas.
    membership : str
        Who says which states belong.
    measure : str
        Name of the capability.
    measure_label : str
        Its name for readers.
    fixed : bool
        Whether the members of the first year are kept throughout.
    years : tuple of SystemYear
        In order.
    """

    states: str
    membership: str
    measure: str
    measure_label: str
    fixed: bool
    years: tuple[SystemYear, ...]

    def table(self) -> ResultTable:
        """Members, concentration, polarity and leading shares by year."""
        columns = (
            Column("year", "integer", "calendar year", "date"),
            Column("n", "integer", "states of the set", "count"),
            Column("members", "text", "codes of the states of the set"),
            Column("concentration", "number", "CON of Ray and Singer, 0 to 1"),
            Column("concentration_before", "number", "CON among the members of the year before"),
            Column("polarity", "text", "word for the number of poles"),
            Column("poles", "integer", "number of poles, 0 if no rule applies", "count"),
            Column("hhi", "number", "sum of squared shares, 1/N to 1"),
            Column("effective_number", "number", "equal states as concentrated", "count"),
            *(
                column
                for word in _LEADING
                for column in (
                    Column(f"{word}_state", "text", f"state with the {word} share"),
                    Column(f"{word}_share", "number", f"the {word} share of the set", "share"),
                )
            ),
            Column("measure", "text", "name of the capability"),
            Column("membership", "text", "who says which states belong"),
            Column("source", "text", "who published the figures"),
            Column("locator", "text", "where"),
            Column("missing_reason", "text", "why there is no result"),
        )
        rows = tuple(
            (
                y.year,
                len(y.members),
                " ".join(y.members),
                y.concentration,
                y.concentration_before,
                y.polarity,
                y.poles,
                y.hhi,
                y.effective_number,
                *_leading_cells(y.leading),
                self.measure,
                self.membership,
                y.source,
                y.locator,
                y.missing_reason,
            )
            for y in self.years
        )
        return ResultTable("system", columns, rows)


def system_account(
    archive: Archive,
    states: str | Sequence[str] | Region = MAJORS,
    *,
    measure: str = "cinc",
    first: int | None = None,
    last: int | None = None,
    fixed: bool = False,
) -> SystemAccount:
    """Concentration and polarity of a set of states by one capability, year by year.

    A year in which a state of the set has no figure has no result: to leave the state out
    would change the set, and to read the gap as zero would change the state.

    Parameters
    ----------
    archive : Archive
        Published data; no dossier is needed.
    states : str, sequence of str, or Region
        ``majors``; a region or its id; or codes or names of states.
    measure : str
        Name of a capability, such as ``cinc`` or ``milex``.
    first, last : int, optional
        First and last year; by default all that the data sets cover.
    fixed : bool
        Whether the members of the first year are kept throughout, so that concentration moves
        with capability alone.

    Returns
    -------
    SystemAccount
        One entry a year.

    Raises
    ------
    ArgumentError
        No capability has this name, the years run backwards, or the set never has two states.
    NotImportedError
        The archive does not have a data set.
    PeriodError
        A data set does not cover a year.
    UnknownRegionError
        It is the name of neither a region nor a state.
    UnknownStateError, AmbiguousStateError
        No state, or more than one, answers to a code in a list.

    References
    ----------
    raysinger1973, rapkin1979, laaksotaagepera1979.
    """
    chosen, figures = state_set(archive, states), capability_figures(archive, measure)
    years = _years(chosen, figures, first, last)
    if all(len(chosen.members(year)) < _FEWEST for year in years):
        message = f"{chosen.name}: fewer than two states in {years[0]} to {years[-1]}"
        raise ArgumentError(message, hint="name two states or more: a set is compared inside")
    kept = chosen.members(years[0])
    found: list[SystemYear] = []
    for year in years:
        members = kept if fixed else chosen.members(year)
        before = found[-1].members if found else None
        found.append(_year(year, members, before, figures))
    return SystemAccount(
        states=chosen.name,
        membership=chosen.source,
        measure=figures.capability.name,
        measure_label=figures.capability.label,
        fixed=fixed,
        years=tuple(found),
    )


def _years(
    chosen: StateSet, figures: CapabilityFigures, first: int | None, last: int | None
) -> range:
    """Years asked for, refused where a data set does not cover them."""
    spans = [figures.table.span, *([chosen.span] if chosen.span else [])]
    covered = max(span[0] for span in spans), min(span[1] for span in spans)
    asked = (covered[0] if first is None else first, covered[1] if last is None else last)
    if asked[1] < asked[0]:
        message = f"the years run backwards: {asked[0]} to {asked[1]}"
        raise ArgumentError(message, hint="put the earlier year first")
    for year in asked:
        if not covered[0] <= year <= covered[1]:
            message = f"{figures.table.id} and the set {chosen.name} cover {covered[0]} to"
            hint = f"ask for years from {covered[0]} to {covered[1]}"
            raise PeriodError(f"{message} {covered[1]}, not {year}", hint=hint)
    return range(asked[0], asked[1] + 1)


def _year(
    year: int, members: tuple[str, ...], before: tuple[str, ...] | None, figures: CapabilityFigures
) -> SystemYear:
    """The set in one year."""
    held = figures.by_year.get(year, {})
    reason = _reason(year, members, held)
    old = before is not None and _reason(year, before, held) is None
    found = SystemYear(
        year=year,
        members=members,
        concentration=None,
        concentration_before=_concentration(before or (), held) if old else None,
        polarity=None,
        poles=None,
        hhi=None,
        effective_number=None,
        leading=(),
        source=figures.table.label,
        locator=figures.locator(year),
        missing_reason=reason,
    )
    return found if reason else _computed(found, held)


def _computed(bare: SystemYear, held: Mapping[str, float]) -> SystemYear:
    """A year with its results."""
    values = np.array([held[member] for member in bare.members])
    polarity = system_polarity(values)
    ranked = sorted(zip(bare.members, polarity.shares.tolist(), strict=True), key=lambda s: -s[1])
    return SystemYear(
        year=bare.year,
        members=bare.members,
        concentration=_concentration(bare.members, held),
        concentration_before=bare.concentration_before,
        polarity=polarity.label,
        poles=polarity.poles,
        hhi=partner_concentration(values),
        effective_number=effective_partners(values),
        leading=tuple(LeadingShare(*leader) for leader in ranked[: len(_LEADING)]),
        source=bare.source,
        locator=bare.locator,
        missing_reason=None,
    )


def _concentration(members: Sequence[str], held: Mapping[str, float]) -> float:
    return capability_concentration(np.array([held[member] for member in members]))


def _reason(year: int, members: Sequence[str], held: Mapping[str, float]) -> str | None:
    """Why nothing can be computed for a set, if so."""
    if len(members) < _FEWEST:
        return "fewer than two states in the set"
    absent = [member for member in members if member not in held]
    gone = [member for member in absent if not in_system(member, year)]
    if gone:
        return f"not in the system: {' '.join(gone)}"
    if absent:
        return f"no figure for {' '.join(absent)}"
    return None if any(held[member] for member in members) else "all figures are zero"


def _leading_cells(leading: Sequence[LeadingShare]) -> list[str | float | None]:
    """States and shares of the leaders, padded to three."""
    cells: list[str | float | None] = [None] * (2 * len(_LEADING))
    for place, leader in enumerate(leading):
        cells[2 * place : 2 * place + 2] = [leader.state, leader.share]
    return cells
