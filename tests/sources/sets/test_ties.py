"""Threats and impositions of sanctions."""

from __future__ import annotations

from collections import Counter

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from equipoise.vocabulary.periods import parse_edtf

_DATES = ("start", "end", "ongoing", "imposed_from")


def _case(table, number: int) -> dict:
    found = [r for r in table.to_pylist() if r["case"] == number]
    assert len(found) == 1
    return found[0]


def test_senders_and_target_are_the_states_of_the_year(read_sample) -> None:
    table = read_sample("ties")
    assert table.num_rows == 8
    case = _case(table, 1965063101)
    assert (case["primary"], case["target"]) == ("GBR", "ZWE")
    assert case["senders"] == "GBR;USA;GFR"
    assert _case(table, 1992041301)["senders"] == "USA;FRA;GBR;RUS;CHN"
    assert _case(table, 1992041301)["institutions"] == "1830 3750"


def test_the_european_community_is_no_state(read_sample) -> None:
    case = _case(read_sample("ties"), 1968061001)
    assert (case["primary"], case["primary_ccode"]) == ("cow:1000", 1000)
    assert case["senders"] == "cow:1000"


def test_a_case_without_a_known_sender_has_nulls(read_sample) -> None:
    case = _case(read_sample("ties"), 1954999902)
    assert [case[name] for name in ("primary", "primary_ccode", "senders")] == [None] * 3
    assert case["target"] == "cow:1000"


def test_dates_are_as_exact_as_the_file(read_sample) -> None:
    table = read_sample("ties")
    assert _case(table, 1954999902)["start"] == "1954"
    assert _case(table, 1958111101)["start"] == "1958-11"
    assert _case(table, 1949122401)["end"] == "1953-05"
    assert _case(table, 1992041301)["ongoing"] == "2012-02-28"
    assert _case(table, 1992041301)["end"] is None
    assert _case(table, 1974072001)["imposed_from"] == "1975-02-05"


def test_a_day_that_no_calendar_has_or_without_a_month_is_left_out(read_sample) -> None:
    """31 June is given to the month; the tenth of an unknown month to the year."""
    table = read_sample("ties")
    assert _case(table, 1965063101)["start"] == "1965-06"
    assert _case(table, 1980011101)["imposed_from"] == "1980-06"
    assert _case(table, 1968061001)["start"] == "1968"


def test_a_remark_in_the_cell_makes_the_day_one_of_about(read_sample) -> None:
    table = read_sample("ties")
    assert _case(table, 1949122401)["imposed_from"] == "1949-12-24~"
    assert _case(table, 1958111101)["imposed_from"] == "1958-11~"


def test_kinds_and_outcomes(read_sample) -> None:
    case = _case(read_sample("ties"), 1980011101)
    assert (case["imposed"], case["outcome"], case["imposition"]) == ("4 7", 8, 1)
    assert _case(read_sample("ties"), 1949122401)["imposed"] == "6"
    assert _case(read_sample("ties"), 1992041301)["outcome"] is None


@pytest.mark.real_data
def test_workbook_and_repackaged_file_give_the_same_table(read_files, shared) -> None:
    data = shared / "data"
    published = read_files("ties", data / "raw")
    assert published.num_rows == 1_412
    assert read_files("ties", data / "tidy").equals(published)


@pytest.mark.real_data
def test_cells_of_the_workbook(read_files, shared) -> None:
    raw = shared / "data" / "raw"
    table = read_files("ties", raw)
    sheet = CalamineWorkbook.from_path(str(raw / "TIESv4.xls")).get_sheet_by_index(0).to_python()
    names, rows = sheet[0], sheet[1:]
    for name, published in (
        ("outcome", "finaloutcome"),
        ("issue1", "issue1"),
        ("threat", "threat"),
    ):
        at = names.index(published)
        assert table[name].to_pylist() == [None if r[at] == "" else int(r[at]) for r in rows]
    assert Counter(table["imposition"].to_pylist()) == {1: 845, 0: 567}
    assert [table[name].null_count for name in ("primary", "senders", *_DATES)] == [
        166,
        87,
        0,
        451,
        1_247,
        564,
    ]
    assert pc.sum(pc.cast(pc.equal(table["target"], "cow:1000"), "int64")).as_py() == 44


@pytest.mark.real_data
def test_every_date_is_edtf_and_odd_ones_are_those_the_card_names(read_files, shared) -> None:
    rows = read_files("ties", shared / "data" / "raw").to_pylist()
    for name in _DATES:
        for row in rows:
            if row[name] is not None:
                parse_edtf(row[name])
    assert sum(row["imposed_from"] is not None and "~" in row["imposed_from"] for row in rows) == 4
    odd = {row["case"]: row for row in rows if row["case"] in (1965063101, 1980011101, 1994031507)}
    assert odd[1965063101]["start"] == odd[1965063101]["imposed_from"] == "1965-06"
    assert odd[1980011101]["imposed_from"] == "1980-06"
    assert odd[1994031507]["end"] == "1996-06"


@pytest.mark.real_data
def test_repackaged_rows_are_those_of_the_parquet(read_files, shared) -> None:
    tidy = shared / "data" / "tidy"
    table = read_files("ties", tidy)
    raw = pq.read_table(tidy / "ties_v4.parquet")
    assert table["case"].to_pylist() == raw["caseid"].to_pylist()
    assert table["target_ccode"].to_pylist() == raw["targetstate"].to_pylist()
