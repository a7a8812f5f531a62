"""Formal alliances of directed pairs by year."""

from __future__ import annotations

import zipfile

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_SAMPLE = folder_of("cow-alliances") / "sample" / "version4.1_csv.zip"
_MEMBER = "version4.1_csv/alliance_v4.1_by_directed_yearly.csv"
_FLAGS = ("defense", "neutrality", "nonaggression", "entente")


def _flags(table, one: str, other: str, year: int) -> list[int]:
    found = [
        r for r in table.to_pylist() if (r["state1"], r["state2"], r["year"]) == (one, other, year)
    ]
    assert len(found) == 1
    return [found[0][flag] for flag in _FLAGS]


def _changed(tmp_path, old: bytes, new: bytes):
    with zipfile.ZipFile(_SAMPLE) as archive:
        text = archive.read(_MEMBER)
    assert old in text
    path = tmp_path / _SAMPLE.name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(_MEMBER, text.replace(old, new, 1))
    return path


def test_both_orders_and_the_state_of_the_time(read_sample) -> None:
    table = read_sample("cow-alliances")
    assert table.num_rows == 18
    assert _flags(table, "RUS", "CHN", 1950) == [1, 0, 1, 1]
    assert _flags(table, "CHN", "RUS", 1950) == [1, 0, 1, 1]
    assert _flags(table, "CHN", "RUS", 2012) == [0, 0, 1, 1]
    assert _flags(table, "GFR", "FRA", 1980) == [1, 0, 0, 1]


def test_two_alliances_of_one_year_are_one_row_with_the_flags_of_both(read_sample) -> None:
    """A pact of defence, and one of neutrality and consultation, both of 1961."""
    table = read_sample("cow-alliances")
    assert _flags(table, "RUS", "PRK", 1961) == [1, 1, 0, 1]
    assert _flags(table, "PRK", "RUS", 1961) == [1, 1, 0, 1]


def test_rows_keep_the_order_of_the_file(read_sample) -> None:
    rows = read_sample("cow-alliances").select(["ccode1", "ccode2", "year"]).to_pylist()
    assert [tuple(r.values()) for r in rows[:3]] == [
        (365, 710, 1950),
        (710, 365, 1950),
        (365, 710, 1979),
    ]


def test_a_flag_that_is_none_is_refused(read_sample, tmp_path) -> None:
    with zipfile.ZipFile(_SAMPLE) as archive:
        line = archive.read(_MEMBER).split(b"\r\n")[1]
    changed = _changed(tmp_path, line, line.replace(b",1,0,1,1,1950", b",2,0,1,1,1950"))
    with pytest.raises(SourceError, match=r"yearly\.csv:2: defense is .*2.*, not 0 or 1"):
        read_sample("cow-alliances", place=changed)


def test_the_file_without_years_is_refused(read_sample, tmp_path) -> None:
    """A neighbour in the same zip has days and no years, under nearly the same name."""
    changed = _changed(tmp_path, b'"year"', b'"asymmetric"')
    with pytest.raises(SourceError, match="no column 'year'"):
        read_sample("cow-alliances", place=changed)


@pytest.mark.real_data
def test_every_row_and_sum_of_the_repackaged_file(read_files, shared) -> None:
    tidy = shared / "data" / "tidy"
    table = read_files("cow-alliances", tidy)
    raw = pq.read_table(tidy / "cow_alliance_ddy_v41.parquet")
    assert table.num_rows == raw.num_rows == 120_784
    assert [pc.sum(table[flag]).as_py() for flag in _FLAGS] == [103_918, 3_664, 95_160, 104_060]
    assert table["defense"].to_pylist() == raw["cow_defense"].to_pylist()
    assert table["entente"].to_pylist() == raw["cow_entente"].to_pylist()
    assert table["state1"].null_count == table["state2"].null_count == 0
    assert _flags(table, "CHN", "RUS", 2012) == [0, 0, 1, 1]
    assert _flags(table, "USA", "CAN", 1949) == [1, 0, 1, 1]


@pytest.mark.real_data
def test_russia_and_china_have_no_pact_of_defence_from_1996(read_files, shared) -> None:
    table = read_files("cow-alliances", shared / "data" / "tidy")
    years = [
        r["year"]
        for r in table.to_pylist()
        if (r["state1"], r["state2"], r["defense"]) == ("CHN", "RUS", 1)
    ]
    assert max(years) < 1996
    assert 1960 in years
