"""Days of spells: patterns, months without a day, periods."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import SourceError
from equipoise.sources.files import SourceFile
from equipoise.sources.published import Published
from equipoise.sources.registry import card
from equipoise.sources.spells import days, month_ends, periods


def _published(*cells: str) -> Published:
    known = card("cow-contiguity")
    file = SourceFile(known, known.releases[0], Path("spells.csv"))
    return Published(file, pa.table({"day": list(cells)}), 2)


def test_a_day_is_read_by_its_pattern_and_an_empty_cell_is_none() -> None:
    found = days(_published("01:07:1867", "", "31:12:2017"), "day", "%d:%m:%Y")
    assert found.to_pylist() == [date(1867, 7, 1), None, date(2017, 12, 31)]


def test_a_month_is_its_first_or_its_last_day() -> None:
    months = _published("190402", "190302", "201612")
    assert days(months, "day", "%Y%m").to_pylist() == [
        date(1904, 2, 1),
        date(1903, 2, 1),
        date(2016, 12, 1),
    ]
    assert days(months, "day", "%Y%m", last=True).to_pylist() == [
        date(1904, 2, 29),
        date(1903, 2, 28),
        date(2016, 12, 31),
    ]


@pytest.mark.parametrize("cell", ["31:02:1900", "1900-01-02", "01:13:1900", "soon"])
def test_a_cell_that_is_no_such_day_is_refused_with_its_line(cell: str) -> None:
    with pytest.raises(SourceError, match=rf"spells\.csv:3: day is '{cell}', not a day"):
        days(_published("01:02:1900", cell), "day", "%d:%m:%Y")


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2200, 12, 1)))
def test_the_last_day_of_a_month_is_in_it_and_the_next_day_is_not(day: date) -> None:
    (last,) = month_ends(pa.array([day])).to_pylist()
    following = date.fromordinal(last.toordinal() + 1)
    assert (last.year, last.month) == (day.year, day.month)
    assert (following.month, following.day) == (day.month % 12 + 1, 1)


def test_a_period_without_one_of_its_days_is_none() -> None:
    one = pa.array([date(1922, 1, 1), None])
    end = pa.array([date(2016, 12, 31), date(2016, 12, 31)])
    assert periods(one, end).to_pylist() == ["1922-01-01/2016-12-31", None]
