"""Recognition by others: seats that are granted or refused, and response by other powers."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from equipoise.errors import MeasureError
from equipoise.measures.guards import amounts, flags, fractions, same_length
from equipoise.measures.refusals import FLOAT_DUST
from equipoise.measures.registry import measure
from equipoise.measures.totals import positive_total, total


@measure(
    formula="R = (sum_held (1 - c_b) - sum_rejected (1 - c_b)) / sum_b (1 - c_b)",
    unit="index",
    bounds=(-1.0, 1.0),
    citation=("buzanwaever2003", "duque2018"),
)
def seat_recognition(holds: ArrayLike, commonness: ArrayLike, rejections: ArrayLike) -> float:
    """Recognition that a state draws from its seats, each weighed by how few others hold it.

    A seat that everybody has counts nothing, so joining an open forum changes nothing; a
    rejection that still stands counts against the state by the same weight.

    Parameters
    ----------
    holds : array of bool, shape (n_bodies,)
        Whether the state holds the seat.
    commonness : array, shape (n_bodies,)
        Share of the other eligible states that hold the seat, 0 to 1.
    rejections : array of bool, shape (n_bodies,)
        Whether the state sought the seat, was refused, and has not got it since.

    Returns
    -------
    float
        -1 (refused everywhere) to 1 (holds every seat); 0 if it neither holds nor was refused.

    Raises
    ------
    MeasureError
        A value is missing, a share is outside 0 to 1, the lengths differ, a seat is both held
        and refused, or every seat is held by all others.

    References
    ----------
    buzanwaever2003, duque2018.

    Examples
    --------
    Three seats weigh .9, .5 and 0; the first is held, the second refused, the third open to all:

    >>> holds, commonness = np.array([True, False, True]), np.array([0.1, 0.5, 1.0])
    >>> round(seat_recognition(holds, commonness, np.array([False, True, False])), 4)
    0.2857
    """
    held, refused = flags(holds, "holds"), flags(rejections, "rejections")
    common = fractions(commonness, "commonness")
    same_length(("holds", held), ("commonness", common), ("rejections", refused))
    both = held & refused
    if both.any():
        raise MeasureError(
            f"position {int(np.argmax(both))} is both held and refused",
            hint="a rejection ends with the admission",
        )
    weight = 1.0 - common
    if not (weight > FLOAT_DUST).any():
        raise MeasureError(
            "no body discriminates: all others hold every seat", hint="add seats that some lack"
        )
    return (total(weight[held]) - total(weight[refused])) / total(weight)


@measure(
    formula="r = sum_i w_i s_i / sum_i w_i",
    unit="share",
    bounds=(0.0, 1.0),
    citation=("buzanwaever2003", "volgy2011"),
)
def weighted_response(strength: ArrayLike, weight: ArrayLike) -> float:
    """Share of other states, weighed by capability, that respond to the state as a great power.

    Parameters
    ----------
    strength : array, shape (n_states,)
        How far each other state responds, 0 (not at all) to 1 (fully).
    weight : array, shape (n_states,)
        Capability of the same states, same order and unit; zero if none, never NaN.

    Returns
    -------
    float
        0 (nobody responds) to 1 (everybody does, fully).

    Raises
    ------
    MeasureError
        A value is missing, a strength is outside 0 to 1, a weight is negative, all weights are
        zero, or the lengths differ.

    References
    ----------
    buzanwaever2003, volgy2011.

    Examples
    --------
    >>> weighted_response(np.array([1.0, 0.5, 0.0]), np.array([20.0, 10.0, 70.0]))
    0.25
    """
    response, weights = fractions(strength, "strength"), amounts(weight, "weight")
    same_length(("strength", response), ("weight", weights))
    # Rounding can lift a full response of everybody by one unit in the last place.
    return min(total(response * weights) / positive_total(weights, "weight"), 1.0)
