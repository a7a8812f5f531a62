"""Days in the forms that layouts give them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from equipoise.errors import SourceError
from equipoise.sources.days import day_of
from equipoise.sources.files import SourceFile
from equipoise.sources.published import Published
from equipoise.sources.registry import card

_DAY = date(1992, 3, 2)


def _rows(cells: pa.Array) -> Published:
    known = card("unga-roll-calls")
    file = SourceFile(known, known.releases[0], Path("made-up.csv"))
    return Published(file, pa.table({"date": cells}), 2)


@pytest.mark.parametrize(
    "cells",
    [
        pa.array(["1992-03-02", None]),
        pa.array(["1992-03-02 00:00:00", "NA"]),
        pa.array([_DAY, None]),
        pa.array([datetime(1992, 3, 2), None], pa.timestamp("ns")),
        pa.array([8096.0, None]),
        pa.array([8096, None]),
    ],
)
def test_a_day_is_the_same_in_every_form(cells) -> None:
    assert day_of(_rows(cells), "date").to_pylist() == [_DAY, None]


def test_days_before_1970_count_backwards() -> None:
    assert day_of(_rows(pa.array([-8766.0])), "date").to_pylist() == [date(1946, 1, 1)]


def test_what_is_no_day_is_refused_with_its_line() -> None:
    cells = pa.array(["1992-03-02", "2 March 1992"])
    with pytest.raises(SourceError, match=r"made-up\.csv:3: date is '2 March 19', not a day"):
        day_of(_rows(cells), "date")
