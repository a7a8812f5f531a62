"""``equipoise trade``, ``relations``, ``institutions`` and ``energy``: the accounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from equipoise.app.options import (
    DELIVERY,
    EVIDENCE,
    Delivery,
    Evidence,
    Region,
    State,
    Verbose,
    Year,
)

if TYPE_CHECKING:
    from equipoise.dossier.read import Dossier
    from equipoise.report.json_data import Account
    from equipoise.report.page import Page


def trade(
    state: State = None,
    /,
    *,
    region: Region = None,
    verbose: Verbose = False,
    evidence: Evidence = EVIDENCE,
    delivery: Delivery = DELIVERY,
) -> None:
    """Trade of a state with a region: turnover, shares, dependence."""
    from equipoise.accounts.trade import trade_account
    from equipoise.dossier.read import open_dossier
    from equipoise.report.trade_page import trade_page

    dossier = open_dossier(evidence.dossier)
    account = trade_account(dossier, state, region=region)
    params = {"state": account.state, "region": account.region}
    page = trade_page(account, verbose=verbose)
    _deliver("trade", params, dossier, account, page, delivery)


def relations(
    state: State = None,
    /,
    *,
    partner: Annotated[
        str | None,
        Parameter(
            name="--with",
            help="State, or a body or party of the dossier such as ASEAN; all by default.",
        ),
    ] = None,
    verbose: Verbose = False,
    evidence: Evidence = EVIDENCE,
    delivery: Delivery = DELIVERY,
) -> None:
    """What a state did with a partner, event by event."""
    from equipoise.accounts.relations import relations_account
    from equipoise.app.names import party_id
    from equipoise.dossier.read import open_dossier
    from equipoise.report.relations_page import relations_page

    dossier = open_dossier(evidence.dossier)
    account = relations_account(
        dossier,
        state,
        partner=None if partner is None else party_id(partner, dossier, dossier.last_year),
    )
    params = {"state": account.state, "with": account.partner}
    page = relations_page(account, verbose=verbose)
    _deliver("relations", params, dossier, account, page, delivery)


def institutions(
    state: State = None,
    /,
    *,
    region: Region = None,
    year: Annotated[
        Year,
        Parameter(help="Year on whose last day the seats are counted; the dossier's last."),
    ] = None,
    verbose: Verbose = False,
    evidence: Evidence = EVIDENCE,
    delivery: Delivery = DELIVERY,
) -> None:
    """Seats that a state sought, was refused, and holds."""
    from equipoise.accounts.institutions import institutions_account
    from equipoise.dossier.read import open_dossier
    from equipoise.report.institutions_page import institutions_page

    dossier = open_dossier(evidence.dossier)
    account = institutions_account(dossier, state, region=region, year=year)
    params = {"state": account.state, "region": account.region, "year": account.year}
    page = institutions_page(account, verbose=verbose)
    _deliver("institutions", params, dossier, account, page, delivery)


def energy(
    state: State = None,
    /,
    *,
    region: Region = None,
    verbose: Verbose = False,
    evidence: Evidence = EVIDENCE,
    delivery: Delivery = DELIVERY,
) -> None:
    """Energy that a state sells to a region, and needs it meets."""
    from equipoise.accounts.energy import energy_account
    from equipoise.dossier.read import open_dossier
    from equipoise.report.energy_page import energy_page

    dossier = open_dossier(evidence.dossier)
    account = energy_account(dossier, state, region=region)
    params = {"state": account.state, "region": account.region}
    page = energy_page(account, verbose=verbose)
    _deliver("energy", params, dossier, account, page, delivery)


def _deliver(
    command: str,
    params: Mapping[str, object],
    dossier: Dossier,
    account: Account,
    page: Page,
    delivery: Delivery,
) -> None:
    from equipoise.app.delivery import Answer, deliver
    from equipoise.report.json_data import account_data
    from equipoise.report.result_table import table_sources

    table = account.table()
    answer = Answer(
        command=command,
        params=params,
        page=page,
        table=table,
        data=account_data(account, dossier.last_year),
        dossier=dossier,
        sources=table_sources(table),
        warnings=tuple(getattr(account, "warnings", ())),
    )
    deliver(answer, delivery)
