"""Readings of regional trade: what weight a state has in the trade of the region's members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.accounts.capability_readings import capability_evidence
from equipoise.accounts.case import Case
from equipoise.accounts.reading import Change, FloatArray, Reading
from equipoise.dossier.tables import Row
from equipoise.measures import partner_reach, regional_trade_weight
from equipoise.vocabulary.evidence import Evidence, missing
from equipoise.vocabulary.measures import MeasureEntry
from equipoise.vocabulary.states import WORLD
from equipoise.vocabulary.units import convert

REACH_CUT = 0.10
_BELOW = 1.0 - 1e-9
_FLOWS = ("imports", "exports")
_BASE = "trade with the region's members"


@dataclass(frozen=True, slots=True)
class RegionalFlows:
    """Trade of the region's members with one state, as they report it.

    Parameters
    ----------
    with_state, total : array, shape (n_flows,)
        Flow by flow (a member's imports or exports), million US dollars; only flows of which both
        the part with the state and the total are reported.
    member : tuple of str, length n_flows
        Whose flow it is.
    rows, sources : tuple of str
        Places of the rows used, and who published them.
    gaps : tuple of str
        Flows left out.
    """

    with_state: FloatArray
    total: FloatArray
    member: tuple[str, ...]
    rows: tuple[str, ...]
    sources: tuple[str, ...]
    gaps: tuple[str, ...]

    def by_member(self) -> tuple[FloatArray, FloatArray]:
        """With-state and total trade of each member, shape (n_members,)."""
        members = sorted(set(self.member))
        owner = np.array([members.index(name) for name in self.member])
        return (
            np.bincount(owner, self.with_state, len(members)).astype(np.float64),
            np.bincount(owner, self.total, len(members)).astype(np.float64),
        )


def regional_flows(case: Case, state: str) -> RegionalFlows | None:
    """Trade of the region's other members with one state.

    Parameters
    ----------
    case : Case
        Dossier, region and year.
    state : str
        State code.

    Returns
    -------
    RegionalFlows or None
        None when no member's flow with the state is known.
    """
    rows = {
        (row.text("state"), row.text("partner")): row
        for row in case.dossier.table("partner_trade").where(year=case.year)
    }
    flows: list[tuple[float, float, str]] = []
    used: list[Row] = []
    gaps: list[str] = []
    for member in case.members:
        part, whole = rows.get((member, state)), rows.get((member, WORLD))
        if member == state:
            continue
        pairs = _paired(part, whole)
        flows += [(own, total, member) for own, total in pairs.values()]
        gaps += [f"{flow} of {member}" for flow in _FLOWS if flow not in pairs]
        if part and whole and pairs:
            used += [part, whole]
    if not flows:
        return None
    return RegionalFlows(
        with_state=np.array([own for own, _, _ in flows]),
        total=np.array([total for _, total, _ in flows]),
        member=tuple(member for _, _, member in flows),
        rows=tuple(row.place for row in used),
        sources=tuple(dict.fromkeys(row.text("source") for row in used)),
        gaps=tuple(gaps),
    )


def _paired(part: Row | None, whole: Row | None) -> dict[str, tuple[float, float]]:
    if part is None or whole is None:
        return {}
    found = {}
    for flow in _FLOWS:
        own, total = part.number(flow), whole.number(flow)
        if own is not None and total is not None:
            found[flow] = (
                convert(own, part.text("unit"), "usd_m"),
                convert(total, whole.text("unit"), "usd_m"),
            )
    return found


def trade_weight_reading(case: Case, entry: MeasureEntry) -> Reading:
    """Share of each state in the trade of the region's other members.

    Parameters
    ----------
    case : Case
        Dossier, region, year and state.
    entry : MeasureEntry
        From the catalogue.

    Returns
    -------
    Reading
        Shares from 0 to 1, computed from ``partner_trade`` for the partners that the dossier
        documents, and the published figure for the others where it was made for this region.
    """
    flows = {state: regional_flows(case, state) for state in case.states}
    evidence = tuple(_weight(case, entry, state, flows[state]) for state in case.states)
    return _reading(case, entry, evidence, _weight_change(flows[case.state]))


def _weight(case: Case, entry: MeasureEntry, state: str, flows: RegionalFlows | None) -> Evidence:
    if flows is not None:
        return _computed(entry, regional_trade_weight(flows.with_state, flows.total), flows)
    return _published(case, entry, state)


def _published(case: Case, entry: MeasureEntry, state: str) -> Evidence:
    own_region = case.region.id == case.dossier.manifest.region
    if own_region and state not in case.dossier.manifest.flows_documented:
        return capability_evidence(case, entry, state)
    where = f"partner {state}, {case.year}"
    reason = "the dossier has no flow of the region's members with this state"
    return missing(entry.unit, "partner_trade.csv", where, reason)


def reach_reading(case: Case, entry: MeasureEntry) -> Reading:
    """Share of the region's other members for which each state is a tenth of their trade.

    Parameters
    ----------
    case : Case
        Dossier, region, year and state.
    entry : MeasureEntry
        From the catalogue.

    Returns
    -------
    Reading
        Shares from 0 to 1; missing for partners that ``partner_trade`` does not document.
    """
    flows = {state: regional_flows(case, state) for state in case.states}
    evidence = tuple(_reach(case, entry, state, flows[state]) for state in case.states)
    return _reading(case, entry, evidence, _reach_change(flows[case.state]))


def _reach(case: Case, entry: MeasureEntry, state: str, flows: RegionalFlows | None) -> Evidence:
    if flows is None:
        where = f"partner {state}, {case.year}"
        reason = "the dossier has no flow of the region's members with this state"
        return missing(entry.unit, "partner_trade.csv", where, reason)
    return _computed(entry, partner_reach(*flows.by_member(), cut=REACH_CUT), flows)


def _computed(entry: MeasureEntry, value: float, flows: RegionalFlows) -> Evidence:
    left_out = f"; left out: {', '.join(flows.gaps)}" if flows.gaps else ""
    locator = f"{flows.rows[0]} and {len(flows.rows) - 1} more rows{left_out}"
    source = f"computed from partner_trade.csv ({'; '.join(flows.sources)})"
    return Evidence(value, entry.unit, source, locator, "computed")


def _reading(
    case: Case, entry: MeasureEntry, evidence: Sequence[Evidence], change: Change
) -> Reading:
    values = np.array([np.nan if e.value is None else e.value for e in evidence])
    return Reading(entry, case.year, case.states, values, tuple(evidence), None, change)


def _weight_change(flows: RegionalFlows | None) -> Change:
    if flows is None:
        return Change(_BASE)
    weight = regional_trade_weight(flows.with_state, flows.total)
    return Change(_BASE, scaled=lambda factors: weight * factors)


def _reach_change(flows: RegionalFlows | None) -> Change:
    if flows is None:
        return Change(_BASE)
    part, whole = flows.by_member()
    shares = part / whole

    def scaled(factors: FloatArray) -> FloatArray:
        return np.array([partner_reach(part * f, whole, cut=REACH_CUT) for f in factors])

    # The measure counts a share that falls short of the cut by rounding only, so the reach is lost
    # a hair below the factor at which it is gained.
    kinks = [factor for s in shares if s > 0 for factor in (REACH_CUT / s, REACH_CUT / s * _BELOW)]
    return Change(_BASE, scaled, kinks=tuple(kinks))
