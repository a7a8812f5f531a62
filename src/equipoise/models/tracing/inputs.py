"""What process tracing starts from: priors, pieces of evidence, thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from numbers import Real
from typing import Literal, TypeAlias, get_args

from equipoise.errors import MeasureError, near_names

Bounds: TypeAlias = tuple[float, float]
"""Lowest and highest value, both included."""

Status: TypeAlias = Literal["observed", "not observed", "unknown"]

FLOAT_DUST = 1e-9
"""Slack where stated probabilities are added or compared: .1 + .2 is not .3 in floating point."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: whether it was found, and how likely each explanation makes it.

    Parameters
    ----------
    status : Status
        Observed, not observed (looked for and absent) or unknown (not looked for).
    likelihood : tuple of Bounds, length n_explanations
        Lowest and highest probability, 0 to 1, that the piece is observed if the explanation
        is true, whatever the status.
    group : str or None
        Pieces of the same group may repeat each other: k of them count for between one piece
        and k. A piece without a group repeats no other.
    """

    status: Status
    likelihood: tuple[Bounds, ...]
    group: str | None = None


@dataclass(frozen=True, slots=True)
class TracingInputs:
    """Rival explanations with their priors, and the evidence.

    The explanations exclude each other and leave out no other: their priors add up to 1.

    Parameters
    ----------
    priors : tuple of Bounds, length n_explanations
        Lowest and highest probability of each explanation before the evidence, 0 to 1.
    pieces : tuple of Piece
        The evidence, in any order.

    Raises
    ------
    MeasureError
        There are fewer than two explanations, bounds are missing, reversed or outside 0 to 1,
        no choice of priors adds up to 1, a piece has another number of likelihoods than there
        are explanations, or a status is unknown to the model.
    """

    priors: tuple[Bounds, ...]
    pieces: tuple[Piece, ...]

    def __post_init__(self) -> None:
        """Refuse what Bayes' rule cannot answer for."""
        count = len(self.priors)
        if count < 2:
            raise MeasureError(
                f"{count} explanation(s): nothing to tell apart", hint="add a rival explanation"
            )
        for place, prior in enumerate(self.priors):
            _refuse_bounds(prior, f"prior of explanation {place}")
        _refuse_infeasible(self.priors)
        for place, piece in enumerate(self.pieces):
            _refuse_piece(piece, place, count)

    def with_status(self, place: int, status: Status) -> TracingInputs:
        """The same inputs, but for the status of one piece.

        Parameters
        ----------
        place : int
            Position of the piece.
        status : Status
            Its new status.

        Returns
        -------
        TracingInputs
            A copy; these inputs stay as they are.
        """
        pieces = list(self.pieces)
        pieces[place] = replace(pieces[place], status=status)
        return replace(self, pieces=tuple(pieces))


@dataclass(frozen=True, slots=True)
class TracingParameters:
    """Where the lines are drawn, all conventions (docs/decisions/0011), and how many draws.

    Parameters
    ----------
    survival : float
        An explanation survives when the 95 % quantile of its posterior reaches this, above 0
        and below 1.
    certain : float
        A test is certain when the explanation makes its outcome at least this likely, above
        1/2 and at most 1.
    unique : float
        A test is unique when the rival makes its outcome at most this likely, 0 to below 1/2.
    telling : float
        Likelihood ratio, at least 1, that a hoop must have when it is failed and a smoking gun
        when it is found; below it the piece is a straw in the wind.
    draws : int
        How many times likelihoods, weights of groups and priors are drawn, 1 upward.
    seed : int
        Seed of the draws, 0 upward.

    Raises
    ------
    MeasureError
        A threshold, the number of draws or the seed is outside its range.

    References
    ----------
    vanevera1997, collier2011, kassraftery1995.
    """

    survival: float = 0.10
    certain: float = 0.85
    unique: float = 0.15
    telling: float = 3.0
    draws: int = 2000
    seed: int = 20121231

    def __post_init__(self) -> None:
        """Refuse thresholds at which the words would lose their sense."""
        ranges = {
            "survival": (0.0 < self.survival < 1.0, "above 0 and below 1"),
            "certain": (0.5 < self.certain <= 1.0, "above 0.5, at most 1"),
            "unique": (0.0 <= self.unique < 0.5, "at least 0, below 0.5"),
            "telling": (1.0 <= self.telling < float("inf"), "at least 1"),
            "draws": (isinstance(self.draws, int) and self.draws >= 1, "a whole number from 1"),
            "seed": (isinstance(self.seed, int) and self.seed >= 0, "a whole number from 0"),
        }
        for name, (within, allowed) in ranges.items():
            if not within:
                raise MeasureError(f"{name} is {getattr(self, name):g}", hint=f"give {allowed}")


def envelope(passes: Sequence[Bounds]) -> Bounds:
    """Bounds that hold what every coding pass allows.

    Parameters
    ----------
    passes : sequence of Bounds, length n_passes
        Bounds of the same probability, 0 to 1, from passes that did not see each other.

    Returns
    -------
    Bounds
        Lowest low and highest high.

    Raises
    ------
    MeasureError
        There is no pass, or bounds are reversed or outside 0 to 1.

    References
    ----------
    walley1991.

    Examples
    --------
    >>> envelope([(0.6, 0.8), (0.7, 0.9)])
    (0.6, 0.9)
    """
    if not passes:
        raise MeasureError("no coding pass", hint="give the bounds of at least one")
    for place, bounds in enumerate(passes):
        _refuse_bounds(bounds, f"coding pass {place}")
    return min(low for low, _ in passes), max(high for _, high in passes)


def even_priors(count: int) -> tuple[Bounds, ...]:
    """The same exact prior for every explanation.

    Parameters
    ----------
    count : int
        Number of explanations, at least 1.

    Returns
    -------
    tuple of Bounds, length count
        1/count, low and high alike.

    Raises
    ------
    MeasureError
        The count is below 1.

    References
    ----------
    fairfieldcharman2017.

    Examples
    --------
    >>> even_priors(2)
    ((0.5, 0.5), (0.5, 0.5))
    """
    if count < 1:
        raise MeasureError(f"{count} explanations", hint="give at least two to a thesis")
    return ((1.0 / count, 1.0 / count),) * count


def _refuse_bounds(bounds: Bounds, what: str) -> None:
    pair = isinstance(bounds, (tuple, list)) and len(bounds) == 2
    if not pair or not all(isinstance(bound, Real) for bound in bounds):
        raise MeasureError(f"{what} is {bounds!r}", hint="give two numbers, [low, high]")
    low, high = bounds
    if not 0.0 <= low <= high <= 1.0:
        raise MeasureError(
            f"{what} is [{low:g}, {high:g}]", hint="give [low, high] from 0 to 1, low first"
        )


def _refuse_infeasible(priors: Sequence[Bounds]) -> None:
    lowest, highest = (sum(prior[side] for prior in priors) for side in (0, 1))
    if lowest > 1.0 + FLOAT_DUST:
        raise MeasureError(
            f"the lowest priors add up to {lowest:g}, more than 1", hint="lower some of them"
        )
    if highest < 1.0 - FLOAT_DUST:
        raise MeasureError(
            f"the highest priors add up to {highest:g}, less than 1",
            hint="raise some of them, or add the explanation that is missing",
        )


def _refuse_piece(piece: Piece, place: int, count: int) -> None:
    if piece.status not in get_args(Status):
        raise MeasureError(
            f"piece {place} has the status {piece.status!r}",
            hint=near_names(str(piece.status), get_args(Status)),
        )
    if len(piece.likelihood) != count:
        raise MeasureError(
            f"piece {place} has {len(piece.likelihood)} likelihood(s) for {count} explanations",
            hint="give bounds for each explanation, also where the piece does not bear on it",
        )
    for explanation, bounds in enumerate(piece.likelihood):
        _refuse_bounds(bounds, f"likelihood of piece {place} under explanation {explanation}")
