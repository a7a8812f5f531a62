"""Maddison Project Database: product is product a head times population."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.codes import StateCodes
from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Cells, Published
from equipoise.sources.spellings import Spelling, respelled

_NAMED = "Entity"
_AREAS = (
    Spelling("name:World", "WLD"),
    Spelling("name:Former USSR", "iso3:SUN"),
    Spelling("name:Former Yugoslavia", "iso3:YUG"),
    Spelling("name:Hong Kong", "iso3:HKG"),
    Spelling("name:Palestine", "iso3:PSE"),
    Spelling("name:Puerto Rico", "iso3:PRI"),
)
_NAMES = (Spelling("Democratic Republic of Congo", "Democratic Republic of the Congo"),)


def read(file: SourceFile) -> Iterator[pa.Table]:
    """States and areas by year.

    Parameters
    ----------
    file : SourceFile
        One file of one release.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says.
    """
    rows = published(file)
    named = _NAMED in rows.table.column_names
    population = rows.numbers("pop")
    if named:
        population = pc.divide(population, 1000.0)
    gdp = pc.divide(pc.multiply(rows.numbers("gdppc"), population), 1000.0)
    made: dict[str, Cells] = {"gdp": gdp, "population": population}
    if named:
        made["state"] = _by_name(rows)
    if "cgdppc" not in rows.table.column_names:
        made["gdp_per_capita_benchmarks"] = pa.nulls(rows.table.num_rows, pa.float64())
    yield declared(rows, made, year="")


def _by_name(rows: Published) -> Cells:
    """States under the names of Our World in Data; areas under their codes in the other files."""
    names = pa.table({_NAMED: respelled(rows.texts(_NAMED), None, _NAMES)})
    codes = StateCodes("name", rows.file.card.areas)
    states = Published(rows.file, names, rows.first_line).states(_NAMED, None, codes)
    return respelled(states, None, _AREAS)
