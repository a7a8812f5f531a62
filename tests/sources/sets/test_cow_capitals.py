"""Capitals of states."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

pytestmark = pytest.mark.real_data


def test_moves_of_a_capital_are_spells(read_files, shared) -> None:
    rows = read_files("cow-capitals", shared / "data" / "tidy").to_pylist()
    assert [(r["capital"], r["start"], r["end"]) for r in rows if r["state"] == "RUS"] == [
        ("Saint Petersburg", date(1816, 1, 1), date(1918, 3, 11)),
        ("Moscow", date(1918, 3, 12), date(2024, 12, 31)),
    ]
    assert [r["capital"] for r in rows if r["state"] == "BDI"] == ["Bujumbura", "Gitega"]
    (moscow,) = (r for r in rows if r["capital"] == "Moscow")
    assert (moscow["lat"], moscow["lon"]) == (55.625578, 37.6063916)


def test_the_list_is_all_there_and_no_city_twice_on_a_day(read_files, shared) -> None:
    table = read_files("cow-capitals", shared / "data" / "tidy")
    raw = pq.read_table(shared / "data" / "tidy" / "cow_capitals.parquet")
    assert table.num_rows == 242
    assert pc.sum(table["lat"]).as_py() == pytest.approx(pc.sum(raw["lat"]).as_py(), rel=1e-12)
    assert pc.sum(table["lon"]).as_py() == pytest.approx(pc.sum(raw["lng"]).as_py(), rel=1e-12)
    assert all(table[name].null_count == 0 for name in table.column_names)
    spells = sorted((r["ccode"], r["start"], r["end"]) for r in table.to_pylist())
    for (code, _, end), (following, start, _) in pairwise(spells):
        assert code != following or end < start


def test_codes_of_states_that_came_later_are_read(read_files, shared) -> None:
    rows = read_files("cow-capitals", shared / "data" / "tidy").to_pylist()
    states = {r["ccode"]: r["state"] for r in rows}
    assert (states[255], states[260], states[265]) == ("DEU", "GFR", "DDR")
    assert (states[678], states[679], states[817]) == ("YAR", "YEM", "RVN")
