"""Verbs on similarity: how alike the alliances of two states are, by all measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from equipoise.archive.panels.columns import CellValues, PanelColumn
from equipoise.archive.panels.frame import DyadYears
from equipoise.archive.panels.imported import PanelArchive
from equipoise.archive.panels.lookup import state_numbers
from equipoise.archive.panels.roster import years_covered
from equipoise.archive.panels.systems import COW, membership_spells
from equipoise.archive.panels.verbs.pairs_by_year import PairsOfYear, pair_values
from equipoise.archive.panels.verbs.verb import OfDyads, Verb
from equipoise.measures.similarity import Similarities, alliance_portfolios, similarities

_MEASURES = {
    "s_absolute": "S by absolute distance",
    "s_squared": "S by squared distance",
    "s_binary": "S of {tie}",
    "tau_b": "Kendall's tau-b",
    "pi_nominal": "Scott's pi, all disagreements alike",
    "pi_squared": "Scott's pi, disagreement squared",
    "pi_binary": "Scott's pi of {tie}",
    "kappa_nominal": "Cohen's kappa, all disagreements alike",
    "kappa_squared": "Cohen's kappa, disagreement squared",
    "kappa_binary": "Cohen's kappa of {tie}",
}


def similarity_columns(prefix: str, what: str, tie: str) -> tuple[PanelColumn, ...]:
    """Columns of all measures of similarity.

    Parameters
    ----------
    prefix : str
        What their names begin with.
    what : str
        What is alike.
    tie : str
        What the binary measures tell apart.

    Returns
    -------
    tuple of PanelColumn
        In the order of `similarity_tables`.
    """
    return tuple(
        PanelColumn(
            f"{prefix}_{name}", "float64", "number", f"{what}: {told.format(tie=tie)}, -1 to 1"
        )
        for name, told in _MEASURES.items()
    )


def similarity_tables(found: Similarities) -> tuple[NDArray[np.float64], ...]:
    """Tables of all measures, in the order of their columns.

    Parameters
    ----------
    found : Similarities
        All measures of one year.

    Returns
    -------
    tuple of array, shape (n_states, n_states)
        One a measure.
    """
    return tuple(getattr(found, f.name) for f in fields(found) if f.name in _MEASURES)


def portfolios_by_year(
    table: pa.Table, levels: Mapping[str, int], years: range
) -> Iterator[tuple[int, tuple[str, ...], NDArray[np.float64]]]:
    """Alliance portfolios over all members of the system, year by year.

    Parameters
    ----------
    table : pyarrow.Table
        With columns ``state1``, ``state2``, ``year`` and a flag for each pledge; a row also
        answers for the other order of the two where the table has no row for that.
    levels : mapping of str to int
        Level of the tie that each pledge makes, from 1; the highest pledge counts.
    years : range
        Years that the table covers.

    Yields
    ------
    tuple of int, tuple of str, array, shape (n_states, n_states)
        The year; the states that were members of the Correlates of War system on any day of
        it; and their ties, with the highest level on the diagonal, 0 where no treaty is listed,
        NaN where a pledge that would change the level is not known.
    """
    spells = membership_spells(COW)
    begin, end = years_covered(spells.start, spells.end)
    names = tuple(dict.fromkeys(spells.state))
    spell_state = np.array([names.index(state) for state in spells.state])
    known = pa.array(names, pa.string())
    one, other = (
        compute.index_in(table[side].cast(pa.string()), value_set=known).fill_null(-1).to_numpy()
        for side in ("state1", "state2")
    )
    level = _levels(table, levels)
    year = table["year"].to_numpy()
    inside = np.flatnonzero((one >= 0) & (other >= 0))
    order = inside[np.argsort(year[inside], kind="stable")]
    bounds = np.searchsorted(year[order], [*years, years.stop])
    place = np.full(len(names), -1)
    for number, shown in enumerate(years):
        members = np.unique(spell_state[(begin <= shown) & (end >= shown)])
        place[:] = -1
        place[members] = np.arange(len(members))
        rows = order[bounds[number] : bounds[number + 1]]
        rows = rows[(place[one[rows]] >= 0) & (place[other[rows]] >= 0)]
        ties = np.full((len(members), len(members)), -1.0)
        ties[place[other[rows]], place[one[rows]]] = level[rows]
        ties[place[one[rows]], place[other[rows]]] = level[rows]
        yield shown, tuple(names[m] for m in members), _portfolios(ties, max(levels.values()) + 1)


def _portfolios(ties: NDArray[np.float64], levels: int) -> NDArray[np.float64]:
    """Portfolios from ties, of which -1 is none and NaN not known."""
    unknown = np.isnan(ties)
    found = alliance_portfolios(np.where(unknown, 0.0, np.maximum(ties, 0.0)), levels)
    found[unknown] = np.nan
    return found


def _levels(table: pa.Table, levels: Mapping[str, int]) -> NDArray[np.float64]:
    """Level of the highest pledge in each row; NaN where a pledge not known could be higher."""
    lowest, highest = (
        np.max(
            [n * table[p].cast(pa.int8()).fill_null(gap).to_numpy() for p, n in levels.items()],
            axis=0,
        )
        for gap in (0, 1)
    )
    return np.where(lowest == highest, lowest, np.nan)


def _of_alliances(name: str, prefix: str, levels: Mapping[str, int]) -> OfDyads:
    """Similarity of the portfolios in one table of alliances."""
    columns = similarity_columns(prefix, "alliances", "any tie or none")

    def values(frame: DyadYears, archive: PanelArchive) -> tuple[CellValues, ...]:
        source, roster = archive.source(name), frame.roster
        first, last = source.span
        years = range(max(first, roster.first), min(last, roster.last) + 1)
        if source.partial:
            years = range(0)
        table = archive.arrow(name, ["state1", "state2", "year", *levels])

        def pairs() -> Iterator[PairsOfYear]:
            for year, states, portfolios in portfolios_by_year(table, levels, years):
                found = similarities(portfolios, max(levels.values()) + 1)
                numbers = state_numbers(roster, pa.array(states, pa.string()))
                yield PairsOfYear(year, numbers, similarity_tables(found))

        return pair_values(frame, pairs(), len(columns))

    return OfDyads((name,), columns, values)


_RULE = (
    "The portfolio of a state is its tie to every member of the Correlates of War system on any"
    " day of the year, its tie to itself the highest; {levels}. The scale is fixed, whichever"
    " levels occur. Null outside the years covered, for states that are not members, where a"
    " measure divides by zero, and where the table has some states only."
)

SIMILARITY = Verb(
    name="similarity",
    title="Similarity of alliance portfolios, by ATOP: S, tau-b, pi, kappa",
    rule=_RULE.format(
        levels="3 defense or offense, 2 neutrality or consultation, 1 nonaggression, 0 none listed"
    ),
    dyads=_of_alliances(
        "atop",
        "atop",
        {"defense": 3, "offense": 3, "neutrality": 2, "consultation": 2, "nonaggression": 1},
    ),
)
"""How alike two states ally, by ATOP."""

SIMILARITY_COW = Verb(
    name="similarity-cow",
    title="Similarity of alliance portfolios, by the Correlates of War: S, tau-b, pi, kappa",
    rule=_RULE.format(levels="3 defense, 2 neutrality or nonaggression, 1 entente, 0 none listed"),
    dyads=_of_alliances(
        "cow-alliances", "cow", {"defense": 3, "neutrality": 2, "nonaggression": 2, "entente": 1}
    ),
)
"""How alike two states ally, by the Correlates of War."""
