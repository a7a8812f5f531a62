"""Ideal points in the General Assembly."""

from __future__ import annotations

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_SAMPLES = folder_of("unga-ideal-points") / "sample"


def _cells(table) -> dict[tuple[str, int], dict[str, object]]:
    return {(r["state"], r["year"]): r for r in table.to_pylist()}


@pytest.mark.parametrize("name", ["IdealpointsJuly2025.dta", "IdealpointsJuly2025.tab"])
def test_the_three_series_of_july_2025_stand_side_by_side(read_sample, name) -> None:
    cells = _cells(read_sample("unga-ideal-points", place=_SAMPLES / name))
    assert len(cells) == 10
    assert cells["RUS", 2012] == {
        "state": "RUS",
        "ccode": 365,
        "year": 2012,
        "ideal_point": -0.0625,
        "q5": -0.3125,
        "q95": 0.1875,
        "votes": 70,
        "ideal_point_all": -0.1875,
        "q5_all": -0.4375,
        "q95_all": 0.0625,
        "votes_all": 90,
        "ideal_point_legacy": 0.125,
        "votes_legacy": 85,
    }
    assert cells["DEU", 1991]["ideal_point_all"] is None
    assert cells["GFR", 1990]["ideal_point"] is None
    assert cells["SRB", 1992]["votes_legacy"] is None


@pytest.mark.parametrize("suffix", ["csv", "tab"])
def test_the_release_to_2025_has_final_votes_alone(read_sample, suffix) -> None:
    place = _SAMPLES / f"Idealpointestimates1946-2025.{suffix}"
    table = read_sample("unga-ideal-points", place=place)
    cells = _cells(table)
    assert (cells["RUS", 2025]["ideal_point"], cells["RUS", 2025]["q95"]) == (-1.0, -0.75)
    assert cells["CHN", 2012]["votes"] == 70
    absent = ("ideal_point_all", "q5_all", "q95_all", "votes_all", "ideal_point_legacy")
    assert {table[name].null_count for name in absent} == {11}


@pytest.mark.parametrize("suffix", ["csv", "tab"])
def test_releases_by_session_date_a_session_by_its_opening(read_sample, suffix) -> None:
    place = _SAMPLES / f"IdealpointestimatesAll_Jun2024.{suffix}"
    cells = _cells(read_sample("unga-ideal-points", place=place))
    assert cells["RUS", 1990]["ideal_point"] == -0.25
    found = cells["RUS", 2012]
    assert found["ideal_point"] == found["ideal_point_legacy"] == 0.125
    assert (found["q5"], found["q95"], found["votes_legacy"]) == (-0.125, 0.375, 80)
    assert found["ideal_point_all"] is None
    assert cells["CIV", 2012]["ideal_point"] == -0.25
    assert cells["GTM", 1946]["ideal_point"] is None


def test_a_release_without_final_votes_is_refused(read_sample, tmp_path) -> None:
    name = "Idealpointestimates1946-2025.tab"
    text = (_SAMPLES / name).read_text(encoding="utf-8").replace("IdealPointFP", "IdealPoint")
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="no column 'idealpointfp'"):
        read_sample("unga-ideal-points", place=tmp_path)


@pytest.mark.real_data
def test_the_stata_file_and_the_repackaged_one_are_equal(read_files, shared) -> None:
    stata = read_files("unga-ideal-points", shared / "data" / "raw")
    assert stata.num_rows == 11440
    assert stata.equals(read_files("unga-ideal-points", shared / "data" / "tidy"))
    raw = pq.read_table(shared / "data" / "tidy" / "un_ideal_points_jul2025.parquet")
    for name, own in (("ideal_point", "idealpointfp"), ("votes_legacy", "nvotesLegacy")):
        assert pc.sum(stata[name]).as_py() == pytest.approx(pc.sum(raw[own]).as_py(), rel=1e-12)
    points = ("ideal_point", "ideal_point_all", "ideal_point_legacy")
    assert [stata[name].null_count for name in points] == [19, 208, 202]


@pytest.mark.real_data
def test_points_of_the_states_that_claims_ask_for(read_files, shared) -> None:
    cells = _cells(read_files("unga-ideal-points", shared / "data" / "raw"))
    found = [cells[state, 2012]["ideal_point"] for state in ("RUS", "CHN", "USA")]
    assert found == [-0.03340619057416916, -0.8749144077301025, 2.4123148918151855]
    asked = ["GBR", "FRA", "DEU", "BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "VNM"]
    assert all(cells[state, 2006]["ideal_point"] is not None for state in asked)
    assert cells["RUS", 2012]["ideal_point_all"] < 0 < cells["RUS", 2012]["ideal_point_legacy"]
    points = [row for row in cells.values() if row["ideal_point"] is not None]
    assert all(row["q5"] <= row["ideal_point"] <= row["q95"] for row in points)
