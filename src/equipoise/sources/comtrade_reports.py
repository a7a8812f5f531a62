"""Reports to UN Comtrade in the layouts in which they are handed out, under one set of names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.errors import SourceError
from equipoise.sources.codes import WORLD, StateCodes
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Cells, Published
from equipoise.sources.spellings import Spelling, respelled

ALL_CUSTOMS = "C00"
ALL_TRANSPORT = "0"
TOTAL = "TOTAL"

_FLOWS = {
    "M": "import",
    "X": "export",
    "RM": "re-import",
    "RX": "re-export",
    "DX": "domestic export",
    "FM": "foreign import",
    "MIP": "import for inward processing",
    "MOP": "import after outward processing",
    "XIP": "export after inward processing",
    "XOP": "export for outward processing",
}
_FORMER_FLOWS = {"1": "M", "2": "X", "3": "RX", "4": "RM"}
_FLOW_NAMES = {"Import": "M", "Export": "X", "Re-import": "RM", "Re-export": "RX"}
_FORMER_NAMES = {
    "Classification": "classificationcode",
    "Year": "refyear",
    "Period": "period",
    "Aggregate Level": "aggrlevel",
    "Trade Flow Code": "flowcode",
    "Reporter Code": "reportercode",
    "Partner Code": "partnercode",
    "2nd Partner Code": "partner2code",
    "Customs Proc. Code": "customscode",
    "Mode of Transport Code": "motcode",
    "Commodity Code": "cmdcode",
    "Qty Unit": "qtyunitabbr",
    "Qty": "qty",
    "Netweight (kg)": "netwgt",
    "Trade Value (US$)": "primaryvalue",
    "CIF Trade Value (US$)": "cifvalue",
    "FOB Trade Value (US$)": "fobvalue",
}
_ABSENT = {"partner2code": "0", "customscode": ALL_CUSTOMS, "motcode": ALL_TRANSPORT}
_UNKNOWN = ("qty", "netwgt", "cifvalue", "fobvalue", "qtyunitabbr")
_WORLD_CODES = (Spelling("0", WORLD), Spelling("W00", WORLD), Spelling("S19", "TWN"))


def reports(file: SourceFile) -> Published:
    """Rows of a file under Comtrade's present names in lower case, codes as texts.

    Parameters
    ----------
    file : SourceFile
        One file of one release.

    Returns
    -------
    Published
        A breakdown that a layout does not have is filled with the code of its total; a figure
        that it does not have is null.

    Raises
    ------
    SourceError
        The file is in none of the layouts, is cut off, or is not by year.
    """
    rows = _from_json(file) if file.release.layout == "json" else published(file)
    named = Published(file, rows.table.rename_columns(_names(rows)), rows.first_line)
    return _filled(_by_year(named))


def reporting_states(rows: Published, side: str, years: Cells) -> Cells:
    """Reporters or partners as ids.

    Parameters
    ----------
    rows : Published
        Reports.
    side : str
        ``reporter``, ``partner`` or ``partner2``.
    years : pyarrow.ChunkedArray of integer
        Year of each row.

    Returns
    -------
    pyarrow.ChunkedArray of string
        ``WLD`` for the world; code 0 and W00.

    Raises
    ------
    SourceError
        A code is neither that of a state nor of an area.
    """
    numbered = f"{side}code" in rows.table.column_names
    column, scheme = (f"{side}code", "comtrade") if numbered else (f"{side}iso", "iso3")
    at = rows.table.column_names.index(column) if column in rows.table.column_names else None
    codes = respelled(rows.texts(column), None, _WORLD_CODES)
    known = rows.table if at is None else rows.table.set_column(at, column, codes)
    read = Published(rows.file, known, rows.first_line)
    return read.states(column, years, StateCodes(scheme, rows.file.card.areas))


def flows(rows: Published) -> Cells:
    """Kinds of flow in words.

    Parameters
    ----------
    rows : Published
        Reports.

    Returns
    -------
    pyarrow.ChunkedArray of string
        ``import``, ``export``, ``re-import``, ``re-export`` and the kinds for processing.

    Raises
    ------
    SourceError
        A kind is none that Comtrade has.
    """
    return _in_words(rows, "flowcode", _FLOWS)


def _names(rows: Published) -> list[str]:
    names = rows.table.column_names
    if "Trade Flow Code" in names:
        return [_FORMER_NAMES.get(name, name) for name in names]
    return [name.replace("_", "").lower() for name in names]


def _from_json(file: SourceFile) -> Published:
    try:
        answer = json.loads(file.content())
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        message = f"{file.name}: not JSON ({error})"
        raise SourceError(message, hint="ask Comtrade again") from error
    data = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(data, list) or not data:
        told = answer.get("error") if isinstance(answer, dict) else None
        message = f"{file.name}: no rows in data{f': {told}' if told else ''}"
        hint = "Comtrade answers a wrong code with no rows: check reporter, partner and product"
        raise SourceError(message, hint=hint)
    if answer.get("count", len(data)) != len(data):
        message = f"{file.name}: {len(data)} rows where count is {answer['count']}"
        raise SourceError(message, hint="the answer is cut off: ask for less at a time")
    names = list(data[0])
    return Published(file, pa.table({name: _column(data, name) for name in names}))


def _column(data: list[Mapping[str, Any]], name: str) -> pa.Array:
    return pa.array([row.get(name) for row in data])


def _by_year(rows: Published) -> Published:
    """Refuse months; turn former codes of flows into the present ones."""
    table = rows.table
    if "period" in table.column_names:
        lengths = pc.utf8_length(rows.texts("period"))
        at = pc.index(pc.not_equal(lengths, len("2012")), True).as_py()
        if at >= 0:
            message = f"{rows.place(at)}: period {rows.texts('period')[at].as_py()} is no year"
            raise SourceError(message, hint="ask Comtrade for figures by year")
    if "flowcode" not in table.column_names:
        coded = _in_words(rows, "flowdesc", _FLOW_NAMES)
        return Published(rows.file, table.append_column("flowcode", coded), rows.first_line)
    codes = rows.texts("flowcode")
    for former, present in _FORMER_FLOWS.items():
        codes = pc.if_else(pc.equal(codes, former), present, codes)
    at = table.column_names.index("flowcode")
    return Published(rows.file, table.set_column(at, "flowcode", codes), rows.first_line)


def _filled(rows: Published) -> Published:
    table = rows.table
    count = table.num_rows
    for name, total in _ABSENT.items():
        if name in table.column_names:
            at = table.column_names.index(name)
            table = table.set_column(at, name, pc.fill_null(rows.texts(name), total))
        else:
            table = table.append_column(name, pa.array([total] * count, pa.string()))
    for name in _UNKNOWN:
        if name not in table.column_names:
            kind = pa.string() if name == "qtyunitabbr" else pa.float64()
            table = table.append_column(name, pa.nulls(count, kind))
    if "classificationcode" not in table.column_names:
        table = table.append_column("classificationcode", pa.array(["HS"] * count, pa.string()))
    if "aggrlevel" not in table.column_names:
        product = rows.texts("cmdcode")
        level = pc.if_else(pc.equal(product, TOTAL), 0, pc.utf8_length(product))
        table = table.append_column("aggrlevel", level)
    return Published(rows.file, table, rows.first_line)


def _in_words(rows: Published, column: str, words: Mapping[str, str]) -> Cells:
    cells = rows.texts(column)
    strange = pc.invert(pc.is_in(cells, value_set=pa.array(list(words), pa.string())))
    at = pc.index(strange, True).as_py()
    if at >= 0:
        message = f"{rows.place(at)}: {column} is {cells[at].as_py()!r}, not {', '.join(words)}"
        raise SourceError(message, hint="use the file as Comtrade hands it out")
    for code, word in words.items():
        cells = pc.if_else(pc.equal(cells, code), word, cells)
    return cells
