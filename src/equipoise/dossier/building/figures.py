"""All figures of one series in the years of a dossier, read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from equipoise.archive.imported import ImportedTable
from equipoise.archive.store import Archive
from equipoise.dossier.building.drawn import absence, source_words
from equipoise.dossier.building.series import Series

NO_FIGURE = "the data set has no figure for this state and year"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as published, or the sum of several.

    Parameters
    ----------
    value : float or None
        In the unit of the series; None when it, or a part of it, is missing.
    rows : int
        Rows of the data set that it rests on.
    """

    value: float | None
    rows: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one series.

    Parameters
    ----------
    series : Series
        Which column of which data set.
    source : ImportedTable
        The table.
    cells : mapping of tuple to Figure
        By state and year; a state and year without a row is not there.
    lacking : tuple of str
        What the imported copy lacks of the series: an indicator, products. Without all of it
        nothing is read.
    known : frozenset of int
        Years in which any state has a figure.
    """

    series: Series
    source: ImportedTable
    cells: Mapping[tuple[str, int], Figure]
    lacking: tuple[str, ...]
    known: frozenset[int]

    def value(self, state: str, year: int) -> float | None:
        """The figure of a state in a year."""
        found = self.cells.get((state, year))
        return found.value if found else None

    def by_state(self, year: int) -> Mapping[str, float | None]:
        """Figures of all states that have a row in a year."""
        return {state: f.value for (state, when), f in self.cells.items() if when == year}

    def why_none(self, year: int) -> str:
        """Why no state has a figure in a year; empty when one has."""
        if self.lacking:
            return f"the imported copy of {self.source.id} lacks {', '.join(self.lacking)}"
        if why := absence(self.source, year):
            return why
        if year < self.series.since:
            return self.series.before
        return "" if year in self.known else f"{self.source.id} has no figures for {year}"

    def locator(self, state: str, year: int) -> str:
        """Where in the data set a figure stands."""
        place = f"{self.source.table}: {self.series.state} {state}, year {year}"
        found = self.cells.get((state, year))
        added = f", sum of {found.rows} rows" if found and self.series.summed else ""
        return f"{place}, {self.series.shown}{added}"

    @property
    def words(self) -> str:
        """Who published them."""
        return source_words(self.source)


def read_figures(archive: Archive, series: Series, years: Sequence[int]) -> Figures:
    """Read a series.

    Parameters
    ----------
    archive : Archive
        Published data.
    series : Series
        Which column of which data set.
    years : sequence of int
        Calendar years.

    Returns
    -------
    Figures

    Raises
    ------
    NotImportedError
        The archive does not have the data set.
    """
    source = archive.source(series.data_set)
    lacking = _lacking(archive, series, source)
    if lacking:
        return Figures(series, source, {}, lacking, frozenset())
    where: dict[str, Sequence[str | int]] = {"year": [y for y in years if y >= series.since]}
    where |= dict(series.where)
    table = archive.arrow(series.data_set, (series.state, "year", series.column), where)
    parts: dict[tuple[str, int], list[float | None]] = {}
    for state, year, value in zip(*(column.to_pylist() for column in table.columns), strict=True):
        if not series.summed:
            parts.pop((state, year), None)  # of two rows of a year the later one counts
        parts.setdefault((state, year), []).append(value)
    found = {key: _figure(values) for key, values in parts.items()}
    known = frozenset(year for (_, year), figure in found.items() if figure.value is not None)
    return Figures(series, source, found, (), known)


def _figure(values: Sequence[float | None]) -> Figure:
    """One figure, or the sum of several; none where a part of it is missing."""
    known = [value for value in values if value is not None]
    return Figure(fsum(known) if len(known) == len(values) else None, len(values))


def _lacking(archive: Archive, series: Series, source: ImportedTable) -> tuple[str, ...]:
    """Indicators, dimensions or products that the imported copy has nothing of."""
    return tuple(
        str(value)
        for name, values in series.where
        if name in source.partial
        for value in sorted(set(values) - archive.values(series.data_set, name), key=str)
    )
