"""Militarized disputes of directed pairs by year."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import card, folder_of

_SAMPLE = folder_of("cow-mid-dyadic") / "sample" / "dyadic_mid_4.02.csv"
_KEY = ("dispute", "state1", "state2", "year", "spell")


def _row(table, *key) -> dict:
    found = [r for r in table.to_pylist() if tuple(r[name] for name in _KEY) == key]
    assert len(found) == 1
    return found[0]


def test_one_row_in_full(read_sample) -> None:
    assert _row(read_sample("cow-mid-dyadic", "4.02"), 349, "RUS", "CHN", 1969, 1) == {
        "dispute": 349,
        "state1": "RUS",
        "state2": "CHN",
        "ccode1": 365,
        "ccode2": 710,
        "year": 1969,
        "spell": 1,
        "ongoing": 1,
        "onset": 1,
        "hostility": 4,
        "hostility1": 4,
        "hostility2": 4,
        "fatality1": 2,
        "fatality2": 3,
        "deaths1": None,
        "deaths2": None,
        "action1": 17,
        "action2": 17,
        "side_a1": 0,
        "side_a2": 1,
        "originator1": 1,
        "originator2": 1,
        "reciprocated": 1,
        "outcome": 5,
        "settlement": 3,
        "start": date(1969, 3, 2),
        "end": date(1969, 9, 11),
    }


def test_a_dispute_begins_once_and_is_seen_from_either_side(read_sample) -> None:
    table = read_sample("cow-mid-dyadic", "4.02")
    first = _row(table, 2707, "RUS", "CHN", 1964, 1)
    second = _row(table, 2707, "CHN", "RUS", 1965, 1)
    assert [(r["onset"], r["ongoing"]) for r in (first, second)] == [(1, 1), (0, 1)]
    assert [second[f"hostility{n}"] for n in ("", 1, 2)] == [4, 4, 1]
    assert (first["start"], second["start"]) == (date(1964, 11, 1), date(1964, 11, 1))


def test_deaths_nobody_knows_are_null_and_not_minus_nine(read_sample) -> None:
    table = read_sample("cow-mid-dyadic", "4.02")
    assert _row(table, 2707, "RUS", "CHN", 1965, 1)["fatality2"] is None
    assert _row(table, 2707, "CHN", "RUS", 1965, 1)["fatality1"] is None
    assert _row(table, 2707, "CHN", "RUS", 1965, 1)["fatality2"] == 0


def test_two_spells_of_one_dispute_and_year_are_told_apart(read_sample) -> None:
    """In the order of the file, which is not that of the days."""
    table = read_sample("cow-mid-dyadic", "4.02")
    starts = [_row(table, 258, "JPN", "NZL", 1941, n)["start"] for n in (1, 2)]
    assert starts == [date(1941, 12, 8), date(1940, 6, 5)]
    keys = table.group_by(list(_KEY)).aggregate([([], "count_all")])
    assert keys.num_rows == table.num_rows == 22


def test_odd_codes_stay_as_published(read_sample) -> None:
    table = read_sample("cow-mid-dyadic", "4.02")
    assert _row(table, 4721, "PRK", "KOR", 2012, 1)["reciprocated"] == 2
    assert _row(table, 611, "PHL", "VNM", 1966, 1)["side_a2"] == 1969


def test_the_update_is_read_from_its_zip(read_sample) -> None:
    same = read_sample("cow-mid-dyadic", "4.02")
    update = read_sample("cow-mid-dyadic", "4.03")
    assert update.num_rows == 14
    assert update.equals(same.filter(pc.not_equal(same["dispute"], 611)))


def test_a_flag_that_is_none_is_refused_with_its_line(read_sample, tmp_path) -> None:
    with _SAMPLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    rows[2][rows[0].index("orignata")] = "7"
    changed = tmp_path / _SAMPLE.name
    changed.write_text("\n".join(",".join(row) for row in rows) + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"4\.02\.csv:3: orignata is '7', not 0 or 1"):
        read_sample("cow-mid-dyadic", "4.02", place=changed)


@pytest.fixture(scope="module")
def raw(shared) -> list[dict[str, str]]:
    path = shared / "data" / "raw" / "dyadic_mid_4.02.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.real_data
def test_every_row_of_4_02_is_the_files(read_files, shared, raw) -> None:
    table = read_files("cow-mid-dyadic", shared / "data" / "raw", "4.02")
    assert table.num_rows == len(raw) == 10_358
    for name, published in (
        ("dispute", "disno"),
        ("ccode1", "statea"),
        ("year", "year"),
        ("hostility2", "hihostb"),
        ("action1", "mid5hiacta"),
        ("side_a2", "sideab"),
        ("outcome", "outcome"),
    ):
        assert table[name].to_pylist() == [int(row[published]) for row in raw]
    levels = [None if row["fatleva"] == "-9" else int(row["fatleva"]) for row in raw]
    assert table["fatality1"].to_pylist() == levels
    assert table["fatality1"].null_count == 663
    days = [date(int(row["endyear"]), int(row["endmnth"]), int(row["endday"])) for row in raw]
    assert table["end"].to_pylist() == days
    assert Counter(table["spell"].to_pylist()) == {1: 10_342, 2: 16}
    assert pc.sum(table["onset"]).as_py() == 7_100
    pairs = Counter(tuple(row.values()) for row in table.select(["ccode1", "ccode2"]).to_pylist())
    assert all(pairs[b, a] == n for (a, b), n in pairs.items())


@pytest.mark.real_data
def test_every_correction_finds_the_error_it_is_for(read_files, shared) -> None:
    """A year in the place of a side, in four rows; the other order prints the right one."""
    table = read_files("cow-mid-dyadic", shared / "data" / "raw", "4.02")
    rows = {
        (r["dispute"], r["ccode1"], r["ccode2"], r["year"], r["spell"]): r
        for r in table.to_pylist()
    }
    known = card("cow-mid-dyadic").corrections
    wrong = [key for key, r in rows.items() if r["side_a1"] > 1 or r["side_a2"] > 1]
    keys = [
        tuple(c.key[k] for k in ("dispute", "ccode1", "ccode2", "year", "spell")) for c in known
    ]
    assert sorted(wrong) == sorted(keys)
    assert len(known) == 4
    for key, correction in zip(keys, known, strict=True):
        dispute, one, other, year, spell = key
        assert rows[key][correction.column] == correction.published
        assert rows[dispute, other, one, year, spell]["side_a1"] == correction.corrected


@pytest.mark.real_data
def test_every_row_of_the_repackaged_file(read_files, shared) -> None:
    tidy = shared / "data" / "tidy"
    table = read_files("cow-mid-dyadic", tidy, "5.0")
    published = pq.read_table(tidy / "cow_mid5_dyaddisps.parquet")
    assert table.num_rows == published.num_rows == 10_234
    for name, own in (("dispute", "dispnum"), ("hostility1", "hostlev1"), ("side_a2", "sidea2")):
        assert table[name].to_pylist() == published[own].to_pylist()
    assert pc.sum(table["onset"]).as_py() == 6_924
    assert [table[name].null_count for name in ("fatality1", "deaths1", "start", "outcome")] == [
        1_312,
        4_547,
        10_234,
        10_234,
    ]
    assert set(table["spell"].to_pylist()) == set(table["ongoing"].to_pylist()) == {1}


@pytest.mark.real_data
def test_what_two_releases_have_in_common_is_what_the_card_says(read_files, shared) -> None:
    data = shared / "data"
    names = ["dispute", "ccode1", "ccode2", "year"]
    dyadic, paired = (
        {
            tuple(row.values())
            for row in read_files("cow-mid-dyadic", data, v).select(names).to_pylist()
        }
        for v in ("4.02", "5.0")
    )
    assert (len(dyadic), len(paired), len(dyadic & paired)) == (10_342, 10_234, 9_012)


@pytest.mark.real_data
@pytest.mark.parametrize(("version", "counts"), [("4.02", [10, 7, 3]), ("5.0", [6, 4, 2])])
def test_moscow_and_beijing_by_decade(read_files, shared, version, counts) -> None:
    rows = read_files("cow-mid-dyadic", shared / "data", version).to_pylist()
    years = [r["year"] for r in rows if (r["state1"], r["state2"]) == ("CHN", "RUS")]
    assert [sum(low <= y < low + 10 for y in years) for low in (1960, 1970, 1980)] == counts
