"""Concentration of trade over partners, of capability over great powers."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from equipoise.errors import MeasureError
from equipoise.measures.registry import measure
from equipoise.measures.totals import shares_in_total, total


@measure(
    formula="HHI = sum_j s_j^2, s_j = x_j / sum_k x_k",
    unit="index",
    bounds=(0.0, 1.0),
    citation=("herfindahl1950", "hirschman1964"),
)
def partner_concentration(flow: ArrayLike) -> float:
    """Concentration of one state's trade over its partners (Herfindahl-Hirschman).

    Parameters
    ----------
    flow : array, shape (n_partners,)
        Trade with each partner in one year, same currency; zero if none, never NaN.

    Returns
    -------
    float
        1/n (equal shares) to 1 (one partner).

    Raises
    ------
    MeasureError
        A flow is negative or missing, or all are zero.

    References
    ----------
    herfindahl1950, hirschman1964.

    Examples
    --------
    >>> round(partner_concentration(np.array([6.0, 3.0, 1.0])), 2)
    0.46
    """
    return total(shares_in_total(flow, "flow") ** 2)


@measure(
    formula="N = 1 / sum_j s_j^2",
    unit="count",
    bounds=(1.0, math.inf),
    citation=("laaksotaagepera1979",),
)
def effective_partners(flow: ArrayLike) -> float:
    """Equal partners that would give the same concentration, in number.

    Parameters
    ----------
    flow : array, shape (n_partners,)
        Trade with each partner in one year, same currency; zero if none, never NaN.

    Returns
    -------
    float
        1 (one partner) to n (equal shares).

    Raises
    ------
    MeasureError
        A flow is negative or missing, or all are zero.

    References
    ----------
    laaksotaagepera1979.

    Examples
    --------
    >>> round(effective_partners(np.array([5.0, 5.0, 0.0])), 2)
    2.0
    """
    return 1.0 / partner_concentration(flow)


@measure(
    formula="H = sqrt(sum_j s_j^2)",
    unit="index",
    bounds=(0.0, 1.0),
    citation=("hirschman1945",),
)
def hirschman_1945(flow: ArrayLike) -> float:
    """Hirschman's first index of concentration: the root of the sum of squared shares.

    Parameters
    ----------
    flow : array, shape (n_partners,)
        Trade with each partner in one year, same currency; zero if none, never NaN.

    Returns
    -------
    float
        1/sqrt(n) (equal shares) to 1 (one partner); Hirschman prints it times 100.

    Raises
    ------
    MeasureError
        A flow is negative or missing, or all are zero.

    References
    ----------
    hirschman1945.

    Examples
    --------
    >>> round(hirschman_1945(np.array([6.0, 3.0, 1.0])), 4)
    0.6782
    """
    return math.sqrt(partner_concentration(flow))


@measure(
    formula="CON = sqrt((sum_i s_i^2 - 1/N) / (1 - 1/N))",
    unit="index",
    bounds=(0.0, 1.0),
    citation=("raysinger1973",),
)
def capability_concentration(capability: ArrayLike) -> float:
    """Concentration of capability among the great powers of one year (Ray and Singer's CON).

    The result depends on who counts as a great power: a change of membership moves it as a
    change of capability does.

    Parameters
    ----------
    capability : array, shape (n_powers,)
        Capability of each great power, such as CINC, two powers at least; never NaN. Shares
        are taken inside the group.

    Returns
    -------
    float
        0 (all equal) to 1 (one power has everything).

    Raises
    ------
    MeasureError
        A value is negative or missing, all are zero, or there is only one power.

    References
    ----------
    raysinger1973.

    Examples
    --------
    >>> round(capability_concentration(np.array([5.0, 3.0, 2.0])), 4)
    0.2646
    """
    shares = shares_in_total(capability, "capability")
    if len(shares) == 1:
        raise MeasureError("capability: one power alone has no concentration", hint="give two")
    equal = 1.0 / len(shares)
    # sum (s - 1/N)^2 equals sum s^2 - 1/N and cannot fall below zero by rounding.
    return math.sqrt(min(total(np.square(shares - equal)) / (1.0 - equal), 1.0))
