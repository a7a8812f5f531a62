"""Military spending by two sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyarrow import parquet

from equipoise.accounts.military_spending import (
    Spending,
    covered_years,
    military_expenditure,
    spending_account,
)
from equipoise.archive.importing import Wanted, import_files
from equipoise.archive.store import Archive
from equipoise.errors import (
    ArgumentError,
    NotFoundError,
    NotImportedError,
    PeriodError,
    UnknownStateError,
)
from equipoise.vocabulary.regions import Membership, Region

PLACE = Region(
    "place",
    "Place",
    "Two members and an outside power.",
    "made up",
    (Membership("CHN"), Membership("JPN"), Membership("USA", role="outside power")),
)


def sipri(state, current, constant=None, year=2012):
    return {
        "state": state,
        "year": year,
        "current_usd_m": current,
        "constant_usd_m": constant,
        "base_year": 2022,
    }


def nmc(state, milex, year=2012):
    return {"state": state, "year": year, "milex": milex}


SIPRI = [
    sipri("RUS", 20.0, 30.0),
    sipri("CHN", 30.0, 30.0),
    sipri("JPN", None, 12.0),
    sipri("USA", 50.0, 60.0),
    sipri("FRA", 100.0, 90.0),
    sipri("WLD", 999.0, 999.0),
    sipri("RUS", None, 10.0, 1992),
    sipri("USA", 40.0, 50.0, 1992),
]
NMC = [
    nmc("RUS", 60_000.0),
    nmc("CHN", 30_000.0),
    nmc("JPN", 10_000.0),
    nmc("USA", 50_000.0),
    nmc("FRA", 50_000.0),
    nmc("RUS", 70_000.0, 1913),
    nmc("RUS", 80_000.0, 1992),
    nmc("USA", 20_000.0, 1992),
]


@pytest.fixture
def archive(made_archive) -> Archive:
    with Archive(made_archive({"sipri-milex": SIPRI, "nmc": NMC})) as opened:
        yield opened


def test_one_figure_by_either_source(archive: Archive) -> None:
    default = military_expenditure(archive, "RUS", 2012)
    assert (default.value, default.unit) == (20.0, "usd_m")
    assert default.source == "Military Expenditure Database, version 1 (made-up sample)"
    assert default.locator == "sipri-milex: state RUS, year 2012, current_usd_m"
    assert military_expenditure(archive, "RUS", 2012, prices="constant").value == 30.0
    other = military_expenditure(archive, "Russia", 2012, "nmc")
    assert other.value == 60.0  # thousands made millions
    assert other.locator == "nmc: state RUS, year 2012, milex"


def test_a_gap_is_told_and_never_nothing(archive: Archive) -> None:
    found = military_expenditure(archive, "JPN", 2012)
    assert (found.value, found.quality) == (None, "missing")
    assert found.missing_reason == "the data set has no figure"


def test_shares_and_ranks_by_hand(archive: Archive) -> None:
    account = spending_account(archive, "RUS", PLACE, 2012)
    by_sipri, by_nmc = account.figures
    # Of 20 + 30 + 50 in the set, Japan unknown; of 200 in all; the world's row is no state.
    assert (by_sipri.share_of_set, by_sipri.rank, by_sipri.states) == (0.2, 3, 3)
    assert (by_sipri.share_of_world, by_sipri.world_rank, by_sipri.world_states) == (0.1, 4, 4)
    assert by_sipri.missing == ("JPN",)
    assert (by_nmc.share_of_set, by_nmc.rank, by_nmc.missing) == (0.4, 1, ())
    assert (by_nmc.share_of_world, by_nmc.world_rank) == (0.3, 1)
    rows = account.table().records()
    assert [row["by"] for row in rows] == ["sipri", "nmc"]
    assert [row["value_usd_m"] for row in rows] == [20.0, 60.0]


def test_a_year_without_a_figure_stays_in_the_series(archive: Archive) -> None:
    account = spending_account(archive, "RUS", PLACE, [1992, 2012], sources=("sipri",))
    first = account.figures[0]
    assert (first.value.value, first.share_of_set, first.rank) == (None, None, None)
    assert "RUS" in first.missing


def test_years_that_both_cover_in_dollars(archive: Archive) -> None:
    assert covered_years(archive, ("nmc",)) == (1914, 2012)
    assert covered_years(archive, ("sipri", "nmc")) == (1992, 2012)


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"source": "iiss"}, ArgumentError, "no source of military spending is called 'iiss'"),
        ({"source": "nmc", "prices": "constant"}, ArgumentError, "nmc has no military spending"),
        ({"year": 1980}, PeriodError, "sipri-milex covers 1992 to 2012, not 1980"),
        ({"year": 1913, "source": "nmc"}, PeriodError, "gives pounds for 1913"),
        ({"state": "XYZ"}, UnknownStateError, "XYZ"),
    ],
)
def test_refusals(archive: Archive, changes, error, message: str) -> None:
    asked = {"state": "RUS", "year": 2012, **changes}
    with pytest.raises(error, match=message) as refused:
        military_expenditure(archive, **asked)
    assert refused.value.hint


def test_refusals_of_an_account(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="no year or no source"):
        spending_account(archive, "RUS", PLACE, [])
    with pytest.raises(NotFoundError, match="no figure of the military spending of FJI"):
        spending_account(archive, "FJI", PLACE, 2012)
    with (
        Archive(tmp_path / "none.duckdb") as empty,
        pytest.raises(NotImportedError, match="sipri-milex"),
    ):
        military_expenditure(empty, "RUS", 2012)


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory) -> Archive:
    path = tmp_path_factory.mktemp("published") / "archive.duckdb"
    for name in ("nmc", "sipri-milex"):
        import_files(Wanted(names=(name,), place=shared / "data"), path)
    with Archive(path) as opened:
        yield opened


@pytest.mark.real_data
def test_the_choice_turns_russias_trend_round(published: Archive) -> None:
    account = spending_account(published, "RUS", "east-asia", [1996, 2005, 2012])
    found: dict[tuple[int, str], Spending] = {(f.year, f.source): f for f in account.figures}
    shares = {key: round(f.share_of_set or 0.0, 3) for key, f in found.items()}
    assert [shares[year, "sipri"] for year in (1996, 2005, 2012)] == [0.038, 0.038, 0.072]
    assert [shares[year, "nmc"] for year in (1996, 2005, 2012)] == [0.147, 0.028, 0.060]
    assert [found[year, "sipri"].rank for year in (1996, 2005, 2012)] == [4, 4, 3]
    assert [found[year, "nmc"].rank for year in (1996, 2005, 2012)] == [2, 6, 4]
    assert found[1996, "nmc"].value.value == 73990.0
    assert found[1996, "sipri"].value.value == pytest.approx(15826.34, abs=0.005)


@pytest.mark.real_data
def test_world_shares_from_the_file_itself(shared: Path, published: Archive) -> None:
    (found,) = spending_account(published, "RUS", "east-asia", 2012, sources=("nmc",)).figures
    raw = parquet.read_table(shared / "data/tidy/cow_nmc_v7.parquet").to_pylist()
    milex = {r["ccode"]: r["milex"] for r in raw if r["year"] == 2012 and r["milex"] is not None}
    # Converting to millions first rounds each figure once.
    assert found.share_of_world == pytest.approx(milex[365] / sum(milex.values()), rel=1e-12)
    assert found.world_rank == 1 + sum(value > milex[365] for value in milex.values()) == 5
