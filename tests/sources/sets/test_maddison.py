"""Maddison Project Database."""

from __future__ import annotations

import csv

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_OWID = folder_of("maddison") / "sample" / "owid_maddison2020.csv"


def _cells(table) -> dict[tuple[str, int], dict[str, object]]:
    return {(r["state"], r["year"]): r for r in table.to_pylist()}


@pytest.mark.parametrize("version", ["2023", "2020"])
def test_product_is_product_a_head_times_population(read_sample, version) -> None:
    cells = _cells(read_sample("maddison", version))
    assert cells["RUS", 1990] == {
        "state": "RUS",
        "year": 1990,
        "gdp": 12000 * 148000 / 1000,
        "gdp_per_capita": 12000,
        "gdp_per_capita_benchmarks": None,
        "population": 148000,
    }
    assert (cells["RUS", 1950]["gdp"], cells["RUS", 1950]["population"]) == (None, 102000)
    assert cells["CHN", 1]["gdp_per_capita"] is None
    assert cells["USA", 2012]["gdp"] == 50394.5 * 314.5


def test_former_states_do_not_fall_together_with_their_heirs(read_sample) -> None:
    cells = _cells(read_sample("maddison", "2023"))
    assert cells["iso3:SUN", 1990]["population"] == 288000
    assert cells["SRB", 1990]["population"] == 7800
    assert cells["iso3:YUG", 1990]["population"] == 23000
    assert cells["DEU", 1975]["population"] == 78600
    assert cells["CSK", 1995]["population"] == 15700


def test_names_of_our_world_in_data_give_the_same_ids_and_units(read_sample) -> None:
    table = read_sample("maddison", place=_OWID)
    cells = _cells(table)
    assert cells["RUS", 1990]["gdp"] == pytest.approx(1834865.2, rel=1e-14)
    assert cells["RUS", 1990]["population"] == 147973
    assert set(table["state"].to_pylist()) == {
        *("RUS", "DEU", "COD", "CIV", "WLD", "name:Western Offshoots"),
        *("iso3:SUN", "iso3:YUG", "iso3:HKG", "iso3:PSE"),
    }


def test_a_name_that_nobody_knows_is_refused(read_sample, tmp_path) -> None:
    text = _OWID.read_text(encoding="utf-8").replace("Hong Kong", "Kowloon")
    (tmp_path / _OWID.name).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"owid_maddison2020\.csv:8: Entity 'Kowloon' is no"):
        read_sample("maddison", place=tmp_path)


@pytest.mark.real_data
def test_the_release_of_2020_is_the_same_as_text_and_as_parquet(read_files, shared) -> None:
    path = shared / "data" / "raw" / "owid_maddison2020.csv"
    text = read_files("maddison", path)
    assert text.num_rows == 21854
    assert text.equals(read_files("maddison", shared / "data" / "tidy", "2020"))
    assert [text.num_rows - text[name].null_count for name in ("gdp", "population")] == [
        15365,
        17343,
    ]
    cells = _cells(text)
    with path.open(encoding="utf-8", newline="") as lines:
        printed = {(r["Entity"], r["Year"]): r["GDP"] for r in csv.DictReader(lines)}
    for name, state in (("Russia", "RUS"), ("China", "CHN"), ("United States", "USA")):
        for year in (1990, 1998, 2012):
            product = cells[state, year]["gdp"]
            assert product == pytest.approx(float(printed[name, str(year)]) / 1e6, rel=1e-12)


@pytest.mark.real_data
def test_the_release_of_2018_grows_as_national_accounts_do(read_files, shared) -> None:
    table = read_files("maddison", shared / "data" / "tidy", "2018")
    assert table.num_rows == 19873
    assert [table[n].null_count for n in table.column_names[2:]] == [5141, 2161, 2432, 3014]
    assert pc.sum(table["population"]).as_py() == _population_2018(shared)
    cells = _cells(table)
    assert cells["RUS", 2012]["gdp"] == 23931 * 143680 / 1000
    assert cells["RUS", 2012]["gdp_per_capita_benchmarks"] == 23827
    assert cells["RUS", 1990]["gdp_per_capita"] == 20020
    assert cells["iso3:SUN", 1990]["gdp_per_capita"] == 14820
    newer = _cells(read_files("maddison", shared / "data" / "tidy", "2020"))
    assert newer["RUS", 2012]["gdp_per_capita"] == cells["RUS", 2012]["gdp_per_capita"]
    assert newer["RUS", 1990]["gdp_per_capita"] == 12400


def _population_2018(shared) -> float:
    table = pq.read_table(shared / "data" / "tidy" / "maddison_2018.parquet", columns=["pop"])
    return float(sum(value for value in table["pop"].to_pylist() if value is not None))
