"""UN Comtrade: trade as reported, by chapter, by section."""

from __future__ import annotations

import csv
import json

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.files import found_files
from equipoise.sources.registry import card, folder_of, reader
from equipoise.sources.sets.comtrade_hs2.read import CHAPTERS

_NOW, _BEFORE = "as downloaded", "as downloaded before 2023"
_JSON = "comtrade_643_2012.json"
_CSV = "TradeData_11_1_2026_1_2_3.csv"


def _one(name, file):
    """Table of one file of the samples, where a version has several layouts."""
    known = card(name)
    path = folder_of(name) / "sample" / file
    (found,) = (
        file
        for release in known.releases
        for file in found_files(known, (release,), path, sample=True)
    )
    (table,) = reader(name)(found)
    return table


def _flow(table, **key):
    (row,) = (r for r in table.to_pylist() if all(r[k] == v for k, v in key.items()))
    return row


def test_a_flow_as_reported(read_sample) -> None:
    table = read_sample("comtrade", _NOW)
    assert _flow(table, product="270900") == {
        "reporter": "RUS",
        "partner": "CHN",
        "partner2": "WLD",
        "year": 2012,
        "flow": "export",
        "classification": "H4",
        "product": "270900",
        "level": 6,
        "customs": "C00",
        "transport": "0",
        "value": 650.0,
        "cif": None,
        "fob": 650.0,
        "net_weight": 12.5,
        "quantity": 12.5,
        "quantity_unit": "kg",
    }


def test_json_and_csv_of_the_present_interface_are_one_table() -> None:
    assert _one("comtrade", _JSON).equals(_one("comtrade", _CSV))
    assert (folder_of("comtrade") / "sample" / _CSV).read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_former_interface_has_codes_of_its_own(read_sample) -> None:
    former = read_sample("comtrade", _BEFORE)
    assert _flow(former, product="TOTAL", flow="import")["value"] == 5000.0
    assert _flow(former, flow="re-export")["product"] == "84"
    row = _flow(former, product="270900")
    assert (row["partner2"], row["customs"], row["transport"]) == ("WLD", "C00", "0")
    assert (row["net_weight"], row["quantity_unit"]) == (12.5, "Weight in kilograms")
    assert _flow(former, product="44")["quantity_unit"] is None  # No Quantity


def test_partners_that_are_no_states(read_sample) -> None:
    partners = set(read_sample("comtrade", _NOW)["partner"].to_pylist())
    assert partners == {"CHN", "WLD", "TWN", "comtrade:899"}


def test_totals_and_parts_keep_apart(read_sample) -> None:
    table = read_sample("comtrade", _NOW)
    rows = [r for r in table.to_pylist() if r["product"] == "27" and r["partner"] == "CHN"]
    assert [(r["transport"], r["value"]) for r in rows] == [("0", 700.0), ("2100", 400.0)]
    assert table.group_by(list(card("comtrade").key)).aggregate([]).num_rows == table.num_rows


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (lambda a: {**a, "data": [], "count": 0, "error": "no data"}, "no rows in data: no data"),
        (lambda a: {**a, "count": 500}, "18 rows where count is 500"),
        (lambda a: {**a, "data": [{**r, "period": "201201"} for r in a["data"]]}, "is no year"),
        (lambda a: {**a, "data": [{**r, "flowCode": "Q"} for r in a["data"]]}, "flowcode is 'Q'"),
        (lambda a: {**a, "data": [{**r, "partnerCode": 5} for r in a["data"]]}, "'5' in 2012"),
    ],
)
def test_another_answer_is_refused(read_sample, tmp_path, change, match) -> None:
    answer = json.loads((folder_of("comtrade") / "sample" / _JSON).read_text(encoding="utf-8"))
    (tmp_path / _JSON).write_text(json.dumps(change(answer)), encoding="utf-8")
    with pytest.raises(SourceError, match=match):
        read_sample("comtrade", _NOW, tmp_path)


def test_what_is_no_json_is_refused(read_sample, tmp_path) -> None:
    (tmp_path / _JSON).write_text("429: limit reached", encoding="utf-8")
    with pytest.raises(SourceError, match="not JSON"):
        read_sample("comtrade", _NOW, tmp_path)


def test_chapters_without_trade_have_a_zero_where_the_others_make_the_total(read_sample) -> None:
    table = read_sample("comtrade-hs2", _NOW)
    china = {r["chapter"]: r for r in table.to_pylist() if r["partner"] == "CHN"}
    # 700 and 299 of 1000 dollars: the total but for rounding.
    assert (china["27"]["exports"], china["44"]["exports"]) == (700.0, 299.0)
    assert china["TOTAL"]["exports"] == 1000.0
    assert china["03"]["exports"] == 0.0
    assert set(china) == {"TOTAL", *CHAPTERS}


def test_chapters_that_do_not_make_the_total_say_nothing_of_the_others(read_sample) -> None:
    china = {
        r["chapter"]: r
        for r in read_sample("comtrade-hs2", _NOW).to_pylist()
        if r["partner"] == "CHN"
    }
    assert china["84"]["imports"] == 1500.0  # of 5000
    assert china["85"]["imports"] is None
    assert china["TOTAL"]["imports"] == 5000.0


def test_single_modes_of_transport_re_exports_and_finer_codes_are_left_out(read_sample) -> None:
    table = read_sample("comtrade-hs2", _NOW)
    assert _flow(table, partner="CHN", chapter="27")["exports"] == 700.0
    assert _flow(table, partner="CHN", chapter="84")["exports"] == 0.0
    assert "270900" not in table["chapter"].to_pylist()


def test_chapters_are_the_same_in_every_layout(read_sample) -> None:
    assert _one("comtrade-hs2", _JSON).equals(_one("comtrade-hs2", _CSV))
    assert _one("comtrade-hs2", _JSON).equals(read_sample("comtrade-hs2", _BEFORE))


def test_two_revisions_in_one_file_are_refused(read_sample, tmp_path) -> None:
    path = folder_of("comtrade-hs2") / "sample" / _JSON
    answer = json.loads(path.read_text(encoding="utf-8"))
    answer["data"] += [{**row, "classificationCode": "H1"} for row in answer["data"][:1]]
    answer["count"] += 1
    (tmp_path / _JSON).write_text(json.dumps(answer), encoding="utf-8")
    with pytest.raises(SourceError, match="RUS, CHN, 2012, TOTAL stands 2 times"):
        read_sample("comtrade-hs2", _NOW, tmp_path)


def test_sections_and_divisions(read_sample) -> None:
    table = read_sample("comtrade-sitc", _NOW)
    china = {r["code"]: r["exports"] for r in table.to_pylist() if r["partner"] == "CHN"}
    assert (china["3"], china["6"], china["68"], china["TOTAL"]) == (60.0, 40.0, 30.0, 100.0)
    assert china["0"] == 0.0
    taiwan = {r["code"]: r["exports"] for r in table.to_pylist() if r["partner"] == "TWN"}
    assert taiwan == {"7": 4.0, "TOTAL": 100.0}


def test_a_file_of_another_classification_has_no_sections() -> None:
    known = card("comtrade-sitc")
    path = folder_of("comtrade-hs2") / "sample" / _JSON
    (file,) = found_files(known, (known.releases[0],), path, sample=True)
    (table,) = reader("comtrade-sitc")(file)
    assert table.num_rows == 0


@pytest.mark.real_data
def test_an_answer_of_the_interface(read_files, shared) -> None:
    table = read_files("comtrade", shared / "data" / "raw", _NOW)
    assert [(r["partner"], r["flow"], r["value"]) for r in table.to_pylist()] == [
        ("ARG", "import", 6804128143.0),
        ("DEU", "import", 74251272075.0),
        ("ARG", "export", 6115764185.0),
        ("DEU", "export", 68047133397.0),
    ]
    chapters = read_files("comtrade-hs2", shared / "data" / "raw", _NOW)
    assert chapters.to_pylist()[0] == {
        "reporter": "CHN",
        "partner": "ARG",
        "year": 2010,
        "chapter": "TOTAL",
        "exports": 6115764185.0,
        "imports": 6804128143.0,
    }


@pytest.mark.real_data
def test_a_download_of_the_former_interface(read_files, shared) -> None:
    table = read_files("comtrade", shared / "data" / "raw", _BEFORE)
    with (shared / "data" / "raw" / "comtrade_legacy_bulk.csv").open(newline="") as lines:
        printed = list(csv.DictReader(lines))
    assert table.num_rows == len(printed) == 127
    assert table["value"].to_pylist() == [float(row["TradeValueUS"]) for row in printed]
    italy = _flow(table, reporter="ITA", flow="import")  # 381
    assert italy["value"] == float(
        next(r["TradeValueUS"] for r in printed if r["Reporter Code"] == "381")
    )
    live = read_files("comtrade-hs2", shared / "data" / "raw", _BEFORE)
    assert (live.num_rows, set(live["chapter"].to_pylist())) == (55, {"01"})


@pytest.mark.real_data
def test_vignettes_of_comtradr(read_files, shared) -> None:
    tidy = shared / "data" / "tidy"
    shrimp = read_files("comtrade", tidy, "comtradr, shrimp of Thailand")
    raw = pq.read_table(tidy / "comtradr_example_tha_shrimp_2007_2011.parquet")
    assert shrimp["value"].to_pylist() == raw["primary_value"].to_pylist()
    assert shrimp["net_weight"].null_count == 2
    union = read_files("comtrade", tidy, "comtradr, imports of the European Union")
    source = pq.read_table(tidy / "comtradr_eu_imports_2018_2022.parquet")
    assert union.num_rows == 173_358
    assert pc.sum(union["value"]).as_py() == pytest.approx(
        pc.sum(source["primary_value"]).as_py(), rel=1e-12
    )
    partners = set(union["partner"].to_pylist())
    assert {"TWN", "iso3:HKG", "iso3:_X", "iso3:E19"} <= partners  # S19, HKG, _X, E19
    assert union.group_by(list(card("comtrade").key)).aggregate([]).num_rows == 173_358
