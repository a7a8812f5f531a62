"""Latent estimates of product and population."""

from __future__ import annotations

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest


@pytest.mark.real_data
def test_estimates_are_levels_with_their_uncertainty(read_files, shared) -> None:
    table = read_files("latent-gdp", shared / "data" / "tidy")
    assert table.num_rows == 16536
    assert {table[name].null_count for name in table.column_names[3:]} == {43}
    raw = pq.read_table(shared / "data" / "tidy" / "isard_cw_gdppop.parquet")
    for name, own in (("gdp", "pwtrgdp"), ("gdp_per_capita", "mrgdppc"), ("population", "pwtpop")):
        assert pc.sum(table[name]).as_py() == pc.sum(raw[own]).as_py()
        assert pc.sum(table[f"{name}_sd"]).as_py() == pc.sum(raw[f"sd_{own}"]).as_py()
    cells = {(r["state"], r["year"]): r for r in table.to_pylist()}
    assert cells["RUS", 2012]["gdp"] == 4226032.9559141975
    assert cells["CHN", 2012]["gdp_sd"] == 7700700.538756416
    assert cells["USA", 2012]["population"] == 320.565688340523
    assert cells["USA", 1816]["gdp_per_capita"] == 2668.1045663973555


@pytest.mark.real_data
def test_states_without_an_estimate_are_those_that_the_notes_name(read_files, shared) -> None:
    rows = read_files("latent-gdp", shared / "data" / "tidy").to_pylist()
    gone: dict[str, list[int]] = {}
    for row in rows:
        if row["gdp"] is None:
            gone.setdefault(row["state"], []).append(row["year"])
    assert {state: (min(years), max(years)) for state, years in gone.items()} == {
        "SRB": (1916, 1917),
        "MAR": (1905, 1912),
        "EGY": (1856, 1882),
        "SAU": (1927, 1931),
        "LAO": (1953, 1953),
    }
