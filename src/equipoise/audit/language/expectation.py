"""What a text says a value is, as the interval in which a computed value bears it out."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.cell_values import UncheckableError
from equipoise.audit.language.hedges import Hedge, Hedges
from equipoise.audit.language.printing import printed_half_unit
from equipoise.audit.language.quantities import (
    DATE,
    PURE,
    Dimension,
    Quantity,
    UndefinedValueError,
    dimension_of,
    factor_of,
    measured,
)
from equipoise.audit.language.selector import Used

_SLOP = 1e-9  # relative: sums of floats differ by less, printed digits by more


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that a text states, or the limits that a claim gives.

    Parameters
    ----------
    low, high : float
        The figure twice, or the two ends of a range; infinite where there is no limit.
    unit : str
        Unit code; empty for plain numbers and base units.
    half_unit : float
        What rounding leaves open, in the same unit.
    hedge : Hedge or None
        The hedge before the figure.
    open_ends : bool
        Whether the limits themselves are outside.
    shown : str
        As a reader sees it.
    dimension : tuple
        Where no unit says it; a plain number by default.
    """

    low: float
    high: float
    unit: str
    half_unit: float = 0.0
    hedge: Hedge | None = None
    open_ends: bool = False
    shown: str = ""
    dimension: Dimension = PURE


@dataclass(frozen=True, slots=True)
class Accepted:
    """The interval in which a computed value supports a claim.

    Parameters
    ----------
    low, high : float
        In base units.
    open_ends : bool
        Whether the ends themselves are outside.
    dimension : tuple
        Of the values.
    tolerance : float
        Half the width where both ends are finite, else zero, in base units.
    shown : str
        What the text states.
    """

    low: float
    high: float
    open_ends: bool
    dimension: Dimension
    tolerance: float
    shown: str

    def holds(self, value: float) -> bool:
        """Whether a value lies inside, but for the rounding of floats."""
        return self._meets(value, value)

    def margin(self, value: float) -> float | None:
        """Distance to the nearest end, positive inside; None without any end."""
        ends = [value - self.low, self.high - value]
        finite = [end for end in ends if math.isfinite(end)]
        return min(finite) if finite else None

    def met_by(self, found: Quantity) -> bool:
        """Whether any value of an interval lies inside, but for the rounding of floats."""
        return self._meets(found.low, found.high)

    def _meets(self, low: float, high: float) -> bool:
        ends = [abs(end) for end in (low, high, self.low, self.high) if math.isfinite(end)]
        slop = _SLOP * max(ends, default=0.0)
        if not self.open_ends:
            return self.low - slop <= high and low <= self.high + slop
        above = math.isinf(self.low) or high > self.low + slop
        return above and (math.isinf(self.high) or low < self.high - slop)


def accepted(stated: Stated) -> Accepted:
    """Interval that a stated figure accepts.

    A hedge around a calendar year leaves its half unit open: a share of a year says nothing.

    Parameters
    ----------
    stated : Stated
        The figure or limits.

    Returns
    -------
    Accepted

    Examples
    --------
    >>> band = accepted(Stated(0.2, 0.2, "share", 0.005))
    >>> band.holds(0.204), band.holds(0.206)
    (True, False)
    """
    factor = factor_of(stated.unit)
    dimension = dimension_of(stated.unit) if stated.unit else stated.dimension
    low, high, open_ends = stated.low - stated.half_unit, stated.high + stated.half_unit, False
    if stated.hedge is not None:
        hedge = replace(stated.hedge, relative=0.0) if dimension == DATE else stated.hedge
        low = hedge.bounds(stated.low, stated.half_unit)[0]
        _, high, open_ends = hedge.bounds(stated.high, stated.half_unit)
    low, high = low * factor, high * factor
    finite = math.isfinite(low) and math.isfinite(high)
    return Accepted(
        low,
        high,
        open_ends or stated.open_ends,
        dimension,
        (high - low) / 2 if finite else 0.0,
        stated.shown,
    )


def stated_figure(
    name: str, base: EvidenceBase, hedges: Hedges, override: Hedge | None
) -> tuple[Stated, Used]:
    """A figure of ``figures.csv`` as the text states it.

    Parameters
    ----------
    name : str
        Its id.
    base : EvidenceBase
        All evidence.
    hedges : Hedges
        The table in force.
    override : Hedge or None
        Hedge that the claim gives in place of the figure's.

    Returns
    -------
    tuple of Stated and Used
        The figure, and the row as evidence of what the text says.

    Raises
    ------
    UncheckableError
        The text gives a degree and no figure.
    UndefinedValueError
        The figure is too large to compute with.
    """
    row = base.figures.get(name)
    if row is None:
        raise UncheckableError(f"no figure {name!r}", f"the row {name} of figures")
    code, printed = row.text("unit"), row.text("printed")
    hedge = override or hedges.hedges.get(row.text("hedge"))
    value = row.cells["value"]
    ends = (row.cells["low"], row.cells["high"])
    if hedge is not None and hedge.form == "none" and None not in ends:
        hedge = None
    if not isinstance(value, float) or (hedge is not None and hedge.form == "none"):
        reason = row.missing_reason or f"the text gives a degree, {printed!r}, and no figure"
        raise UncheckableError(reason.rstrip("."), f"a figure for {name} in {row.place}")
    low, high = (e if isinstance(e, float) else value for e in ends)
    measured(value, code, low=low, high=high)  # refuses what is too large to compute with
    halves = (_half_unit(hedges, printed, code, end) for end in (low, high))
    word = override.name if override else row.text("hedge")
    shown = f"{word} {printed}".strip()
    used = Used(row.place, "value", printed, row.source, row.locator, row.quality, row.rests_on)
    return Stated(low, high, code, max(halves), hedge, shown=shown), used


def _half_unit(hedges: Hedges, printed: str, code: str, value: float) -> float:
    half = printed_half_unit(printed, value)
    return hedges.in_words(code, value) if half is None else half


def stated_quantity(found: Quantity, code: str, shown: str, hedge: Hedge | None) -> Stated:
    """A value that another selector of the claim gives, its printed digits kept.

    Parameters
    ----------
    found : Quantity
        Its interval is what rounding leaves open.
    code : str
        Unit in which to tell it; empty for base units.
    shown : str
        As a reader sees it.
    hedge : Hedge or None
        The hedge before it.

    Returns
    -------
    Stated
        With a unit even where the value has none of its own, so that units are compared; a range
        where one end lies farther from the value than the other.

    Raises
    ------
    UndefinedValueError
        Its interval has no end.
    """
    if not math.isfinite(found.high - found.low):
        raise UndefinedValueError("the figure that it is held against has no bounds")
    factor = factor_of(code)
    half = min(found.value - found.low, found.high - found.value)
    low, high = (found.low + half) / factor, (found.high - half) / factor
    return Stated(low, high, code, half / factor, hedge, shown=shown, dimension=found.dimension)
