"""The list of states: every member of the state system, with its spells and names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from equipoise.errors import VocabularyError
from equipoise.vocabulary import state_refusals as refusals
from equipoise.vocabulary.periods import Period
from equipoise.vocabulary.state_tables import (
    Holding,
    dated_names,
    holdings_by_state,
    lives,
    state_names,
)

_SYSTEMS = ("cow", "gw")


@dataclass(frozen=True, slots=True)
class State:
    """A member of the state system, one identity through every change of name.

    Parameters
    ----------
    id : str
        ISO 3166-1 alpha-3 code of the state that continues it today, else the former
        ISO code, the Correlates of War abbreviation, or scheme and number (``COW730``).
    name : str
        Present or last English name.
    cow : int or None
        Number in the Correlates of War list, version 2016.
    cow_abb : str or None
        Abbreviation there.
    gw : int or None
        Latest number in the Gleditsch-Ward list or its list of microstates.
    aliases : tuple of str
        Other English names, past ones included.
    spells : tuple of Period
        Membership by the Correlates of War list.
    gw_spells : tuple of Period
        Membership by the Gleditsch-Ward list of independent states, microstates left out.
    lifetime : tuple of Period
        Days on which either list, or the list of microstates, counts it.
    names : tuple of (str, Period)
        The name it bore in each period.

    Examples
    --------
    >>> russia = state("RUS")
    >>> russia.cow, russia.name_on(date(1980, 1, 1)), russia.spells[0].text
    (365, 'Soviet Union', '1816-01-01/..')
    """

    id: str
    name: str
    cow: int | None
    cow_abb: str | None
    gw: int | None
    aliases: tuple[str, ...]
    spells: tuple[Period, ...]
    gw_spells: tuple[Period, ...]
    lifetime: tuple[Period, ...] = ()
    names: tuple[tuple[str, Period], ...] = ()

    @property
    def gw_only(self) -> bool:
        """Whether only Gleditsch and Ward count it as a state."""
        return not self.spells

    def name_on(self, day: date) -> str:
        """Name of the state on a day.

        Parameters
        ----------
        day : date
            Any day; outside the state's life the nearest name is given.

        Returns
        -------
        str
            The name then in use.

        Examples
        --------
        >>> state("MMR").name_on(date(1989, 6, 17))
        'Burma'
        """
        borne = [name for name, period in self.names if period.contains(day)]
        return borne[0] if borne else self.name

    def is_member(self, day: date, system: str = "cow") -> bool:
        """Whether a list counts the state on a day.

        Parameters
        ----------
        day : date
            Any day. Both lists are read as open where they stop: Correlates of War at the
            end of 2016, Gleditsch and Ward at the end of 2017.
        system : str
            ``cow`` or ``gw``.

        Returns
        -------
        bool
            True from the day of entry to the last day, both included.

        Raises
        ------
        VocabularyError
            There is no such list.

        References
        ----------
        cow2017, gleditsch1999.

        Examples
        --------
        >>> state("FRA").is_member(date(1943, 6, 1)), state("FRA").is_member(date(1945, 1, 1))
        (False, True)
        """
        if system not in _SYSTEMS:
            message = f"{system!r} is no list of states"
            raise VocabularyError(message, hint="write cow or gw")
        spells = self.spells if system == "cow" else self.gw_spells
        return any(spell.contains(day) for spell in spells)


@cache
def all_states() -> tuple[State, ...]:
    """Every state of the two lists, in the order of their ids.

    Returns
    -------
    tuple of State
        Of the Correlates of War list (2016) and of Gleditsch and Ward (2017).

    References
    ----------
    cow2017, gleditsch1999.

    Examples
    --------
    >>> len(all_states()), all_states()[0].name
    (223, 'Afghanistan')
    """
    return tuple(_built(state_id) for state_id in state_names())


def state(state_id: str) -> State:
    """State with this id, exactly.

    Parameters
    ----------
    state_id : str
        Such as ``RUS`` or ``COW730``, in upper case.

    Returns
    -------
    State
        The state.

    Raises
    ------
    UnknownStateError
        No state has this id; the hint says what the text means otherwise.

    Examples
    --------
    >>> state("DDR").name
    'East Germany'
    """
    found = _by_id().get(state_id)
    if found is None:
        raise refusals.unknown(state_id, "id")
    return found


@cache
def _by_id() -> dict[str, State]:
    """States by id."""
    return {one.id: one for one in all_states()}


def _built(state_id: str) -> State:
    """One state from the tables."""
    held = holdings_by_state()[state_id]
    cow = [h for h in held if h.scheme == "cow"]
    gw = [h for h in held if h.scheme == "gw"]
    numbered = sorted(gw or [h for h in held if h.scheme == "gw-micro"], key=_end)
    name = state_names()[state_id]
    others = {other for other, _, _ in dated_names()[state_id]} - {name}
    return State(
        id=state_id,
        name=name,
        cow=int(cow[-1].code) if cow else None,
        cow_abb=next((h.code for h in held if h.scheme == "cowabb"), None),
        gw=int(numbered[-1].code) if numbered else None,
        aliases=tuple(sorted(others)),
        spells=tuple(h.period for h in cow),
        gw_spells=tuple(sorted((h.period for h in gw), key=lambda p: p.start or date.min)),
        lifetime=lives()[state_id],
        names=tuple((n, p) for n, kind, p in dated_names()[state_id] if kind == "name"),
    )


def _end(holding: Holding) -> date:
    """End of a holding, the end of time when it is open."""
    return holding.period.end or date.max
