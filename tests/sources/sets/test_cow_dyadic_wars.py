"""Inter-state wars, directed pairs by year."""

from __future__ import annotations

import csv
from collections import Counter

import pyarrow.compute as pc
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import card, folder_of

_SAMPLE = folder_of("cow-dyadic-wars") / "sample" / "directed_dyadic_war.csv"


def test_a_war_is_told_from_either_side(read_sample) -> None:
    rows = read_sample("cow-dyadic-wars").to_pylist()
    one = next(r for r in rows if (r["state1"], r["year"]) == ("JPN", 1905))
    assert one == {
        "war": 85,
        "dispute": 180,
        "state1": "JPN",
        "state2": "RUS",
        "ccode1": 740,
        "ccode2": 365,
        "year": 1905,
        "start_year": 1904,
        "start_month": 2,
        "start_day": 9,
        "end_year": 1905,
        "end_month": 9,
        "end_day": 14,
        "role1": 1,
        "role2": 3,
        "outcome1": 1,
        "deaths1": 80000,
        "deaths2": 71000,
    }


def test_what_is_not_known_is_null(read_sample) -> None:
    rows = [r for r in read_sample("cow-dyadic-wars").to_pylist() if r["war"] == 170]
    assert [(r["outcome1"], r["deaths1"], r["deaths2"]) for r in rows] == [(None, None, None)] * 2


def test_days_that_are_none_stay_as_published(read_sample) -> None:
    rows = read_sample("cow-dyadic-wars").to_pylist()
    assert {r["start_month"] for r in rows if "AUH" in (r["state1"], r["state2"])} == {24}
    assert sorted(r["year"] for r in rows if r["end_year"] == 19118) == [1916, 1917, 1918]


def test_a_day_with_letters_is_refused_with_its_line(read_sample, tmp_path) -> None:
    changed = tmp_path / _SAMPLE.name
    changed.write_bytes(_SAMPLE.read_bytes().replace(b",4,8,1823", b",4,8?,1823", 1))
    with pytest.raises(SourceError, match=r"directed_dyadic_war\.csv:2: warstrtday is '8\?'"):
        read_sample("cow-dyadic-wars", place=changed)


@pytest.mark.real_data
def test_every_correction_finds_the_error_it_is_for(read_files, shared) -> None:
    """The other order of the pair prints what the correction says."""
    rows = read_files("cow-dyadic-wars", shared / "data" / "raw").to_pylist()
    ends = {(r["war"], r["ccode1"], r["ccode2"], r["year"]): r["end_year"] for r in rows}
    known = card("cow-dyadic-wars").corrections
    assert len(known) == sum(r["end_year"] > 2003 for r in rows) == 3
    for correction in known:
        war, one, other, year = (correction.key[k] for k in ("war", "ccode1", "ccode2", "year"))
        assert ends[war, one, other, year] == correction.published
        assert ends[war, other, one, year] == correction.corrected


@pytest.mark.real_data
def test_every_row_and_sum_is_the_files(read_files, shared) -> None:
    path = shared / "data" / "raw" / "directed_dyadic_war.csv"
    table = read_files("cow-dyadic-wars", path)
    with path.open(encoding="utf-8", newline="") as lines:
        raw = list(csv.DictReader(lines))
    assert table.num_rows == len(raw) == 1364
    for name, published in (("deaths1", "batdtha"), ("deaths2", "batdthb"), ("role1", "warolea")):
        cells = [int(row[published]) if row[published] else None for row in raw]
        assert table[name].to_pylist() == cells
    assert Counter(table["outcome1"].to_pylist()) == {3: 536, 1: 526, 2: 300, None: 2}
    keys = table.group_by(["war", "ccode1", "ccode2", "year"]).aggregate([([], "count_all")])
    assert keys.num_rows == 1364
    assert pc.sum(pc.cast(pc.equal(table["start_month"], 24), "int64")).as_py() == 2
