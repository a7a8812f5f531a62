"""What the evidence says, whole or with one piece changed: posteriors, survivors, leaders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from equipoise.models.tracing.inputs import FLOAT_DUST, Bounds, Status, TracingInputs
from equipoise.models.tracing.likelihood import FloatArray, evidence_likelihood
from equipoise.models.tracing.posterior import (
    central_prior,
    is_possible,
    posterior,
    posterior_bounds,
)

BoolArray: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a body of evidence says about the explanations.

    Parameters
    ----------
    posteriors : tuple of Bounds, length n_explanations
        Lowest and highest posterior, 0 to 1.
    mids : tuple of float, length n_explanations
        Posteriors at the middle of all bounds; they add up to 1.
    survivors : tuple of int
        Explanations whose highest posterior reaches the threshold, in order.
    leaders : tuple of int
        Explanations with the highest middle posterior: one, or those that tie.
    """

    posteriors: tuple[Bounds, ...]
    mids: tuple[float, ...]
    survivors: tuple[int, ...]
    leaders: tuple[int, ...]

    @property
    def ranking(self) -> tuple[int, ...]:
        """Explanations by their middle posterior, highest first; ties stay in order."""
        return tuple(sorted(range(len(self.mids)), key=lambda i: (-round(self.mids[i], 9), i)))


def answer(inputs: TracingInputs, survival: float) -> Answer:
    """What the evidence says.

    Parameters
    ----------
    inputs : TracingInputs
        Priors and pieces.
    survival : float
        Threshold of the posterior.

    Returns
    -------
    Answer
        With unknown pieces left out.
    """
    evidence = evidence_likelihood(inputs.pieces, len(inputs.priors))
    found = posterior_bounds(inputs.priors, evidence.low, evidence.high)
    mids = posterior(central_prior(inputs.priors), evidence.mid)
    return Answer(
        posteriors=tuple((float(low), float(high)) for low, high in found),
        mids=tuple(float(mid) for mid in mids),
        survivors=tuple(int(i) for i in np.flatnonzero(reaches(found[:, 1], survival))),
        leaders=tuple(int(i) for i in np.flatnonzero(mids >= mids.max() - FLOAT_DUST)),
    )


def answer_if(inputs: TracingInputs, place: int, status: Status, survival: float) -> Answer | None:
    """What the evidence would say if one piece had another status.

    Parameters
    ----------
    inputs : TracingInputs
        Priors and pieces.
    place : int
        Position of the piece.
    status : Status
        Its status in this trial.
    survival : float
        Threshold of the posterior.

    Returns
    -------
    Answer or None
        None when the stated likelihoods leave no explanation under which that could be.
    """
    trial = inputs.with_status(place, status)
    evidence = evidence_likelihood(trial.pieces, len(trial.priors))
    if not is_possible(trial.priors, evidence.high):
        return None
    return answer(trial, survival)


def reaches(posteriors: FloatArray, survival: float) -> BoolArray:
    """Whether posteriors reach the threshold, but for floating dust.

    Parameters
    ----------
    posteriors : array, shape (n_explanations,)
        From 0 to 1.
    survival : float
        Threshold.

    Returns
    -------
    array of bool, shape (n_explanations,)
        True at the threshold and above.
    """
    found: BoolArray = posteriors >= survival - FLOAT_DUST
    return found
