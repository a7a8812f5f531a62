"""Trade of states with all others."""

from __future__ import annotations

import zipfile

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_SAMPLE = folder_of("cow-trade-national") / "sample" / "COW_Trade_4.0.zip"


def test_an_empty_cell_and_minus_nine_are_missing_and_zero_is_zero(read_sample) -> None:
    rows = {(r["state"], r["year"]): r for r in read_sample("cow-trade-national").to_pylist()}
    assert rows["RUS", 1992] == {
        "state": "RUS",
        "ccode": 365,
        "year": 1992,
        "imports": 35000.5,
        "exports": 40000.25,
    }
    assert (rows["BHS", 1960]["imports"], rows["BHS", 1960]["exports"]) == (None, None)
    assert (rows["BHS", 1965]["imports"], rows["BHS", 1965]["exports"]) == (None, 19.5)
    assert (rows["RUS", 1918]["imports"], rows["RUS", 1918]["exports"]) == (None, None)
    assert rows["CIV", 1975]["imports"] == 0.0
    assert rows["BEL", 1992]["imports"] == 120000.5
    assert rows["GFR", 1985]["ccode"] == 260


def test_the_dyadic_file_is_not_taken_for_it(read_sample, tmp_path) -> None:
    with zipfile.ZipFile(_SAMPLE) as archive:
        dyadic = archive.read("COW_Trade_4.0/Dyadic_COW_4.0.csv")
    with zipfile.ZipFile(tmp_path / _SAMPLE.name, "w") as archive:
        archive.writestr("National_COW_4.0.csv", dyadic)
    with pytest.raises(SourceError, match="no column ccode, statename, stateabb"):
        read_sample("cow-trade-national", place=tmp_path)


@pytest.mark.real_data
def test_the_repackaged_totals_are_all_there(read_files, shared) -> None:
    table = read_files("cow-trade-national", shared / "data" / "tidy")
    raw = pq.read_table(shared / "data" / "tidy" / "cow_trade_national_v4.parquet")
    assert table.num_rows == 14_410
    assert table.select(["ccode", "year", "imports", "exports"]).equals(
        raw.cast(table.select(["ccode", "year", "imports", "exports"]).schema)
    )
    assert (table["imports"].null_count, table["exports"].null_count) == (1548, 821)
    assert table["state"].null_count == 0


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("state", "year", "imports", "exports"),
    [
        ("RUS", 1992, 34981.4, 39931.4),
        ("RUS", 2012, 316850.410263, 524482.741933),
        ("CHN", 2005, 964099.5, 1054332.0),
        ("USA", 1992, 552613.3, 447385.9),
    ],
)
def test_totals_are_in_million_dollars(read_files, shared, state, year, imports, exports) -> None:
    table = read_files("cow-trade-national", shared / "data" / "tidy")
    (row,) = table.filter(
        pc.and_(pc.equal(table["state"], state), pc.equal(table["year"], year))
    ).to_pylist()
    assert (row["imports"], row["exports"]) == pytest.approx((imports, exports), rel=1e-12)


@pytest.mark.real_data
def test_totals_that_the_card_warns_of_are_in_the_file(read_files, shared) -> None:
    rows = read_files("cow-trade-national", shared / "data" / "tidy").to_pylist()
    found = {(r["state"], r["year"]): (r["imports"], r["exports"]) for r in rows}
    for year in range(1960, 1997):
        assert found["BEL", year] == found["LUX", year]
    assert found["BEL", 1959] != found["LUX", 1959]
    assert found["BEL", 1997] != found["LUX", 1997]
    low = {"RUS": (1960, 1962), "DDR": (1960, 1961), "POL": (1960, 1963), "CSK": (1960, 1963)}
    for state, (first, last) in (low | {"CUB": (1963, 1963)}).items():
        for year in range(first, last + 1):
            assert found[state, year][0] < found[state, first - 1][0] / 10
            assert found[state, year][0] < found[state, last + 1][0] / 10
