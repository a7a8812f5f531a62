"""The model: rival explanations and evidence in, survivors and weights out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from equipoise.models.tracing.answer import (
    Answer,
    Spread,
    answer,
    close_calls,
    quantiles,
    reaches,
)
from equipoise.models.tracing.discrimination import Discrimination, discriminations
from equipoise.models.tracing.draws import Draws, drawn, log_likelihood, posteriors
from equipoise.models.tracing.inputs import Bounds, TracingInputs, TracingParameters
from equipoise.models.tracing.kinds import EvidenceTest, evidence_tests
from equipoise.models.tracing.likelihood import FloatArray, evidence_bounds
from equipoise.models.tracing.posterior import posterior_bounds, smallest_prior
from equipoise.models.tracing.priors import attainable_priors, favouring
from equipoise.models.tracing.weight import Weight, weights

Standing: TypeAlias = Literal["survives throughout", "survives", "ruled out"]


@dataclass(frozen=True, slots=True)
class ExplanationResult:
    """How one explanation stands after the evidence.

    Parameters
    ----------
    explanation : int
        Position.
    prior : Bounds
        Lowest and highest prior that a choice adding up to 1 reaches.
    posterior : Spread
        Over the draws.
    leads : float
        Share of draws in which it has the highest posterior, 0 to 1.
    standing : Standing
        ``survives`` when the 95 % quantile of its posterior reaches the threshold, ``survives
        throughout`` when the 5 % quantile does, ``ruled out`` otherwise.
    close : bool
        Whether the 95 % quantile lies so near the threshold, within two standard errors of the
        draws, that another seed may decide otherwise.
    outer : Bounds
        Lowest and highest posterior over every choice within the bounds, where the groups may
        count differently under different explanations; no draw lies outside.
    smallest_prior : float or None
        Smallest prior at which it survives, its rivals sharing the rest equally; 0 when any
        above 0 will do, None when none up to 0.99 does.
    """

    explanation: int
    prior: Bounds
    posterior: Spread
    leads: float
    standing: Standing
    close: bool
    outer: Bounds
    smallest_prior: float | None


@dataclass(frozen=True, slots=True)
class TracingResult:
    """What process tracing finds.

    Parameters
    ----------
    explanations : tuple of ExplanationResult
        In the order of the inputs.
    answer : Answer
        Posteriors, survivors and leader.
    favoured : tuple of Answer, length n_explanations
        The answer when one explanation has a prior of one half and its rivals share the other
        half equally, for each of them in turn.
    tests : tuple of EvidenceTest
        Every piece as a test of every explanation, against all rivals and against each.
    weights : tuple of Weight
        Every decided piece, the weightiest first.
    discriminations : tuple of Discrimination
        Every unknown piece, the most telling first.
    """

    explanations: tuple[ExplanationResult, ...]
    answer: Answer
    favoured: tuple[Answer, ...]
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
        Thresholds, number of draws and seed; the conventions of the class unless given.

    Returns
    -------
    TracingResult
        The same for the same inputs and parameters. All its answers rest on the same draws, so
        that a difference between them is never one of chance.

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
    >>> found = Piece("observed", ((0.85, 0.95), (0.05, 0.15)))
    >>> sought = Piece("unknown", ((0.40, 0.60), (0.90, 1.00)))
    >>> result = run(TracingInputs(even_priors(2), (found, sought)))
    >>> [(e.standing, round(e.posterior.median, 2), e.leads) for e in result.explanations]
    [('survives throughout', 0.9, 1.0), ('survives', 0.1, 0.0)]
    >>> [round(bound, 2) for bound in result.explanations[1].outer]
    [0.05, 0.15]
    >>> result.tests[0].kind, result.tests[0].passed, result.weightiest.changes_leader
    ('doubly decisive', True, True)
    >>> round(result.explanations[1].smallest_prior, 2), result.discriminations[0].piece
    (0.41, 1)
    """
    chosen = parameters or TracingParameters()
    evidence = evidence_bounds(inputs.pieces, len(inputs.priors))
    outer = posterior_bounds(inputs.priors, *evidence)
    draws = drawn(inputs, chosen)
    now = answer(draws, inputs.pieces, chosen.survival)
    count = len(inputs.priors)
    return TracingResult(
        explanations=_explanations(draws, inputs, now, outer, chosen.survival),
        answer=now,
        favoured=tuple(
            answer(draws.with_priors(favouring(place, count)), inputs.pieces, chosen.survival)
            for place in range(count)
        ),
        tests=tuple(
            test
            for place, piece in enumerate(inputs.pieces)
            for test in evidence_tests(piece, place, chosen)
        ),
        weights=weights(draws, inputs, now, chosen.survival),
        discriminations=discriminations(draws, inputs, now, chosen.survival),
    )


def _explanations(
    draws: Draws, inputs: TracingInputs, now: Answer, outer: FloatArray, survival: float
) -> tuple[ExplanationResult, ...]:
    evidence = log_likelihood(draws, inputs.pieces)
    near = close_calls(posteriors(draws, inputs.pieces), survival)
    found = []
    for place, prior in enumerate(attainable_priors(inputs.priors)):
        spread = now.posteriors[place]
        standing: Standing = "survives" if place in now.survivors else "ruled out"
        if reaches(spread.low, survival):
            standing = "survives throughout"
        rivals = np.delete(evidence, place, axis=1)
        mean = np.logaddexp.reduce(rivals, axis=1) - np.log(rivals.shape[1])
        ratio = quantiles(evidence[:, place] - mean)[-1]
        found.append(
            ExplanationResult(
                explanation=place,
                prior=(float(prior[0]), float(prior[1])),
                posterior=spread,
                leads=now.leads[place],
                standing=standing,
                close=near[place],
                outer=(float(outer[place, 0]), float(outer[place, 1])),
                smallest_prior=smallest_prior(float(ratio), survival),
            )
        )
    return tuple(found)
