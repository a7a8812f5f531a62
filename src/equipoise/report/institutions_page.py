"""The institutions account on one page."""

from __future__ import annotations

from equipoise.accounts.institutions import BodyAccount, InstitutionsAccount
from equipoise.report.closing import closing
from equipoise.report.formatting import counted, percent
from equipoise.report.names import region_label, state_label
from equipoise.report.page import Cell, Column, Grid, Page, Paragraph, Tone, row
from equipoise.report.result_table import table_sources

_STANDINGS: dict[str, tuple[str, Tone]] = {
    "founder": ("● founder", "good"),
    "member": ("✓ member", "good"),
    "invited": ("◔ invited", "partial"),
    "observer": ("◔ observer", "partial"),
    "applicant": ("◔ applicant", "muted"),
    "outside": ("○ outside", "muted"),
    "refused": ("✗ refused", "bad"),
    "unknown": ("? unknown", "muted"),
}


def institutions_page(account: InstitutionsAccount, *, verbose: bool = False) -> Page:
    """An institutions account as a page.

    Parameters
    ----------
    account : InstitutionsAccount
        Any institutions account.
    verbose : bool
        With where each step is told.

    Returns
    -------
    Page
        Standing in every body, then every step in order of date.
    """
    state = state_label(account.state, account.year)
    held = [b for b in account.bodies if b.standing in {"founder", "member"} and _stands(b)]
    seats = counted(len(held), "seat", "seats")
    return Page(
        f"{state} in the bodies of {region_label(account.region)}, {account.year}",
        (
            Paragraph(f"{state} holds {seats} at the end of {account.year}.", strong=True),
            _standings(account),
            _story(account, verbose=verbose),
            *closing((), table_sources(account.table()), verbose=verbose),
        ),
    )


def _stands(body: BodyAccount) -> bool:
    return body.commonness is not None


def _standings(account: InstitutionsAccount) -> Grid:
    columns = (
        Column(""),
        Column("name", wraps=True),
        Column("founded"),
        Column("standing"),
        Column("others hold it", "right"),
    )
    rows = []
    for body in account.bodies:
        text, tone = _STANDINGS[body.standing]
        common = "not in being" if body.commonness is None else percent(body.commonness)
        rows.append(row(body.body, body.name, body.founded, Cell(text, tone), common))
    return Grid("Seats", columns, tuple(rows))


def _story(account: InstitutionsAccount, *, verbose: bool) -> Grid:
    rows = []
    for step in account.story:
        dated = f"{step.date} (text: {step.date_stated})" if step.date_stated else step.date
        told = f"{step.summary} [{step.locator}]" if verbose else step.summary
        rows.append(row(dated, step.body, step.status, told))
    columns = (Column("date"), Column("body"), Column("step"), Column("how", wraps=True))
    return Grid("The way there", columns, tuple(rows))
