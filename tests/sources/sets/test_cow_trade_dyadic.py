"""Trade of pairs of states."""

from __future__ import annotations

import io
import zipfile

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_SAMPLE = folder_of("cow-trade-dyadic") / "sample" / "COW_Trade_4.0.zip"
_MEMBER = "COW_Trade_4.0/Dyadic_COW_4.0.csv"


def _row(table, one: str, other: str, year: int) -> dict:
    found = [
        r for r in table.to_pylist() if (r["state1"], r["state2"], r["year"]) == (one, other, year)
    ]
    assert len(found) == 1
    return found[0]


def test_a_pair_is_there_in_both_orders_with_its_flows_exchanged(read_sample) -> None:
    table = read_sample("cow-trade-dyadic")
    assert table.num_rows == 2 * 13
    assert _row(table, "RUS", "CHN", 1992) == {
        "state1": "RUS",
        "state2": "CHN",
        "ccode1": 365,
        "ccode2": 710,
        "year": 1992,
        "flow1": 2650.125,
        "flow2": 3500.5,
        "smoothflow1": 2650.125,
        "smoothflow2": 3500.5,
    }
    other = _row(table, "CHN", "RUS", 1992)
    assert (other["flow1"], other["flow2"]) == (3500.5, 2650.125)
    assert (other["ccode1"], other["ccode2"]) == (710, 365)


def test_a_missing_flow_is_null_on_both_sides_and_never_zero(read_sample) -> None:
    table = read_sample("cow-trade-dyadic")
    assert _row(table, "USA", "RUS", 1914)["flow1"] is None
    assert _row(table, "RUS", "USA", 1914)["flow2"] is None
    assert _row(table, "USA", "RUS", 1914)["smoothflow1"] == 20.5
    assert _row(table, "RUS", "PRK", 1992)["flow2"] is None
    assert _row(table, "USA", "CIV", 1975)["flow1"] == 0.0
    none = _row(table, "RUS", "USA", 1918)
    assert [none[f] for f in ("flow1", "flow2", "smoothflow1", "smoothflow2")] == [None] * 4


def test_a_number_is_the_state_that_had_it_in_that_year(read_sample) -> None:
    table = read_sample("cow-trade-dyadic")
    assert _row(table, "RUS", "GFR", 1985)["flow1"] == 3500.25
    assert _row(table, "RUS", "DEU", 1992)["flow1"] == 7001.2
    assert _row(table, "YAR", "YEM", 1990)["flow2"] == 2.5


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        (
            "trdspike,tradedip",
            "trdspline,tradedip",
            "no column trdspike; unknown column 'trdspline'",
        ),
        ("\r\n", ",note\r\n", "unknown column 'note'"),
        (
            "21.5,30.25,21.5",
            "n/a,30.25,21.5",
            r"Dyadic_COW_4\.0\.csv:2: flow1 is 'n/a', not a number",
        ),
        ("365,713", "365,714", r":10: ccode2 '714' in 1992 is no code"),
    ],
)
def test_a_fault_is_named_with_its_line(read_sample, tmp_path, old, new, match) -> None:
    with zipfile.ZipFile(_SAMPLE) as archive:
        text = archive.read(_MEMBER).decode("cp1252")
    with zipfile.ZipFile(tmp_path / _SAMPLE.name, "w") as archive:
        archive.writestr(_MEMBER, text.replace(old, new))
    with pytest.raises(SourceError, match=match):
        read_sample("cow-trade-dyadic", place=tmp_path)


def test_the_national_file_in_the_zip_is_not_taken_for_it(read_sample, tmp_path) -> None:
    with zipfile.ZipFile(_SAMPLE) as archive:
        national = archive.read("COW_Trade_4.0/National_COW_4.0.csv")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(_MEMBER, national)
    (tmp_path / _SAMPLE.name).write_bytes(content.getvalue())
    with pytest.raises(SourceError, match="no column ccode1, ccode2, importer1"):
        read_sample("cow-trade-dyadic", place=tmp_path)


@pytest.mark.real_data
def test_every_repackaged_pair_is_there_twice(read_files, shared) -> None:
    table = read_files("cow-trade-dyadic", shared / "data" / "tidy")
    raw = pq.read_table(shared / "data" / "tidy" / "cow_trade_dyad_v4.parquet")
    assert table.num_rows == 2 * raw.num_rows == 2 * 673_654
    for one, other, total, gaps in (
        ("flow1", "flow2", 136_571_509 + 121_288_938, 22_937 + 27_896),
        ("smoothflow1", "smoothflow2", 136_301_266 + 121_066_558, 22_937 + 27_896),
    ):
        for name in (one, other):
            assert pc.sum(table[name]).as_py() == total
            assert table[name].null_count == gaps
    keys = table.group_by(["ccode1", "ccode2", "year"]).aggregate([([], "count_all")])
    assert keys.num_rows == table.num_rows
    assert table["state1"].null_count == table["state2"].null_count == 0


@pytest.mark.real_data
def test_cells_are_those_of_the_file_in_either_order(read_files, shared) -> None:
    table = read_files("cow-trade-dyadic", shared / "data" / "tidy")
    pair = pc.and_(pc.equal(table["state1"], "RUS"), pc.equal(table["state2"], "CHN"))
    found = {r["year"]: (r["flow1"], r["flow2"]) for r in table.filter(pair).to_pylist()}
    assert found[2005] == (7258.0, 16344.0)
    back = pc.and_(pc.equal(table["state1"], "CHN"), pc.equal(table["state2"], "RUS"))
    turned = {r["year"]: (r["flow2"], r["flow1"]) for r in table.filter(back).to_pylist()}
    assert found == turned
    raw = pq.read_table(shared / "data" / "tidy" / "cow_trade_dyad_v4.parquet")
    rows = pc.and_(pc.equal(raw["ccode1"], 365), pc.equal(raw["ccode2"], 710))
    assert found == {r["year"]: (r["flow1"], r["flow2"]) for r in raw.filter(rows).to_pylist()}
