"""What an assessment returns: frozen results that carry their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from equipoise.assessment.framework import Scope
from equipoise.assessment.robustness import Agreement
from equipoise.assessment.tipping import Tipping
from equipoise.vocabulary.tables import Column, ResultTable
from equipoise.vocabulary.verdicts import Outcome


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """One indicator of one criterion, with its evidence.

    Parameters
    ----------
    measure, label, unit : str
        What was measured, and in which unit.
    value : float or None
        The state's figure; None when missing.
    year : int
        Calendar year.
    scope : Scope
        ``region`` or ``system``.
    comparison : str
        How it was compared.
    rank, of : int or None, int
        Rank among the states of the comparison set with a figure, and how many those are.
    without : tuple of str
        States of the comparison set that have no figure.
    share : float or None
        Share of those with a figure or, at system scope, of the world; for quantities only.
    compared : float or None
        What was held against the threshold.
    threshold, low, high : float
        Threshold and bounds.
    outcome : Outcome
    source, locator : str
        Who published the figure, and where.
    missing_reason : str or None
        Why there is none.
    argument : str
        Why this measure and threshold.
    """

    measure: str
    label: str
    value: float | None
    unit: str
    year: int
    scope: Scope
    comparison: str
    rank: int | None
    of: int
    without: tuple[str, ...]
    share: float | None
    compared: float | None
    threshold: float
    low: float
    high: float
    outcome: Outcome
    source: str
    locator: str
    missing_reason: str | None
    argument: str


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion at one scope.

    Parameters
    ----------
    id, name, citation, wording : str
        As in the framework.
    outcome : Outcome
    binding : bool
        Whether it is one of the limiting criteria.
    rule : str
        How many of what is below must be met.
    part_of : str or None
        Criterion that it is a part of.
    parts : tuple of str
        Criteria that it is made of.
    lacks : str
        What it would also need.
    indicators : tuple of IndicatorResult
    """

    id: str
    name: str
    citation: str
    wording: str
    outcome: Outcome
    binding: bool
    rule: str
    part_of: str | None
    parts: tuple[str, ...]
    lacks: str
    indicators: tuple[IndicatorResult, ...]


@dataclass(frozen=True, slots=True)
class ScopeResult:
    """A verdict at one scope, with what it rests on.

    Parameters
    ----------
    scope : Scope
        ``region`` (standing in the region) or ``system`` (status in the system).
    verdict : str
    possible : tuple of str
        Verdicts that the missing evidence leaves open, best first; one when it decides.
    criteria : tuple of CriterionResult
        Parts before what they make up.
    limiting : tuple of str
        Criteria that hold the verdict back: the worst outcomes among those short of met.
    rests_on : tuple of str
        Measures with a figure.
    lacks : tuple of str
        Measures without one, and what the framework says that it lacks.
    """

    scope: Scope
    verdict: str
    possible: tuple[str, ...]
    criteria: tuple[CriterionResult, ...]
    limiting: tuple[str, ...]
    rests_on: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriterionComparison:
    """Our outcome for a criterion beside the published one.

    Parameters
    ----------
    criterion : str
    ours, published : str
        Outcomes.
    locator : str
        Where the text says so.
    agrees : bool
    """

    criterion: str
    ours: str
    published: str
    locator: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class PublishedComparison:
    """Our verdict beside the published one.

    Parameters
    ----------
    verdict, locator : str
        What the text concluded, and where.
    agrees : bool
        Whether ours is the same.
    criteria : tuple of CriterionComparison
        Criterion by criterion.
    contradictions : tuple of str
        Where the text contradicts itself.
    """

    verdict: str
    locator: str
    agrees: bool
    criteria: tuple[CriterionComparison, ...]
    contradictions: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Assessment:
    """Whether a state is a great power in a region in a year, by one framework.

    Parameters
    ----------
    state, name : str
        State code and English name in that year.
    region, region_name, year, framework : str, str, int, str
        The question.
    framework_name, citation : str
        Whose criteria.
    region_scope, system_scope : ScopeResult
        Standing in the region, which is the verdict, and status in the system.
    position : str
        ``inside``, ``outside`` or ``disputed``: the state and the region's security complex.
    position_note : str
        On what ground.
    compared_with : tuple of str
        The comparison set.
    agreement : Agreement
        How far the verdict holds across specifications.
    tipping : tuple of Tipping
        What single change would alter it, smallest first.
    published : PublishedComparison or None
        What the text concluded, where it speaks of this state, region and year.
    dossier : str
        Id of the dossier.
    hashes : mapping of str to str
        SHA-256 of its files.
    warnings : tuple of str
        What a reader must know before citing.
    notes : mapping of str to str
        By measure, what a reader should know of those that the verdict rests on.
    """

    state: str
    name: str
    region: str
    region_name: str
    year: int
    framework: str
    framework_name: str
    citation: str
    region_scope: ScopeResult
    system_scope: ScopeResult
    position: str
    position_note: str
    compared_with: tuple[str, ...]
    agreement: Agreement
    tipping: tuple[Tipping, ...]
    published: PublishedComparison | None
    dossier: str
    hashes: Mapping[str, str]
    warnings: tuple[str, ...]
    notes: Mapping[str, str]

    def __repr__(self) -> str:
        return f"<Assessment {self.label} ({self.framework})>"

    @property
    def verdict(self) -> str:
        """Standing in the region."""
        return self.region_scope.verdict

    @property
    def label(self) -> str:
        """The verdict as a sentence."""
        article = "an " if self.verdict.startswith("aspiring") else "a "
        if self.verdict.startswith("not "):
            article = ""
        if self.verdict.startswith("insufficient"):
            return f"{self.name} in {self.region_name}, {self.year}: {self.verdict}"
        return f"{self.name} in {self.region_name}, {self.year}: {article}{self.verdict}"

    @property
    def criteria(self) -> tuple[CriterionResult, ...]:
        """Criteria at region scope."""
        return self.region_scope.criteria

    @property
    def limiting(self) -> tuple[str, ...]:
        """Criteria that hold the verdict back."""
        return self.region_scope.limiting

    def table(self) -> ResultTable:
        """Indicators of both scopes with outcomes and sources."""
        columns = (
            Column("scope", "text", "region or system"),
            Column("criterion", "text", "criterion id"),
            Column("criterion_outcome", "text", "outcome of the criterion"),
            Column("binding", "boolean", "whether the criterion holds the verdict back"),
            Column("measure", "text", "measure"),
            Column("value", "number", "the state's figure, in unit"),
            Column("unit", "text", "unit code"),
            Column("rank", "integer", "rank among the states with a figure"),
            Column("of", "integer", "how many those are"),
            Column("share", "number", "share of the comparison set or the world, 0 to 1"),
            Column("compared", "number", "what was held against the threshold"),
            Column("threshold", "number", "threshold"),
            Column("outcome", "text", "outcome of the indicator"),
            Column("source", "text", "who published the figure"),
            Column("locator", "text", "where"),
            Column("missing_reason", "text", "why there is no figure"),
        )
        rows = tuple(
            (
                scope.scope,
                criterion.id,
                criterion.outcome,
                criterion.binding,
                i.measure,
                i.value,
                i.unit,
                i.rank,
                i.of,
                i.share,
                i.compared,
                i.threshold,
                i.outcome,
                i.source,
                i.locator,
                i.missing_reason,
            )
            for scope in (self.region_scope, self.system_scope)
            for criterion in scope.criteria
            for i in criterion.indicators
        )
        return ResultTable("assessment", columns, rows)
