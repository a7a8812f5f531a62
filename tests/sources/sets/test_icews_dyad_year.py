"""ICEWS: counts of events between states by year."""

from __future__ import annotations

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.sources.registry import card

pytestmark = pytest.mark.real_data

_PAIRS = {
    "verbal_cooperation": "verbCoop",
    "material_cooperation": "matlCoop",
    "verbal_conflict": "verbConf",
    "material_conflict": "matlConf",
}


def test_counts_are_those_of_the_package(read_files, shared) -> None:
    table = read_files("icews-dyad-year", shared / "data" / "tidy")
    raw = pq.read_table(shared / "data" / "tidy" / "icews_dyad_year_2002_2014.parquet")
    assert table.num_rows == 298_376
    for name, own in _PAIRS.items():
        assert table[name].to_pylist() == raw[own].to_pylist()
    assert pc.sum(table["verbal_cooperation"]).as_py() == 5_703_143


def test_each_of_152_states_acts_on_each_other_in_every_year(read_files, shared) -> None:
    table = read_files("icews-dyad-year", shared / "data" / "tidy")
    assert len(pc.unique(table["state1"])) == len(pc.unique(table["state2"])) == 152
    assert table.num_rows == 152 * 151 * 13
    assert table.group_by(list(card("icews-dyad-year").key)).aggregate([]).num_rows == 298_376


def test_the_two_orders_of_a_pair_differ(read_files, shared) -> None:
    rows = read_files("icews-dyad-year", shared / "data" / "tidy").to_pylist()
    found = {(r["state1"], r["state2"]): r for r in rows if r["year"] == 2012}
    assert found["RUS", "CHN"]["verbal_cooperation"] == 1670
    assert found["CHN", "RUS"]["verbal_cooperation"] == 1752
