"""Concentration over partners and over great powers."""

from __future__ import annotations

import csv
import math

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.measures import (
    capability_concentration,
    effective_partners,
    hirschman_1945,
    partner_concentration,
)

FLOWS = st.lists(st.floats(0.01, 1e9), min_size=1, max_size=30).map(np.array)
POWERS = st.lists(st.floats(0.01, 1e9), min_size=2, max_size=12).map(np.array)

# Ray and Singer's CON from NMC 7.0 CINC among the COW major powers of the year.
CON = {1816: 0.3296, 1913: 0.2378, 1919: 0.5131, 1990: 0.3054, 2016: 0.4619}


def test_by_hand():
    flow = np.array([2.0, 1.0, 1.0])  # shares .5, .25, .25
    assert partner_concentration(flow) == 0.375
    assert effective_partners(flow) == pytest.approx(8 / 3, rel=1e-15)
    assert hirschman_1945(flow) == pytest.approx(math.sqrt(0.375), rel=1e-15)


def test_con_by_hand():
    """Shares .75 and .25: (.625 - .5) / (1 - .5) = .25, whose root is .5."""
    assert capability_concentration([3.0, 1.0]) == 0.5


def test_con_of_equals_and_of_a_monopolist():
    assert capability_concentration([0.1] * 7) == pytest.approx(0.0, abs=1e-12)
    assert capability_concentration([5.0, 0.0, 0.0]) == pytest.approx(1.0, rel=1e-12)


@pytest.mark.real_data
def test_con_of_the_major_powers(shared):
    nmc = pq.read_table(shared / "data/tidy/cow_nmc_v7.parquet", columns=["ccode", "year", "cinc"])
    spells = pq.read_table(shared / "data/tidy/cow_majors_2024.parquet").to_pylist()

    def con(year):
        majors = [s["ccode"] for s in spells if s["styear"] <= year <= s["endyear"]]
        chosen = (pc.field("year") == year) & pc.field("ccode").isin(majors)
        return capability_concentration(nmc.filter(chosen)["cinc"].to_numpy())

    for year, published in CON.items():
        assert con(year) == pytest.approx(published, abs=5e-5)  # four printed decimals
    assert max(range(1816, 2017), key=con) == 1919


@pytest.mark.real_data
def test_effective_partners_in_table_1_of_the_seed_article(shared):
    """Within East Asia: 3.71 partners in 1996, 2.87 in 2012."""
    path = shared / "reference/trade/article_table1.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["iso3"]]
    for year, expected in (("1996", 3.71), ("2012", 2.87)):
        printed = np.array([float(row[year]) for row in rows if row[year]])
        assert effective_partners(printed) == pytest.approx(expected, abs=5e-3)


@given(FLOWS)
def test_bounds_are_equal_shares_and_one_partner(flow):
    n = len(flow)
    assert 1 / n * (1 - 1e-12) <= partner_concentration(flow) <= 1
    assert 1 <= effective_partners(flow) <= n * (1 + 1e-12)
    assert hirschman_1945(flow) ** 2 == pytest.approx(partner_concentration(flow), rel=1e-12)


@given(FLOWS, st.floats(1e-3, 1e3))
def test_scale_does_not_matter(flow, factor):
    assert partner_concentration(flow * factor) == pytest.approx(
        partner_concentration(flow), rel=1e-12
    )


@given(FLOWS, st.randoms(use_true_random=False))
def test_order_does_not_matter(flow, random):
    shuffled = flow[random.sample(range(len(flow)), len(flow))]
    assert partner_concentration(shuffled) == partner_concentration(flow)


@given(FLOWS)
def test_a_partner_without_trade_changes_nothing(flow):
    assert partner_concentration(np.append(flow, 0.0)) == partner_concentration(flow)


@given(FLOWS)
def test_merging_two_partners_concentrates(flow):
    merged = np.append(flow[2:], flow[:2].sum())
    assert partner_concentration(merged) >= partner_concentration(flow) * (1 - 1e-12)


@given(POWERS, st.floats(1e-3, 1e3))
def test_con_is_bounded_and_free_of_scale(capability, factor):
    con = capability_concentration(capability)
    assert 0 <= con <= 1
    assert capability_concentration(capability * factor) == pytest.approx(con, abs=1e-7)


@given(POWERS)
def test_con_is_the_rescaled_concentration(capability):
    least = 1 / len(capability)
    rescaled = max(partner_concentration(capability) - least, 0.0) / (1 - least)
    # Near zero the root magnifies the last digit: 1e-16 becomes 1e-8.
    assert capability_concentration(capability) == pytest.approx(math.sqrt(rescaled), abs=1e-7)


@pytest.mark.parametrize(
    "measure",
    [partner_concentration, effective_partners, hirschman_1945, capability_concentration],
)
@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([1.0, np.nan], "position 1 is nan, a missing value"),
        ([-1.0, 2.0], "position 0 is -1, negative"),
        ([], "empty"),
        ([0.0, 0.0], "all 2 values are zero"),
        ([[1.0, 2.0]], r"a row of numbers is needed, not an array of shape \(1, 2\)"),
    ],
)
def test_refusals(measure, values, message):
    with pytest.raises(MeasureError, match=message):
        measure(values)


def test_one_power_alone_is_refused():
    with pytest.raises(MeasureError, match="one power alone"):
        capability_concentration([3.0])
