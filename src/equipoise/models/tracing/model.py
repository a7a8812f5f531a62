"""The model: rival explanations and evidence in, survivors and weights out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from equipoise.models.tracing.answer import Answer, answer, reaches
from equipoise.models.tracing.discrimination import Discrimination, discriminations
from equipoise.models.tracing.inputs import Bounds, TracingInputs, TracingParameters
from equipoise.models.tracing.kinds import EvidenceTest, evidence_tests
from equipoise.models.tracing.likelihood import evidence_likelihood
from equipoise.models.tracing.posterior import attainable_priors, smallest_prior
from equipoise.models.tracing.weight import Weight, weights

Standing: TypeAlias = Literal["survives whatever the bounds", "survives", "ruled out"]


@dataclass(frozen=True, slots=True)
class ExplanationResult:
    """How one explanation stands after the evidence.

    Parameters
    ----------
    explanation : int
        Position.
    prior : Bounds
        Lowest and highest prior that a choice adding up to 1 reaches.
    posterior : Bounds
        Lowest and highest posterior.
    mid : float
        Posterior at the middle of all bounds.
    standing : Standing
        ``survives`` when the highest posterior reaches the threshold, ``survives whatever the
        bounds`` when the lowest does, ``ruled out`` otherwise.
    smallest_prior : float or None
        Smallest prior at which it survives, its rivals sharing the rest equally; 0 when any
        above 0 will do, None when none up to 0.99 does.
    smallest_prior_surely : float or None
        The same for surviving whatever the bounds of the likelihoods.
    """

    explanation: int
    prior: Bounds
    posterior: Bounds
    mid: float
    standing: Standing
    smallest_prior: float | None
    smallest_prior_surely: float | None


@dataclass(frozen=True, slots=True)
class TracingResult:
    """What process tracing finds.

    Parameters
    ----------
    explanations : tuple of ExplanationResult
        In the order of the inputs.
    answer : Answer
        Posteriors, survivors and leaders.
    tests : tuple of EvidenceTest
        Every piece as a test of every explanation, against all rivals and against each.
    weights : tuple of Weight
        Every decided piece, the weightiest first.
    discriminations : tuple of Discrimination
        Every unknown piece, the most telling first.
    """

    explanations: tuple[ExplanationResult, ...]
    answer: Answer
    tests: tuple[EvidenceTest, ...]
    weights: tuple[Weight, ...]
    discriminations: tuple[Discrimination, ...]

    @property
    def weightiest(self) -> Weight | None:
        """The piece that weighs most; None when no piece is decided."""
        return self.weights[0] if self.weights else None


def run(inputs: TracingInputs, parameters: TracingParameters | None = None) -> TracingResult:
    """Hold rival explanations against the evidence.

    Parameters
    ----------
    inputs : TracingInputs
        Priors and pieces, all with bounds.
    parameters : TracingParameters, optional
        Thresholds; the conventions of the class unless given.

    Returns
    -------
    TracingResult
        The same for the same inputs: nothing is drawn at random.

    Raises
    ------
    MeasureError
        The evidence is impossible under every explanation.

    References
    ----------
    vanevera1997, bennett2015, fairfieldcharman2017.

    Examples
    --------
    One piece was found, likely under the first explanation and unlikely under the second; the
    other was not looked for.

    >>> from equipoise.models.tracing import Piece, even_priors
    >>> found = Piece("observed", ((0.85, 0.95), (0.05, 0.10)))
    >>> sought = Piece("unknown", ((0.40, 0.60), (0.90, 1.00)))
    >>> result = run(TracingInputs(even_priors(2), (found, sought)))
    >>> [(e.standing, round(e.posterior[0], 2), round(e.posterior[1], 2))
    ...  for e in result.explanations]
    [('survives whatever the bounds', 0.89, 0.95), ('survives', 0.05, 0.11)]
    >>> result.tests[0].kind, result.tests[0].passed, result.weightiest.changes_leaders
    ('doubly decisive', True, True)
    >>> round(result.explanations[1].smallest_prior, 2), result.discriminations[0].piece
    (0.49, 1)
    """
    chosen = parameters or TracingParameters()
    now = answer(inputs, chosen.survival)
    return TracingResult(
        explanations=_explanations(inputs, now, chosen.survival),
        answer=now,
        tests=tuple(
            test
            for place, piece in enumerate(inputs.pieces)
            for test in evidence_tests(piece, place, chosen)
        ),
        weights=weights(inputs, now, chosen.survival),
        discriminations=discriminations(inputs, now, chosen.survival),
    )


def _explanations(
    inputs: TracingInputs, now: Answer, survival: float
) -> tuple[ExplanationResult, ...]:
    evidence = evidence_likelihood(inputs.pieces, len(inputs.priors))
    surely = reaches(np.array(now.posteriors)[:, 0], survival)
    found = []
    for place, prior in enumerate(attainable_priors(inputs.priors)):
        standing: Standing = "survives" if place in now.survivors else "ruled out"
        if surely[place]:
            standing = "survives whatever the bounds"
        others = np.delete(np.arange(len(inputs.priors)), place)
        found.append(
            ExplanationResult(
                explanation=place,
                prior=(float(prior[0]), float(prior[1])),
                posterior=now.posteriors[place],
                mid=now.mids[place],
                standing=standing,
                smallest_prior=smallest_prior(
                    float(evidence.high[place]), evidence.low[others], survival
                ),
                smallest_prior_surely=smallest_prior(
                    float(evidence.low[place]), evidence.high[others], survival
                ),
            )
        )
    return tuple(found)
