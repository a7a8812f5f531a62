"""Missions that states keep with each other."""

from __future__ import annotations

import csv

import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import card, folder_of

_SAMPLE = folder_of("cow-diplomatic-exchange") / "sample" / "Diplomatic_Exchange_2006v1.csv"
_EXCERPT = "Diplomatic_Exchange_2006v1.EXCERPT_RUS_EastAsia.csv"


def _levels(table, one: str, other: str, year: int) -> tuple[int, int, int]:
    found = [
        r for r in table.to_pylist() if (r["state1"], r["state2"], r["year"]) == (one, other, year)
    ]
    assert len(found) == 1
    return (found[0]["dr_at_1"], found[0]["dr_at_2"], found[0]["de"])


def test_each_side_has_its_level(read_sample) -> None:
    table = read_sample("cow-diplomatic-exchange", place=_SAMPLE)
    assert table.num_rows == 24
    assert _levels(table, "GBR", "FRA", 1817) == (2, 3, 1)
    assert _levels(table, "FRA", "GBR", 1817) == (3, 2, 1)
    assert _levels(table, "GFR", "DDR", 1975) == (9, 9, 1)


def test_no_mission_is_zero_and_another_rank_stays_nine(read_sample) -> None:
    """9 is a rank and no gap, and 0 a finding and no gap."""
    table = read_sample("cow-diplomatic-exchange", place=_SAMPLE)
    assert _levels(table, "RUS", "JPN", 1955) == (0, 0, 0)
    assert _levels(table, "RUS", "CHN", 1965) == (9, 1, 1)
    assert table["dr_at_1"].null_count == 0


def test_the_excerpt_says_that_it_is_one(read_sample) -> None:
    excerpt = read_sample("cow-diplomatic-exchange", place=_SAMPLE.with_name(_EXCERPT))
    assert set(excerpt["state1"].to_pylist()) == {"RUS"}
    full, part = card("cow-diplomatic-exchange").releases
    assert not full.partial
    assert part.partial == ("state1", "ccode1", "state2", "ccode2")
    assert part.repackaged.startswith("excerpt")


def test_a_version_in_single_precision_is_the_version(read_sample, tmp_path) -> None:
    """The publisher's 2006.0999755859375 is 2006.1; 2005.1 is another file."""
    text = _SAMPLE.read_bytes()
    assert b"2006.0999755859375" in text
    changed = tmp_path / _SAMPLE.name
    changed.write_bytes(text.replace(b"2006.0999755859375", b"2006.1"))
    assert read_sample("cow-diplomatic-exchange", place=changed).num_rows == 24
    changed.write_bytes(text.replace(b"2006.0999755859375", b"2005.1", 1))
    with pytest.raises(SourceError, match=r"v1\.csv:2: version is 2005\.1"):
        read_sample("cow-diplomatic-exchange", place=changed)


@pytest.mark.real_data
def test_the_excerpt_cell_by_cell(read_files, shared) -> None:
    path = shared / "data" / "raw" / _EXCERPT
    table = read_files("cow-diplomatic-exchange", path)
    with path.open(encoding="utf-8", newline="") as lines:
        raw = list(csv.DictReader(lines))
    assert table.num_rows == len(raw) == 188
    names = {"ccode1": "ccode1", "ccode2": "ccode2", "year": "year"}
    names |= {"dr_at_1": "DR_at_1", "dr_at_2": "DR_at_2", "de": "DE"}
    for name, published in names.items():
        assert table[name].to_pylist() == [int(row[published]) for row in raw]
    assert len(set(table["state2"].to_pylist())) == 17
    assert _levels(table, "RUS", "CHN", 1950)[2] == 1
    assert sum(table["de"].to_pylist()) == 148
