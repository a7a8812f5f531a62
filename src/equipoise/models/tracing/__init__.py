"""Process tracing: rival explanations held against pieces of evidence, with bounds throughout.

Bayes' rule with intervals: the likelihood of each piece under each explanation and the prior
of each explanation are bounds, and so are the posteriors. Pieces of one group may depend on
each other in any way. ``run`` gives the explanations that survive, the priors at which each
would, the test that each piece is, the piece that weighs most and the evidence to look for.
"""

from __future__ import annotations

from equipoise.models.tracing.answer import Answer
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
from equipoise.models.tracing.likelihood import joint_bounds
from equipoise.models.tracing.model import ExplanationResult, Standing, TracingResult, run
from equipoise.models.tracing.posterior import posterior_bounds
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
    "Standing",
    "Status",
    "TracingInputs",
    "TracingParameters",
    "TracingResult",
    "Weight",
    "envelope",
    "even_priors",
    "joint_bounds",
    "posterior_bounds",
    "run",
]
