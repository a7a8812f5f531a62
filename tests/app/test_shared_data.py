"""Published data from end to end: imported, verified and listed from the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from equipoise.sources.registry import cards, folder_of

Json = dict[str, object]
Ask = Callable[..., Json]

ROWS = {
    ("archigos", "4.1"): 3_409,
    ("atop", "5.1"): 273_296,
    ("baci", "release not stated, 1995-2024"): 1_264_888,
    ("baci-countries", "release not stated, before 2018"): 248,
    ("baci-countries", "202401b"): 238,
    ("baci-products", "release not stated, before 2018"): 5_039,
    ("baci-products", "202401b"): 5_022,
    ("cepii-geodist", "2011"): 50_176,
    ("cepii-gravity-2006", "col_regfile09, 2006"): 17_088,
    ("comtrade", "comtradr, imports of the European Union"): 173_358,
    ("comtrade", "comtradr, shrimp of Thailand"): 1_586,
    ("comtrade", "as downloaded before 2023"): 127,
    ("comtrade", "as downloaded"): 4,
    ("comtrade-hs2", "as downloaded before 2023"): 55,
    ("comtrade-hs2", "as downloaded"): 2,
    ("cow-alliances", "4.1"): 120_784,
    ("cow-capitals", "2024"): 242,
    ("cow-contiguity", "3.2"): 1_694,
    ("cow-diplomatic-exchange", "2006.1"): 188,
    ("cow-dyadic-wars", "2018"): 1_364,
    ("cow-igo", "3.0"): 677_839,
    ("cow-igo-bodies", "3.0"): 19_335,
    ("cow-igo-states", "3.0"): 15_557,
    ("cow-majors", "2024"): 14,
    ("cow-mid-dyadic", "5.0"): 10_234,
    ("cow-mid-dyadic", "4.02"): 10_358,
    ("cow-states", "2016"): 243,
    ("cow-trade-dyadic", "4.0"): 1_347_308,
    ("cow-trade-national", "4.0"): 14_410,
    ("democracy", "isard 0.2.0"): 17_706,
    ("desta", "to 2020"): 1_217,
    ("gml-mid-dyadic", "2.2.1"): 9_284,
    ("gw-states", "2017"): 216,
    ("icews-dyad-year", "netify, 2002-2014"): 298_376,
    ("latent-gdp", "isard 0.2.0"): 16_536,
    ("maddison", "2018"): 19_873,
    ("maddison", "2020"): 21_854,
    ("maoz-powers", "2010"): 23,
    ("minimum-distance", "2.0"): 952_244,
    ("nmc", "5.0"): 15_171,
    ("nmc", "6.0"): 15_951,
    ("nmc", "7.0"): 17_121,
    ("polity5", "2018"): 17_574,
    ("pwt", "10.01"): 12_810,
    ("sipri-arms", "1950-2023"): 22_953,
    ("sipri-arms-orders", "1950-2023"): 29_056,
    ("sipri-milex", "1949-2020"): 8_496,
    ("sipri-milex", "1948-2023"): 8_576,
    ("ties", "4.1"): 1_412,
    ("tss-rivalries", "2021"): 264,
    ("unga-ideal-points", "July 2025"): 11_440,
    ("unga-issues", "2021"): 5_745,
    ("unga-roll-calls", "2021"): 6_203,
    ("unga-votes", "2021"): 870_109,
    ("wdi", "1960-2024, two indicators"): 31_174,
    ("wgi", "1996-2024, political stability"): 5_590,
}
"""Rows of every version in the folder of published data."""

PASSED_OVER = {
    ("comtrade-sitc", "as downloaded before 2023"),
    ("comtrade-sitc", "as downloaded"),
}
"""Made from the files of comtrade, of which those at hand have no product of SITC."""


def asking(home: Path) -> Ask:
    """A command in a process of its own and a home of its own; its answer."""
    around = {**os.environ, "EQUIPOISE_HOME": str(home)}

    def ask(*arguments: str, code: int = 0) -> Json:
        command = [sys.executable, "-m", "equipoise", "sources", *arguments, "--json"]
        found = subprocess.run(command, capture_output=True, text=True, env=around, check=False)
        assert found.returncode == code, found.stderr
        return json.loads(found.stdout)["data"]

    return ask


@dataclass(frozen=True)
class Published:
    """An archive of all published data: what its import said, and commands on it."""

    imported: list[Json]
    ask: Ask


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    ask = asking(tmp_path_factory.mktemp("published"))
    return Published(ask("import", "--from", str(shared / "data"))["outcomes"], ask)


def outcomes(rows: list[Json]) -> dict[tuple[object, object], tuple[object, object]]:
    return {(row["id"], row["version"]): (row["outcome"], row["rows"]) for row in rows}


def expected(outcome: str) -> dict[tuple[str, str], tuple[str, int | None]]:
    return {
        **{edition: (outcome, rows) for edition, rows in ROWS.items()},
        **dict.fromkeys(PASSED_OVER, ("nothing in it", None)),
    }


@pytest.mark.real_data
def test_every_data_set_that_is_there_is_taken_in(published: Published) -> None:
    assert outcomes(published.imported) == expected("imported")
    assert not any(row["sample"] or row["error"] for row in published.imported)


@pytest.mark.real_data
def test_the_second_time_everything_is_there(published: Published, shared: Path) -> None:
    again = published.ask("import", "--from", str(shared / "data"))["outcomes"]
    assert outcomes(again) == expected("already there")


@pytest.mark.real_data
def test_the_archive_is_sound_and_listed(published: Published) -> None:
    tables = published.ask("verify")["tables"]
    assert {(t["id"], t["version"]): t["rows"] for t in tables if t["sound"]} == ROWS
    assert len(tables) == len(ROWS)
    listed = published.ask("list", "--imported")["sources"]
    assert [row["id"] for row in listed] == sorted({name for name, _ in ROWS})
    (nmc,) = (row for row in listed if row["id"] == "nmc")
    assert (nmc["version"], nmc["other_versions"], nmc["rows"]) == ("7.0", "6.0; 5.0", 17_121)


@pytest.mark.real_data
def test_a_data_set_without_rows_in_the_files_is_refused_when_it_is_named(
    shared: Path, tmp_path: Path
) -> None:
    place = str(shared / "data")
    found = asking(tmp_path)("import", "comtrade-sitc", "--from", place, code=4)["outcomes"]
    assert outcomes(found) == dict.fromkeys(PASSED_OVER, ("refused", None))
    assert {row["error"] for row in found} == {
        "comtrade_legacy_bulk.csv: no rows of comtrade-sitc",
        "comtrade_v1_HS.json: no rows of comtrade-sitc",
    }


def test_every_sample_is_taken_in_and_sound(tmp_path: Path) -> None:
    with_sample = {
        (known.id, release.version)
        for known in cards().values()
        for release in known.releases
        if release.sample and any((folder_of(known.id) / "sample").glob(release.sample))
    }
    assert {name for name, _ in with_sample} >= {"nmc", "baci", "cow-states", "sipri-arms"}
    ask = asking(tmp_path)
    taken = ask("import", "--samples")["outcomes"]
    assert {(row["id"], row["version"]) for row in taken} == with_sample
    assert {(row["outcome"], row["sample"]) for row in taken} == {("imported", True)}
    tables = ask("verify")["tables"]
    assert {(t["id"], t["version"]) for t in tables if t["sound"]} == with_sample
    assert len(tables) == len(with_sample)
    again = ask("import", "--samples")["outcomes"]
    assert {row["outcome"] for row in again} == {"already there"}
