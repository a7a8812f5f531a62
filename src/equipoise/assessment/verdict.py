"""The main job: whether a state is a great power in a region in a year."""

from __future__ import annotations

from datetime import date

from equipoise.accounts.case import Case, resolve_region
from equipoise.accounts.readings import reading
from equipoise.assessment.framework import Framework
from equipoise.assessment.load import load_framework
from equipoise.assessment.results import (
    Assessment,
    CriterionComparison,
    PublishedComparison,
    ScopeResult,
)
from equipoise.assessment.robustness import Agreement, agreement
from equipoise.assessment.scopes import scope_result
from equipoise.assessment.tipping import tippings
from equipoise.dossier.read import Dossier
from equipoise.errors import ArgumentError, PeriodError
from equipoise.vocabulary.regions import Region
from equipoise.vocabulary.states import resolve_state

DRAWS = 2000
MOST_DRAWS = 100_000
SEED = 20120901


def assess(
    dossier: Dossier,
    state: str | None = None,
    *,
    region: Region | str | None = None,
    year: int | None = None,
    framework: Framework | str = "buzan-waever",
    draws: int = DRAWS,
) -> Assessment:
    """Whether a state is a great power in a region in a year, by one framework's criteria.

    Parameters
    ----------
    dossier : Dossier
        The evidence.
    state : str, optional
        Code or English name; the dossier's focal state by default.
    region : Region or str, optional
        The dossier's own by default.
    year : int, optional
        The last year of the dossier's period by default.
    framework : Framework or str
        A framework, the name of a shipped one, or the path of a file.
    draws : int
        Specifications drawn for the agreement, 1 upward.

    Returns
    -------
    Assessment
        Verdict, criteria with evidence, limits, agreement across specifications, tipping values.

    Raises
    ------
    UnknownStateError, UnknownRegionError, UnknownFrameworkError
        What was asked for does not exist.
    PeriodError
        The year lies outside the dossier's period.
    FrameworkError
        The framework file cannot be evaluated.
    ArgumentError
        The year is no whole number, or the draws are not 1 to 100,000.

    References
    ----------
    buzanwaever2003, waltz1979, gilpin1981, kennedy1987.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> result = assess(open_dossier(), year=2012, draws=10)
    >>> result.verdict, result.limiting
    ('aspiring great power', ('economic-capability',))
    """
    year = _year(dossier, year)
    if not isinstance(draws, int) or not 1 <= draws <= MOST_DRAWS:
        message = f"{draws!r} draws"
        raise ArgumentError(message, hint=f"ask for 1 to {MOST_DRAWS:,}")
    wanted = dossier.manifest.focal if state is None else state
    found = resolve_state(wanted, date(year, 12, 31))
    place = resolve_region(dossier, region)
    chosen = framework if isinstance(framework, Framework) else load_framework(framework)
    case = Case(dossier, place, year, found.id)
    readings = {measure: reading(case, measure) for measure in chosen.measures()}
    standing = scope_result(chosen, "region", readings, found.id)
    drawn = agreement(chosen, readings, found.id, standing.verdict, draws=draws, seed=SEED)
    return Assessment(
        state=found.id,
        name=found.name_on(date(year, 12, 31)),
        region=place.id,
        region_name=place.name,
        year=year,
        framework=chosen.id,
        framework_name=chosen.name,
        citation=chosen.citation,
        region_scope=standing,
        system_scope=scope_result(chosen, "system", readings, found.id),
        position=place.position(found.id),
        position_note=place.position_note(found.id),
        compared_with=case.states,
        agreement=drawn,
        tipping=tippings(chosen, readings, found.id),
        published=_published(case, standing),
        dossier=dossier.manifest.id,
        hashes=dossier.hashes,
        warnings=_warnings(case, standing, drawn),
        notes={m: readings[m].entry.note for m in standing.rests_on if readings[m].entry.note},
    )


def assess_series(
    dossier: Dossier,
    state: str | None = None,
    *,
    years: tuple[int, int],
    region: Region | str | None = None,
    framework: Framework | str = "buzan-waever",
    draws: int = DRAWS,
) -> tuple[Assessment, ...]:
    """Assessments of one state over the years for which the dossier holds capabilities.

    Parameters
    ----------
    dossier : Dossier
        The evidence.
    state : str, optional
        Code or English name; the dossier's focal state by default.
    years : tuple of int
        First and last year, both included.
    region, framework, draws
        As for :func:`assess`.

    Returns
    -------
    tuple of Assessment
        One a year, in order.

    Raises
    ------
    ArgumentError
        The years are out of order.
    PeriodError
        They leave the dossier's period, or none of them has evidence.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> series = assess_series(open_dossier(), years=(1996, 2000), draws=10)
    >>> [(result.year, result.verdict) for result in series]
    [(1996, 'aspiring great power'), (2000, 'aspiring great power')]
    """
    first, last = years
    if first > last:
        message = f"the series runs from {first} to {last}"
        raise ArgumentError(message, hint="give the earlier year first")
    for year in years:
        dossier.require_year(year)
    covered = sorted({row.year() for row in dossier.table("capabilities")})
    wanted = [year for year in covered if first <= year <= last]
    if not wanted:
        message = f"no evidence between {first} and {last}"
        raise PeriodError(message, hint=f"years with evidence: {', '.join(map(str, covered))}")
    chosen = framework if isinstance(framework, Framework) else load_framework(framework)
    return tuple(
        assess(dossier, state, region=region, year=year, framework=chosen, draws=draws)
        for year in wanted
    )


def _year(dossier: Dossier, year: int | None) -> int:
    if year is None:
        years = [row.year() for row in dossier.table("capabilities")]
        if not years:
            message = f"{dossier.manifest.id} has no year to take by default"
            raise PeriodError(message, hint="name the year")
        return max(years)
    if not isinstance(year, int) or isinstance(year, bool):
        message = f"{year!r} is not a year"
        raise ArgumentError(message, hint="give a whole number such as 2012")
    dossier.require_year(year)
    return year


def _published(case: Case, standing: ScopeResult) -> PublishedComparison | None:
    published = case.dossier.manifest.published
    if published is None or published.year != case.year:
        return None
    manifest = case.dossier.manifest
    if case.state != manifest.focal or case.region.id != manifest.region:
        return None
    ours = {criterion.id: criterion.outcome for criterion in standing.criteria}
    return PublishedComparison(
        verdict=published.verdict,
        locator=published.locator,
        agrees=published.verdict == standing.verdict,
        criteria=tuple(
            CriterionComparison(name, ours[name], outcome, locator, ours[name] == outcome)
            for name, (outcome, locator) in published.criteria.items()
            if name in ours
        ),
        contradictions=published.contradictions,
    )


def _warnings(case: Case, standing: ScopeResult, drawn: Agreement) -> tuple[str, ...]:
    found = []
    if not case.dossier.table("capabilities").where(state=case.state):
        found.append("the dossier has no capabilities of this state")
    if not any(row.year() == case.year for row in case.dossier.table("capabilities")):
        years = sorted({row.year() for row in case.dossier.table("capabilities")})
        found.append(
            f"no evidence for {case.year}; years with evidence: {', '.join(map(str, years))}"
        )
    if drawn.most_frequent != standing.verdict:
        found.append(f"more of the drawn specifications give: {drawn.most_frequent}")
    if len(standing.possible) > 1:
        found.append("missing evidence leaves open: " + " or ".join(standing.possible))
    return tuple(found)
