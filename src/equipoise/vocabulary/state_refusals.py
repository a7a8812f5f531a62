"""What to say when a code means no state, or more than one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from equipoise.errors import AmbiguousStateError, UnknownStateError, near_names
from equipoise.vocabulary.periods import Period
from equipoise.vocabulary.state_tables import (
    SCHEMES,
    Holding,
    areas,
    code_notes,
    dated_names,
    holdings,
    holdings_by_state,
    joined,
    key_of,
    lives,
    state_names,
    successions,
)

_LISTS = {
    "id": "",
    "iso3": "ISO 3166",
    "cow": "the Correlates of War list",
    "cowabb": "the Correlates of War list",
    "gw": "the Gleditsch-Ward list",
    "gw-micro": "the Gleditsch-Ward list of microstates",
    "name": "",
}


def ambiguous(code: str, on: date | None, held: Sequence[Holding]) -> AmbiguousStateError:
    """Error for a code that several states answer to.

    Parameters
    ----------
    code : str
        The code as asked for.
    on : date or None
        The day asked about.
    held : sequence of Holding
        The holdings found, of two states or more.

    Returns
    -------
    AmbiguousStateError
        Names each state; the hint says how to write each reading.
    """
    readings = {h.state: h for h in held}
    meanings = " or ".join(
        _named(state) + _in_list(h.scheme) for state, h in sorted(readings.items())
    )
    ways = []
    for state, holding in sorted(readings.items()):
        scheme = holding.scheme.removesuffix("-micro")
        alone = len({h.state for h in held if h.scheme.removesuffix("-micro") == scheme}) == 1
        ways.append(f"{scheme}:{holding.code}" if alone and scheme != "name" else state)
    return AmbiguousStateError(
        f"{code!r}{_when(on)} may mean {meanings}", hint="write " + " or ".join(ways)
    )


def area_or_state(code: str, on: date | None, held: Sequence[Holding]) -> AmbiguousStateError:
    """Error for letters that ISO 3166 gives to a territory and another list to a state.

    Parameters
    ----------
    code : str
        The letters, such as ``MAC``.
    on : date or None
        The day asked about.
    held : sequence of Holding
        The reading as a state.

    Returns
    -------
    AmbiguousStateError
        Names both readings.
    """
    area = areas()["iso3", key_of("iso3", code)]
    held_by = held[0]
    message = (
        f"{code!r}{_when(on)} is {area} in ISO 3166, which is no state here,"
        f" and {_named(held_by.state)}{_in_list(held_by.scheme)}"
    )
    return AmbiguousStateError(
        message, hint=f"for the state write {held_by.state} or {held_by.scheme}:{held_by.code}"
    )


def not_then(code: str, on: date, held: Sequence[Holding]) -> UnknownStateError:
    """Error for a code that means a state, but not on the day asked about.

    Parameters
    ----------
    code : str
        The code as asked for.
    on : date
        The day asked about.
    held : sequence of Holding
        The code's holdings on other days.

    Returns
    -------
    UnknownStateError
        Says when the code was valid; the hint names the states that came before or after.
    """
    by_state: dict[tuple[str, str], list[Period]] = {}
    for holding in held:
        by_state.setdefault((holding.state, holding.scheme), []).append(holding.period)
    meanings = "; ".join(
        f"{_named(state)} {_spans(list(joined(periods)))}{_in_list(scheme)}"
        for (state, scheme), periods in by_state.items()
    )
    others = [state for h in held for state in _relatives(h.state, on)]
    same = [h.state for h in held if any(life.contains(on) for life in lives()[h.state])]
    hint = "give another date, or none"
    if same:
        hint = f"{_named(same[0])} itself was a state then: write {same[0]}"
    elif others:
        hint = "on that day see " + ", ".join(dict.fromkeys(map(_named, others)))
    return UnknownStateError(f"{code!r} is {meanings}; not on {on}", hint=hint)


def unknown(code: str, scheme: str | None) -> UnknownStateError:
    """Error for a code that means no state on any day.

    Parameters
    ----------
    code : str
        The code as asked for.
    scheme : str or None
        The scheme asked for, if one was.

    Returns
    -------
    UnknownStateError
        The hint names another scheme that knows the code, or names that are near.
    """
    schemes = (scheme,) if scheme else ("iso3",)
    for name in schemes:
        if area := areas().get((name, key_of(name, code))):
            message = f"{code!r} is {area}{_in_list(name)}, which is no state here"
            return UnknownStateError(message, hint="leave it out, or keep it as a territory")
    elsewhere = [
        (other, held[0])
        for other in SCHEMES
        if (held := holdings().get((other, key_of(other, code))))
    ]
    if scheme:
        word = "id" if scheme == "id" else f"{scheme} code"
        message = f"no state has the {word} {code!r}"
    elif code.isdigit():
        message = f"no state has the Correlates of War or Gleditsch-Ward number {code}"
    else:
        message = f"no state is called {code!r}"
    if elsewhere:
        known = ", ".join(f"{s}:{h.code} is {_named(h.state)}" for s, h in elsewhere)
        return UnknownStateError(message, hint=known)
    if code.isdigit() or not code:
        return UnknownStateError(message, hint="write an ISO code, a number of the list or a name")
    names = {name for rows in dated_names().values() for name, _, _ in rows}
    return UnknownStateError(message, hint=near_names(code, names | state_names().keys()))


def no_code(state: str, scheme: str, on: date | None) -> UnknownStateError:
    """Error for a state without a code in a scheme, saying why where that is known.

    Parameters
    ----------
    state : str
        Id of the state.
    scheme : str
        One of ``SCHEMES``.
    on : date or None
        The day asked about.

    Returns
    -------
    UnknownStateError
        The hint gives the reason, the state's other days, or its codes elsewhere.
    """
    message = f"{_named(state)} has no {scheme} code{_when(on)}"
    reasons = [
        note.note
        for note in code_notes()
        if (note.scheme, note.state) == (scheme, state) and (on is None or note.period.contains(on))
    ]
    held = [
        f"{h.code} {_spans([h.period])}"
        for h in holdings_by_state()[state]
        if h.scheme.removesuffix("-micro") == scheme
    ]
    if reasons:
        return UnknownStateError(message, hint="; ".join(reasons))
    if held:
        return UnknownStateError(message, hint="it has " + ", ".join(held))
    return UnknownStateError(message, hint=f"the {scheme} list has no line for it")


def _named(state: str) -> str:
    """Name of a state with its id."""
    return f"{state_names()[state]} ({state})"


def _in_list(scheme: str) -> str:
    """Words for where a scheme's codes are listed."""
    listed = _LISTS.get(scheme, f"the {scheme} list")
    return f" in {listed}" if listed else ""


def _when(on: date | None) -> str:
    """Words for the day asked about."""
    return f" on {on}" if on else ""


def _spans(periods: Sequence[Period]) -> str:
    """Words for periods with their last days, as publishers give them."""
    return " and ".join(
        period.text.replace("/", " to ") if "/.." not in period.text else f"since {period.start}"
        for period in periods
    )


def _relatives(state: str, on: date) -> list[str]:
    """States of that day that succeeded or preceded a state, nearest first."""
    near, seen = [state], {state}
    found: list[str] = []
    while near:
        one = near.pop(0)
        steps = [s.successor for s in successions() if s.state == one and s.day <= on]
        steps += [s.state for s in successions() if s.successor == one and s.day > on]
        for step in steps:
            if step not in seen:
                seen.add(step)
                alive = any(life.contains(on) for life in lives()[step])
                (found if alive else near).append(step)
    return found
