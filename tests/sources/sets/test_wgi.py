"""Worldwide Governance Indicators."""

from __future__ import annotations

from collections import Counter

import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_SAMPLES = folder_of("wgi") / "sample"


def _cells(table) -> dict[tuple[str, str, int], tuple[object, ...]]:
    return {
        (r["state"], r["dimension"], r["year"]): (r["estimate"], r["se"], r["sources"])
        for r in table.to_pylist()
    }


def test_the_long_workbook_is_read_cell_by_cell(read_sample) -> None:
    cells = _cells(read_sample("wgi", "2024 update"))
    assert len(cells) == 9
    assert cells["RUS", "pv", 2012] == (-0.82, 0.2, 8)
    assert cells["RUS", "cc", 2012] == (-1.0, 0.12, 15)
    assert cells["KOS", "pv", 2012] == (-1.04, 0.3, 4)
    assert cells["AND", "pv", 2000] == (None, None, None)


def test_the_wide_workbook_has_a_sheet_a_dimension(read_sample) -> None:
    cells = _cells(read_sample("wgi", "2023 update"))
    assert len(cells) == 6 * 7 * 3
    assert cells["RUS", "pv", 2012] == (-0.34, 0.25, 6)
    assert cells["RUS", "cc", 1996] == (0.5, 0.25, 6)
    assert cells["USA", "va", 1998] == (-0.355, 0.25, 9)
    assert cells["KOS", "pv", 1996] == (None, None, None)


def test_codes_of_the_bank_are_those_of_iso(read_sample) -> None:
    found = {state for state, _, _ in _cells(read_sample("wgi", "2023 update"))}
    assert found == {"AND", "RUS", "KOS", "COD", "USA", "iso3:ABW", "iso3:PSE"}


def test_one_layout_is_not_taken_for_the_other(read_files, tmp_path) -> None:
    older, newer = "wgidataset_2023.xlsx", "wgidataset_with_sourcedata.xlsx"
    (tmp_path / "wgidataset.xlsx").write_bytes((_SAMPLES / older).read_bytes())
    with pytest.raises(SourceError, match="no column codeindyr"):
        read_files("wgi", tmp_path)
    (tmp_path / older).write_bytes((_SAMPLES / older).read_bytes())
    assert read_files("wgi", tmp_path, "2023 update").num_rows == 126
    (tmp_path / older).write_bytes((_SAMPLES / newer).read_bytes())
    with pytest.raises(SourceError, match="no sheet 'VoiceandAccountability'"):
        read_files("wgi", tmp_path, "2023 update")


@pytest.mark.real_data
def test_the_repackaged_dimension_is_political_stability(read_files, shared) -> None:
    table = read_files("wgi", shared / "data" / "tidy")
    cells = _cells(table)
    assert cells["RUS", "pv", 2012][0] == -0.817712664604187
    assert cells["CHN", "pv", 2012][0] == -0.5387820601463318
    assert cells["USA", "pv", 2012][0] == 0.6324421167373657
    assert set(table["dimension"].to_pylist()) == {"pv"}
    assert sorted(set(table["year"].to_pylist()))[:5] == [1996, 1998, 2000, 2002, 2003]


@pytest.mark.real_data
def test_a_code_that_stands_for_two_is_not_read(read_files, shared) -> None:
    table = read_files("wgi", shared / "data" / "tidy")
    assert table.num_rows == 5642 - 2 * 26
    assert "GUY" not in table["state"].to_pylist()
    keys = Counter(zip(table["state"].to_pylist(), table["year"].to_pylist(), strict=True))
    assert max(keys.values()) == 1
    assert table["estimate"].null_count == 225
