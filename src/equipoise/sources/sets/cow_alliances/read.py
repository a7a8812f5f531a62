"""Formal alliances: several of one pair and year are made one row."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published


def read(file: SourceFile) -> Iterator[pa.Table]:
    """One row a directed pair and year, each flag the highest of its alliances.

    Parameters
    ----------
    file : SourceFile
        The file of directed dyads by year.

    Yields
    ------
    pyarrow.Table
        With the columns of the card, in the order in which pairs and years first appear.

    Raises
    ------
    SourceError
        The file is not what the card says.
    """
    rows = declared(published(file))
    same = [c.name for c in file.card.columns if c.type != "flag"]
    flags = [c.name for c in file.card.columns if c.type == "flag"]
    placed = rows.append_column("place", pa.array(np.arange(rows.num_rows)))
    highest = [(flag, "max") for flag in flags]
    one = placed.group_by(same).aggregate([*highest, ("place", "min")]).sort_by("place_min")
    ordered = one.select([*same, *(f"{flag}_max" for flag in flags)])
    yield ordered.rename_columns([*same, *flags])
