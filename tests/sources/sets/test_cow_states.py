"""States of the Correlates of War system."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pyarrow.compute as pc
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of
from equipoise.vocabulary.state_tables import holdings

_SAMPLE = folder_of("cow-states") / "sample" / "states2016.csv"


def test_the_sample_has_a_spell_a_row_with_both_days(read_sample) -> None:
    rows = read_sample("cow-states").to_pylist()
    assert len(rows) == 16
    assert rows[1] == {
        "state": "HTI",
        "ccode": 41,
        "stateabb": "HAI",
        "name": "Haiti",
        "start": date(1860, 2, 3),
        "end": date(1914, 6, 7),
    }
    assert [(r["state"], r["ccode"]) for r in rows if r["ccode"] in (255, 260, 345, 678, 679)] == [
        ("DEU", 255),
        ("DEU", 255),
        ("GFR", 260),
        ("SRB", 345),
        ("YAR", 678),
        ("YEM", 679),
    ]


def test_the_last_row_counts_without_a_line_end(read_sample) -> None:
    assert not _SAMPLE.read_bytes().endswith(b"\n")
    assert read_sample("cow-states").to_pylist()[-1]["end"] == date(1975, 4, 30)


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        (
            "1990,10,2,2016",
            "1990,10,2,2011",
            r"states2016\.csv:7: version is 2011\.0, not cow-states",
        ),
        (
            "1914,6,7,",
            "1914,6,31,",
            r"states2016\.csv:3: endyear, endmonth, endday are 1914, 6, 31",
        ),
        ("JPN,740", "JPN,746", r"states2016\.csv:16: ccode '746' in 1861 is no code"),
        ("stmonth,stday", "stday,stmonth", "columns in another order"),
    ],
)
def test_a_fault_is_named_with_its_line(read_sample, tmp_path, old, new, match) -> None:
    changed = tmp_path / _SAMPLE.name
    changed.write_text(_SAMPLE.read_text().replace(old, new, 1))
    with pytest.raises(SourceError, match=match):
        read_sample("cow-states", place=changed)


def test_a_list_cut_off_is_refused(read_files, tmp_path) -> None:
    short = tmp_path / _SAMPLE.name
    short.write_bytes(_SAMPLE.read_bytes())
    with pytest.raises(SourceError, match="16 rows, not the 243 of cow-states 2016"):
        read_files("cow-states", tmp_path)


@pytest.mark.real_data
def test_the_list_of_2016_is_the_same_published_and_repackaged(read_files, shared) -> None:
    published = read_files("cow-states", shared / "data" / "raw" / "states2016.csv")
    again = read_files("cow-states", shared / "data" / "tidy" / "cow_states_2016.parquet")
    assert published.num_rows == 243
    assert published.equals(again)
    assert pc.count_distinct(published["ccode"]).as_py() == 217
    assert published["state"].null_count == published["end"].null_count == 0


@pytest.mark.real_data
def test_every_day_is_the_one_in_the_file(read_files, shared) -> None:
    path: Path = shared / "data" / "raw" / "states2016.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        raw = list(csv.DictReader(lines))
    for row, found in zip(raw, read_files("cow-states", path).to_pylist(), strict=True):
        days = [
            date(*(int(row[f"{side}{part}"]) for part in ("year", "month", "day")))
            for side in ("st", "end")
        ]
        assert [found["start"], found["end"]] == days
        assert (found["ccode"], found["name"]) == (int(row["ccode"]), row["statenme"])


@pytest.mark.real_data
def test_the_state_of_a_spell_held_its_number_on_every_day_of_it(read_files, shared) -> None:
    for row in read_files("cow-states", shared / "data" / "raw").to_pylist():
        held = [h for h in holdings()["cow", str(row["ccode"])] if h.state == row["state"]]
        assert any(h.period.contains(row["start"]) and h.period.contains(row["end"]) for h in held)
