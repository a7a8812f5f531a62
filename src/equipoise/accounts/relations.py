"""The relations account: what two states did with and to each other, in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from equipoise.accounts.case import resolve_member
from equipoise.dossier.read import Dossier
from equipoise.dossier.tables import Row
from equipoise.errors import ArgumentError, NotFoundError
from equipoise.vocabulary.periods import Period
from equipoise.vocabulary.tables import Column, ResultTable

OUTSIDE = "outside all eras"
"""Where events stand that no era of the dossier holds."""


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the ledger.

    Parameters
    ----------
    id, kind, level, summary : str
        As in the ledger.
    date, date_stated : str
        EDTF, by the record and by the text where it differs; empty when it does not.
    era : str
        Era of the dossier that most of its days lie in; empty outside all eras.
    parties : tuple of str
        State and body codes.
    host : str
        Empty when none.
    confidence, source, locator : str
        How sure, and where it stands.
    """

    id: str
    kind: str
    date: str
    date_stated: str
    era: str
    parties: tuple[str, ...]
    host: str
    level: str
    summary: str
    confidence: str
    source: str
    locator: str


@dataclass(frozen=True, slots=True)
class RelationsAccount:
    """Relations of a state, with one partner or with all.

    Parameters
    ----------
    state : str
        State code.
    partner : str or None
        State or body code; None for all.
    events : tuple of Event
        In order of their beginning.
    by_era : mapping of str to mapping
        Number of events by era and kind.
    """

    state: str
    partner: str | None
    events: tuple[Event, ...]
    by_era: dict[str, dict[str, int]]

    def table(self) -> ResultTable:
        """Events in order."""
        names = ("date", "date_stated", "era", "kind", "level", "host", "summary", "confidence")
        columns = (
            Column("id", "text", "short name"),
            *(Column(name, "text", name.replace("_", " ")) for name in names),
            Column("parties", "text", "codes separated by semicolons"),
            Column("source", "text", "who says so"),
            Column("locator", "text", "where"),
        )
        rows = tuple(
            (
                e.id,
                *(getattr(e, name) for name in names),
                ";".join(e.parties),
                e.source,
                e.locator,
            )
            for e in self.events
        )
        return ResultTable("relations", columns, rows)


def era_of(dossier: Dossier, when: Period | None) -> str:
    """Era of a dossier that most of an event's days lie in.

    Parameters
    ----------
    dossier : Dossier
        With its eras.
    when : Period or None
        When the event took place.

    Returns
    -------
    str
        Id of the era; empty when most days lie in none, or the event has no beginning.
    """
    if when is None or when.start is None:
        return ""
    eras = dossier.manifest.eras
    last = max((era.period.end for era in eras if era.period.end), default=None)
    end = max(when.end or last or when.start, when.start)
    days = {era.id: _shared_days(era.period, when.start, end) for era in eras}
    days[""] = (end - when.start).days - sum(days.values())
    best = max(days, key=lambda name: days[name])
    return best if days[best] > 0 else ""


def _shared_days(period: Period, start: date, end: date) -> int:
    first = max(start, period.start or start)
    last = min(end, period.end or end)
    return max((last - first).days, 0)


def _event(dossier: Dossier, row: Row) -> Event:
    when = row.period("date")
    stated = row.period("date_stated")
    return Event(
        id=row.text("id"),
        kind=row.text("kind"),
        date=when.text if when else "",
        date_stated=stated.text if stated else "",
        era=era_of(dossier, when),
        parties=row.parties("parties"),
        host=row.text("host"),
        level=row.text("level"),
        summary=row.text("summary"),
        confidence=row.text("confidence"),
        source=row.text("source"),
        locator=f"{row.text('locator')} [{row.place}]",
    )


def _beginning(row: Row) -> tuple[date, str]:
    when = row.period("date")
    return (when.start if when and when.start else date.min, row.text("id"))


def relations_account(
    dossier: Dossier, state: str | None = None, *, partner: str | None = None
) -> RelationsAccount:
    """What a state did with a partner, in order.

    Parameters
    ----------
    dossier : Dossier
        With the table ``ledger``.
    state : str, optional
        State code; the dossier's focal state by default.
    partner : str, optional
        State or body code; all partners by default.

    Returns
    -------
    RelationsAccount

    Raises
    ------
    ArgumentError
        The partner is the state itself.
    NotFoundError
        The ledger has no event of this state, or none with this partner.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> account = relations_account(open_dossier(), partner="JPN")
    >>> all("JPN" in event.parties for event in account.events)
    True
    """
    state = resolve_member(dossier, state, dossier.last_year)
    if partner == state:
        message = f"relations of {state} with itself"
        raise ArgumentError(message, hint="name another partner")
    wanted = {state} | ({partner} if partner else set())
    rows = [row for row in dossier.table("ledger") if wanted <= set(row.parties("parties"))]
    if not rows:
        whom = f"{state} and {partner}" if partner else state
        known = sorted({p for row in dossier.table("ledger") for p in row.parties("parties")})
        message = f"the ledger of {dossier.manifest.id} has no event of {whom}"
        raise NotFoundError(message, hint=f"parties in it: {', '.join(known)}")
    events = tuple(_event(dossier, row) for row in sorted(rows, key=_beginning))
    by_era: dict[str, dict[str, int]] = {}
    for event in events:
        kinds = by_era.setdefault(event.era or OUTSIDE, {})
        kinds[event.kind] = kinds.get(event.kind, 0) + 1
    return RelationsAccount(state, partner, events, by_era)
