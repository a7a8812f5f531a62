"""Verbs on treaties: alliances by two projects, memberships of organisations."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from equipoise.archive.panels.columns import PanelColumn, gathered, number_array
from equipoise.archive.panels.frame import DyadYears
from equipoise.archive.panels.imported import PanelArchive
from equipoise.archive.panels.lookup import cow_pairs, pair_rows, state_numbers, state_rows
from equipoise.archive.panels.roster import Roster
from equipoise.archive.panels.verbs.verb import OfDyads, OfStates, RowRule, Verb

_IGO, _COVERED = "cow-igo", "cow-igo-states"
_STATUSES = ("full", "associate", "observer", "unknown")


def _pledges(table_name: str, prefix: str, pledges: tuple[str, ...]) -> OfDyads:
    """Flags of the pledges of one state to another, zero where covered and none is listed."""

    def values(frame: DyadYears, archive: PanelArchive) -> Sequence[pa.Array]:
        covered = cow_pairs(frame, archive.source(table_name).span)

        def pledged(*sides: str) -> list[pa.Array]:
            table = archive.arrow(table_name, [*sides, "year", *pledges])
            table = table.rename_columns(["state1", "state2", "year", *pledges])
            rows = pair_rows(frame, table_name, table).rows
            return [gathered(table[p].combine_chunks(), rows, "int8", covered) for p in pledges]

        own = pledged("state1", "state2")
        if frame.directed:
            return own
        returned = pledged("state2", "state1")
        return [_either(one, other) for one, other in zip(own, returned, strict=True)]

    rule: RowRule = values
    columns = tuple(
        PanelColumn(f"{prefix}_{pledge}", "int8", "flag", f"a pledge of {pledge}, 0 if none")
        for pledge in pledges
    )
    return OfDyads((table_name,), columns, rule)


_ALLIED = (
    "1 if by a treaty in force the first state gave the second the pledge, and of undirected dyads"
    " if either gave it; 0 if none did. Null outside the years covered and for states that are not"
    " members of the Correlates of War system."
)


def _either(one: pa.Array, other: pa.Array) -> pa.Array:
    """1 where either flag is 1, null where neither is and one is null."""
    flags = (column.cast(pa.bool_()) for column in (one, other))
    return compute.or_kleene(*flags).cast(pa.int8())


ALLIANCES = Verb(
    name="alliances",
    title="Alliances by the Alliance Treaty Obligations and Provisions project",
    rule=_ALLIED,
    dyads=_pledges(
        "atop", "atop", ("defense", "offense", "neutrality", "nonaggression", "consultation")
    ),
)
"""What allies promised, by ATOP."""

COW_ALLIANCES = Verb(
    name="cow-alliances",
    title="Formal alliances by the Correlates of War project",
    rule=_ALLIED,
    dyads=_pledges("cow-alliances", "cow", ("defense", "neutrality", "nonaggression", "entente")),
)
"""What allies promised, by the Correlates of War."""


def _counts(roster: Roster, archive: PanelArchive) -> Sequence[pa.Array]:
    """How many organisations each state belonged to, by status."""
    table = archive.arrow(_IGO, ["state", "year", "status"])
    state, year = state_numbers(roster, table["state"]), table["year"].to_numpy() - roster.first
    inside = (state >= 0) & (year >= 0) & (year < roster.n_years)
    place = state.astype(np.int64) * roster.n_years + year
    covered = _covered(roster, archive)
    cells = roster.cell_states.astype(np.int64) * roster.n_years + roster.cell_years - roster.first
    size = len(roster.states) * roster.n_years
    counts = []
    for status in _STATUSES:
        chosen = inside & compute.equal(table["status"], status).to_numpy()
        held = np.bincount(place[chosen], minlength=size)[np.where(covered, cells, 0)]
        counts.append(number_array(held.astype(np.int16), ~covered, "int16"))
    return counts


def _covered(roster: Roster, archive: PanelArchive) -> NDArray[np.bool_]:
    """Cells of states whose memberships the publisher coded."""
    table = archive.arrow(_COVERED, ["state", "year"])
    covered: NDArray[np.bool_] = state_rows(roster, _COVERED, table) >= 0
    return covered


def shared_memberships(
    roster: Roster, table: pa.Table, statuses: tuple[str, ...]
) -> NDArray[np.int16]:
    """How many organisations two states both belonged to, for all pairs and years.

    Parameters
    ----------
    roster : Roster
        The states and years.
    table : pyarrow.Table
        With columns ``state``, ``year``, ``body`` and ``status``, a row for each membership.
    statuses : tuple of str
        Statuses that count as belonging.

    Returns
    -------
    array of int, shape (n_states, n_states, n_years)
        Symmetric counts; on the diagonal how many the state itself belonged to.
    """
    counted = compute.is_in(table["status"], value_set=pa.array(statuses)).to_numpy()
    state, year = state_numbers(roster, table["state"]), table["year"].to_numpy() - roster.first
    counted &= (state >= 0) & (year >= 0) & (year < roster.n_years)
    bodies = table["body"].combine_chunks().dictionary_encode().indices.to_numpy()
    order = np.flatnonzero(counted)[np.argsort(year[counted], kind="stable")]
    bounds = np.searchsorted(year[order], np.arange(roster.n_years + 1))
    count = len(roster.states)
    shared = np.zeros((count, count, roster.n_years), dtype=np.int16)
    for place in range(roster.n_years):
        rows = order[bounds[place] : bounds[place + 1]]
        members, one = np.unique(state[rows], return_inverse=True)
        listed, other = np.unique(bodies[rows], return_inverse=True)
        belongs = np.zeros((len(members), len(listed)), dtype=np.float32)
        belongs[one, other] = 1
        shared[members[:, None], members[None, :], place] = belongs @ belongs.T
    return shared


def _shared(frame: DyadYears, archive: PanelArchive) -> Sequence[pa.Array]:
    """Shared organisations of each dyad, by two readings of membership."""
    table = archive.arrow(_IGO, ["state", "year", "body", "status"])
    cells = _covered(frame.roster, archive)
    covered = cells[frame.cells1] & cells[frame.cells2]
    keys = frame.pair_keys()
    found = []
    for statuses in (("full", "associate"), ("full",)):
        shared = shared_memberships(frame.roster, table, statuses).reshape(-1)
        found.append(number_array(shared[keys], ~covered, "int16"))
    return found


IGOS = Verb(
    name="igos",
    title="Memberships of intergovernmental organisations",
    rule=(
        "Counted from the memberships, by status; those of which the publisher does not know"
        " are counted apart. Dyads: organisations to which both belong, as full or associate"
        " members (the count of the publisher's dyadic file) and as full members alone, those not"
        " known left out. Null for states and years that the publisher did not code."
    ),
    states=OfStates(
        (_IGO, _COVERED),
        tuple(
            PanelColumn(f"igos_{status}", "int16", "count", f"organisations, status {status}")
            for status in _STATUSES
        ),
        _counts,
        on_dyads=False,
    ),
    dyads=OfDyads(
        (_IGO, _COVERED),
        (
            PanelColumn("shared_igos", "int16", "count", "both full or associate members"),
            PanelColumn("shared_igos_full", "int16", "count", "both full members"),
        ),
        _shared,
    ),
)
"""Organisations that states belong to, alone and together."""
