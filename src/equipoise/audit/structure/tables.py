"""Checks of a printed table against itself: sums, span, units, coverage, precision, ranks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from equipoise.audit.structure.entries import StatedRank
from equipoise.audit.structure.findings import UNCHECKED, VERDICT_OF, Finding, listing
from equipoise.audit.structure.grid import TableGrid
from equipoise.dossier.read import Dossier
from equipoise.errors import MeasureError
from equipoise.measures import SumCheck, half_unit, rank, sum_check


def row_sum_findings(grid: TableGrid) -> Iterator[Finding]:
    """Printed totals against the sums of their rows, one finding a total and column.

    The total follows when the sum of the rows is within half a unit of its last printed place.
    The finding carries the other reading too, in which the cells' own rounding counts.

    Parameters
    ----------
    grid : TableGrid
        A printed table.

    Yields
    ------
    Finding
    """
    for total in grid.table.summed:
        for column in grid.table.columns:
            yield _row_sum(grid, total, column)


def _row_sum(grid: TableGrid, total: str, column: int) -> Finding:
    rows = grid.filled(column)
    check: SumCheck | None = None
    printed = [grid.printed(row, column) for row in rows]
    stated = grid.totals.get((total, column))
    if stated is None:
        message = "no total is printed"
    elif not all(printed):
        message = "the dossier does not keep every cell as printed"
    elif len(grid.units(column)) > 1:
        message = f"the column is in more than one unit ({listing(grid.units(column))})"
    else:
        try:
            check = sum_check(printed, stated.text("printed"))
            message = _sum_message(grid, column, check)
        except MeasureError as error:
            message = error.message
    return Finding(
        check="row-sum",
        subject=f"{grid.table.id}, {total} {column}",
        verdict=VERDICT_OF[check.within_tolerance if check else None],
        message=message,
        rows=grid.places((total, *rows), column),
        locator=grid.table.locator,
        sum_check=check,
    )


def _sum_message(grid: TableGrid, column: int, check: SumCheck) -> str:
    gaps = tuple(row for row in grid.rows if column in grid.gaps(row))
    least, most = _number(check.interval_low), _number(check.interval_high)
    could = "could" if check.within_interval else "could not"
    return (
        f"the rows add up to {_number(check.computed)}, printed is {_number(check.printed_total)}: "
        f"{check.difference:+g}, with {check.tolerance:g} allowed; rounding of the cells {could} "
        f"explain it ({least} to {most})" + (f"; without {listing(gaps)}" if gaps else "")
    )


def _number(value: float) -> str:
    return f"{value:,.12g}"


def title_span_findings(grid: TableGrid) -> Iterator[Finding]:
    """The span of a table's title against its columns, one finding a table.

    Parameters
    ----------
    grid : TableGrid
        A printed table.

    Yields
    ------
    Finding
    """
    table = grid.table
    start, end = table.span.start, table.span.end
    years = range(start.year, end.year) if start and end else range(0)
    without = tuple(year for year in years if year not in table.columns)
    outside = tuple(column for column in table.columns if not table.span.covers_year(column))
    message = f"columns {listing(table.columns)} for {table.span.text}"
    if without:
        message += f"; no column for {listing(without)} ({len(without)} of {len(years)} years)"
    if outside:
        message += f"; outside the span: {listing(outside)}"
    verdict = VERDICT_OF[not without and not outside if years else None]
    yield Finding("title-span", table.id, verdict, message, (table.place,), table.locator)


def unit_findings(grid: TableGrid) -> Iterator[Finding]:
    """Units of a table's figures against that of its title, one finding a column.

    Parameters
    ----------
    grid : TableGrid
        A printed table.

    Yields
    ------
    Finding
    """
    table = grid.table
    for column in table.columns:
        units = grid.units(column)
        cells = [(name, grid.cells[name, column]) for name in grid.filled(column)]
        totals = [(n, grid.totals[n, column]) for n in table.totals if (n, column) in grid.totals]
        other = [(n, row) for n, row in (*cells, *totals) if row.text("unit") != table.unit]
        message = f"{listing(units)} under a title in {table.unit}"
        if other:
            message += f"; in another unit: {listing([name for name, _ in other])}"
        yield Finding(
            check="unit-change",
            subject=f"{table.id}, {column}",
            verdict=VERDICT_OF[not other if units else None],
            message=message,
            rows=tuple(row.place for _, row in other or (*cells, *totals)),
            locator=table.locator,
        )


def coverage_findings(grid: TableGrid) -> Iterator[Finding]:
    """Rows with figures in one column and none in the next, one finding a pair of columns.

    Parameters
    ----------
    grid : TableGrid
        A printed table.

    Yields
    ------
    Finding
        A slip where the two totals are not of the same rows; the message says how much the rows
        in question were in the column that has them.
    """
    for before, after in pairwise(grid.table.columns):
        earlier, later = grid.filled(before), grid.filled(after)
        lost = tuple(row for row in earlier if row not in later)
        gained = tuple(row for row in later if row not in earlier)
        message = f"{len(earlier)} rows have figures in {before}, {len(later)} in {after}"
        for names, column, other in ((lost, before, after), (gained, after, before)):
            if names:
                amount = sum(grid.figure(row, column) or 0.0 for row in names)
                message += f"; only in {column}: {listing(names)}, together {_number(amount)}"
                message += f", so that the total of {other} is a lower bound beside it"
        yield Finding(
            check="coverage-change",
            subject=f"{grid.table.id}, {before} and {after}",
            verdict=VERDICT_OF[not lost and not gained],
            message=message,
            rows=(*grid.places((*lost, *gained), before), *grid.places((*lost, *gained), after)),
            locator=grid.table.locator,
        )


def precision_findings(grid: TableGrid) -> Iterator[Finding]:
    """Places to which neighbouring columns are printed, one finding a pair of columns.

    Parameters
    ----------
    grid : TableGrid
        A printed table.

    Yields
    ------
    Finding
        A slip where the finest place of the cells, or that of a total, is not the same in both.
    """
    table = grid.table
    units = {column: _printed_units(grid, column) for column in table.columns}
    for before, after in pairwise(table.columns):
        old, new = units[before], units[after]
        changed = tuple(name for name in old if name in new and old[name] != new[name])
        known = bool(old) and bool(new)
        message = "; ".join(
            f"{name}: to {_number(old[name])} in {before}, to {_number(new[name])} in {after}"
            for name in changed
        )
        yield Finding(
            check="precision-change",
            subject=f"{table.id}, {before} and {after}",
            verdict=VERDICT_OF[not changed if known else None],
            message=message or ("the same places" if known else "no figure as printed"),
            rows=(*grid.places(table.totals, before), *grid.places(table.totals, after)),
            locator=table.locator,
        )


def _printed_units(grid: TableGrid, column: int) -> dict[str, float]:
    """Last printed place of the finest cell and of every total, as a number such as 0.1."""
    printed = {"cells": [grid.printed(row, column) for row in grid.filled(column)]}
    for total in grid.table.totals:
        stated = grid.totals.get((total, column))
        printed[total] = [stated.text("printed")] if stated else []
    found = {}
    for name, strings in printed.items():
        places = [place for string in strings if (place := _place(string)) is not None]
        if places:
            found[name] = min(places)
    return found


def _place(printed: str) -> float | None:
    try:
        return 2.0 * half_unit(printed)
    except MeasureError:
        return None


def rank_findings(dossier: Dossier, stated: StatedRank, grid: TableGrid) -> Iterator[Finding]:
    """A stated rank against the table that it ranks, one finding a column.

    Parameters
    ----------
    dossier : Dossier
        ``figures`` holds the rank.
    stated : StatedRank
        What the text says.
    grid : TableGrid
        The table.

    Yields
    ------
    Finding
        For every column of which the text speaks; for all where it names no time.
    """
    figure = dossier.table("figures").where(id=stated.figure)[0]
    when = stated.when or figure.period("year")
    columns = [c for c in grid.table.columns if when is None or when.covers_year(c)]
    wanted = figure.number("value")
    if not columns or wanted is None:
        message = "the text gives no rank" if columns else "no column of that time"
        rows = (figure.place, stated.place)
        yield Finding("rank", stated.figure, UNCHECKED, message, rows, stated.locator)
        return
    for column in columns:
        holds, message = _ranked(stated, grid, column, wanted)
        yield Finding(
            check="rank",
            subject=f"{stated.figure}, {column}",
            verdict=VERDICT_OF[holds],
            message=message,
            rows=(figure.place, *grid.places((stated.row, *stated.behind), column)),
            locator=stated.locator,
        )


def _ranked(
    stated: StatedRank, grid: TableGrid, column: int, wanted: float
) -> tuple[bool | None, str]:
    filled = grid.filled(column)
    if stated.row not in filled:
        return None, f"{column} has no figure for {stated.row}"
    if len({grid.cells[row, column].text("unit") for row in filled}) > 1:
        return None, f"{column} is in more than one unit"
    figures = [grid.figure(row, column) or 0.0 for row in filled]
    places = dict(zip(filled, rank(figures), strict=True))
    found = places[stated.row]
    ahead = [row for row in filled if places[row] < found]
    absent = [row for row in stated.behind if row not in ahead]
    message = (
        f"stated {wanted:g}; in {column} it is {found:g} of {len(filled)} rows with a figure, "
        f"behind {listing(ahead)}"
    )
    if absent:
        message += f" and not behind {listing(absent)}"
    return bool(found == wanted) and not absent, message
