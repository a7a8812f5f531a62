"""The sheets of SIPRI's workbook of military spending: one figure a state and year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from equipoise.errors import SourceError, near_names
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import sheet_names, sheet_rows

Figures: TypeAlias = dict[tuple[str, int], float]
"""Figures by name of the state, as published, and year."""

ABSENT = ("", "...", "..", ". .", "xxx")
"""What stands in a cell without a figure; xxx where there was no such state."""

_COUNTRY = "Country"


def sheet_called(file: SourceFile, start: str) -> str:
    """The one sheet whose name starts so; the year of constant prices differs by edition.

    Parameters
    ----------
    file : SourceFile
        The workbook.
    start : str
        How its name starts.

    Returns
    -------
    str

    Raises
    ------
    SourceError
        No sheet is called so, or several are.
    """
    names = sheet_names(file)
    found = [name for name in names if name.casefold().startswith(start.casefold())]
    if len(found) != 1:
        message = f"{file.name}: {len(found)} sheets called {start!r}...; it has {', '.join(names)}"
        raise SourceError(message, hint=near_names(start, names) or "use the file as published")
    return found[0]


def figures(file: SourceFile, sheet: str) -> Figures:
    """Figures of one sheet; regions, which stand as headings, have none.

    Parameters
    ----------
    file : SourceFile
        The workbook.
    sheet : str
        Name of a sheet.

    Returns
    -------
    dict of (str, int) to float

    Raises
    ------
    SourceError
        There is no row of years, a name stands twice, or a cell is neither a figure nor one of
        the marks for none.
    """
    place = f"{file.name} > {sheet}"
    rows = enumerate(sheet_rows(file, sheet), start=1)
    years = _years(rows, place)
    found: Figures = {}
    seen: set[str] = set()
    for number, row in rows:
        name = str(row[0]).strip()
        cells = {year: row[at] for year, at in years.items() if at < len(row)}
        if not name or all(cell == "" for cell in cells.values()):
            continue
        if name in seen:
            message = f"{place}:{number}: {name} stands twice"
            raise SourceError(message, hint="use the file as published")
        seen.add(name)
        for year, cell in cells.items():
            figure = _figure(cell, f"{place}:{number}: {name} {year}")
            if figure is not None:
                found[name, year] = figure
    return found


def _years(rows: Iterator[tuple[int, Sequence[Any]]], place: str) -> Mapping[int, int]:
    """Column of each year, from the row that starts with Country; its place differs by edition."""
    for _, row in rows:
        if row and str(row[0]).strip() == _COUNTRY:
            years = {int(cell): at for at, cell in enumerate(row) if isinstance(cell, (int, float))}
            if years:
                return years
    message = f"{place}: no row with {_COUNTRY} and years"
    raise SourceError(message, hint="use the file as published")


def _figure(cell: object, place: str) -> float | None:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    if str(cell).strip() in ABSENT:
        return None
    message = f"{place} is {cell!r}, neither a figure nor a mark for none"
    raise SourceError(message, hint=f"marks: {', '.join(filter(None, ABSENT))}")
