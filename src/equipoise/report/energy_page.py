"""The energy account on one page."""

from __future__ import annotations

from equipoise.accounts.energy import EnergyAccount, EnergyYear
from equipoise.report.closing import closing
from equipoise.report.formatting import percent, quantity
from equipoise.report.names import region_label, state_label
from equipoise.report.page import Column, Grid, Page, Paragraph, row
from equipoise.report.result_table import table_sources


def energy_page(account: EnergyAccount, *, verbose: bool = False) -> Page:
    """An energy account as a page.

    Parameters
    ----------
    account : EnergyAccount
        Any energy account.
    verbose : bool
        With the buyers of every year, not only of the last.

    Returns
    -------
    Page
        Sales to the region by year, then buyers.
    """
    last = account.years[-1]
    region = region_label(account.region)
    state = state_label(account.state, last.year)
    finding = (
        f"{region} takes {percent(last.directed_share)} of {state}'s energy exports in {last.year} "
        f"and gets {percent(last.coverage)} of its energy imports from there."
    )
    shown = account.years if verbose else (last,)
    notes = [f"Covers {account.definition}"]
    if last.unreported:
        names = ", ".join(state_label(member, last.year) for member in last.unreported)
        notes.append(
            f"{last.year}: the source reports no flow to {names}; coverage is a lower bound"
        )
    return Page(
        f"Energy from {state} to {region}",
        (
            Paragraph(finding, strong=True),
            _years(account),
            *(_buyers(year) for year in shown),
            *closing(notes, table_sources(account.table()), verbose=verbose),
        ),
    )


def _years(account: EnergyAccount) -> Grid:
    columns = (
        Column(""),
        Column("to the region", "right"),
        Column("to the world", "right"),
        Column("region's part", "right"),
        Column("needs met", "right"),
        Column("concentration", "right"),
    )
    rows = tuple(
        row(
            str(year.year),
            quantity(year.to_region, account.unit),
            quantity(year.to_world, account.unit),
            percent(year.directed_share),
            percent(year.coverage),
            f"{year.concentration:.2f}",
        )
        for year in account.years
    )
    return Grid("Sales", columns, rows)


def _buyers(year: EnergyYear) -> Grid:
    columns = (
        Column("", wraps=True),
        Column("value", "right"),
        Column("of the sales", "right"),
        Column("of its needs", "right"),
    )
    rows = tuple(
        row(
            state_label(buyer.importer, year.year),
            "no data"
            if buyer.value.value is None
            else quantity(buyer.value.value, buyer.value.unit),
            percent(buyer.share_of_sales),
            "no data" if buyer.share_of_needs is None else percent(buyer.share_of_needs),
        )
        for buyer in year.buyers
    )
    return Grid(f"Buyers in {year.year}", columns, rows)
