"""Columns of a publisher's table as numbers, texts, flags, days and states."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import SourceError
from equipoise.sources.card import Card
from equipoise.sources.codes import StateCodes
from equipoise.sources.files import SourceFile
from equipoise.sources.published import Published

MISSING = ("-9", ". .", "..")


@pytest.fixture(scope="module")
def file(toy: Card) -> SourceFile:
    return SourceFile(toy, toy.releases[0], Path("toy-2.csv"))


def _read(file: SourceFile, cells: list[Any], kind: pa.DataType | None = None) -> Published:
    column = pa.chunked_array([pa.array(cells, kind)])
    return Published(file, pa.table({"men": column}), 2)


def test_missing_codes_and_blanks_are_null_and_zero_is_zero(file: SourceFile) -> None:
    read = _read(file, ["1.5", "-9", " -9.0 ", ". .", "..", "", "  ", "0", "-90", "1e3"])
    assert read.numbers("men", MISSING).to_pylist() == [
        *(1.5, None, None, None, None, None, None, 0.0, -90.0, 1000.0)
    ]
    assert read.texts("men", MISSING).to_pylist() == [
        *("1.5", None, "-9.0", None, None, None, None, "0", "-90", "1e3")
    ]


def test_without_missing_codes_minus_nine_is_a_figure(file: SourceFile) -> None:
    assert _read(file, ["-9"]).numbers("men").to_pylist() == [-9.0]
    assert _read(file, [-9]).integers("men").to_pylist() == [-9]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([1, -9, None], pa.int32()),
        ([1.0, -9.0, float("nan")], pa.float64()),
        ([1.0, -9.0, None], pa.float32()),
        (["1", "-9", None], pa.dictionary(pa.int8(), pa.string())),
        (["1", "-9", None], pa.large_string()),
    ],
)
def test_columns_with_types_of_their_own_are_read_alike(
    file: SourceFile, cells: list[Any], kind: pa.DataType
) -> None:
    read = _read(file, cells, kind)
    assert read.numbers("men", MISSING).to_pylist() == [1.0, None, None]
    assert read.integers("men", MISSING).to_pylist() == [1, None, None]


@pytest.mark.parametrize(
    "cell", ["1,000", "12a", "1_000", "0x10", "--1", "NA", "\uff11", "1 2", "-8 -"]
)
def test_what_is_no_number_is_named_with_line_column_and_cell(file: SourceFile, cell: str) -> None:
    read = _read(file, ["1", "-9", cell, "x"])
    with pytest.raises(SourceError) as caught:
        read.numbers("men", MISSING)
    assert caught.value.message == f"toy-2.csv:4: men is {cell!r}, not a number"


@pytest.mark.parametrize("cell", ["inf", "-Infinity", "1e400"])
def test_an_infinite_figure_is_refused(file: SourceFile, cell: str) -> None:
    with pytest.raises(SourceError, match=r"toy-2\.csv:3: men is '.*', not a finite number"):
        _read(file, ["1", cell]).numbers("men")


@pytest.mark.parametrize("cell", ["1.5", "1e300", "-0.25"])
def test_what_is_no_whole_number_is_named(file: SourceFile, cell: str) -> None:
    with pytest.raises(SourceError) as caught:
        _read(file, ["2", "", cell]).integers("men")
    assert caught.value.message == f"toy-2.csv:4: men is {cell!r}, not a whole number"


def test_whole_numbers_beyond_floats_are_exact(file: SourceFile) -> None:
    big = 2**53 + 1
    assert _read(file, [f"{big}", "-9", "3"]).integers("men", MISSING).to_pylist() == [
        *(big, None, 3)
    ]
    assert _read(file, [big, None]).integers("men").to_pylist() == [big, None]


def _oracle(cell: str) -> float | None:
    """A number as plain Python reads it; ValueError where it is none."""
    text = cell.strip()
    if text in ("", *MISSING):
        return None
    if "_" in text or not text.isascii():
        raise ValueError(text)
    value = float(text)
    if math.isinf(value):
        raise ValueError(text)
    return None if math.isnan(value) or value == -9 else value


CELLS = st.one_of(
    st.sampled_from(["-9", "-9.0", "-9.", ". .", "..", ".", "", " ", "0", "-0", "-99", "9", "1e"]),
    st.integers(-(10**6), 10**6).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.text(alphabet="0123456789.-e ", max_size=5),
)


@given(cells=st.lists(CELLS, min_size=1, max_size=8))
def test_numbers_are_those_of_plain_python(file: SourceFile, cells: list[str]) -> None:
    read = _read(file, cells)
    wrong = None
    plain = []
    for row, cell in enumerate(cells):
        try:
            plain.append(_oracle(cell))
        except ValueError:
            wrong = row
            break
    if wrong is None:
        assert read.numbers("men", MISSING).to_pylist() == plain
    else:
        with pytest.raises(SourceError, match=rf"^toy-2\.csv:{wrong + 2}: men is "):
            read.numbers("men", MISSING)


def test_flags_are_noughts_and_ones(file: SourceFile) -> None:
    read = _read(file, ["0", "1", "-9", ""])
    assert read.flags("men", MISSING).to_pylist() == [0, 1, None, None]
    assert _read(file, [True, False, None]).flags("men").to_pylist() == [1, 0, None]
    with pytest.raises(SourceError, match=r"toy-2\.csv:3: men is '2', not 0 or 1"):
        _read(file, ["1", "2"]).flags("men")


def test_days_are_read_and_others_are_named(file: SourceFile) -> None:
    day = date(1991, 12, 26)
    texts = ["1991-12-26", "", "..", "1991-12-26 00:00:00"]
    assert _read(file, texts).days("men", MISSING).to_pylist() == [day, None, None, day]
    assert _read(file, [day, None]).days("men").to_pylist() == [day, None]
    for wrong in ("26.12.1991", "1991-12", "1991-02-30", "1991-12-26 13:00:00"):
        with pytest.raises(SourceError) as caught:
            _read(file, ["1991-12-26", wrong]).days("men")
        assert caught.value.message == f"toy-2.csv:3: men is {wrong!r}, not a day"


PARTS = (["1990", "1991", "-9", "1992"], ["2", "", "1", "-9"], ["-9", "7", "1", ""])


def test_days_in_parts_take_the_first_or_the_last_possible(file: SourceFile) -> None:
    read = Published(file, pa.table(dict(zip("ymd", PARTS, strict=True))), 2)
    assert read.dates("y", "m", "d", last=False).to_pylist() == [
        *(date(1990, 2, 1), date(1991, 1, 7), None, date(1992, 1, 1))
    ]
    assert read.dates("y", "m", "d", last=True).to_pylist() == [
        *(date(1990, 2, 28), date(1991, 12, 7), None, date(1992, 12, 31))
    ]


@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize(("month", "day"), [("13", "-9"), ("2", "30"), ("4", "31")])
def test_a_day_that_is_not_in_the_calendar_is_refused(
    file: SourceFile, month: str, day: str, *, last: bool
) -> None:
    read = Published(file, pa.table({"y": ["1990"], "m": [month], "d": [day]}), 2)
    with pytest.raises(SourceError, match=r"toy-2\.csv:2: y, m, d are 1990"):
        read.dates("y", "m", "d", last=last)


def test_an_unknown_code_is_named_with_line_code_and_year(file: SourceFile) -> None:
    read = _read(file, ["365", "999", "2", "998", "999"])
    years = pa.chunked_array([[1980, 1981, 1982, 1983, 1984]])
    with pytest.raises(SourceError) as caught:
        read.states("men", years, StateCodes("cow", ()))
    assert caught.value.message == (
        "toy-2.csv:3: men '999' in 1981 is no code of one state in the scheme cow; "
        "3 rows with such codes: 998, 999"
    )
    assert "[areas]" in str(caught.value.hint)


def test_a_missing_code_of_a_state_is_null(file: SourceFile) -> None:
    read = _read(file, ["365", "-9", "", None])
    years = pa.chunked_array([[1980, 1980, None, 1980]])
    assert read.states("men", years, StateCodes("cow", ()), MISSING).to_pylist() == [
        *("RUS", None, None, None)
    ]
    with pytest.raises(SourceError, match="'-9' in 1980 is no code"):
        read.states("men", years, StateCodes("cow", ()))


@pytest.mark.parametrize("year", [0, -1, 10_000, 2_000_000_000])
def test_a_year_that_is_none_is_refused(file: SourceFile, year: int) -> None:
    years = pa.chunked_array([[1980, year]])
    with pytest.raises(SourceError, match=rf"toy-2\.csv:3: year is {year}, not a year from 1"):
        _read(file, ["365", "2"]).states("men", years, StateCodes("cow", ()))


def test_codes_may_be_numbers_with_a_point(file: SourceFile) -> None:
    read = _read(file, [365.0, None])
    assert read.states("men", None, StateCodes("cow", ())).to_pylist() == ["RUS", None]


def test_a_column_that_is_not_there_is_named_with_near_ones(file: SourceFile) -> None:
    with pytest.raises(SourceError, match=r"no column 'man'; it has men") as caught:
        _read(file, ["1"]).cells("man")
    assert caught.value.hint == "did you mean men?"


def test_rows_are_named_by_line_or_by_number(file: SourceFile) -> None:
    table = pa.table({"men": ["1"]})
    assert Published(file, table).place(4) == "toy-2.csv, row 5"
    assert Published(file, table, 3).place(4) == "toy-2.csv:7"
    assert Published(file, table, 3, line_of=lambda row: row * 10).place(4) == "toy-2.csv:40"
