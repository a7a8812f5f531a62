"""Checks of a text's dates: against each other, the record, and the periods they illustrate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from equipoise.audit.structure.entries import Apparatus, Example, Interval, Mention
from equipoise.audit.structure.findings import VERDICT_OF, Finding, listing
from equipoise.dossier.read import Dossier
from equipoise.dossier.tables import Row
from equipoise.vocabulary.periods import Period

_DAYS_A_YEAR = 365.2425  # mean Gregorian year


def event_findings(dossier: Dossier, apparatus: Apparatus) -> Iterator[Finding]:
    """Dates of every event that the text mentions, among themselves and against the record.

    Two dates agree when they share a day; an approximate one (``~``) counts a year on either
    side. A disagreement that rests on an uncertain date (``?``) decides nothing.

    Parameters
    ----------
    dossier : Dossier
        ``ledger`` and ``memberships`` hold the events.
    apparatus : Apparatus
        Of a text.

    Yields
    ------
    Finding
        ``one-date`` for events that are mentioned more than once; ``record-date`` for all.
    """
    for event in dict.fromkeys(mention.event for mention in apparatus.mentions):
        mentions = [mention for mention in apparatus.mentions if mention.event == event]
        rows = _rows(dossier, mentions[0])
        if len(mentions) > 1:
            yield _one_date(mentions, rows)
        yield _record_date(mentions, rows)


def _rows(dossier: Dossier, mention: Mention) -> tuple[Row, ...]:
    if mention.membership:
        state, body, status = mention.membership
        return dossier.table("memberships").where(state=state, body=body, status=status)
    return dossier.table("ledger").where(id=mention.event)


def _places(mentions: Sequence[Mention], rows: Sequence[Row]) -> tuple[str, ...]:
    return (*(mention.place for mention in mentions), *(row.place for row in rows))


def _locators(mentions: Sequence[Mention]) -> str:
    return "; ".join(dict.fromkeys(mention.locator for mention in mentions))


def _said(mention: Mention) -> str:
    return f"{mention.date.text} ({mention.note or mention.locator})"


def _one_date(mentions: Sequence[Mention], rows: Sequence[Row]) -> Finding:
    found = [_agree(a.date, b.date) for a, b in combinations(mentions, 2)]
    holds = False if False in found else None if None in found else True
    return Finding(
        check="one-date",
        subject=mentions[0].event,
        verdict=VERDICT_OF[holds],
        message="dated " + ", and ".join(dict.fromkeys(_said(mention) for mention in mentions)),
        rows=_places(mentions, rows),
        locator=_locators(mentions),
    )


def _record_date(mentions: Sequence[Mention], rows: Sequence[Row]) -> Finding:
    recorded = [
        (row, when)
        for row in rows
        if row.text("quality") != "stated" and (when := row.period("date")) is not None
    ]
    holds: bool | None = None
    if recorded:
        found = [_against(mention.date, [when for _, when in recorded]) for mention in mentions]
        holds = False if False in found else True if True in found else None
        dates = listing([when.text for _, when in recorded])
        message = f"by the record {dates}; the text: "
        message += ", and ".join(dict.fromkeys(_said(mention) for mention in mentions))
    else:
        message = "the dossier has the date from the text itself"
    return Finding(
        check="record-date",
        subject=mentions[0].event,
        verdict=VERDICT_OF[holds],
        message=message,
        rows=_places(mentions, rows),
        locator=_locators(mentions),
    )


def _against(stated: Period, recorded: Sequence[Period]) -> bool | None:
    found = [_agree(stated, when) for when in recorded]
    return True if True in found else None if None in found else False


def _agree(one: Period, other: Period) -> bool | None:
    """Whether two dates can be of one event; None where only an uncertain one denies it."""
    if _widened(one).overlaps(_widened(other)):
        return True
    return None if one.uncertain or other.uncertain else False


def _widened(period: Period) -> Period:
    """An approximate period with a year on either side; any other as it is."""
    if not period.approximate:
        return period
    start = None if period.start is None else _shifted(period.start, -1)
    end = None if period.end is None else _shifted(period.end, 1)
    return Period(start, end, period.text)


def _shifted(day: date, years: int) -> date:
    ordinal = day.toordinal() + round(years * _DAYS_A_YEAR)
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def example_findings(apparatus: Apparatus) -> Iterator[Finding]:
    """Examples against the periods that they are to illustrate, one finding an example.

    Parameters
    ----------
    apparatus : Apparatus
        Of a text.

    Yields
    ------
    Finding
        Holds when the whole date of the example lies in the period, a slip when none of it does;
        open when part of it does, or when the date is uncertain.
    """
    for example in apparatus.examples:
        holds = _agree(example.date, example.period)
        if holds and not _within(example.date, _widened(example.period)):
            holds = None
        yield Finding(
            check="example-outside-period",
            subject=example.id,
            verdict=VERDICT_OF[holds],
            message=_example_message(example),
            rows=(example.place,),
            locator=example.locator,
        )


def _example_message(example: Example) -> str:
    return f"{example.instance}: {example.date.text}, in a statement on {example.period.text}"


def _within(inner: Period, outer: Period) -> bool:
    begun = outer.start is None or (inner.start is not None and outer.start <= inner.start)
    ended = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return begun and ended


def interval_findings(apparatus: Apparatus) -> Iterator[Finding]:
    """Numbers of years against the dates between which they are counted.

    Parameters
    ----------
    apparatus : Apparatus
        Of a text.

    Yields
    ------
    Finding
        A slip when no two days of the two dates are as many years apart as the text says.
    """
    for interval in apparatus.intervals:
        least, most = _years_between(interval)
        stated = f"{interval.low:g}" + (
            f" to {interval.high:g}" if interval.high > interval.low else ""
        )
        message = (
            f"{stated} years stated between {interval.first.text} and {interval.last.text}, "
            f"which are {least:.1f} to {most:.1f} apart"
        )
        yield Finding(
            check="interval-length",
            subject=interval.id,
            verdict=VERDICT_OF[least <= interval.high and interval.low <= most],
            message=message + (f"; {interval.note}" if interval.note else ""),
            rows=(interval.place,),
            locator=interval.locator,
        )


def _years_between(interval: Interval) -> tuple[float, float]:
    first, last = interval.first, interval.last
    if first.start is None or first.end is None or last.start is None or last.end is None:
        return 0.0, float("inf")
    shortest = (last.start - first.end).days / _DAYS_A_YEAR
    longest = (last.end - first.start).days / _DAYS_A_YEAR
    return max(shortest, 0.0), longest
