"""Which column of which data set gives which capability, in the order of preference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from equipoise.vocabulary.product_groups import product_group

Total: TypeAlias = Literal["row", "sum"]

ENERGY = tuple(
    code
    for group in ("coal", "lignite", "crude-oil", "natural-gas-pipeline", "natural-gas-lng")
    for code in product_group(group).codes
)
"""Products of energy trade: coal, lignite, crude oil and natural gas in HS 1992."""


@dataclass(frozen=True, slots=True)
class Series:
    """A column of an archive table that holds one capability.

    Parameters
    ----------
    measure : str
        Name in the catalogue of measures.
    data_set : str
        Archive table.
    column : str
        Its column of figures.
    unit : str
        Unit code of the figures there.
    definition : str
        What the figure covers; may be empty.
    state : str
        Its column of states.
    where : tuple of tuple
        Column and values of the rows that count.
    summed : bool
        Whether all rows of a state and year are added up.
    since : int
        First year in which the figures are in the unit.
    before : str
        What they are before.
    """

    measure: str
    data_set: str
    column: str
    unit: str
    definition: str = ""
    state: str = "state"
    where: tuple[tuple[str, tuple[str | int, ...]], ...] = ()
    summed: bool = False
    since: int = 0
    before: str = ""

    @property
    def shown(self) -> str:
        """Where in a row of the data set the figure stands."""
        if self.summed:
            return self.column
        chosen = [v for _, values in self.where for v in values if isinstance(v, str)]
        return ", ".join([" ".join(chosen), self.column] if chosen else [self.column])


@dataclass(frozen=True, slots=True)
class WorldSeries:
    """How the world's total of a capability is had.

    Parameters
    ----------
    series : Series
        Of the states.
    total : Total
        ``row`` where the publisher prints the world's figure, ``sum`` where the figures of all
        states of the data set are added up.
    """

    series: Series
    total: Total


def _nmc(measure: str, unit: str, column: str = "", **more: str | int) -> Series:
    return Series(measure, "nmc", column or measure, unit, **more)  # type: ignore[arg-type]


def _wdi(measure: str, indicator: str, unit: str, definition: str = "") -> Series:
    return Series(measure, "wdi", "value", unit, definition, where=(("indicator", (indicator,)),))


def _energy(measure: str, state: str) -> Series:
    definition = f"coal, crude oil and natural gas (HS 1992 {', '.join(ENERGY)}), over all partners"
    where = (("product", ENERGY),)
    return Series(measure, "baci", "value", "usd_k", definition, state, where, summed=True)


_TPOP = _nmc("tpop", "persons_k")
_POPULATION = _wdi("tpop", "SP.POP.TOTL", "persons")
_AREA = _wdi("area_km2", "AG.SRF.TOTL.K2", "km2", "land and inland water")
_GDP = _wdi("gdp_current_usd", "NY.GDP.MKTP.CD", "usd")
_UPOP = _nmc("upop", "persons_k", definition="cities of 100,000 or more")
_PEC = _nmc("pec", "ktce", definition="primary energy consumption, coal-ton equivalents")
_IRST = _nmc("irst", "kt", definition="iron and steel production")
_MILPER = _nmc("milper", "persons_k")
_MILEX = _nmc("milex_nmc", "usd_k", "milex", since=1914, before="in British pounds before 1914")
_EXPORTS = _energy("energy_exports_usd", "exporter")
_IMPORTS = _energy("energy_imports_usd", "importer")

SERIES: tuple[Series, ...] = (
    _AREA,
    _TPOP,
    _POPULATION,
    _UPOP,
    _GDP,
    Series("gdp_latent_ppp", "latent-gdp", "gdp", "usd_ppp2017_m", "posterior mean"),
    Series("gdp_latent_ppp_sd", "latent-gdp", "gdp_sd", "usd_ppp2017_m", "posterior sd"),
    _EXPORTS,
    _IMPORTS,
    _PEC,
    _IRST,
    Series(
        "political_stability",
        "wgi",
        "estimate",
        "sd",
        "standard normal units, about -2.5 to 2.5",
        where=(("dimension", ("pv",)),),
    ),
    Series(
        "regime_durability",
        "polity5",
        "durable",
        "years",
        "years since the last change of regime",
        where=(("closing", (1,)),),
    ),
    Series("milex_sipri", "sipri-milex", "current_usd_m", "usd_m", "current prices"),
    _MILEX,
    _MILPER,
    _nmc("cinc", "share", definition="share of world"),
)
"""Of one measure the first whose data set is imported and covers the year."""

WORLD_SERIES: tuple[WorldSeries, ...] = (
    WorldSeries(_AREA, "row"),
    WorldSeries(_POPULATION, "row"),
    WorldSeries(_TPOP, "sum"),
    WorldSeries(_GDP, "row"),
    WorldSeries(_EXPORTS, "sum"),
    WorldSeries(_PEC, "sum"),
    WorldSeries(_MILEX, "sum"),
)
"""The same for the world's totals that a framework asks for; a printed one comes before a sum."""

BY_HAND: Mapping[str, str] = {
    "npt_nuclear_weapon_state": "no data set of the archive has it; enter it by hand",
    "nuclear_test": "no data set of the archive has it; enter it by hand",
    "rank_seats": "no data set of the archive has it; enter it by hand",
    "system_response": "a judgement, to be coded by hand in responses.csv",
}
"""What a framework may ask for and no published data set gives."""

SIZE = "nmc"
"""The data set that every dossier needs: states are weighed by its index of capability."""
