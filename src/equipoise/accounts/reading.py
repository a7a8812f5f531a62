"""A reading: one measure for every state of the comparison set in one year, with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from equipoise.vocabulary.evidence import Evidence
from equipoise.vocabulary.measures import MeasureEntry

FloatArray: TypeAlias = NDArray[np.float64]
Sampler: TypeAlias = Callable[[np.random.Generator, int], FloatArray]
Doubt: TypeAlias = Literal["measurement", "judgement"]


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a discrete change.

    Parameters
    ----------
    count : int
        How many changes; negative for losses.
    value : float
        Value of the measure after them.
    names : tuple of str
        What changed: bodies joined or left, states that respond or cease to.
    """

    count: int
    value: float
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """How one piece of evidence about the state could change.

    Parameters
    ----------
    base : str
        The evidence: readings of one base move together.
    scaled : callable or None
        Values of the reading when the base is multiplied by each factor of an array.
    kinks : tuple of float
        Factors at which the reading jumps, for readings that do not grow evenly with the base.
    rungs : tuple of Rung
        Discrete changes, nearest first, gains and losses.
    """

    base: str
    scaled: Callable[[FloatArray], FloatArray] | None = None
    kinks: tuple[float, ...] = ()
    rungs: tuple[Rung, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One measure for all states of the comparison set.

    Parameters
    ----------
    entry : MeasureEntry
        Which measure.
    year : int
        Calendar year.
    states : tuple of str
        The comparison set.
    values : array, shape (n_states,)
        In the entry's unit; NaN when missing.
    evidence : tuple of Evidence
        One for each state.
    world : Evidence or None
        The world's total; None when the measure has no such thing.
    change : Change
        How the evidence about the state in question could change.
    sampler : callable or None
        Draws of ``values``, shape (n_draws, n_states); None when exact.
    doubt : Doubt or None
        What the draws reflect.
    ceiling : array, shape (n_states,), or None
        Largest share of the set's total that each state may hold where it has no figure; NaN, or
        None for all, when nothing bounds it.
    """

    entry: MeasureEntry
    year: int
    states: tuple[str, ...]
    values: FloatArray
    evidence: tuple[Evidence, ...]
    world: Evidence | None
    change: Change
    sampler: Sampler | None = field(default=None, compare=False)
    doubt: Doubt | None = None
    ceiling: FloatArray | None = field(default=None, compare=False)

    def place(self, state: str) -> int:
        """Position of a state in ``states``."""
        return self.states.index(state)


def rungs_from(
    gains: Sequence[tuple[str, float]], losses: Sequence[tuple[str, float]], start: float
) -> tuple[Rung, ...]:
    """Discrete changes in the order that needs the fewest of them.

    Parameters
    ----------
    gains, losses : sequence of (str, float)
        What could be gained or lost, and by how much each moves the value, in its unit.
    start : float
        Value before any change.

    Returns
    -------
    tuple of Rung
        Gains first, each rung one change more than the one before.

    Examples
    --------
    >>> [rung.value for rung in rungs_from([("EAS", 0.25), ("SCO", 0.5)], [], 0.0)]
    [0.5, 0.75]
    """
    rungs: list[Rung] = []
    for sign, moves in ((1, gains), (-1, losses)):
        value = start
        names: tuple[str, ...] = ()
        for count, (name, step) in enumerate(sorted(moves, key=lambda m: (-m[1], m[0])), start=1):
            value, names = value + sign * step, (*names, name)
            rungs.append(Rung(sign * count, value, names))
    return tuple(rungs)
