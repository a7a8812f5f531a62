"""The energy account: what a state sells to a region, and how much of its needs that meets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from equipoise.accounts.case import Case, resolve_member, resolve_region
from equipoise.dossier.read import Dossier
from equipoise.errors import NotFoundError
from equipoise.measures import (
    partner_concentration,
    region_directed_share,
    share,
    share_of_total,
)
from equipoise.vocabulary.evidence import Evidence
from equipoise.vocabulary.regions import Region
from equipoise.vocabulary.states import WORLD
from equipoise.vocabulary.tables import Column, ResultTable
from equipoise.vocabulary.units import convert

UNIT = "usd"


@dataclass(frozen=True, slots=True)
class Buyer:
    """Energy sold to one member of the region in one year.

    Parameters
    ----------
    importer : str
        State code.
    value : Evidence
        US dollars.
    share_of_sales : float
        Share of the sales to the region, 0 to 1.
    share_of_needs : float or None
        Share of the buyer's energy imports that it covers, 0 to 1; None when those are unknown.
    """

    importer: str
    value: Evidence
    share_of_sales: float
    share_of_needs: float | None


@dataclass(frozen=True, slots=True)
class EnergyYear:
    """One year of an energy account.

    Parameters
    ----------
    year : int
        Calendar year.
    to_region : float
        Reported sales to the region, US dollars.
    to_world : float
        Reported sales to the world, US dollars.
    directed_share : float
        Share of the state's energy exports that goes to the region, 0 to 1.
    coverage : float
        Share of the members' energy imports that comes from the state, 0 to 1; a lower bound, as
        flows that the source does not report count nothing.
    concentration : float
        Herfindahl-Hirschman index over buyers in the region, 1/n to 1.
    buyers : tuple of Buyer
        Largest first.
    unreported : tuple of str
        Members for which the source reports no flow.
    """

    year: int
    to_region: float
    to_world: float
    directed_share: float
    coverage: float
    concentration: float
    buyers: tuple[Buyer, ...]
    unreported: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EnergyAccount:
    """Energy that a state sells to a region.

    Parameters
    ----------
    state, region : str
        State code and region id.
    unit : str
        Unit of every value.
    definition : str
        Commodities covered, and what is missing at source.
    years : tuple of EnergyYear
        In order.
    """

    state: str
    region: str
    unit: str
    definition: str
    years: tuple[EnergyYear, ...]

    def table(self) -> ResultTable:
        """Sales by year and buyer."""
        columns = (
            Column("year", "integer", "calendar year", "date"),
            Column("importer", "text", "state code"),
            Column("value_usd", "number", "US dollars", "usd"),
            Column("share_of_sales", "number", "share of the sales to the region, 0 to 1", "share"),
            Column(
                "share_of_needs", "number", "share of the buyer's energy imports, 0 to 1", "share"
            ),
            Column("source", "text", "who published the figure"),
            Column("locator", "text", "where"),
        )
        rows = tuple(
            (
                year.year,
                b.importer,
                b.value.value,
                b.share_of_sales,
                b.share_of_needs,
                b.value.source,
                b.value.locator,
            )
            for year in self.years
            for b in year.buyers
        )
        return ResultTable("energy", columns, rows)


def energy_account(
    dossier: Dossier, state: str | None = None, *, region: Region | str | None = None
) -> EnergyAccount:
    """What a state sells to a region, and how far the region depends on it.

    Parameters
    ----------
    dossier : Dossier
        With the table ``energy_flows``: flows to members and to the world (WLD), from the state
        and from all exporters together (WLD).
    state : str, optional
        State code; the dossier's focal state by default.
    region : Region or str, optional
        The dossier's own by default.

    Returns
    -------
    EnergyAccount
        Values in US dollars, shares from 0 to 1.

    Raises
    ------
    NotFoundError
        The dossier holds no energy flow of this state.
    UnknownRegionError
        No region has this name.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> account = energy_account(open_dossier())
    >>> [round(year.directed_share, 3) for year in account.years]
    [0.011, 0.025, 0.051, 0.141, 0.18]
    """
    state = resolve_member(dossier, state, dossier.last_year)
    place = resolve_region(dossier, region)
    rows = dossier.table("energy_flows").where(exporter=state)
    if not rows or state == WORLD:
        covered = sorted({r.text("exporter") for r in dossier.table("energy_flows")} - {WORLD})
        message = f"{dossier.manifest.id} holds no energy flow of {state}"
        raise NotFoundError(message, hint=f"it covers {', '.join(covered) or 'no exporter'}")
    years = sorted({row.year() for row in rows})
    return EnergyAccount(
        state=state,
        region=place.id,
        unit=UNIT,
        definition=rows[0].text("definition"),
        years=tuple(_energy_year(Case(dossier, place, year, state)) for year in years),
    )


def _flows(case: Case, exporter: str) -> dict[str, Evidence]:
    found = {}
    for row in case.dossier.table("energy_flows").where(exporter=exporter, year=case.year):
        stated = row.evidence("value")
        if stated.value is not None:
            value = convert(stated.value, stated.unit, UNIT)
            found[row.text("importer")] = Evidence(
                value, UNIT, stated.source, stated.locator, stated.quality
            )
    return found


def _value(flows: dict[str, Evidence], importer: str) -> float:
    value = flows[importer].value
    if value is None:
        message = f"no energy flow to {importer}"
        raise NotFoundError(message, hint="add the row to energy_flows.csv")
    return value


def _energy_year(case: Case) -> EnergyYear:
    own, all_exporters = _flows(case, case.state), _flows(case, WORLD)
    members = [member for member in case.members if member != case.state]
    if WORLD not in own:
        message = f"no energy exports of {case.state} to the world in {case.year}"
        raise NotFoundError(message, hint="add the row with importer WLD to energy_flows.csv")
    buyers = [member for member in members if member in own]
    if not buyers:
        message = f"no energy flow from {case.state} to {case.region.id} in {case.year}"
        raise NotFoundError(message, hint="ask for a region whose members energy_flows.csv holds")
    sales = np.array([_value(own, member) for member in buyers])
    needs = np.array([_value(all_exporters, m) for m in members if m in all_exporters])
    shares = share_of_total(sales)
    return EnergyYear(
        year=case.year,
        to_region=float(sales.sum()),
        to_world=_value(own, WORLD),
        directed_share=region_directed_share(sales, _value(own, WORLD)),
        coverage=share(float(sales.sum()), float(needs.sum())),
        concentration=partner_concentration(sales),
        buyers=tuple(
            Buyer(
                importer=member,
                value=own[member],
                share_of_sales=float(part),
                share_of_needs=share(_value(own, member), _value(all_exporters, member))
                if member in all_exporters
                else None,
            )
            for part, member in sorted(zip(shares, buyers, strict=True), reverse=True)
        ),
        unreported=tuple(member for member in members if member not in own),
    )
