"""Bodies by year."""

from __future__ import annotations

import pyarrow.compute as pc
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_SAMPLE = folder_of("cow-igo-bodies") / "sample" / "igo_year_formatv3.csv"
_COUNTS = ("members", "associates", "observers", "unknown")


def _row(table, body: str, year: int) -> dict:
    found = [r for r in table.to_pylist() if (r["body"], r["year"]) == (body, year)]
    assert len(found) == 1
    return found[0]


def test_one_row_in_full(read_sample) -> None:
    assert _row(read_sample("cow-igo-bodies"), "cmea", 1949) == {
        "body": "cmea",
        "abbreviation": "CMEA",
        "name": "Council for Mutual Economic Assistance",
        "long_name": "Council for Mutual Economic Assistance (COMECON)",
        "number": 1260,
        "year": 1949,
        "members": 1,
        "associates": 0,
        "observers": 1,
        "unknown": 0,
        "founded": 1949,
        "ended": 1991,
        "political": 0,
        "social": 0,
        "economic": 1,
        "imputed": 1,
        "accuracy": "Within 5 years",
    }


def test_members_nobody_knows_are_null_and_not_zero(read_sample) -> None:
    table = read_sample("cow-igo-bodies")
    assert [_row(table, "ccnr", 1980)[c] for c in _COUNTS] == [None, None, None, 6]
    assert [_row(table, "cmea", 1992)[c] for c in _COUNTS] == [0, 0, 0, 0]
    assert [_row(table, "wto", 2011)[c] for c in _COUNTS] == [4, 0, 1, 1]


def test_a_body_that_goes_on_has_no_end_and_an_empty_flag_is_null(read_sample) -> None:
    table = read_sample("cow-igo-bodies")
    assert _row(table, "wto", 2012)["ended"] is None
    pcb = _row(table, "pcb", 1920)
    assert [pcb[c] for c in ("political", "social", "economic", "imputed")] == [None] * 4
    assert pcb["members"] == 1


def test_letters_of_the_publishers_code_page(read_sample) -> None:
    assert _row(read_sample("cow-igo-bodies"), "nwc", 2012)["long_name"].endswith(
        "(Nordens Välfärdscenter)"
    )


def test_another_code_is_refused(read_sample, tmp_path) -> None:
    changed = tmp_path / _SAMPLE.name
    text = _SAMPLE.read_bytes()
    assert text.count(b",1816,0,1,") == 1
    changed.write_bytes(text.replace(b",1816,0,1,", b",1816,0,4,"))
    with pytest.raises(SourceError, match=r"igo_year_formatv3\.csv:2: france is 4"):
        read_sample("cow-igo-bodies", place=changed)


@pytest.mark.real_data
def test_members_agree_with_the_memberships(read_files, shared) -> None:
    """Full members of every body and year; the publisher's two files disagree as the card says."""
    tidy = shared / "data" / "tidy"
    bodies = read_files("cow-igo-bodies", tidy)
    held = read_files("cow-igo", tidy)
    full = held.filter(pc.equal(held["status"], "full"))
    counted = full.group_by(["body", "year"]).aggregate([([], "count_all")])
    by_states = {(r["body"], r["year"]): r["count_all"] for r in counted.to_pylist()}
    rows = bodies.to_pylist()
    differing = [
        (r["body"], r["year"])
        for r in rows
        if r["members"] is not None and r["members"] != by_states.get((r["body"], r["year"]), 0)
    ]
    assert len(rows) == 19_335
    assert len({body for body, _ in differing}) == 24
    assert len(differing) == 398


@pytest.mark.real_data
def test_sums_and_gaps(read_files, shared) -> None:
    table = read_files("cow-igo-bodies", shared / "data" / "tidy")
    assert len(set(table["body"].to_pylist())) == 534
    assert [pc.sum(table[c]).as_py() for c in _COUNTS] == [536_320, 1_095, 2_387, 190_750]
    assert table["members"].null_count == 879
    assert table["ended"].null_count == 14_616
    assert table["political"].null_count == 1
