"""Regions: which states belong when, which powers stand outside, and who disputes it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from equipoise.errors import UnknownRegionError, VocabularyError, near_names
from equipoise.vocabulary.periods import Period, parse_edtf

Role: TypeAlias = Literal["member", "outside power", "left out"]
Standing: TypeAlias = Literal["inside", "outside", "disputed"]

_ALWAYS = Period(None, None, "../..")


@dataclass(frozen=True, slots=True)
class Membership:
    """What one state is to a region, and when.

    Parameters
    ----------
    state : str
        Id of the state.
    period : Period
        Days on which it holds, half-open.
    role : str
        ``member``, ``outside power``, or ``left out``: in the place but not counted.
    note : str
        What the reader should know; may be empty.
    """

    state: str
    period: Period = _ALWAYS
    role: Role = "member"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a state stands towards a region's security complex.

    Parameters
    ----------
    state : str
        Id of the state.
    standing : str
        ``inside``, ``outside`` or ``disputed``.
    note : str
        Who says so.
    """

    state: str
    standing: Standing
    note: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A region as plain data: build one in code for states of your own.

    Parameters
    ----------
    id : str
        Short name, such as ``east-asia``.
    name : str
        Name to print.
    description : str
        Which definition of the region this is.
    source : str
        Whose definition it is.
    memberships : tuple of Membership
        Members, outside powers and states left out, in the order they are listed.
    positions : tuple of Position
        Positions that do not follow from the memberships.

    References
    ----------
    buzanwaever2003.

    Examples
    --------
    >>> region("east-asia").outside_powers_on(2012)
    ('RUS', 'USA', 'IND')
    """

    id: str
    name: str
    description: str
    source: str
    memberships: tuple[Membership, ...]
    positions: tuple[Position, ...] = ()

    def members_on(self, year: int) -> tuple[str, ...]:
        """Members in a year.

        Parameters
        ----------
        year : int
            Calendar year. A member in any part of the year counts for the year.

        Returns
        -------
        tuple of str
            Ids, each once, in the order of the memberships; those left out are not among
            them.

        Examples
        --------
        >>> "TLS" in region("southeast-asia").members_on(2001)
        False
        >>> "TLS" in region("southeast-asia").members_on(2002)
        True
        """
        return self._in_role("member", year)

    @property
    def members_ever(self) -> tuple[str, ...]:
        """Ids of states that are or were members, in the order of the memberships."""
        return tuple(dict.fromkeys(m.state for m in self.memberships if m.role == "member"))

    def outside_powers_on(self, year: int) -> tuple[str, ...]:
        """Powers that act on the region from outside it in a year.

        Parameters
        ----------
        year : int
            Calendar year; any part of it counts.

        Returns
        -------
        tuple of str
            Ids, each once, in the order of the memberships.

        Examples
        --------
        >>> region("northeast-asia").outside_powers_on(2012)
        ('RUS', 'USA')
        """
        return self._in_role("outside power", year)

    @property
    def left_out(self) -> tuple[str, ...]:
        """Ids of states that lie in the region and are not counted, at any time."""
        return tuple(dict.fromkeys(m.state for m in self.memberships if m.role == "left out"))

    def position(self, state_id: str) -> Standing:
        """Where a state stands towards the region's security complex.

        Parameters
        ----------
        state_id : str
            Id of the state.

        Returns
        -------
        str
            ``inside``, ``outside`` or ``disputed``. Unless a position is given, members
            and states left out stand inside, all others outside.

        References
        ----------
        buzanwaever2003.

        Examples
        --------
        >>> region("east-asia").position("RUS"), region("east-asia").position("CHN")
        ('disputed', 'inside')
        """
        for position in self.positions:
            if position.state == state_id:
                return position.standing
        roles = {m.role for m in self.memberships if m.state == state_id}
        return "inside" if roles & {"member", "left out"} else "outside"

    def position_note(self, state_id: str) -> str:
        """Who says where a state stands, and why.

        Parameters
        ----------
        state_id : str
            Id of the state.

        Returns
        -------
        str
            The note of its position; empty when the position follows from its membership.

        Examples
        --------
        >>> region("east-asia").position_note("IND")
        'Buzan and Waever (2003): belongs to the South Asian complex.'
        """
        return next((p.note for p in self.positions if p.state == state_id), "")

    def rename(self, mapping: Mapping[str, str]) -> Region:
        """Give the states of the region other ids.

        Parameters
        ----------
        mapping : mapping of str to str
            New id by old id; states it lacks keep theirs.

        Returns
        -------
        Region
            With memberships and positions renamed; notes keep their words.

        Raises
        ------
        VocabularyError
            Two states of the region would share an id.

        Examples
        --------
        >>> region("northeast-asia").rename({"CHN": "AAA"}).members_on(2012)
        ('AAA', 'JPN', 'PRK', 'KOR', 'TWN', 'MNG')
        """
        old = {m.state for m in self.memberships} | {p.state for p in self.positions}
        if len({mapping.get(state, state) for state in old}) < len(old):
            message = f"region {self.id}: the new ids would make one state of two"
            raise VocabularyError(message, hint="give every state an id of its own")
        return replace(
            self,
            memberships=tuple(
                replace(m, state=mapping.get(m.state, m.state)) for m in self.memberships
            ),
            positions=tuple(
                replace(p, state=mapping.get(p.state, p.state)) for p in self.positions
            ),
        )

    def _in_role(self, role: Role, year: int) -> tuple[str, ...]:
        """Ids of the states in a role in any part of a year."""
        found = (m for m in self.memberships if m.role == role and m.period.covers_year(year))
        return tuple(dict.fromkeys(m.state for m in found))


@cache
def all_regions() -> tuple[Region, ...]:
    """Every shipped region, in the order of the file.

    Returns
    -------
    tuple of Region
        The regions.

    Examples
    --------
    >>> [one.id for one in all_regions()]
    ['east-asia', 'northeast-asia', 'southeast-asia']
    """
    path = Path(__file__).with_name("regions.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))["region"]
    return tuple(_built(table) for table in tables)


def region(region_id: str) -> Region:
    """Region with this id.

    Parameters
    ----------
    region_id : str
        Such as ``east-asia``, in any case.

    Returns
    -------
    Region
        The region.

    Raises
    ------
    UnknownRegionError
        No region has this id; the hint gives near names.

    Examples
    --------
    >>> len(region("east-asia").members_on(2012))
    16
    """
    wanted = region_id.strip().casefold()
    for one in all_regions():
        if one.id == wanted:
            return one
    message = f"no region is called {region_id!r}"
    raise UnknownRegionError(message, hint=near_names(wanted, [one.id for one in all_regions()]))


def _built(table: Mapping[str, Any]) -> Region:
    """One region from its table in the file."""
    for row in table["members"]:
        _one_of(table["id"], "role", row.get("role", "member"), get_args(Role))
    for row in table["positions"]:
        _one_of(table["id"], "position", row["position"], get_args(Standing))
    memberships = tuple(
        Membership(
            row["state"],
            parse_edtf(row["when"]) if "when" in row else _ALWAYS,
            row.get("role", "member"),
            row.get("note", ""),
        )
        for row in table["members"]
    )
    positions = tuple(Position(r["state"], r["position"], r["note"]) for r in table["positions"])
    texts = (table["id"], table["name"], table["description"], table["source"])
    return Region(*texts, memberships, positions)


def _one_of(region_id: str, key: str, value: str, allowed: tuple[str, ...]) -> None:
    """Refuse a word the file may not use."""
    if value not in allowed:
        message = f"region {region_id}: {value!r} is no {key}"
        raise VocabularyError(message, hint=near_names(value, allowed))
