"""Panels of published data: every column pinned, and figures that others published."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import compute

from equipoise.archive.panels.builder import dyad_years, state_years
from equipoise.archive.panels.verbs.registry import VERBS

pytestmark = pytest.mark.real_data

PINNED = Path(__file__).with_name("pinned.csv")


def counted(panel, unit):
    """Values and sum of every column that a verb gave, one column at a time."""
    rows = len(panel.frame)
    for filled in panel.columns:
        name = filled.column.name
        if name in panel.verb_of:
            values = filled.values.piece(0, rows).cast(filled.column.arrow_type)
            known = rows - values.null_count
            total = compute.sum(values.cast(pa.float64())).as_py()
            yield panel.verb_of[name], unit, name, known, 0.0 if total is None else total


def test_every_column_of_every_verb_is_pinned(directed, published):
    of_states = [name for name, verb in VERBS.items() if verb.states]
    states = state_years(carry_to=2025).add(*of_states).panel(published)
    found = [*counted(states, "state-year"), *counted(directed, "directed dyad-year")]
    with PINNED.open(encoding="utf-8", newline="") as lines:
        pinned = list(csv.DictReader(lines))
    assert [row[:4] for row in found] == [
        (row["verb"], row["unit"], row["column"], int(row["non_null"])) for row in pinned
    ]
    for row, pin in zip(found, pinned, strict=True):
        # Sums of two million roundings; both orders of a pair cancel out in an asymmetry.
        assert row[4] == pytest.approx(float(pin["sum"]), rel=1e-9, abs=1e-6), row


def test_rows_of_the_directed_panel(directed):
    assert len(directed.frame) == 2_252_760


def test_published_counts_among_the_pins():
    with PINNED.open(encoding="utf-8", newline="") as lines:
        pinned = {(r["unit"], r["column"]): r for r in csv.DictReader(lines)}
    dyads = {name: row for (unit, name), row in pinned.items() if unit == "directed dyad-year"}
    assert int(dyads["cinc1"]["non_null"]) == 2_139_270
    # Twice the publisher's sum: his dyadic file has each pair once.
    assert float(dyads["shared_igos"]["sum"]) == 2 * 20_526_916
    # Each of the 952,244 published pairs, both ways.
    assert int(dyads["minimum_distance_km"]["non_null"]) == 2 * 952_244
    # All pairs of members from 1816 to 2018.
    assert int(dyads["atop_s_absolute"]["non_null"]) == 1_987_950


def test_relevant_dyads_while_contiguity_is_known(published):
    relevant = dyad_years(end=2016).add("relevance").table(published)["relevant"]
    assert relevant.null_count == 0
    # With the publisher's own dyad-year file in place of the spells the count is the same.
    assert compute.sum(relevant).as_py() == 246_302


def test_undirected_panel_has_the_published_sum(published):
    table = dyad_years(carry_to=2025, directed=False).add("igos").table(published)
    assert table.num_rows == 1_126_380
    assert compute.sum(table["shared_igos"]).as_py() == 20_526_916


def test_organisations_of_states_equal_the_published_counts(published, shared):
    from pyarrow import parquet

    counts = parquet.read_table(shared / "data" / "tidy" / "cow_igo_counts.parquet").to_pylist()
    table = state_years(end=2014).add("igos").table(published).to_pylist()
    found = {(row["ccode"], row["year"]): row for row in table}
    assert len(counts) == 15_557
    for row in counts:
        ours = found[row["ccode"], row["year"]]
        for status in ("full", "associate", "observer"):
            assert ours[f"igos_{status}"] == row[f"sum_igo_{status}"]
    # The Germanies and Yemens of 1990 are members and not coded: null, not zero.
    uncoded = {key for key, row in found.items() if row["igos_full"] is None}
    assert uncoded == {(260, 1990), (265, 1990), (678, 1990), (680, 1990)}


def test_major_powers_of_the_list(published):
    table = state_years().add("majors").table(published)
    assert compute.sum(table["major"]).as_py() == 1_195


def test_gleditsch_and_ward_rows_join_by_state(published):
    table = dyad_years("gw", carry_to=2025).add("capabilities", "alliances").table(published)
    assert table.num_rows == 2_180_132
    row = table.filter(
        (compute.field("state1") == "DEU")
        & (compute.field("state2") == "USA")
        & (compute.field("year") == 2000)
    ).to_pylist()[0]
    # Germany is 260 here and 255 in the Correlates of War list.
    assert (row["gwcode1"], row["atop_defense"]) == (260, 1)
    assert row["cinc1"] is not None


@pytest.mark.parametrize(
    "asked",
    [
        # No state of the region was a member yet.
        {"end": 1816, "region": "east-asia"},
        # After most data sets end.
        {"start": 2022, "carry_to": 2024},
        # Codes that pass from one state to another.
        {"system": "gw-micro", "start": 1990, "end": 1991},
    ],
)
def test_every_verb_takes_any_panel(published, asked):
    bare = dyad_years(**asked)
    table = bare.add(*VERBS).table(published)
    assert table.select(bare.column_names) == bare.table()
