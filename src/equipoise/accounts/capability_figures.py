"""Capabilities of all states by year, from the archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from equipoise.archive.imported import ImportedTable
from equipoise.archive.store import Archive
from equipoise.errors import ArgumentError, near_names
from equipoise.measures import gdp_times_gdp_per_capita
from equipoise.vocabulary.states import WORLD


@dataclass(frozen=True, slots=True)
class Capability:
    """A quantity that states are compared by.

    Parameters
    ----------
    name : str
        Its name in commands.
    label : str
        Its name for readers.
    data_set : str
        Data set that has it.
    columns : tuple of str
        The column; or product and population, from which net resources are computed.
    """

    name: str
    label: str
    data_set: str
    columns: tuple[str, ...]


CAPABILITIES: Mapping[str, Capability] = {
    entry.name: entry
    for entry in (
        Capability("cinc", "composite index of national capability", "nmc", ("cinc",)),
        Capability("milex", "military expenditure by NMC", "nmc", ("milex",)),
        Capability("milper", "military personnel", "nmc", ("milper",)),
        Capability("irst", "iron and steel production", "nmc", ("irst",)),
        Capability("pec", "primary energy consumption", "nmc", ("pec",)),
        Capability("tpop", "total population", "nmc", ("tpop",)),
        Capability("upop", "urban population", "nmc", ("upop",)),
        Capability("spending", "military spending by SIPRI", "sipri-milex", ("current_usd_m",)),
        Capability("gdp", "gross domestic product, latent estimates", "latent-gdp", ("gdp",)),
        Capability(
            "net-resources",
            "gross domestic product times product a head, latent estimates",
            "latent-gdp",
            ("gdp", "population"),
        ),
    )
}
"""What states can be compared by; the default first."""


@dataclass(frozen=True, slots=True, eq=False)
class CapabilityFigures:
    """One capability of all states in all years of its data set.

    Parameters
    ----------
    capability : Capability
        Which.
    table : ImportedTable
        Where it comes from.
    by_year : mapping of int to mapping of str to float
        By year and state; a state without a figure is left out, never zero.
    """

    capability: Capability
    table: ImportedTable
    by_year: Mapping[int, Mapping[str, float]]

    def locator(self, year: int) -> str:
        """Where the figures of a year stand.

        Parameters
        ----------
        year : int
            Calendar year.

        Returns
        -------
        str
        """
        columns = " and ".join(self.capability.columns)
        return f"{self.table.id}: year {year}, {columns}"


def capability_figures(archive: Archive, name: str) -> CapabilityFigures:
    """One capability of all states in all years.

    Parameters
    ----------
    archive : Archive
        Published data.
    name : str
        Name of a capability, such as ``cinc``.

    Returns
    -------
    CapabilityFigures

    Raises
    ------
    ArgumentError
        No capability has this name.
    NotImportedError
        The archive does not have its data set.
    MeasureError
        A figure is negative, or a population zero.
    """
    capability = CAPABILITIES.get(name.strip().casefold())
    if capability is None:
        message = f"no capability is called {name!r}"
        raise ArgumentError(message, hint=near_names(name, CAPABILITIES))
    source = archive.source(capability.data_set)
    columns = capability.columns
    rows = [
        row
        for row in archive.arrow(source.table, ("state", "year", *columns)).to_pylist()
        if row["state"] not in (None, WORLD) and None not in [row[column] for column in columns]
    ]
    values = [[row[column] for row in rows] for column in columns]
    if len(columns) > 1 and rows:
        values = [gdp_times_gdp_per_capita(*map(np.array, values)).tolist()]
    by_year: dict[int, dict[str, float]] = {}
    for row, value in zip(rows, values[0], strict=True):
        by_year.setdefault(row["year"], {})[row["state"]] = value
    return CapabilityFigures(capability, source, by_year)
