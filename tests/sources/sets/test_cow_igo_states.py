"""Counts of memberships."""

from __future__ import annotations

import zipfile

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_SAMPLE = folder_of("cow-igo-states") / "sample" / "state_year_formatv3.zip"
_COUNTS = ("full", "associate", "observer", "any", "unknown")


def _counts(table, state: str, year: int) -> list[int | None]:
    found = [r for r in table.to_pylist() if (r["state"], r["year"]) == (state, year)]
    assert len(found) == 1
    return [found[0][name] for name in _COUNTS]


def test_a_state_without_a_membership_is_covered(read_sample) -> None:
    table = read_sample("cow-igo-states")
    assert table.num_rows == 15
    assert _counts(table, "USA", 1816) == [0, 0, 0, 0, 0]


def test_what_is_not_known_counts_apart(read_sample) -> None:
    table = read_sample("cow-igo-states")
    assert _counts(table, "RUS", 1980) == [4, 0, 0, 4, 1]
    assert _counts(table, "IRQ", 1980) == [4, 0, 1, 5, 1]
    assert _counts(table, "MNE", 2012) == [3, 1, 0, 4, 1]


def test_another_code_is_refused(read_sample, tmp_path) -> None:
    with zipfile.ZipFile(_SAMPLE) as archive:
        text = archive.read("state_year_formatv3.csv")
    path = tmp_path / _SAMPLE.name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("state_year_formatv3.csv", text.replace(b"usa,-1", b"usa,5", 1))
    with pytest.raises(SourceError, match="AAAID is 5, not one of -9, -1, 0, 1, 2, 3"):
        read_sample("cow-igo-states", place=path)


@pytest.mark.real_data
def test_counts_are_those_of_the_package(read_files, shared) -> None:
    tidy = shared / "data" / "tidy"
    counted = read_files("cow-igo-states", tidy / "cow_igo_state_year_v3.parquet")
    ready = read_files("cow-igo-states", tidy / "cow_igo_counts.parquet")
    names = ["state", "ccode", "year", "full", "associate", "observer", "any"]
    assert counted.num_rows == 15_557
    assert counted.select(names).equals(ready.select(names))
    raw = pq.read_table(tidy / "cow_igo_counts.parquet")
    assert ready["any"].to_pylist() == raw["sum_igo_anytype"].to_pylist()
    assert [pc.sum(counted[name]).as_py() for name in _COUNTS] == [
        535_772,
        861,
        2_332,
        538_965,
        138_874,
    ]


@pytest.mark.real_data
def test_what_counts_do_not_say_is_null_and_not_zero(read_files, shared) -> None:
    ready = read_files("cow-igo-states", shared / "data" / "tidy" / "cow_igo_counts.parquet")
    assert ready["unknown"].null_count == ready.num_rows == 15_557
