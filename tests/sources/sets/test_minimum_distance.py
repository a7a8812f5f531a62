"""Shortest distance between the territories of two states."""

from __future__ import annotations

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def raw(shared):
    return pq.read_table(shared / "data" / "tidy" / "cow_mindist_cshapes2.parquet")


def test_every_distance_is_there_once(read_files, shared, raw) -> None:
    table = read_files("minimum-distance", shared / "data" / "tidy")
    assert table.num_rows == 952_244
    assert table["km"].equals(raw["mindist"])
    assert table["state1"].null_count == table["state2"].null_count == table["km"].null_count == 0
    assert pc.all(pc.less(table["ccode1"], table["ccode2"])).as_py()
    assert pc.sum(pc.cast(pc.equal(table["km"], 0), "int64")).as_py() == 21_267
    assert pc.max(table["km"]).as_py() == pytest.approx(19641.5, abs=0.1)


def test_a_distance_is_that_of_the_first_of_january(read_files, shared) -> None:
    """Canada enters on 1920-01-10, Austria is absorbed on 1938-03-13."""
    table = read_files("minimum-distance", shared / "data" / "tidy")
    years = {
        pair: set(
            table.filter(
                pc.and_(pc.equal(table["ccode1"], pair[0]), pc.equal(table["ccode2"], pair[1]))
            )["year"].to_pylist()
        )
        for pair in ((2, 20), (255, 305))
    }
    assert min(years[2, 20]) == 1921
    assert 1938 in years[255, 305]
    assert 1939 not in years[255, 305]


def test_states_are_those_of_the_year(read_files, shared) -> None:
    table = read_files("minimum-distance", shared / "data" / "tidy")
    for code, year, state in ((260, 1989, "GFR"), (255, 1991, "DEU"), (678, 1990, "YAR")):
        found = table.filter(
            pc.and_(pc.equal(table["ccode1"], code), pc.equal(table["year"], year))
        )
        assert set(found["state1"].to_pylist()) == {state}
