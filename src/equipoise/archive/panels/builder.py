"""Panels to order: which rows, which verbs; nothing is computed until it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from equipoise.archive.panels import frame as frames
from equipoise.archive.panels.columns import PanelColumn, key_columns
from equipoise.archive.panels.imported import ImportedSource, PanelArchive
from equipoise.archive.panels.manifest import Manifest, counted
from equipoise.archive.panels.panel import Panel
from equipoise.archive.panels.roster import PanelYears, last_year
from equipoise.archive.panels.systems import FIRST_YEAR, state_system
from equipoise.archive.panels.verbs.registry import verb_named
from equipoise.archive.panels.verbs.verb import Verb
from equipoise.archive.panels.write import write_panel, writer_for
from equipoise.errors import ArgumentError
from equipoise.vocabulary.regions import Region
from equipoise.vocabulary.regions import region as named


@dataclass(frozen=True, slots=True)
class PanelBuilder:
    """A panel that is not computed yet; every method gives a new one or a result.

    Parameters
    ----------
    asked : PanelYears
        List, years and region.
    dyads : bool
        Whether rows are dyad-years; otherwise state-years.
    directed : bool
        Whether each pair of states has two rows a year.
    verbs : tuple of Verb
        What it adds to the keys, in order.

    Examples
    --------
    >>> panel = state_years(start=2012, end=2012, region="east-asia")
    >>> panel.table().num_rows, panel.add("majors").column_names
    (16, ('ccode', 'state', 'year', 'major'))
    """

    asked: PanelYears
    dyads: bool
    directed: bool = True
    verbs: tuple[Verb, ...] = ()

    def add(self, *names: str) -> PanelBuilder:
        """Add verbs to the panel.

        Parameters
        ----------
        *names : str
            Names of verbs, such as ``capabilities``; one already there is not added twice.

        Returns
        -------
        PanelBuilder
            A new builder.

        Raises
        ------
        ArgumentError
            No verb has the name, or it is about dyads and the panel about single states.
        """
        added = dict.fromkeys((*self.verbs, *(verb_named(name) for name in names)))
        for verb in added:
            verb.columns(dyads=self.dyads)
        return replace(self, verbs=tuple(added))

    @property
    def tables(self) -> tuple[str, ...]:
        """Archive tables that it reads, each once."""
        read = (name for verb in self.verbs for name in verb.tables(dyads=self.dyads))
        return tuple(dict.fromkeys(read))

    @property
    def columns(self) -> tuple[PanelColumn, ...]:
        """What its verbs add, in order; the keys stand before them."""
        return tuple(c for verb in self.verbs for c in verb.columns(dyads=self.dyads))

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of all its columns, keys first."""
        code = state_system(self.asked.system).code
        sided = [f"{name}{side}" for side in (1, 2) for name in (code, "state")]
        keys = (*(sided if self.dyads else (code, "state")), "year")
        return (*keys, *(column.name for column in self.columns))

    def panel(self, archive: PanelArchive | None = None) -> Panel:
        """Compute the panel.

        Parameters
        ----------
        archive : PanelArchive, optional
            The imported data; a panel without verbs needs none.

        Returns
        -------
        Panel
            Its rows and columns.

        Raises
        ------
        ArgumentError
            Verbs were added and there is no archive to read.
        NotImportedError
            The archive lacks a table.
        DataError
            A table has two rows for one place.
        """
        rows = self._rows()
        keys = key_columns(rows)
        if not self.verbs:
            return Panel(rows, keys, {}, {})
        if archive is None:
            message = f"{', '.join(verb.name for verb in self.verbs)}: no archive to read from"
            raise ArgumentError(message, hint="name an archive, or leave the verbs out")
        sources = {name: ImportedSource.noted(archive.source(name)) for name in self.tables}
        filled = [(verb, column) for verb in self.verbs for column in verb.filled(rows, archive)]
        return Panel(
            rows,
            (*keys, *(column for _, column in filled)),
            sources,
            {column.column.name: verb.name for verb, column in filled},
        )

    def table(self, archive: PanelArchive | None = None) -> pa.Table:
        """The panel as Arrow.

        Parameters
        ----------
        archive : PanelArchive, optional
            The imported data; a panel without verbs needs none.

        Returns
        -------
        pyarrow.Table
            Sorted by its keys.

        Raises
        ------
        ArgumentError
            Verbs were added and there is no archive to read.
        NotImportedError
            The archive lacks a table.
        """
        return self.panel(archive).to_arrow()

    def write(self, target: str | Path, archive: PanelArchive | None = None) -> Manifest:
        """Write the panel to a file, and its manifest beside it.

        Parameters
        ----------
        target : str or Path
            Ending in ``.parquet``, ``.csv``, ``.dta`` or ``.arrow``.
        archive : PanelArchive, optional
            The imported data; a panel without verbs needs none.

        Returns
        -------
        Manifest
            As written to ``TARGET.manifest.json``.

        Raises
        ------
        ArgumentError
            The name ends otherwise, or there is no archive to read.
        NotImportedError
            The archive lacks a table.
        OutputError
            A file cannot be written; nothing is left.
        """
        path = Path(target)
        writer_for(path)
        return write_panel(self.panel(archive), path)

    def manifest(self, archive: PanelArchive | None = None) -> Manifest:
        """What the panel holds and rests on, with nothing written.

        Parameters
        ----------
        archive : PanelArchive, optional
            The imported data; a panel without verbs needs none.

        Returns
        -------
        Manifest
            With counts of every column.

        Raises
        ------
        ArgumentError
            Verbs were added and there is no archive to read.
        NotImportedError
            The archive lacks a table.
        """
        return counted(self.panel(archive))

    def _rows(self) -> frames.StateYears | frames.DyadYears:
        """Its rows."""
        if self.dyads:
            return frames.dyad_years(self.asked, directed=self.directed)
        return frames.state_years(self.asked)


def state_years(
    system: str = "cow",
    *,
    start: int = FIRST_YEAR,
    end: int | None = None,
    carry_to: int | None = None,
    region: str | Region | None = None,
) -> PanelBuilder:
    """Order a panel of state-years.

    Parameters
    ----------
    system : str
        ``cow``, ``gw``, or ``gw-micro``: Gleditsch and Ward with their microstates.
    start : int
        First year, 1816 or later.
    end : int, optional
        Last year; by default the last that the list was published for, or ``carry_to``.
    carry_to : int, optional
        Year to which spells still open where the list stops are carried on, with a warning.
    region : str or Region, optional
        Keeps states in the years in which they were members of the region.

    Returns
    -------
    PanelBuilder
        Without verbs yet.

    Raises
    ------
    ArgumentError
        There is no such list, or the years run backwards or past it without ``carry_to``.
    PeriodError
        The years begin before the list does, or lie beyond 2100.
    UnknownRegionError
        No region has this id.

    References
    ----------
    cow2017, gleditsch1999.

    Examples
    --------
    >>> state_years(start=2015).add("capabilities").tables
    ('nmc',)
    """
    return PanelBuilder(_checked(PanelYears(system, start, end, carry_to, region)), dyads=False)


def dyad_years(
    system: str = "cow",
    *,
    start: int = FIRST_YEAR,
    end: int | None = None,
    carry_to: int | None = None,
    region: str | Region | None = None,
    directed: bool = True,
) -> PanelBuilder:
    """Order a panel of dyad-years.

    Parameters
    ----------
    system : str
        ``cow``, ``gw``, or ``gw-micro``: Gleditsch and Ward with their microstates.
    start : int
        First year, 1816 or later.
    end : int, optional
        Last year; by default the last that the list was published for, or ``carry_to``.
    carry_to : int, optional
        Year to which spells still open where the list stops are carried on, with a warning.
    region : str or Region, optional
        Keeps dyads in the years in which both were members of the region.
    directed : bool
        Whether each pair has two rows a year; otherwise one, the smaller code first.

    Returns
    -------
    PanelBuilder
        Without verbs yet.

    Raises
    ------
    ArgumentError
        There is no such list, or the years run backwards or past it without ``carry_to``.
    PeriodError
        The years begin before the list does, or lie beyond 2100.
    UnknownRegionError
        No region has this id.

    References
    ----------
    cow2017, gleditsch1999.

    Examples
    --------
    >>> dyad_years(start=1816, end=1816, directed=False).table().num_rows
    253
    """
    asked = _checked(PanelYears(system, start, end, carry_to, region))
    return PanelBuilder(asked, dyads=True, directed=directed)


def _checked(asked: PanelYears) -> PanelYears:
    """The years and the region asked for, refused at once where they cannot be meant."""
    last_year(asked, state_system(asked.system))
    return replace(asked, region=named(asked.region)) if isinstance(asked.region, str) else asked
