"""Tables behind the states: who held which code when, names, successions."""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from equipoise.errors import VocabularyError, near_names
from equipoise.vocabulary.periods import Period

SCHEMES = (
    *("id", "iso3", "cowabb", "cow", "gw", "name"),
    *("cameo", "fips", "m49", "comtrade", "baci"),
)
"""Schemes a code may be read in; the first six are tried when none is named."""

_ALL_DAYS = Period(None, None, "../..")


@dataclass(frozen=True, slots=True)
class Holding:
    """One code of one scheme, held by one state for one stretch of days.

    Parameters
    ----------
    scheme : str
        One of ``SCHEMES``; ``gw-micro`` marks numbers of the Gleditsch-Ward microstate list.
    code : str
        The code as its publisher writes it.
    state : str
        Id of the state.
    period : Period
        Days on which the code means this state.
    """

    scheme: str
    code: str
    state: str
    period: Period


@dataclass(frozen=True, slots=True)
class Succession:
    """One state following another, whole or in part.

    Parameters
    ----------
    state : str
        Id of the state that came before.
    successor : str
        Id of the state that followed.
    day : date
        First day of the new order.
    kind : str
        ``split``, ``united``, ``absorbed`` or ``seceded`` (the older state continues).
    note : str
        What the reader should know; may be empty.
    """

    state: str
    successor: str
    day: date
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class CodeNote:
    """Why a state has no code of its own in a scheme.

    Parameters
    ----------
    scheme, state : str
        The scheme, and the id of the state.
    period : Period
        When the reason holds.
    note : str
        The reason.
    """

    scheme: str
    state: str
    period: Period
    note: str


def folded(name: str) -> str:
    """Name without case, accents, punctuation, article or abbreviated saint.

    Parameters
    ----------
    name : str
        Any spelling.

    Returns
    -------
    str
        Words of a-z and 0-9 with single spaces.

    Examples
    --------
    >>> folded("The Côte d'Ivoire"), folded("St. Kitts & Nevis")
    ('cote divoire', 'saint kitts and nevis')
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("&", " and ")
    kept = "".join(c for c in plain if c not in "'\u2019." and not unicodedata.combining(c))
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in kept).split()
    if words[:1] == ["the"]:
        words = words[1:]
    return " ".join("saint" if word == "st" else word for word in words)


def key_of(scheme: str, code: str) -> str:
    """Form under which a code is looked up: folded names, upper case, no leading zeros.

    Parameters
    ----------
    scheme : str
        One of ``SCHEMES``.
    code : str
        The code as written.

    Returns
    -------
    str
        The key.

    Examples
    --------
    >>> key_of("m49", "036"), key_of("iso3", "aus")
    ('36', 'AUS')
    """
    if scheme == "name":
        return folded(code)
    if code.isascii() and code.isdigit():
        return str(int(code))
    return code.upper()


def checked_scheme(scheme: str) -> str:
    """Scheme in lower case.

    Parameters
    ----------
    scheme : str
        Name of a scheme of codes, in any case.

    Returns
    -------
    str
        One of the schemes.

    Raises
    ------
    VocabularyError
        No scheme has this name; the message names the schemes there are.
    """
    found = scheme.strip().casefold()
    if found not in SCHEMES:
        message = f"{scheme!r} is no scheme of state codes"
        raise VocabularyError(message, hint=near_names(found, SCHEMES))
    return found


@cache
def state_names() -> Mapping[str, str]:
    """Present English name of every state, by id.

    Returns
    -------
    mapping of str to str
        In the order of the ids.
    """
    return {row["id"]: row["name"] for row in _rows("states.csv")}


@cache
def holdings_by_state() -> Mapping[str, tuple[Holding, ...]]:
    """Coded holdings (names and ids aside) of each state, in file order.

    Returns
    -------
    Mapping[str, tuple[Holding, ...]]
        By state id.
    """
    found: dict[str, list[Holding]] = {state: [] for state in state_names()}
    for row in _rows("codes.csv"):
        holding = Holding(row["scheme"], row["code"], row["state"], _period(row))
        found[holding.state].append(holding)
    return {state: tuple(held) for state, held in found.items()}


@cache
def lives() -> Mapping[str, tuple[Period, ...]]:
    """Days on which at least one membership list counts each state, by id.

    Returns
    -------
    Mapping[str, tuple[Period, ...]]
        By state id.
    """
    found: dict[str, tuple[Period, ...]] = {}
    for state, held in holdings_by_state().items():
        counted = [h.period for h in held if h.scheme in ("cow", "gw", "gw-micro")]
        found[state] = tuple(joined(counted))
    return found


def joined(periods: Iterable[Period]) -> Iterator[Period]:
    """Periods with those that touch or overlap made one, in time order.

    Parameters
    ----------
    periods : iterable of Period
        Each with a first day.

    Yields
    ------
    Period
        Disjoint periods with at least one day between them.

    Examples
    --------
    >>> first = Period.between(date(1918, 12, 1), date(2006, 6, 5))
    >>> [p.text for p in joined([Period.between(date(2006, 6, 5), None), first])]
    ['1918-12-01/..']
    """
    start: date | None = None
    end: date | None = None
    for period in sorted(periods, key=lambda p: p.start or date.min):
        if start is not None and (end is None or (period.start or date.min) <= end):
            end = None if end is None or period.end is None else max(end, period.end)
            continue
        if start is not None:
            yield Period.between(start, end)
        start, end = period.start, period.end
    if start is not None:
        yield Period.between(start, end)


@cache
def dated_names() -> Mapping[str, tuple[tuple[str, str, Period], ...]]:
    """Names of each state as (name, ``name`` or ``alias``, period), by id.

    Returns
    -------
    Mapping[str, tuple[tuple[str, str, Period], ...]]
        By state id.
    """
    found: dict[str, list[tuple[str, str, Period]]] = {state: [] for state in state_names()}
    for row in _rows("names.csv"):
        found[row["state"]].append((row["name"], row["kind"], _period(row)))
    return {state: tuple(names) for state, names in found.items()}


@cache
def holdings() -> Mapping[tuple[str, str], tuple[Holding, ...]]:
    """All readings of codes, ids and names, by scheme and look-up key.

    Returns
    -------
    Mapping[tuple[str, str], tuple[Holding, ...]]
        By scheme and look-up key.
    """
    found: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for held in holdings_by_state().values():
        for holding in held:
            scheme = "gw" if holding.scheme == "gw-micro" else holding.scheme
            found[scheme, key_of(scheme, holding.code)].append(holding)
    for state, present in state_names().items():
        names = {(present, _ALL_DAYS)} | {(n, p) for n, _, p in dated_names()[state]}
        for life in lives()[state]:
            found["id", state].append(Holding("id", state, state, life))
            for name, period in sorted(names, key=lambda n: (n[0], n[1].text)):
                if period.overlaps(life):
                    shared = _shared(period, life)
                    found["name", folded(name)].append(Holding("name", name, state, shared))
    return {key: tuple(held) for key, held in found.items()}


@cache
def areas() -> Mapping[tuple[str, str], str]:
    """Names of territories and groups that have a code and are no state, by scheme and key.

    Returns
    -------
    Mapping[tuple[str, str], str]
        By scheme and look-up key.
    """
    return {(r["scheme"], key_of(r["scheme"], r["code"])): r["name"] for r in _rows("areas.csv")}


@cache
def code_notes() -> tuple[CodeNote, ...]:
    """Why states lack codes of their own.

    Returns
    -------
    tuple[CodeNote, ...]
        In the order of the file.
    """
    return tuple(
        CodeNote(row["scheme"], row["state"], _period(row), row["note"])
        for row in _rows("code_notes.csv")
    )


@cache
def successions() -> tuple[Succession, ...]:
    """Every succession, by earlier state, then day.

    Returns
    -------
    tuple[Succession, ...]
        In the order of the file.
    """
    return tuple(
        Succession(r["state"], r["successor"], date.fromisoformat(r["day"]), r["kind"], r["note"])
        for r in _rows("successions.csv")
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of one of the tables beside this module."""
    path = Path(__file__).with_name(name)
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _period(row: Mapping[str, str]) -> Period:
    """Period of the columns ``from`` and ``to``, where empty is open."""
    start, end = (date.fromisoformat(row[c]) if row[c] else None for c in ("from", "to"))
    return Period.between(start, end)


def _shared(one: Period, other: Period) -> Period:
    """Days that lie in both of two overlapping periods."""
    starts = [p.start for p in (one, other) if p.start is not None]
    ends = [p.end for p in (one, other) if p.end is not None]
    return Period.between(max(starts, default=None), min(ends, default=None))
