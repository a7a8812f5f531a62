"""A definition of a great power as data: criteria, indicators, thresholds, rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from equipoise.vocabulary.verdicts import NOT_A_GREAT_POWER

Scope: TypeAlias = Literal["region", "system"]
Comparison: TypeAlias = Literal["share", "ratio", "rank", "level", "presence"]

SCOPES: tuple[Scope, ...] = ("region", "system")
COMPARISONS: tuple[Comparison, ...] = ("share", "ratio", "rank", "level", "presence")


@dataclass(frozen=True, slots=True)
class Rule:
    """How many of the things below must hold.

    Parameters
    ----------
    text : str
        ``all``, ``any`` or ``at least k``.
    """

    text: str

    def count(self, of: int) -> int:
        """How many of ``of`` that is.

        Examples
        --------
        >>> Rule("at least 3").count(5), Rule("all").count(5)
        (3, 5)
        """
        if self.text == "all":
            return of
        return 1 if self.text == "any" else int(self.text.rsplit(maxsplit=1)[-1])


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measure held against a threshold.

    Parameters
    ----------
    measure : str
        Name in the catalogue.
    comparison : Comparison
        ``share`` of the comparison set (or of the world, at system scope), ``ratio`` to the
        largest, ``rank``, ``level`` in the measure's own unit, or ``presence``.
    threshold, low, high : float
        Met at the threshold, partly met from ``low``; draws range from ``low`` to ``high``.
        For ranks, where less is more, ``low`` is the larger number.
    alternatives : tuple of str
        Other measures of the same thing, for draws over source choice.
    argument : str
        Why this measure and this threshold.
    """

    measure: str
    comparison: Comparison
    threshold: float
    low: float
    high: float
    alternatives: tuple[str, ...]
    argument: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What a criterion rests on at one scope.

    Parameters
    ----------
    met, partly : Rule
        How many must be met for the criterion to be met, and at least partly met for it to be
        partly met.
    alternatives : tuple of Rule
        Other readings of ``met``, for draws over rules.
    indicators : tuple of Indicator
        Measures, for a criterion without parts.
    parts : tuple of str
        Criteria that it is made of.
    lacks : str
        What the criterion would also need and no indicator gives.
    """

    met: Rule
    partly: Rule
    alternatives: tuple[Rule, ...]
    indicators: tuple[Indicator, ...]
    parts: tuple[str, ...]
    lacks: str

    @property
    def size(self) -> int:
        """How many indicators or parts there are."""
        return len(self.indicators) or len(self.parts)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a framework.

    Parameters
    ----------
    id, name, citation, wording : str
        Fixed id, name for readers, bibliography key, and how it is made operational.
    bases : mapping of Scope to Basis
        By scope; a scope that is absent has no data.
    """

    id: str
    name: str
    citation: str
    wording: str
    bases: Mapping[Scope, Basis]


@dataclass(frozen=True, slots=True)
class VerdictRule:
    """What a verdict asks for.

    Parameters
    ----------
    label : str
        One of the verdicts.
    met, partly : tuple of str
        Criteria, parts among them, that must be met, and at least partly met.
    met_count, partly_count : int
        How many of the framework's own criteria must be met, and at least partly met.
    """

    label: str
    met: tuple[str, ...]
    partly: tuple[str, ...]
    met_count: int
    partly_count: int


@dataclass(frozen=True, slots=True)
class Framework:
    """A definition of a great power.

    Parameters
    ----------
    id, name, citation, wording : str
        Short name, name for readers, bibliography key, and the definition in our words.
    critics : tuple of str
        What is held against it or against our reading of it.
    criteria : mapping of str to Criterion
        Its own criteria and those of the frameworks that it uses, parts before what they make up.
    top : tuple of str
        Criteria that the verdicts speak of, in order.
    verdicts : tuple of VerdictRule
        Best first; what fits none is not a great power.
    file : str
        Where it was read.
    """

    id: str
    name: str
    citation: str
    wording: str
    critics: tuple[str, ...]
    criteria: Mapping[str, Criterion]
    top: tuple[str, ...]
    verdicts: tuple[VerdictRule, ...]
    file: str

    @property
    def labels(self) -> tuple[str, ...]:
        """Verdicts that it can give, best first."""
        return (*(rule.label for rule in self.verdicts), NOT_A_GREAT_POWER)

    def indicators(self, scope: Scope) -> tuple[tuple[str, int, Indicator], ...]:
        """Every indicator at a scope, with its criterion and its place in it."""
        return tuple(
            (criterion.id, place, indicator)
            for criterion in self.criteria.values()
            if scope in criterion.bases
            for place, indicator in enumerate(criterion.bases[scope].indicators)
        )

    def measures(self) -> tuple[str, ...]:
        """Every measure that it needs, alternatives included."""
        found = {
            name: None
            for scope in SCOPES
            for _, _, indicator in self.indicators(scope)
            for name in (indicator.measure, *indicator.alternatives)
        }
        return tuple(found)
