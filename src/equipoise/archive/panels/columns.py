"""Columns of panels: cells of states and of dyads as Arrow arrays, with nulls kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from equipoise.archive.panels.frame import DyadYears, StateYears

Storage: TypeAlias = Literal["int8", "int16", "int32", "int64", "float64", "text"]

_TYPES: dict[Storage, pa.DataType] = {
    "int8": pa.int8(),
    "int16": pa.int16(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "text": pa.dictionary(pa.int16(), pa.string()),
}


@dataclass(frozen=True, slots=True)
class PanelColumn:
    """What one column of a panel holds.

    Parameters
    ----------
    name : str
        Its name; of dyads the columns of the two states end in 1 and 2. At most 32
        characters, as Stata allows.
    storage : Storage
        How its values are kept: whole numbers of 8 to 64 bits, 64-bit numbers, or texts.
    unit : str
        Unit code of the vocabulary; ``year``, ``code`` or ``number`` where it has none.
    description : str
        What it holds, and what zero and null mean.
    """

    name: str
    storage: Storage
    unit: str
    description: str

    @property
    def arrow_type(self) -> pa.DataType:
        """The Arrow type that holds it."""
        return _TYPES[self.storage]

    @property
    def field(self) -> pa.Field:
        """The Arrow field, with unit and description in its metadata."""
        told = {"description": self.description, "unit": self.unit}
        return pa.field(self.name, self.arrow_type, metadata=told)

    def of_side(self, side: int) -> PanelColumn:
        """The same column of the first or second state of a dyad.

        Parameters
        ----------
        side : int
            1 or 2.

        Returns
        -------
        PanelColumn
            With the side at the end of its name.

        Examples
        --------
        >>> PanelColumn("cinc", "float64", "share", "share of the world").of_side(2).name
        'cinc2'
        """
        word = {1: "first", 2: "second"}[side]
        told = f"{self.description} ({word} state)"
        return PanelColumn(f"{self.name}{side}", self.storage, self.unit, told)


class Values(Protocol):
    """Values of one column, given out piece by piece, so that no panel is held whole."""

    def piece(self, start: int, stop: int) -> pa.Array:
        """Values of the rows from ``start`` up to ``stop``."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class RowValues:
    """Values kept row by row.

    Parameters
    ----------
    values : pyarrow.Array
        One a row of the panel.
    """

    values: pa.Array

    def piece(self, start: int, stop: int) -> pa.Array:
        """Values of the rows from ``start`` up to ``stop``."""
        return self.values.slice(start, stop - start)


@dataclass(frozen=True, slots=True, eq=False)
class CellValues:
    """Values kept once for each code and year, or each pair and year, that many rows show.

    Parameters
    ----------
    grid : pyarrow.Array
        One a cell of the roster, or one a pair and year.
    cells : array of int, shape (n_rows,)
        Place of each row in it.
    """

    grid: pa.Array
    cells: NDArray[np.int32]

    def piece(self, start: int, stop: int) -> pa.Array:
        """Values of the rows from ``start`` up to ``stop``."""
        places = pa.array(self.cells[start:stop])
        return compute.take(self.grid, places, boundscheck=False)


@dataclass(frozen=True, slots=True, eq=False)
class FilledColumn:
    """A column with its values.

    Parameters
    ----------
    column : PanelColumn
        What it holds.
    values : Values
        The values.
    warnings : tuple of str
        What a reader must know of them.
    """

    column: PanelColumn
    values: Values
    warnings: tuple[str, ...] = ()


def key_columns(frame: StateYears | DyadYears) -> tuple[FilledColumn, ...]:
    """Columns that name the rows: codes, ids and the year.

    Parameters
    ----------
    frame : StateYears or DyadYears
        The rows.

    Returns
    -------
    tuple of FilledColumn
        ``ccode``, ``state``, ``year``, or with sides ``ccode1``, ``state1``, ``ccode2``,
        ``state2``, ``year``; ``gwcode`` in place of ``ccode`` with Gleditsch and Ward.
    """
    roster = frame.roster
    told = f"number in the list of {roster.system.name}"
    code = PanelColumn(roster.system.code, "int16", "code", told)
    state = PanelColumn("state", "text", "code", "id of the state in the vocabulary")
    year = PanelColumn("year", "int16", "year", "calendar year")
    codes = pa.array(np.repeat(roster.codes, roster.n_years))
    held = roster.cell_states
    ids = pa.DictionaryArray.from_arrays(
        pa.array(held, mask=held < 0), pa.array(roster.states, pa.string())
    )
    if isinstance(frame, StateYears):
        return (
            FilledColumn(code, CellValues(codes, frame.cells)),
            FilledColumn(state, CellValues(ids, frame.cells)),
            FilledColumn(year, CellValues(pa.array(roster.cell_years), frame.cells)),
        )
    sides = ((1, frame.cells1), (2, frame.cells2))
    named = [
        FilledColumn(column.of_side(side), CellValues(grid, cells))
        for side, cells in sides
        for column, grid in ((code, codes), (state, ids))
    ]
    years = FilledColumn(year, CellValues(pa.array(roster.cell_years), frame.cells1))
    return (*named, years)


def gathered(
    column: pa.Array,
    rows: NDArray[np.int32],
    storage: Storage,
    zero: NDArray[np.bool_] | None = None,
) -> pa.Array:
    """Values of a table spread over the cells or rows of a panel.

    Parameters
    ----------
    column : pyarrow.Array
        Values of the table; a null stays one.
    rows : array of int, shape (n,)
        Row of the table for each place; -1 if it has none.
    storage : Storage
        How the values are kept.
    zero : array of bool, shape (n,), optional
        Where a place without a row is a zero, because the table lists only what there is
        and covers the place. Everywhere else it is null.

    Returns
    -------
    pyarrow.Array
        Of length n.

    Examples
    --------
    >>> rows = np.array([1, -1, -1, 0], np.int32)
    >>> gathered(pa.array([7, 8]), rows, "int16", np.array([0, 0, 1, 1], bool)).to_pylist()
    [8, None, 0, 7]
    """
    kept = column.cast(_TYPES[storage])
    if zero is None:
        return kept.take(pa.array(rows, mask=rows < 0))
    return with_zeros(kept.take(pa.array(rows, mask=rows < 0)), zero & (rows < 0))


def with_zeros(values: pa.Array, zero: NDArray[np.bool_]) -> pa.Array:
    """Values with some nulls made zero.

    Parameters
    ----------
    values : pyarrow.Array
        Numbers.
    zero : array of bool, shape (n,)
        Where the value is zero.

    Returns
    -------
    pyarrow.Array
        The same, zero where said.
    """
    return compute.if_else(pa.array(zero), pa.scalar(0, values.type), values)


def number_array(
    values: NDArray[np.generic], missing: NDArray[np.bool_], storage: Storage
) -> pa.Array:
    """Arrow array of computed numbers.

    Parameters
    ----------
    values : array, shape (n,)
        Numbers, whatever where missing.
    missing : array of bool, shape (n,)
        Where there is none.
    storage : Storage
        How they are kept.

    Returns
    -------
    pyarrow.Array
        With nulls where missing.

    Examples
    --------
    >>> number_array(np.array([1, 2]), np.array([True, False]), "int8").to_pylist()
    [None, 2]
    """
    return pa.array(values, mask=missing).cast(_TYPES[storage])
