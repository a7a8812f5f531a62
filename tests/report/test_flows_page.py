"""Pages of flows and of military spending."""

from __future__ import annotations

import json

import pytest

from equipoise.accounts.flow_results import FlowAccount
from equipoise.accounts.flows import flow_account
from equipoise.accounts.military_spending import spending_account
from equipoise.app.terminal import terminal_text
from equipoise.archive.store import Archive
from equipoise.report.flows_page import flow_sources, flows_page
from equipoise.report.json_data import account_data
from equipoise.report.page import Grid, Page
from equipoise.report.spending_page import spending_page

OIL = [
    {"exporter": "RUS", "importer": "CHN", "product": "270900", "value": 6e6, "quantity": 1e7},
    {"exporter": "RUS", "importer": "DEU", "product": "270900", "value": 18e6, "quantity": 3e7},
    {"exporter": "MNG", "importer": "RUS", "product": "270900", "value": 5.0},
]
YEARS = [{**row, "year": year} for row in OIL for year in (2011, 2012)]
ARMS = [
    {
        "supplier": "RUS",
        "recipient": "CHN",
        "year": year,
        "tiv": tiv,
        "tiv_low": 5.0,
        "tiv_high": 2e3,
    }
    for year, tiv in ((2011, 1500.25), (2012, 7.5))
]
DYADS = [
    {"state1": "RUS", "state2": "CHN", "year": 2012, "flow1": 30.0, "flow2": 40.0},
    {"state1": "RUS", "state2": "JPN", "year": 2012, "flow1": 20.0, "flow2": None},
]
NATIONAL = [{"state": "RUS", "year": 2012, "imports": 100.0, "exports": 100.0}]
SIPRI = [
    {"state": state, "year": 2012, "current_usd_m": value}
    for state, value in (("RUS", 30.0), ("CHN", 60.0), ("USA", 210.0))
]
NMC = [
    {"state": state, "year": 2012, "milex": value}
    for state, value in (("RUS", 50e3), ("CHN", 50e3), ("USA", 100e3))
]


@pytest.fixture
def archive(made_archive) -> Archive:
    path = made_archive(
        {
            "baci": YEARS,
            "sipri-arms": ARMS,
            "cow-trade-dyadic": DYADS,
            "cow-trade-national": NATIONAL,
            "sipri-milex": SIPRI,
            "nmc": NMC,
        },
        baci={"partial": ("product",)},
    )
    with Archive(path) as opened:
        yield opened


def grids(page: Page) -> dict[str, Grid]:
    return {block.caption: block for block in page.blocks if isinstance(block, Grid)}


def cells(grid: Grid) -> dict[str, list[str]]:
    return {r[0].text: [c.text.replace("\u00a0", " ") for c in r[1:]] for r in grid.rows}


def accounts(archive: Archive) -> list[FlowAccount]:
    return [
        flow_account(archive, "RUS", "northeast-asia", [2011, 2012], "energy"),
        flow_account(archive, "RUS", "northeast-asia", 2012, "machinery"),
        flow_account(archive, "RUS", "northeast-asia", [2011, 2012], "arms"),
        flow_account(archive, "RUS", "northeast-asia", 2012, "trade"),
    ]


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("width", [80, 110])
def test_every_page_fits_the_terminal(archive: Archive, width: int, *, verbose: bool) -> None:
    pages = [flows_page(account, verbose=verbose) for account in accounts(archive)]
    spent = spending_account(archive, "RUS", "northeast-asia", 2012)
    for page in (*pages, spending_page(spent, verbose=verbose)):
        assert max(map(len, terminal_text(page, width=width).splitlines())) <= width


def test_energy_tells_what_was_sold_and_what_cannot_be_told(archive: Archive) -> None:
    page = flows_page(accounts(archive)[0])
    text = terminal_text(page, width=400).replace("\u00a0", " ")
    assert "Northeast Asia takes 25 % of Russia's exports of crude oil in 2012, US$ 6 bn" in text
    assert "China the most." in text
    sold = cells(grids(page)["Exports in 2012"])
    assert sold["crude oil"] == ["US$ 6 bn", "US$ 24 bn", "25 %", "1 of 6"]
    assert sold["mineral fuels"][0] == "not computable"
    assert "it lacks 271000" in text
    assert cells(grids(page)["Crude oil with the region"])["2011"] == [
        "US$ 6 bn",
        "25 %",
        "US$ 5 k",
        "100 %",
    ]
    partners = cells(grids(page)["Exports of crude oil in 2012"])
    assert partners["China"] == ["US$ 6 bn", "10 m t", "600", "25 %", "2"]
    assert cells(grids(page)["Sum of crude oil, 2011 to 2012"])["China"][:2] == ["US$ 12 bn", "2"]


def test_nothing_computable_is_said(archive: Archive) -> None:
    page = flows_page(accounts(archive)[1])
    text = terminal_text(page, width=400)
    assert "No share of Northeast Asia" in text
    assert "no data" not in cells(grids(page)["Exports in 2012"])["machinery"][0]


def test_arms_show_bounds_and_their_unit(archive: Archive) -> None:
    page = flows_page(accounts(archive)[2])
    caption = "Exports of major arms in 2012 (million SIPRI trend-indicator values)"
    assert cells(grids(page)[caption])["China"][:2] == ["7.5", "5 to 2,000"]
    bought = cells(grids(page)["Imports in 2012 (million SIPRI trend-indicator values)"])
    assert bought["major arms"][0] == "none listed"


def test_trade_with_gaps_shows_both_ends(archive: Archive) -> None:
    page = flows_page(accounts(archive)[3])
    assert cells(grids(page)["Exports in 2012"])["all goods"][2] == "40 % to 100 %"
    text = terminal_text(page, width=400)
    assert "no figure for Japan" in text
    assert flow_sources(accounts(archive)[3])[1].startswith("Trade, national")


def test_spending_sets_the_sources_side_by_side(archive: Archive) -> None:
    account = spending_account(archive, "RUS", "northeast-asia", 2012)
    page = spending_page(account)
    (grid,) = grids(page).values()
    shown = [[c.text.replace("\u00a0", " ") for c in r] for r in grid.rows]
    assert shown[0] == ["2012", "SIPRI", "US$ 30 m", "10.0 %", "3 of 3", "10.0 %", "3 of 3"]
    assert shown[1] == ["2012", "NMC", "US$ 50 m", "25.0 %", "2 of 3", "25.0 %", "2 of 3"]
    text = terminal_text(page, width=400).replace("\u00a0", " ")
    assert "by SIPRI 10.0 %" in text
    assert "Japan" in text


def test_results_are_plain_data(archive: Archive) -> None:
    for account in (*accounts(archive), spending_account(archive, "RUS", "northeast-asia", 2012)):
        found = account_data(account, 2012)
        assert found["state"] == {"iso3": "RUS", "name": "Russia"}
        assert json.loads(json.dumps(found, allow_nan=False)) == found
