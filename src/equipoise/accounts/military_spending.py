"""Military spending by SIPRI and by Correlates of War, and what the choice between them does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from equipoise.archive.imported import ImportedTable
from equipoise.archive.store import Archive
from equipoise.errors import ArgumentError, NotFoundError, PeriodError, near_names
from equipoise.measures import rank, share_of_total
from equipoise.vocabulary.evidence import Evidence, missing
from equipoise.vocabulary.regions import Region
from equipoise.vocabulary.regions import region as region_named
from equipoise.vocabulary.states import WORLD, resolve_state
from equipoise.vocabulary.tables import Column, ResultTable
from equipoise.vocabulary.units import convert

Source: TypeAlias = Literal["sipri", "nmc"]
Prices: TypeAlias = Literal["current", "constant"]

SOURCES: tuple[Source, ...] = ("sipri", "nmc")
"""The default first."""

UNIT = "usd_m"
_DATA_SETS: Mapping[Source, str] = {"sipri": "sipri-milex", "nmc": "nmc"}
_FIRST_IN_DOLLARS = 1914
_NO_FIGURE = "the data set has no figure"


@dataclass(frozen=True, slots=True)
class Spending:
    """Military spending of one state in one year by one source, among others.

    Parameters
    ----------
    year : int
        Calendar year.
    source : Source
        ``sipri`` or ``nmc``.
    value : Evidence
        Million US dollars.
    share_of_set, share_of_world : float or None
        Share of the comparison set, and of all states with a figure, 0 to 1.
    rank, world_rank : int or None
        Rank in the comparison set, and among all states with a figure, 1 the largest.
    states, world_states : int
        States with a figure in the comparison set, and in all.
    missing : tuple of str
        States of the comparison set without a figure.
    """

    year: int
    source: Source
    value: Evidence
    share_of_set: float | None
    share_of_world: float | None
    rank: int | None
    world_rank: int | None
    states: int
    world_states: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpendingAccount:
    """Military spending of one state by one source or several, beside the powers of a region.

    Parameters
    ----------
    state, region : str
        State code and region id.
    prices : Prices
        Of the figures of SIPRI; those of Correlates of War are current.
    figures : tuple of Spending
        By year and source.
    """

    state: str
    region: str
    prices: Prices
    figures: tuple[Spending, ...]

    def table(self) -> ResultTable:
        """Spending, shares and ranks by year and source."""
        columns = (
            Column("year", "integer", "calendar year", "date"),
            Column("by", "text", "sipri or nmc"),
            Column("value_usd_m", "number", "military spending", UNIT),
            Column("share_of_set", "number", "share of the comparison set", "share"),
            Column("share_of_world", "number", "share of all states with a figure", "share"),
            Column("rank", "integer", "rank in the comparison set", "rank"),
            Column("world_rank", "integer", "rank among all states with a figure", "rank"),
            Column("states", "integer", "states of the set with a figure", "count"),
            Column("world_states", "integer", "states with a figure", "count"),
            Column("missing", "text", "states of the set without a figure"),
            Column("source", "text", "who published the figure"),
            Column("locator", "text", "where"),
            Column("missing_reason", "text", "why there is no figure"),
        )
        rows = tuple(
            (
                f.year,
                f.source,
                f.value.value,
                f.share_of_set,
                f.share_of_world,
                f.rank,
                f.world_rank,
                f.states,
                f.world_states,
                " ".join(f.missing),
                f.value.source,
                f.value.locator,
                f.value.missing_reason,
            )
            for f in self.figures
        )
        return ResultTable("spending", columns, rows)


@dataclass(frozen=True, slots=True)
class _Series:
    """One column of one table, and the unit it is in."""

    by: Source
    table: ImportedTable
    column: str
    unit: str


def military_expenditure(
    archive: Archive,
    state: str,
    year: int,
    source: Source = "sipri",
    *,
    prices: Prices = "current",
) -> Evidence:
    """Military spending of a state in a year.

    Parameters
    ----------
    archive : Archive
        Published data.
    state : str
        Any code or English name of a state.
    year : int
        Calendar year.
    source : Source
        ``sipri``, or ``nmc`` for Correlates of War, whose Russian figures change method.
    prices : Prices
        ``current``, or ``constant``, which only SIPRI has.

    Returns
    -------
    Evidence
        Million US dollars; None with a reason where the source has no figure.

    Raises
    ------
    ArgumentError
        There is no such source, or it has no such prices.
    NotImportedError
        The archive does not have the data set.
    PeriodError
        The data set does not cover the year, or gives pounds for it.
    UnknownStateError, AmbiguousStateError
        No state, or more than one, answers to the code.
    """
    series = _series(archive, source, prices)
    code = resolve_state(state, date(year, 12, 31)).id
    return _evidence(series, _by_state(archive, series, year), code, year)


def spending_account(
    archive: Archive,
    state: str,
    region: Region | str,
    years: int | Sequence[int],
    *,
    sources: Sequence[Source] = SOURCES,
    prices: Prices = "current",
) -> SpendingAccount:
    """Military spending of a state among the members and powers of a region, by each source.

    Parameters
    ----------
    archive : Archive
        Published data; no dossier is needed.
    state : str
        Any code or English name of a state.
    region : Region or str
        A region, or its id. The comparison set has its members and outside powers in each year,
        and the state.
    years : int or sequence of int
        Calendar years.
    sources : sequence of Source
        Which to set side by side.
    prices : Prices
        ``current``, or ``constant``, which only SIPRI has.

    Returns
    -------
    SpendingAccount
        Million US dollars; shares from 0 to 1.

    Raises
    ------
    ArgumentError
        No year or source is named, there is no such source, or it has no such prices.
    NotImportedError
        The archive does not have a data set.
    NotFoundError
        No source has a figure of the state in these years.
    PeriodError
        A data set does not cover a year, or gives pounds for it.
    UnknownStateError, AmbiguousStateError
        No state, or more than one, answers to the code.
    UnknownRegionError
        No region has this name.
    """
    wanted = [years] if isinstance(years, int) else sorted(set(years))
    if not wanted or not sources:
        raise ArgumentError("no year or no source to account for", hint="name one of each or more")
    place = region if isinstance(region, Region) else region_named(region)
    code = resolve_state(state, date(wanted[-1], 12, 31)).id
    all_series = [_series(archive, source, prices) for source in sources]
    figures = tuple(
        _spending(archive, series, place, code, year) for year in wanted for series in all_series
    )
    if not any(figure.value.known for figure in figures):
        message = f"no figure of the military spending of {code} in these years"
        raise NotFoundError(message, hint="ask for other years, or for another source or prices")
    return SpendingAccount(code, place.id, prices, figures)


def sources_of(prices: Prices) -> tuple[Source, ...]:
    """Sources that have figures in these prices.

    Parameters
    ----------
    prices : Prices
        ``current`` or ``constant``.

    Returns
    -------
    tuple of Source
        The default first.

    Examples
    --------
    >>> sources_of("constant")
    ('sipri',)
    """
    return SOURCES if prices == "current" else SOURCES[:1]


def covered_years(archive: Archive, sources: Sequence[Source]) -> tuple[int, int]:
    """First and last year that every source covers in dollars.

    Parameters
    ----------
    archive : Archive
        Published data.
    sources : sequence of Source
        One or more.

    Returns
    -------
    tuple of int, int

    Raises
    ------
    NotImportedError
        The archive does not have a data set.
    """
    spans = [archive.source(_DATA_SETS[source]).span for source in sources]
    first = max(_FIRST_IN_DOLLARS, *(span[0] for span in spans))
    return first, min(span[1] for span in spans)


def _series(archive: Archive, source: str, prices: str) -> _Series:
    if source == "sipri" and prices in ("current", "constant"):
        return _Series("sipri", archive.source(_DATA_SETS["sipri"]), f"{prices}_usd_m", "usd_m")
    if source == "nmc" and prices == "current":
        return _Series("nmc", archive.source(_DATA_SETS["nmc"]), "milex", "usd_k")
    if source not in SOURCES:
        message = f"no source of military spending is called {source!r}"
        raise ArgumentError(message, hint=near_names(source, SOURCES))
    message = f"{source} has no military spending in {prices!r} prices"
    raise ArgumentError(message, hint="sipri has current and constant prices, nmc current ones")


def _by_state(archive: Archive, series: _Series, year: int) -> dict[str, float]:
    """Figures of all states in a year, million US dollars; those without one are left out."""
    first, last = series.table.span
    if not first <= year <= last:
        message = f"{series.table.id} covers {first} to {last}, not {year}"
        raise PeriodError(message, hint=f"ask for a year from {first} to {last}")
    if series.by == "nmc" and year < _FIRST_IN_DOLLARS:
        message = f"{series.table.id} gives pounds for {year}, dollars from {_FIRST_IN_DOLLARS}"
        raise PeriodError(message, hint=f"ask for {_FIRST_IN_DOLLARS} or a later year")
    rows = archive.arrow(series.table.table, ("state", series.column), {"year": [year]}).to_pylist()
    return {
        row["state"]: convert(row[series.column], series.unit, UNIT)
        for row in rows
        if row[series.column] is not None and row["state"] not in (None, WORLD)
    }


def _evidence(series: _Series, figures: Mapping[str, float], state: str, year: int) -> Evidence:
    locator = f"{series.table.id}: state {state}, year {year}, {series.column}"
    if state not in figures:
        return missing(UNIT, series.table.label, locator, _NO_FIGURE)
    return Evidence(figures[state], UNIT, series.table.label, locator, "published")


def _spending(archive: Archive, series: _Series, place: Region, state: str, year: int) -> Spending:
    figures = _by_state(archive, series, year)
    compared = {*place.members_on(year), *place.outside_powers_on(year), state}
    inside = {member: figures[member] for member in sorted(compared) if member in figures}
    own, own_rank = _standing(inside, state)
    world, world_rank = _standing(figures, state)
    return Spending(
        year=year,
        source=series.by,
        value=_evidence(series, figures, state, year),
        share_of_set=own,
        share_of_world=world,
        rank=own_rank,
        world_rank=world_rank,
        states=len(inside),
        world_states=len(figures),
        missing=tuple(sorted(compared - set(inside))),
    )


def _standing(figures: Mapping[str, float], state: str) -> tuple[float | None, int | None]:
    """Share and rank of a state among those with a figure."""
    if state not in figures or not any(figures.values()):
        return None, None
    place = list(figures).index(state)
    values = np.array(list(figures.values()), dtype=np.float64)
    return float(share_of_total(values)[place]), int(rank(values)[place])
