"""What to look for next: how much each unknown piece would tell the explanations apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from equipoise.models.tracing.answer import Answer, answer_if
from equipoise.models.tracing.inputs import TracingInputs
from equipoise.models.tracing.likelihood import FloatArray, group_likelihood


@dataclass(frozen=True, slots=True)
class Discrimination:
    """What one unknown piece would tell.

    Parameters
    ----------
    piece : int
        Position.
    expected_bits : float
        Expected drop of uncertainty over the explanations, in bits: 0 when nothing would be
        learned, at most log2 of their number.
    chance_observed : float
        Probability that the piece is there, 0 to 1, given the evidence so far.
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
    inputs: TracingInputs, now: Answer, survival: float
) -> tuple[Discrimination, ...]:
    """What each unknown piece would tell, the most telling first.

    Bits and chances are taken at the middle of all bounds, the answers after either finding
    from the bounds themselves.

    Parameters
    ----------
    inputs : TracingInputs
        Priors and pieces.
    now : Answer
        The answer to them.
    survival : float
        Threshold of the posterior.

    Returns
    -------
    tuple of Discrimination
        By expected bits; ties in the order of the pieces.

    References
    ----------
    lindley1956, humphreysjacobs2015.
    """
    found = [
        _discrimination(inputs, place, now, survival)
        for place, piece in enumerate(inputs.pieces)
        if piece.status == "unknown"
    ]
    return tuple(sorted(found, key=lambda d: (-round(d.expected_bits, 9), d.piece)))


def expected_bits(belief: FloatArray, likelihood: FloatArray) -> float:
    """Expected drop of entropy from learning whether a piece is there.

    Parameters
    ----------
    belief : array, shape (n_explanations,)
        Probability of each explanation before; adds up to 1.
    likelihood : array, shape (n_explanations,)
        Probability of the piece under each, 0 to 1.

    Returns
    -------
    float
        In bits, 0 to log2 of the number of explanations (and to 1).

    References
    ----------
    lindley1956.

    Examples
    --------
    >>> expected_bits(np.array([0.5, 0.5]), np.array([1.0, 0.0]))
    1.0
    """
    after = 0.0
    for joint in (belief * likelihood, belief * (1.0 - likelihood)):
        chance = float(joint.sum())
        if chance > 0.0:
            after += chance * _entropy(joint / chance)
    return max(0.0, _entropy(belief) - after)


def _entropy(belief: FloatArray) -> float:
    held = belief[belief > 0.0]
    return float(-(held * np.log2(held)).sum())


def _discrimination(
    inputs: TracingInputs, place: int, now: Answer, survival: float
) -> Discrimination:
    likelihood = _given_its_group(inputs, place)
    belief = np.array(now.mids)
    present = answer_if(inputs, place, "observed", survival)
    absent = answer_if(inputs, place, "not observed", survival)
    return Discrimination(
        piece=place,
        expected_bits=expected_bits(belief, likelihood),
        chance_observed=float((belief * likelihood).sum()),
        if_observed=present,
        if_not_observed=absent,
        changes_survivors=any(
            then is not None and then.survivors != now.survivors for then in (present, absent)
        ),
    )


def _given_its_group(inputs: TracingInputs, place: int) -> FloatArray:
    """Middle likelihood of a piece under each explanation, given what its group has shown."""
    own = inputs.pieces[place]
    count = len(inputs.priors)
    shown = [
        piece
        for piece in inputs.pieces
        if own.group is not None and piece.group == own.group and piece.status != "unknown"
    ]
    with_it, without_it = (
        group_likelihood([*shown, inputs.with_status(place, status).pieces[place]], count)[1]
        for status in ("observed", "not observed")
    )
    whole = with_it + without_it
    # Where the group's findings are impossible, the explanation is out and any number does.
    given: FloatArray = np.divide(with_it, whole, out=np.full(count, 0.5), where=whole > 0.0)
    return given
