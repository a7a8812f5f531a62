"""Verbs on place: contiguity, distance between capitals and between borders."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from equipoise.archive.panels.columns import PanelColumn, gathered, number_array
from equipoise.archive.panels.frame import DyadYears
from equipoise.archive.panels.imported import PanelArchive
from equipoise.archive.panels.lookup import (
    cow_pairs,
    pair_rows,
    spell_years,
    state_numbers,
)
from equipoise.archive.panels.verbs.capitals import capital_of_cells, distances_km
from equipoise.archive.panels.verbs.verb import OfDyads, Verb

_CONTIGUITY, _MINIMUM = "cow-contiguity", "minimum-distance"
_FARTHEST = 5


def closest_contiguity(
    frame: DyadYears, archive: PanelArchive
) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """Closest contiguity of each dyad in each year.

    Parameters
    ----------
    frame : DyadYears
        The panel's rows.
    archive : PanelArchive
        With the table ``cow-contiguity``.

    Returns
    -------
    tuple of array, shape (n_rows,)
        Type from 1 (land) to 5 (up to 400 miles of water), 0 if none; and whether the data
        set covers the row.

    Raises
    ------
    NotImportedError
        The archive lacks the table.
    """
    roster = frame.roster
    names = ["state1", "state2", "conttype", "start", "end"]
    table = archive.arrow(_CONTIGUITY, names)
    count = len(roster.states)
    one, other = (state_numbers(roster, table[name]) for name in names[:2])
    low, high = spell_years(roster, table)
    kind = table["conttype"].fill_null(0).to_numpy()
    farther = np.int8(_FARTHEST + 1)
    closest = np.full((count, count, roster.n_years), farther, dtype=np.int8)
    known = (one >= 0) & (other >= 0) & (kind > 0)
    for row in np.flatnonzero(known):
        years = slice(low[row], high[row] + 1)
        for pair in ((one[row], other[row]), (other[row], one[row])):
            spell = closest[(*pair, years)]
            np.minimum(spell, kind[row], out=spell, casting="unsafe")
    found = closest.reshape(-1)[frame.pair_keys()]
    covered = cow_pairs(frame, archive.source(_CONTIGUITY).span)
    return np.where(found == farther, np.int8(0), found), covered


def _contiguity(frame: DyadYears, archive: PanelArchive) -> Sequence[pa.Array]:
    """Closest contiguity, null where not covered."""
    found, covered = closest_contiguity(frame, archive)
    return [number_array(found, ~covered, "int8")]


CONTIGUITY = Verb(
    name="contiguity",
    title="Direct contiguity",
    rule=(
        "The closest type on any day of the year: 1 by land, 2 to 5 by up to 12, 24, 150 and 400"
        " miles of water, 0 if none; null outside the years covered and for states that are not"
        " members. Numbers are names, not a scale: 0 is the farthest."
    ),
    dyads=OfDyads(
        (_CONTIGUITY,),
        (PanelColumn("conttype", "int8", "code", "closest contiguity in the year, 0 if none"),),
        _contiguity,
    ),
)
"""Borders by land and water."""


def _capital_distance(frame: DyadYears, archive: PanelArchive) -> Sequence[pa.Array]:
    """Great-circle distance of the two capitals."""
    capitals = archive.arrow("cow-capitals", ["state", "start", "end", "lat", "lon"])
    place = capital_of_cells(frame.roster, capitals)
    one, other = place[frame.cells1], place[frame.cells2]
    table = distances_km(capitals["lat"].to_numpy(), capitals["lon"].to_numpy())
    missing = (one < 0) | (other < 0)
    return [number_array(table[one, other], missing, "float64")]


CAPITAL_DISTANCE = Verb(
    name="capital-distance",
    title="Distance between capitals",
    rule=(
        "Great-circle distance on a sphere of radius 6,371.0088 km between the capitals on the"
        " last day of the year on which the list counts each state; null where a capital is"
        " unknown."
    ),
    dyads=OfDyads(
        ("cow-capitals",),
        (PanelColumn("capital_distance_km", "float64", "km", "great circle between capitals"),),
        _capital_distance,
    ),
)
"""How far apart two governments sit."""


def _minimum_distance(frame: DyadYears, archive: PanelArchive) -> Sequence[pa.Array]:
    """Shortest distance between the territories of the two."""
    table = archive.arrow(_MINIMUM, ["state1", "state2", "year", "km"])
    found = pair_rows(frame, _MINIMUM, table)
    return [gathered(table["km"].combine_chunks(), found.rows, "float64")]


MINIMUM_DISTANCE = Verb(
    name="minimum-distance",
    title="Shortest distance between territories",
    rule="As published, in either order of the two; null where the publisher has no figure.",
    dyads=OfDyads(
        (_MINIMUM,),
        (PanelColumn("minimum_distance_km", "float64", "km", "shortest distance of borders"),),
        _minimum_distance,
    ),
)
"""How far apart two territories lie."""
