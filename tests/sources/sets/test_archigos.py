"""Leaders and their days in office."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_FOLDER = folder_of("archigos") / "sample"
_TEXT = _FOLDER / "1March_Archigos_4.1.txt"


def _row(table, observation: str) -> dict:
    found = [r for r in table.to_pylist() if r["observation"] == observation]
    assert len(found) == 1
    return found[0]


def test_one_row_in_full(read_sample) -> None:
    assert _row(read_sample("archigos"), "RUS-1991") == {
        "state": "RUS",
        "gwcode": 365,
        "observation": "RUS-1991",
        "leader": "Yeltsin",
        "leader_id": "a2",
        "start": date(1991, 8, 21),
        "end": date(1999, 12, 31),
        "entry": "Regular",
        "exit": "Regular",
        "exit_detail": "Regular",
        "gender": "M",
        "born": 1931,
    }


def test_text_and_stata_file_give_the_same_table(read_sample) -> None:
    text = read_sample("archigos", place=_TEXT)
    assert text.num_rows == 12
    assert read_sample("archigos", place=_FOLDER / "Archigos_4.1_stata14.dta").equals(text)


def test_letters_of_the_code_page_and_an_unknown_birth(read_sample) -> None:
    table = read_sample("archigos", place=_TEXT)
    assert _row(table, "COS-1986")["leader"] == "Arias Sánchez"
    assert _row(table, "TBT-1875")["born"] is None
    assert _row(table, "COS-1986")["leader_id"] == _row(table, "COS-2006")["leader_id"]


def test_numbers_are_read_on_the_day_of_entry(read_sample) -> None:
    table = read_sample("archigos", place=_TEXT)
    assert _row(table, "GFR-1982-2")["state"] == "GFR"
    assert _row(table, "GMY-1933")["state"] == "DEU"
    assert _row(table, "YUG-1945")["state"] == "SRB"


def test_a_day_that_is_none_is_refused_with_its_line(read_sample, tmp_path) -> None:
    changed = tmp_path / _TEXT.name
    changed.write_bytes(_TEXT.read_bytes().replace(b"1991-08-21", b"1991-02-30"))
    with pytest.raises(SourceError, match=r"4\.1\.txt:3: startdate is '1991-02-30'"):
        read_sample("archigos", place=changed)


@pytest.mark.real_data
def test_every_row_of_the_repackaged_file(read_files, shared) -> None:
    tidy = shared / "data" / "tidy"
    table = read_files("archigos", tidy)
    raw = pq.read_table(tidy / "archigos_41.parquet")
    assert table.num_rows == raw.num_rows == 3_409
    for name, own in (("observation", "obsid"), ("start", "startdate"), ("end", "enddate")):
        assert table[name].to_pylist() == raw[own].to_pylist()
    assert table["born"].null_count == 19
    assert table["state"].null_count == 0
    assert pc.sum(pc.cast(pc.equal(table["exit"], "Still in Office"), pa.int64())).as_py() == 168
    assert pc.min(table["start"]).as_py() == date(1840, 7, 23)


@pytest.mark.real_data
def test_the_days_that_claims_read(read_files, shared) -> None:
    rows = read_files("archigos", shared / "data" / "tidy").to_pylist()
    russians = [(r["leader"], r["start"], r["end"]) for r in rows if r["state"] == "RUS"]
    assert russians[-2:] == [
        ("Yeltsin", date(1991, 8, 21), date(1999, 12, 31)),
        ("Putin", date(2000, 1, 1), date(2015, 12, 31)),
    ]
