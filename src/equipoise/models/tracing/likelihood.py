"""How likely all the evidence is under each explanation, dependence within groups included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from equipoise.errors import MeasureError
from equipoise.models.tracing.inputs import Bounds, Piece

FloatArray: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class EvidenceLikelihood:
    """Natural logarithms of the likelihood of all decided evidence, by explanation.

    Parameters
    ----------
    low, mid, high : array, shape (n_explanations,)
        Lowest, middle and highest; minus infinity where the evidence cannot be.
    """

    low: FloatArray
    mid: FloatArray
    high: FloatArray


def joint_bounds(bounds: Sequence[Bounds]) -> Bounds:
    """Bounds of the probability that several events all happen, whatever their dependence.

    Parameters
    ----------
    bounds : sequence of Bounds, length n_events
        Lowest and highest probability of each event, 0 to 1.

    Returns
    -------
    Bounds
        max(0, sum of lows - (n - 1)) and the smallest high; both can be reached.

    Raises
    ------
    MeasureError
        There is no event.

    References
    ----------
    frechet1951.

    Examples
    --------
    >>> low, high = joint_bounds([(0.8, 0.9), (0.7, 0.75)])
    >>> round(low, 10), high
    (0.5, 0.75)
    """
    if not bounds:
        raise MeasureError("no event to join", hint="give at least one")
    if len(bounds) == 1:
        return bounds[0]
    lowest = sum(low for low, _ in bounds) - (len(bounds) - 1)
    return max(0.0, lowest), min(high for _, high in bounds)


def outcome_bounds(piece: Piece, explanation: int) -> Bounds:
    """Bounds of the likelihood of what was found out about a piece.

    Parameters
    ----------
    piece : Piece
        Observed or not observed.
    explanation : int
        Position of the explanation.

    Returns
    -------
    Bounds
        As stated if the piece is observed, those of its absence if it is not.
    """
    low, high = piece.likelihood[explanation]
    return (low, high) if piece.status == "observed" else (1.0 - high, 1.0 - low)


def independent_groups(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Decided pieces, those that may depend on each other together.

    Parameters
    ----------
    pieces : sequence of Piece
        All pieces; unknown ones drop out.

    Returns
    -------
    list of list of Piece
        Groups in the order of their first piece; a piece without a group is one by itself.
    """
    found: dict[object, list[Piece]] = {}
    for place, piece in enumerate(pieces):
        if piece.status != "unknown":
            found.setdefault(place if piece.group is None else piece.group, []).append(piece)
    return list(found.values())


def group_likelihood(group: Sequence[Piece], count: int) -> FloatArray:
    """Lowest, middle and highest joint likelihood of one group, by explanation.

    Parameters
    ----------
    group : sequence of Piece
        Decided pieces of one group, at least one.
    count : int
        Number of explanations.

    Returns
    -------
    array, shape (3, n_explanations)
        The middle is half way between the bounds.
    """
    joint = [joint_bounds([outcome_bounds(piece, i) for piece in group]) for i in range(count)]
    return np.array([[low, (low + high) / 2.0, high] for low, high in joint]).T


def evidence_likelihood(pieces: Sequence[Piece], count: int) -> EvidenceLikelihood:
    """Likelihood of all decided evidence: the product over groups, in logarithms.

    Parameters
    ----------
    pieces : sequence of Piece
        All pieces; unknown ones drop out.
    count : int
        Number of explanations.

    Returns
    -------
    EvidenceLikelihood
        All zero, which is certainty, when nothing is decided.
    """
    total = np.zeros((3, count))
    for group in independent_groups(pieces):
        total += logarithms(group_likelihood(group, count))
    low, mid, high = total
    return EvidenceLikelihood(low, mid, high)


def logarithms(probabilities: FloatArray) -> FloatArray:
    """Natural logarithms, minus infinity for 0.

    Parameters
    ----------
    probabilities : array
        From 0 to 1, any shape.

    Returns
    -------
    array, same shape
        From minus infinity to 0.
    """
    with np.errstate(divide="ignore"):
        found: FloatArray = np.log(probabilities)
    return found
