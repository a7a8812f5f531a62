"""Tipping values: applied they change the verdict, nearly applied they do not."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from equipoise.assessment.load import shipped_frameworks
from equipoise.assessment.verdict import assess
from equipoise.dossier.tables import DossierTable, Row

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
        factor = 1 + part * (tip.ratio - 1) if part != 1.0 else tip.ratio
        return with_trade(dossier, change, result.state, result.year, factor)
    return with_capability(dossier, change, result.state, tip.indicator, result.year, value)


@pytest.mark.parametrize("year", [1996, 2012])
@pytest.mark.parametrize("framework", shipped_frameworks())
@pytest.mark.parametrize("state", STATES)
def test_the_whole_change_tips_and_999_thousandths_do_not(
    dossier, change, judge, state, framework, year
):
    asked = {"year": year, "framework": framework}
    result = assess(dossier, state, draws=1, **asked)
    for tip in result.tipping:
        if tip.count is not None:
            continue
        after = judge(apply(dossier, change, result, tip), state, **asked)
        assert after == tip.verdict != result.verdict, tip
        nearly = judge(apply(dossier, change, result, tip, 0.999), state, **asked)
        assert nearly == result.verdict, tip


@pytest.mark.parametrize("framework", shipped_frameworks())
@pytest.mark.parametrize("state", ["RUS", "CHN", "JPN"])
def test_brute_force_finds_no_smaller_change_and_no_other_evidence(
    dossier, change, judge, state, framework
):
    asked = {"year": 2012, "framework": framework}
    result = assess(dossier, state, draws=1, **asked)
    quantities = {
        i.measure: i.value
        for c in result.criteria
        for i in c.indicators
        if i.value and i.unit not in {"flag", "share"}
    }
    assert quantities
    for measure, value in quantities.items():
        for direction, grid in (
            ("up", np.geomspace(1, 1e3, 9)),
            ("down", np.geomspace(1, 1e-3, 9)),
        ):
            factors = [2.0 - factor if value < 0 else factor for factor in grid[1:]]
            tip = [t for t in result.tipping if (t.indicator, t.direction) == (measure, direction)]
            edge = tip[0].end / value if tip else None
            for factor in factors:
                trial = with_capability(dossier, change, state, measure, 2012, value * factor)
                beyond = edge is not None and abs(factor - 1) >= abs(edge - 1)
                changed = judge(trial, state, **asked) != result.verdict
                assert changed <= beyond, (measure, direction, factor)


@pytest.mark.parametrize("state", ["RUS", "USA", "CHN", "JPN"])
def test_trade_with_the_region_tips_where_brute_force_says(dossier, change, judge, state):
    result = assess(dossier, state, year=2012, framework="waltz", draws=1)
    tips = {t.direction: t for t in result.tipping if t.indicator.startswith("trade with")}
    weight = next(
        i.value
        for c in result.criteria
        for i in c.indicators
        if i.measure == "regional_trade_weight"
    )
    # The partners' totals stay as they are, so the whole of them is the most there can be.
    most = 0.99 / weight
    for direction, grid in (
        ("up", np.geomspace(1.01, most, 25)),
        ("down", np.geomspace(0.99, 0.02, 25)),
    ):
        changed = [
            factor
            for factor in grid
            if judge(with_trade(dossier, change, state, 2012, factor), state, framework="waltz")
            != result.verdict
        ]
        if direction not in tips:
            assert changed == []
            continue
        edge = tips[direction].ratio
        assert all(abs(factor - 1) >= abs(edge - 1) * (1 - 1e-9) for factor in changed)
        assert changed


def test_flags_tip_when_they_are_turned(dossier, change, judge):
    for framework in shipped_frameworks():
        for state in STATES:
            result = assess(dossier, state, year=2012, framework=framework, draws=1)
            flags = {
                i.measure: i.value
                for c in result.criteria
                for i in c.indicators
                if i.unit == "flag" and i.value is not None
            }
            for measure, value in flags.items():
                turned = with_capability(dossier, change, state, measure, 2012, 1.0 - value)
                verdict = judge(turned, state, framework=framework)
                tips = [t.verdict for t in result.tipping if t.indicator == measure]
                assert tips == ([verdict] if verdict != result.verdict else [])


def with_rows(dossier, table, kept, extra):
    rows = (*(row for row in dossier.table(table) if kept(row)), *extra)
    return replace(dossier, tables={**dossier.tables, table: DossierTable(table, rows)})


def seats_changed(dossier, state, tip, names):
    late = next(
        row.period("date")
        for row in dossier.table("ledger")
        if row.period("date").text.startswith("2012-")
    )
    status = "admitted" if tip.count > 0 else "left"
    extra = [
        Row(row.file, row.line, {**row.cells, "status": status, "date": late})
        for name in names
        for row in dossier.table("memberships").where(state=state, body=name)[:1]
    ]
    return with_rows(dossier, "memberships", lambda row: True, extra)


@pytest.mark.parametrize("state", STATES)
def test_counts_of_seats_are_the_smallest_that_tip(dossier, judge, state):
    result = assess(dossier, state, year=2012, draws=1)
    for tip in result.tipping:
        if tip.indicator not in {"forum_recognition", "rank_seats"}:
            continue
        assert abs(tip.count) == len(tip.names)
        whole = seats_changed(dossier, state, tip, tip.names)
        assert judge(whole, state) == tip.verdict
        fewer = seats_changed(dossier, state, tip, tip.names[:-1])
        assert judge(fewer, state) == result.verdict


def responses_changed(dossier, state, tip, names):
    strength = 1.0 if tip.count > 0 else 0.0
    about = dossier.table("responses").where(about=state)
    now = next(row for row in about if row.period("period").covers_year(2012))
    cells = {**now.cells, "value": strength, "low": strength, "high": strength}
    extra = [Row(now.file, now.line, {**cells, "responder": name}) for name in names]
    mine = {row.line for row in about if row.text("responder") in names}
    return with_rows(dossier, "responses", lambda row: row.line not in mine, extra)


@pytest.mark.parametrize("state", STATES)
def test_counts_of_responses_are_the_smallest_that_tip(dossier, judge, state):
    result = assess(dossier, state, year=2012, draws=1)
    for tip in result.tipping:
        if tip.indicator != "system_response":
            continue
        whole = responses_changed(dossier, state, tip, tip.names)
        assert judge(whole, state) == tip.verdict
        fewer = responses_changed(dossier, state, tip, tip.names[:-1])
        assert judge(fewer, state) == result.verdict


def test_the_founding_case_has_tipping_values_of_every_kind(dossier):
    tips = [t for s in STATES for t in assess(dossier, s, year=2012, draws=1).tipping]
    assert {t.indicator for t in tips} >= {"forum_recognition", "rank_seats", "system_response"}
    assert any(t.ratio is not None for t in tips)
    assert {t.direction for t in tips} == {"up", "down"}


def test_smallest_first(dossier):
    tips = assess(dossier, "CHN", year=2012, draws=1).tipping
    ratios = [abs(math.log(t.ratio)) for t in tips if t.ratio]
    assert ratios == sorted(ratios)
