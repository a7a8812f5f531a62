"""World Development Indicators: one row a state, indicator and year, from wide and long files."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.errors import SourceError
from equipoise.sources.codes import StateCodes
from equipoise.sources.declared import declared, shaped
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Cells, Published

_INDICATORS = {
    "wdi_gdp_current_usd.csv": "NY.GDP.MKTP.CD",
    "wdi_population.csv": "SP.POP.TOTL",
}
_WIDE = ("Country Name", "Country Code", "Indicator Name", "Indicator Code")


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Figures that are there; those that the publisher leaves empty have no row.

    Parameters
    ----------
    file : SourceFile
        One file of one release: a column a year, a column an indicator, or one indicator.

    Yields
    ------
    pyarrow.Table
        With the columns of the card; one table a year or an indicator.

    Raises
    ------
    SourceError
        The file is not what the card says, or has no column of a year.
    """
    rows = published(file)
    if "Indicator Code" in rows.table.column_names:
        yield from _by_year(rows)
    elif "Value" in rows.table.column_names:
        yield _present(_series(rows, _INDICATORS[file.inner_name.casefold()], "Value"))
    else:
        for indicator in _INDICATORS.values():
            yield _present(_series(rows, indicator, indicator))


def _by_year(rows: Published) -> Iterator[pa.Table]:
    """One table for each column that is a year."""
    names = rows.table.column_names
    years = [name for name in names if len(name) == 4 and name.isdigit()]
    unnamed = [name for name in names if name.startswith("column ")]
    strays = [name for name in names if name not in (*_WIDE, *years, *unnamed)]
    if strays or not years:
        told = f"unknown column {', '.join(map(repr, strays))}" if strays else "no column of a year"
        message = f"{rows.file.name}: {told}"
        raise SourceError(message, hint="use WDICSV.csv as published: one column a year")
    states = _states(rows)
    indicators = rows.texts("Indicator Code")
    for year in years:
        found = {
            "state": states,
            "year": _all(rows, int(year)),
            "indicator": indicators,
            "value": rows.numbers(year, rows.file.card.columns[-1].missing),
        }
        yield _present(shaped(rows.file.card.columns, found))


def _series(rows: Published, indicator: str, column: str) -> pa.Table:
    made = {
        "state": _states(rows),
        "year": rows.integers("Year"),
        "indicator": pa.array([indicator] * rows.table.num_rows, pa.string()),
        "value": rows.numbers(column),
    }
    return declared(rows, made)


def _states(rows: Published) -> Cells:
    """Codes as of today: every series stands for the present territory."""
    return rows.states("Country Code", None, StateCodes("iso3", rows.file.card.areas))


def _all(rows: Published, year: int) -> Cells:
    return pa.repeat(pa.scalar(year, pa.int64()), rows.table.num_rows)


def _present(table: pa.Table) -> pa.Table:
    return table.filter(pc.is_valid(table["value"]))
