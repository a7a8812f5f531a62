"""A finished panel: rows, columns and where they came from, given out piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pyarrow as pa

from equipoise.archive.panels.columns import FilledColumn
from equipoise.archive.panels.frame import DyadYears, StateYears
from equipoise.archive.panels.imported import ImportedSource

ROWS_AT_ONCE = 1 << 18
"""Rows of a piece; a Parquet file has them as one row group."""


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Columns over the rows of a frame.

    Parameters
    ----------
    frame : StateYears or DyadYears
        The rows.
    columns : tuple of FilledColumn
        Keys first, then those of each verb in the order asked for.
    sources : mapping of str to ImportedSource
        What the columns rest on, by archive table.
    verb_of : mapping of str to str
        Verb by name of column; keys are not among them.
    """

    frame: StateYears | DyadYears
    columns: tuple[FilledColumn, ...]
    sources: Mapping[str, ImportedSource]
    verb_of: Mapping[str, str]

    @property
    def schema(self) -> pa.Schema:
        """Names, types, units and descriptions of the columns."""
        return pa.schema([filled.column.field for filled in self.columns])

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know: years carried on, years not covered, gaps, made-up figures."""
        roster, found = self.frame.roster, list(self.frame.roster.warnings)
        for name, source in self.sources.items():
            found += source.warnings(name, roster.first, roster.last)
            if source.partial:
                some = ", ".join(source.partial)
                found.append(f"{name}: only some values of {some} were imported; the rest is null")
        told = (warning for filled in self.columns for warning in filled.warnings)
        return (*found, *told)

    def pieces(self, size: int = ROWS_AT_ONCE) -> Iterator[pa.RecordBatch]:
        """Rows in order, so many at a time, the next made while one is used.

        Parameters
        ----------
        size : int
            Rows of a piece; the last may have fewer.

        Yields
        ------
        pyarrow.RecordBatch
            The rows; one empty batch for a panel without any.
        """
        rows = len(self.frame)
        starts = range(0, rows, size) if rows else range(1)
        with ThreadPoolExecutor(1) as ahead:
            waiting = ahead.submit(self._piece, 0, min(size, rows))
            for start in starts[1:]:
                ready = waiting.result()
                waiting = ahead.submit(self._piece, start, min(start + size, rows))
                yield ready
            yield waiting.result()

    def to_arrow(self) -> pa.Table:
        """The panel as one ``pyarrow.Table``, with each column's description in its metadata."""
        return pa.Table.from_batches(self.pieces(), schema=self.schema)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Hand the panel over by the Arrow PyCapsule protocol."""
        reader = pa.RecordBatchReader.from_batches(self.schema, self.pieces())
        return reader.__arrow_c_stream__(requested_schema)

    def _piece(self, start: int, stop: int) -> pa.RecordBatch:
        """Rows from ``start`` up to ``stop``."""
        arrays = [
            filled.values.piece(start, stop).cast(filled.column.arrow_type)
            for filled in self.columns
        ]
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)
