"""The trade account: one state's trade with a region, reconciled with what the text printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from equipoise.accounts.case import resolve_member, resolve_region
from equipoise.accounts.dependence import DyadDependence, trade_dependences
from equipoise.dossier.read import Dossier
from equipoise.dossier.tables import Row
from equipoise.errors import NotFoundError
from equipoise.measures import (
    SumCheck,
    compound_annual_growth,
    effective_partners,
    growth_factor,
    hirschman_1945,
    partner_concentration,
    rank,
    share,
    share_of_total,
    sum_check,
)
from equipoise.vocabulary.evidence import Evidence, missing
from equipoise.vocabulary.regions import Region
from equipoise.vocabulary.states import WORLD
from equipoise.vocabulary.tables import Column, ResultTable
from equipoise.vocabulary.units import convert

UNIT = "usd_m"


@dataclass(frozen=True, slots=True)
class PartnerTrade:
    """Trade with one member of the region in one year.

    Parameters
    ----------
    partner : str
        State code.
    turnover : Evidence
        Exports plus imports, million US dollars.
    share_of_region : float or None
        Share of the trade with the region, 0 to 1; None when the turnover is missing.
    rank : int or None
        Rank among the region's partners, 1 the largest.
    """

    partner: str
    turnover: Evidence
    share_of_region: float | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class TradeYear:
    """One year of a trade account.

    Parameters
    ----------
    year : int
        Calendar year.
    partners : tuple of PartnerTrade
        Every member of the region, largest first, missing ones last.
    region_total : float
        Sum over the partners with a figure, million US dollars; a lower bound where some are
        missing.
    world_total : Evidence
        Trade with the world as reported.
    share_of_world : float or None
        Region's share of the state's trade, 0 to 1.
    concentration : float
        Herfindahl-Hirschman index within the region, 1/n to 1.
    effective_partners : float
        Its inverse.
    hirschman : float
        Hirschman's 1945 index within the region, the square root of the sum of squares.
    missing : tuple of str
        Members without a figure.
    printed : SumCheck or None
        The printed total beside the computed one, with both readings of the difference.
    """

    year: int
    partners: tuple[PartnerTrade, ...]
    region_total: float
    world_total: Evidence
    share_of_world: float | None
    concentration: float
    effective_partners: float
    hirschman: float
    missing: tuple[str, ...]
    printed: SumCheck | None


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth of trade between two years.

    Parameters
    ----------
    partner : str
        State code, or the region's id for its sum.
    first_year, last_year : int
        The two years.
    factor : float
        Last over first.
    annual : float
        Compound annual growth, as a share.
    """

    partner: str
    first_year: int
    last_year: int
    factor: float
    annual: float


@dataclass(frozen=True, slots=True)
class TradeAccount:
    """Trade of one state with a region.

    Parameters
    ----------
    state, region : str
        State code and region id.
    unit : str
        Unit of every turnover.
    years : tuple of TradeYear
        In order.
    growth : tuple of Growth
        Of the region's sum from each year to the next and from the first to the last, then of
        every partner from the first year to the last.
    dependence : tuple of DyadDependence
        By partner and year, from the rows of both sides.
    warnings : tuple of str
        What a reader must know before citing.
    """

    state: str
    region: str
    unit: str
    years: tuple[TradeYear, ...]
    growth: tuple[Growth, ...]
    dependence: tuple[DyadDependence, ...]
    warnings: tuple[str, ...]

    def table(self) -> ResultTable:
        """Turnover by year and partner."""
        columns = (
            Column("year", "integer", "calendar year", "date"),
            Column("partner", "text", "state code"),
            Column("turnover_usd_m", "number", "exports plus imports, million US dollars", UNIT),
            Column(
                "share_of_region", "number", "share of the trade with the region, 0 to 1", "share"
            ),
            Column("rank", "integer", "rank among the region's partners, 1 the largest", "rank"),
            Column("source", "text", "who published the figure"),
            Column("locator", "text", "where"),
            Column("missing_reason", "text", "why there is no figure"),
        )
        rows = tuple(
            (
                year.year,
                p.partner,
                p.turnover.value,
                p.share_of_region,
                p.rank,
                p.turnover.source,
                p.turnover.locator,
                p.turnover.missing_reason,
            )
            for year in self.years
            for p in year.partners
        )
        return ResultTable("trade", columns, rows)


def trade_account(
    dossier: Dossier, state: str | None = None, *, region: Region | str | None = None
) -> TradeAccount:
    """Trade of one state with a region, year by year.

    Parameters
    ----------
    dossier : Dossier
        With the tables ``trade``, ``printed`` and ``partner_trade``.
    state : str, optional
        State code; the dossier's focal state by default.
    region : Region or str, optional
        The dossier's own by default.

    Returns
    -------
    TradeAccount
        Turnover in million US dollars, shares from 0 to 1.

    Raises
    ------
    UnknownRegionError
        No region has this name.
    NotFoundError
        The dossier holds no trade of this state.

    References
    ----------
    hirschman1945, hirschman1964, barbieri1996.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> account = trade_account(open_dossier())
    >>> [round(year.share_of_world, 4) for year in account.years]
    [0.1069, 0.0957, 0.0949, 0.1265, 0.1982]
    """
    state = resolve_member(dossier, state, dossier.last_year)
    place = resolve_region(dossier, region)
    rows = dossier.table("trade").where(state=state, product="total")
    dependence = trade_dependences(dossier, state)
    if not rows and not dependence:
        covered = sorted({row.text("state") for row in dossier.table("trade")})
        message = f"{dossier.manifest.id} holds no trade of {state}"
        raise NotFoundError(message, hint=f"it holds the trade of {', '.join(covered) or 'nobody'}")
    years = tuple(
        _trade_year(dossier, place, tuple(row for row in rows if row.year() == year), year)
        for year in sorted({row.year() for row in rows})
    )
    return TradeAccount(
        state=state,
        region=place.id,
        unit=UNIT,
        years=years,
        growth=_growth(place, years),
        dependence=dependence,
        warnings=_warnings(years),
    )


def _turnover(row: Row) -> float | None:
    value = row.number("turnover")
    exports, imports = row.number("exports"), row.number("imports")
    if value is None and exports is not None and imports is not None:
        value = exports + imports
    return None if value is None else convert(value, row.text("unit"), UNIT)


def _partner_evidence(rows: Sequence[Row], partner: str, year: int) -> Evidence:
    for row in rows:
        if row.text("partner") == partner:
            stated = row.evidence("turnover")
            value = _turnover(row)
            reason = None if value is not None else stated.missing_reason
            quality = stated.quality
            if stated.value is None:
                quality = "missing" if value is None else "computed"
            return Evidence(value, UNIT, stated.source, stated.locator, quality, reason)
    return missing(UNIT, "trade", f"{partner} {year}", "not in the text's table")


def _trade_year(dossier: Dossier, place: Region, rows: Sequence[Row], year: int) -> TradeYear:
    state = rows[0].text("state")
    members = [member for member in place.members_on(year) if member != state]
    evidence = {member: _partner_evidence(rows, member, year) for member in members}
    known = [m for m in members if evidence[m].value is not None]
    if not known:
        message = f"no trade of {state} with {place.id} in {year}"
        raise NotFoundError(message, hint="ask for a region whose members the trade table holds")
    turnover = np.array([evidence[m].value for m in known], dtype=np.float64)
    shares = dict(zip(known, share_of_total(turnover), strict=True))
    ranks = dict(zip(known, rank(turnover), strict=True))
    ordered = sorted(members, key=lambda m: (-(evidence[m].value or -1.0), m))
    world = _partner_evidence(rows, WORLD, year)
    printed = tuple(row.text("printed") for row in rows if row.text("partner") in known)
    return TradeYear(
        year=year,
        partners=tuple(
            PartnerTrade(
                partner=m,
                turnover=evidence[m],
                share_of_region=float(shares[m]) if m in shares else None,
                rank=int(ranks[m]) if m in ranks else None,
            )
            for m in ordered
        ),
        region_total=float(turnover.sum()),
        world_total=world,
        share_of_world=None if world.value is None else share(float(turnover.sum()), world.value),
        concentration=partner_concentration(turnover),
        effective_partners=effective_partners(turnover),
        hirschman=hirschman_1945(turnover),
        missing=tuple(m for m in members if evidence[m].value is None),
        printed=_printed_check(dossier, place, printed, year),
    )


def _printed_check(
    dossier: Dossier, place: Region, cells: Sequence[str], year: int
) -> SumCheck | None:
    if place.id != dossier.manifest.region or not all(cells):
        return None
    for row in dossier.table("printed").where(row="region-total", column=year):
        return sum_check(cells, row.text("printed"))
    return None


def _growth(place: Region, years: Sequence[TradeYear]) -> tuple[Growth, ...]:
    if len(years) < 2:
        return ()
    overall = [(years[0], years[-1])] if len(years) > 2 else []
    steps = [*pairwise(years), *overall]
    spans = [(place.id, a.year, b.year, a.region_total, b.region_total) for a, b in steps]
    first, last = years[0], years[-1]
    values = {p.partner: p.turnover.value for p in first.partners}
    spans += [
        (p.partner, first.year, last.year, values[p.partner] or 0.0, p.turnover.value)
        for p in last.partners
        if p.turnover.value and values.get(p.partner)
    ]
    return tuple(
        Growth(
            partner=partner,
            first_year=start,
            last_year=end,
            factor=growth_factor(before, after),
            annual=compound_annual_growth(before, after, end - start),
        )
        for partner, start, end, before, after in spans
    )


def _warnings(years: Sequence[TradeYear]) -> tuple[str, ...]:
    found = []
    if not years:
        found.append(
            "the dossier has no trade table of this state, only its trade with some partners"
        )
    for year in years:
        if year.missing:
            names = ", ".join(sorted(year.missing))
            found.append(f"{year.year}: no figure for {names}; the sum is a lower bound")
        if year.printed is not None and not year.printed.within_tolerance:
            found.append(
                f"{year.year}: the printed total {year.printed.printed_total:,} differs from the "
                f"sum of its rows by {year.printed.difference:+g}"
            )
    return tuple(found)
