"""Independent states by Gleditsch and Ward."""

from __future__ import annotations

from datetime import date

import pyarrow.compute as pc
import pytest
from python_calamine import CalamineWorkbook

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of
from equipoise.vocabulary.state_tables import holdings

_SAMPLES = folder_of("gw-states") / "sample"


def test_both_lists_make_one_table_that_tells_them_apart(read_sample) -> None:
    rows = read_sample("gw-states").to_pylist()
    assert [r["microstate"] for r in rows] == [0] * 11 + [1] * 3
    assert rows[2] == {
        "state": "WRT",
        "gwcode": 271,
        "stateabb": "WRT",
        "name": "Württemberg",
        "start": date(1816, 1, 1),
        "end": date(1871, 1, 10),
        "microstate": 0,
    }
    assert rows[7]["name"] == "Cote D\u2019Ivoire"
    assert rows[13]["state"] == "KIR"


def test_a_number_that_passes_on_is_the_state_that_had_it_first(read_sample) -> None:
    rows = {r["gwcode"]: r for r in read_sample("gw-states").to_pylist()}
    assert (rows[260]["state"], rows[678]["state"]) == ("GFR", "YAR")


def test_the_first_line_is_a_state_and_not_names(read_sample) -> None:
    assert read_sample("gw-states").to_pylist()[0]["state"] == "USA"


def test_the_workbook_holds_the_same_spells(read_sample) -> None:
    book = read_sample("gw-states", place=_SAMPLES / "gwstates.xlsx")
    text = read_sample("gw-states", place=_SAMPLES / "iisystem.dat")
    assert book.equals(text)


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ("31:12:2017", "31:12:2012", "the list ends on 2012-12-31, not in 2017"),
        (
            "20:09:1949",
            "20.09.1949",
            r"iisystem\.dat:2: start is '20\.09\.1949', not a day written",
        ),
        (
            "271\tWRT",
            "272\tWRT",
            r"iisystem\.dat:3: gwcode '272' in 1816 is no code",
        ),
        ("\t02:10:1950", "", r"iisystem\.dat:10: 4 cells where the header has 5"),
    ],
)
def test_a_fault_is_named_with_its_line(read_sample, tmp_path, old, new, match) -> None:
    text = (_SAMPLES / "iisystem.dat").read_bytes().decode("cp1252")
    (tmp_path / "iisystem.dat").write_bytes(text.replace(old, new).encode("cp1252"))
    with pytest.raises(SourceError, match=match):
        read_sample("gw-states", place=tmp_path)


@pytest.mark.real_data
def test_the_workbook_and_the_repackaged_list_agree(read_files, shared) -> None:
    book = read_files("gw-states", shared / "data" / "raw" / "gwstates.xlsx")
    again = read_files("gw-states", shared / "data" / "tidy" / "gw_states.parquet")
    assert book.num_rows == 216
    assert book.equals(again)
    assert pc.sum(book["microstate"]).as_py() == 0
    assert pc.count_distinct(book["gwcode"]).as_py() == 202


@pytest.mark.real_data
def test_every_day_is_the_one_in_the_workbook(read_files, shared) -> None:
    path = shared / "data" / "raw" / "gwstates.xlsx"
    raw = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("gwstates").to_python()[1:]
    for cells, row in zip(raw, read_files("gw-states", path).to_pylist(), strict=True):
        assert [f"{row['start']:%d.%m.%Y}", f"{row['end']:%d.%m.%Y}"] == cells[3:5]
        assert (str(row["gwcode"]), row["name"]) == (cells[0], cells[2])


@pytest.mark.real_data
def test_the_spells_are_those_of_the_vocabulary(read_files, shared) -> None:
    for row in read_files("gw-states", shared / "data" / "raw").to_pylist():
        held = holdings()["gw", str(row["gwcode"])]
        assert any(h.period.contains(row["start"]) and h.state == row["state"] for h in held)
        assert any(h.period.contains(row["end"]) for h in held)
