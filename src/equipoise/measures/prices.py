"""Prices that follow from what a flow was worth and what it weighed."""

from __future__ import annotations

import math

from equipoise.measures.guards import amount, positive_amount
from equipoise.measures.registry import measure


@measure(
    formula="p = v / q",
    unit="usd_per_t",
    bounds=(0.0, math.inf),
    citation=("gaulier2010",),
)
def unit_value(value: float, quantity: float) -> float:
    """Average price of a flow: its value for each tonne.

    A unit value is a price only as far as the flow is of one product: a change of what is traded
    within a group looks like a change of price.

    Parameters
    ----------
    value : float
        Value of the flow, US dollars; zero if none, never NaN.
    quantity : float
        Weight of the same flow, tonnes, above zero.

    Returns
    -------
    float
        US dollars per tonne, 0 upward.

    Raises
    ------
    MeasureError
        A figure is negative or missing, or the weight is zero.

    References
    ----------
    gaulier2010.

    Examples
    --------
    >>> unit_value(1500.0, 2.0)
    750.0
    """
    return amount(value, "value") / positive_amount(quantity, "quantity")
