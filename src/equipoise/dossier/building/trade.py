"""``partner_trade.csv`` from the archive: flows between all states of a dossier, and totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from equipoise.archive.imported import ImportedTable
from equipoise.archive.store import Archive
from equipoise.dossier.building.drawn import (
    MISSING,
    Cells,
    Drawn,
    Gap,
    absence,
    number_words,
    source_words,
)
from equipoise.dossier.building.plan import Plan
from equipoise.vocabulary.states import WORLD

DYADIC, NATIONAL = "cow-trade-dyadic", "cow-trade-national"
UNIT = "usd_m"
TABLE = "partner_trade"

_PAIR = (
    "imports of state from partner as state reports them, exports as partner reports its imports"
)
_TOTAL = "all imports and exports, as state reports them"
_Flows: TypeAlias = tuple[float | None, float | None]
_NONE: _Flows = (None, None)
_NAMES = ("imports", "exports")


@dataclass(frozen=True, slots=True)
class _Trade:
    """Flows of all states of a plan: imports and exports, million dollars of the day."""

    dyadic: ImportedTable
    national: ImportedTable
    pairs: Mapping[tuple[str, str, int], _Flows]
    totals: Mapping[tuple[str, int], _Flows]


def draw_trade(archive: Archive, plan: Plan) -> Drawn:
    """Trade of every state of a plan with every other and with the world.

    Parameters
    ----------
    archive : Archive
        Published data.
    plan : Plan
        States and years.

    Returns
    -------
    Drawn
        Two rows of each pair and one of each total, for the years that the data sets cover. A
        flow that exceeds the total it is part of is left out with that reason: the publisher's
        two tables contradict each other there.
    """
    lacking = [name for name in (DYADIC, NATIONAL) if not archive.has(name)]
    if lacking:
        why = f"not imported: equipoise sources import {lacking[0]}"
        return Drawn(gaps=(Gap(TABLE, why),))
    dyadic, national = archive.source(DYADIC), archive.source(NATIONAL)
    years = [y for y in plan.years if not absence(dyadic, y) and not absence(national, y)]
    beyond = sorted(set(plan.years) - set(years))
    why = f"none in {beyond[0]} to {beyond[-1]}: " if beyond else ""
    why += absence(dyadic, beyond[-1]) or absence(national, beyond[-1]) if beyond else ""
    gaps = (Gap(TABLE, why),) if beyond else ()
    if not years:
        return Drawn(gaps=gaps)
    trade = _read(archive, plan, years)
    rows = tuple(
        row
        for year in years
        for state in plan.states_in(year)
        for row in _rows(trade, state, year, plan.states_in(year))
    )
    return Drawn(rows, (dyadic, national), gaps)


def _read(archive: Archive, plan: Plan, years: list[int]) -> _Trade:
    states = list(plan.states)
    pairs = archive.arrow(
        DYADIC,
        ("state1", "state2", "year", "flow1", "flow2"),
        {"year": years, "state1": states, "state2": states},
    )
    totals = archive.arrow(
        NATIONAL, ("state", "year", "imports", "exports"), {"year": years, "state": states}
    )
    return _Trade(
        archive.source(DYADIC),
        archive.source(NATIONAL),
        {
            (r["state1"], r["state2"], r["year"]): (r["flow1"], r["flow2"])
            for r in pairs.to_pylist()
        },
        {(r["state"], r["year"]): (r["imports"], r["exports"]) for r in totals.to_pylist()},
    )


def _rows(trade: _Trade, state: str, year: int, states: tuple[str, ...]) -> Iterator[Cells]:
    total = trade.totals.get((state, year), _NONE)
    place = f"{trade.national.table}: state {state}, year {year}, imports and exports"
    about = {"state": state, "year": f"{year:04}"}
    yield {
        **about,
        "partner": WORLD,
        "definition": _TOTAL,
        "source": source_words(trade.national),
        "locator": place,
        **_quantities(
            total, [_no_figure(flow, name) for flow, name in zip(total, _NAMES, strict=True)]
        ),
    }
    for partner in states:
        if partner != state:
            flows = trade.pairs.get((state, partner, year), _NONE)
            place = f"{trade.dyadic.table}: state1 {state}, state2 {partner}, year {year}"
            yield {
                **about,
                "partner": partner,
                "definition": _PAIR,
                "source": source_words(trade.dyadic),
                "locator": f"{place}, flow1 and flow2",
                **_within(flows, total),
            }


def _within(flows: _Flows, total: _Flows) -> Cells:
    """Flows of a pair; null where one is larger than the total that it is part of."""
    kept: list[float | None] = []
    reasons = []
    for flow, whole, name in zip(flows, total, _NAMES, strict=True):
        beyond = flow is not None and whole is not None and flow > whole
        kept.append(None if beyond else flow)
        told = f"{name}: {flow:g} as published, more than the total of {whole:g}" if beyond else ""
        reasons.append(told or _no_figure(flow, name))
    return _quantities((kept[0], kept[1]), reasons)


def _no_figure(flow: float | None, name: str) -> str:
    return "" if flow is not None else f"{name}: the data set has no figure"


def _quantities(flows: _Flows, reasons: list[str]) -> Cells:
    known = any(flow is not None for flow in flows)
    cells = {
        name: "" if flow is None else number_words(flow)
        for name, flow in zip(_NAMES, flows, strict=True)
    }
    return {
        **cells,
        "unit": UNIT,
        "quality": "published" if known else MISSING,
        "missing_reason": "; ".join(reason for reason in reasons if reason),
    }
