"""Verbs on the means of states: capabilities, gross domestic product, population."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from equipoise.archive.panels.columns import PanelColumn, gathered
from equipoise.archive.panels.imported import PanelArchive
from equipoise.archive.panels.lookup import state_rows
from equipoise.archive.panels.roster import Roster
from equipoise.archive.panels.verbs.joined import table_columns
from equipoise.archive.panels.verbs.verb import OfStates, Verb
from equipoise.measures.capability import cinc_by_year

_NMC = "nmc"
_COMPONENTS = ("milex", "milper", "irst", "pec", "tpop", "upop")

CAPABILITIES = Verb(
    name="capabilities",
    title="National Material Capabilities: the six components and their index",
    rule="As published; null where the publisher has no figure, and outside the years covered.",
    states=table_columns(
        _NMC,
        (
            PanelColumn("milex", "float64", "number", "military expenditure, thousands"),
            PanelColumn("milper", "float64", "persons_k", "military personnel"),
            PanelColumn("irst", "float64", "kt", "iron and steel production"),
            PanelColumn("pec", "float64", "ktce", "primary energy consumption"),
            PanelColumn("tpop", "float64", "persons_k", "total population"),
            PanelColumn("upop", "float64", "persons_k", "urban population"),
            PanelColumn("cinc", "float64", "share", "composite index, 0 to 1"),
        ),
    ),
)
"""Components and index of national capability."""


def _recomputed(roster: Roster, archive: PanelArchive) -> Sequence[pa.Array]:
    """Index of each cell from the components of all states that the data set has in the year."""
    table = archive.arrow(_NMC, ["state", "year", *_COMPONENTS])
    parts = [table[name].cast(pa.float64()).fill_null(np.nan).to_numpy() for name in _COMPONENTS]
    components = np.column_stack(parts)
    present = ~np.isnan(components).all(axis=1)
    index = np.full(len(components), np.nan)
    if present.any():
        index[present] = cinc_by_year(components[present], table["year"].to_numpy()[present])
    column = pa.array(index, mask=~present)
    return [gathered(column, state_rows(roster, _NMC, table), "float64")]


CINC = Verb(
    name="cinc",
    title="Composite index of national capability, recomputed from its components",
    rule=(
        "The mean, over the components that the state has, of its share in the sum of all states"
        " of the data set in the year; a missing component is left out and not read as zero, so"
        " that the index of a year adds up to 1.00 to 1.07 and not to 1. Null where a state has"
        " no component. The published index is in capabilities, for comparison."
    ),
    states=OfStates(
        (_NMC,),
        (PanelColumn("cinc_recomputed", "float64", "share", "from the six components, 0 to 1"),),
        _recomputed,
    ),
)
"""The index of capability, from what it is made of."""

GDP = Verb(
    name="gdp",
    title="Gross domestic product and population, latent estimates with their error",
    rule="Means of the posterior, each with its standard deviation; null where there is none.",
    states=table_columns(
        "latent-gdp",
        (
            PanelColumn("gdp_per_capita", "float64", "number", "GDP per head, 2011 dollars, PPP"),
            PanelColumn("gdp_per_capita_sd", "float64", "number", "standard deviation of it"),
            PanelColumn("gdp", "float64", "number", "GDP, millions of 2017 dollars, PPP"),
            PanelColumn("gdp_sd", "float64", "number", "standard deviation of it"),
            PanelColumn("population", "float64", "persons_m", "population"),
            PanelColumn("population_sd", "float64", "persons_m", "standard deviation of it"),
        ),
    ),
)
"""Output and people, with standard deviations."""
