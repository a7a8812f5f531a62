"""Files in each layout against their card: header, number of rows, what they are."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest

from equipoise.errors import SourceError
from equipoise.sources import layouts
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published, read_declared

MakeFile = Callable[..., SourceFile]
HEADER = "abb,ccode,year,men,share,note\n"
TWO = HEADER + "USA,2,1990,2100,0.5,\nRUS,365,1980,-9,. .,x\n"
TABLE = pa.table({"ccode": [2, 365], "year": [1990, 1980], "men": [2100.0, None]})


def _parquet(table: pa.Table) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream)
    return stream.getvalue()


def test_the_columns_of_the_card_are_read_in_its_order_and_types(toy_file: MakeFile) -> None:
    (table,) = read_declared(toy_file(TWO))
    assert table.to_pydict() == {
        "state": ["USA", "RUS"],
        "ccode": [2, 365],
        "year": [1990, 1980],
        "men": [2100.0, None],
        "share": [0.5, None],
        "note": [None, "x"],
    }
    assert [str(kind) for kind in table.schema.types] == [
        *("string", "int64", "int64", "double", "double", "string")
    ]


def test_an_area_of_the_card_is_kept_beside_the_states(toy_file: MakeFile) -> None:
    (table,) = read_declared(toy_file(TWO.replace("USA,2,", "RUR,1100,")))
    assert table["state"].to_pylist() == ["cow:1100", "RUS"]


def test_an_unknown_code_is_named_with_file_line_and_year(toy_file: MakeFile) -> None:
    message = r"^toy-2\.csv:3: ccode '999' in 1980 is no code of one state in the scheme cow"
    with pytest.raises(SourceError, match=message):
        list(read_declared(toy_file(TWO.replace("365", "999"))))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("men,share", "share,men", "columns in another order than abb, ccode, year, men"),
        ("men", "milper", "no column men; unknown column 'milper'"),
        (",note\n", "\n", "no column note"),
        (",note\n", ",note,more\n", "unknown column 'more'"),
        ("abb,", "ABB,", "no column abb; unknown column 'ABB'"),
    ],
)
def test_another_header_is_refused(toy_file: MakeFile, old: str, new: str, message: str) -> None:
    header = HEADER.replace(old, new)
    cells = ",".join("1" for _ in header.split(","))
    with pytest.raises(SourceError, match=message):
        published(toy_file(header + cells + "\n"))


def test_a_near_name_is_offered_for_a_missing_column(toy_file: MakeFile) -> None:
    with pytest.raises(SourceError) as caught:
        published(toy_file(TWO.replace("share", "shares")))
    assert caught.value.hint == "did you mean shares?"


def test_columns_renamed_by_a_release_get_the_names_of_the_card(toy_file: MakeFile) -> None:
    header = ("abb", "ccode", "year", "milper", "share", "note")
    read = published(
        toy_file(TWO.replace("men", "milper"), header=header, renamed={"men": "milper"})
    )
    assert read.numbers("men", ("-9",)).to_pylist() == [2100.0, None]


def test_a_file_shorter_or_longer_than_its_release_is_refused(toy_file: MakeFile) -> None:
    assert published(toy_file(TWO, rows=2)).table.num_rows == 2
    for rows in (1, 3):
        with pytest.raises(SourceError, match=rf"toy-2\.csv: 2 rows, not the {rows} of toy 2\.0"):
            published(toy_file(TWO, rows=rows))
    assert published(replace(toy_file(TWO, rows=3), sample=True)).table.num_rows == 2


def test_lines_survive_the_check_of_the_header(toy_file: MakeFile) -> None:
    text = HEADER + 'USA,2,1990,1,1,"a\nb"\nRUS,365,1990,much,1,\n'
    with pytest.raises(SourceError, match=r"^toy-2\.csv:4: men is 'much'"):
        list(read_declared(toy_file(text)))


def test_a_parquet_file_is_read_and_a_broken_one_refused(toy_file: MakeFile) -> None:
    whole = _parquet(TABLE)
    release = {"layout": "parquet", "header": ("ccode", "year", "men")}
    read = published(toy_file(whole, "toy.parquet", **release))
    assert read.numbers("men").to_pylist() == [2100.0, None]
    assert read.place(1) == "toy.parquet, row 2"
    for broken in (whole[:-10], whole[: len(whole) // 2], b"abb,ccode\n", whole[:4] + whole[-8:]):
        with pytest.raises(SourceError, match=r"toy\.parquet: not a Parquet file"):
            published(toy_file(broken, "toy.parquet", **release))


def test_a_table_without_rows_is_refused(toy_file: MakeFile) -> None:
    empty = _parquet(TABLE.slice(0, 0))
    with pytest.raises(SourceError, match=r"toy\.parquet: no rows"):
        published(toy_file(empty, "toy.parquet", layout="parquet", header=()))


def test_a_stata_file_is_read_and_a_broken_one_refused(toy_file: MakeFile) -> None:
    file = toy_file(b"x", "toy.dta", layout="stata", header=("ccode", "year", "men"))
    pyreadstat.write_dta(TABLE.to_pandas(), str(file.path))
    assert published(file).integers("men", ("-9",)).to_pylist() == [2100, None]
    whole = file.path.read_bytes()
    for broken in (whole[: len(whole) // 2], b"abb,ccode\n"):
        file.path.write_bytes(broken)
        file.forget()
        with pytest.raises(SourceError, match=r"toy\.dta: not a Stata file"):
            published(file)


@pytest.mark.parametrize(
    ("layout", "what"), [("sheet", "not a workbook"), ("r", "not an R data file")]
)
def test_what_is_not_in_its_layout_is_refused(toy_file: MakeFile, layout: str, what: str) -> None:
    with pytest.raises(SourceError, match=rf"toy-2\.csv: {what}"):
        published(toy_file(TWO, layout=layout))


SHEET = [["ccode", "men", ""], [2, 2100.0, ""], [365, "..", "x"], ["", "", ""]]


def test_rows_of_a_sheet_are_texts_with_their_lines(
    toy_file: MakeFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = toy_file("x", "toy.xlsx", layout="sheet", header=())
    monkeypatch.setattr(layouts, "sheet_rows", lambda file, sheet: iter(SHEET))
    read = published(file)
    assert read.table.to_pydict() == {
        "ccode": ["2", "365"],
        "men": ["2100", ".."],
        "column 3": ["", "x"],
    }
    assert read.place(1) == "toy.xlsx:3"
    monkeypatch.setattr(layouts, "sheet_rows", lambda file, sheet: iter([["men", "men"]]))
    with pytest.raises(SourceError, match=r"toy\.xlsx:1: men stands twice in the header"):
        published(file)


def test_json_is_left_to_the_reader_of_its_data_set(toy_file: MakeFile) -> None:
    with pytest.raises(SourceError, match="JSON has no rows of its own"):
        published(toy_file("{}", layout="json"))
