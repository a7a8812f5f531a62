"""Polity5."""

from __future__ import annotations

from collections import Counter

import pyarrow.parquet as pq
import pytest

_FIRST = ("state", "polity_code", "year", "value", "polity", "gap", "closing")


def _rows(table) -> dict[tuple[int, int], tuple[object, ...]]:
    return {
        (r["polity_code"], r["year"]): tuple(r[name] for name in _FIRST) for r in table.to_pylist()
    }


def test_minus_nine_is_a_score(read_sample) -> None:
    rows = _rows(read_sample("polity5"))
    assert rows[670, 1990] == ("SAU", 670, 1990, -9, -9, None, 1)
    assert rows[670, 1991] == ("SAU", 670, 1991, -10, -10, None, 1)


def test_kinds_of_missing_scores_are_told_apart(read_sample) -> None:
    rows = _rows(read_sample("polity5"))
    assert rows[700, 1980] == ("AFG", 700, 1980, None, None, "interruption", 1)
    assert rows[700, 1993] == ("AFG", 700, 1993, 0, None, "interregnum", 1)
    assert rows[700, 2003] == ("AFG", 700, 2003, 2, None, "transition", 1)
    table = read_sample("polity5")
    afghan = [r for r in table.to_pylist() if r["state"] == "AFG"]
    columns = ("democ", "autoc", "xrreg", "xrcomp", "xropen", "xconst", "parreg", "parcomp")
    assert {r[name] for r in afghan for name in columns} == {None}
    assert [r["fragment"] for r in afghan] == [None, None, 3]


@pytest.mark.parametrize(
    ("code", "year", "state"),
    [
        (365, 1921, "RUS"),
        (364, 1990, "RUS"),
        (341, 2012, "KOS"),
        (342, 2007, "SRB"),
        (347, 2005, "SRB"),
        (348, 2007, "MNE"),
        (626, 2012, "SDN"),
        (525, 2012, "SSD"),
        (818, 1980, "VNM"),
        (769, 1960, "PAK"),
        (324, 1850, "ITA"),
        (529, 2000, "ETH"),
        (564, 1880, "OFS"),
        (99, 1825, "GCL"),
        (89, 1830, "UPC"),
    ],
)
def test_numbers_of_its_own_are_the_states_they_mean(read_sample, code, year, state) -> None:
    assert _rows(read_sample("polity5"))[code, year][0] == state


def test_the_row_of_the_end_of_the_year_is_marked(read_sample) -> None:
    rows = _rows(read_sample("polity5"))
    assert [rows[365, 1922][-1], rows[364, 1922][-1]] == [0, 1]
    assert [rows[347, 2006][-1], rows[342, 2006][-1]] == [0, 1]


@pytest.mark.real_data
def test_the_repackaged_file_has_every_row_and_its_gaps(read_files, shared) -> None:
    table = read_files("polity5", shared / "data" / "tidy")
    assert table.num_rows == 17574
    assert Counter(table["gap"].to_pylist()) == {
        None: 16765,
        "transition": 312,
        "interruption": 260,
        "interregnum": 237,
    }
    assert (table["value"].null_count, table["durable"].null_count) == (267, 1264)
    raw = pq.read_table(shared / "data" / "tidy" / "polity5_2018.parquet")
    own = zip(
        *(raw[n].to_pylist() for n in ("polity_annual_ccode", "year", "polity2")), strict=True
    )
    assert [(r[1], r[2], r[3]) for r in _rows(table).values()] == list(own)
    assert sum(value for value in table["value"].to_pylist() if value is not None) == sum(
        value for value in raw["polity2"].to_pylist() if value is not None
    )


@pytest.mark.real_data
def test_scores_of_the_states_that_claims_ask_for(read_files, shared) -> None:
    rows = read_files("polity5", shared / "data" / "tidy").to_pylist()
    score = {(r["state"], r["year"]): r["value"] for r in rows if r["closing"]}
    assert len(score) == sum(r["closing"] for r in rows) == 17567
    asked = [("RUS", 1990), ("RUS", 1992), ("RUS", 2012), ("CHN", 2012), ("USA", 2012)]
    assert [score[key] for key in asked] == [0, 5, 4, -7, 10]
    assert [(r["state"], r["year"], r["polity_code"]) for r in rows if not r["closing"]] == [
        ("VNM", 1976, 816),
        ("ETH", 1993, 530),
        ("RUS", 1922, 365),
        ("ITA", 1861, 324),
        ("SDN", 2011, 625),
        ("SRB", 2006, 347),
        ("SRB", 1991, 345),
    ]
