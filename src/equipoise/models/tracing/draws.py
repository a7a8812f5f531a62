"""Draws of all that is stated with bounds, the same for every question put to the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from equipoise.errors import MeasureError
from equipoise.models.tracing.inputs import Bounds, Piece, TracingInputs, TracingParameters
from equipoise.models.tracing.likelihood import (
    FloatArray,
    decided_groups,
    group_exponent,
    logarithms,
)
from equipoise.models.tracing.priors import drawn_priors

# Streams apart, so that one more piece or group changes the draws of no other.
_PIECES, _GROUPS, _PRIORS = 0, 1, 2
_LEAST = 2.0**-53


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Likelihoods, weights of groups and priors, drawn once.

    Parameters
    ----------
    observed, absent : array, shape (n_pieces, n_draws, n_explanations)
        Natural logarithms of the likelihood that each piece is observed, and that it is not.
    groups : mapping of str to array, shape (n_draws,)
        For each group how far its pieces count apart: 0 for one piece, 1 for each in full.
    priors : array, shape (n_draws, n_explanations)
        Rows add up to 1.
    """

    observed: FloatArray
    absent: FloatArray
    groups: Mapping[str, FloatArray]
    priors: FloatArray

    def with_priors(self, priors: Sequence[Bounds]) -> Draws:
        """The same draws of likelihoods and groups under other priors.

        Parameters
        ----------
        priors : sequence of Bounds, length n_explanations
            Exact priors, low and high alike.

        Returns
        -------
        Draws
        """
        exact = np.array([low for low, _ in priors])
        return replace(self, priors=np.tile(exact, (len(self.priors), 1)))


def drawn(inputs: TracingInputs, parameters: TracingParameters) -> Draws:
    """Draw everything that is stated with bounds.

    Parameters
    ----------
    inputs : TracingInputs
        Priors and pieces; the statuses of the pieces play no part.
    parameters : TracingParameters
        Number of draws and seed.

    Returns
    -------
    Draws
        Evenly within the bounds; likelihoods of different explanations and pieces are drawn
        independently, the weight of a group once for all explanations.
    """
    size, count = parameters.draws, len(inputs.priors)

    def stream(*key: int) -> np.random.Generator:
        return np.random.default_rng(np.random.SeedSequence(parameters.seed, spawn_key=key))

    observed = np.empty((len(inputs.pieces), size, count))
    absent = np.empty_like(observed)
    for place, piece in enumerate(inputs.pieces):
        low, high = np.array(piece.likelihood).T
        # Never quite 0, so that what is possible is so in every draw.
        part = np.maximum(stream(_PIECES, place).random((size, count)), _LEAST)
        observed[place] = logarithms(low + part * (high - low))
        absent[place] = logarithms((1.0 - high) + (1.0 - part) * (high - low))
    names = dict.fromkeys(piece.group for piece in inputs.pieces if piece.group is not None)
    groups = {name: stream(_GROUPS, place).random(size) for place, name in enumerate(names)}
    return Draws(observed, absent, groups, drawn_priors(inputs.priors, size, stream(_PRIORS)))


def log_likelihood(draws: Draws, pieces: Sequence[Piece]) -> FloatArray:
    """Likelihood of all decided evidence in each draw, pieces of a group tempered together.

    Parameters
    ----------
    draws : Draws
        Made for these pieces, whatever their statuses were then.
    pieces : sequence of Piece
        All pieces; unknown ones drop out.

    Returns
    -------
    array, shape (n_draws, n_explanations)
        Natural logarithms; zero when nothing is decided.

    References
    ----------
    holmeswalker2017.
    """
    total = np.zeros(draws.priors.shape)
    for places in decided_groups(pieces):
        joint = np.zeros(draws.priors.shape)
        for place in places:
            seen = pieces[place].status == "observed"
            joint += (draws.observed if seen else draws.absent)[place]
        group = pieces[places[0]].group
        if group is not None:
            joint *= group_exponent(draws.groups[group], len(places))[:, np.newaxis]
        total += joint
    return total


def posteriors(draws: Draws, pieces: Sequence[Piece]) -> FloatArray:
    """Posterior of every explanation in each draw, by Bayes' rule.

    Parameters
    ----------
    draws : Draws
        Made for these pieces, whatever their statuses were then.
    pieces : sequence of Piece
        All pieces; unknown ones drop out.

    Returns
    -------
    array, shape (n_draws, n_explanations)
        Rows add up to 1.

    Raises
    ------
    MeasureError
        The evidence is impossible under every explanation.

    References
    ----------
    bennett2015, fairfieldcharman2017.
    """
    weight = logarithms(draws.priors) + log_likelihood(draws, pieces)
    most = weight.max(axis=1, keepdims=True)
    if not np.all(np.isfinite(most)):
        raise MeasureError(
            "the evidence is impossible under every explanation",
            hint="a likelihood of 0 or 1 says never or always: leave room for error",
        )
    scaled = np.exp(weight - most)
    found: FloatArray = scaled / scaled.sum(axis=1, keepdims=True)
    return found
