"""Shares, ratios to the largest, ranks."""

from __future__ import annotations

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.measures import rank, ratio_to_largest, share, share_of_total

AMOUNTS = st.lists(st.floats(0.01, 1e9), min_size=1, max_size=30).map(np.array)


def test_shares_by_hand():
    np.testing.assert_allclose(share_of_total([8.0, 2.0, 0.0]), [0.8, 0.2, 0.0], rtol=1e-15)
    assert share(2.0, 8.0) == 0.25


def test_ratio_by_hand():
    np.testing.assert_array_equal(ratio_to_largest([2.0, 8.0, 0.0]), [0.25, 1.0, 0.0])


def test_equals_share_the_better_rank():
    np.testing.assert_array_equal(rank([7.0, 3.0, 7.0, 1.0, 3.0]), [1, 3, 1, 5, 3])


def test_rank_takes_negatives():
    np.testing.assert_array_equal(rank([-0.82, 0.95, -1.29]), [2, 1, 3])


def test_seed_article_share_of_east_asia_in_1996():
    """Table 1 prints 14,019.3 of 131,141: about a ninth, not the fifth that the text states."""
    assert share(14019.3, 131141.0) == pytest.approx(0.1069, abs=5e-5)


@pytest.mark.real_data
def test_china_holds_the_largest_share_of_military_personnel_in_2012(shared):
    rows = pq.read_table(
        shared / "data/tidy/cow_nmc_v7.parquet",
        columns=["ccode", "milper"],
        filters=[("year", "==", 2012)],
    ).drop_null()
    milper = rows["milper"].to_numpy()
    first = rows["ccode"].to_numpy()[rank(milper) == 1]
    np.testing.assert_array_equal(first, [710])
    assert share_of_total(milper).sum() == pytest.approx(1.0, abs=1e-12)  # 195 additions


@given(AMOUNTS)
def test_shares_add_up_to_one(values):
    assert share_of_total(values).sum() == pytest.approx(1.0, abs=1e-12)


@given(AMOUNTS, st.floats(1e-3, 1e3))
def test_scale_does_not_matter(values, factor):
    np.testing.assert_allclose(share_of_total(values * factor), share_of_total(values), rtol=1e-12)
    np.testing.assert_allclose(
        ratio_to_largest(values * factor), ratio_to_largest(values), rtol=1e-12
    )


@given(AMOUNTS, st.randoms(use_true_random=False))
def test_order_does_not_matter(values, random):
    order = random.sample(range(len(values)), len(values))
    np.testing.assert_array_equal(share_of_total(values[order]), share_of_total(values)[order])
    np.testing.assert_array_equal(rank(values[order]), rank(values)[order])


@given(AMOUNTS)
def test_a_larger_share_never_ranks_lower(values):
    shares, ranks = share_of_total(values), rank(values)
    assert (np.diff(shares[np.argsort(ranks, kind="stable")]) <= 0).all()
    assert ranks.min() == 1


def test_a_sum_in_another_order_is_no_error():
    total = 0.3
    assert share(0.1 + 0.2, total) == 1.0  # 0.30000000000000004 in binary


def test_a_part_above_its_total_is_refused():
    with pytest.raises(MeasureError, match=r"part 9 is larger than its total 8"):
        share(9.0, 8.0)


@pytest.mark.parametrize("measure", [share_of_total, ratio_to_largest])
@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([1.0, np.nan], "position 1 is nan, a missing value"),
        ([1.0, -9.0], "position 1 is -9, negative"),
        ([], "empty"),
        ([0.0, 0.0], "all 2 values are zero"),
    ],
)
def test_refusals(measure, values, message):
    with pytest.raises(MeasureError, match=message):
        measure(values)


def test_rank_refuses_the_missing():
    with pytest.raises(MeasureError, match="position 0 is nan"):
        rank([None, 1.0])


def test_share_of_nothing_is_refused():
    with pytest.raises(MeasureError, match="total: zero"):
        share(0.0, 0.0)
