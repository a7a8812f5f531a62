"""Regional and global powers by Maoz."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

pytestmark = pytest.mark.real_data


def test_a_row_with_two_spells_is_made_two(read_files, shared) -> None:
    table = read_files("maoz-powers", shared / "data" / "tidy")
    rows = table.to_pylist()
    assert Counter(row["status"] for row in rows) == {"regional": 18, "global": 5}
    assert [(r["status"], r["period"]) for r in rows if r["state"] == "RUS"] == [
        ("regional", "1816-01-01/1917-12-31"),
        ("regional", "1991-01-01/2019-12-31"),
        ("global", "1922-01-01/1990-12-31"),
    ]
    assert all(table[name].null_count == 0 for name in table.column_names)


def test_china_is_never_global(read_files, shared) -> None:
    rows = read_files("maoz-powers", shared / "data" / "tidy").to_pylist()
    assert {r["status"] for r in rows if r["state"] == "CHN"} == {"regional"}
    assert sorted(r["ccode"] for r in rows if r["status"] == "global") == [2, 200, 220, 255, 365]


def test_every_major_power_is_global_or_regional_in_its_year(read_files, shared) -> None:
    """586 state-years of the Correlates of War list to 2016 are global ones, 609 regional."""
    status = {
        (row["ccode"], year): row["status"]
        for row in sorted(
            read_files("maoz-powers", shared / "data" / "tidy").to_pylist(),
            key=lambda r: r["status"],
            reverse=True,
        )
        for year in range(row["start"].year, row["end"].year + 1)
    }
    majors = [
        (row["ccode"], year)
        for row in read_files("cow-majors", shared / "data" / "raw").to_pylist()
        for year in range(row["start"].year, min(row["end"], date(2016, 12, 31)).year + 1)
    ]
    assert Counter(status.get(power) for power in majors) == {"global": 586, "regional": 609}
