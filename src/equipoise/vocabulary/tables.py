"""Result tables: typed columns that leave the library as Arrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    import pyarrow

Value: TypeAlias = str | int | float | bool | None
ColumnType: TypeAlias = Literal["text", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a result table.

    Parameters
    ----------
    name : str
        Column name; units end the name where there is one.
    type : ColumnType
        ``text``, ``integer``, ``number`` or ``boolean``; every column may hold nulls.
    description : str
        What the column holds, with unit and range.
    unit : str or None
        Unit code of the figures, ``date`` for calendar years; None for texts and where it differs
        by row.
    """

    name: str
    type: ColumnType
    description: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class ResultTable:
    """A table of results that pandas, polars and DuckDB take without copying.

    Parameters
    ----------
    name : str
        Short name of the table.
    columns : sequence of Column
        Its columns, in order.
    rows : sequence of sequence of Value
        Cells by row, in the order of the columns; None is missing.

    Examples
    --------
    >>> table = ResultTable("shares", (Column("year", "integer", "year"),), ((1996,), (2012,)))
    >>> table.records()
    [{'year': 1996}, {'year': 2012}]
    >>> table.to_arrow().num_rows
    2
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]

    def records(self) -> list[dict[str, Value]]:
        """Rows as dictionaries, keyed by column name."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> list[Value]:
        """All cells of one column; KeyError names the columns there are."""
        names = [column.name for column in self.columns]
        if name not in names:
            message = f"{self.name} has no column {name}; it has {', '.join(names)}"
            raise KeyError(message)
        place = names.index(name)
        return [row[place] for row in self.rows]

    def to_arrow(self) -> pyarrow.Table:
        """The table as ``pyarrow.Table``, with each column's description in its metadata."""
        import pyarrow as pa

        types: Mapping[str, Any] = {
            "text": pa.string(),
            "integer": pa.int64(),
            "number": pa.float64(),
            "boolean": pa.bool_(),
        }
        fields = [
            pa.field(c.name, types[c.type], metadata={"description": c.description})
            for c in self.columns
        ]
        arrays = [
            pa.array([row[place] for row in self.rows], type=field.type)
            for place, field in enumerate(fields)
        ]
        return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"name": self.name}))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Hand the table over by the Arrow PyCapsule protocol."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)
