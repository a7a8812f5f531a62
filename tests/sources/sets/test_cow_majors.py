"""Major powers of the Correlates of War project."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of
from equipoise.vocabulary.periods import parse_edtf

_SAMPLES = folder_of("cow-majors") / "sample"


@pytest.mark.parametrize("version", ["2024", "2016"])
def test_a_spell_is_told_in_days_and_as_a_period(read_sample, version) -> None:
    rows = read_sample("cow-majors", version).to_pylist()
    assert len(rows) == 10
    assert rows[7] == {
        "state": "RUS",
        "ccode": 365,
        "start": date(1923, 1, 1),
        "end": date(int(version), 12, 31),
        "period": f"1923-01-01/{version}-12-31",
    }
    assert rows[5]["state"] == "AUH"


def test_the_newer_version_comes_first(read_sample) -> None:
    assert read_sample("cow-majors").to_pylist()[0]["end"] == date(2024, 12, 31)


def test_a_file_under_the_name_of_another_version_is_refused(read_sample, tmp_path) -> None:
    (tmp_path / "majors2024.csv").write_bytes((_SAMPLES / "majors2016.csv").read_bytes())
    with pytest.raises(
        SourceError, match=r"majors2024\.csv:2: version is 2016\.0, not cow-majors 2024"
    ):
        read_sample("cow-majors", place=tmp_path)


@pytest.mark.real_data
def test_the_list_of_2024_is_the_same_published_and_repackaged(read_files, shared) -> None:
    path: Path = shared / "data" / "raw" / "majors2024.csv"
    published = read_files("cow-majors", path)
    assert published.num_rows == 14
    assert published.equals(read_files("cow-majors", shared / "data" / "tidy"))
    with path.open(encoding="utf-8", newline="") as lines:
        raw = list(csv.DictReader(lines))
    for row, found in zip(raw, published.to_pylist(), strict=True):
        first = date(int(row["styear"]), int(row["stmonth"]), int(row["stday"]))
        last = date(int(row["endyear"]), int(row["endmonth"]), int(row["endday"]))
        assert (found["start"], found["end"]) == (first, last)
        assert found["period"] == f"{first}/{last}"


@pytest.mark.real_data
def test_the_powers_of_a_year_are_those_in_the_literature(read_files, shared) -> None:
    rows = read_files("cow-majors", shared / "data" / "raw").to_pylist()
    members = Counter(
        year for row in rows for year in range(row["start"].year, min(row["end"].year, 2016) + 1)
    )
    assert sum(members.values()) == 1195
    powers = {
        year: sorted(r["ccode"] for r in rows if r["start"].year <= year <= r["end"].year)
        for year in (1913, 1919, 1992)
    }
    assert powers[1913] == [2, 200, 220, 255, 300, 325, 365, 740]
    assert powers[1919] == [2, 200, 220, 325, 740]
    assert powers[1992] == [2, 200, 220, 255, 365, 710, 740]


@pytest.mark.real_data
def test_periods_are_read_by_the_vocabulary(read_files, shared) -> None:
    for row in read_files("cow-majors", shared / "data" / "raw").to_pylist():
        period = parse_edtf(row["period"])
        assert period.contains(row["start"])
        assert period.contains(row["end"])
        assert period.start == row["start"]
