"""Polarity and concentration of the great powers."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.measures import (
    PolarityThresholds,
    capability_concentration,
    system_polarity,
)

CON = {1816: 0.3296, 1913: 0.2378, 1919: 0.5131, 1990: 0.3054, 2016: 0.4619}


@pytest.mark.parametrize(
    ("capability", "label", "poles"),
    [
        ([50, 26, 24], "unipolar", 1),  # half is enough, whoever comes second
        ([50, 50], "bipolar", 2),  # half each: nobody leads
        ([25, 25, 24, 24, 2], "bipolar", 2),
        ([49, 25, 24, 2], "bipolar", 2),
        ([45, 24, 24, 7], "near-unipolar", 1),
        ([44, 24, 24, 8], "multipolar", 4),
        ([44, 24, 24, 4, 4], "multipolar", 3),
        ([30, 30, 30, 10], "multipolar", 4),  # three quarters are not two poles
        ([25, 25, 25, 25], "multipolar", 4),
        ([44, 40, 4, 4, 4, 4], "bipolar", 2),
        ([44, 8, *[4] * 12], "unclassified", 0),  # two poles, the second too small
        ([1] * 30, "unclassified", 0),
        ([7], "unipolar", 1),
    ],
)
def test_by_hand(capability, label, poles):
    found = system_polarity(capability)
    assert (found.label, found.poles) == (label, poles)
    assert found.shares.sum() == pytest.approx(1, abs=1e-12)


def test_thresholds_are_the_caller_s():
    capability = [40, 20, 20, 20]
    assert system_polarity(capability).label == "multipolar"
    lower = PolarityThresholds(near_half=0.40)
    assert system_polarity(capability, thresholds=lower).label == "near-unipolar"
    with pytest.raises(MeasureError, match=r"half=0\.4, near_half=0\.45"):
        PolarityThresholds(half=0.40)


@pytest.fixture(scope="module")
def cinc_of_majors(shared):
    """Published CINC of the COW major powers of a year."""
    tidy = shared / "data/tidy"
    majors = pq.read_table(tidy / "cow_majors_2024.parquet")
    states = pq.read_table(tidy / "cow_nmc_v7.parquet", columns=["ccode", "year", "cinc"])

    def of(year):
        there = majors.filter((pc.field("styear") <= year) & (pc.field("endyear") >= year))
        rows = (pc.field("year") == year) & pc.field("ccode").isin(there["ccode"].to_pylist())
        return states.filter(rows)["cinc"].to_numpy()

    return of


@pytest.mark.real_data
@pytest.mark.parametrize("year", sorted(CON))
def test_concentration_of_cow_majors(cinc_of_majors, year):
    assert capability_concentration(cinc_of_majors(year)) == pytest.approx(CON[year], abs=5e-5)


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("year", "label", "poles"), [(1816, "multipolar", 5), (1919, "unipolar", 1)]
)
def test_polarity_of_cow_majors(cinc_of_majors, year, label, poles):
    found = system_polarity(cinc_of_majors(year))
    assert (found.label, found.poles) == (label, poles)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=9).filter(any), st.randoms())
def test_scale_and_order_do_not_matter(capability, random):
    before = system_polarity(capability)
    shuffled = list(capability)
    random.shuffle(shuffled)
    after = system_polarity([value * 8 for value in shuffled])
    assert (after.label, after.poles) == (before.label, before.poles)


@pytest.mark.parametrize(
    ("capability", "message"),
    [
        ([1.0, np.nan], "capability: position 1 is nan, a missing value"),
        ([1.0, -9.0], "negative"),
        ([0.0, 0.0], "all 2 values are zero"),
    ],
)
def test_refusals(capability, message):
    with pytest.raises(MeasureError, match=message):
        system_polarity(capability)


@pytest.mark.parametrize("bad", [{"pole": 0.0}, {"quarter": 0.01}, {"half": 1.2}, {"pole": np.nan}])
def test_thresholds_out_of_order(bad):
    with pytest.raises(MeasureError, match="is not in order"):
        PolarityThresholds(**bad)
