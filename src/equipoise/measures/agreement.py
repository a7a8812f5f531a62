"""Agreement of two ordinal series from their contingency: by distance, by rank, beyond chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from equipoise.errors import MeasureError
from equipoise.measures.contingency import Contingency
from equipoise.measures.refusals import FloatArray

Distance = Literal["absolute", "squared"]
Disagreement = Literal["nominal", "squared"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Sums over the contingency of every dyad, and the coefficients made of them.

    All sums are whole numbers unless weighted, so each coefficient is rounded once, in its one
    division; it is NaN where the divisor is zero.

    Parameters
    ----------
    dyads : Contingency
        Counts by level.
    common : array, shape (n_states, n_states)
        Entries known for both.
    levels_of_first : array, shape (n_levels, n_states, n_states)
        How often the first state has each level.
    agreed : array, shape (n_states, n_states)
        Entries at the same level.
    distances : dict of str to array, shape (n_states, n_states)
        Sum of absolute and of squared distances between levels.
    """

    dyads: Contingency
    common: FloatArray
    levels_of_first: FloatArray
    agreed: FloatArray
    distances: dict[str, FloatArray]

    @classmethod
    def of(cls, dyads: Contingency) -> Agreement:
        """Sums for every dyad.

        Parameters
        ----------
        dyads : Contingency
            Counts by level.

        Returns
        -------
        Agreement
            The sums.
        """
        level = np.arange(float(dyads.levels))
        apart = np.abs(level[:, None] - level)
        rows = np.eye(dyads.levels)[:, :, None] * np.ones(dyads.levels)
        agreed, absolute, squared, *firsts = dyads.sums(
            np.eye(dyads.levels), apart, apart**2, *rows
        )
        by_level = np.array(firsts)
        distances = {"absolute": absolute, "squared": squared}
        return cls(dyads, by_level.sum(axis=0), by_level, agreed, distances)

    @property
    def levels_of_second(self) -> FloatArray:
        """How often the second state has each level."""
        return self.levels_of_first.swapaxes(1, 2)

    def s(self, distance: Distance) -> FloatArray:
        """Signorino and Ritter's S.

        Parameters
        ----------
        distance : {"absolute", "squared"}
            Distance between two levels.

        Returns
        -------
        array of float64, shape (n_states, n_states)
            -1 to 1.

        Raises
        ------
        MeasureError
            The distance is unknown.
        """
        apart = self._distances(distance, "distance")
        reach = (self.dyads.levels - 1) ** (2 if distance == "squared" else 1)
        furthest = reach * self.common
        # Weights can leave dust below the lowest possible value.
        return np.maximum(_ratio(furthest - 2 * apart, furthest), -1.0)

    def tau_b(self) -> FloatArray:
        """Kendall's tau-b.

        Returns
        -------
        array of float64, shape (n_states, n_states)
            -1 to 1.
        """
        untied = self.common**2 - (self.levels_of_first**2).sum(axis=0)
        return _ratio(self.dyads.concordance(), np.sqrt(untied * untied.T))

    def pi(self, disagreement: Disagreement) -> FloatArray:
        """Scott's pi.

        Parameters
        ----------
        disagreement : {"nominal", "squared"}
            Whether two different levels disagree fully or by the square of their distance.

        Returns
        -------
        array of float64, shape (n_states, n_states)
            -1 to 1.

        Raises
        ------
        MeasureError
            The disagreement is unknown.
        """
        pooled = self.levels_of_first + self.levels_of_second
        if disagreement == "nominal":
            by_chance = (pooled**2).sum(axis=0)
            return _ratio(4 * self.common * self.agreed - by_chance, 4 * self.common**2 - by_chance)
        first, second = _moments(pooled)
        expected = 2 * self.common * second - first**2
        observed = 2 * self.common * self._distances(disagreement, "disagreement")
        return _ratio(expected - observed, expected)

    def kappa(self, disagreement: Disagreement) -> FloatArray:
        """Cohen's kappa.

        Parameters
        ----------
        disagreement : {"nominal", "squared"}
            Whether two different levels disagree fully or by the square of their distance.

        Returns
        -------
        array of float64, shape (n_states, n_states)
            -1 to 1.

        Raises
        ------
        MeasureError
            The disagreement is unknown.
        """
        if disagreement == "nominal":
            by_chance = (self.levels_of_first * self.levels_of_second).sum(axis=0)
            return _ratio(self.common * self.agreed - by_chance, self.common**2 - by_chance)
        first, second = _moments(self.levels_of_first)
        expected = self.common * (second + second.T) - 2 * first * first.T
        observed = self.common * self._distances(disagreement, "disagreement")
        return _ratio(expected - observed, expected)

    def _distances(self, name: str, what: str) -> FloatArray:
        """Summed distances of one kind."""
        if name not in self.distances or (what == "disagreement" and name == "absolute"):
            first = "nominal" if what == "disagreement" else "absolute"
            raise MeasureError(f"{what}: {name!r} is unknown", hint=f"{first} or squared")
        return self.distances[name]


def _moments(by_level: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Sums of the levels and of their squares."""
    level = np.arange(float(len(by_level)))
    return np.tensordot(level, by_level, 1), np.tensordot(level**2, by_level, 1)


def _ratio(numerator: FloatArray, divisor: FloatArray) -> FloatArray:
    """Quotient, NaN where there is nothing to divide by."""
    undefined = np.full(numerator.shape, np.nan)
    ratio: FloatArray = np.divide(numerator, divisor, out=undefined, where=divisor > 0)
    return ratio
