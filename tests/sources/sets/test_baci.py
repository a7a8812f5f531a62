"""BACI: reconciled trade by product."""

from __future__ import annotations

import csv
import shutil
import zipfile

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import card, folder_of

_SAMPLE = folder_of("baci") / "sample"
_TIDY = "baci_hs92_rawmaterials_1995_2024.parquet"


def test_a_release_is_read_from_files_of_one_year_each(read_sample) -> None:
    rows = read_sample("baci", "202601").to_pylist()
    assert len(rows) == 15
    assert rows[4] == {
        "exporter": "RUS",
        "importer": "CHN",
        "year": 2012,
        "product": "270900",
        "value": 1500.25,
        "quantity": 2000.5,
    }
    assert {row["year"] for row in rows} == {2005, 2012}


def test_numbers_that_are_not_those_of_iso_are_read(read_sample) -> None:
    rows = {row["product"]: row for row in read_sample("baci", "202501").to_pylist()}
    assert rows["270119"]["importer"] == "TWN"  # 490, Other Asia
    assert rows["880240"]["exporter"] == "USA"  # 842
    assert rows["220421"]["exporter"] == "FRA"  # 251
    assert rows["710231"]["importer"] == "baci:344"  # Hong Kong stays an area


def test_a_number_means_the_state_of_its_year(read_sample) -> None:
    rows = read_sample("baci", "202601").to_pylist()
    assert [row["importer"] for row in rows if row["product"] == "440320"] == ["SDN"]  # 736
    assert [row["importer"] for row in rows if row["product"] == "100190"] == ["SDN"]  # 729
    assert [row["exporter"] for row in rows if row["product"] == "870323"] == ["SRB"]  # 688


def test_a_padded_na_is_no_quantity_and_never_zero(read_sample) -> None:
    table = read_sample("baci", "202501")
    lacking = [row["product"] for row in table.to_pylist() if row["quantity"] is None]
    assert lacking == ["710231", "880240", "9999AA"]
    assert table["value"].null_count == 0


def test_zips_give_their_years_and_not_their_other_files(read_sample) -> None:
    table = read_sample("baci", "202401b")
    assert sorted(set(table["year"].to_pylist())) == [1998, 2005, 2012]


def test_the_former_layout_lost_zeros_and_gets_them_back(read_sample) -> None:
    rows = read_sample("baci", "release not stated, before 2018").to_pylist()
    assert [row["product"] for row in rows] == ["010221", "270900", "030342", "880240"]
    assert (rows[0]["exporter"], rows[0]["importer"], rows[0]["value"]) == ("AUS", "RUS", 2.5)


def test_a_file_that_lost_its_last_column_is_refused(read_sample, tmp_path) -> None:
    (tmp_path / "BACI_HS92_Y2012_V202601.csv").write_text("t,i,j,k,v\n2012,643,156,270900,1\n")
    with pytest.raises(SourceError, match="no column q"):
        read_sample("baci", "202601", tmp_path)


def test_a_number_that_nobody_holds_is_named_with_its_line(read_sample, tmp_path) -> None:
    text = (_SAMPLE / "BACI_HS92_Y2012_V202601.csv").read_text()
    changed = text.replace("2012,643,392,270900", "2012,643,5,270900")
    (tmp_path / "BACI_HS92_Y2012_V202601.csv").write_text(changed)
    with pytest.raises(SourceError, match=r"V202601\.csv:3: j '5' in 2012"):
        read_sample("baci", "202601", tmp_path)


def test_a_zip_cut_off_is_refused(read_sample, tmp_path) -> None:
    content = (_SAMPLE / "BACI_HS92_V202401b.zip").read_bytes()
    (tmp_path / "BACI_HS92_V202401b.zip").write_bytes(content[: len(content) // 2])
    with pytest.raises(SourceError, match="not a whole zip file"):
        read_sample("baci", "202401b", tmp_path)


def test_tables_of_some_products_say_so() -> None:
    partial = {release.files[0]: release.partial for release in card("baci").releases}
    assert partial[_TIDY] == ("product",)
    assert partial["BACI_HS92_Y2012_EXCERPT_RUS.csv"] == ("exporter", "importer", "product")
    assert partial["BACI_HS92_Y*_V202601.csv"] == ()


@pytest.mark.real_data
def test_the_raw_materials_are_all_there(read_files, shared) -> None:
    table = read_files("baci", shared / "data" / "tidy")
    raw = pq.read_table(shared / "data" / "tidy" / _TIDY)
    assert (table.num_rows, table["quantity"].null_count) == (1_264_888, 61_682)
    for name, own in (("value", "v"), ("quantity", "q")):
        assert pc.sum(table[name]).as_py() == pytest.approx(pc.sum(raw[own]).as_py(), rel=1e-12)
    assert len(pc.unique(table["product"])) == 74
    assert table["product"].to_pylist()[:3] == ["260300", "250490", "261000"]
    keys = table.group_by(list(card("baci").key)).aggregate([])
    assert keys.num_rows == table.num_rows


@pytest.mark.real_data
def test_russian_crude_for_china(read_files, shared) -> None:
    table = read_files("baci", shared / "data" / "tidy")
    pair = pc.and_(pc.equal(table["exporter"], "RUS"), pc.equal(table["importer"], "CHN"))
    crude = table.filter(pc.and_(pair, pc.equal(table["product"], "270900"))).to_pylist()
    found = {row["year"]: (row["value"], row["quantity"]) for row in crude}
    assert found[2000] == (271702.958, 1291318.058)
    assert found[2009] == (5221217.382, 12527881.987)
    assert found[2011] == (16751317.743, 21116792.523)


@pytest.mark.real_data
def test_the_excerpt_agrees_with_the_table_it_was_taken_from(read_files, shared, tmp_path) -> None:
    raw = shared / "data" / "raw" / "BACI_HS92_Y2012_EXCERPT_RUS.csv"
    shutil.copy(raw, tmp_path)
    excerpt = read_files("baci", tmp_path)
    whole = read_files("baci", shared / "data" / "tidy")
    russian = pc.or_(pc.equal(whole["exporter"], "RUS"), pc.equal(whole["importer"], "RUS"))
    same = whole.filter(pc.and_(russian, pc.equal(whole["year"], 2012)))
    key = [(name, "ascending") for name in card("baci").key]
    assert excerpt.num_rows == 1513
    assert excerpt.sort_by(key).equals(same.sort_by(key))
    with raw.open(newline="") as lines:
        printed = list(csv.DictReader(lines))
    assert excerpt["value"].to_pylist() == [float(row["v"]) for row in printed]
    assert excerpt["product"].to_pylist() == [row["k"] for row in printed]


@pytest.mark.real_data
def test_a_table_cut_off_is_refused(read_files, shared, tmp_path) -> None:
    raw = pq.read_table(shared / "data" / "tidy" / _TIDY).slice(0, 1000)
    pq.write_table(pa.table(raw), tmp_path / _TIDY)
    with pytest.raises(SourceError, match="1000 rows, not the 1264888"):
        read_files("baci", tmp_path)


def test_the_sample_zip_holds_more_than_trade() -> None:
    with zipfile.ZipFile(_SAMPLE / "BACI_HS92_V202401b.zip") as archive:
        assert "Readme.txt" in archive.namelist()
