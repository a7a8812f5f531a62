"""Roll calls of the General Assembly."""

from __future__ import annotations

from datetime import date

import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_SAMPLES = folder_of("unga-roll-calls") / "sample"


@pytest.mark.parametrize("suffix", ["csv", "tab", "dta", "RData"])
def test_a_roll_call_is_one_row(read_sample, suffix) -> None:
    rows = read_sample("unga-roll-calls", place=_SAMPLES / f"UNVotes.{suffix}").to_pylist()
    assert [row["rcid"] for row in rows] == [3, 77, 3400, 5001]
    assert rows[2] == {
        "rcid": 3400,
        "session": 45,
        "date": date(1990, 12, 11),
        "year": 1990,
        "unres": "R/45/77",
        "important": 1,
        "amend": None,
        "para": None,
        "short": None,
        "descr": "NUCLEAR-FREE ZONE\nIN A REGION",
    }
    assert rows[0]["descr"] == 'TO ADOPT AN AMENDMENT, "AS READ"'


def test_the_year_is_that_of_the_vote_and_not_of_the_session(read_sample) -> None:
    row = read_sample("unga-roll-calls").to_pylist()[3]
    assert (row["session"], row["year"]) == (67, 2013)


def test_a_day_that_is_none_is_refused(read_sample, tmp_path) -> None:
    text = (_SAMPLES / "UNVotes.csv").read_text(encoding="utf-8")
    changed = text.replace("1947-11-29", "1947-11-31")
    (tmp_path / "UNVotes.csv").write_text(changed, encoding="utf-8")
    with pytest.raises(SourceError, match="date is '1947-11-31', not a day"):
        read_sample("unga-roll-calls", place=tmp_path)


@pytest.mark.real_data
def test_the_repackaged_roll_calls_are_all_there(read_files, shared) -> None:
    table = read_files("unga-roll-calls", shared / "data" / "tidy")
    assert table.num_rows == 6203
    raw = pq.read_table(shared / "data" / "tidy" / "unvotes_roll_calls.parquet")
    for name, own in (("rcid", "rcid"), ("date", "date"), ("important", "importantvote")):
        assert table[name].to_pylist() == raw[own].to_pylist()
    nulls = {name: table[name].null_count for name in ("important", "amend", "para")}
    assert nulls == {"important": 605, "amend": 3335, "para": 2995}
    assert min(r["year"] for r in table.to_pylist() if r["important"]) == 1983
    assert max(table["session"].to_pylist()) == 74
