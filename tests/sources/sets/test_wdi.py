"""World Development Indicators."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pyarrow.compute as pc
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import card, folder_of
from equipoise.vocabulary.state_tables import areas

_SAMPLES = folder_of("wdi") / "sample"
_GDP, _PEOPLE = "NY.GDP.MKTP.CD", "SP.POP.TOTL"


def _bulk() -> str:
    with zipfile.ZipFile(_SAMPLES / "WDI_CSV.zip") as archive:
        return archive.read("WDICSV.csv").decode("utf-8")


def _cells(table) -> dict[tuple[str, str, int], float]:
    return {(r["state"], r["indicator"], r["year"]): r["value"] for r in table.to_pylist()}


def test_each_figure_of_the_bulk_file_is_a_row_and_an_empty_cell_is_none(read_sample) -> None:
    found = read_sample("wdi")
    rows = list(csv.reader(io.StringIO(_bulk().removeprefix("\ufeff"))))
    filled = sum(cell != "" for row in rows[1:] for cell in row[4:])
    assert found.num_rows == filled == 54
    cells = _cells(found)
    assert cells["RUS", "NY.GDP.MKTP.KD", 1990] == 1100000000000.5
    assert ("RUS", "NY.GDP.MKTP.KD", 1989) not in cells
    assert cells["KOR", "NY.GDP.MKTP.KD", 1989] == 0.0
    assert cells["BHS", "BX.GSR.MRCH.CD", 1990] == 1.5
    assert not [key for key in cells if key[0] == "KOS"]


def test_a_name_stands_for_the_present_territory_in_every_year(read_sample) -> None:
    cells = _cells(read_sample("wdi"))
    assert cells["DEU", _PEOPLE, 1989] == 78000000
    assert cells["YEM", _PEOPLE, 1989] == 11000000
    assert not {"GFR", "YAR"} & {state for state, _, _ in cells}


def test_the_world_is_wld_and_groups_are_areas(read_sample) -> None:
    cells = _cells(read_sample("wdi"))
    assert cells["WLD", _PEOPLE, 1992] == 5.5e9
    assert cells["iso3:EUU", "NY.GDP.MKTP.KD", 1993] == 50
    assert cells["iso3:CHI", _PEOPLE, 1989] == 130000


def test_two_files_of_one_indicator_each_make_one_table(read_sample) -> None:
    cells = _cells(read_sample("wdi", "1960-2024, two indicators"))
    assert len(cells) == 8
    assert cells["DEU", _GDP, 1975] == 490.5
    assert cells["CIV", _GDP, 1990] == 9
    assert cells["KOR", _PEOPLE, 1990] == 42
    assert cells["iso3:MEA", _PEOPLE, 1990] == 300


def test_a_column_that_is_no_year_is_refused(read_files, tmp_path) -> None:
    text = _bulk().replace('"1993"', '"1993 [YR1993]"')
    (tmp_path / "WDICSV.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"WDICSV\.csv: unknown column '1993 \[YR1993\]'"):
        read_files("wdi", tmp_path)


def test_a_file_of_metadata_is_refused(read_files, tmp_path) -> None:
    text = "Country Name,Country Code,Indicator Name,Indicator Code\nRussia,RUS,A,B\n"
    (tmp_path / "WDICSV.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="no column of a year"):
        read_files("wdi", tmp_path)


def test_an_unknown_code_is_refused_with_its_line(read_files, tmp_path) -> None:
    text = _bulk().replace('"RUS"', '"RUZ"')
    (tmp_path / "WDICSV.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"WDICSV\.csv:2: Country Code 'RUZ' is no code"):
        read_files("wdi", tmp_path)


def test_no_area_of_the_card_is_a_state_or_known_already() -> None:
    assert not [code for code in card("wdi").areas if ("iso3", code) in areas()]


@pytest.mark.real_data
def test_the_raw_files_and_the_repackaged_one_hold_the_same_figures(read_files, shared) -> None:
    order = [("state", "ascending"), ("indicator", "ascending"), ("year", "ascending")]
    repackaged = read_files("wdi", shared / "data" / "tidy").sort_by(order)
    raw = read_files("wdi", shared / "data" / "raw").sort_by(order)
    assert raw.num_rows == 31174
    assert raw.equals(repackaged)
    counted = pc.value_counts(raw["indicator"]).to_pylist()
    assert {c["values"]: c["counts"] for c in counted} == {_GDP: 13979, _PEOPLE: 17195}


@pytest.mark.real_data
def test_figures_are_those_that_the_csv_module_reads(read_files, shared) -> None:
    cells = _cells(read_files("wdi", shared / "data" / "raw"))
    for name, indicator in (("wdi_gdp_current_usd.csv", _GDP), ("wdi_population.csv", _PEOPLE)):
        path: Path = shared / "data" / "raw" / name
        with path.open(encoding="utf-8", newline="") as lines:
            raw = {(r["Country Code"], int(r["Year"])): r["Value"] for r in csv.DictReader(lines)}
        for code in ("RUS", "CHN", "USA", "WLD", "DEU"):
            assert cells[code, indicator, 2012] == float(raw[code, 2012])
    assert cells["RUS", _GDP, 1990] == 517014446227.9294
    assert cells["KOS", _PEOPLE, 1975] == 1397686
