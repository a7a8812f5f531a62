"""Direct contiguity of pairs of states."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from datetime import date

import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_SAMPLE = folder_of("cow-contiguity") / "sample" / "DirectContiguity320.zip"
_MEMBER = "DirectContiguity320/contdir.csv"


def _sorted(table):
    return table.sort_by([(name, "ascending") for name in table.column_names])


def test_a_spell_lasts_from_the_first_day_of_a_month_to_the_last_of_another(read_sample) -> None:
    rows = read_sample("cow-contiguity").to_pylist()
    assert len(rows) == 2 * 9
    assert rows[3] == {
        "state1": "DEU",
        "state2": "RUS",
        "ccode1": 255,
        "ccode2": 365,
        "conttype": 1,
        "start": date(1816, 1, 1),
        "end": date(1918, 2, 28),
    }
    assert rows[12] == rows[3] | {
        "state1": "RUS",
        "state2": "DEU",
        "ccode1": 365,
        "ccode2": 255,
    }


def test_two_spells_of_a_pair_may_share_a_month(read_sample) -> None:
    rows = [r for r in read_sample("cow-contiguity").to_pylist() if r["state2"] == "JPN"]
    assert [(r["conttype"], r["start"], r["end"]) for r in rows] == [
        (4, date(1860, 2, 1), date(1945, 9, 30)),
        (2, date(1945, 9, 1), date(2016, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ("196711", "196713", r"contdir\.csv:10: begin is '196713', not a day written %Y%m"),
        (
            'begins anew",3.2',
            'begins anew",3.1',
            r"contdir\.csv:2: version is 3\.1, not cow-contiguity",
        ),
        ("begin,end", "end,begin", "columns in another order"),
        ("365731,365", "365731,364", r"contdir\.csv:7: ccode1 '364' in 1948 is no code"),
    ],
)
def test_a_fault_is_named_with_its_line(read_sample, tmp_path, old, new, match) -> None:
    with zipfile.ZipFile(_SAMPLE) as archive:
        text = archive.read(_MEMBER).decode()
    with zipfile.ZipFile(tmp_path / _SAMPLE.name, "w") as archive:
        archive.writestr(_MEMBER, text.replace(old, new, 1))
    with pytest.raises(SourceError, match=match):
        read_sample("cow-contiguity", place=tmp_path)


@pytest.mark.real_data
def test_the_spells_are_the_same_published_and_repackaged(read_files, shared) -> None:
    published = read_files("cow-contiguity", shared / "data" / "raw")
    again = read_files("cow-contiguity", shared / "data" / "tidy")
    assert published.num_rows == 2 * 847
    assert _sorted(published).equals(_sorted(again))
    kinds = Counter(published["conttype"].to_pylist())
    assert kinds == {1: 948, 2: 50, 3: 50, 4: 256, 5: 390}


@pytest.mark.real_data
def test_spells_of_no_contiguity_are_the_repackagers(shared) -> None:
    raw = pq.read_table(shared / "data" / "tidy" / "cow_contdir_v32_directed.parquet")
    assert raw.num_rows == 1874
    assert Counter(raw["conttype"].to_pylist())[0] == 1874 - 2 * 847


@pytest.mark.real_data
def test_every_spell_is_the_one_in_the_file(read_files, shared) -> None:
    path = shared / "data" / "raw" / "DirectContiguity320.zip"
    with zipfile.ZipFile(path) as archive:
        text = archive.read(_MEMBER).decode()
    raw = list(csv.DictReader(io.StringIO(text, newline="")))
    for row, found in zip(raw, read_files("cow-contiguity", path).to_pylist(), strict=False):
        assert (found["ccode1"], found["ccode2"]) == (int(row["statelno"]), int(row["statehno"]))
        assert f"{found['start']:%Y%m%d}" == f"{row['begin']}01"
        assert f"{found['end']:%Y%m}" == row["end"]
        assert date.fromordinal(found["end"].toordinal() + 1).day == 1


@pytest.mark.real_data
def test_the_closest_type_of_a_year_is_that_of_the_yearly_file_but_for_29(
    read_files, shared
) -> None:
    path = shared / "data" / "raw" / "DirectContiguity320.zip"
    closest: dict[tuple[int, int, int], int] = {}
    for row in read_files("cow-contiguity", path).to_pylist():
        for year in range(row["start"].year, row["end"].year + 1):
            at = row["ccode1"], row["ccode2"], year
            closest[at] = min(row["conttype"], closest.get(at, 9))
    with zipfile.ZipFile(path) as archive:
        text = archive.read("DirectContiguity320/contdird.csv").decode()
    yearly = {
        (int(r["state1no"]), int(r["state2no"]), int(r["year"])): int(r["conttype"])
        for r in csv.DictReader(io.StringIO(text))
    }
    assert closest.keys() == yearly.keys()
    assert len(yearly) == 82_440
    assert sum(closest[at] != kind for at, kind in yearly.items()) == 29
