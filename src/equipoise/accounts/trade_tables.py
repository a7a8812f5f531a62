"""The trade account as tables of years and of dyads, beside its table of partners."""

from __future__ import annotations

from equipoise.accounts.trade import UNIT, TradeAccount, TradeYear
from equipoise.vocabulary.tables import Column, ResultTable

_SOURCES = (
    Column("source", "text", "who published the figures"),
    Column("locator", "text", "places of the rows used"),
)


def trade_years_table(account: TradeAccount) -> ResultTable:
    """Sums, shares and concentration of a state's trade with a region, by year.

    Parameters
    ----------
    account : TradeAccount
        Any trade account.

    Returns
    -------
    ResultTable
        One row a year; money in million US dollars.

    Examples
    --------
    >>> from equipoise.accounts.trade import trade_account
    >>> from equipoise.dossier.read import open_dossier
    >>> trade_years_table(trade_account(open_dossier())).column("year")
    [1996, 1999, 2000, 2005, 2012]
    """
    columns = (
        Column("year", "integer", "calendar year", "date"),
        Column("region_total_usd_m", "number", "sum over the members with a figure", UNIT),
        Column("world_total_usd_m", "number", "trade with the world", UNIT),
        Column("share_of_world", "number", "region's share of all trade, 0 to 1", "share"),
        Column("concentration", "number", "Herfindahl-Hirschman index, 1/n to 1", "factor"),
        Column("effective_partners", "number", "its inverse", "factor"),
        Column("members_without_figure", "integer", "members of the region left out", "count"),
        *_SOURCES,
    )
    rows = tuple(
        (
            year.year,
            year.region_total,
            year.world_total.value,
            year.share_of_world,
            year.concentration,
            year.effective_partners,
            len(year.missing),
            year.world_total.source,
            _places(year),
        )
        for year in account.years
    )
    return ResultTable("trade-years", columns, rows)


def _places(year: TradeYear) -> str:
    """``[trade.csv:2] [trade.csv:7]``: the rows that the year rests on."""
    figures = (*(partner.turnover for partner in year.partners), year.world_total)
    places = [e.locator[e.locator.rfind("[") :] for e in figures if e.known and "[" in e.locator]
    return " ".join(places)


def dependence_table(account: TradeAccount) -> ResultTable:
    """Dependence of a state and its partners on each other, by year and partner.

    Parameters
    ----------
    account : TradeAccount
        Any trade account.

    Returns
    -------
    ResultTable
        One row a dyad and year; shares from 0 to 1.

    Examples
    --------
    >>> from equipoise.accounts.trade import trade_account
    >>> from equipoise.dossier.read import open_dossier
    >>> sorted(set(dependence_table(trade_account(open_dossier())).column("partner")))
    ['CHN', 'JPN', 'USA']
    """
    columns = (
        Column("year", "integer", "calendar year", "date"),
        Column("partner", "text", "state code"),
        Column("state_share", "number", "partner's share of the state's trade", "share"),
        Column("partner_share", "number", "state's share of the partner's trade", "share"),
        Column("asymmetry", "number", "the first over the second", "factor"),
        *_SOURCES,
    )
    rows = tuple(
        (
            dyad.year,
            dyad.partner,
            dyad.share,
            dyad.partner_share,
            dyad.asymmetry,
            "; ".join(dyad.sources),
            " ".join(f"[{place}]" for place in dyad.evidence),
        )
        for dyad in account.dependence
    )
    return ResultTable("dependence", columns, rows)
