"""A stand-in for the archive: tables in memory, made up or read from published data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import compute, parquet

from equipoise.archive.panels.imported import ImportedSource
from equipoise.archive.panels.systems import COW, membership_spells
from equipoise.errors import NotImportedError

IDS = dict(zip(membership_spells(COW).code.tolist(), membership_spells(COW).state, strict=True))
"""Id by Correlates of War number."""


class StandIn:
    """Tables in memory, with the span of each."""

    def __init__(
        self, tables: Mapping[str, Callable[[], pa.Table]], spans: Mapping[str, tuple[int, int]]
    ) -> None:
        self._makers = dict(tables)
        self._made: dict[str, pa.Table] = {}
        self._spans = dict(spans)

    def source(self, name: str) -> ImportedSource:
        if name not in self._makers:
            message = f"the archive has no {name}"
            raise NotImportedError(message, hint=f"run: equipoise sources import {name}")
        return ImportedSource(name, "1", self._spans[name], "", False, f"cite {name}", "0" * 64)

    def arrow(self, name: str, columns: Sequence[str]) -> pa.Table:
        self.source(name)
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name].select(list(columns))


@pytest.fixture
def made_up():
    """Archive of tables written out, given as (span, columns) by name."""
    return archive_of


@pytest.fixture(scope="session")
def published(shared: Path) -> StandIn:
    """Archive of published data."""
    return published_in(shared)


def archive_of(**tables: tuple[tuple[int, int], Mapping[str, list]]) -> StandIn:
    """Archive of tables written out: (span, columns) by name, hyphens as underscores."""
    named = {name.replace("_", "-"): value for name, value in tables.items()}
    makers = {name: partial(pa.table, columns) for name, (_, columns) in named.items()}
    return StandIn(makers, {name: span for name, (span, _) in named.items()})


def published_in(folder: Path) -> StandIn:
    """Archive of the repackaged tables of published data, under the archive's column names."""

    def read(file: str) -> pa.Table:
        return parquet.read_table(folder / "data" / "tidy" / f"{file}.parquet")

    def renamed(file: str, names: Mapping[str, str] | None) -> pa.Table:
        table = read(file)
        return table.rename_columns([(names or {}).get(n, n) for n in table.column_names])

    def states(file: str, names: Mapping[str, str] | None = None) -> pa.Table:
        return with_ids(renamed(file, names), {"ccode": "state"})

    def dyads(file: str, names: Mapping[str, str] | None = None) -> pa.Table:
        return with_ids(renamed(file, names), {"ccode1": "state1", "ccode2": "state2"})

    atop = {f"atop_{old}": new for old, new in _ATOP.items()}
    cow = {f"cow_{old}": new for old, new in _COW.items()}
    days = {"stdate": "start", "enddate": "end", "lng": "lon"}
    mids = {"cowmidongoing": "ongoing", "cowmidonset": "onset", "hostlev": "hostility"}
    points = {"idealpointfp": "ideal_point"}
    gdp = {"mrgdppc": "gdp_per_capita", "sd_mrgdppc": "gdp_per_capita_sd", "pwtrgdp": "gdp"}
    gdp |= {"sd_pwtrgdp": "gdp_sd", "pwtpop": "population", "sd_pwtpop": "population_sd"}
    makers = {
        "nmc": lambda: states("cow_nmc_v7"),
        "cow-majors": lambda: _majors(read("cow_majors_2024")),
        "cow-trade-dyadic": lambda: dyads("cow_trade_dyad_v4"),
        "cow-trade-national": lambda: states("cow_trade_national_v4"),
        "cow-igo": lambda: _memberships(read("cow_igo_state_year_v3")),
        "cow-igo-states": lambda: states("cow_igo_counts"),
        "atop": lambda: dyads("atop_alliance_ddy_v5", atop),
        "cow-alliances": lambda: dyads("cow_alliance_ddy_v41", cow),
        "cow-contiguity": lambda: dyads("cow_contdir_v32_directed", days),
        "cow-capitals": lambda: states("cow_capitals", days),
        "cow-mid-dyadic": lambda: dyads("cow_mid5_dyaddisps", mids),
        "tss-rivalries": lambda: dyads("tss_rivalries"),
        "minimum-distance": lambda: dyads("cow_mindist_cshapes2", {"mindist": "km"}),
        "unga-ideal-points": lambda: states("un_ideal_points_jul2025", points),
        "latent-gdp": lambda: states("isard_cw_gdppop", gdp),
        "democracy": lambda: states("isard_cw_democracy"),
    }
    return StandIn(makers, SPANS)


SPANS = {
    "nmc": (1816, 2022),
    "cow-majors": (1816, 2024),
    "cow-trade-dyadic": (1870, 2014),
    "cow-trade-national": (1870, 2014),
    "cow-igo": (1816, 2014),
    "cow-igo-states": (1816, 2014),
    "atop": (1815, 2018),
    "cow-alliances": (1816, 2012),
    "cow-contiguity": (1816, 2016),
    "cow-capitals": (1816, 2024),
    "cow-mid-dyadic": (1816, 2014),
    "tss-rivalries": (1494, 2020),
    "minimum-distance": (1886, 2019),
    "unga-ideal-points": (1946, 2024),
    "latent-gdp": (1816, 2025),
    "democracy": (1816, 2025),
}

_ATOP = {
    "defense": "defense",
    "offense": "offense",
    "neutral": "neutrality",
    "nonagg": "nonaggression",
    "consul": "consultation",
}
_COW = {
    "defense": "defense",
    "neutral": "neutrality",
    "nonagg": "nonaggression",
    "entente": "entente",
}


def with_ids(table: pa.Table, columns: Mapping[str, str]) -> pa.Table:
    """The table with ids beside its codes."""
    for code, name in columns.items():
        table = table.append_column(name, pa.array([IDS.get(c) for c in table[code].to_pylist()]))
    return table


def _majors(table: pa.Table) -> pa.Table:
    """Spells of major powers with dates."""
    rows = table.to_pylist()
    dates = {
        name: compute.strptime(
            pa.array([f"{r[p + 'year']}-{r[p + 'month']}-{r[p + 'day']}" for r in rows]),
            format="%Y-%m-%d",
            unit="s",
        ).cast(pa.date32())
        for name, p in (("start", "st"), ("end", "end"))
    }
    return with_ids(pa.table({"ccode": table["ccode"], **dates}), {"ccode": "state"})


def _memberships(table: pa.Table) -> pa.Table:
    """One row a membership from the table of one column an organisation."""
    words = {1: "full", 2: "associate", 3: "observer", -9: "unknown"}
    parts = []
    for body in table.column_names[3:]:
        held = compute.is_in(table[body], value_set=pa.array(list(words)))
        rows = table.filter(held).select(["ccode", "year", body])
        status = pa.array([words[v] for v in rows[body].to_pylist()], pa.string())
        named = pa.array([body] * rows.num_rows, pa.string())
        parts.append(
            pa.table(
                {"ccode": rows["ccode"], "year": rows["year"], "body": named, "status": status}
            )
        )
    return with_ids(pa.concat_tables(parts), {"ccode": "state"})
