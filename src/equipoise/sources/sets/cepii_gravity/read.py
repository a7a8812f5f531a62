"""CEPII Gravity: the main columns, for pairs of which both exist in the year."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Published

_EXISTS = ("country_exists_o", "country_exists_d")


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Pairs by year; rows of years in which one of the two did not exist are left out.

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
    asked = [column.published or column.name for column in file.card.columns]
    rows = published(file, only=(*asked, *_EXISTS))
    there = pc.and_(*(pc.equal(rows.integers(name), 1) for name in _EXISTS))
    yield declared(Published(file, rows.table.filter(pc.fill_null(there, False))))  # noqa: FBT003
