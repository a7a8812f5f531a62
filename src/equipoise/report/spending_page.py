"""Military spending by source on one page."""

from __future__ import annotations

from equipoise.accounts.military_spending import Source, Spending, SpendingAccount
from equipoise.report.closing import closing
from equipoise.report.formatting import listed, quantity, tenths
from equipoise.report.names import region_label, state_label
from equipoise.report.page import Cell, Column, Grid, Page, Paragraph, row
from equipoise.report.result_table import table_sources

_SET = (
    "the set has the members and outside powers of the region, and the state; shares are of the "
    "states with a figure, which are not the same in every year and source"
)
_NAMES: dict[Source, str] = {"sipri": "SIPRI", "nmc": "NMC"}


def spending_page(account: SpendingAccount, *, verbose: bool = False) -> Page:
    """A spending account as a page.

    Parameters
    ----------
    account : SpendingAccount
        Any spending account.
    verbose : bool
        Notes and sources one to a line.

    Returns
    -------
    Page
        Spending, shares and ranks by year and source.
    """
    last = account.figures[-1].year
    state, region = state_label(account.state, last), region_label(account.region)
    columns = (
        Column(""),
        Column("by"),
        Column("spending", "right"),
        Column("of the set", "right"),
        Column("rank", "right"),
        Column("of the world", "right"),
        Column("world rank", "right"),
    )
    rows = tuple(_row(figure) for figure in account.figures)
    grid = Grid(f"Military spending, {account.prices} prices", columns, rows)
    blocks = closing(_notes(account), table_sources(account.table()), verbose=verbose)
    finding = Paragraph(_finding(account, state), strong=True)
    return Page(f"Military spending of {state} beside {region}", (finding, grid, *blocks))


def _row(figure: Spending) -> tuple[Cell, ...]:
    value, none = figure.value, Cell("no data", "muted")
    return row(
        str(figure.year),
        _NAMES[figure.source],
        none if value.value is None else quantity(value.value, value.unit),
        none if figure.share_of_set is None else tenths(figure.share_of_set),
        "" if figure.rank is None else f"{figure.rank} of {figure.states}",
        none if figure.share_of_world is None else tenths(figure.share_of_world),
        "" if figure.world_rank is None else f"{figure.world_rank} of {figure.world_states}",
    )


def _finding(account: SpendingAccount, state: str) -> str:
    parts = []
    for source in dict.fromkeys(figure.source for figure in account.figures):
        known = [f for f in account.figures if f.source == source and f.share_of_set is not None]
        if not known:
            parts.append(f"{_NAMES[source]} has no figure")
            continue
        text = f"by {_NAMES[source]} {_standing(known[-1])}"
        if len(known) > 1:
            text += f", after {_standing(known[0])}"
        parts.append(text)
    return f"{state} spends, {'; '.join(parts)}."


def _standing(figure: Spending) -> str:
    share = tenths(figure.share_of_set or 0.0)
    return f"{share} of the region's set in {figure.year} (rank {figure.rank})"


def _notes(account: SpendingAccount) -> list[str]:
    notes = [_SET]
    for source in dict.fromkeys(figure.source for figure in account.figures):
        own = [figure for figure in account.figures if figure.source == source]
        absent = sorted({state for figure in own for state in figure.missing})
        if absent:
            names = listed([state_label(state, own[-1].year) for state in absent])
            notes.append(f"{_NAMES[source]}: no figure in one of the years or more for {names}")
    return notes
