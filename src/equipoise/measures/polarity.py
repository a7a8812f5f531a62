"""Polarity of a set of states: how many of them hold enough of its capability to be poles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from equipoise.errors import MeasureError
from equipoise.measures.refusals import FLOAT_DUST, FloatArray
from equipoise.measures.totals import shares_in_total

PolarityLabel = Literal["unipolar", "near-unipolar", "bipolar", "multipolar", "unclassified"]


@dataclass(frozen=True, slots=True)
class PolarityThresholds:
    """Shares of capability that make a pole.

    The shares are those commonly attributed to Rapkin, Thompson and Christopherson; they are not
    checked in print, so state them with every result.

    Parameters
    ----------
    half : float, optional
        Share of one state that makes a system unipolar, and of two states together that makes
        it bipolar.
    near_half : float, optional
        Share of one state that makes a system near-unipolar if nobody else is a quarter.
    quarter : float, optional
        Least share of each of two poles.
    pole : float, optional
        Least share of a pole among three or more.

    Raises
    ------
    MeasureError
        The shares are not in order from 1 down to above 0.

    Examples
    --------
    >>> PolarityThresholds(near_half=0.4).near_half
    0.4
    """

    half: float = 0.50
    near_half: float = 0.45
    quarter: float = 0.25
    pole: float = 0.05

    def __post_init__(self) -> None:
        """Refuse thresholds that contradict each other."""
        if not 1 >= self.half >= self.near_half >= self.quarter >= self.pole > 0:
            raise MeasureError(f"{self} is not in order", hint="each is at most the one before")


@dataclass(frozen=True, slots=True)
class Polarity:
    """Polarity of a set of states in one year.

    Parameters
    ----------
    label : str
        unipolar, near-unipolar, bipolar, multipolar or unclassified.
    poles : int
        Number of poles; 0 if no rule applies.
    shares : array, shape (n_states,)
        Share of each state in the capability of the set, in the order given.
    """

    label: PolarityLabel
    poles: int
    shares: FloatArray


def system_polarity(
    capability: ArrayLike, *, thresholds: PolarityThresholds | None = None
) -> Polarity:
    """Polarity of a set of states by the shares of its leading states.

    The first rule that applies decides: *unipolar* if one state has half and more than anybody
    else; *bipolar* if exactly two states have a quarter each and half together; *near-unipolar*
    if one state has nearly half and nobody else a quarter; *multipolar* if three states or more
    have the least share of a pole; else *unclassified*. As with concentration, the result
    depends on which states are in the set.

    Parameters
    ----------
    capability : array, shape (n_states,)
        Capability of each state, such as CINC, of the great powers or of a region; zero if none,
        never NaN.
    thresholds : PolarityThresholds, optional
        Shares that make a pole; those of Rapkin, Thompson and Christopherson unless given.

    Returns
    -------
    Polarity
        Label, number of poles, shares.

    Raises
    ------
    MeasureError
        A value is negative or missing, or all are zero.

    References
    ----------
    rapkin1979.

    Examples
    --------
    >>> found = system_polarity(np.array([40.0, 30.0, 15.0, 15.0]))
    >>> found.label, found.poles
    ('bipolar', 2)
    >>> system_polarity(np.array([40.0, 20.0, 20.0, 20.0])).label
    'multipolar'
    """
    limits = thresholds or PolarityThresholds()
    shares = shares_in_total(capability, "capability")
    label, poles = _rule(np.sort(shares)[::-1] + FLOAT_DUST, limits)
    return Polarity(label, poles, shares)


def _rule(ranked: FloatArray, limits: PolarityThresholds) -> tuple[PolarityLabel, int]:
    """Label and number of poles from shares in falling order."""
    first, second = float(ranked[0]), float(ranked[1]) if len(ranked) > 1 else 0.0
    quarters = int((ranked >= limits.quarter).sum())
    poles = int((ranked >= limits.pole).sum())
    if first >= limits.half and first > second + FLOAT_DUST:
        return "unipolar", 1
    if quarters == 2 and first + second >= limits.half:
        return "bipolar", 2
    if first >= limits.near_half and second < limits.quarter:
        return "near-unipolar", 1
    if poles >= 3:
        return "multipolar", poles
    return "unclassified", 0
