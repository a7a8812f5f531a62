"""The trade account of the founding case, its printed totals, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.accounts.trade import trade_account
from equipoise.dossier.tables import DossierTable, Row
from equipoise.errors import NotFoundError, UnknownRegionError
from equipoise.vocabulary.regions import Membership, Region


@pytest.fixture(scope="module")
def account(dossier):
    return trade_account(dossier, "RUS", region="east-asia")


def test_shares_of_the_region_in_russia_s_trade(account):
    found = {year.year: round(year.share_of_world, 4) for year in account.years}
    assert found == {1996: 0.1069, 1999: 0.0957, 2000: 0.0949, 2005: 0.1265, 2012: 0.1982}


def test_china_by_hand_in_1996(account):
    first = account.years[0]
    china = next(p for p in first.partners if p.partner == "CHN")
    assert china.share_of_region == pytest.approx(5724.5 / 14019.3)
    assert china.rank == 1
    squares = [p.share_of_region**2 for p in first.partners if p.share_of_region is not None]
    assert first.concentration == pytest.approx(sum(squares))


def test_effective_partners_fall_between_1996_and_2012(account):
    found = {year.year: round(year.effective_partners, 2) for year in account.years}
    assert (found[1996], found[2012]) == (3.71, 2.87)


def test_printed_totals_beside_computed_ones_in_both_readings(account):
    found = {
        year.year: (
            year.printed.printed_total,
            round(year.printed.difference, 1),
            year.printed.within_tolerance,
            year.printed.within_interval,
        )
        for year in account.years
    }
    assert found[1996] == (14019.3, 0.0, True, True)
    assert found[2005] == (42976.0, 0.0, True, True)
    assert found[2012] == (165984.3, 0.0, True, True)
    total, difference, within, interval = found[1999]
    assert (total, abs(difference), within, interval) == (9760.7, 0.7, False, True)
    total, difference, within, interval = found[2000]
    assert (total, abs(difference), within, interval) == (12997.0, 0.1, True, True)


def test_missing_cells_are_named_and_never_zero(account):
    by_year = {year.year: set(year.missing) for year in account.years}
    assert by_year[1999] == {"KHM", "MMR", "MNG", "BRN"}
    assert by_year[2012] == {"LAO", "KHM", "MNG", "BRN"}
    laos = next(p for p in account.years[-1].partners if p.partner == "LAO")
    assert laos.turnover.value is None
    assert laos.turnover.missing_reason
    assert laos.share_of_region is None
    assert any("LAO" in warning for warning in account.warnings)


def test_growth_since_2000_is_more_than_tenfold(account):
    steps = {(g.first_year, g.last_year): g for g in account.growth if g.partner == "east-asia"}
    last = steps[2005, 2012].factor * steps[2000, 2005].factor
    assert last == pytest.approx(165984.3 / 12996.9)
    whole = steps[1996, 2012]
    assert (1 + whole.annual) ** 16 == pytest.approx(whole.factor)


@pytest.mark.parametrize(
    ("year", "own", "other", "salience", "symmetry", "product", "ratio"),
    [
        (1996, 0.0479, 0.0212, 0.0319, 0.9733, 0.03101, 2.26),
        (2000, 0.0520, 0.0080, 0.0203, 0.9560, 0.01944, 6.54),
        (2005, 0.0701, 0.0117, 0.0286, 0.9416, 0.02696, 5.99),
        (2012, 0.1150, 0.0201, 0.0480, 0.9050, 0.04347, 5.74),
    ],
)
def test_russia_and_china_depend_on_each_other(
    account, year, own, other, salience, symmetry, product, ratio
):
    dyad = next(d for d in account.dependence if (d.partner, d.year) == ("CHN", year))
    assert dyad.share == pytest.approx(own, abs=5e-5)
    assert dyad.partner_share == pytest.approx(other, abs=5e-5)
    assert dyad.salience == pytest.approx(salience, abs=5e-5)
    assert dyad.symmetry == pytest.approx(symmetry, abs=5e-5)
    assert dyad.interdependence == pytest.approx(product, abs=5e-6)
    # The note's ratio is of rounded shares.
    assert dyad.asymmetry == pytest.approx(ratio, abs=0.02)


def test_the_break_in_china_s_totals_is_said(account):
    first = next(d for d in account.dependence if (d.partner, d.year) == ("CHN", 1996))
    assert "not comparable" in first.definition


def test_a_smaller_region_is_summed_anew_and_has_no_printed_total(dossier):
    account = trade_account(dossier, "RUS", region="northeast-asia")
    assert account.years[0].region_total == pytest.approx(5724.5 + 3890.7 + 64.8 + 1984 + 568)
    assert account.years[0].printed is None


def test_a_state_without_rows_of_its_own_still_shows_its_dependence(dossier):
    account = trade_account(dossier, "JPN")
    assert account.years == ()
    assert account.dependence
    assert account.warnings


def test_a_state_without_trade_is_not_found(dossier):
    with pytest.raises(NotFoundError, match="no trade of FRA"):
        trade_account(dossier, "FRA")


def test_an_unknown_region_is_not_found(dossier):
    with pytest.raises(UnknownRegionError):
        trade_account(dossier, "RUS", region="east-aisa")


def test_tables_go_to_pandas_and_polars(account):
    import pandas as pd
    import polars as pl

    table = account.table()
    assert len(table.rows) == 5 * 16
    frame = pd.DataFrame.from_arrow(table)
    assert frame["turnover_usd_m"].isna().sum() == 14
    assert pl.DataFrame(table)["turnover_usd_m"].null_count() == 14


def test_a_row_in_another_unit_is_the_same_trade(dossier, account):
    rows = []
    for row in dossier.table("partner_trade"):
        cells = dict(row.cells)
        if (cells["state"], cells["partner"], cells["year"]) == ("RUS", "WLD", 2012):
            cells |= {flow: cells[flow] * 1e6 for flow in ("imports", "exports")}
            cells["unit"] = "usd"
        rows.append(Row(row.file, row.line, cells))
    table = DossierTable("partner_trade", tuple(rows))
    other = replace(dossier, tables={**dossier.tables, "partner_trade": table})
    found = {(d.partner, d.year): d.share for d in trade_account(other, "RUS").dependence}
    for dyad in account.dependence:
        assert found[dyad.partner, dyad.year] == pytest.approx(dyad.share)


def test_states_are_accepted_by_any_name(dossier, account):
    assert trade_account(dossier, "Russia") == account
    assert trade_account(dossier, "365") == account


def test_a_region_without_figures_is_not_found(dossier):
    tiny = Region("tiny", "Tiny", "", "test", (Membership("MNG"), Membership("BRN")))
    with pytest.raises(NotFoundError, match="tiny"):
        trade_account(dossier, "RUS", region=tiny)
