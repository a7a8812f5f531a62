"""Flows directed at a region."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.measures import (
    partner_reach,
    region_coverage,
    region_directed_share,
    regional_trade_weight,
)

OUTSIDE = {"USA", "IND", "RUS", "WLD"}
# Energy exports of Russia: share that goes to the region's 16 others, share of their imports.
ENERGY = {
    1996: (0.011, 0.004),
    2000: (0.025, 0.007),
    2005: (0.051, 0.019),
    2010: (0.141, 0.049),
    2012: (0.180, 0.052),
}

MEMBERS = st.lists(
    st.tuples(st.floats(0.0, 1.0), st.floats(0.01, 1e9)), min_size=1, max_size=20
).map(lambda rows: (np.array([s * t for s, t in rows]), np.array([t for _, t in rows])))


def test_by_hand():
    assert region_directed_share([3.0, 2.0], 20.0) == 0.25
    assert region_coverage([3.0, 2.0], [30.0, 20.0]) == 0.1
    assert regional_trade_weight([3.0, 2.0], [30.0, 70.0]) == 0.05


def test_weight_follows_the_large_and_reach_counts_heads():
    trade, totals = [1.0, 5.0, 5.0], [980.0, 10.0, 10.0]
    assert regional_trade_weight(trade, totals) == 0.011
    assert partner_reach(trade, totals) == pytest.approx(2 / 3)


def test_a_share_at_the_cut_counts():
    assert partner_reach([0.7], [7.0], cut=0.1) == 1.0  # 0.7 / 7 is 0.09999999999999999


@pytest.mark.real_data
@pytest.mark.parametrize("year", sorted(ENERGY))
def test_russian_energy_in_east_asia(shared, year):
    exports, imports = {}, {}
    with (shared / "figures/energy_flows.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["exporter"] == "RUS" and int(row["year"]) == year:
                exports[row["importer"]] = float(row["value"])
    with (shared / "figures/capabilities.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["measure"] == "energy_imports_usd" and int(row["year"]) == year:
                imports[row["state"]] = float(row["value"])
    members = sorted(set(imports) - OUTSIDE)
    assert len(members) == 16
    flows = [exports.get(member, 0.0) for member in members]  # the source lists positive flows
    directed, covered = ENERGY[year]
    assert region_directed_share(flows, exports["WLD"]) == pytest.approx(directed, abs=5e-4)
    found = region_coverage(flows, [imports[member] for member in members])
    assert found == pytest.approx(covered, abs=5e-4)


@given(MEMBERS)
def test_weight_and_coverage_are_shares_of_sums(members):
    trade, totals = members
    weight = regional_trade_weight(trade, totals)
    assert 0 <= weight <= 1
    assert weight == region_coverage(trade, totals)
    assert weight == pytest.approx(region_directed_share(trade, totals.sum()), rel=1e-12)


@given(MEMBERS, st.floats(1e-3, 1e3))
def test_the_currency_does_not_matter(members, factor):
    trade, totals = members
    assert regional_trade_weight(trade * factor, totals * factor) == pytest.approx(
        regional_trade_weight(trade, totals), rel=1e-12
    )


@given(MEMBERS)
def test_weight_lies_between_the_lowest_and_highest_share(members):
    trade, totals = members
    shares = trade / totals
    weight = regional_trade_weight(trade, totals)
    assert shares.min() - 1e-12 <= weight <= shares.max() + 1e-12


@given(MEMBERS, st.floats(0.01, 0.99))
def test_a_higher_cut_never_reaches_more(members, cut):
    trade, totals = members
    assert partner_reach(trade, totals, cut=cut) >= partner_reach(trade, totals, cut=cut + 0.01)


@given(MEMBERS)
def test_order_does_not_matter(members):
    trade, totals = members
    assert partner_reach(trade[::-1], totals[::-1]) == partner_reach(trade, totals)
    assert regional_trade_weight(trade[::-1], totals[::-1]) == regional_trade_weight(trade, totals)


@pytest.mark.parametrize("measure", [region_coverage, regional_trade_weight, partner_reach])
@pytest.mark.parametrize(
    ("parts", "wholes", "message"),
    [
        ([1.0, np.nan], [5.0, 5.0], "position 1 is nan, a missing value"),
        ([1.0, 1.0], [5.0, None], "position 1 is nan, a missing value"),
        ([1.0, -9.0], [5.0, 5.0], "position 1 is -9, negative"),
        ([1.0], [5.0, 5.0], "lengths differ"),
        ([], [], "empty"),
        ([0.0, 0.0], [0.0, 0.0], "zero|cannot divide"),
    ],
)
def test_refusals(measure, parts, wholes, message):
    with pytest.raises(MeasureError, match=message):
        measure(parts, wholes)


def test_more_than_the_total_is_refused():
    with pytest.raises(MeasureError, match="larger than its total"):
        regional_trade_weight([6.0], [5.0])
    with pytest.raises(MeasureError, match="larger than its total"):
        region_directed_share([6.0], 5.0)


@pytest.mark.parametrize("cut", [0.0, -0.1, 10.0, np.nan])
def test_a_cut_outside_its_range_is_refused(cut):
    with pytest.raises(MeasureError, match="cut"):
        partner_reach([1.0], [5.0], cut=cut)
