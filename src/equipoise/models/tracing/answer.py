"""What the evidence says, whole or with one piece changed: posteriors, survivors, leader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.models.tracing.draws import Draws, posteriors
from equipoise.models.tracing.inputs import FLOAT_DUST, Piece, Status, TracingInputs
from equipoise.models.tracing.likelihood import FloatArray, evidence_bounds
from equipoise.models.tracing.posterior import is_possible

QUANTILES = (5, 50, 95)
"""In per cent: low, median and high of a spread."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Where a posterior lies over the draws.

    Parameters
    ----------
    low, median, high : float
        Values that 5 %, 50 % and 95 % of the draws do not exceed, 0 to 1.
    """

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a body of evidence says about the explanations, over draws of what was stated.

    Shares of draws tell how far the answer holds across the bounds. They are no probabilities:
    nobody knows how likely a bound, or a point within it, is to be right.

    Parameters
    ----------
    posteriors : tuple of Spread, length n_explanations
        By explanation.
    leads : tuple of float, length n_explanations
        Share of draws in which the explanation has the highest posterior; a draw in which
        several tie is shared among them. They add up to 1.
    survivors : tuple of int
        Explanations whose 95 % quantile reaches the threshold, in order.
    leader : int
        Explanation that leads in most draws; of equals the first.
    """

    posteriors: tuple[Spread, ...]
    leads: tuple[float, ...]
    survivors: tuple[int, ...]
    leader: int

    @property
    def ranking(self) -> tuple[int, ...]:
        """Explanations by draws led, then by median, highest first; ties stay in order."""
        return tuple(
            sorted(
                range(len(self.leads)),
                key=lambda i: (-round(self.leads[i], 9), -round(self.posteriors[i].median, 9), i),
            )
        )


def answer(draws: Draws, pieces: Sequence[Piece], survival: float) -> Answer:
    """What the evidence says.

    Parameters
    ----------
    draws : Draws
        Made for these pieces.
    pieces : sequence of Piece
        All pieces; unknown ones drop out.
    survival : float
        Threshold of the posterior.

    Returns
    -------
    Answer
        The same for the same draws.
    """
    found = posteriors(draws, pieces)
    spreads = tuple(Spread(*values) for values in quantiles(found).T.tolist())
    tied = found >= found.max(axis=1, keepdims=True) - FLOAT_DUST
    leads = (tied / tied.sum(axis=1, keepdims=True)).mean(axis=0)
    return Answer(
        posteriors=spreads,
        leads=tuple(leads.tolist()),
        survivors=tuple(
            place for place, spread in enumerate(spreads) if reaches(spread.high, survival)
        ),
        leader=int(np.argmax(leads >= leads.max() - FLOAT_DUST)),
    )


def answer_if(
    draws: Draws, inputs: TracingInputs, place: int, status: Status, survival: float
) -> Answer | None:
    """What the evidence would say if one piece had another status.

    Parameters
    ----------
    draws : Draws
        Made for these inputs, so that the difference to their answer is that of the piece.
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
    _, high = evidence_bounds(trial.pieces, len(trial.priors))
    return answer(draws, trial.pieces, survival) if is_possible(trial.priors, high) else None


def quantiles(values: FloatArray) -> FloatArray:
    """Values that 5 %, 50 % and 95 % of the draws do not exceed.

    Parameters
    ----------
    values : array, shape (n_draws, ...)
        One row a draw, at least one.

    Returns
    -------
    array, shape (3, ...)
        Each is the value of some draw, so that what is drawn may be transformed before or
        after.

    Examples
    --------
    >>> quantiles(np.arange(1.0, 21.0)).tolist()
    [1.0, 10.0, 19.0]
    """
    ranks = [_rank(percent, len(values)) for percent in QUANTILES]
    found: FloatArray = np.sort(values, axis=0)[ranks]
    return found


def _rank(percent: int, size: int) -> int:
    """Position of a quantile among sorted draws."""
    return -(-percent * size // 100) - 1


def close_calls(values: FloatArray, survival: float) -> tuple[bool, ...]:
    """Whether other draws might put the 95 % quantile on the other side of the threshold.

    Parameters
    ----------
    values : array, shape (n_draws, n_explanations)
        Posteriors, one row a draw.
    survival : float
        Threshold of the posterior.

    Returns
    -------
    tuple of bool
        True where the threshold lies within two standard errors of the quantile, in ranks: of n
        draws the number below a quantile p is binomial, with variance n p (1 - p).

    Examples
    --------
    >>> spread = np.arange(1.0, 101.0)[:, np.newaxis] / 100
    >>> [close_calls(spread, threshold)[0] for threshold in (0.85, 0.93, 0.97)]
    [False, True, True]
    """
    size, part = len(values), QUANTILES[-1] / 100
    reach = int(np.ceil(2.0 * np.sqrt(size * part * (1.0 - part))))
    rank = _rank(QUANTILES[-1], size)
    ordered = np.sort(values, axis=0)
    least, most = ordered[max(rank - reach, 0)], ordered[min(rank + reach, size - 1)]
    return tuple(
        not reaches(low, survival) and reaches(high, survival)
        for low, high in zip(least.tolist(), most.tolist(), strict=True)
    )


def reaches(posterior: float, survival: float) -> bool:
    """Whether a posterior reaches the threshold, but for floating dust.

    Parameters
    ----------
    posterior : float
        From 0 to 1.
    survival : float
        Threshold.

    Returns
    -------
    bool
        True at the threshold and above.
    """
    return posterior >= survival - FLOAT_DUST
