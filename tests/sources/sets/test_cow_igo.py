"""Memberships of intergovernmental organisations, one row each."""

from __future__ import annotations

import zipfile
from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_SAMPLE = folder_of("cow-igo") / "sample" / "state_year_formatv3.zip"
_MEMBER = "state_year_formatv3.csv"
_TIDY = "cow_igo_state_year_v3.parquet"


def _held(table: pa.Table, state: str, year: int) -> dict[str, str]:
    return {
        r["body"]: r["status"]
        for r in table.to_pylist()
        if (r["state"], r["year"]) == (state, year)
    }


def _changed(tmp_path, old: bytes, new: bytes):
    with zipfile.ZipFile(_SAMPLE) as archive:
        text = archive.read(_MEMBER)
    assert old in text
    path = tmp_path / _SAMPLE.name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(_MEMBER, text.replace(old, new, 1))
    return path


def test_every_standing_is_a_row_and_no_standing_none(read_sample) -> None:
    table = read_sample("cow-igo")
    assert _held(table, "RUS", 1980) == {
        "ccnr": "unknown",
        "cmea": "full",
        "itu": "full",
        "un": "full",
        "upu": "full",
    }
    assert _held(table, "USA", 1816) == {}
    assert _held(table, "IRQ", 1980)["cmea"] == "observer"
    assert _held(table, "MNE", 2012)["wto"] == "associate"


def test_bodies_are_in_lower_case_and_rows_in_the_order_of_the_file(read_sample) -> None:
    table = read_sample("cow-igo")
    rows = [(r["ccode"], r["year"], r["body"]) for r in table.slice(0, 3).to_pylist()]
    assert rows == [(220, 1816, "ccnr"), (365, 1870, "ccnr"), (365, 1870, "itu")]
    assert "wassen" in table["body"].to_pylist()
    assert table.column_names == ["state", "ccode", "year", "body", "status"]


def test_a_number_is_the_state_of_its_time(read_sample) -> None:
    table = read_sample("cow-igo")
    assert _held(table, "GFR", 1980)["eec"] == "full"
    assert _held(table, "DEU", 1991)["eec"] == "full"
    assert _held(table, "VNM", 1980)["cmea"] == "full"


def test_another_code_is_refused_with_its_line(read_sample, tmp_path) -> None:
    changed = _changed(tmp_path, b"2,1816,usa,-1", b"2,1816,usa,7")
    with pytest.raises(SourceError, match=r"state_year_formatv3\.csv:2: AAAID is 7"):
        read_sample("cow-igo", place=changed)


def test_a_file_without_its_numbers_of_states_is_refused(read_sample, tmp_path) -> None:
    changed = _changed(tmp_path, b"ccode,year,state", b"number,year,state")
    with pytest.raises(SourceError, match="no column ccode"):
        read_sample("cow-igo", place=changed)


@pytest.mark.real_data
def test_every_row_of_the_repackaged_file(read_files, shared) -> None:
    table = read_files("cow-igo", shared / "data" / "tidy")
    assert table.num_rows == 677_839
    assert Counter(table["status"].to_pylist()) == {
        "full": 535_772,
        "unknown": 138_874,
        "observer": 2_332,
        "associate": 861,
    }
    assert len(set(table["body"].to_pylist())) == 534
    wide = pq.read_table(shared / "data" / "tidy" / _TIDY)
    words = {1: "full", 2: "associate", 3: "observer", -9: "unknown"}
    for place in (0, 4_000, 9_999, 15_556):
        row = wide.slice(place, 1).to_pylist()[0]
        held = {
            b: words[c]
            for b, c in row.items()
            if b not in ("ccode", "year", "state") and c in words
        }
        own = table.filter(
            pc.and_(pc.equal(table["ccode"], row["ccode"]), pc.equal(table["year"], row["year"]))
        )
        assert dict(zip(own["body"].to_pylist(), own["status"].to_pylist(), strict=True)) == held


@pytest.mark.real_data
def test_full_members_of_the_council_for_mutual_economic_assistance(read_files, shared) -> None:
    table = read_files("cow-igo", shared / "data" / "tidy")
    mask = pc.and_(pc.equal(table["body"], "cmea"), pc.equal(table["status"], "full"))
    members = table.filter(mask)
    spans: dict[str, tuple[int, int]] = {}
    for state, year in zip(members["state"].to_pylist(), members["year"].to_pylist(), strict=True):
        low, high = spans.get(state, (year, year))
        spans[state] = (min(low, year), max(high, year))
    assert members["state"].null_count == 0
    assert len(spans) == 17
    assert spans["RUS"] == (1949, 1991)
    assert spans["MNG"] == (1965, 1991)
    assert spans["VNM"] == (1978, 1991)
    assert "CHN" not in spans


@pytest.mark.real_data
def test_shared_bodies_are_those_of_the_package(read_files, shared) -> None:
    """Full and associate members count; over pairs once each the sum is 20,527,043."""
    table = read_files("cow-igo", shared / "data" / "tidy")
    member = pc.is_in(table["status"], value_set=pa.array(["full", "associate"]))
    rows = table.filter(member)
    total = 0
    one = np.asarray(rows["ccode"])
    body = rows["body"].combine_chunks().dictionary_encode().indices.to_numpy()
    years = np.asarray(rows["year"])
    for year in np.unique(years):
        chosen = years == year
        states, place = np.unique(one[chosen], return_inverse=True)
        belongs = np.zeros((len(states), body.max() + 1), dtype=np.float32)
        belongs[place, body[chosen]] = 1
        both = belongs @ belongs.T
        total += int(both.sum(dtype=np.float64) - np.trace(both)) // 2
    assert total == 20_527_043
    pairs = pq.read_table(shared / "data" / "tidy" / "cow_igo_shared_dyad.parquet")
    assert pc.sum(pairs["dyadigos"]).as_py() == total


@pytest.mark.real_data
def test_the_published_text_gives_the_same_table(read_files, shared, tmp_path) -> None:
    """The layout of the publisher, written from the repackaged figures."""
    wide = pq.read_table(shared / "data" / "tidy" / _TIDY)
    names = [n if n in ("ccode", "year", "state") else n.upper() for n in wide.column_names]
    pyarrow.csv.write_csv(wide.rename_columns(names), tmp_path / _MEMBER)
    published = read_files("cow-igo", tmp_path)
    assert published.equals(read_files("cow-igo", shared / "data" / "tidy"))
