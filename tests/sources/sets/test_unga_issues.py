"""Subjects of roll calls."""

from __future__ import annotations

from collections import Counter

import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_SAMPLES = folder_of("unga-issues") / "sample"


@pytest.mark.parametrize("suffix", ["csv", "tab", "dta", "RData"])
def test_a_mark_is_a_row_and_a_missing_mark_is_none(read_sample, suffix) -> None:
    rows = read_sample("unga-issues", place=_SAMPLES / f"UNVotes.{suffix}").to_pylist()
    assert {tuple(row.values()) for row in rows} == {
        *((77, "me"), (77, "co"), (3400, "nu"), (3400, "di"), (5001, "hr")),
    }
    assert len(rows) == 5


def test_a_file_without_a_subject_is_refused(read_sample, tmp_path) -> None:
    text = (_SAMPLES / "UNVotes.csv").read_text(encoding="utf-8").replace('"hr"', '"rights"')
    (tmp_path / "UNVotes.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="no column 'hr'"):
        read_sample("unga-issues", place=tmp_path)


@pytest.mark.real_data
def test_the_repackaged_subjects_belong_to_roll_calls(read_files, shared) -> None:
    tidy = shared / "data" / "tidy"
    rows = read_files("unga-issues", tidy).to_pylist()
    counted = Counter(row["issue"] for row in rows)
    assert counted == {"di": 1092, "me": 1061, "hr": 1015, "co": 957, "nu": 855, "ec": 765}
    calls = set(read_files("unga-roll-calls", tidy)["rcid"].to_pylist())
    assert {row["rcid"] for row in rows} <= calls
