"""The archive table of a data set whose card says it all: column by column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.card import ColumnType, SourceColumn
from equipoise.sources.codes import StateCodes
from equipoise.sources.published import Cells, Published

TYPES: Mapping[ColumnType, Any] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "flag": pa.int8(),
    "date": pa.date32(),
    "state": pa.string(),
}
"""Arrow type of each type of column."""


def declared(
    read: Published, made: Mapping[str, Cells] | None = None, *, year: str = "year"
) -> pa.Table:
    """Archive table with the columns of the card.

    Parameters
    ----------
    read : Published
        The publisher's rows.
    made : mapping of str to array, optional
        Columns that the reader makes itself, by their archive names.
    year : str
        Archive column, of the table's integers or of ``made``, whose year dates the codes of
        states; without such a column codes are read as of today.

    Returns
    -------
    pyarrow.Table
        Columns in the order of the card, rows in that of the file.

    Raises
    ------
    SourceError
        A cell, a code or a column is not what the card says.
    """
    columns = read.file.card.columns
    done: dict[str, Cells] = dict(made or {})
    for column in columns:
        if column.name not in done and column.type != "state":
            done[column.name] = _cells(read, column)
    years = done.get(year)
    if years is not None and pa.types.is_date(years.type):
        years = pc.year(years)
    for column in columns:
        if column.name not in done:
            codes = StateCodes(column.scheme, read.file.card.areas)
            name = column.published or column.name
            done[column.name] = read.states(name, _chunked(years), codes, column.missing)
    return shaped(read.file.card.columns, done)


def shaped(columns: tuple[SourceColumn, ...], cells: Mapping[str, Cells]) -> pa.Table:
    """Columns in the order and of the types of a card.

    Parameters
    ----------
    columns : tuple of SourceColumn
        The card's.
    cells : mapping of str to array
        By archive name; those that the card does not name are left out.

    Returns
    -------
    pyarrow.Table
    """
    arrays = [pc.cast(cells[column.name], TYPES[column.type]) for column in columns]
    return pa.table(arrays, names=[column.name for column in columns])


def _chunked(cells: Cells | None) -> Cells | None:
    return pa.chunked_array([cells]) if isinstance(cells, pa.Array) else cells


def _cells(read: Published, column: SourceColumn) -> Cells:
    name = column.published or column.name
    if column.type == "text":
        return read.texts(name, column.missing)
    if column.type == "date":
        return read.days(name, column.missing)
    if column.type == "flag":
        return read.flags(name, column.missing)
    if column.type == "number":
        return read.numbers(name, column.missing)
    return read.integers(name, column.missing)
