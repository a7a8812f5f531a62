"""Periods: stretches of days as scholars write them, read from EDTF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from equipoise.errors import VocabularyError

_FORMS = (
    "write YYYY, YYYY-MM, YYYY-MM-DD or a decade 199X, with ~ (about), ? (perhaps) or % (both)"
    " after it where needed; an interval as A/B, an open one as A/.. or ../B"
)
_POINT = re.compile(
    r"(?P<year>\d{3}(?:\d|X))(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?%]?)",
    re.ASCII,
)
_OPEN = ".."


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, half-open: the first day belongs to it, the end does not.

    Parameters
    ----------
    start : date or None
        First day; None when the period has always run.
    end : date or None
        First day after the period; None when it still runs. Later than ``start``.
    text : str
        The period as its source writes it, in EDTF.
    approximate : bool
        The source says about (``~`` or ``%``).
    uncertain : bool
        The source says perhaps (``?`` or ``%``).

    Raises
    ------
    VocabularyError
        The period would hold no day.

    Examples
    --------
    >>> cold_war = parse_edtf("1947/1991-12-26")
    >>> cold_war.contains(date(1991, 12, 26)), cold_war.contains(date(1991, 12, 27))
    (True, False)
    >>> cold_war.end
    datetime.date(1991, 12, 27)
    """

    start: date | None
    end: date | None
    text: str
    approximate: bool = False
    uncertain: bool = False

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            message = f"{self.text!r}: the period ends before it starts"
            raise VocabularyError(message, hint="put the earlier date first")

    @classmethod
    def between(cls, start: date | None, end: date | None) -> Period:
        """Period from its half-open bounds, with the EDTF that says the same.

        Parameters
        ----------
        start : date or None
            First day; None leaves the beginning open.
        end : date or None
            First day after the period; None leaves the end open.

        Returns
        -------
        Period
            Neither approximate nor uncertain. ``text`` names the last day, as EDTF does.

        Raises
        ------
        VocabularyError
            ``end`` is not later than ``start``.

        References
        ----------
        edtf2019.

        Examples
        --------
        >>> Period.between(date(1922, 12, 30), date(1991, 12, 26)).text
        '1922-12-30/1991-12-25'
        >>> Period.between(date(1990, 10, 3), None).text
        '1990-10-03/..'
        """
        first = _OPEN if start is None else start.isoformat()
        last = _OPEN if end is None else (end - timedelta(days=1)).isoformat()
        return cls(start, end, first if first == last else f"{first}/{last}")

    @property
    def year(self) -> int:
        """Year of the first day; VocabularyError when the beginning is open."""
        if self.start is None:
            message = f"{self.text!r} has no first year: its beginning is open"
            raise VocabularyError(message, hint="ask covers_year instead")
        return self.start.year

    def contains(self, day: date) -> bool:
        """Whether a day lies in the period.

        Parameters
        ----------
        day : date
            Any day.

        Returns
        -------
        bool
            True from ``start`` on, until the day before ``end``.

        Examples
        --------
        >>> parse_edtf("1990-10").contains(date(1990, 10, 31))
        True
        """
        begun = self.start is None or self.start <= day
        return begun and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """Whether two periods share a day.

        Parameters
        ----------
        other : Period
            The period to compare with.

        Returns
        -------
        bool
            True when at least one day lies in both; touching ends share none.

        Examples
        --------
        >>> parse_edtf("1990").overlaps(parse_edtf("1991"))
        False
        >>> parse_edtf("1990/1991").overlaps(parse_edtf("1991-12-31/.."))
        True
        """
        before = self.end is not None and other.start is not None and self.end <= other.start
        after = other.end is not None and self.start is not None and other.end <= self.start
        return not (before or after)

    def covers_year(self, year: int) -> bool:
        """Whether any day of a calendar year lies in the period.

        Parameters
        ----------
        year : int
            Calendar year, 1 to 9998.

        Returns
        -------
        bool
            True when the period and the year share a day.

        Examples
        --------
        >>> parse_edtf("2002-05-20/..").covers_year(2002)
        True
        """
        begun = self.start is None or self.start.year <= year
        return begun and (self.end is None or date(year, 1, 1) < self.end)


@dataclass(frozen=True, slots=True)
class Era:
    """A named period, such as a presidency.

    Parameters
    ----------
    id : str
        Short name used in tables.
    name : str
        Name to print.
    period : Period
        When it was.

    Examples
    --------
    >>> Era("yeltsin", "Yeltsin", parse_edtf("1991-07-10/1999-12-31")).period.year
    1991
    """

    id: str
    name: str
    period: Period


def parse_edtf(text: str) -> Period:
    """Period meant by a date or interval in the Extended Date/Time Format.

    Level 0 (years, months, days and intervals of them) and the forms of level 1 that
    chronologies need: ``~``, ``?`` and ``%`` after a date, decades, open intervals. An
    interval includes the whole of its last date: ``1996/2012`` ends on 31 December 2012.

    Parameters
    ----------
    text : str
        The date as written; years 0001 to 9998.

    Returns
    -------
    Period
        Half-open, with ``text`` as given. A qualifier on either end of an interval marks
        the whole period.

    Raises
    ------
    VocabularyError
        The text has another form, names a day that no calendar has, or runs backwards.

    References
    ----------
    edtf2019.

    Examples
    --------
    >>> parse_edtf("2005-12-14")
    Period(start=datetime.date(2005, 12, 14), end=datetime.date(2005, 12, 15), \
text='2005-12-14', approximate=False, uncertain=False)
    >>> decade = parse_edtf("199X~")
    >>> decade.start.isoformat(), decade.end.isoformat(), decade.approximate
    ('1990-01-01', '2000-01-01', True)
    >>> parse_edtf("2011-02-30")
    Traceback (most recent call last):
        ...
    equipoise.errors.VocabularyError: '2011-02-30': 2011-02-30 is no day of the calendar
    """
    first, slash, last = text.partition("/")
    start: date | None
    end: date | None
    if not slash:
        start, end = _bounds(first, text)
    elif first == _OPEN and last == _OPEN:
        message = f"{text!r}: an interval open at both ends says nothing"
        raise VocabularyError(message, hint=_FORMS)
    else:
        start = None if first == _OPEN else _bounds(first, text)[0]
        end = None if last == _OPEN else _bounds(last, text)[1]
    approximate = any(mark in text for mark in "~%")
    uncertain = any(mark in text for mark in "?%")
    return Period(start, end, text, approximate, uncertain)


def _bounds(point: str, text: str) -> tuple[date, date]:
    """First day of one EDTF date and the first day after it."""
    match = _POINT.fullmatch(point)
    if match is None or (point[3] == "X" and match["month"]):
        message = f"{text!r} is not a date we can read"
        raise VocabularyError(message, hint=_FORMS)
    year, month, day = match["year"], match["month"], match["day"]
    try:
        if year.endswith("X"):
            decade = 10 * int(year[:3])
            return date(decade, 1, 1), date(decade + 10, 1, 1)
        if month is None:
            return date(int(year), 1, 1), date(int(year) + 1, 1, 1)
        if day is None:
            after = date(int(year) + int(month) // 12, int(month) % 12 + 1, 1)
            return date(int(year), int(month), 1), after
        first = date(int(year), int(month), int(day))
        return first, first + timedelta(days=1)
    except (ValueError, OverflowError) as fault:
        bare = point.rstrip("~?%")
        kind = {0: "year", 1: "month", 2: "day"}[bare.count("-")]
        message = f"{text!r}: {bare} is no {kind} of the calendar"
        raise VocabularyError(message, hint=_FORMS) from fault
