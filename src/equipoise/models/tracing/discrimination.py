"""What to look for next: how much each unknown piece would tell the explanations apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from equipoise.models.tracing.answer import Answer, answer_if
from equipoise.models.tracing.draws import Draws, posteriors
from equipoise.models.tracing.inputs import TracingInputs
from equipoise.models.tracing.likelihood import FloatArray


@dataclass(frozen=True, slots=True)
class Discrimination:
    """What one unknown piece would tell.

    Parameters
    ----------
    piece : int
        Position.
    expected_bits : float
        Expected drop of uncertainty over the explanations, in bits, the piece taken by itself:
        0 when nothing would be learned, 1 at most. Mean of the draws.
    chance_observed : float
        Probability that the piece is there, 0 to 1, given the evidence so far. Mean of the
        draws.
    if_observed, if_not_observed : Answer or None
        The answer after either finding; None when no explanation allows for it.
    changes_survivors : bool
        Whether either finding would leave other survivors than now.
    """

    piece: int
    expected_bits: float
    chance_observed: float
    if_observed: Answer | None
    if_not_observed: Answer | None
    changes_survivors: bool


def discriminations(
    draws: Draws, inputs: TracingInputs, now: Answer, survival: float
) -> tuple[Discrimination, ...]:
    """What each unknown piece would tell, the most telling first.

    Parameters
    ----------
    draws : Draws
        Those of the answer.
    inputs : TracingInputs
        Priors and pieces.
    now : Answer
        The answer to them.
    survival : float
        Threshold of the posterior.

    Returns
    -------
    tuple of Discrimination
        By expected bits; ties in the order of the pieces. What a group has shown already enters
        the answers after either finding, not the bits.

    References
    ----------
    lindley1956, humphreysjacobs2015.
    """
    belief = posteriors(draws, inputs.pieces)
    found = [
        _discrimination(draws, inputs, place, belief, now, survival)
        for place, piece in enumerate(inputs.pieces)
        if piece.status == "unknown"
    ]
    return tuple(sorted(found, key=lambda d: (-round(d.expected_bits, 9), d.piece)))


def expected_bits(belief: FloatArray, likelihood: FloatArray) -> FloatArray:
    """Expected drop of entropy from learning whether a piece is there.

    Parameters
    ----------
    belief : array, shape (..., n_explanations)
        Probability of each explanation before; adds up to 1 over the last axis.
    likelihood : array, same shape
        Probability of the piece under each, 0 to 1.

    Returns
    -------
    array, shape (...)
        In bits, 0 to 1.

    References
    ----------
    lindley1956.

    Examples
    --------
    >>> float(expected_bits(np.array([0.5, 0.5]), np.array([1.0, 0.0])))
    1.0
    """
    after = np.zeros(belief.shape[:-1])
    for joint in (belief * likelihood, belief * (1.0 - likelihood)):
        chance = joint.sum(axis=-1, keepdims=True)
        then = np.divide(joint, chance, out=np.zeros_like(joint), where=chance > 0.0)
        after += chance[..., 0] * _entropy(then)
    found: FloatArray = np.maximum(0.0, _entropy(belief) - after)
    return found


def _entropy(belief: FloatArray) -> FloatArray:
    logs = np.log2(belief, out=np.zeros_like(belief), where=belief > 0.0)
    found: FloatArray = -(belief * logs).sum(axis=-1)
    return found


def _discrimination(
    draws: Draws,
    inputs: TracingInputs,
    place: int,
    belief: FloatArray,
    now: Answer,
    survival: float,
) -> Discrimination:
    likelihood = np.exp(draws.observed[place])
    present = answer_if(draws, inputs, place, "observed", survival)
    absent = answer_if(draws, inputs, place, "not observed", survival)
    return Discrimination(
        piece=place,
        expected_bits=float(expected_bits(belief, likelihood).mean()),
        chance_observed=float((belief * likelihood).sum(axis=1).mean()),
        if_observed=present,
        if_not_observed=absent,
        changes_survivors=any(
            then is not None and then.survivors != now.survivors for then in (present, absent)
        ),
    )
