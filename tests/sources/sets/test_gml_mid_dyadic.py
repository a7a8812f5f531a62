"""Disputes as revised by Gibler, Miller and Little."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import card


def _made_up(folder) -> None:
    """A package's table of two rows, one dispute in both orders."""
    columns = {name: [0, 0] for name in card("gml-mid-dyadic").releases[0].header}
    columns |= {
        "dispnum": [2707, 2707],
        "ccode1": [365, 710],
        "ccode2": [710, 365],
        "year": [1964, 1964],
        "gmlmidongoing": [1, 1],
        "gmlmidonset": [1, 1],
        "hostlev1": [1, 4],
        "hostlev2": [4, 1],
        "fatality1": [-9, 0],
        "fatality2": [0, -9],
        "fatalpre1": [-9, 0],
        "fatalpre2": [0, -9],
    }
    pq.write_table(pa.table(columns), folder / "gml_mid_dyaddisps_v221.parquet")


def test_a_table_of_another_length_is_refused(read_files, tmp_path) -> None:
    _made_up(tmp_path)
    with pytest.raises(SourceError, match=r"2 rows, not the 9284 of gml-mid-dyadic 2\.2\.1"):
        read_files("gml-mid-dyadic", tmp_path)


@pytest.mark.real_data
def test_every_row_and_gap(read_files, shared) -> None:
    tidy = shared / "data" / "tidy"
    table = read_files("gml-mid-dyadic", tidy)
    raw = pq.read_table(tidy / "gml_mid_dyaddisps_v221.parquet")
    assert table.num_rows == raw.num_rows == 9_284
    for name, own in (("dispute", "dispnum"), ("hostility1", "hostlev1"), ("longest", "maxdur")):
        assert table[name].to_pylist() == raw[own].to_pylist()
    highest = [
        max(pair)
        for pair in zip(*(raw[c].to_pylist() for c in ("hostlev1", "hostlev2")), strict=True)
    ]
    assert table["hostility"].to_pylist() == highest
    assert pc.sum(table["onset"]).as_py() == 6_248
    assert [table[name].null_count for name in ("fatality1", "deaths1", "hostility1")] == [
        50,
        1_648,
        0,
    ]
    assert -9 not in set(table["fatality1"].to_pylist()) | set(table["deaths2"].to_pylist())


@pytest.mark.real_data
def test_both_orders_tell_the_same_dispute(read_files, shared) -> None:
    rows = read_files("gml-mid-dyadic", shared / "data" / "tidy").to_pylist()
    seen = Counter(
        (r["dispute"], r["ccode1"], r["ccode2"], r["year"], r["hostility1"], r["hostility2"])
        for r in rows
    )
    assert len(seen) == len(rows)
    assert all((d, b, a, y, h2, h1) in seen for d, a, b, y, h1, h2 in seen)
