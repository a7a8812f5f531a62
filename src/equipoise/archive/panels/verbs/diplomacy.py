"""Verb on diplomacy: missions hosted and sent, and the centrality they give."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from equipoise.archive.panels.columns import PanelColumn, number_array
from equipoise.archive.panels.imported import PanelArchive
from equipoise.archive.panels.lookup import state_numbers
from equipoise.archive.panels.roster import Roster
from equipoise.archive.panels.verbs.verb import OfStates, Verb
from equipoise.measures.networks import eigenvector_centrality, hosting_share, sending_share

_TABLE = "cow-diplomatic-exchange"
_COLUMNS = (
    PanelColumn("missions_hosted", "float64", "share", "states that send it a mission, of all"),
    PanelColumn("missions_sent", "float64", "share", "states to which it sends one, of all"),
    PanelColumn("diplomatic_centrality", "float64", "number", "eigenvector centrality, 0 to 1"),
)


def standing_of_year(missions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Standing of every state in the missions of one year.

    Parameters
    ----------
    missions : array, shape (n_states, n_states)
        1 where a state (row) keeps a mission in a state (column), 0 where it does not, NaN
        where that is not known. The diagonal is not read.

    Returns
    -------
    array, shape (3, n_states)
        Share hosted, share sent, centrality. A share is NaN for a state of which a pair is not
        known; centrality for all where one pair is not known, or nobody keeps a mission.

    Examples
    --------
    >>> standing_of_year(np.array([[0, 1, 1], [0, 0, np.nan], [1, 1, 0]]))
    array([[0.5, 1. , nan],
           [1. , nan, 1. ],
           [nan, nan, nan]])
    """
    gap = np.isnan(missions)
    np.fill_diagonal(gap, val=False)
    known = np.where(gap, 0.0, missions)
    found = np.full((3, len(missions)), np.nan)
    if len(missions) < 2:
        return found
    found[0] = np.where(gap.any(axis=0), np.nan, hosting_share(known))
    found[1] = np.where(gap.any(axis=1), np.nan, sending_share(known))
    np.fill_diagonal(known, 0.0)
    if known.any() and not gap.any():
        found[2] = eigenvector_centrality(known)
    return found


def _standing(roster: Roster, archive: PanelArchive) -> Sequence[pa.Array]:
    """Standing of every cell whose year the publisher surveyed."""
    values = np.full((3, len(roster.states), roster.n_years), np.nan)
    if not archive.source(_TABLE).partial:
        table = archive.arrow(_TABLE, ["state1", "state2", "year", "dr_at_1", "dr_at_2"])
        year = table["year"].to_numpy()
        for shown in np.unique(year[(year >= roster.first) & (year <= roster.last)]):
            numbers, missions = _missions(roster, table.filter(pa.array(year == shown)))
            found = standing_of_year(missions)[:, numbers >= 0]
            values[:, numbers[numbers >= 0], shown - roster.first] = found
    cells = np.where(roster.cell_states < 0, 0, roster.cell_states.astype(np.int32))
    place = cells * roster.n_years + roster.cell_years - roster.first
    columns = values.reshape(3, -1)[:, place]
    missing = np.isnan(columns) | (roster.cell_states < 0)
    return [
        number_array(column, gap, "float64") for column, gap in zip(columns, missing, strict=True)
    ]


def _missions(roster: Roster, table: pa.Table) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Roster numbers of the states listed in one year, and who keeps a mission where."""
    sides = [table[name].cast(pa.string()).to_pylist() for name in ("state1", "state2")]
    states = sorted({state for side in sides for state in side if state is not None})
    place = {state: number for number, state in enumerate(states)}
    missions = np.full((len(states), len(states)), np.nan)
    at_one, at_two = (table[name].to_pylist() for name in ("dr_at_1", "dr_at_2"))
    for first, second, hosted, sent in zip(*sides, at_one, at_two, strict=True):
        if first in place and second in place:
            for sender, host, code in ((second, first, hosted), (first, second, sent)):
                cell = (place[sender], place[host])
                if code is not None:
                    missions[cell] = np.fmax(missions[cell], float(code > 0))
    return state_numbers(roster, pa.array(states, pa.string())), missions


DIPLOMACY = Verb(
    name="diplomacy",
    title="Diplomatic exchange: missions hosted and sent, eigenvector centrality",
    rule=(
        "A mission of any rank counts, over the states that the publisher lists in the year."
        " Null between the years surveyed; for a state of which a pair is not listed; centrality"
        " for all where one pair is not listed; and everywhere where only some states were"
        " imported, because standing needs them all."
    ),
    states=OfStates((_TABLE,), _COLUMNS, _standing),
)
"""Who is recognized by whom, and how central that makes a state."""
