"""Process tracing: rival explanations held against pieces of evidence, over draws of bounds.

The likelihood of each piece under each explanation and the prior of each explanation are bounds.
Bayes' rule is applied to many draws within them. The pieces of a group count for between one and
all of them. ``run`` gives the explanations that survive, the priors at which each would, the test
that each piece is, the piece that weighs most and the evidence to look for.
"""

from __future__ import annotations

from equipoise.models.tracing.answer import Answer, Spread
from equipoise.models.tracing.discrimination import Discrimination
from equipoise.models.tracing.inputs import (
    Bounds,
    Piece,
    Status,
    TracingInputs,
    TracingParameters,
    envelope,
    even_priors,
)
from equipoise.models.tracing.kinds import EvidenceTest, Kind, Outcome
from equipoise.models.tracing.model import ExplanationResult, Standing, TracingResult, run
from equipoise.models.tracing.weight import Weight

__all__ = [
    "Answer",
    "Bounds",
    "Discrimination",
    "EvidenceTest",
    "ExplanationResult",
    "Kind",
    "Outcome",
    "Piece",
    "Spread",
    "Standing",
    "Status",
    "TracingInputs",
    "TracingParameters",
    "TracingResult",
    "Weight",
    "envelope",
    "even_priors",
    "run",
]
