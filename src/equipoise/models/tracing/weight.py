"""What each decided piece weighs: the answer without it, and with the opposite finding."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from equipoise.models.tracing.answer import Answer, answer, answer_if
from equipoise.models.tracing.draws import Draws
from equipoise.models.tracing.inputs import Bounds, Piece, Status, TracingInputs
from equipoise.models.tracing.likelihood import outcome_bounds


@dataclass(frozen=True, slots=True)
class Weight:
    """What one decided piece does to the answer.

    Parameters
    ----------
    piece : int
        Position.
    log10_ratio : Bounds
        Logarithm to base 10 of the likelihood of the finding under the leader over that under
        the second of the ranking, the piece taken by itself; infinite where only one of the two
        allows it.
    without : Answer
        The answer with the piece left out.
    flipped : Answer or None
        The answer had the opposite been found; None when no explanation allows for that.
    changes_survivors : bool
        Whether other explanations survive when the finding is flipped.
    changes_leader : bool
        Whether another explanation leads when it is flipped.
    largest_shift : float
        Largest change of a median posterior when it is flipped; 0 when that cannot be.
    """

    piece: int
    log10_ratio: Bounds
    without: Answer
    flipped: Answer | None
    changes_survivors: bool
    changes_leader: bool
    largest_shift: float


def weights(
    draws: Draws, inputs: TracingInputs, now: Answer, survival: float
) -> tuple[Weight, ...]:
    """Weights of all decided pieces, the weightiest first.

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
    tuple of Weight
        First those that change the survivors when flipped, then those that change the leader,
        each by the largest shift; ties in the order of the pieces.

    References
    ----------
    fairfieldcharman2017.
    """
    found = [
        _weight(draws, inputs, place, now, survival)
        for place, piece in enumerate(inputs.pieces)
        if piece.status != "unknown"
    ]
    return tuple(
        sorted(
            found,
            key=lambda w: (
                not w.changes_survivors,
                not w.changes_leader,
                -round(w.largest_shift, 9),
                w.piece,
            ),
        )
    )


def _weight(
    draws: Draws, inputs: TracingInputs, place: int, now: Answer, survival: float
) -> Weight:
    piece = inputs.pieces[place]
    opposite: Status = "not observed" if piece.status == "observed" else "observed"
    flipped = answer_if(draws, inputs, place, opposite, survival)
    then = now if flipped is None else flipped
    shifts = [
        abs(new.median - old.median)
        for new, old in zip(then.posteriors, now.posteriors, strict=True)
    ]
    return Weight(
        piece=place,
        log10_ratio=_log10_ratio(piece, *now.ranking[:2]),
        without=answer(draws, inputs.with_status(place, "unknown").pieces, survival),
        flipped=flipped,
        changes_survivors=then.survivors != now.survivors,
        changes_leader=then.leader != now.leader,
        largest_shift=max(shifts),
    )


def _log10_ratio(piece: Piece, first: int, second: int) -> Bounds:
    """Bounds of the likelihood ratio; the first explanation leads, so the finding is possible."""
    low, high = outcome_bounds(piece, first)
    rival_low, rival_high = outcome_bounds(piece, second)
    with np.errstate(divide="ignore"):
        least = np.inf if rival_high == 0.0 else np.log10(low) - np.log10(rival_high)
        most = np.log10(high) - np.log10(rival_low)
    return float(least), float(most)
