"""What the archive settles on output, leaders, pacts and votes, worked out beside it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow.parquet as pq
import pytest

pytestmark = pytest.mark.real_data

Settled: TypeAlias = Any
FLOAT = 1e-12
"""Sums are taken in another order than the library's."""
RUS, CHN, USA = 365, 710, 2
PRK, MNG, VNM, LAO, KHM, MMR = 731, 712, 816, 812, 811, 775


def column(path: Path, names: tuple[str, ...], value: str, **where: object) -> dict[object, float]:
    """One column of a Parquet file by other columns."""
    table = pq.read_table(path, columns=sorted({*names, value, *where}))
    rows = [r for r in table.to_pylist() if all(r[k] == v for k, v in where.items())]
    return {tuple(row[name] for name in names): row[value] for row in rows}


def test_output(settled: Settled, shared: Path) -> None:
    tidy = shared / "data" / "tidy"
    penn = column(tidy / "pwt_10_01.parquet", ("isocode", "year"), "rgdpna")
    people = column(tidy / "pwt_10_01.parquet", ("isocode", "year"), "pop")
    rate = column(tidy / "pwt_10_01.parquet", ("isocode", "year"), "xr", isocode="RUS")
    claim = "gdp-decline-under-yeltsin"
    found = settled.only(claim, "National accounts")
    assert found == pytest.approx(1 - penn["RUS", 1998] / penn["RUS", 1990], rel=FLOAT)
    dollars = _world_bank(shared)
    for year in (1998, 1999):
        found = settled.only(claim, f"Current dollars, 1990 to {year}")
        assert found == pytest.approx(1 - dollars["RUS", year] / dollars["RUS", 1990], rel=FLOAT)
    heads = [penn["RUS", year] / people["RUS", year] for year in (1990, 2008)]
    assert heads[0] < heads[1]
    assert penn["RUS", 1990] < penn["RUS", 2008]
    claim = "economy-restored-under-putin"
    assert settled.only(claim, "National product of 2008, national accounts") is True
    assert settled.only(claim, "National product a head of 2008, national accounts") is True
    assert penn["CHN", 1999] > penn["CHN", 1990]
    assert penn["RUS", 1999] < penn["RUS", 1990]
    assert settled.only("china-outgrows-russia-1990s", "National accounts") is True
    claim = "summit-cost-dollars"
    found = settled.only(claim, "Mean rate of 2012 (Penn")
    assert found == pytest.approx(650 / rate["RUS", 2012], rel=FLOAT)
    mean = sum(rate["RUS", year] for year in range(2008, 2013)) / 5
    found = settled.only(claim, "Mean rate of 2008 to 2012, the years of spending (Penn")
    assert found == pytest.approx(650 / mean, rel=FLOAT)
    seven = ("USA", "JPN", "DEU", "FRA", "GBR", "ITA", "CAN")
    for year, place in settled.figures("japan-leading-developed-state").items():
        assert place == 1 + sum(dollars[s, year] > dollars["JPN", year] for s in seven)


def _world_bank(shared: Path) -> Mapping[tuple[str, int], float]:
    path = shared / "data" / "raw" / "wdi_gdp_current_usd.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {
            (row["Country Code"], int(row["Year"])): float(row["Value"])
            for row in csv.DictReader(lines)
        }


def test_long_run_output(settled: Settled, shared: Path) -> None:
    path = shared / "data" / "raw" / "owid_maddison2020.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        gdp = {
            (row["Entity"], int(row["Year"])): float(row["GDP per capita"])
            * float(row["Population"])
            for row in csv.DictReader(lines)
            if row["Entity"] in ("Russia", "China") and row["GDP per capita"] and row["Population"]
        }
    found = settled.only("gdp-decline-under-yeltsin", "Long-run series")
    # The publisher's own product of the two columns is rounded.
    assert found == pytest.approx(1 - gdp["Russia", 1998] / gdp["Russia", 1990], rel=1e-6)
    assert gdp["China", 1999] > gdp["China", 1990]
    assert gdp["Russia", 2008] > gdp["Russia", 1990]


def test_capabilities_and_lists(settled: Settled, shared: Path) -> None:
    tidy = shared / "data" / "tidy"
    for version in (5, 6, 7):
        cinc = column(tidy / f"cow_nmc_v{version}.parquet", ("ccode", "year"), "cinc")
        ratio = cinc[RUS, 1992] / cinc[RUS, 1990]
        assert ratio == pytest.approx(0.5192, abs=1e-4), "the three versions agree to four places"
        above = [s for (s, y), c in cinc.items() if y == 1992 and (c or 0) > cinc[RUS, 1992]]
        assert sorted(above) == [USA, CHN]
    assert settled.only("weaker-russian-federation") == pytest.approx(ratio, rel=FLOAT)
    polity = column(tidy / "polity5_2018.parquet", ("polity_annual_ccode", "year"), "polity2")
    assert (polity[364, 1990], polity[365, 1992]) == (0, 5)
    majors = pq.read_table(tidy / "cow_majors_2024.parquet").to_pylist()
    spells = [(r["styear"], r["endyear"]) for r in majors if r["ccode"] == RUS]
    assert spells[-1] == (1922, 2024)
    claim = "world-rank-lost-in-1991"
    assert [j.computed for j in settled.result(claim).judgements] == [False, False]


def test_leaders(settled: Settled, shared: Path) -> None:
    rows = pq.read_table(shared / "data" / "tidy" / "archigos_41.parquet").to_pylist()
    leaders = {r["leader"]: (str(r["startdate"]), str(r["enddate"])) for r in rows
               if int(r["gwcode"]) == RUS and str(r["startdate"]) >= "1991-07"}  # fmt: skip
    assert leaders == {
        "Yeltsin": ("1991-08-21", "1999-12-31"), "Putin": ("2000-01-01", "2015-12-31"),
    }  # fmt: skip
    assert settled.only("three-leaders-since-1991", "Effective leaders") == 2
    assert settled.only("yeltsin-from-1991", "Effective leader") == 1991
    assert settled.only("yeltsin-until-1999", "Effective leader") == 1999


def test_pacts_bodies_and_disputes(settled: Settled, shared: Path) -> None:
    tidy = shared / "data" / "tidy"
    pacts = pq.read_table(tidy / "cow_alliance_ddy_v41.parquet").to_pylist()
    of_moscow = [r for r in pacts if r["ccode1"] == RUS and 1946 <= r["year"] <= 1991]
    asian = {CHN, MNG, PRK, VNM, LAO, KHM, MMR, 750, 700, 630, 645, 652, 680}
    african = {651, 540, 541, 530, 484, 615, 620, 520, 434, 438, 432}
    claim = "bloc-with-asian-and-african-members"
    words = [j.with_values for j in settled.result(claim).judgements]
    for flags, shown in ((False, words[0]), (True, words[1])):
        partners = {r["ccode2"] for r in of_moscow if r["cow_defense"] == 1 or not flags}
        assert shown == f"{len(partners & asian)} >= 5 and {len(partners & african)} >= 5"
    bodies = pq.read_table(
        tidy / "cow_igo_state_year_v3.parquet", columns=["ccode", "year", "cmea"]
    ).to_pylist()
    full = {r["ccode"] for r in bodies if r["cmea"] == 1 and 1949 <= r["year"] <= 1991}
    assert words[2] == f"{len(full & asian)} >= 5 and {len(full & african)} >= 5"
    assert full & asian == {MNG, VNM, 645, 680, 700}
    late = [r for r in pacts if {r["ccode1"], r["ccode2"]} == {CHN, RUS} and r["year"] >= 1996]
    assert late
    assert not [r for r in late if r["cow_defense"] == 1]
    assert settled.only("no-defence-pact-with-china") == 0
    with (shared / "data" / "raw" / "dyadic_mid_4.02.csv").open(encoding="utf-8-sig") as lines:
        years = [
            int(row["year"])
            for row in csv.DictReader(lines)
            if (int(row["statea"]), int(row["stateb"])) == (CHN, RUS)
        ]
    counts = [sum(start <= y < start + 10 for y in years) for start in (1960, 1970, 1980)]
    (judgement,) = settled.result("sino-soviet-confrontation-decades").judgements
    assert judgement.with_values == " and ".join(f"{n} > 0" for n in counts)


def test_votes(settled: Settled, shared: Path) -> None:
    path = shared / "data" / "tidy" / "un_ideal_points_jul2025.parquet"
    points = column(path, ("iso3c", "year"), "idealpointfp")

    def distance(other: str, when: int) -> float:
        return abs(points[other, when] - points["RUS", when])

    assert settled.figures("western-course-first", "Votes") == {
        when: distance("USA", when) < distance("CHN", when) for when in (1992, 1993)
    }
    assert distance("USA", 1992) - distance("CHN", 1992) == pytest.approx(0.02, abs=0.005)
    assert settled.figures("yeltsin-reconsiders-by-1994", "Distance") == {
        when: distance("USA", 1994) > distance("USA", when) for when in (1992, 1993)
    }
    claim = "apart-from-the-west-after-munich"
    assert settled.only(claim, "Votes in the General Assembly, against the United") is (
        distance("USA", 2008) > distance("USA", 2006)
    )

    def mean(state: str, first: int, last: int) -> float:
        years = range(first, last + 1)
        return sum(points[state, when] for when in years) / len(years)

    gaps = []
    for first, last in ((1991, 1993), (1997, 2003)):
        russia, america, china = (mean(state, first, last) for state in ("RUS", "USA", "CHN"))
        gaps.append(abs(abs(america - russia) - abs(russia - china)))
    found = settled.only("balanced-turn-around-2000", "Distances")
    assert found is (gaps[1] < gaps[0]) is False
