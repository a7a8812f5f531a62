"""Four measures of democracy."""

from __future__ import annotations

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.sources.registry import card


@pytest.mark.real_data
def test_the_four_measures_are_kept_apart(read_files, shared) -> None:
    table = read_files("democracy", shared / "data" / "tidy")
    assert table.num_rows == 17706
    assert [table[name].null_count for name in table.column_names[3:]] == [55, 55, 3271, 1016]
    raw = pq.read_table(shared / "data" / "tidy" / "isard_cw_democracy.parquet")
    for name in ("euds", "aeuds", "polity2", "v2x_polyarchy"):
        assert pc.sum(table[name]).as_py() == pc.sum(raw[name]).as_py()
    cells = {(r["state"], r["year"]): (r["polity2"], r["v2x_polyarchy"]) for r in table.to_pylist()}
    assert cells["RUS", 2012] == (4, 0.278)
    assert cells["CHN", 2012] == (-7, 0.094)
    assert cells["USA", 2012] == (10, 0.896)
    assert cells["RUS", 2025][0] is None


@pytest.mark.real_data
def test_polity2_departs_from_polity5_where_corrections_say_so(read_files, shared) -> None:
    tidy = shared / "data" / "tidy"
    own = {
        (r["state"], r["year"]): r["value"]
        for r in read_files("polity5", tidy).to_pylist()
        if r["closing"]
    }
    rows = [
        r
        for r in read_files("democracy", tidy).to_pylist()
        if (r["state"], r["year"]) in own and r["polity2"] is not None
    ]
    assert len(rows) == 14435
    fixed = {(c.key["ccode"], c.key["year"]): c for c in card("democracy").corrections}
    assert len(fixed) == 19
    differing = {}
    for row in rows:
        expected = own[row["state"], row["year"]]
        if row["polity2"] != expected:
            differing[row["ccode"], row["year"]] = (row["polity2"], expected)
    number_changed = {(365, 1922), (530, 1993), (625, 2011)}
    assert set(differing) == set(fixed) | number_changed
    for key, correction in fixed.items():
        assert differing[key] == (correction.published, correction.corrected)
