"""Cells as quantities: what one figure, date or printed number says, and what it leaves open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, TypeAlias, cast

from equipoise.audit.language.printing import printed_interval, printed_number
from equipoise.audit.language.quantities import DATE, Quantity, exactly, measured
from equipoise.audit.language.rows import EvidenceRow, Kind
from equipoise.errors import DataError
from equipoise.vocabulary.periods import Period

Part: TypeAlias = Literal["year", "end-year", "month", "day"]

_TO_THE_DAY = 2  # hyphens of YYYY-MM-DD
_DECEMBER = 12

PRINTED = "printed"
"""A column with the string that a figure was printed as, from which its rounding follows."""

PRINTED_TOTALS = "printed"
"""The table whose printed strings are read as numbers: they stand in the unit of their row."""


class UncheckableError(DataError):
    """Evidence that a claim needs is not there; ``missing`` names it.

    Parameters
    ----------
    message : str
        What is not there.
    missing : str
        The row, cell or data set that would answer the claim.
    """

    def __init__(self, message: str, missing: str) -> None:
        super().__init__(message)
        self.missing = missing


def cell_quantity(row: EvidenceRow, column: str, kind: Kind, code: str, part: Part) -> Quantity:
    """Quantity that a filled cell holds.

    Parameters
    ----------
    row : EvidenceRow
        The row.
    column : str
        A column of it that is not empty.
    kind : Kind
        What the column holds.
    code : str
        Unit code of its figures; empty for dates.
    part : Part
        Which part of a period.

    Returns
    -------
    Quantity
        With the bounds of the row, or what its printed digits leave open.

    Raises
    ------
    UncheckableError
        A text prints no number, or a period lacks the part asked for.
    UndefinedValueError
        The figure is too large to compute with.
    """
    cell = row.cells[column]
    if kind == "year":
        return exactly(float(cast("int", cell)), DATE)
    if kind == "period":
        return _dated(row, column, cast("Period", cell), part)
    if kind == "text":
        return _printed(row, cast("str", cell), code)
    value = float(cast("float", cell))
    low, high = _bounds(row, column, value)
    return measured(value, code, low=low, high=high)


def _printed(row: EvidenceRow, text: str, code: str) -> Quantity:
    value = printed_number(text)
    if value is None:
        message = f"{text!r} in {row.place} prints no number"
        raise UncheckableError(message, f"a number in {row.place}")
    low, high = printed_interval(text, value) or (None, None)
    return measured(value, code, low=low, high=high)


def _bounds(row: EvidenceRow, column: str, value: float) -> tuple[float | None, float | None]:
    """The row's own bounds, else what the digits of its printed string leave open."""
    prefix = "" if column == "value" else f"{column}_"
    low, high = row.cells.get(f"{prefix}low"), row.cells.get(f"{prefix}high")
    if low is not None and high is not None:
        return cast("float", low), cast("float", high)
    return printed_interval(row.text(PRINTED), value) or (None, None)


def _dated(row: EvidenceRow, column: str, period: Period, part: Part) -> Quantity:
    if part == "end-year":
        if period.end is None:
            message = f"{period.text} in {row.place} has no end"
            raise UncheckableError(message, f"the end of {column} in {row.place}")
        return _year((period.end - timedelta(days=1)).year, period)
    if period.start is None:
        message = f"{period.text} in {row.place} has no beginning"
        raise UncheckableError(message, f"the beginning of {column} in {row.place}")
    if part == "month":
        if "-" not in period.text.partition("/")[0]:
            message = f"{period.text} in {row.place} names no month"
            raise UncheckableError(message, f"the month of {column} in {row.place}")
        return exactly(float(period.start.month))
    if part == "day":
        return _day(period)
    return _year(period.start.year, period)


def _day(period: Period) -> Quantity:
    """The beginning as a fraction of its year, open as far as the date names no month or day."""
    text = period.text.partition("/")[0].rstrip("~?%")
    start = cast("date", period.start)
    first = _fraction(start)
    if text.count("-") == _TO_THE_DAY:
        return Quantity(first, first, first, DATE)
    after = date(start.year + 1, 1, 1)
    if "-" in text and start.month < _DECEMBER:
        after = date(start.year, start.month + 1, 1)
    last = _fraction(after)
    return Quantity((first + last) / 2, first, last, DATE)


def _fraction(day: date) -> float:
    length = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    return day.year + (day.timetuple().tm_yday - 1) / length


def _year(year: int, period: Period) -> Quantity:
    """A year, a year wider on either side where the source says about, and a decade whole."""
    if "X" in period.text and period.start is not None and period.end is not None:
        last = (period.end - timedelta(days=1)).year
        return Quantity(float(year), float(period.start.year), float(last), DATE)
    slack = 1.0 if period.approximate else 0.0
    return Quantity(float(year), year - slack, year + slack, DATE)
