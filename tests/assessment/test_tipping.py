"""Tipping values: applied they change the verdict, nearly applied they do not."""

from __future__ import annotations

import math

import numpy as np
import pytest

from equipoise.assessment.load import shipped_frameworks
from equipoise.assessment.verdict import assess

STATES = ("RUS", "CHN", "USA", "JPN", "IND", "KOR", "SGP", "IDN")


def with_capability(dossier, change, state, measure, year, value):
    def put(cells):
        mine = (cells["state"], cells["measure"], cells["year"]) == (state, measure, year)
        return {**cells, "value": value} if mine else cells

    return change(dossier, "capabilities", put)


def with_trade(dossier, change, state, year, factor):
    def scale(cells):
        if (cells["partner"], cells["year"]) != (state, year):
            return cells
        flows = {f: cells[f] * factor for f in ("imports", "exports") if cells[f] is not None}
        return {**cells, **flows}

    return change(dossier, "partner_trade", scale)


def apply(dossier, change, result, tip, part=1.0):
    """The dossier after a part of a tipping change; 1 is the whole of it."""
    value = tip.start + part * (tip.end - tip.start) if part != 1.0 else tip.end
    if tip.indicator == "trade with the region's members":
        # Scaled cells are rounded one by one, so the whole change is given a hair's breadth.
        whole = tip.ratio * (1 + math.copysign(1e-9, tip.ratio - 1))
        factor = whole if part == 1.0 else 1 + part * (tip.ratio - 1)
        return with_trade(dossier, change, result.state, result.year, factor)
    return with_capability(dossier, change, result.state, tip.indicator, result.year, value)


@pytest.mark.parametrize("year", [1996, 2012])
@pytest.mark.parametrize("framework", shipped_frameworks())
@pytest.mark.parametrize("state", STATES)
def test_the_whole_change_tips_and_999_thousandths_do_not(dossier, change, state, framework, year):
    asked = {"year": year, "framework": framework, "draws": 1}
    result = assess(dossier, state, **asked)
    for tip in result.tipping:
        if tip.count is not None:
            continue
        after = assess(apply(dossier, change, result, tip), state, **asked)
        assert after.verdict == tip.verdict != result.verdict, tip
        nearly = assess(apply(dossier, change, result, tip, 0.999), state, **asked)
        assert nearly.verdict == result.verdict, tip


@pytest.mark.parametrize("framework", shipped_frameworks())
@pytest.mark.parametrize("state", ["RUS", "CHN", "JPN", "KOR"])
def test_brute_force_finds_no_smaller_change_and_no_other_evidence(
    dossier, change, state, framework
):
    asked = {"year": 2012, "framework": framework, "draws": 1}
    result = assess(dossier, state, **asked)
    quantities = {
        i.measure: i.value
        for c in result.criteria
        for i in c.indicators
        if i.value and i.unit not in {"flag", "share"}
    }
    for measure, value in quantities.items():
        tips = {t.direction: t for t in result.tipping if t.indicator == measure}
        for direction, grid in (("up", np.geomspace(1, 1e4, 60)), ("down", np.geomspace(1, 1e-4, 60))):
            if value < 0:
                grid = 2.0 - grid
            changed = [
                factor
                for factor in grid[1:]
                if assess(
                    with_capability(dossier, change, state, measure, 2012, value * factor),
                    state,
                    **asked,
                ).verdict
                != result.verdict
            ]
            if direction not in tips:
                assert changed == [], (measure, direction)
                continue
            edge = tips[direction].end / value
            nearer = [f for f in changed if (f < edge if direction == "up" else f > edge)]
            assert nearer == [], (measure, direction)
            assert changed or edge > grid.max() or edge < grid.min()


def test_flags_tip_when_they_are_turned(dossier, change):
    for framework in shipped_frameworks():
        for state in STATES:
            asked = {"year": 2012, "framework": framework, "draws": 1}
            result = assess(dossier, state, **asked)
            flags = {
                i.measure: i.value for c in result.criteria for i in c.indicators
                if i.unit == "flag" and i.value is not None
            }
            for measure, value in flags.items():
                turned = with_capability(dossier, change, state, measure, 2012, 1.0 - value)
                verdict = assess(turned, state, **asked).verdict
                tips = [t.verdict for t in result.tipping if t.indicator == measure]
                assert tips == ([verdict] if verdict != result.verdict else [])


def seats_changed(dossier, change, state, tip, names):
    status = "admitted" if tip.count > 0 else "left"
    last = max(dossier.table("memberships"), key=lambda row: row.line)
    rows = {
        name: next(r for r in dossier.table("memberships").where(state=state, body=name))
        for name in names
    }
    template = next(
        r.cells["date"] for r in dossier.table("ledger") if r.cells["date"].text.startswith("2012")
    )
    seen = []

    def add(cells):
        seen.append(cells)
        return cells

    changed = change(dossier, "memberships", add)
    from dataclasses import replace

    from equipoise.dossier.tables import DossierTable, Row

    extra = [
        Row("memberships.csv", last.line + n, {**row.cells, "status": status, "date": template})
        for n, row in enumerate(rows.values(), start=1)
    ]
    table = DossierTable("memberships", (*changed.table("memberships").rows, *extra))
    return replace(dossier, tables={**dossier.tables, "memberships": table})


@pytest.mark.parametrize("state", STATES)
def test_counts_of_seats_are_the_smallest_that_tip(dossier, change, state):
    result = assess(dossier, state, year=2012, draws=1)
    for tip in result.tipping:
        if tip.indicator not in {"forum_recognition", "rank_seats"}:
            continue
        whole = seats_changed(dossier, change, state, tip, tip.names)
        assert assess(whole, state, year=2012, draws=1).verdict == tip.verdict
        fewer = seats_changed(dossier, change, state, tip, tip.names[:-1])
        assert assess(fewer, state, year=2012, draws=1).verdict == result.verdict
        assert abs(tip.count) == len(tip.names)


@pytest.mark.parametrize("state", STATES)
def test_counts_of_responses_are_the_smallest_that_tip(dossier, change, state):
    result = assess(dossier, state, year=2012, draws=1)
    row = next(iter(dossier.table("responses").where(about=state)))

    def responding(names, strength):
        from dataclasses import replace

        from equipoise.dossier.tables import DossierTable, Row

        kept = [
            r
            for r in dossier.table("responses")
            if not (r.text("about") == state and r.text("responder") in names)
        ]
        now = next(
            r.cells["period"] for r in dossier.table("responses") if r.period("period").covers_year(2012)
        )
        extra = [
            Row(
                row.file,
                row.line,
                {**row.cells, "responder": n, "value": strength, "low": strength,
                 "high": strength, "period": now},
            )
            for n in names
        ]
        table = DossierTable("responses", (*kept, *extra))
        return replace(dossier, tables={**dossier.tables, "responses": table})

    for tip in result.tipping:
        if tip.indicator != "system_response":
            continue
        strength = 1.0 if tip.count > 0 else 0.0
        whole = responding(tip.names, strength)
        assert assess(whole, state, year=2012, draws=1).verdict == tip.verdict
        fewer = responding(tip.names[:-1], strength)
        assert assess(fewer, state, year=2012, draws=1).verdict == result.verdict


def test_smallest_first(dossier):
    tips = assess(dossier, "CHN", year=2012, draws=1).tipping
    ratios = [abs(math.log(t.ratio)) for t in tips if t.ratio]
    assert ratios == sorted(ratios)
