"""Sanctions: three columns of a day become one date, five of senders one list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pyarrow as pa

from equipoise.sources.codes import StateCodes
from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Cells, Published

_SENDERS = 5
_NUMBER = re.compile(r"\d+")
_WHOLE = re.compile(r"\d+(\.0)?")


def read(file: SourceFile) -> Iterator[pa.Table]:
    """One row a case.

    Parameters
    ----------
    file : SourceFile
        The workbook.

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
    made = {
        "senders": _senders(rows),
        "start": _dates(rows, "start"),
        "end": _dates(rows, "end"),
        "ongoing": _dates(rows, "ongoingasof"),
        "imposed_from": _dates(rows, "sancimpositionstart"),
    }
    yield declared(rows, made)


def _senders(rows: Published) -> Cells:
    years = rows.integers("startyear")
    codes = StateCodes("cow", rows.file.card.areas)
    states = (rows.states(f"sender{n}", years, codes).to_pylist() for n in range(1, _SENDERS + 1))
    joined = (";".join(filter(None, cells)) for cells in zip(*states, strict=True))
    return pa.array([text or None for text in joined], pa.string())


def _dates(rows: Published, name: str) -> Cells:
    parts = (rows.texts(f"{name}{part}").to_pylist() for part in ("year", "month", "day"))
    return pa.array([_edtf(*cells) for cells in zip(*parts, strict=True)], pa.string())


def _edtf(year: str | None, month: str | None, day: str | None) -> str | None:
    """As exact a date as the cells give, marked as about where one has a remark."""
    if year is None or (number := _first_number(year)) is None:
        return None
    remarked = any(cell and not _WHOLE.fullmatch(cell) for cell in (year, month, day))
    return _exact(number, _first_number(month), _first_number(day)) + ("~" if remarked else "")


def _exact(year: int, month: int | None, day: int | None) -> str:
    if month is None:
        return f"{year:04d}"
    if day is not None:
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            pass
    return f"{year:04d}-{month:02d}"


def _first_number(cell: str | None) -> int | None:
    found = _NUMBER.search(cell or "")
    return int(found.group()) if found else None
