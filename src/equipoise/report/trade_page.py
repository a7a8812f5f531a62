"""The trade account on one page."""

from __future__ import annotations

from equipoise.accounts.dependence import DyadDependence
from equipoise.accounts.trade import Growth, TradeAccount, TradeYear
from equipoise.report.closing import closing
from equipoise.report.formatting import amount, listed, percent, tenths
from equipoise.report.names import region_label, state_label
from equipoise.report.page import Block, Cell, Column, Grid, Page, Paragraph, row
from equipoise.report.result_table import table_sources


def trade_page(account: TradeAccount, *, verbose: bool = False) -> Page:
    """A trade account as a page.

    Parameters
    ----------
    account : TradeAccount
        Any trade account.
    verbose : bool
        With dependence in every year, not only the first and the last.

    Returns
    -------
    Page
        Turnover by partner and year, shares, growth, printed totals, dependence by dyad.
    """
    last = _last_year(account)
    region = region_label(account.region)
    blocks: list[Block] = []
    if account.years:
        blocks += [_finding(account, region), _turnover(account), _totals(account, region)]
    if account.dependence:
        blocks.append(_dependence(account, verbose=verbose))
    notes = (*account.warnings, *_definitions(account))
    blocks += closing(notes, table_sources(account.table()), verbose=verbose)
    return Page(f"Trade of {state_label(account.state, last)} with {region}", tuple(blocks))


def _definitions(account: TradeAccount) -> tuple[str, ...]:
    """What is said of some dyads beyond what holds for all."""
    usual = min((d.definition for d in account.dependence), key=len, default="")
    dyads: dict[str, list[str]] = {}
    for d in account.dependence:
        beyond = d.definition.removeprefix(usual).lstrip("; ")
        if beyond:
            dyads.setdefault(beyond, []).append(f"{state_label(d.partner, d.year)} {d.year}")
    return tuple(f"{listed(names)}: {beyond}" for beyond, names in dyads.items())


def _last_year(account: TradeAccount) -> int:
    return max([y.year for y in account.years] + [d.year for d in account.dependence])


def _finding(account: TradeAccount, region: str) -> Paragraph:
    last = account.years[-1]
    first = last.partners[0]
    text = f"{state_label(first.partner, last.year)} takes the largest part in {last.year}"
    if first.share_of_region is not None:
        text += f", {percent(first.share_of_region)} of the trade with {region}"
    if last.share_of_world is not None:
        text += f", which is {percent(last.share_of_world)} of all trade"
    return Paragraph(f"{text}.", strong=True)


def _turnover(account: TradeAccount) -> Grid:
    latest = account.years[-1]
    by_year = [{p.partner: p for p in year.partners} for year in account.years]
    columns = (
        Column("", wraps=True),
        *(Column(str(year.year), "right") for year in account.years),
        Column(f"share {latest.year}", "right"),
    )
    rows = []
    for partner in latest.partners:
        cells: list[str | Cell] = [state_label(partner.partner, latest.year)]
        for year in by_year:
            found = year.get(partner.partner)
            value = found.turnover.value if found else None
            cells.append(Cell("no data", "muted") if value is None else amount(value))
        share = partner.share_of_region
        cells.append("" if share is None else percent(share))
        rows.append(row(*cells))
    return Grid("Turnover, US$ m", columns, tuple(rows))


def _totals(account: TradeAccount, region: str) -> Grid:
    growth = {g.last_year: g for g in account.growth[: len(account.years) - 1]}
    columns = (Column("", wraps=True), *(Column(str(year.year), "right") for year in account.years))

    def line(name: str, texts: list[str]) -> tuple[Cell, ...]:
        return row(name, *texts)

    years = account.years
    rows = (
        line(f"sum over {region}, US$ m", [amount(y.region_total) for y in years]),
        line("total as printed", [_printed(y) for y in years]),
        line("share of all trade", [_share(y) for y in years]),
        line("growth a year", [_growth(growth.get(y.year)) for y in years]),
        line("effective partners", [f"{y.effective_partners:.1f}" for y in years]),
    )
    return Grid("Sums", columns, rows)


def _growth(growth: Growth | None) -> str:
    return "" if growth is None else percent(growth.annual)


def _printed(year: TradeYear) -> str:
    if year.printed is None:
        return ""
    return f"{'' if year.printed.within_tolerance else '≠ '}{amount(year.printed.printed_total)}"


def _share(year: TradeYear) -> str:
    return "no data" if year.share_of_world is None else tenths(year.share_of_world)


def _dependence(account: TradeAccount, *, verbose: bool) -> Grid:
    years = sorted({d.year for d in account.dependence})
    wanted = set(years) if verbose else {years[0], years[-1]}
    state = state_label(account.state, years[-1])
    columns = (
        Column("", wraps=True),
        Column("year", "right"),
        Column(f"share of {state}'s", "right"),
        Column("of partner's", "right"),
        Column("asymmetry", "right"),
        Column("more dependent", wraps=True),
    )
    rows = tuple(_dyad(dyad, state) for dyad in account.dependence if dyad.year in wanted)
    return Grid("Dependence in trade", columns, rows)


def _dyad(dyad: DyadDependence, state: str) -> tuple[Cell, ...]:
    partner = state_label(dyad.partner, dyad.year)
    ratio = dyad.asymmetry
    leaning = "" if ratio is None else state if ratio > 1 else partner
    return row(
        partner,
        str(dyad.year),
        percent(dyad.share),
        percent(dyad.partner_share),
        "no data" if ratio is None else f"{ratio:.2g}",
        leaning,
    )
