"""CEPII Gravity: what gravity equations of trade need, by pair and year."""

from __future__ import annotations

import zipfile

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_ZIP = "Gravity_csv_V202211.zip"


def test_rows_of_years_without_one_of_the_two_are_left_out(read_sample) -> None:
    rows = read_sample("cepii-gravity").to_pylist()
    assert [(r["country1"], r["country2"], r["year"]) for r in rows] == [
        ("RUS", "CHN", 2012),
        ("CHN", "RUS", 2012),
        ("SUN", "DEU.1", 1980),
        ("DDR", "SUN", 1980),
        ("RUS", "DEU.2", 1995),
        ("RUS", "HKG", 2012),
        ("YEM.1", "CHN", 1960),
    ]


def test_codes_mean_the_state_of_their_year(read_sample) -> None:
    rows = {(r["country1"], r["country2"]): r for r in read_sample("cepii-gravity").to_pylist()}
    assert (rows["SUN", "DEU.1"]["state1"], rows["SUN", "DEU.1"]["state2"]) == ("RUS", "GFR")
    assert rows["RUS", "DEU.2"]["state2"] == "DEU"
    assert rows["YEM.1", "CHN"]["state1"] == "YAR"
    assert rows["RUS", "HKG"]["state2"] == "iso3:HKG"


def test_flows_are_kept_apart_by_who_reports_them(read_sample) -> None:
    flow = read_sample("cepii-gravity").to_pylist()[0]
    assert flow["flow_comtrade1"] == 35_700_000.0
    assert flow["flow_comtrade2"] == 44_100_000.0
    assert flow["flow_baci"] == 40_000_000.25
    assert (flow["contiguity"], flow["wto1"], flow["fta"]) == (1, 1, 0)


def test_na_is_missing(read_sample) -> None:
    other = read_sample("cepii-gravity").to_pylist()[1]
    assert (other["flow_comtrade1"], other["gdp1"], other["eu1"]) == (None, None, None)


def test_a_header_with_another_column_is_refused(read_sample, tmp_path) -> None:
    with zipfile.ZipFile(folder_of("cepii-gravity") / "sample" / _ZIP) as archive:
        text = archive.read("Gravity_V202211.csv").decode()
    with zipfile.ZipFile(tmp_path / _ZIP, "w") as archive:
        archive.writestr("Gravity_V202211.csv", text.replace("scaled_sci_2021", "sci", 1))
    with pytest.raises(SourceError, match="no column scaled_sci_2021; unknown column 'sci'"):
        read_sample("cepii-gravity", place=tmp_path)


def test_a_row_with_a_cell_less_is_named_by_its_line(read_sample, tmp_path) -> None:
    with zipfile.ZipFile(folder_of("cepii-gravity") / "sample" / _ZIP) as archive:
        lines = archive.read("Gravity_V202211.csv").decode().splitlines()
    lines[3] = lines[3].rsplit(",", 1)[0]
    with zipfile.ZipFile(tmp_path / _ZIP, "w") as archive:
        archive.writestr("Gravity_V202211.csv", "\n".join(lines))
    with pytest.raises(SourceError, match=r"V202211\.csv:4: 86 cells where the header has 87"):
        read_sample("cepii-gravity", place=tmp_path)


@pytest.mark.real_data
def test_trade_of_2006(read_files, shared) -> None:
    table = read_files("cepii-gravity-2006", shared / "data" / "tidy")
    raw = pq.read_table(shared / "data" / "tidy" / "cepii_gravity_2006_pkg.parquet")
    assert table.num_rows == 17_088
    for name, own in (("flow", "flow"), ("gdp1", "gdp_o"), ("distw", "distw")):
        assert table[name].to_pylist() == raw[own].to_pylist()
    assert pc.unique(table["year"]).to_pylist() == [2006]
    rows = {(r["state1"], r["state2"]): r for r in table.to_pylist()}
    assert rows["RUS", "CHN"]["flow"] == 17538.7
    assert rows["CHN", "USA"]["flow"] == 305788.0


@pytest.mark.real_data
def test_a_table_cut_off_is_refused(read_files, shared, tmp_path) -> None:
    name = "cepii_gravity_2006_pkg.parquet"
    raw = pq.read_table(shared / "data" / "tidy" / name)
    pq.write_table(raw.slice(0, 10), tmp_path / name)
    with pytest.raises(SourceError, match="10 rows, not the 17088"):
        read_files("cepii-gravity-2006", tmp_path)
