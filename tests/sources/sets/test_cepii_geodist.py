"""CEPII GeoDist: distances, contiguity, language and colonial ties of pairs."""

from __future__ import annotations

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of


def test_pairs_under_former_codes(read_sample) -> None:
    rows = {(r["state1"], r["state2"]): r for r in read_sample("cepii-geodist").to_pylist()}
    assert len(rows) == 36
    assert {one for one, _ in rows} == {"RUS", "CHN", "TLS", "iso3:PAL", "SRB", "COD"}
    assert rows["RUS", "CHN"]["contiguity"] == 1
    assert rows["RUS", "CHN"]["dist"] == 2000.5
    assert rows["RUS", "RUS"]["dist"] == 10.5


def test_a_weighted_distance_may_be_missing(read_sample) -> None:
    rows = read_sample("cepii-geodist").to_pylist()
    lacking = [r for r in rows if r["distw"] is None]
    assert len(lacking) == 11
    assert all("iso3:PAL" in (r["state1"], r["state2"]) for r in lacking)
    assert all(r["dist"] is not None for r in rows)


def test_a_file_cut_off_is_refused(read_sample, tmp_path) -> None:
    content = (folder_of("cepii-geodist") / "sample" / "dist_cepii.dta").read_bytes()
    (tmp_path / "dist_cepii.dta").write_bytes(content[:400])
    with pytest.raises(SourceError, match="not a Stata file"):
        read_sample("cepii-geodist", place=tmp_path)


@pytest.mark.real_data
def test_stata_and_parquet_are_one_table(read_files, shared) -> None:
    stata = read_files("cepii-geodist", shared / "data" / "raw")
    parquet = read_files("cepii-geodist", shared / "data" / "tidy")
    assert stata.num_rows == 224 * 224
    assert stata.drop_columns(["dist", "distcap"]).equals(parquet.drop_columns(["dist", "distcap"]))
    # Both hold these two in single precision.
    assert stata["dist"].to_pylist() == pytest.approx(parquet["dist"].to_pylist(), rel=1e-7)


@pytest.mark.real_data
def test_distances_agree_with_the_file(read_files, shared) -> None:
    table = read_files("cepii-geodist", shared / "data" / "tidy")
    raw = pq.read_table(shared / "data" / "tidy" / "cepii_dist.parquet")
    for name in ("dist", "distcap", "distw", "distwces"):
        assert pc.sum(table[name]).as_py() == pytest.approx(pc.sum(raw[name]).as_py(), rel=1e-6)
    assert (table["distw"].null_count, pc.sum(table["contiguity"]).as_py()) == (2215, 616)
    rows = {(r["state1"], r["state2"]): r for r in table.to_pylist()}
    assert rows["RUS", "CHN"]["distw"] == 5506.708527841949
    assert (rows["TLS", "IDN"]["contiguity"], rows["TLS", "IDN"]["colony_after_1945"]) == (1, 1)
    assert rows["iso3:PAL", "ISR"]["contiguity"] == 1
