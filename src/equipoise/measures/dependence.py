"""Dependence of two trading states on each other, by share of trade or by share of the economy.

Each measure takes one dyad (numbers, none missing) or many (arrays of one shape, in which a gap
stays a gap).
"""

from __future__ import annotations

import math

import numpy as np

from equipoise.errors import MeasureError
from equipoise.measures.gaps import (
    Number,
    as_given,
    each_amount,
    each_fraction,
    each_positive_amount,
    same_shape,
)
from equipoise.measures.refusals import FloatArray
from equipoise.measures.registry import measure
from equipoise.measures.shares import share


@measure(
    formula="s_i = T_ij / T_i",
    unit="share",
    bounds=(0.0, 1.0),
    citation=("barbieri1996",),
)
def trade_share(trade: Number, total_trade: Number) -> Number:
    """Share of one partner in a state's total trade (Barbieri).

    Parameters
    ----------
    trade : float or array
        Imports from plus exports to the partner, in money.
    total_trade : float or array
        Imports plus exports of the state with all partners, same money.

    Returns
    -------
    float or array
        0 (no trade with it) to 1 (trade with nobody else).

    Raises
    ------
    MeasureError
        A value is negative or missing, the total is zero or exceeded, or the shapes differ.

    References
    ----------
    barbieri1996.

    Examples
    --------
    >>> trade_share(5.0, 40.0)
    0.125
    """
    return share(trade, total_trade)


@measure(
    formula="salience = sqrt(s_i s_j)",
    unit="index",
    bounds=(0.0, 1.0),
    citation=("barbieri1996",),
)
def salience(share_i: Number, share_j: Number) -> Number:
    """Weight of the tie for both states together (Barbieri).

    Parameters
    ----------
    share_i : float or array
        Share of j in the trade of i, 0 to 1.
    share_j : float or array
        Share of i in the trade of j, 0 to 1.

    Returns
    -------
    float or array
        0 (nothing for one of them) to 1 (everything for both).

    Raises
    ------
    MeasureError
        A share is missing or outside 0 to 1, or the shapes differ.

    References
    ----------
    barbieri1996.

    Examples
    --------
    >>> round(salience(0.4, 0.1), 6)
    0.2
    """
    first, second = _two_shares(share_i, share_j)
    return as_given(np.sqrt(first * second), share_i)


@measure(
    formula="symmetry = 1 - |s_i - s_j|",
    unit="index",
    bounds=(0.0, 1.0),
    citation=("barbieri1996",),
)
def symmetry(share_i: Number, share_j: Number) -> Number:
    """Balance between the dependence of two states on each other (Barbieri).

    Parameters
    ----------
    share_i : float or array
        Share of j in the trade of i, 0 to 1.
    share_j : float or array
        Share of i in the trade of j, 0 to 1.

    Returns
    -------
    float or array
        0 (one depends wholly, the other not at all) to 1 (both alike).

    Raises
    ------
    MeasureError
        A share is missing or outside 0 to 1, or the shapes differ.

    References
    ----------
    barbieri1996.

    Examples
    --------
    >>> symmetry(0.75, 0.25)
    0.5
    """
    return 1.0 - abs(asymmetry(share_i, share_j))


@measure(
    formula="interdependence = sqrt(s_i s_j) (1 - |s_i - s_j|)",
    unit="index",
    bounds=(0.0, 1.0),
    citation=("barbieri1996",),
)
def interdependence(share_i: Number, share_j: Number) -> Number:
    """Salience times symmetry: a tie that matters, to both alike (Barbieri).

    Parameters
    ----------
    share_i : float or array
        Share of j in the trade of i, 0 to 1.
    share_j : float or array
        Share of i in the trade of j, 0 to 1.

    Returns
    -------
    float or array
        0 (no tie, or wholly one-sided) to 1 (everything for both).

    Raises
    ------
    MeasureError
        A share is missing or outside 0 to 1, or the shapes differ.

    References
    ----------
    barbieri1996.

    Examples
    --------
    >>> round(interdependence(0.4, 0.1), 6)
    0.14
    """
    return salience(share_i, share_j) * symmetry(share_i, share_j)


@measure(
    formula="a = s_i - s_j",
    unit="share",
    bounds=(-1.0, 1.0),
    citation=("keohanenye1977",),
)
def asymmetry(share_i: Number, share_j: Number) -> Number:
    """How much more the first state depends on the second than the other way round.

    Parameters
    ----------
    share_i : float or array
        Share of j in the trade of i, 0 to 1.
    share_j : float or array
        Share of i in the trade of j, 0 to 1.

    Returns
    -------
    float or array
        -1 (only j depends) to 1 (only i depends); 0 is balance.

    Raises
    ------
    MeasureError
        A share is missing or outside 0 to 1, or the shapes differ.

    References
    ----------
    keohanenye1977.

    Examples
    --------
    >>> asymmetry(0.75, 0.25)
    0.5
    """
    first, second = _two_shares(share_i, share_j)
    return as_given(first - second, share_i)


@measure(
    formula="ratio = s_i / s_j",
    unit="factor",
    bounds=(0.0, math.inf),
    citation=("hirschman1945",),
)
def asymmetry_ratio(share_i: Number, share_j: Number) -> Number:
    """How many times as dependent the first state is as the second.

    Parameters
    ----------
    share_i : float or array
        Share of j in the trade of i, 0 to 1.
    share_j : float or array
        Share of i in the trade of j, above 0, at most 1.

    Returns
    -------
    float or array
        0 upward; 1 is balance, above 1 the first depends more.

    Raises
    ------
    MeasureError
        A share is missing or outside 0 to 1, the second is zero, or the shapes differ.

    References
    ----------
    hirschman1945.

    Examples
    --------
    >>> asymmetry_ratio(0.5, 0.125)
    4.0
    """
    first, second = _two_shares(share_i, share_j)
    zero = second == 0
    if zero.any():
        place = "zero" if second.ndim == 0 else f"case {int(np.argmax(zero))} is zero"
        raise MeasureError(
            f"share of j: {place}, which cannot divide", hint="use asymmetry, the difference"
        )
    return as_given(first / second, share_i)


@measure(
    formula="d_i = T_ij / GDP_i",
    unit="factor",
    bounds=(0.0, math.inf),
    citation=("onealrussett1997",),
)
def trade_dependence(trade: Number, gdp: Number) -> Number:
    """Trade with one partner relative to the economy of the state (Oneal and Russett).

    Parameters
    ----------
    trade : float or array
        Imports from plus exports to the partner, in money.
    gdp : float or array
        Gross domestic product of the state, same money, same prices.

    Returns
    -------
    float or array
        0 upward; entrepots exceed 1, because trade is turnover and GDP is value added.

    Raises
    ------
    MeasureError
        A value is negative or missing, GDP is zero, or the shapes differ.

    References
    ----------
    onealrussett1997.

    Examples
    --------
    >>> trade_dependence(5.0, 80.0)
    0.0625
    """
    return _relative_to_gdp(trade, "trade", gdp)


@measure(
    formula="d_low = min(d_i, d_j)",
    unit="factor",
    bounds=(0.0, math.inf),
    citation=("onealrussett1997",),
)
def weak_link_dependence(dependence_i: Number, dependence_j: Number) -> Number:
    """Dependence of the less dependent state of a dyad, the weak link (Oneal and Russett).

    Parameters
    ----------
    dependence_i : float or array
        Trade between the two relative to the GDP of i, from ``trade_dependence``.
    dependence_j : float or array
        The same relative to the GDP of j.

    Returns
    -------
    float or array
        0 upward.

    Raises
    ------
    MeasureError
        A value is negative or missing, or the shapes differ.

    References
    ----------
    onealrussett1997.

    Examples
    --------
    >>> weak_link_dependence(0.0625, 0.01)
    0.01
    """
    first = each_amount(dependence_i, "dependence of i")
    second = each_amount(dependence_j, "dependence of j")
    same_shape(("dependence of i", first), ("dependence of j", second))
    return as_given(np.minimum(first, second), dependence_i)


@measure(
    formula="o_i = T_i / GDP_i; identity: T_ij / GDP_i = (T_ij / T_i) o_i",
    unit="factor",
    bounds=(0.0, math.inf),
    citation=("gartzkeli2003",),
)
def trade_openness(total_trade: Number, gdp: Number) -> Number:
    """Total trade relative to the economy of the state.

    By Gartzke and Li's identity, trade dependence is trade share times openness: the two
    literatures measure the same tie against different totals.

    Parameters
    ----------
    total_trade : float or array
        Imports plus exports of the state with all partners, in money.
    gdp : float or array
        Gross domestic product of the state, same money, same prices.

    Returns
    -------
    float or array
        0 (no trade) upward; entrepots exceed 1.

    Raises
    ------
    MeasureError
        A value is negative or missing, GDP is zero, or the shapes differ.

    References
    ----------
    gartzkeli2003.

    Examples
    --------
    >>> trade_openness(40.0, 80.0)
    0.5
    >>> trade_share(5.0, 40.0) * trade_openness(40.0, 80.0) == trade_dependence(5.0, 80.0)
    True
    """
    return _relative_to_gdp(total_trade, "total trade", gdp)


def _two_shares(share_i: Number, share_j: Number) -> tuple[FloatArray, FloatArray]:
    """Both shares of a dyad, checked."""
    first, second = each_fraction(share_i, "share of i"), each_fraction(share_j, "share of j")
    same_shape(("share of i", first), ("share of j", second))
    return first, second


def _relative_to_gdp(trade: Number, what: str, gdp: Number) -> Number:
    """Trade over gross domestic product."""
    turnover, economy = each_amount(trade, what), each_positive_amount(gdp, "GDP")
    same_shape((what, turnover), ("GDP", economy))
    return as_given(turnover / economy, trade)
