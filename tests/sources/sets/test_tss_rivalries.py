"""Strategic rivalries."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

_KINDS = ("positional", "spatial", "ideological", "interventionary")


@pytest.mark.real_data
def test_every_rivalry_and_its_kinds(read_files, shared) -> None:
    tidy = shared / "data" / "tidy"
    table = read_files("tss-rivalries", tidy)
    raw = pq.read_table(tidy / "tss_rivalries.parquet")
    assert table.num_rows == raw.num_rows == 264
    assert [table.num_rows - table[kind].null_count for kind in _KINDS] == [115, 152, 59, 127]
    assert [264 - table[name].null_count for name in ("principal", "asymmetric_principal")] == [
        46,
        65,
    ]
    assert table["start"].to_pylist() == raw["start"].to_pylist()
    assert table["end"].to_pylist().count(2020) == 56
    assert all(r["ccode1"] < r["ccode2"] for r in table.to_pylist())


@pytest.mark.real_data
def test_kinds_that_the_book_does_not_name_are_null_and_never_zero(read_files, shared) -> None:
    table = read_files("tss-rivalries", shared / "data" / "tidy")
    assert {cell for kind in _KINDS for cell in table[kind].to_pylist()} == {1, None}


@pytest.mark.real_data
def test_states_of_their_first_year_and_venice_no_state(read_files, shared) -> None:
    rows = {
        r["rivalry"]: r for r in read_files("tss-rivalries", shared / "data" / "tidy").to_pylist()
    }
    rivalry = next(r for r in rows.values() if (r["state1"], r["state2"]) == ("RUS", "CHN"))
    assert (rivalry["start"], rivalry["end"]) == (1816, 1949)
    venice = [r for r in rows.values() if "cow:324" in (r["state1"], r["state2"])]
    assert {r["name"] for r in venice} == {"Ottoman E-Venice", "Portugal-Venice"}
    mended = {r["name"]: (r["start"], r["end"]) for r in rows.values()}
    assert mended["Italy-Turkey"] == (1884, 1943)
