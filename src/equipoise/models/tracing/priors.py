"""Priors within bounds: what can be reached, one choice amid them, and draws of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from equipoise.models.tracing.inputs import FLOAT_DUST, Bounds
from equipoise.models.tracing.likelihood import FloatArray

_ROUNDS = 50


def attainable_priors(priors: ArrayLike) -> FloatArray:
    """Prior bounds that some choice adding up to 1 really reaches.

    Parameters
    ----------
    priors : array, shape (n_explanations, 2)
        Lowest and highest prior of each explanation, 0 to 1, with room for a sum of 1.

    Returns
    -------
    array, shape (n_explanations, 2)
        The same bounds or narrower ones.
    """
    stated = np.array(priors, dtype=np.float64)
    low, high = stated.T
    lowest = np.maximum(low, 1.0 - (high.sum() - high))
    highest = np.minimum(high, 1.0 - (low.sum() - low))
    reach = np.clip(np.column_stack([lowest, highest]), 0.0, 1.0)
    # Bounds that differ from those stated, from 0 or from each other by floating dust do not.
    reach = np.where(np.abs(reach - stated) < FLOAT_DUST, stated, reach)
    reach[reach < FLOAT_DUST] = 0.0
    reach[:, 0] = np.minimum(reach[:, 0], reach[:, 1])
    return reach


def central_prior(priors: ArrayLike) -> FloatArray:
    """One choice of priors amid the bounds.

    Parameters
    ----------
    priors : array, shape (n_explanations, 2)
        Lowest and highest prior of each explanation, 0 to 1, with room for a sum of 1.

    Returns
    -------
    array, shape (n_explanations,)
        Adds up to 1; each explanation stands equally far between its attainable bounds.
    """
    low, high = attainable_priors(priors).T
    room = float((high - low).sum())
    part = (1.0 - float(low.sum())) / room if room > 0.0 else 0.0
    chosen: FloatArray = low + np.clip(part, 0.0, 1.0) * (high - low)
    return chosen


def drawn_priors(priors: ArrayLike, size: int, stream: np.random.Generator) -> FloatArray:
    """Priors drawn evenly from all choices within the bounds that add up to 1.

    Each draw starts amid the bounds and walks: two explanations at a time share what they have
    between them anew, anywhere that the bounds of both allow. The walk leaves the even
    distribution as it is and comes near it from any start.

    Parameters
    ----------
    priors : array, shape (n_explanations, 2)
        Lowest and highest prior of each explanation, 0 to 1, with room for a sum of 1.
    size : int
        Number of draws.
    stream : numpy Generator
        Where the draws come from.

    Returns
    -------
    array, shape (size, n_explanations)
        Rows add up to 1; bounds without room are kept as they are.

    References
    ----------
    smith1984.
    """
    reach = attainable_priors(priors)
    low, high = reach.T
    chosen = np.tile(central_prior(priors), (size, 1))
    if not np.any(high - low > FLOAT_DUST):
        return chosen
    count = len(reach)
    for _ in range(_ROUNDS):
        order = stream.permutation(count)
        for one, other in zip(order, np.roll(order, 1), strict=True):
            both = chosen[:, one] + chosen[:, other]
            least = np.maximum(low[one], both - high[other])
            most = np.minimum(high[one], both - low[other])
            chosen[:, one] = least + stream.random(size) * np.maximum(most - least, 0.0)
            chosen[:, other] = both - chosen[:, one]
    found: FloatArray = np.clip(chosen, low, high)
    return found


def favouring(explanation: int, count: int) -> tuple[Bounds, ...]:
    """Priors of one half for one explanation, its rivals sharing the other half equally.

    Parameters
    ----------
    explanation : int
        Position of the explanation.
    count : int
        Number of explanations, 2 upward.

    Returns
    -------
    tuple of Bounds, length count
        Low and high alike.

    Examples
    --------
    >>> favouring(0, 3)
    ((0.5, 0.5), (0.25, 0.25), (0.25, 0.25))
    """
    rest = 0.5 / (count - 1)
    return tuple((0.5, 0.5) if place == explanation else (rest, rest) for place in range(count))
