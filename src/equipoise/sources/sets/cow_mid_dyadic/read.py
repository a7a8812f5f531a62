"""Disputes by pair and year: two ways of pairing the same disputes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Cells, Published

_KEY = ("disno", "statea", "stateb", "year")


def read(file: SourceFile) -> Iterator[pa.Table]:
    """One row a dispute, directed pair, year and spell.

    Parameters
    ----------
    file : SourceFile
        The dyadic disputes, or the package's pairs.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says.
    """
    rows = published(file)
    count = rows.table.num_rows
    sides = [rows.integers(name) for name in ("hihosta", "hihostb")]
    made = {
        "spell": pa.array(_spells(rows)),
        "ongoing": pa.repeat(pa.scalar(1, pa.int8()), count),
        "hostility": pc.max_element_wise(*sides),
    }
    paired = "durindx" not in rows.table.column_names
    yield declared(rows, {**made, **(_of_package(rows) if paired else _of_publisher(rows))})


def _of_publisher(rows: Published) -> dict[str, Cells]:
    deaths = pa.nulls(rows.table.num_rows, pa.int64())
    return {
        "onset": pc.equal(rows.integers("durindx"), 1),
        "deaths1": deaths,
        "deaths2": deaths,
        "start": rows.dates("strtyr", "strtmnth", "strtday", last=False),
        "end": rows.dates("endyear", "endmnth", "endday", last=True),
    }


def _of_package(rows: Published) -> dict[str, Cells]:
    count = rows.table.num_rows
    numbers, days = pa.nulls(count, pa.int64()), pa.nulls(count, pa.date32())
    return {
        "onset": rows.flags("cowmidonset"),
        "deaths1": rows.integers("fatalpre1", ("-9",)),
        "deaths2": rows.integers("fatalpre2", ("-9",)),
        "outcome": numbers,
        "settlement": numbers,
        "start": days,
        "end": days,
    }


def _spells(rows: Published) -> NDArray[np.int64]:
    """1 for the first row of a dispute, pair and year, 2 for the next, and so on."""
    keys = np.column_stack([rows.integers(name).to_numpy() for name in _KEY])
    _, group = np.unique(keys, axis=0, return_inverse=True)
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    first = np.searchsorted(ordered, ordered)
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order)) - first + 1
    return number
