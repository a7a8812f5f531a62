"""SIPRI military expenditure: from a workbook of sheets to one row a state and year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.errors import SourceError
from equipoise.sources.codes import WORLD, StateCodes
from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Cells, Published
from equipoise.sources.sets.sipri_milex.sheets import Figures, figures, sheet_called
from equipoise.sources.spellings import Spelling, respelled

_SHEETS: Mapping[str, str] = {
    "constant_usd_m": "Constant (",
    "current_usd_m": "Current US$",
    "share_of_gdp": "Share of GDP",
    "per_capita": "Per capita",
    "share_of_government": "Share of Govt. spending",
}
_LOCAL = "Local currency calendar years"
_BASE_YEAR = re.compile(r"\((\d{4})\)")
_COPY_BASE_YEAR = 2019
_PER_MILLION = 1e-6
_PER_CENT = 0.01

SPELLINGS = (
    Spelling("Congo, DR", "DR Congo"),
    Spelling("Congo, Republic", "Congo, Republic of"),
    Spelling("Democratic Republic of Congo", "DR Congo"),
    Spelling("Gambia, The", "Gambia"),
    Spelling("Timor", "Timor-Leste"),
    Spelling("Germany", "West Germany", 1989),
)


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Military expenditure by state and year.

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
    if file.release.layout == "sheet":
        yield _archived(_from_workbook(file))
    else:
        yield _archived(_from_copy(published(file)))


def _archived(rows: Published) -> pa.Table:
    """Rows with the names of states read each in its year."""
    years = rows.integers("year")
    names = respelled(rows.texts("name"), years, SPELLINGS)
    is_world = pc.equal(names, "World")
    asked = pc.if_else(is_world, pa.scalar(None, pa.string()), names)
    known = Published(rows.file, rows.table.append_column("asked", asked))
    codes = StateCodes("name", rows.file.card.areas)
    states = known.states("asked", years, codes)
    return declared(rows, {"state": pc.if_else(is_world, WORLD, states)})


def _from_workbook(file: SourceFile) -> Published:
    sheets = {column: sheet_called(file, start) for column, start in _SHEETS.items()}
    found = {column: figures(file, sheet) for column, sheet in sheets.items()}
    local = figures(file, sheet_called(file, _LOCAL))
    found["current_usd_m"] = _converted(found["current_usd_m"], local)
    keys = sorted({key for column in found.values() for key in column})
    table: dict[str, Cells] = {
        "name": pa.array([name for name, _ in keys], pa.string()),
        "year": pa.array([year for _, year in keys], pa.int64()),
        "base_year": pa.array([_base_year(file, sheets["constant_usd_m"])] * len(keys), pa.int64()),
    }
    for column, values in found.items():
        table[column] = pa.array([values.get(key) for key in keys], pa.float64())
    return Published(file, pa.table(table))


def _converted(current: Figures, local: Figures) -> Figures:
    """Figures in dollars but for the zeros of spending above nothing: no rate to convert with."""
    return {key: value for key, value in current.items() if value != 0 or local.get(key, 0.0) == 0}


def _base_year(file: SourceFile, sheet: str) -> int:
    found = _BASE_YEAR.search(sheet)
    if found is None:
        message = f"{file.name}: the sheet {sheet!r} names no year of constant prices"
        raise SourceError(message, hint="use the file as published")
    return int(found.group(1))


def _from_copy(rows: Published) -> Published:
    """The copy by Our World in Data: dollars and per cent in place of millions and shares."""
    count = rows.table.num_rows
    nothing = pa.nulls(count, pa.float64())
    table: dict[str, Cells] = {
        "name": rows.texts("Entity"),
        "year": rows.integers("Year"),
        "base_year": pa.array([_COPY_BASE_YEAR] * count, pa.int64()),
        "constant_usd_m": pc.multiply(rows.numbers("military_expenditure"), _PER_MILLION),
        "current_usd_m": nothing,
        "share_of_gdp": pc.multiply(rows.numbers("military_expenditure_share_gdp"), _PER_CENT),
        "per_capita": rows.numbers("military_expenditure_per_capita"),
        "share_of_government": nothing,
    }
    return Published(rows.file, pa.table(table), rows.first_line)
