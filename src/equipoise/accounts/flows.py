"""Flows directed at a region, read from published data through measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np

from equipoise.accounts.flow_results import (
    FlowAccount,
    PartnerFlow,
    PeriodFlow,
    RegionFlow,
    Status,
)
from equipoise.accounts.flow_sources import (
    Direction,
    Figure,
    FlowTable,
    GroupFlows,
    flow_source,
    read_flows,
)
from equipoise.archive.imported import ImportedTable
from equipoise.archive.store import Archive
from equipoise.errors import ArgumentError, NotFoundError, PeriodError, near_names
from equipoise.measures import (
    partner_concentration,
    rank,
    region_directed_share,
    share,
    unit_value,
)
from equipoise.measures.guards import amounts
from equipoise.measures.refusals import FLOAT_DUST
from equipoise.measures.totals import total
from equipoise.sources.registry import card
from equipoise.vocabulary.evidence import Evidence, Quality, missing
from equipoise.vocabulary.product_groups import KINDS, Kind, groups_of
from equipoise.vocabulary.regions import Region
from equipoise.vocabulary.regions import region as region_named
from equipoise.vocabulary.states import resolve_state
from equipoise.vocabulary.units import convert, unit

_NO_FIGURE = "the data set has no figure"
_ABOVE_WORLD = "the flow with the region is larger than the one with the world"


@dataclass(frozen=True, slots=True)
class _Question:
    """One state and one region, put to one table."""

    state: str
    region: Region
    table: FlowTable


def flow_account(
    archive: Archive,
    state: str,
    region: Region | str,
    years: int | Sequence[int],
    kind: Kind = "energy",
    *,
    source: str | None = None,
) -> FlowAccount:
    """Flows of a kind between one state and the members of a region.

    Parameters
    ----------
    archive : Archive
        Published data; no dossier is needed.
    state : str
        Any code or English name of a state.
    region : Region or str
        A region, or its id. Members are those of each year.
    years : int or sequence of int
        Calendar years.
    kind : Kind
        ``energy``, ``raw-materials``, ``machinery``, ``arms`` or ``trade``.
    source : str, optional
        Version of the data set, such as ``baci@202601``; by default the newest there.

    Returns
    -------
    FlowAccount
        Values in the unit of the data set, shares from 0 to 1.

    Raises
    ------
    ArgumentError
        There is no such kind, no year is named, or the source is of another kind.
    NotImportedError
        The archive does not have the data set; the hint says how to import it.
    PeriodError
        The data set covers none of the years.
    NotFoundError
        The region had no other member then, or the data set knows nothing of the state.
    UnknownStateError, AmbiguousStateError
        No state, or more than one, answers to the code.
    UnknownRegionError
        No region has this name.

    References
    ----------
    gaulier2010, hirschman1945.
    """
    wanted = [years] if isinstance(years, int) else sorted(set(years))
    if kind not in KINDS:
        raise ArgumentError(f"no kind of flow is called {kind!r}", hint=near_names(kind, KINDS))
    if not wanted:
        raise ArgumentError("no year to account for", hint="name one year or more")
    place = region if isinstance(region, Region) else region_named(region)
    code = resolve_state(state, date(wanted[-1], 12, 31)).id
    imported = flow_source(archive, kind, source)
    covered = _covered(archive, imported, wanted)
    table = read_flows(archive, kind, imported, code, covered)
    if not any(flows.figures or flows.lacking for flows in table.flows):
        message = f"{imported.id} has no {kind} flow of {code} in {_span(covered)}"
        raise NotFoundError(message, hint="ask for another state, year or kind")
    question = _Question(code, place, table)
    partners = tuple(flow for flows in table.flows for flow in _partners(question, flows))
    return FlowAccount(
        state=code,
        region=place.id,
        kind=kind,
        years=tuple(covered),
        unit=table.unit,
        groups=groups_of(kind),
        source=imported.label,
        partners=partners,
        totals=_totals(question, partners),
        period=_period(partners) if len(covered) > 1 else (),
        notes=card(imported.id).notes,
        warnings=(*_warnings(table, wanted, covered), *_zeros(partners)),
    )


def _covered(archive: Archive, source: ImportedTable, wanted: Sequence[int]) -> list[int]:
    """Years asked for of which the table has rows; the files of some years may not be there."""
    first, last = source.span
    there = archive.values(source.table, "year")
    covered = [year for year in wanted if first <= year <= last and year in there]
    if not covered:
        message = f"{source.id} has nothing of {_span(wanted)}; it covers {first} to {last}"
        raise PeriodError(message, hint="ask for another year, or import the files of this one")
    return covered


def _span(years: Sequence[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"


def _partners(question: _Question, flows: GroupFlows) -> list[PartnerFlow]:
    """Flows with each member of the region, largest first, those without a figure last."""
    place = question.region
    members = [m for m in place.members_on(flows.year) if m != question.state]
    if not members:
        message = f"{place.id} had no member but {question.state} in {flows.year}"
        raise NotFoundError(message, hint="ask for a year in which the region had other members")
    ranks = _ranks(flows, members)
    world_ranks = _ranks(flows, list(flows.figures))
    found = [_partner(question, flows, m, (ranks.get(m), world_ranks.get(m))) for m in members]
    return sorted(found, key=lambda f: (f.rank is None, f.rank or 0, f.partner))


def _partner(
    question: _Question,
    flows: GroupFlows,
    member: str,
    ranks: tuple[int | None, int | None],
) -> PartnerFlow:
    table = question.table
    figure = flows.figures.get(member, Figure(None))
    value = figure.value
    status, reason = _status(table, flows, member)
    locator = table.locator(flows, question.state, member)
    if value is None:
        evidence = missing(table.unit, table.source.label, locator, reason)
    else:
        quality: Quality = "published" if figure.rows == 1 else "computed"
        evidence = Evidence(value, table.unit, table.source.label, locator, quality)
    return PartnerFlow(
        year=flows.year,
        direction=flows.direction,
        group=flows.group.id,
        partner=member,
        status=status,
        value=evidence,
        low=figure.low,
        high=figure.high,
        quantity=figure.quantity,
        unit_value=_unit_value(table.unit, figure),
        share_of_world=None if value is None else _share(value, flows.world),
        rank=ranks[0],
        world_rank=ranks[1],
    )


def _status(table: FlowTable, flows: GroupFlows, member: str) -> tuple[Status, str]:
    if flows.lacking:
        return "not computable", flows.lacking
    if member not in flows.figures:
        silent = table.silence
        return ("not reported", silent) if silent else ("missing", _NO_FIGURE)
    return ("missing", _NO_FIGURE) if flows.figures[member].value is None else ("reported", "")


def _unit_value(unit_code: str, figure: Figure) -> float | None:
    if unit(unit_code).dimension != "money" or figure.value is None or not figure.quantity:
        return None
    return unit_value(convert(figure.value, unit_code, "usd"), figure.quantity)


def _share(value: float, world: float | None) -> float | None:
    """Share of a flow in the one with the world; None where sources disagree beyond a share."""
    return share(value, world) if world and value <= world else None


def _ranks(flows: GroupFlows, partners: Sequence[str]) -> Mapping[str, int]:
    known = {p: flows.figures[p].value for p in partners if p in flows.figures}
    values = {p: value for p, value in known.items() if value is not None}
    if not values:
        return {}
    ranks = rank(np.array(list(values.values()), dtype=np.float64))
    return dict(zip(values, (int(place) for place in ranks), strict=True))


def _totals(question: _Question, partners: Sequence[PartnerFlow]) -> tuple[RegionFlow, ...]:
    by_key = {
        key: list(flows)
        for key, flows in groupby(partners, key=lambda f: (f.year, f.direction, f.group))
    }
    return tuple(
        _total(question, flows, by_key[flows.year, flows.direction, flows.group.id])
        for flows in question.table.flows
    )


def _total(question: _Question, flows: GroupFlows, partners: Sequence[PartnerFlow]) -> RegionFlow:
    known = [f.value.value for f in partners if f.value.value is not None]
    values = amounts(known, "flows") if known else None
    summed = None if values is None else total(values)
    lost = tuple(f.partner for f in partners if f.status == "missing")
    bounds = _bounds(flows, known, missing_any=bool(lost))
    return RegionFlow(
        year=flows.year,
        direction=flows.direction,
        group=flows.group.id,
        with_region=summed,
        with_world=_world(question, flows),
        low=bounds[0],
        high=bounds[1],
        concentration=partner_concentration(values) if values is not None and summed else None,
        coverage=share(float(len(known)), float(len(partners))),
        not_reported=tuple(f.partner for f in partners if f.status == "not reported"),
        missing=lost,
        reason=_reason(flows, partners, summed),
    )


def _reason(flows: GroupFlows, partners: Sequence[PartnerFlow], summed: float | None) -> str:
    if summed is None:
        reasons = {f.value.missing_reason or "" for f in partners}
        return flows.lacking or "; ".join(sorted(reasons))
    if flows.world is None:
        return flows.world_reason or "the flow with the world is not known"
    return _ABOVE_WORLD if _exceeds(summed, flows.world) else ""


def _exceeds(part: float, whole: float) -> bool:
    """Whether a part is larger than the whole by more than the rounding of a sum."""
    return part > whole * (1 + FLOAT_DUST)


def _bounds(
    flows: GroupFlows, known: Sequence[float], *, missing_any: bool
) -> tuple[float | None, float | None]:
    """Share of the region with nothing, and with the whole remainder, for members not known."""
    if not known or not flows.world or _exceeds(sum(known), flows.world):
        return None, None
    low = region_directed_share(known, flows.world)
    if not missing_any:
        return low, low
    others = [f.value for f in flows.figures.values() if f.value is not None]
    left = max(flows.world - total(amounts(others, "flows")), 0.0)
    return low, region_directed_share([*known, left], flows.world)


def _world(question: _Question, flows: GroupFlows) -> Evidence:
    table = question.table
    source = (table.world_source or table.source).label
    locator = table.world_locator(flows, question.state)
    if flows.world is None:
        reason = flows.lacking or flows.world_reason or "the data set has no flow of this group"
        return missing(table.unit, source, locator, reason)
    quality: Quality = "published" if table.world_source else "computed"
    return Evidence(flows.world, table.unit, source, locator, quality)


def _period(partners: Sequence[PartnerFlow]) -> tuple[PeriodFlow, ...]:
    """Sums over the years, in the order of the first year."""
    by_key: dict[tuple[Direction, str, str], list[PartnerFlow]] = {}
    for flow in partners:
        by_key.setdefault((flow.direction, flow.group, flow.partner), []).append(flow)
    return tuple(_period_flow(flows) for flows in by_key.values())


def _period_flow(flows: Sequence[PartnerFlow]) -> PeriodFlow:
    known = [f.value.value for f in flows if f.value.value is not None]
    counts = {status: sum(f.status == status for f in flows) for status in ("reported", "missing")}
    first = flows[0]
    return PeriodFlow(
        direction=first.direction,
        group=first.group,
        partner=first.partner,
        value=total(amounts(known, "flows")) if known else None,
        years_reported=counts["reported"],
        years_not_reported=sum(f.status == "not reported" for f in flows),
        years_missing=counts["missing"] + sum(f.status == "not computable" for f in flows),
    )


def _warnings(table: FlowTable, wanted: Sequence[int], covered: Sequence[int]) -> list[str]:
    found = []
    outside = [year for year in wanted if year not in covered]
    if outside:
        years = ", ".join(str(year) for year in outside)
        found.append(f"{table.source.id} has nothing of {years}: left out")
    lacking = {f.group.label: f.lacking for f in table.flows if f.lacking}
    found += [f"{label}: {reason}" for label, reason in lacking.items()]
    if any(f.low is not None for flows in table.flows for f in flows.figures.values()):
        found.append(
            "volumes of single years follow from a rule that spreads each order evenly over its "
            "years of delivery; sums of several years are surer"
        )
    return found


def _zeros(partners: Sequence[PartnerFlow]) -> list[str]:
    """Members with which some flow is printed as nothing."""
    nothing = sorted({flow.partner for flow in partners if flow.value.value == 0})
    if not nothing:
        return []
    names = ", ".join(nothing)
    return [f"the data set prints 0 for some flows ({names}): none, too little, or not collected"]
