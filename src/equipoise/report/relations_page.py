"""The relations account on one page."""

from __future__ import annotations

from equipoise.accounts.relations import OUTSIDE, Event, RelationsAccount
from equipoise.report.closing import closing
from equipoise.report.formatting import counted
from equipoise.report.names import state_label
from equipoise.report.page import Cell, Column, Grid, Page, Paragraph, row
from equipoise.report.result_table import table_sources
from equipoise.vocabulary.periods import parse_edtf


def relations_page(account: RelationsAccount, *, verbose: bool = False) -> Page:
    """A relations account as a page.

    Parameters
    ----------
    account : RelationsAccount
        Any relations account.
    verbose : bool
        With where each event is told.

    Returns
    -------
    Page
        Events counted by era and kind, then told in order.
    """
    year = _last_year(account)
    title = f"Relations of {state_label(account.state, year)}"
    if account.partner:
        title += f" with {state_label(account.partner, year)}"
    events = counted(len(account.events), "event", "events")
    eras = counted(len(account.by_era.keys() - {OUTSIDE}), "era", "eras")
    return Page(
        title,
        (
            Paragraph(f"{events} in {eras}.".capitalize(), strong=True),
            _counts(account),
            _events(account, year, verbose=verbose),
            *closing((), table_sources(account.table()), verbose=verbose),
        ),
    )


def _last_year(account: RelationsAccount) -> int:
    """Year in which the last event began, by whose names the states are called."""
    days = [parse_edtf(event.date).start for event in account.events]
    return max(day.year for day in days if day is not None)


def _counts(account: RelationsAccount) -> Grid:
    rows = tuple(
        row(
            era,
            str(sum(kinds.values())),
            ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items(), key=lambda k: -k[1])),
        )
        for era, kinds in account.by_era.items()
    )
    return Grid("Eras", (Column(""), Column("events", "right"), Column("kinds", wraps=True)), rows)


def _events(account: RelationsAccount, year: int, *, verbose: bool) -> Grid:
    columns = (Column("date"), Column("kind"), Column("what happened", wraps=True))
    rows = tuple(
        row(_date(event), event.kind, Cell(_told(event, account, year, verbose=verbose)))
        for event in account.events
    )
    return Grid("Events", columns, rows)


def _date(event: Event) -> str:
    return f"{event.date} (text: {event.date_stated})" if event.date_stated else event.date


def _told(event: Event, account: RelationsAccount, year: int, *, verbose: bool) -> str:
    others = [
        state_label(p, year) for p in event.parties if p not in {account.state, account.partner}
    ]
    told = f"{', '.join(others)}: {event.summary}" if others else event.summary
    return f"{told} [{event.confidence} confidence; {event.locator}]" if verbose else told
