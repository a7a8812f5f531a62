"""Dependence within a dyad."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.measures import (
    asymmetry,
    asymmetry_ratio,
    interdependence,
    salience,
    symmetry,
    trade_dependence,
    trade_openness,
    trade_share,
    weak_link_dependence,
)

SHARES = st.integers(0, 10**6).map(lambda millionths: millionths / 10**6)
MONEY = st.floats(0.01, 1e9)

# Russia and China from COW Trade v4.0: share for Russia, share for China, salience, symmetry,
# interdependence, ratio of the shares.
RUSSIA_CHINA = {
    1996: (0.0479, 0.0212, 0.0319, 0.9733, 0.03101, 2.26),
    2000: (0.0520, 0.0080, 0.0203, 0.9560, 0.01944, 6.54),
    2005: (0.0701, 0.0117, 0.0286, 0.9416, 0.02696, 5.99),
    2012: (0.1150, 0.0201, 0.0480, 0.9050, 0.04347, 5.74),
}


def test_barbieri_by_hand():
    assert trade_share(16.0, 100.0) == 0.16
    assert salience(0.16, 0.09) == pytest.approx(0.12, rel=1e-15)
    assert symmetry(0.16, 0.09) == pytest.approx(0.93, rel=1e-15)
    assert interdependence(0.16, 0.09) == pytest.approx(0.1116, rel=1e-14)


def test_asymmetry_by_hand():
    assert asymmetry(0.5, 0.125) == 0.375
    assert asymmetry_ratio(0.5, 0.125) == 4.0


def test_oneal_russett_by_hand():
    assert trade_dependence(16.0, 64.0) == 0.25
    assert weak_link_dependence(0.25, 0.75) == 0.25
    assert trade_openness(96.0, 64.0) == 1.5


@pytest.mark.real_data
@pytest.mark.parametrize("year", sorted(RUSSIA_CHINA))
def test_russia_and_china(shared, year):
    tidy = shared / "data/tidy"
    chosen = (pc.field("ccode1") == 365) & (pc.field("ccode2") == 710) & (pc.field("year") == year)
    (dyad,) = pq.read_table(tidy / "cow_trade_dyad_v4.parquet", filters=chosen).to_pylist()
    traders = pq.read_table(
        tidy / "cow_trade_national_v4.parquet",
        filters=pc.field("ccode").isin([365, 710]) & (pc.field("year") == year),
    ).to_pylist()
    totals = {row["ccode"]: row["imports"] + row["exports"] for row in traders}
    russia, china = (trade_share(dyad["flow1"] + dyad["flow2"], totals[c]) for c in (365, 710))
    found = (
        russia,
        china,
        salience(russia, china),
        symmetry(russia, china),
        interdependence(russia, china),
        asymmetry_ratio(russia, china),
    )
    half_units = (5e-5, 5e-5, 5e-5, 5e-5, 5e-6, 5e-3)  # of the values as printed above
    for value, published, half in zip(found, RUSSIA_CHINA[year], half_units, strict=True):
        assert value == pytest.approx(published, abs=half)


@given(SHARES, MONEY, MONEY)
def test_gartzke_li_identity(part, total_trade, gdp):
    """Dependence on a partner is its trade share times openness."""
    trade = part * total_trade
    product = trade_share(trade, total_trade) * trade_openness(total_trade, gdp)
    assert trade_dependence(trade, gdp) == pytest.approx(product, rel=1e-12)


@given(SHARES, SHARES)
def test_barbieri_does_not_depend_on_who_comes_first(share_i, share_j):
    for formula in (salience, symmetry, interdependence):
        assert formula(share_i, share_j) == formula(share_j, share_i)
        assert 0 <= formula(share_i, share_j) <= 1


@given(SHARES, SHARES)
def test_salience_lies_between_the_shares(share_i, share_j):
    low, high = sorted((share_i, share_j))
    assert low * (1 - 1e-12) <= salience(share_i, share_j) <= high * (1 + 1e-12)


@given(SHARES, SHARES)
def test_asymmetry_changes_sign_with_the_order(share_i, share_j):
    assert asymmetry(share_i, share_j) == -asymmetry(share_j, share_i)
    assert symmetry(share_i, share_j) == 1 - abs(asymmetry(share_i, share_j))


@given(st.floats(0.001, 1.0), st.floats(0.001, 1.0))
def test_the_ratio_inverts_with_the_order(share_i, share_j):
    product = asymmetry_ratio(share_i, share_j) * asymmetry_ratio(share_j, share_i)
    assert product == pytest.approx(1.0, rel=1e-12)


@given(MONEY, MONEY, MONEY)
def test_the_weak_link_is_the_larger_economy(trade, gdp_i, gdp_j):
    weak = weak_link_dependence(trade_dependence(trade, gdp_i), trade_dependence(trade, gdp_j))
    assert weak == trade_dependence(trade, max(gdp_i, gdp_j))


def rows(low):
    return st.lists(st.tuples(st.floats(low, 1.0), st.floats(low, 1.0)), min_size=1, max_size=8)


@pytest.mark.parametrize(
    "measure",
    [
        salience,
        symmetry,
        interdependence,
        asymmetry,
        asymmetry_ratio,
        trade_dependence,
        trade_openness,
        weak_link_dependence,
    ],
)
@given(rows(0.001))
def test_many_dyads_are_as_one_by_one(measure, dyads):
    first, second = np.array(dyads).T
    many = measure(first, second)
    assert many.tolist() == [measure(float(a), float(b)) for a, b in dyads]
    assert type(measure(*dyads[0])) is float
    gaps = measure(np.append(first, [np.nan, 0.5]), np.append(second, [0.5, np.nan]))
    np.testing.assert_array_equal(gaps, [*many, np.nan, np.nan])


@given(rows(0.001))
def test_trade_shares_of_many_dyads(dyads):
    part, total = np.sort(np.array(dyads), axis=1).T
    shares = trade_share(part, total)
    assert shares.tolist() == [trade_share(*sorted(dyad)) for dyad in dyads]
    table = trade_share(np.array([[1.0, np.nan]]), np.array([[4.0, 4.0]]))
    np.testing.assert_array_equal(table, [[0.25, np.nan]])


@pytest.mark.real_data
def test_russia_and_china_at_once(shared):
    """The dyad in all years of 1996 to 2012, as arrays, gives the yearly values."""
    tidy = shared / "data/tidy"
    years = pc.field("year") >= 1996
    dyad = pq.read_table(
        tidy / "cow_trade_dyad_v4.parquet",
        filters=(pc.field("ccode1") == 365) & (pc.field("ccode2") == 710) & years,
    ).sort_by("year")
    totals = pq.read_table(tidy / "cow_trade_national_v4.parquet", filters=years).sort_by("year")
    trade = pc.add(dyad["flow1"], dyad["flow2"]).to_numpy().astype(float)
    shares = []
    for state in (365, 710):
        rows_ = totals.filter(pc.field("ccode") == state)
        assert rows_["year"].to_pylist() == dyad["year"].to_pylist()
        shares.append(trade_share(trade, pc.add(rows_["imports"], rows_["exports"]).to_numpy()))
    both = interdependence(*shares)
    for year, value in zip(dyad["year"].to_pylist(), both, strict=True):
        if year in RUSSIA_CHINA:
            assert value == pytest.approx(RUSSIA_CHINA[year][4], abs=5e-6)


def test_refusals_in_many_dyads():
    with pytest.raises(MeasureError, match=r"share of j: position 1 is 11\.5, above 1"):
        salience(np.array([0.1, 0.1]), np.array([0.1, 11.5]))
    with pytest.raises(MeasureError, match="share of j: case 1 is zero, which cannot divide"):
        asymmetry_ratio(np.array([0.1, 0.1]), np.array([0.1, 0.0]))
    with pytest.raises(MeasureError, match="GDP: position 0 is 0, which cannot divide"):
        trade_dependence(np.array([1.0]), np.array([0.0]))
    with pytest.raises(MeasureError, match="part 2 is larger than its total 1, case 1"):
        trade_share(np.array([1.0, 2.0]), np.array([1.0, 1.0]))
    with pytest.raises(MeasureError, match=r"shapes differ: share of i \(2,\), share of j \(\)"):
        symmetry(np.array([0.1, 0.2]), 0.1)


@pytest.mark.parametrize("measure", [salience, symmetry, interdependence, asymmetry_ratio])
@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (np.nan, 0.1, "share of i: the value is nan, a missing value"),
        (0.1, None, "share of j: the value is nan, a missing value"),
        (-0.1, 0.1, "share of i: the value is -0.1, negative"),
        (0.1, 11.5, "share of j: the value is 11.5, above 1"),
    ],
)
def test_refusals_of_shares(measure, first, second, message):
    with pytest.raises(MeasureError, match=message):
        measure(first, second)


def test_a_ratio_to_no_dependence_is_refused():
    with pytest.raises(MeasureError, match="share of j: zero") as caught:
        asymmetry_ratio(0.1, 0.0)
    assert caught.value.hint == "use asymmetry, the difference"


@pytest.mark.parametrize("measure", [trade_dependence, trade_openness])
@pytest.mark.parametrize(
    ("trade", "gdp"), [(np.nan, 1.0), (-9.0, 1.0), (1.0, 0.0), (1.0, np.nan), (1.0, np.inf)]
)
def test_refusals_of_money(measure, trade, gdp):
    with pytest.raises(MeasureError):
        measure(trade, gdp)


def test_trade_above_all_trade_is_refused():
    with pytest.raises(MeasureError, match="larger than its total"):
        trade_share(2.0, 1.0)
