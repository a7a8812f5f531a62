"""Obligations by treaty of directed pairs."""

from __future__ import annotations

import zipfile

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_SAMPLE = folder_of("atop") / "sample" / "atop_5.1__.csv_.zip"
_MEMBER = "ATOP 5.1 (.csv)/atop5_1ddyr.csv"
_FLAGS = ("defense", "offense", "neutrality", "nonaggression", "consultation")


def _flags(table, one: str, other: str, year: int) -> list[int | None]:
    found = [
        r for r in table.to_pylist() if (r["state1"], r["state2"], r["year"]) == (one, other, year)
    ]
    assert len(found) == 1
    return [found[0][flag] for flag in _FLAGS]


def test_a_treaty_may_bind_the_two_sides_otherwise(read_sample) -> None:
    table = read_sample("atop")
    assert table.num_rows == 14
    assert _flags(table, "USA", "JPN", 1960) == [1, 0, 0, 0, 1]
    assert _flags(table, "JPN", "USA", 1960) == [0, 0, 0, 0, 1]
    assert _flags(table, "RUS", "FIN", 2018) == [0, 1, 0, 1, 0]


def test_numbers_are_the_states_of_their_time(read_sample) -> None:
    table = read_sample("atop")
    assert _flags(table, "DEU", "AUH", 1914) == [1, 0, 1, 0, 0]
    assert _flags(table, "GFR", "FRA", 1980) == [1, 0, 0, 0, 1]
    assert table.slice(0, 1)["ccode1"].to_pylist() == [255]


def test_what_the_publisher_leaves_open_is_null(read_sample) -> None:
    assert _flags(read_sample("atop"), "RUS", "PRK", 1995) == [None] * 5


def test_the_undirected_file_is_refused(read_sample, tmp_path) -> None:
    """It names its members mem1 and mem2, and has each pair once."""
    with zipfile.ZipFile(_SAMPLE) as archive:
        text = archive.read(_MEMBER)
    path = tmp_path / _SAMPLE.name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(_MEMBER, text.replace(b"stateA,stateB", b"mem1,mem2"))
    with pytest.raises(SourceError, match="no column 'stateA'"):
        read_sample("atop", place=path)


@pytest.mark.real_data
def test_every_row_and_sum_of_the_repackaged_file(read_files, shared) -> None:
    tidy = shared / "data" / "tidy"
    table = read_files("atop", tidy)
    raw = pq.read_table(tidy / "atop_alliance_ddy_v5.parquet")
    assert table.num_rows == raw.num_rows == 273_296
    sums = [pc.sum(table[flag]).as_py() for flag in _FLAGS]
    assert sums == [137_762, 6_342, 4_465, 261_838, 131_332]
    for name, own in (("neutrality", "neutral"), ("nonaggression", "nonagg")):
        assert table[name].to_pylist() == raw[f"atop_{own}"].to_pylist()
    assert table["consultation"].to_pylist() == raw["atop_consul"].to_pylist()
    assert all(table[name].null_count == 0 for name in table.column_names)
    assert pc.min_max(table["year"]).as_py() == {"min": 1815, "max": 2018}
    assert _flags(table, "USA", "CAN", 1942) == [1, 1, 0, 0, 0]
