"""Worldwide Governance Indicators: long workbooks, wide ones, and a repackaged dimension."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.errors import SourceError
from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published, sheet_rows
from equipoise.sources.published import Published
from equipoise.sources.spellings import Spelling, respelled

_SHEETS = {
    "VoiceandAccountability": "va",
    "Political StabilityNoViolence": "pv",
    "GovernmentEffectiveness": "ge",
    "RegulatoryQuality": "rq",
    "RuleofLaw": "rl",
    "ControlofCorruption": "cc",
}
_FIRST = ("Country/Territory", "Code")
_FIGURES = {"estimate": "Estimate", "stddev": "StdErr", "nsource": "NumSrc"}
_BANK_CODES = (
    Spelling("ADO", "AND"),
    Spelling("KSV", "XKX"),
    Spelling("ROM", "ROU"),
    Spelling("TMP", "TLS"),
    Spelling("WBG", "PSE"),
    Spelling("ZAR", "COD"),
)


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Estimates by state, dimension and year.

    Parameters
    ----------
    file : SourceFile
        One file of one release.

    Yields
    ------
    pyarrow.Table
        With the columns of the card; of a wide workbook one a sheet.

    Raises
    ------
    SourceError
        The file is not what the card says, or a sheet has no header.
    """
    if file.release.repackaged:
        yield declared(_one_dimension(published(file)))
    elif file.release.header:
        yield declared(_own_codes(published(file)))
    else:
        for sheet, dimension in _SHEETS.items():
            yield declared(_own_codes(_sheet(file, sheet, dimension)))


def _own_codes(rows: Published) -> Published:
    """Codes of the World Bank's own made those of ISO."""
    codes = respelled(rows.texts("code"), None, _BANK_CODES)
    at = rows.table.column_names.index("code")
    return Published(rows.file, rows.table.set_column(at, "code", codes), rows.first_line)


def _one_dimension(rows: Published) -> Published:
    """Political stability; codes that stand twice in a year are left out."""
    count = rows.table.num_rows
    keys = pa.table({"code": rows.texts("Code"), "year": rows.integers("year")})
    counted = keys.append_column("n", pa.repeat(1, count)).group_by(["code", "year"])
    sums = counted.aggregate([("n", "sum")]).filter(pc.field("n_sum") > 1)
    twice = pc.is_in(_joined(keys), value_set=_joined(sums))
    table = pa.table(
        {
            "code": keys["code"],
            "year": keys["year"],
            "indicator": pa.array(["pv"] * count),
            "estimate": rows.cells("estimate"),
            "stddev": pa.nulls(count, pa.float64()),
            "nsource": pa.nulls(count, pa.float64()),
        }
    )
    return Published(rows.file, table.filter(pc.invert(twice)))


def _joined(keys: pa.Table) -> pa.Array:
    years = pc.cast(keys["year"], pa.string())
    return pc.binary_join_element_wise(keys["code"], years, " ").combine_chunks()


def _sheet(file: SourceFile, sheet: str, dimension: str) -> Published:
    """One dimension, its columns by year put below each other."""
    rows = list(sheet_rows(file, sheet))
    at = next((n for n, row in enumerate(rows) if tuple(map(str, row[:2])) == _FIRST), 0)
    if at == 0:
        message = f"{file.name}: sheet {sheet!r} has no row that starts with {', '.join(_FIRST)}"
        raise SourceError(message, hint="use the workbook as published")
    blocks = [_block(rows[at + 1 :], *block) for block in _blocks(rows[at - 1], rows[at])]
    if not blocks:
        message = f"{file.name}: sheet {sheet!r} has no columns of a year"
        raise SourceError(message, hint="use the workbook as published")
    table = pa.concat_tables(blocks)
    dimensions = pa.array([dimension] * table.num_rows)
    return Published(file, table.append_column("indicator", dimensions))


def _blocks(years: Sequence[Any], heads: Sequence[Any]) -> Iterator[tuple[str, dict[str, int]]]:
    """Each year, and the columns in which its figures stand."""
    found: dict[str, dict[str, int]] = {}
    names = {head: name for name, head in _FIGURES.items()}
    for column, (year, head) in enumerate(zip(years, heads, strict=True)):
        if str(head) in names:
            found.setdefault(str(int(float(year))), {})[names[str(head)]] = column
    yield from found.items()


def _block(rows: Sequence[Sequence[Any]], year: str, columns: dict[str, int]) -> pa.Table:
    coded = [row for row in rows if str(row[1]).strip()]
    cells = {name: pa.array([str(row[at]) for row in coded]) for name, at in columns.items()}
    codes = pa.array([str(row[1]) for row in coded])
    return pa.table({"code": codes, "year": pa.array([year] * len(coded)), **cells})
