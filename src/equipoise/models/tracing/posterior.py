"""Bayes' rule at its outer bounds, and the priors at which an explanation survives."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from equipoise.errors import MeasureError
from equipoise.models.tracing.likelihood import FloatArray, logarithms
from equipoise.models.tracing.priors import attainable_priors

LARGEST_PRIOR = 0.99
"""Whoever must hold an explanation for more probable than this takes it on faith."""


def is_possible(priors: ArrayLike, log_high: ArrayLike) -> bool:
    """Whether some explanation that the priors allow leaves room for the evidence.

    Parameters
    ----------
    priors : array, shape (n_explanations, 2)
        Lowest and highest prior of each explanation, 0 to 1, with room for a sum of 1.
    log_high : array, shape (n_explanations,)
        Natural logarithms of the highest likelihood of the evidence; minus infinity for 0.

    Returns
    -------
    bool
        False when the posterior would be 0/0 whatever is chosen.
    """
    reach = attainable_priors(priors)
    return bool(np.any((reach[:, 1] > 0.0) & (np.asarray(log_high) > -np.inf)))


def posterior_bounds(priors: ArrayLike, log_low: ArrayLike, log_high: ArrayLike) -> FloatArray:
    """Lowest and highest posterior of each explanation, over all priors and likelihoods allowed.

    The posterior of an explanation grows with its prior and its likelihood and falls with the
    likelihoods of its rivals. It is highest where its own prior and likelihood are, the rivals'
    likelihoods are lowest, and the mass of priors that is left goes first to the rivals that the
    evidence suits worst; and lowest in the mirror image. Both bounds are exact.

    Parameters
    ----------
    priors : array, shape (n_explanations, 2)
        Lowest and highest prior of each explanation, 0 to 1, with room for a sum of 1.
    log_low, log_high : array, shape (n_explanations,)
        Natural logarithms of the lowest and highest likelihood of the evidence; minus infinity
        for 0.

    Returns
    -------
    array, shape (n_explanations, 2)
        From 0 to 1. Where a choice makes the evidence impossible, and the posterior 0/0, the
        bounds are those of the choices that do not.

    Raises
    ------
    MeasureError
        Every choice makes the evidence impossible.

    References
    ----------
    walley1991, bennett2015, fairfieldcharman2017.

    Examples
    --------
    Even priors; the evidence has .6 to .9 under the first explanation, .1 to .2 under the second:

    >>> even = [(0.5, 0.5), (0.5, 0.5)]
    >>> found = posterior_bounds(even, np.log([0.6, 0.1]), np.log([0.9, 0.2]))
    >>> [[round(float(bound), 2) for bound in row] for row in found]
    [[0.75, 0.9], [0.1, 0.25]]
    """
    reach = attainable_priors(priors)
    low = np.array(log_low, dtype=np.float64)
    high = np.array(log_high, dtype=np.float64)
    if not is_possible(reach, high):
        raise MeasureError(
            "the evidence is impossible under every explanation",
            hint="a likelihood of 0 or 1 says never or always: leave room for error",
        )
    found = []
    for own in range(len(reach)):
        most = _share(reach, own, 1, low=low, high=high)
        least = _share(reach, own, 0, low=low, high=high)
        found.append((least, most))
    return np.array(found)


def _share(reach: FloatArray, own: int, side: int, *, low: FloatArray, high: FloatArray) -> float:
    """Lowest (side 0) or highest (side 1) posterior of one explanation."""
    mine, theirs = (high, low) if side else (low, high)
    others = np.delete(np.arange(len(reach)), own)
    prior = reach[own, side]
    # The rest goes first where it helps the explanation most, or hurts it most.
    order = others[np.argsort(theirs[others] if side else -theirs[others], kind="stable")]
    mass = reach[:, 0].copy()
    left = 1.0 - prior - mass[others].sum()
    for rival in order:
        part = np.clip(left, 0.0, reach[rival, 1] - reach[rival, 0])
        mass[rival] += part
        left -= part
    support = float(logarithms(prior) + mine[own])
    against = float(np.logaddexp.reduce(logarithms(mass[others]) + theirs[others]))
    if support == against == -np.inf:
        # 0/0 at this choice. Where the posterior is defined, the explanation is impossible
        # (highest) or all its rivals are (lowest).
        return 0.0 if side else 1.0
    return float(np.exp(-np.logaddexp(0.0, against - support)))


def smallest_prior(log_ratio: float, survival: float) -> float | None:
    """Smallest prior at which the posterior reaches a threshold, the rest shared equally.

    Parameters
    ----------
    log_ratio : float
        Natural logarithm of r: the likelihood of the evidence under the explanation over its
        mean under the rivals. Infinite when only the one or only the others allow for it.
    survival : float
        Threshold of the posterior, above 0 and below 1.

    Returns
    -------
    float or None
        t / (t + (1 - t) r), where t is the threshold; 0 when any prior above 0 will do, None
        when none up to 0.99 does.

    References
    ----------
    fairfieldcharman2017.

    Examples
    --------
    Nine times likelier under its rivals, to reach one tenth:

    >>> round(smallest_prior(float(np.log(1 / 9)), 0.10), 10)
    0.5
    """
    log_odds = np.log(survival) - np.log1p(-survival) - log_ratio
    found = float(np.exp(-np.logaddexp(0.0, -log_odds)))
    return found if found <= LARGEST_PRIOR else None
