"""Votes of the General Assembly."""

from __future__ import annotations

from collections import Counter

import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_SAMPLES = folder_of("unga-votes") / "sample"


@pytest.mark.parametrize("suffix", ["csv", "tab", "dta", "RData"])
def test_a_row_is_a_vote_cast(read_sample, suffix) -> None:
    rows = read_sample("unga-votes", place=_SAMPLES / f"UNVotes.{suffix}").to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        *((3, "USA", 1), (3, "GBR", 3), (3, "RUS", 3), (3, "CHN", 2)),
        *((77, "USA", 1), (77, "RUS", 1), (77, "GBR", 2), (77, "EGY", 3)),
        *((3400, "USA", 3), (3400, "RUS", 1), (3400, "GFR", 2), (3400, "DDR", 1)),
        *((5001, "USA", 1), (5001, "RUS", 2), (5001, "CHN", 3), (5001, "DEU", 1)),
        (5001, "MNE", 1),
    ]


def test_a_vote_that_is_no_code_is_refused(read_sample, tmp_path) -> None:
    text = (_SAMPLES / "UNVotes.csv").read_text(encoding="utf-8")
    (tmp_path / "UNVotes.csv").write_text(text.replace("365,1,3,", "365,1,4,"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"UNVotes\.csv:4: vote is 4"):
        read_sample("unga-votes", place=tmp_path)


def test_a_file_without_days_is_refused(read_sample, tmp_path) -> None:
    text = (_SAMPLES / "UNVotes.csv").read_text(encoding="utf-8")
    (tmp_path / "UNVotes.csv").write_text(text.replace('"date"', '"day"'), encoding="utf-8")
    with pytest.raises(SourceError, match="no column 'date'"):
        read_sample("unga-votes", place=tmp_path)


@pytest.mark.real_data
def test_the_repackaged_votes_are_all_there(read_files, shared) -> None:
    table = read_files("unga-votes", shared / "data" / "tidy")
    assert table.num_rows == 870109
    assert Counter(table["vote"].to_pylist()) == {1: 693664, 2: 110897, 3: 65548}
    assert table["state"].null_count == 0
    assert len(set(table["state"].to_pylist())) == 200
    raw = pq.read_table(shared / "data" / "tidy" / "unvotes_votes.parquet")
    words = {"yes": 1, "abstain": 2, "no": 3}
    assert [words[word] for word in raw["vote"].to_pylist()] == table["vote"].to_pylist()
    named = zip(raw["country"].to_pylist(), table["state"].to_pylist(), strict=True)
    states: dict[str, set[str]] = {}
    for name, state in named:
        states.setdefault(state, set()).add(name)
    assert max(len(names) for names in states.values()) == 1
    assert states["RUS"] == {"Russia"}
    assert states["GFR"] == {"Federal Republic of Germany"}
    assert states["YAR"] == {"Yemen Arab Republic"}
    assert states["VCT"] == {"St. Vincent & Grenadines"}


@pytest.mark.real_data
def test_every_state_with_an_ideal_point_has_votes(read_files, shared) -> None:
    tidy = shared / "data" / "tidy"
    states = set(read_files("unga-votes", tidy)["state"].to_pylist())
    points = set(read_files("unga-ideal-points", tidy)["state"].to_pylist())
    assert points < states
    assert states - points == {"ZAN"}


@pytest.mark.real_data
def test_votes_of_2012_are_those_of_the_file(read_files, shared) -> None:
    tidy = shared / "data" / "tidy"
    dated = read_files("unga-roll-calls", tidy).to_pylist()
    calls = {row["rcid"] for row in dated if row["year"] == 2012}
    votes: dict[str, Counter[int]] = {state: Counter() for state in ("RUS", "CHN", "USA")}
    for row in read_files("unga-votes", tidy).to_pylist():
        if row["rcid"] in calls and row["state"] in votes:
            votes[row["state"]][row["vote"]] += 1
    raw = pq.read_table(tidy / "unvotes_votes.parquet").to_pylist()
    for state, name in (("RUS", "Russia"), ("CHN", "China"), ("USA", "United States")):
        own = Counter(r["vote"] for r in raw if r["rcid"] in calls and r["country"] == name)
        assert votes[state] == {1: own["yes"], 2: own["abstain"], 3: own["no"]}
