"""``equipoise flows`` and ``spending``: accounts that rest on the archive alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Group, Parameter

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
from equipoise.app.usage import UsageError
from equipoise.vocabulary.product_groups import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUESTION = Group("Question", sort_key=1)


@Parameter(name="*", group=_QUESTION)
@dataclass(frozen=True, kw_only=True)
class Span:
    """Where and when.

    Parameters
    ----------
    region : str or None
        Name of a region.
    year, first, last : int or None
        One year, or the first and last of several.
    """

    region: Region = None
    year: Annotated[Year, Parameter(help="Year; the last that the data set covers by default.")] = (
        None
    )
    first: Annotated[Year, Parameter(name="--from", help="First year of a series.")] = None
    last: Annotated[Year, Parameter(name="--to", help="Last year of a series.")] = None

    def years(self, covered: tuple[int, int]) -> Sequence[int]:
        """Years asked for.

        Parameters
        ----------
        covered : tuple of int, int
            First and last year of the data set.

        Returns
        -------
        sequence of int

        Raises
        ------
        UsageError
            One year and several at once, or a series that ends before it begins.
        """
        if self.first is None and self.last is None:
            return [covered[1] if self.year is None else self.year]
        if self.year is not None:
            message = "--year asks for one year, --from and --to for several"
            raise UsageError(message, hint="give --year alone, or --from and --to")
        first = covered[0] if self.first is None else self.first
        last = covered[1] if self.last is None else self.last
        if last < first:
            message = f"--to {last} lies before --from {first}"
            raise UsageError(message, hint="name the earlier year with --from")
        return range(first, last + 1)


@Parameter(name="*", group=_QUESTION)
@dataclass(frozen=True, kw_only=True)
class FlowQuestion(Span):
    """Where, when, and what flows.

    Parameters
    ----------
    kind : Kind
        Kind of flow.
    source : str or None
        Data set with version.
    """

    kind: Annotated[Kind, Parameter(help="What flows.")] = "energy"
    source: Annotated[
        str | None,
        Parameter(
            help="A version of the data set behind the kind, such as baci@202601; the newest one "
            "in the archive by default."
        ),
    ] = None


@Parameter(name="*", group=_QUESTION)
@dataclass(frozen=True, kw_only=True)
class SpendingQuestion(Span):
    """Where, when, and by whom.

    Parameters
    ----------
    source : Source or None
        One source; None for all that have the prices.
    prices : Prices
        Of the figures.
    """

    source: Annotated[
        Literal["sipri", "nmc"] | None,
        Parameter(help="Only this source; both side by side by default."),
    ] = None
    prices: Annotated[
        Literal["current", "constant"],
        Parameter(help="Prices of the figures; only SIPRI has constant ones."),
    ] = "current"


FLOWS = FlowQuestion()
SPENDING = SpendingQuestion()


def flows(
    state: State = None,
    /,
    *,
    question: FlowQuestion = FLOWS,
    verbose: Verbose = False,
    evidence: Evidence = EVIDENCE,
    delivery: Delivery = DELIVERY,
) -> None:
    """What a state sells to a region and buys there, from published data."""
    from equipoise.accounts.flow_sources import flow_source
    from equipoise.accounts.flows import flow_account
    from equipoise.app.delivery import Answer, deliver
    from equipoise.archive.store import Archive
    from equipoise.report.flows_page import flow_sources, flows_page
    from equipoise.report.json_data import account_data

    code, region = _asked(state, question.region, evidence)
    with Archive() as archive:
        years = question.years(flow_source(archive, question.kind, question.source).span)
        account = flow_account(archive, code, region, years, question.kind, source=question.source)
    params = {
        "state": account.state,
        "region": account.region,
        "kind": account.kind,
        "years": account.years,
        "source": question.source,
    }
    answer = Answer(
        command="flows",
        params=params,
        page=flows_page(account, verbose=verbose),
        table=account.table(),
        data=account_data(account, account.years[-1]),
        sources=flow_sources(account),
        warnings=account.warnings,
    )
    deliver(answer, delivery)


def spending(
    state: State = None,
    /,
    *,
    question: SpendingQuestion = SPENDING,
    verbose: Verbose = False,
    evidence: Evidence = EVIDENCE,
    delivery: Delivery = DELIVERY,
) -> None:
    """Military spending of a state beside a region's, by SIPRI and by NMC."""
    from equipoise.accounts.military_spending import (
        covered_years,
        sources_of,
        spending_account,
    )
    from equipoise.app.delivery import Answer, deliver
    from equipoise.archive.store import Archive
    from equipoise.report.json_data import account_data
    from equipoise.report.result_table import table_sources
    from equipoise.report.spending_page import spending_page

    code, region = _asked(state, question.region, evidence)
    chosen = (question.source,) if question.source else sources_of(question.prices)
    with Archive() as archive:
        years = question.years(covered_years(archive, chosen))
        account = spending_account(
            archive, code, region, years, sources=chosen, prices=question.prices
        )
    params = {
        "state": account.state,
        "region": account.region,
        "years": list(years),
        "sources": chosen,
        "prices": account.prices,
    }
    table = account.table()
    answer = Answer(
        command="spending",
        params=params,
        page=spending_page(account, verbose=verbose),
        table=table,
        data=account_data(account, years[-1]),
        sources=table_sources(table),
    )
    deliver(answer, delivery)


def _asked(state: str | None, region: str | None, evidence: Evidence) -> tuple[str, str]:
    """State and region; a dossier is opened only where it must name one of them."""
    if state is not None and region is not None:
        return state, region
    from equipoise.dossier.read import open_dossier

    manifest = open_dossier(evidence.dossier).manifest
    return state or manifest.focal, region or manifest.region
