"""Verbs on conflict: militarised disputes, years of peace, rivalries."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from equipoise.archive.panels.columns import PanelColumn, number_array
from equipoise.archive.panels.frame import DyadYears
from equipoise.archive.panels.imported import PanelArchive
from equipoise.archive.panels.lookup import cow_pairs, spell_years, state_numbers
from equipoise.archive.panels.roster import Roster, years_covered
from equipoise.archive.panels.systems import COW, FIRST_YEAR, membership_spells
from equipoise.archive.panels.verbs.verb import OfDyads, Verb

_DISPUTES, _RIVALRIES = "cow-mid-dyadic", "tss-rivalries"
_SIDES = ("state1", "state2")


def _disputes(frame: DyadYears, archive: PanelArchive) -> Sequence[pa.Array]:
    """Disputes of each dyad in each year: ongoing, begun, at their most hostile."""
    roster = frame.roster
    names = ("ongoing", "onset", "hostility")
    table = archive.arrow(_DISPUTES, [*_SIDES, "year", *names])
    one, other = (state_numbers(roster, table[side]) for side in _SIDES)
    year = table["year"].to_numpy() - roster.first
    inside = (one >= 0) & (other >= 0) & (year >= 0) & (year < roster.n_years)
    covered = cow_pairs(frame, archive.source(_DISPUTES).span)
    keys, count = frame.pair_keys(), len(roster.states)
    found = []
    for name in names:
        values = table[name].cast(pa.int8()).fill_null(0).to_numpy()[inside]
        highest = np.zeros((count, count, roster.n_years), dtype=np.int8)
        for pair in ((one[inside], other[inside]), (other[inside], one[inside])):
            np.maximum.at(highest, (*pair, year[inside]), values)
        found.append(number_array(highest.reshape(-1)[keys], ~covered, "int8"))
    return found


MIDS = Verb(
    name="mids",
    title="Militarised interstate disputes",
    rule=(
        "Over all disputes of the two in the year, in either order: 1 if one is ongoing, 1 if one"
        " begins, and the highest hostility; 0 if there is none. Null outside the years covered"
        " and for states that are not members of the Correlates of War system."
    ),
    dyads=OfDyads(
        (_DISPUTES,),
        (
            PanelColumn("mid_ongoing", "int8", "flag", "a dispute on any day of the year"),
            PanelColumn("mid_onset", "int8", "flag", "a dispute that begins in the year"),
            PanelColumn("mid_hostility", "int8", "code", "highest hostility, 1 to 5; 0 if none"),
        ),
        _disputes,
    ),
)
"""Disputes between two states, ongoing and new."""


def _peace_years(frame: DyadYears, archive: PanelArchive) -> Sequence[pa.Array]:
    """Years since the last dispute, or since the two first met in the system."""
    roster, table = frame.roster, archive.arrow(_DISPUTES, [*_SIDES, "year", "ongoing"])
    one, other = (state_numbers(roster, table[side]) for side in _SIDES)
    year = table["year"].to_numpy()
    ongoing = table["ongoing"].cast(pa.int8()).fill_null(0).to_numpy() > 0
    inside = ongoing & (one >= 0) & (other >= 0) & (year >= FIRST_YEAR) & (year <= roster.last)
    one, other, year = one[inside], other[inside], year[inside]
    count = len(roster.states)
    latest = np.zeros((count, count, roster.last - FIRST_YEAR + 1), dtype=np.int16)
    latest[one, other, year - FIRST_YEAR] = latest[other, one, year - FIRST_YEAR] = year
    np.maximum.accumulate(latest, axis=2, out=latest)
    shown = np.ascontiguousarray(latest[:, :, roster.first - FIRST_YEAR :]).reshape(-1)
    keys = frame.pair_keys()
    met = _first_met(roster).reshape(-1)[keys // roster.n_years]
    years = frame.years - np.maximum(shown[keys], met)
    known = cow_pairs(frame, archive.source(_DISPUTES).span) & (met > 0) & (years >= 0)
    return [number_array(years.astype(np.int16), ~known, "int16")]


def _first_met(roster: Roster) -> NDArray[np.int16]:
    """First year in which two states were members on one day; 0 if they never were."""
    spells = membership_spells(COW)
    state = state_numbers(roster, pa.array(spells.state, pa.string()))
    start = np.maximum(spells.start[:, None], spells.start[None, :])
    end = np.minimum(spells.end[:, None], spells.end[None, :])
    known = (state >= 0)[:, None] & (state >= 0)[None, :]
    one, other = np.nonzero((start < end) & known)
    year, _ = years_covered(start[one, other], end[one, other])
    never = np.iinfo(np.int16).max
    met = np.full((len(roster.states), len(roster.states)), never, dtype=np.int16)
    np.minimum.at(met, (state[one], state[other]), year.astype(np.int16))
    met[met == never] = 0
    return met


PEACE_YEARS = Verb(
    name="peace-years",
    title="Years of peace since the last militarised dispute",
    rule=(
        "Calendar years since the last year with a dispute of the two, 0 in such a year; before"
        " the first dispute, years since the two were first members of the Correlates of War"
        " system on one day, 1816 at the earliest, whatever year the panel begins in. Years in"
        " which one had left the system count. Null outside the years covered."
    ),
    dyads=OfDyads(
        (_DISPUTES,),
        (PanelColumn("peace_years", "int16", "years", "years since the last dispute"),),
        _peace_years,
    ),
)
"""How long two states have kept the peace."""


def _rivals(frame: DyadYears, archive: PanelArchive) -> Sequence[pa.Array]:
    """Whether a rivalry of the two covers the year."""
    roster = frame.roster
    table = archive.arrow(_RIVALRIES, [*_SIDES, "start", "end"])
    one, other = (state_numbers(roster, table[side]) for side in _SIDES)
    low, high = spell_years(roster, table)
    count = len(roster.states)
    rival = np.zeros((count, count, roster.n_years), dtype=np.int8)
    for row in np.flatnonzero((one >= 0) & (other >= 0)):
        years = slice(low[row], high[row] + 1)
        rival[one[row], other[row], years] = rival[other[row], one[row], years] = 1
    covered = cow_pairs(frame, archive.source(_RIVALRIES).span)
    return [number_array(rival.reshape(-1)[frame.pair_keys()], ~covered, "int8")]


RIVALRIES = Verb(
    name="rivalries",
    title="Strategic rivalries by Thompson, Sakuwa and Suhas",
    rule=(
        "1 if a rivalry of the two, in either order, covers the year, from its first year to its"
        " last; 0 if none; null outside the years covered and for states that are not members."
    ),
    dyads=OfDyads(
        (_RIVALRIES,),
        (PanelColumn("rivalry", "int8", "flag", "a strategic rivalry in the year"),),
        _rivals,
    ),
)
"""Pairs that see each other as competitors and enemies."""
