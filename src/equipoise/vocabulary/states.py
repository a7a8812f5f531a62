"""States: who was a member of the state system when, under which code and name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from equipoise.errors import UnknownStateError, VocabularyError
from equipoise.vocabulary import state_refusals as refusals
from equipoise.vocabulary.state_list import State, all_states, state
from equipoise.vocabulary.state_tables import (
    SCHEMES,
    Holding,
    Succession,
    areas,
    checked_scheme,
    holdings,
    holdings_by_state,
    key_of,
    successions,
)

__all__ = [
    "WORLD",
    "State",
    "Succession",
    "all_states",
    "code_of",
    "predecessors",
    "resolve_state",
    "state",
    "successors",
]

WORLD = "WLD"
"""Id of the whole world in tables of totals; it is not a state."""


def resolve_state(code: str | int, on: date | None = None, *, scheme: str | None = None) -> State:
    """State meant by a code or an English name on a day.

    Letters are read as an id or ISO 3166 code, then as a Correlates of War abbreviation,
    then as a name; the first reading valid on the day wins, so that ``AUS`` is Australia.
    Numbers are read in the Correlates of War and the Gleditsch-Ward list at once, and must
    agree. ISO codes are carried back over the whole life of the state that holds them.

    Parameters
    ----------
    code : str or int
        In any case, such as ``RUS``, ``365``, ``South Korea`` or, naming the scheme,
        ``cow:365``, ``gw:260``, ``m49:842``.
    on : date, optional
        Day on which the code was used. Without it the present holder is preferred.
    scheme : str, optional
        The only scheme to read the code in: ``id``, ``iso3``, ``cow``, ``cowabb``, ``gw``,
        ``name``, ``cameo``, ``fips``, ``m49``, ``comtrade`` or ``baci``.

    Returns
    -------
    State
        The one state that held the code on that day.

    Raises
    ------
    UnknownStateError
        No state has the code, or none had it on that day: then the message says when it
        was valid and the hint which state came after or before.
    AmbiguousStateError
        Two states answer; the hint says how to write either.
    VocabularyError
        There is no such scheme.

    References
    ----------
    cow2017, gleditsch1999, iso3166, unsdm49.

    Examples
    --------
    >>> resolve_state("ussr", date(1980, 1, 1)).id, resolve_state(260, date(1995, 1, 1)).id
    ('RUS', 'DEU')
    >>> resolve_state("cow:260", date(1995, 1, 1))
    Traceback (most recent call last):
        ...
    equipoise.errors.UnknownStateError: 'cow:260' is West Germany (GFR) 1955-05-05 to \
1990-10-02 in the Correlates of War list; not on 1995-01-01
    """
    return _resolved(str(code).strip(), on, scheme)


def code_of(state_id: str, scheme: str, on: date | None = None) -> str:
    """Code of a state in a scheme on a day.

    Parameters
    ----------
    state_id : str
        Id of the state, exactly.
    scheme : str
        As in `resolve_state`, names aside.
    on : date, optional
        The day; without it the present, or else the last, code.

    Returns
    -------
    str
        As its publisher writes it (M49 in three digits). Where several hold, the one with
        the shortest life: ``SUN``, not ``RUS``, in 1980.

    Raises
    ------
    UnknownStateError
        There is no such state, or it had no code of its own then; the hint says why.
    VocabularyError
        There is no such scheme.

    References
    ----------
    cow2017, gleditsch1999, iso3166, unsdm49, gaulier2010.

    Examples
    --------
    >>> code_of("TWN", "baci", date(2012, 1, 1)), code_of("USA", "comtrade", date(2012, 1, 1))
    ('490', '842')
    """
    known, wanted = state(state_id), checked_scheme(scheme)
    if wanted == "name":
        return known.name if on is None else known.name_on(on)
    if wanted == "id":
        held = [Holding("id", known.id, known.id, life) for life in known.lifetime]
    else:
        own = holdings_by_state()[known.id]
        held = [h for h in own if h.scheme.removesuffix("-micro") == wanted]
    valid = _held(held, on)
    if on is None and valid:
        latest = max(_end(h) for h in valid)
        valid = [h for h in valid if _end(h) == latest]
    if not valid:
        raise refusals.no_code(known.id, wanted, on)
    return min(valid, key=lambda h: (_end(h) - (h.period.start or date.min)).days).code


def successors(state_id: str) -> tuple[Succession, ...]:
    """States that followed a state, whole or in part.

    Parameters
    ----------
    state_id : str
        Id of the state, exactly.

    Returns
    -------
    tuple of Succession
        In time order; where the kind is ``seceded`` the state itself went on.

    Raises
    ------
    UnknownStateError
        No state has this id.

    Examples
    --------
    >>> [s.successor for s in successors("CSK")]
    ['CZE', 'SVK']
    """
    known = state(state_id).id
    return tuple(sorted((s for s in successions() if s.state == known), key=_in_time))


def predecessors(state_id: str) -> tuple[Succession, ...]:
    """States that a state followed, whole or in part.

    Parameters
    ----------
    state_id : str
        Id of the state, exactly.

    Returns
    -------
    tuple of Succession
        In time order.

    Raises
    ------
    UnknownStateError
        No state has this id.

    Examples
    --------
    >>> [s.state for s in predecessors("YEM")]
    ['YAR', 'YMD']
    """
    known = state(state_id).id
    return tuple(sorted((s for s in successions() if s.successor == known), key=_in_time))


@lru_cache(maxsize=65536)
def _resolved(code: str, on: date | None, scheme: str | None) -> State:
    """State of `resolve_state`, remembered."""
    wanted, bare = _parted(code, scheme)
    if wanted is not None:
        return _only(code, on, (_readings(wanted, bare),), wanted)
    if bare.upper() == WORLD:
        message = f"{WORLD} is the whole world, not a state"
        raise UnknownStateError(message, hint="leave totals out before looking states up")
    if bare.isascii() and bare.isdigit():
        return _only(code, on, (_readings("cow", bare) + _readings("gw", bare),), None)
    letters = tuple(_readings(name, bare) for name in ("iso3", "id", "cowabb", "name"))
    # An id that ISO 3166 does not list counts as one of its codes.
    tiers = (letters[0] or letters[1], *letters[2:])
    if not tiers[0] and ("iso3", key_of("iso3", bare)) in areas():
        held = [h for tier in tiers for h in _held(tier, on)]
        if held:
            raise refusals.area_or_state(code, on, held)
    return _only(code, on, tiers, None)


def _parted(code: str, scheme: str | None) -> tuple[str | None, str]:
    """Scheme named beside or inside a code, and the code without it."""
    prefix, colon, rest = code.partition(":")
    if not colon:
        return (None if scheme is None else checked_scheme(scheme)), code
    inside = checked_scheme(prefix)
    if scheme is not None and checked_scheme(scheme) != inside:
        message = f"{code!r} names another scheme than {scheme!r}"
        raise VocabularyError(message, hint=f"name one of them: {', '.join(SCHEMES)}")
    return inside, rest.strip()


def _readings(scheme: str, code: str) -> tuple[Holding, ...]:
    """All readings of a code in one scheme, on any day."""
    return holdings().get((scheme, key_of(scheme, code)), ())


def _only(
    code: str, on: date | None, tiers: Sequence[Sequence[Holding]], scheme: str | None
) -> State:
    """State of the first tier of readings that is valid on the day, if it is one state."""
    for tier in tiers:
        held = [h for h in tier if _valid(h, on)]
        if held:
            return _single(code, on, held)
    known = [h for tier in tiers for h in tier]
    if not known:
        raise refusals.unknown(code.partition(":")[2] or code, scheme)
    if on is None:
        return _single(code, on, known)
    raise refusals.not_then(code, on, known)


def _single(code: str, on: date | None, held: Sequence[Holding]) -> State:
    """State of holdings that all mean one."""
    if len({h.state for h in held}) > 1:
        raise refusals.ambiguous(code, on, held)
    return state(held[0].state)


def _held(held: Iterable[Holding], on: date | None) -> list[Holding]:
    """Those valid on a day; without a day those valid today, or else all."""
    listed = list(held)
    return [h for h in listed if _valid(h, on)] or ([] if on else listed)


def _valid(holding: Holding, on: date | None) -> bool:
    """Whether a holding is valid on a day, or without a day still open."""
    return holding.period.end is None if on is None else holding.period.contains(on)


def _end(holding: Holding) -> date:
    """End of a holding, the end of time when it is open."""
    return holding.period.end or date.max


def _in_time(succession: Succession) -> tuple[date, str, str]:
    """Order of successions in time."""
    return (succession.day, succession.state, succession.successor)
