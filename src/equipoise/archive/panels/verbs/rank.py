"""Verbs on rank and reach: major powers, politically relevant dyads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from equipoise.archive.panels.columns import PanelColumn, number_array
from equipoise.archive.panels.frame import DyadYears
from equipoise.archive.panels.imported import PanelArchive
from equipoise.archive.panels.lookup import cow_members, spells_in_cells
from equipoise.archive.panels.roster import Roster
from equipoise.archive.panels.verbs.place import closest_contiguity
from equipoise.archive.panels.verbs.verb import OfDyads, OfStates, Verb

_TABLE = "cow-majors"


def _majors(roster: Roster, archive: PanelArchive) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Cells of major powers, and cells that the list covers."""
    spells = spells_in_cells(roster, archive.arrow(_TABLE, ["state", "start", "end"]))
    covered = cow_members(roster, archive.source(_TABLE).span)
    return spells & covered, covered


def _flags(roster: Roster, archive: PanelArchive) -> Sequence[pa.Array]:
    """Whether each cell is a major power's."""
    major, covered = _majors(roster, archive)
    return [number_array(major.astype(np.int8), ~covered, "int8")]


MAJORS = Verb(
    name="majors",
    title="Major powers by the Correlates of War list",
    rule=(
        "1 if the state was a major power on at least one day of the year, 0 if it was a member of"
        " the system and was not; null outside the years of the list and for states that are not"
        " members."
    ),
    states=OfStates(
        (_TABLE,),
        (PanelColumn("major", "int8", "flag", "a major power on any day of the year"),),
        _flags,
    ),
)
"""Who counts as a major power."""


def _relevant(frame: DyadYears, archive: PanelArchive) -> Sequence[pa.Array]:
    """Whether the two are contiguous or one is a major power."""
    contiguity, near_known = closest_contiguity(frame, archive)
    major, listed = _majors(frame.roster, archive)
    power = major[frame.cells1] | major[frame.cells2]
    near = near_known & (contiguity > 0)
    known = near_known & listed[frame.cells1] & listed[frame.cells2]
    relevant = power | near
    return [number_array(relevant.astype(np.int8), ~(relevant | known), "int8")]


RELEVANCE = Verb(
    name="relevance",
    title="Politically relevant dyads",
    rule=(
        "1 if the two are contiguous by land or by up to 400 miles of water, or at least one is a"
        " major power; 0 if neither holds; null if neither is known to hold and one is unknown."
    ),
    dyads=OfDyads(
        ("cow-contiguity", _TABLE),
        (PanelColumn("relevant", "int8", "flag", "contiguous, or with a major power"),),
        _relevant,
    ),
)
"""Dyads with the opportunity to fight."""
