"""UN Comtrade: chapters of the Harmonized System, by reporter, partner and year."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.comtrade_reports import TOTAL, reports
from equipoise.sources.comtrade_sides import sides
from equipoise.sources.declared import shaped
from equipoise.sources.files import SourceFile

_RESERVED = (77, 98)
CHAPTERS = tuple(f"{number:02}" for number in range(1, 100) if number not in _RESERVED)
"""Chapters that Comtrade has; 77 is kept free, 98 is left to national use, 99 is the rest."""


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Exports and imports by chapter.

    Parameters
    ----------
    file : SourceFile
        One file of one release.

    Yields
    ------
    pyarrow.Table
        With the columns of the card; without rows when the file has no chapters.

    Raises
    ------
    SourceError
        The file is not what the card says.
    """
    rows = reports(file)
    product = rows.texts("cmdcode")
    chapter = pc.is_in(product, value_set=pa.array([*CHAPTERS, "98", TOTAL], pa.string()))
    harmonized = pc.starts_with(rows.texts("classificationcode"), "H")
    found = sides(rows, pc.and_(chapter, harmonized), CHAPTERS)
    cells = {name: found[name] for name in found.column_names}
    yield shaped(file.card.columns, cells | {"chapter": found["product"]})
