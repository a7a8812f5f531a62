"""The words in which criteria and verdicts are given, ours and those of a text alike."""

from __future__ import annotations

from typing import Literal, TypeAlias

GREAT_POWER = "great power"
NOT_A_GREAT_POWER = "not a great power"
INSUFFICIENT = "insufficient evidence"

VERDICTS = (
    GREAT_POWER,
    "great power, contested",
    "aspiring great power",
    NOT_A_GREAT_POWER,
    INSUFFICIENT,
)
"""Best first."""

Outcome: TypeAlias = Literal["met", "partly met", "not met", "no data"]

OUTCOMES: tuple[Outcome, ...] = ("met", "partly met", "not met", "no data")
"""Best first."""

SUPPORTED = "supported"
CONTRADICTED = "contradicted"
PARTLY = "partly"
DEFINITION_DEPENDENT = "definition-dependent"
NOT_CHECKABLE = "not checkable"

CLAIM_VERDICTS = (SUPPORTED, CONTRADICTED, PARTLY, DEFINITION_DEPENDENT, NOT_CHECKABLE)
"""Verdicts on a claim of a text."""
