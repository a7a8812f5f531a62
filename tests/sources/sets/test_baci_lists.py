"""BACI: names of products, names and codes of countries."""

from __future__ import annotations

import csv

import pyarrow.compute as pc
import pytest

from equipoise.sources.registry import card
from equipoise.vocabulary.state_tables import state_names

_FORMER = "release not stated, before 2018"


def test_products_keep_their_zeros(read_sample) -> None:
    rows = read_sample("baci-products", "202401b").to_pylist()
    assert rows[0] == {"product": "010111", "description": "Beasts: of burden, live"}
    assert rows[-1]["product"] == "9999AA"


def test_the_former_list_of_products_has_other_names_for_its_columns(read_sample) -> None:
    rows = read_sample("baci-products", _FORMER).to_pylist()
    assert rows[1] == {"product": "270900", "description": "Crude oils, bituminous"}


def test_countries_are_read_as_of_today(read_sample) -> None:
    rows = {row["code"]: row for row in read_sample("baci-countries", "202401b").to_pylist()}
    assert rows[490] == {
        "state": "TWN",
        "code": 490,
        "name": "Other Asia, nes",
        "iso2": None,
        "iso3": "S19",
    }
    assert (rows[736]["state"], rows[58]["state"]) == ("SDN", "baci:58")


def test_na_is_namibia(read_sample) -> None:
    for version in card("baci-countries").versions:
        rows = {row["code"]: row for row in read_sample("baci-countries", version).to_pylist()}
        assert (rows[516]["state"], rows[516]["iso2"]) == ("NAM", "NA")


def test_the_former_list_of_countries_is_in_its_own_code_page(read_sample) -> None:
    rows = {row["code"]: row for row in read_sample("baci-countries", _FORMER).to_pylist()}
    assert rows[384]["name"] == "Côte d'Ivoire"
    assert rows[10]["state"] == "baci:10"  # printed 010


@pytest.mark.real_data
def test_the_lists_of_products_differ_in_a_few(read_files, shared) -> None:
    raw = shared / "data" / "raw"
    newer = read_files("baci-products", raw, "202401b")
    older = read_files("baci-products", raw, _FORMER)
    assert (newer.num_rows, older.num_rows) == (5022, 5039)
    one, other = set(newer["product"].to_pylist()), set(older["product"].to_pylist())
    assert (len(other - one), len(one - other)) == (19, 2)
    with (raw / "baci_product_codes_HS92_V202401b.csv").open(newline="") as lines:
        printed = {row["code"]: row["description"] for row in csv.DictReader(lines)}
    names = dict(zip(*(newer[c].to_pylist() for c in newer.column_names), strict=True))
    assert names == {code: text.strip() for code, text in printed.items()}


@pytest.mark.real_data
def test_every_number_is_a_state_or_a_known_area(read_files, shared) -> None:
    raw = shared / "data" / "raw"
    newer = read_files("baci-countries", raw, "202401b").to_pylist()
    assert len(newer) == 238
    assert all(row["state"] in state_names() or ":" in row["state"] for row in newer)
    states = {row["code"]: row["state"] for row in newer}
    assert [states[code] for code in (643, 842, 251, 757, 699)] == [
        "RUS",
        "USA",
        "FRA",
        "CHE",
        "IND",
    ]


@pytest.mark.real_data
def test_the_former_list_prints_nauru_twice(read_files, shared) -> None:
    older = read_files("baci-countries", shared / "data" / "raw", _FORMER)
    counted = older.group_by("code").aggregate([([], "count_all")])
    twice = counted.filter(pc.greater(counted["count_all"], 1))
    assert (older.num_rows, twice["code"].to_pylist()) == (248, [520])
