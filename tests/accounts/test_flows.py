"""Flows directed at a region, from made-up archives and from published data."""

from __future__ import annotations

import csv
import math
import re
from pathlib import Path

import pyarrow.compute as pc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from equipoise.accounts.flow_results import FlowAccount, PartnerFlow, RegionFlow
from equipoise.accounts.flows import flow_account
from equipoise.archive.importing import Wanted, import_files
from equipoise.archive.store import Archive
from equipoise.errors import (
    ArgumentError,
    NotFoundError,
    NotImportedError,
    PeriodError,
    UnknownRegionError,
    UnknownStateError,
)
from equipoise.vocabulary.regions import Membership, Region

NEIGHBOURS = Region(
    "neighbours",
    "Neighbours",
    "Three states.",
    "made up",
    tuple(Membership(state) for state in ("CHN", "JPN", "KOR", "RUS")),
)


def baci(exporter, importer, product, value, quantity=None, year=2012):
    return {
        "exporter": exporter,
        "importer": importer,
        "year": year,
        "product": product,
        "value": value,
        "quantity": quantity,
    }


def arms(supplier, recipient, year, tiv, low, high):
    return {
        "supplier": supplier,
        "recipient": recipient,
        "year": year,
        "tiv": tiv,
        "tiv_low": low,
        "tiv_high": high,
        "orders": 1,
    }


def dyad(state2, flow1, flow2, year=2012):
    return {"state1": "RUS", "state2": state2, "year": year, "flow1": flow1, "flow2": flow2}


OIL = [
    baci("RUS", "CHN", "270900", 60.0, 100.0),
    baci("RUS", "JPN", "270900", 20.0, 25.0),
    baci("RUS", "DEU", "270900", 100.0, None),
    baci("RUS", "baci:344", "270900", 20.0, 40.0),
    baci("RUS", "CHN", "270111", 4.0, 50.0),
    baci("RUS", "CHN", "270112", 6.0, 70.0),
    baci("RUS", "JPN", "270119", 5.0, None),
    baci("RUS", "JPN", "270112", 1.0, 10.0),
    baci("RUS", "CHN", "840110", 9.0, 1.0),
    baci("CHN", "RUS", "850110", 30.0, 2.0),
    baci("CHN", "RUS", "840110", 12.0, None),
    baci("SAU", "CHN", "270900", 999.0, 999.0),
]
DYADS = [
    dyad("CHN", 10.0, 40.0),
    dyad("JPN", 5.0, None),
    dyad("DEU", 30.0, 20.0),
    dyad("KOR", None, 10.0),
]
NATIONAL = [{"state": "RUS", "year": 2012, "imports": 50.0, "exports": 100.0}]


def flow(account: FlowAccount, partner: str, group: str, direction: str = "exports") -> PartnerFlow:
    (found,) = [
        f
        for f in account.partners
        if (f.partner, f.group, f.direction, f.year)
        == (partner, group, direction, account.years[-1])
    ]
    return found


def sums(account: FlowAccount, group: str, direction: str = "exports") -> RegionFlow:
    (found,) = [
        f
        for f in account.totals
        if (f.group, f.direction, f.year) == (group, direction, account.years[-1])
    ]
    return found


@pytest.fixture
def oil(made_archive) -> Archive:
    with Archive(made_archive({"baci": OIL})) as archive:
        yield archive


def test_crude_oil_by_hand(oil: Archive) -> None:
    account = flow_account(oil, "RUS", NEIGHBOURS, 2012, "energy")
    china, japan, korea = (flow(account, s, "crude-oil") for s in ("CHN", "JPN", "KOR"))
    assert china.value.value == 60.0
    assert china.value.quality == "published"
    assert china.quantity == 100.0
    assert china.unit_value == 600.0  # 60,000 dollars for 100 tonnes
    assert china.share_of_world == 0.3  # of 60 + 20 + 100 + 20
    assert (china.rank, china.world_rank) == (1, 2)
    assert (japan.rank, japan.world_rank) == (2, 3)  # shared with Hong Kong
    assert korea.value.value is None
    assert korea.status == "not reported"
    assert "neither side reported" in str(korea.value.missing_reason)
    total = sums(account, "crude-oil")
    assert total.with_region == 80.0
    assert total.with_world.value == 200.0
    assert total.low == total.high == total.share == 0.4
    assert total.concentration == pytest.approx(0.75**2 + 0.25**2, rel=1e-15)
    assert total.coverage == pytest.approx(2 / 3, rel=1e-15)
    assert (total.not_reported, total.missing) == (("KOR",), ())


def test_products_of_a_group_are_added_and_a_weight_left_out_is_missing(oil: Archive) -> None:
    account = flow_account(oil, "RUS", NEIGHBOURS, 2012, "energy")
    china, japan = flow(account, "CHN", "coal"), flow(account, "JPN", "coal")
    assert (china.value.value, china.quantity, china.value.quality) == (10.0, 120.0, "computed")
    assert (japan.value.value, japan.quantity, japan.unit_value) == (6.0, None, None)
    fuels = flow(account, "CHN", "mineral-fuels")
    assert fuels.value.value == 70.0


def test_both_directions_and_no_flow_of_others(oil: Archive) -> None:
    account = flow_account(oil, "RUS", NEIGHBOURS, 2012, "machinery")
    bought = flow(account, "CHN", "machinery", "imports")
    assert (bought.value.value, bought.quantity) == (42.0, None)
    assert flow(account, "CHN", "electrical-machinery", "imports").value.value == 30.0
    assert flow(account, "CHN", "machinery").value.value == 9.0
    assert flow(account, "CHN", "electrical-machinery").status == "not reported"
    assert "importer RUS" in bought.value.locator
    assert "exporter CHN" in bought.value.locator


def test_every_row_says_where_it_is_from(oil: Archive) -> None:
    account = flow_account(oil, "RUS", NEIGHBOURS, 2012, "energy")
    table = account.table()
    assert set(table.column("source")) == {"BACI, HS92, version 1 (made-up sample)"}
    assert flow(account, "CHN", "crude-oil").value.locator == (
        "baci: exporter RUS, importer CHN, year 2012, product 270900, value"
    )
    for row in table.records():
        assert (row["value_usd_k"] is None) == (row["missing_reason"] is not None)
        assert row["locator"]
    assert account.totals_table().to_arrow().num_rows == len(account.totals)


def test_a_copy_with_some_products_refuses_to_sum_what_it_lacks(made_archive) -> None:
    path = made_archive({"baci": OIL}, baci={"partial": ("product",)})
    with Archive(path) as archive:
        energy = flow_account(archive, "RUS", NEIGHBOURS, 2012, "energy")
        machines = flow_account(archive, "RUS", NEIGHBOURS, 2012, "machinery")
    assert flow(energy, "CHN", "crude-oil").value.value == 60.0
    assert sums(energy, "crude-oil").share == 0.4
    fuels = flow(energy, "CHN", "mineral-fuels")
    assert (fuels.status, fuels.value.value, fuels.rank) == ("not computable", None, None)
    assert "some codes of 27, perhaps not all" in str(fuels.value.missing_reason)
    assert "it lacks 271000" in str(flow(energy, "CHN", "oil-products").value.missing_reason)
    assert {f.status for f in machines.partners} == {"not computable"}
    assert all(f.with_region is None and f.low is None for f in machines.totals)
    assert any("machinery: not computable" in warning for warning in machines.warnings)


def test_a_copy_with_some_partners_has_no_world(made_archive) -> None:
    path = made_archive({"baci": OIL}, baci={"partial": ("exporter", "importer")})
    with Archive(path) as archive:
        account = flow_account(archive, "RUS", NEIGHBOURS, 2012, "energy")
    total = sums(account, "crude-oil")
    assert total.with_region == 80.0
    assert (total.with_world.value, total.low, total.high) == (None, None, None)
    assert "some importers only" in total.reason
    assert total.missing == ("KOR",)
    assert flow(account, "CHN", "crude-oil").share_of_world is None


def test_trade_that_is_not_known_gives_bounds(made_archive) -> None:
    path = made_archive({"cow-trade-dyadic": DYADS, "cow-trade-national": NATIONAL})
    with Archive(path) as archive:
        account = flow_account(archive, "RUS", NEIGHBOURS, 2012, "trade")
    assert flow(account, "JPN", "all-goods").status == "missing"
    total = sums(account, "all-goods")
    assert (total.with_region, total.with_world.value) == (50.0, 100.0)
    # 100 less the 70 that partners account for may all be Japan's.
    assert (total.low, total.high, total.share) == (0.5, 0.8, None)
    bought = sums(account, "all-goods", "imports")
    assert (bought.low, bought.high) == (0.3, 0.4)  # 50 - 45 left
    assert bought.missing == ("KOR",)
    assert flow(account, "CHN", "all-goods").value.locator.endswith("state2 CHN, year 2012, flow2")
    assert total.with_world.locator == "cow-trade-national: state RUS, year 2012, exports"


def test_partners_that_exceed_the_world_give_no_share(made_archive) -> None:
    low = [{"state": "RUS", "year": 2012, "imports": 50.0, "exports": 45.0}]
    with Archive(made_archive({"cow-trade-dyadic": DYADS, "cow-trade-national": low})) as archive:
        account = flow_account(archive, "RUS", NEIGHBOURS, 2012, "trade")
    total = sums(account, "all-goods")
    assert (total.with_region, total.low, total.high) == (50.0, None, None)
    assert "larger than the one with the world" in total.reason


def test_trade_without_totals_says_which_data_set_is_not_there(made_archive) -> None:
    with Archive(made_archive({"cow-trade-dyadic": DYADS})) as archive:
        account = flow_account(archive, "RUS", NEIGHBOURS, 2012, "trade")
    assert "cow-trade-national is not in the archive" in sums(account, "all-goods").reason


def test_a_printed_nothing_is_told(made_archive) -> None:
    rows = [dyad("CHN", 10.0, 0.0), dyad("JPN", 5.0, 6.0), dyad("DEU", 0.0, 0.0)]
    with Archive(made_archive({"cow-trade-dyadic": rows})) as archive:
        account = flow_account(archive, "RUS", NEIGHBOURS, 2012, "trade")
    assert flow(account, "CHN", "all-goods").value.value == 0.0
    assert account.warnings == (
        "the data set prints 0 for some flows (CHN): none, too little, or not collected",
    )


def test_arms_have_bounds_of_single_years_and_sums_of_several(made_archive) -> None:
    rows = [
        arms("RUS", "CHN", 2011, 30.0, 10.0, 60.0),
        arms("RUS", "CHN", 2012, 50.0, 20.0, 90.0),
        arms("RUS", "IND", 2012, 150.0, 0.0, 400.0),
        arms("RUS", "KOR", 2011, 5.0, 5.0, 5.0),
    ]
    with Archive(made_archive({"sipri-arms": rows})) as archive:
        account = flow_account(archive, "RUS", NEIGHBOURS, [2011, 2012], "arms")
    china = flow(account, "CHN", "major-arms")
    assert (china.value.value, china.low, china.high) == (50.0, 20.0, 90.0)
    assert (china.value.unit, china.unit_value, china.share_of_world) == ("tiv_m", None, 0.25)
    period = {f.partner: f for f in account.period if f.direction == "exports"}
    assert (period["CHN"].value, period["CHN"].years_reported) == (80.0, 2)
    assert (period["KOR"].value, period["KOR"].years_not_reported) == (5.0, 1)
    assert (period["JPN"].value, period["JPN"].years_reported) == (None, 0)
    assert any("spreads each order" in warning for warning in account.warnings)


def test_a_year_without_a_file_is_no_year_without_trade(made_archive) -> None:
    rows = [*OIL, baci("RUS", "CHN", "270900", 70.0, 100.0, 2014)]
    with Archive(made_archive({"baci": rows})) as archive:
        account = flow_account(archive, "RUS", NEIGHBOURS, range(2010, 2015), "energy")
        with pytest.raises(PeriodError, match="nothing of 2013"):
            flow_account(archive, "RUS", NEIGHBOURS, 2013)
    assert account.years == (2012, 2014)
    assert "nothing of 2010, 2011, 2013" in account.warnings[0]


def test_members_are_those_of_the_year(made_archive) -> None:
    rows = [
        baci("RUS", "TLS", "270900", 1.0, 1.0, 2001),
        baci("RUS", "TLS", "270900", 1.0, 1.0, 2002),
    ]
    with Archive(made_archive({"baci": rows})) as archive:
        account = flow_account(archive, "RUS", "southeast-asia", [2001, 2002])
    crude = [f for f in account.partners if (f.partner, f.group) == ("TLS", "crude-oil")]
    assert {f.year for f in crude} == {2002}


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"kind": "enrgy"}, ArgumentError, "no kind of flow"),
        ({"years": []}, ArgumentError, "no year"),
        ({"source": "nmc"}, ArgumentError, "not in 'nmc'"),
        ({"source": "baci@9"}, NotImportedError, "baci@9"),
        ({"kind": "arms"}, NotImportedError, "no data set 'sipri-arms'"),
        ({"years": 1980}, PeriodError, "it covers 2012 to 2012"),
        ({"state": "XYZ"}, UnknownStateError, "XYZ"),
        ({"region": "atlantis"}, UnknownRegionError, "atlantis"),
        ({"state": "FJI"}, NotFoundError, "no energy flow of FJI in 2012"),
    ],
)
def test_refusals(oil: Archive, changes, error, message: str) -> None:
    asked = {"state": "RUS", "region": NEIGHBOURS, "years": 2012, **changes}
    with pytest.raises(error, match=message) as refused:
        flow_account(oil, **asked)
    assert refused.value.hint


def test_a_region_without_other_members_is_refused(oil: Archive) -> None:
    alone = Region("alone", "Alone", "One state.", "made up", (Membership("RUS"),))
    with pytest.raises(NotFoundError, match="no member but RUS in 2012"):
        flow_account(oil, "RUS", alone, 2012)


AMOUNTS = st.one_of(st.none(), st.floats(0.0, 1e6))
FLOWS = st.fixed_dictionaries(dict.fromkeys(("CHN", "JPN", "KOR", "DEU"), AMOUNTS))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(flows=FLOWS, hidden=st.floats(0.0, 1e6))
def test_bounds_hold_whatever_the_missing_flows_are(made_archive, flows, hidden) -> None:
    """World totals that are right bound the share that would be seen with nothing missing."""
    lost = [s for s in ("CHN", "JPN", "KOR", "DEU") if flows[s] is None]
    true = {s: hidden / len(lost) if flows[s] is None else flows[s] for s in flows}
    world = math.fsum(true.values())
    if not world or all(flows[s] is None for s in ("CHN", "JPN", "KOR")):
        return
    tables = {
        "cow-trade-dyadic": [dyad(s, 1.0, flows[s]) for s in flows],
        "cow-trade-national": [{"state": "RUS", "year": 2012, "imports": 9.0, "exports": world}],
    }
    path = made_archive(tables)
    with Archive(path) as archive:
        total = sums(flow_account(archive, "RUS", NEIGHBOURS, 2012, "trade"), "all-goods")
    path.unlink()
    share = (true["CHN"] + true["JPN"] + true["KOR"]) / world
    # Sums and quotients round a few times each.
    assert total.low is not None
    assert total.low <= share + 1e-12
    assert total.high is not None
    assert share <= total.high + 1e-12


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory) -> Archive:
    path = tmp_path_factory.mktemp("published") / "archive.duckdb"
    names = ("baci", "sipri-arms", "cow-trade-dyadic", "cow-trade-national")
    for name in names:
        import_files(Wanted(names=(name,), place=shared / "data"), path)
    with Archive(path) as archive:
        yield archive


@pytest.mark.real_data
def test_russian_crude_oil_of_2012(shared: Path, published: Archive) -> None:
    account = flow_account(published, "RUS", "east-asia", 2012)
    raw = parquet.read_table(shared / "data/tidy/baci_hs92_rawmaterials_1995_2024.parquet")
    mine = pc.and_(pc.equal(raw["t"], 2012), pc.equal(raw["i"], 643))
    raw = raw.filter(pc.and_(mine, pc.equal(pc.cast(raw["k"], "string"), "270900")))
    for state, code, value, tonnes in (
        ("CHN", 156, 19048973.786, 22646820.0),
        ("JPN", 392, 6855916.008, 7965117.41),
        ("KOR", 410, 3439857.409, 6303118.101),
    ):
        found = flow(account, state, "crude-oil")
        own = raw.filter(pc.equal(raw["j"], code))
        assert found.value.value == pc.sum(own["v"]).as_py() == value
        assert found.quantity == pc.sum(own["q"]).as_py() == tonnes
        assert "repackaged" in found.value.source
    total = sums(account, "crude-oil")
    # Two orders of adding up 82 flows differ in the last digits.
    assert total.with_world.value == pytest.approx(pc.sum(raw["v"]).as_py(), rel=1e-12)
    assert total.share == pytest.approx(0.178687, abs=5e-7)
    for group in ("mineral-fuels", "oil-products", "electricity"):
        assert sums(account, group).with_region is None


@pytest.mark.real_data
@pytest.mark.parametrize("kind", ["machinery", "raw-materials"])
def test_the_copy_at_hand_holds_no_machinery_and_not_all_raw_materials(published, kind) -> None:
    account = flow_account(published, "RUS", "east-asia", 2012, kind)
    assert sums(account, kind).with_region is None
    assert "74 product codes" in sums(account, kind).reason


@pytest.mark.real_data
def test_russian_arms_for_china(shared: Path, published: Archive) -> None:
    account = flow_account(published, "RUS", "east-asia", range(1992, 2013), "arms")
    china = next(f for f in account.period if (f.direction, f.partner) == ("exports", "CHN"))
    spread = least = most = 0.0
    with (shared / "data/raw/sipri_trade-register.csv").open(encoding="cp1252", newline="") as file:
        for order in csv.DictReader(file):
            if order["Recipient"] == "China" and order["Supplier"] in ("Russia", "Soviet Union"):
                volume = float(order["SIPRI TIV of delivered weapons"] or 0)
                years = [int(year) for year in re.findall(r"\d{4}", order["Year(s) of delivery"])]
                inside = [year for year in years if 1992 <= year <= 2012]
                spread += volume * len(inside) / max(len(years), 1)
                least += volume if inside and len(inside) == len(years) else 0.0
                most += volume if inside else 0.0
    # Thousandths of a million are printed, a few hundred orders are added.
    assert china.value == pytest.approx(spread, rel=1e-9)
    assert (round(china.value or 0), china.years_reported) == (29956, 21)
    assert 0.9 < least / spread < 1 < most / spread < 1.1
    for flow_of_year in account.partners:
        if flow_of_year.value.known:
            assert flow_of_year.low <= flow_of_year.value.value <= flow_of_year.high


@pytest.mark.real_data
def test_another_state_region_and_year_without_a_dossier(shared: Path, published: Archive) -> None:
    account = flow_account(published, "USA", "southeast-asia", 2010, "trade")
    raw = parquet.read_table(shared / "data/tidy/cow_trade_dyad_v4.parquet").to_pylist()
    members = {800, 811, 812, 816, 820, 830, 835, 840, 850, 775, 860}
    sold = [
        row["flow2"]
        for row in raw
        if row["year"] == 2010 and row["ccode1"] == 2 and row["ccode2"] in members
    ]
    total = sums(account, "all-goods")
    assert total.with_region == sum(value for value in sold if value is not None) == 83970
    assert total.low == pytest.approx(83970 / 1277486.2, rel=1e-12)
    assert total.missing == ("TLS",)
    assert total.high is not None
    assert total.high > total.low
    assert flow_account(published, "China", "northeast-asia", 2005).state == "CHN"
