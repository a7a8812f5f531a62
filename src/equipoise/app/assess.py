"""``equipoise assess``: the verdict card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from cyclopts import Group, Parameter, validators

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

_QUESTION = Group("Question", sort_key=1)


@Parameter(name="*", group=_QUESTION)
@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked.

    Parameters
    ----------
    region : str or None
        Name of a region.
    year, first, last : int or None
        One year, or the first and last of several.
    framework : str
        Name of a shipped framework, or the path of a file.
    draws : int
        Specifications to draw.
    """

    region: Region = None
    year: Annotated[Year, Parameter(help="Year; the last one with evidence by default.")] = None
    first: Annotated[Year, Parameter(name="--from", help="First year of a series.")] = None
    last: Annotated[Year, Parameter(name="--to", help="Last year of a series.")] = None
    framework: Annotated[
        str,
        Parameter(
            help="buzan-waever, gilpin, kennedy, waltz, or the path of a framework of your own."
        ),
    ] = "buzan-waever"
    draws: Annotated[
        int,
        Parameter(
            help="Specifications drawn for the agreement.",
            validator=validators.Number(gte=1, lte=100_000),
        ),
    ] = 2000


QUESTION = Question()


def assess(
    state: State = None,
    /,
    *,
    question: Question = QUESTION,
    verbose: Verbose = False,
    evidence: Evidence = EVIDENCE,
    delivery: Delivery = DELIVERY,
) -> None:
    """Whether a state is a great power in a region in a year."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.assessment.verdict import assess as assessed
    from equipoise.dossier.read import open_dossier
    from equipoise.report.assessment_page import assessment_page
    from equipoise.report.json_data import assessment_data, assessment_sources
    from equipoise.report.series import assessments_table

    if question.first is not None or question.last is not None:
        _series(state, question, evidence, delivery, verbose=verbose)
        return
    dossier = open_dossier(evidence.dossier)
    result = assessed(
        dossier,
        state,
        region=question.region,
        year=question.year,
        framework=question.framework,
        draws=question.draws,
    )
    params = {
        "state": result.state,
        "region": result.region,
        "year": result.year,
        "framework": result.framework,
        "draws": question.draws,
    }
    answer = Answer(
        command="assess",
        params=params,
        page=assessment_page(result, verbose=verbose),
        table=assessments_table([result]),
        data=assessment_data(result),
        dossier=dossier,
        sources=assessment_sources([result]),
        warnings=result.warnings,
    )
    deliver(answer, delivery)


def _series(
    state: str | None,
    question: Question,
    evidence: Evidence,
    delivery: Delivery,
    *,
    verbose: bool,
) -> None:
    from equipoise.app.delivery import Answer, deliver
    from equipoise.assessment.verdict import assess_series
    from equipoise.dossier.read import open_dossier
    from equipoise.report.json_data import assessment_sources, series_data
    from equipoise.report.series import assessments_table, series_page, series_warnings

    if question.year is not None:
        message = "--year asks for one year, --from and --to for several"
        raise UsageError(message, hint="give --year alone, or --from and --to")
    dossier = open_dossier(evidence.dossier)
    period = dossier.manifest.period
    first = period.year if question.first is None else question.first
    last = dossier.last_year if question.last is None else question.last
    results = assess_series(
        dossier,
        state,
        years=(first, last),
        region=question.region,
        framework=question.framework,
        draws=question.draws,
    )
    params = {
        "state": results[-1].state,
        "region": results[-1].region,
        "from": first,
        "to": last,
        "framework": results[-1].framework,
        "draws": question.draws,
    }
    answer = Answer(
        command="assess",
        params=params,
        page=series_page(results, verbose=verbose),
        table=assessments_table(results),
        data=series_data(results),
        dossier=dossier,
        sources=assessment_sources(results),
        warnings=series_warnings(results),
    )
    deliver(answer, delivery)
