"""Verbs on the means of states: capabilities, gross domestic product, population."""

from __future__ import annotations

from equipoise.archive.panels.columns import PanelColumn
from equipoise.archive.panels.verbs.joined import table_columns
from equipoise.archive.panels.verbs.verb import Verb

CAPABILITIES = Verb(
    name="capabilities",
    title="National Material Capabilities: the six components and their index",
    rule="As published; null where the publisher has no figure, and outside the years covered.",
    states=table_columns(
        "nmc",
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

GDP = Verb(
    name="gdp",
    title="Gross domestic product and population, latent estimates with their error",
    rule="Means of the posterior, each with its standard deviation; null where there is none.",
    states=table_columns(
        "latent-gdp",
        (
            PanelColumn("gdp_per_capita", "float64", "number", "GDP per head, 2011 dollars, PPP"),
            PanelColumn("gdp_per_capita_sd", "float64", "number", "standard deviation of it"),
            PanelColumn("gdp", "float64", "number", "GDP, millions of 2011 dollars, PPP"),
            PanelColumn("gdp_sd", "float64", "number", "standard deviation of it"),
            PanelColumn("population", "float64", "persons_m", "population"),
            PanelColumn("population_sd", "float64", "persons_m", "standard deviation of it"),
        ),
    ),
)
"""Output and people, with standard deviations."""
