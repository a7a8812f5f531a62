"""Flows directed at a region, and what they weigh there."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from equipoise.errors import MeasureError
from equipoise.measures.guards import amounts, fraction, positive_amounts, same_length
from equipoise.measures.refusals import FLOAT_DUST
from equipoise.measures.registry import measure
from equipoise.measures.shares import share
from equipoise.measures.totals import positive_total, total


def _share_of_sums(parts: ArrayLike, wholes: ArrayLike, names: tuple[str, str]) -> float:
    """Sum of the parts over the sum of the wholes, member by member."""
    part, whole = amounts(parts, names[0]), amounts(wholes, names[1])
    same_length((names[0], part), (names[1], whole))
    return share(total(part), positive_total(whole, names[1]))


@measure(
    formula="e = sum_m X_sm / X_s, m over the region",
    unit="share",
    bounds=(0.0, 1.0),
    citation=("hirschman1945",),
)
def region_directed_share(flows_to_region: ArrayLike, total_flow: float) -> float:
    """Share of a state's total exports that goes to the region.

    Parameters
    ----------
    flows_to_region : array, shape (n_members,)
        Exports of the state to each other member of the region in one year; zero if none,
        never NaN.
    total_flow : float
        Exports of the state to the world, same money.

    Returns
    -------
    float
        0 (nothing goes there) to 1 (everything does).

    Raises
    ------
    MeasureError
        A flow is negative or missing, the total is zero, or the region exceeds the total.

    References
    ----------
    hirschman1945.

    Examples
    --------
    >>> region_directed_share(np.array([6.0, 3.0, 1.0]), 40.0)
    0.25
    """
    return share(total(amounts(flows_to_region, "flows to region")), total_flow)


@measure(
    formula="c = sum_m X_sm / sum_m M_m, m over the region",
    unit="share",
    bounds=(0.0, 1.0),
    citation=("hirschman1945",),
)
def region_coverage(flows_to_region: ArrayLike, member_imports: ArrayLike) -> float:
    """Share of the region's imports that the state's exports to it cover.

    Parameters
    ----------
    flows_to_region : array, shape (n_members,)
        Exports of the state to each other member of the region in one year; zero if none,
        never NaN.
    member_imports : array, shape (n_members,)
        Imports of the same members from the world, same order and money.

    Returns
    -------
    float
        0 (none of what the region imports) to 1 (all of it).

    Raises
    ------
    MeasureError
        A flow is negative or missing, all imports are zero, the lengths differ, or the flows
        exceed the imports.

    References
    ----------
    hirschman1945.

    Examples
    --------
    >>> region_coverage(np.array([6.0, 3.0, 1.0]), np.array([60.0, 100.0, 40.0]))
    0.05
    """
    return _share_of_sums(flows_to_region, member_imports, ("flows to region", "member imports"))


@measure(
    formula="w = sum_m T_ms / sum_m T_m, m over the other members",
    unit="share",
    bounds=(0.0, 1.0),
    citation=("hirschman1945",),
)
def regional_trade_weight(trade_with_state: ArrayLike, total_trade: ArrayLike) -> float:
    """Share of the state in the total trade of the region's other members.

    Parameters
    ----------
    trade_with_state : array, shape (n_members,)
        Imports plus exports of each other member with the state in one year; zero if none,
        never NaN.
    total_trade : array, shape (n_members,)
        Imports plus exports of the same members with the world, same order and money.

    Returns
    -------
    float
        0 (nobody trades with it) to 1 (nobody trades with anyone else). Large traders weigh
        more; ``partner_reach`` counts every member once.

    Raises
    ------
    MeasureError
        A value is negative or missing, all totals are zero, the lengths differ, or the trade
        with the state exceeds the total.

    References
    ----------
    hirschman1945.

    Examples
    --------
    >>> regional_trade_weight(np.array([8.0, 2.0]), np.array([150.0, 50.0]))
    0.05
    """
    return _share_of_sums(trade_with_state, total_trade, ("trade with state", "total trade"))


@measure(
    formula="r = share of members m with T_ms / T_m >= cut",
    unit="share",
    bounds=(0.0, 1.0),
    citation=("hirschman1945",),
)
def partner_reach(
    trade_with_state: ArrayLike, total_trade: ArrayLike, *, cut: float = 0.10
) -> float:
    """Share of the region's other members to whose trade the state contributes the cut or more.

    Parameters
    ----------
    trade_with_state : array, shape (n_members,)
        Imports plus exports of each other member with the state in one year; zero if none,
        never NaN.
    total_trade : array, shape (n_members,)
        Imports plus exports of the same members with the world, same order, above zero.
    cut : float
        Share of a member's trade from which the state counts as a major partner, above 0, at
        most 1. The default of a tenth is a convention: vary it.

    Returns
    -------
    float
        0 (no member) to 1 (every member).

    Raises
    ------
    MeasureError
        A value is negative or missing, a total is zero, the lengths differ, or the cut is
        outside its range.

    References
    ----------
    hirschman1945.

    Examples
    --------
    The state has .16, .02, .10 and .05 of the trade of four members:

    >>> trade, totals = np.array([8.0, 1.0, 3.0, 1.0]), np.array([50.0, 50.0, 30.0, 20.0])
    >>> partner_reach(trade, totals)
    0.5
    """
    trade = amounts(trade_with_state, "trade with state")
    totals = positive_amounts(total_trade, "total trade")
    same_length(("trade with state", trade), ("total trade", totals))
    least = fraction(cut, "cut")
    if least == 0:
        raise MeasureError("cut: zero, which every member reaches", hint="give a cut above 0")
    # 0.7 / 7 falls short of 0.1 in binary: a share at the cut must count on any machine.
    return float(np.mean(trade / totals >= least * (1 - FLOAT_DUST)))
