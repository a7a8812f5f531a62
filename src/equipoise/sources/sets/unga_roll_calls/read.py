"""Roll calls of the General Assembly: one row each, from a file that repeats them by state."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.days import day_of
from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Published

_MADE = ("date", "year")


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Roll calls in the order in which they first stand.

    Parameters
    ----------
    file : SourceFile
        One file of one release.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says.
    """
    asked = [c.published or c.name for c in file.card.columns if c.name not in _MADE]
    rows = published(file, only=(*asked, "date"))
    numbers = rows.integers("rcid").to_numpy()
    _, first = np.unique(numbers, return_index=True)
    once = Published(file, rows.table.take(pa.array(np.sort(first))))
    days = day_of(once, "date")
    yield declared(once, {"date": days, "year": pc.year(days)})
