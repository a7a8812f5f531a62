"""How likely the evidence is under each explanation, at the bounds of all that was stated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from equipoise.errors import MeasureError
from equipoise.models.tracing.inputs import Bounds, Piece

FloatArray: TypeAlias = NDArray[np.float64]


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


def decided_groups(pieces: Sequence[Piece]) -> list[list[int]]:
    """Positions of decided pieces, those of one group together.

    Parameters
    ----------
    pieces : sequence of Piece
        All pieces; unknown ones drop out.

    Returns
    -------
    list of list of int
        Groups in the order of their first piece; a piece without a group is one by itself.
    """
    found: dict[object, list[int]] = {}
    for place, piece in enumerate(pieces):
        if piece.status != "unknown":
            found.setdefault(place if piece.group is None else piece.group, []).append(place)
    return list(found.values())


def group_exponent(share: ArrayLike, size: int) -> FloatArray:
    """Power to which the joint likelihood of a group is raised, a tempered likelihood.

    k pieces count for one piece when they say the same (power 1/k) and for k when each is news
    (power 1). Of k observations with one correlation r between any two, k/(1 + (k - 1)r) are
    worth as much as independent ones: the same range, from r = 1 to r = 0.

    Parameters
    ----------
    share : array or float
        From 0 (they count for one) to 1 (each counts).
    size : int
        k, the decided pieces of the group, 1 upward.

    Returns
    -------
    array, same shape
        From 1/k to 1.

    Raises
    ------
    MeasureError
        The group is empty.

    References
    ----------
    kish1965, holmeswalker2017.

    Examples
    --------
    >>> group_exponent([0.0, 0.5, 1.0], 4).tolist()
    [0.25, 0.625, 1.0]
    """
    if size < 1:
        raise MeasureError(f"{size} pieces in a group", hint="give at least one")
    least = 1.0 / size
    found: FloatArray = least + np.asarray(share, dtype=np.float64) * (1.0 - least)
    return found


def group_bounds(bounds: Sequence[Bounds]) -> Bounds:
    """Bounds of what the findings of one group count for under one explanation.

    Parameters
    ----------
    bounds : sequence of Bounds, length k
        Lowest and highest likelihood of each finding, 0 to 1.

    Returns
    -------
    Bounds
        The product of the lows, each counting in full, and the k-th root of the product of the
        highs, all counting for one.

    Raises
    ------
    MeasureError
        There is no finding.

    References
    ----------
    holmeswalker2017.

    Examples
    --------
    >>> low, high = group_bounds([(0.5, 0.9), (0.4, 0.4)])
    >>> round(low, 10), round(high, 10)
    (0.2, 0.6)
    """
    low = float(np.prod([low for low, _ in bounds]))
    high = float(np.prod([high for _, high in bounds]))
    return low, float(high ** group_exponent(0.0, len(bounds)))


def evidence_bounds(pieces: Sequence[Piece], count: int) -> tuple[FloatArray, FloatArray]:
    """Natural logarithms of the lowest and the highest likelihood of all decided evidence.

    Parameters
    ----------
    pieces : sequence of Piece
        All pieces; unknown ones drop out.
    count : int
        Number of explanations.

    Returns
    -------
    low, high : array, shape (n_explanations,)
        Zero, which is certainty, when nothing is decided; minus infinity where the evidence
        cannot be.
    """
    total = np.zeros((2, count))
    for group in decided_groups(pieces):
        joint = [
            group_bounds([outcome_bounds(pieces[place], explanation) for place in group])
            for explanation in range(count)
        ]
        total += logarithms(np.array(joint).T)
    return total[0], total[1]


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
