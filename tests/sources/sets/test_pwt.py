"""Penn World Table: version 10 in dollars of 2017, version 11 in dollars of 2021."""

from __future__ import annotations

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import card, folder_of


def _cells(table) -> dict[tuple[str, int], dict[str, object]]:
    return {(r["state"], r["year"]): r for r in table.to_pylist()}


@pytest.mark.parametrize("name", ["pwt", "pwt-11"])
def test_economies_are_read_cell_by_cell(read_sample, name) -> None:
    cells = _cells(read_sample(name))
    assert len(cells) == 9
    assert cells["RUS", 1990]["rgdpe"] == 3000000.5
    assert cells["RUS", 1990]["rgdpna"] == 3000002.5
    assert cells["RUS", 1950]["rgdpna"] is None
    assert (cells["USA", 2012]["pop"], cells["USA", 2012]["csh_m"]) == (100.5, -0.15)
    assert (cells["COD", 2012]["ctfp"], cells["COD", 2012]["labsh"]) == (None, 0.6)
    assert (cells["DEU", 1975]["rnna"], cells["DEU", 1975]["xr"]) == (7600000, 31.5)
    assert cells["iso3:HKG", 2012]["cgdpo"] == 380004


def test_the_two_are_in_dollars_of_different_years() -> None:
    units = {name: {c.name: c.unit for c in card(name).columns} for name in ("pwt", "pwt-11")}
    assert units["pwt"]["rgdpna"] == "usd_ppp2017_m"
    assert units["pwt-11"]["rgdpna"] == "usd_ppp2021_m"
    assert list(units["pwt"]) == list(units["pwt-11"])


def test_version_11_is_not_taken_for_version_10(read_sample, tmp_path) -> None:
    newer = (folder_of("pwt-11") / "sample" / "pwt110.xlsx").read_bytes()
    (tmp_path / "pwt1001.xlsx").write_bytes(newer)
    with pytest.raises(SourceError, match="no column statcap"):
        read_sample("pwt", place=tmp_path)


@pytest.mark.real_data
def test_version_10_01_has_every_row(read_files, shared) -> None:
    table = read_files("pwt", shared / "data" / "tidy")
    assert table.num_rows == 12810
    assert {n: table.num_rows - table[n].null_count for n in ("rgdpna", "hc", "ctfp", "pop")} == {
        "rgdpna": 10399,
        "hc": 8637,
        "ctfp": 6407,
        "pop": 10399,
    }
    raw = pq.read_table(shared / "data" / "tidy" / "pwt_10_01.parquet")
    for name in ("rgdpna", "pop", "xr"):
        assert pc.sum(table[name]).as_py() == pc.sum(raw[name]).as_py()
    cells = _cells(table)
    assert cells["RUS", 1990]["rgdpna"] == 3265563.25
    assert cells["CHN", 2012]["rgdpe"] == 15725230.0
    assert cells["USA", 2012]["rgdpo"] == 17382956.0
    assert cells["DEU", 1975]["pop"] == 78.856039
    assert len(cells) == 12810
