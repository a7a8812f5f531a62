"""SIPRI Arms Transfers Database: deliveries by year, and the orders behind them."""

from __future__ import annotations

import csv
import re
from collections import defaultdict

import pyarrow.compute as pc
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import card, folder_of

_SAMPLE = folder_of("sipri-arms") / "sample" / "trade-register.csv"


def _deliveries(table):
    return {(r["supplier"], r["recipient"], r["year"]): r for r in table.to_pylist()}


def test_an_order_is_spread_evenly_over_its_years_of_delivery(read_sample) -> None:
    rows = _deliveries(read_sample("sipri-arms"))
    found = {year: rows["RUS", "CHN", year]["tiv"] for year in range(1990, 1995)}
    # 240 over 1990-1991, 80 over 1991-1994, 50 in 1992.
    assert found == {1990: 120.0, 1991: 140.0, 1992: 70.0, 1993: 20.0, 1994: 20.0}


def test_bounds_hold_whatever_the_spread(read_sample) -> None:
    rows = _deliveries(read_sample("sipri-arms"))
    one = rows["RUS", "CHN", 1992]
    assert (one["tiv_low"], one["tiv_high"], one["orders"]) == (50.0, 130.0, 2)
    for row in rows.values():
        assert row["tiv_low"] <= row["tiv"] <= row["tiv_high"]


def test_the_soviet_union_and_russia_are_one_supplier(read_sample) -> None:
    assert _deliveries(read_sample("sipri-arms"))["RUS", "CHN", 1991]["orders"] == 2


def test_orders_without_a_year_of_delivery_are_in_the_register_alone(read_sample) -> None:
    assert ("RUS", "CHN", 2005) not in _deliveries(read_sample("sipri-arms"))
    order = read_sample("sipri-arms-orders").to_pylist()[3]
    assert (order["ordered"], order["delivered"], order["tiv_delivered"]) == (3.0, None, None)


def test_a_volume_below_half_a_million_is_zero(read_sample) -> None:
    assert _deliveries(read_sample("sipri-arms"))["RUS", "MMR", 2002]["tiv"] == 0.0


def test_names_mean_the_state_of_their_year(read_sample) -> None:
    found = {(one, other) for one, other, _ in _deliveries(read_sample("sipri-arms"))}
    assert ("USA", "GFR") in found  # Germany, 1961
    assert ("RUS", "DDR") in found  # East Germany (GDR)
    assert ("CHN", "VNM") in found  # Viet Nam, 1967
    assert ("USA", "RVN") in found  # South Vietnam, 1967
    assert ("RUS", "YAR") in found  # Yemen Arab Republic (North Yemen), 1980


def test_groups_and_unknown_suppliers_are_areas(read_sample) -> None:
    found = {(one, other) for one, other, _ in _deliveries(read_sample("sipri-arms"))}
    assert ("name:unknown supplier(s)", "name:Hezbollah (Lebanon)*") in found
    assert ("USA", "name:NATO**") in found


def test_a_break_within_a_comment_parts_no_rows(read_sample) -> None:
    orders = read_sample("sipri-arms-orders").to_pylist()
    assert len(orders) == 13
    assert orders[0]["comments"] == "Cafeé version; first part second part"
    assert orders[0]["weapon"] == "Model-1"


def test_question_marks_are_flags(read_sample) -> None:
    orders = read_sample("sipri-arms-orders").to_pylist()
    marks = ("year_of_order_doubtful", "ordered_doubtful", "delivered_doubtful")
    assert [orders[0][mark] for mark in marks] == [1, 0, 0]
    assert [orders[1][mark] for mark in marks] == [0, 1, 1]


def _changed(tmp_path, old: bytes, new: bytes):
    content = _SAMPLE.read_bytes()
    assert old in content
    (tmp_path / _SAMPLE.name).write_bytes(content.replace(old, new))
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        (b"Recipient,Supplier,", b"Buyer,Seller,", "no header with Recipient and Supplier"),
        (b",1990; 1991,", b",1990; later,", r"register\.csv:8: .* has 'later', not a year"),
        (b"NATO**", b"Atlantis", r"register\.csv:19: Recipient 'Atlantis' in 2012 is no"),
        (b",Comments,", b",", "cells where the header has 15"),
        (b",50,50\nSouth", b",fifty,fifty\nSouth", "is 'fifty', not a number"),
    ],
)
def test_another_file_is_refused(read_sample, tmp_path, old, new, match) -> None:
    with pytest.raises(SourceError, match=match):
        read_sample("sipri-arms", place=_changed(tmp_path, old, new))


def test_another_mark_is_refused(read_sample, tmp_path) -> None:
    place = _changed(tmp_path, b"Soviet Union,1989,?,", b"Soviet Union,1989,!,")
    with pytest.raises(SourceError, match="column 4 is '!'"):
        read_sample("sipri-arms-orders", place=place)


def test_what_the_rule_is_stands_in_the_card() -> None:
    known = card("sipri-arms")
    (tiv,) = (column for column in known.columns if column.name == "tiv")
    assert "our rule" in tiv.description
    assert any("not SIPRI's" in note for note in known.notes)
    assert known.licence.commerce == "forbidden"


def _register(shared):
    """Orders, read on their own: the two breaks within comments joined by hand."""
    text = (shared / "data" / "raw" / "sipri_trade-register.csv").read_bytes().decode("cp1252")
    return list(csv.reader(text.replace("\r\n", " ").splitlines()))[1:]


@pytest.mark.real_data
def test_the_register_is_all_there(read_files, shared) -> None:
    orders = read_files("sipri-arms-orders", shared / "data" / "raw")
    printed = _register(shared)
    assert orders.num_rows == len(printed) == 29_056
    for name, at in (("tiv_delivered", 15), ("tiv_order", 14), ("delivered", 8)):
        whole = sum(float(row[at] or 0) for row in printed)
        assert pc.sum(orders[name]).as_py() == pytest.approx(whole, rel=1e-12)
    doubtful = sum(row[3] == "?" for row in printed)
    assert pc.sum(orders["year_of_order_doubtful"]).as_py() == doubtful


@pytest.mark.real_data
def test_nothing_is_lost_in_spreading(read_files, shared) -> None:
    table = read_files("sipri-arms", shared / "data" / "raw")
    assert table.num_rows == 22_953
    assert table.group_by(list(card("sipri-arms").key)).aggregate([]).num_rows == 22_953
    whole = sum(float(row[15]) for row in _register(shared))
    assert pc.sum(table["tiv"]).as_py() == pytest.approx(whole, rel=1e-12)
    assert pc.sum(table["tiv_low"]).as_py() == pytest.approx(365_045.39, abs=0.01)
    assert pc.sum(table["tiv_high"]).as_py() == pytest.approx(9_293_097.38, abs=0.01)


@pytest.mark.real_data
def test_deliveries_to_china_by_hand(read_files, shared) -> None:
    rows = _deliveries(read_files("sipri-arms", shared / "data" / "raw"))
    spread: dict[int, float] = defaultdict(float)
    for row in _register(shared):
        years = re.findall(r"\d{4}", row[10])
        if row[0] == "China" and row[1] in ("Russia", "Soviet Union"):
            for year in years:
                spread[int(year)] += float(row[15]) / len(years)
    for year in range(1990, 2000):
        assert rows["RUS", "CHN", year]["tiv"] == pytest.approx(spread[year], rel=1e-12)
    assert rows["RUS", "CHN", 1992]["tiv"] == 1007.5
    # All three orders delivered in 1992 came within that year.
    assert rows["RUS", "CHN", 1992]["tiv_low"] == rows["RUS", "CHN", 1992]["tiv_high"]


@pytest.mark.real_data
def test_four_fifths_of_the_volume_belong_to_orders_of_several_years(shared) -> None:
    printed = _register(shared)
    several = sum(float(row[15]) for row in printed if ";" in row[10])
    assert 0.8 < several / sum(float(row[15]) for row in printed) < 0.85
