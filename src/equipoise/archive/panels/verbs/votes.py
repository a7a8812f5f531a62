"""Verb on votes: how two states vote in the General Assembly of the United Nations."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pyarrow import compute

from equipoise.archive.panels.columns import CellValues, PanelColumn
from equipoise.archive.panels.frame import DyadYears
from equipoise.archive.panels.imported import PanelArchive
from equipoise.archive.panels.lookup import state_numbers
from equipoise.archive.panels.verbs.pairs_by_year import PairsOfYear, pair_values
from equipoise.archive.panels.verbs.similarity import similarity_columns, similarity_tables
from equipoise.archive.panels.verbs.verb import OfDyads, Verb
from equipoise.measures.similarity import similarities
from equipoise.measures.votes import voting_agreement

FEWEST_COMMON_VOTES = 10
"""Roll calls of a year in which both states voted, below which nothing is computed.

With fewer, one vote moves agreement by more than a tenth. It leaves out the seven roll calls of
1951 and the single ones that a session holds over the turn of a year.
"""

_VOTES, _ROLL_CALLS = "unga-votes", "unga-roll-calls"
_LEVELS = 3

_COLUMNS = (
    PanelColumn("un_common_votes", "int16", "count", "roll calls in which both voted"),
    PanelColumn("un_agreement", "float64", "share", "share of them in which both voted alike"),
    *similarity_columns("un", "votes", "yes or another vote"),
)


def _votes_by_year(frame: DyadYears, archive: PanelArchive) -> Iterator[PairsOfYear]:
    """Agreement and similarity of all who voted, year by year."""
    roster = frame.roster
    (first, last), (begin, end) = (archive.source(n).span for n in (_VOTES, _ROLL_CALLS))
    votes = archive.arrow(_VOTES, ["rcid", "state", "vote"])
    calls = archive.arrow(_ROLL_CALLS, ["rcid", "year"])
    state, vote = state_numbers(roster, votes["state"]), votes["vote"].to_numpy()
    numbers = calls["rcid"].combine_chunks()
    call = compute.index_in(votes["rcid"], value_set=numbers).fill_null(-1).to_numpy()
    year = np.append(calls["year"].fill_null(-1).to_numpy(), -1)[call]
    cast = (state >= 0) & (vote >= 1) & (vote <= _LEVELS)
    order = np.flatnonzero(cast)[np.argsort(year[cast], kind="stable")]
    years = range(max(first, begin, roster.first), min(last, end, roster.last) + 1)
    bounds = np.searchsorted(year[order], [*years, years.stop])
    for place, shown in enumerate(years):
        rows = order[bounds[place] : bounds[place + 1]]
        if not len(rows):
            continue
        voters, one = np.unique(state[rows], return_inverse=True)
        held, other = np.unique(call[rows], return_inverse=True)
        table = np.full((len(voters), len(held)), np.nan)
        table[one, other] = vote[rows]
        found = similarities(table - 1, _LEVELS, minimum=FEWEST_COMMON_VOTES)
        agreement = voting_agreement(table, FEWEST_COMMON_VOTES)
        tables = (found.common, agreement, *similarity_tables(found))
        yield PairsOfYear(shown, voters.astype(np.int32), tables)


def _voting(frame: DyadYears, archive: PanelArchive) -> tuple[CellValues, ...]:
    """Common votes, agreement and similarity of each dyad."""
    return pair_values(frame, _votes_by_year(frame, archive), len(_COLUMNS))


UN_VOTING = Verb(
    name="un-voting",
    title="Voting in the UN General Assembly: agreement, S, tau-b, pi, kappa",
    rule=(
        "Over the roll calls of the calendar year in which both voted yes, abstained or voted no;"
        " an absence is no vote. Agreement is the share in which both did the same; S by absolute"
        " distance takes abstention as halfway, and (1 + S) / 2 is agreement so counted. Null"
        f" with fewer than {FEWEST_COMMON_VOTES} common roll calls, whose number always stands;"
        " that is null in years without roll calls and for a state that did not vote in the year."
    ),
    dyads=OfDyads((_VOTES, _ROLL_CALLS), _COLUMNS, _voting),
)
"""How alike two states vote."""
