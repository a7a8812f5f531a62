"""SIPRI Military Expenditure Database."""

from __future__ import annotations

import csv
from collections import Counter

import pyarrow.compute as pc
import pytest
from python_calamine import CalamineWorkbook

from equipoise.errors import SourceError
from equipoise.sources.registry import card, folder_of

_BOOK = "SIPRI-Milex-data-1948-2023.xlsx"
_NEWER = "SIPRI-Milex-data-1949-2025_v1.2.xlsx"


def _rows(table):
    return {(r["state"], r["year"]): r for r in table.to_pylist()}


def test_one_row_a_state_and_year_from_five_sheets(read_sample) -> None:
    rows = _rows(read_sample("sipri-milex", "1948-2023"))
    assert rows["RUS", 2012] == {
        "state": "RUS",
        "name": "Russia",
        "year": 2012,
        "constant_usd_m": 71000.25,
        "base_year": 2022,
        "current_usd_m": 81000.75,
        "share_of_gdp": 0.0369,
        "per_capita": 567.25,
        "share_of_government": 0.108,
    }


def test_the_year_of_constant_prices_is_that_of_the_edition(read_sample) -> None:
    newer = read_sample("sipri-milex", "1949-2025")
    older = read_sample("sipri-milex", "1948-2023")
    assert (set(newer["base_year"].to_pylist()), set(older["base_year"].to_pylist())) == (
        {2024},
        {2022},
    )
    assert newer.drop_columns("base_year").equals(older.drop_columns("base_year"))


def test_a_zero_without_a_rate_is_missing_and_a_true_zero_stays(read_sample) -> None:
    rows = _rows(read_sample("sipri-milex", "1948-2023"))
    assert rows["RUS", 1992]["current_usd_m"] is None  # 904 million roubles
    assert rows["RUS", 1992]["constant_usd_m"] == 50000.5
    assert ("PRK", 2000) not in rows  # nothing but such a zero
    assert rows["PRK", 2016]["current_usd_m"] == 912.5
    assert rows["CRI", 2000]["current_usd_m"] == 0.0
    assert rows["CRI", 2000]["per_capita"] == 0.0


def test_the_soviet_union_stands_under_russia_once(read_sample) -> None:
    rows = [r for r in read_sample("sipri-milex").to_pylist() if r["state"] == "RUS"]
    assert [(r["name"], r["year"]) for r in rows] == [
        ("Russia", 1992),
        ("Russia", 2012),
        ("USSR", 1990),
    ]


def test_germany_is_the_federal_republic_to_1989(read_sample) -> None:
    found = {
        r["year"]: r["state"]
        for r in read_sample("sipri-milex").to_pylist()
        if r["name"] == "Germany"
    }
    assert found == {1989: "GFR", 1990: "DEU", 2012: "DEU"}


def test_another_book_is_refused(read_sample, tmp_path) -> None:
    sample = folder_of("sipri-milex") / "sample"
    (tmp_path / _BOOK).write_bytes((sample / _BOOK).read_bytes()[:3000])
    with pytest.raises(SourceError, match="not a workbook"):
        read_sample("sipri-milex", "1948-2023", tmp_path)
    other = folder_of("sipri-milex").parent / "gw_states" / "sample"
    (book,) = other.glob("*.xlsx")
    (tmp_path / _BOOK).write_bytes(book.read_bytes())
    with pytest.raises(SourceError, match=r"0 sheets called 'Constant \('\.\.\."):
        read_sample("sipri-milex", "1948-2023", tmp_path)


def test_the_printed_figures_of_myanmar_are_corrections() -> None:
    known = card("sipri-milex").corrections
    assert [(c.key["year"], c.column, c.corrected) for c in known] == [
        (1996, "current_usd_m", None),
        (2000, "current_usd_m", None),
        (2005, "current_usd_m", None),
    ]
    assert card("sipri-milex").licence.commerce == "forbidden"


def _sheet(shared, name):
    """Cells of one sheet, read on their own."""
    book = CalamineWorkbook.from_path(shared / "data" / "raw" / _BOOK)
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    (at,) = (n for n, row in enumerate(rows) if row[0] == "Country")
    years = {int(cell): n for n, cell in enumerate(rows[at]) if isinstance(cell, float)}
    return {(row[0], year): row[n] for row in rows[at + 1 :] for year, n in years.items()}


@pytest.mark.real_data
def test_the_workbook_is_all_there(read_files, shared) -> None:
    table = read_files("sipri-milex", shared / "data" / "raw", "1948-2023")
    assert table.num_rows == 8576
    assert table.group_by(["state", "year"]).aggregate([]).num_rows == 8576
    for column, name in (
        ("constant_usd_m", "Constant (2022) US$"),
        ("share_of_gdp", "Share of GDP"),
        ("per_capita", "Per capita"),
        ("share_of_government", "Share of Govt. spending"),
    ):
        cells = [cell for cell in _sheet(shared, name).values() if isinstance(cell, float)]
        assert len(cells) == table.num_rows - table[column].null_count
        assert pc.sum(table[column]).as_py() == pytest.approx(sum(cells), rel=1e-12)


@pytest.mark.real_data
def test_zeros_without_a_rate_are_missing(read_files, shared) -> None:
    table = read_files("sipri-milex", shared / "data" / "raw", "1948-2023")
    current = _sheet(shared, "Current US$")
    local = _sheet(shared, "Local currency calendar years")
    zeros = [key for key, cell in current.items() if cell == 0]
    without_rate = Counter(name for name, year in zeros if local[name, year] > 0)
    assert (len(zeros), without_rate.total()) == (407, 248)
    assert without_rate["Korea, North"] == 27
    assert pc.sum(pc.equal(table["current_usd_m"], 0)).as_py() == 407 - 248
    rows = _rows(table)
    assert ("PRK", 2012) not in rows
    assert rows["PRK", 2016]["current_usd_m"] == pytest.approx(912.59, abs=0.01)


@pytest.mark.real_data
def test_cells_of_2012(read_files, shared) -> None:
    rows = _rows(read_files("sipri-milex", shared / "data" / "raw", "1948-2023"))
    assert rows["RUS", 2012]["current_usd_m"] == pytest.approx(81469.4, abs=0.05)
    assert rows["CHN", 2012]["constant_usd_m"] == pytest.approx(165824.1, abs=0.05)
    assert rows["USA", 2012]["current_usd_m"] == 725205.0
    assert rows["MMR", 2000]["current_usd_m"] == 9030.564408836948  # as printed
    assert rows["RUS", 1990]["name"] == "USSR"
    assert rows["GFR", 1970]["name"] == "Germany"


@pytest.mark.real_data
def test_the_copy_by_our_world_in_data(read_files, shared) -> None:
    table = read_files("sipri-milex", shared / "data" / "raw", "1949-2020")
    with (shared / "data" / "raw" / "owid_sipri_milex.csv").open(newline="") as lines:
        printed = list(csv.DictReader(lines))
    assert table.num_rows == len(printed) == 8496
    dollars = sum(float(r["military_expenditure"] or 0) for r in printed)
    assert pc.sum(table["constant_usd_m"]).as_py() == pytest.approx(dollars / 1e6, rel=1e-12)
    rows = _rows(table)
    assert rows["RUS", 2012]["share_of_gdp"] == pytest.approx(0.0369, abs=1e-12)
    assert rows["WLD", 2012]["constant_usd_m"] == pytest.approx(1773479.291, abs=1e-3)
    assert rows["USA", 2019]["constant_usd_m"] == pytest.approx(734344.1, abs=1e-6)


@pytest.mark.real_data
def test_the_copy_is_in_dollars_of_2019(read_files, shared) -> None:
    copied = _rows(read_files("sipri-milex", shared / "data" / "raw", "1949-2020"))
    current = _sheet(shared, "Current US$")
    for state, name in (("RUS", "Russia"), ("CHN", "China"), ("FRA", "France")):
        ratio = copied[state, 2019]["constant_usd_m"] / current[name, 2019]
        assert ratio == pytest.approx(1.0, abs=1e-9)


def test_the_newer_edition_has_another_row_of_years(read_sample) -> None:
    assert (
        read_sample("sipri-milex", "1949-2025").num_rows
        == read_sample("sipri-milex", "1948-2023").num_rows
    )
    assert card("sipri-milex").releases[0].sample == _NEWER
