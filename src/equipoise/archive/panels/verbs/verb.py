"""Verbs: what a data set adds to a panel, of states and of dyads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import pyarrow as pa

from equipoise.archive.panels.columns import (
    CellValues,
    FilledColumn,
    PanelColumn,
    RowValues,
    Values,
)
from equipoise.archive.panels.frame import DyadYears, StateYears
from equipoise.archive.panels.imported import PanelArchive
from equipoise.archive.panels.roster import Roster
from equipoise.errors import ArgumentError

CellRule: TypeAlias = Callable[[Roster, PanelArchive], Sequence[pa.Array]]
RowRule: TypeAlias = Callable[[DyadYears, PanelArchive], Sequence[pa.Array | CellValues]]
WarningRule: TypeAlias = Callable[[Sequence[pa.Array | CellValues]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class OfStates:
    """What a data set says of a state in a year.

    Parameters
    ----------
    tables : tuple of str
        Archive tables it reads.
    columns : tuple of PanelColumn
        Columns it adds; to dyads once for each side.
    values : callable
        Given a roster and the archive, the values of each column, one a cell.
    on_dyads : bool
        Whether dyads get the columns of both states.
    """

    tables: tuple[str, ...]
    columns: tuple[PanelColumn, ...]
    values: CellRule
    on_dyads: bool = True


@dataclass(frozen=True, slots=True)
class OfDyads:
    """What a data set says of two states in a year.

    Parameters
    ----------
    tables : tuple of str
        Archive tables it reads.
    columns : tuple of PanelColumn
        Columns it adds.
    values : callable
        Given the rows and the archive, the values of each column: one a row, or kept once for
        each pair with the place that each row shows.
    warnings : callable, optional
        Given those values, what a reader must know of them.
    """

    tables: tuple[str, ...]
    columns: tuple[PanelColumn, ...]
    values: RowRule
    warnings: WarningRule | None = None


@dataclass(frozen=True, slots=True)
class Verb:
    """One data set, or one thing computed from data sets, that a panel can be given.

    Parameters
    ----------
    name : str
        Its name in commands.
    title : str
        What it adds, in a line.
    rule : str
        How values are found, and what zero and null mean.
    states : OfStates or None
        What it says of a state.
    dyads : OfDyads or None
        What it says of a dyad.
    """

    name: str
    title: str
    rule: str
    states: OfStates | None = None
    dyads: OfDyads | None = None

    @property
    def data_sets(self) -> tuple[str, ...]:
        """Archive tables that it reads for panels of either kind, each once."""
        parts = (self.states, self.dyads)
        return tuple(dict.fromkeys(name for part in parts if part for name in part.tables))

    def tables(self, *, dyads: bool) -> tuple[str, ...]:
        """Archive tables that it reads.

        Parameters
        ----------
        dyads : bool
            Whether the panel is of dyads.

        Returns
        -------
        tuple of str
            Each once.
        """
        parts = (self._of_states(dyads=dyads), self.dyads if dyads else None)
        return tuple(dict.fromkeys(name for part in parts if part for name in part.tables))

    def columns(self, *, dyads: bool) -> tuple[PanelColumn, ...]:
        """Columns that it adds.

        Parameters
        ----------
        dyads : bool
            Whether the panel is of dyads.

        Returns
        -------
        tuple of PanelColumn
            In order: those of the first state, of the second, of both together.

        Raises
        ------
        ArgumentError
            It adds nothing to a panel of states.
        """
        states = self._of_states(dyads=dyads)
        own = states.columns if states else ()
        if dyads:
            sided = [column.of_side(side) for side in (1, 2) for column in own]
            return (*sided, *(self.dyads.columns if self.dyads else ()))
        if not own:
            message = f"{self.name} is about two states: a panel of single states cannot hold it"
            raise ArgumentError(message, hint="add it to dyad-years")
        return own

    def filled(
        self, frame: StateYears | DyadYears, archive: PanelArchive
    ) -> tuple[FilledColumn, ...]:
        """Its columns with their values.

        Parameters
        ----------
        frame : StateYears or DyadYears
            The rows.
        archive : PanelArchive
            The imported data.

        Returns
        -------
        tuple of FilledColumn
            In the order of `columns`.

        Raises
        ------
        ArgumentError
            It adds nothing to a panel of states.
        NotImportedError
            The archive lacks a table.
        DataError
            A table has two rows for one place.
        """
        dyads = isinstance(frame, DyadYears)
        columns = self.columns(dyads=dyads)
        states = self._of_states(dyads=dyads)
        grids = states.values(frame.roster, archive) if states else ()
        if isinstance(frame, StateYears):
            pairs = zip(columns, grids, strict=True)
            return tuple(FilledColumn(c, CellValues(grid, frame.cells)) for c, grid in pairs)
        sides = (frame.cells1, frame.cells2)
        values: list[Values] = [CellValues(grid, cells) for cells in sides for grid in grids]
        warnings: Sequence[str] = ()
        if self.dyads:
            found = self.dyads.values(frame, archive)
            values.extend(v if isinstance(v, CellValues) else RowValues(v) for v in found)
            warnings = self.dyads.warnings(found) if self.dyads.warnings else ()
        filled = [FilledColumn(c, v) for c, v in zip(columns, values, strict=True)]
        return (*filled[:-1], replace(filled[-1], warnings=tuple(warnings)))

    def _of_states(self, *, dyads: bool) -> OfStates | None:
        """What it says of single states in a panel."""
        if self.states is None or (dyads and not self.states.on_dyads):
            return None
        return self.states
