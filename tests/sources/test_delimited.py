"""Delimited texts as publishers write them, and as they arrive broken."""

from __future__ import annotations

import codecs
from collections.abc import Callable

import pytest

from equipoise.errors import SourceError
from equipoise.sources.delimited import delimited
from equipoise.sources.files import SourceFile

MakeFile = Callable[..., SourceFile]
HEADER = "abb,ccode,year,men,share,note\n"
TWO = HEADER + "USA,2,1990,2100,0.5,\nRUS,365,1990,-9,. .,Österreich\n"
CELLS = {
    "abb": ["USA", "RUS"],
    "ccode": ["2", "365"],
    "year": ["1990", "1990"],
    "men": ["2100", "-9"],
    "share": ["0.5", ". ."],
    "note": ["", "Österreich"],
}


@pytest.mark.parametrize(
    ("content", "release"),
    [
        (TWO.encode(), {}),
        (TWO.replace("\n", "\r\n").encode("utf-8-sig"), {}),
        (TWO.replace("\n", "\r").encode(), {}),
        (TWO.rstrip("\n").encode(), {}),
        (TWO.encode("cp1252"), {"encodings": ("utf-8", "cp1252")}),
        (codecs.BOM_UTF16_LE + TWO.encode("utf-16-le"), {}),
        (codecs.BOM_UTF16_BE + TWO.replace("\n", "\r\n").encode("utf-16-be"), {}),
        (TWO.encode("utf-16-le"), {"encodings": ("utf-16-le",)}),
        (TWO.replace(",", ";").encode(), {"delimiter": ";"}),
        (TWO.replace(",", "\t").encode(), {"delimiter": "\t"}),
        (TWO.replace("2100", '"2100"').replace("abb", '"abb"').encode(), {}),
        (TWO.replace("\nRUS", "\n\n\nRUS").encode(), {}),
        ((TWO + "\n\n").encode(), {}),
    ],
    ids=[
        *("plain", "mark and crlf", "carriage returns", "no last line end", "cp1252"),
        *("utf-16 le", "utf-16 be", "utf-16 without mark", "semicolons", "tabs", "quoted"),
        *("empty lines", "empty lines at the end"),
    ],
)
def test_every_spelling_of_a_text_gives_the_same_cells(
    toy_file: MakeFile, content: bytes, release: dict[str, object]
) -> None:
    assert delimited(toy_file(content, **release)).table.to_pydict() == CELLS


def test_quoted_cells_may_hold_delimiters_line_ends_and_marks(toy_file: MakeFile) -> None:
    content = HEADER + 'USA,2,1990,1,1,"one, ""two""\nthree"\nRUS,365,1990,1,1,x\n'
    found = delimited(toy_file(content)).table
    assert found["note"].to_pylist() == ['one, "two"\nthree', "x"]


def test_only_some_columns_are_kept_and_all_are_told(toy_file: MakeFile) -> None:
    read = delimited(toy_file(TWO), only=("men", "year"))
    assert read.table.column_names == ["year", "men"]
    assert read.header == tuple(CELLS)


def test_a_column_without_a_name_is_called_by_its_number(toy_file: MakeFile) -> None:
    read = delimited(toy_file("a,,b, \n1,2,3,4\n", header=()))
    assert read.table.column_names == ["a", "column 2", "b", "column 4"]


@pytest.mark.parametrize(
    ("content", "line", "cells"),
    [
        (TWO + "CHN,710,1990,3,1\n", 4, 5),
        (TWO + "CHN,710,1990,3,1,a,b\n", 4, 7),
        (TWO + "CHN,710,1990,3,1,a,\n" + "JPN,740,1990,3,1,a\n", 4, 7),
        (TWO + "\n\nCHN,710\n", 6, 2),
        (HEADER + 'USA,2,1990,1,1,"a\nb\nc"\nCHN,710\n', 5, 2),
        (TWO.replace("\n", "\r\n") + "CHN,710\r\n", 4, 2),
        (TWO.replace("\n", "\r") + "CHN,710\r", 4, 2),
    ],
    ids=["less", "more", "one more, empty", "empty lines", "line ends in a cell", "crlf", "cr"],
)
def test_a_row_with_cells_more_or_less_is_named_by_its_line(
    toy_file: MakeFile, content: str, line: int, cells: int
) -> None:
    with pytest.raises(SourceError) as caught:
        delimited(toy_file(content))
    assert caught.value.message == f"toy-2.csv:{line}: {cells} cells where the header has 6"


def test_the_line_of_a_bad_row_is_right_far_down_a_large_file(toy_file: MakeFile) -> None:
    row = "USA,2,1990,2100,0.5,\n"
    content = HEADER + row * 90_000 + "USA,2\n" + row * 90_000
    with pytest.raises(SourceError, match=r"^toy-2\.csv:90002: 2 cells"):
        delimited(toy_file(content))


def test_a_wrong_cell_below_a_quoted_line_end_is_named_by_its_line(toy_file: MakeFile) -> None:
    content = HEADER + 'USA,2,1990,1,1,"a\nb"\n\nRUS,365,1990,many,1,\n'
    read = delimited(toy_file(content))
    with pytest.raises(SourceError, match=r"^toy-2\.csv:5: men is 'many', not a number"):
        read.numbers("men", ("-9",))


@pytest.mark.parametrize(
    "body",
    [
        'USA,2,1990,1,1,"cut off\nRUS,365,1990,1,1,\nCHN,710,1990,1,1,x\n',
        'USA,2,1990,1,1,\n"RUS,365,1990,1,1,x\nCHN,710,1990,1,1,x',
        'USA,2,1990,1,1,"a\nRUS,365,1990,1,1,"b\nCHN,710,1990,1,1,c\n',
    ],
)
def test_a_quotation_mark_that_swallows_rows_is_refused(toy_file: MakeFile, body: str) -> None:
    with pytest.raises(SourceError, match=r"^toy-2\.csv:\d: (a quotation|\d+ cells)"):
        delimited(toy_file(HEADER + body))


def test_an_inch_mark_in_a_cell_is_text(toy_file: MakeFile) -> None:
    found = delimited(toy_file(HEADER + 'USA,2,1990,1,1,a 5" gun\nRUS,365,1990,1,1,x\n'))
    assert found.table["note"].to_pylist() == ['a 5" gun', "x"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xef\xbb\xbf", r"no header"),
        (b"\n" + TWO.encode(), r":1: an empty line where the header should be"),
        (b",,,,,\n1,2,3,4,5,6\n", r":1: an empty line where the header should be"),
        (HEADER.encode(), "a header and no rows"),
        (HEADER.encode() + b"\n\r\n", "a header and no rows"),
        (b"abb,ccode,year,men,men,note\n1,2,3,4,5,6\n", ":1: men stands twice in the header"),
        (TWO.encode() + b"CHN,710,19\0\0\0\0", r":4: NUL bytes, which no text has"),
        (TWO.encode("utf-16-le"), r":(1|3): (NUL bytes|byte \d+ is not utf-8)"),
        (TWO.encode("cp1252"), r":3: byte \d+ is not utf-8"),
        (b"\xef\xbb\xbf" + TWO.encode("cp1252"), r":3: byte \d+ is not utf-8"),
        (b"PK\x03\x04rest", "a zip file or workbook under a name of a text"),
        (b"\xd0\xcf\x11\xe0rest", "a zip file or workbook under a name of a text"),
        (b"\x1f\x8brest", "a zip file or workbook under a name of a text"),
        (b"<!DOCTYPE html><title>404</title>", "a web page, not the data"),
    ],
    ids=[
        *("mark alone", "empty first line", "header without names", "header alone"),
        *("header and empty lines", "twice", "nul", "utf-16 without mark", "cp1252"),
        *("cp1252 after a mark", "zip", "workbook", "gzip", "page"),
    ],
)
def test_what_is_no_such_text_is_refused(toy_file: MakeFile, content: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        delimited(toy_file(content))
    assert caught.value.message.startswith("toy-2.csv")
    assert caught.value.hint
