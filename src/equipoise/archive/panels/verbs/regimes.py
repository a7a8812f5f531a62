"""Verbs on regimes and preferences: democracy, ideal points."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
from pyarrow import compute

from equipoise.archive.panels.columns import CellValues, PanelColumn
from equipoise.archive.panels.frame import DyadYears
from equipoise.archive.panels.imported import PanelArchive
from equipoise.archive.panels.verbs.joined import table_columns
from equipoise.archive.panels.verbs.verb import OfDyads, Verb

DEMOCRACY = Verb(
    name="democracy",
    title="Democracy: extended Unified Democracy Scores, Polity and polyarchy",
    rule="As published; null where there is no score.",
    states=table_columns(
        "democracy",
        (
            PanelColumn("euds", "float64", "number", "extended Unified Democracy Score"),
            PanelColumn("aeuds", "float64", "number", "the same, moved to a zero that divides"),
            PanelColumn("polity2", "int8", "number", "Polity 2 score, -10 to 10"),
            PanelColumn("v2x_polyarchy", "float64", "share", "V-Dem polyarchy index, 0 to 1"),
        ),
    ),
)
"""Three measures of democracy."""


_POINTS = table_columns(
    "unga-ideal-points",
    (PanelColumn("ideal_point", "float64", "number", "position in General Assembly voting"),),
)


def _distances(frame: DyadYears, archive: PanelArchive) -> Sequence[pa.Array]:
    """Absolute distance of the two states' ideal points."""
    (grid,) = _POINTS.values(frame.roster, archive)
    one, other = (CellValues(grid, cells) for cells in (frame.cells1, frame.cells2))
    rows = len(frame)
    return [compute.abs(compute.subtract(one.piece(0, rows), other.piece(0, rows)))]


IDEAL_POINTS = Verb(
    name="ideal-points",
    title="Ideal points in the voting of the UN General Assembly",
    rule="As estimated; the distance of a dyad is absolute, null where one point is missing.",
    states=_POINTS,
    dyads=OfDyads(
        _POINTS.tables,
        (PanelColumn("ideal_point_distance", "float64", "number", "distance of the two points"),),
        _distances,
    ),
)
"""Preferences of states that votes reveal."""
