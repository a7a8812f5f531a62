"""``equipoise system``: concentration and polarity of any set of states, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from cyclopts import Group, Parameter

from equipoise.app.options import DELIVERY, Delivery, Verbose, Year

Measure: TypeAlias = Literal[
    "cinc",
    "milex",
    "milper",
    "irst",
    "pec",
    "tpop",
    "upop",
    "spending",
    "gdp",
    "net-resources",
]


@Parameter(name="*", group=Group("Question", sort_key=1))
@dataclass(frozen=True, kw_only=True)
class SystemQuestion:
    """Which states, by what, when.

    Parameters
    ----------
    states : str
        The set of states.
    measure : Measure
        The capability.
    first, last : int or None
        First and last year.
    fixed : bool
        Whether the states of the first year are kept.
    """

    states: Annotated[
        str,
        Parameter(
            help="majors for the Correlates of War list, the name of a region, or codes or names "
            "of states joined by commas."
        ),
    ] = "majors"
    measure: Annotated[
        Measure,
        Parameter(
            help="Capability: the index and components of NMC, SIPRI's military spending, latent "
            "product, or product times product a head."
        ),
    ] = "cinc"
    first: Annotated[
        Year, Parameter(name="--from", help="First year; the first covered by default.")
    ] = None
    last: Annotated[
        Year, Parameter(name="--to", help="Last year; the last covered by default.")
    ] = None
    fixed: Annotated[
        bool,
        Parameter(
            help="Keep the states of the first year throughout, so that no change is one of "
            "membership.",
            negative=(),
            show_default=False,
        ),
    ] = False


QUESTION = SystemQuestion()


def system(
    *,
    question: SystemQuestion = QUESTION,
    verbose: Verbose = False,
    delivery: Delivery = DELIVERY,
) -> None:
    """Concentration and polarity of any set of states, year by year."""
    from equipoise.accounts.system import system_account
    from equipoise.app.delivery import Answer, deliver
    from equipoise.archive.store import Archive
    from equipoise.report.json_data import plain
    from equipoise.report.system_page import system_page, system_sources

    with Archive() as archive:
        account = system_account(
            archive,
            question.states,
            measure=question.measure,
            first=question.first,
            last=question.last,
            fixed=question.fixed,
        )
    params = {
        "states": account.states,
        "measure": account.measure,
        "years": [account.years[0].year, account.years[-1].year],
        "fixed": account.fixed,
    }
    answer = Answer(
        command="system",
        params=params,
        page=system_page(account, verbose=verbose),
        table=account.table(),
        data=plain(account),
        sources=system_sources(account),
    )
    deliver(answer, delivery)
