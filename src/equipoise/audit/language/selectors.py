"""Selectors: from a name in a claim to a quantity, with the rows that it rests on."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import TypeAlias

from equipoise.audit.language.arithmetic import compared, refuse_mixed
from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.cell_values import UncheckableError, cell_quantity
from equipoise.audit.language.filters import Filter, Point
from equipoise.audit.language.gaps import lacking, refuse_outside, told
from equipoise.audit.language.quantities import Quantity, exactly, measured
from equipoise.audit.language.rows import ArchiveTable, EvidenceRow, EvidenceTable
from equipoise.audit.language.selector import CONSTANTS, Constant, Selected, Selector, Used
from equipoise.vocabulary.periods import Period

AnyTable: TypeAlias = EvidenceTable | ArchiveTable
_SHOWN = 5


def selected(selector: Selector | Constant, base: EvidenceBase, point: Point) -> Selected:
    """Quantity that a selector stands for.

    Parameters
    ----------
    selector : Selector or Constant
        What is asked.
    base : EvidenceBase
        All evidence.
    point : mapping of str to str or int
        Values of the grid's names.

    Returns
    -------
    Selected

    Raises
    ------
    UncheckableError
        The table, the row or the cell is not there, or several rows match where one is wanted.
    UnitClashError
        The rows' units do not go together.
    """
    if isinstance(selector, Constant):
        quantity = measured(selector.value, selector.unit, low=None, high=None)
        shown = f"{selector.value:g} {selector.unit}"
        used = Used(CONSTANTS, "", shown, selector.source, selector.locator, "published", ())
        return Selected(quantity, (used,), unit=selector.unit)
    table = base.table(selector.origin, selector.table)
    if table is None:
        raise UncheckableError(*_no_table(selector, base))
    here = [f.at(point) for f in selector.filters]
    if isinstance(table, ArchiveTable):
        refuse_outside(table, here)
    rows = matching(table, selector.filters, base, point)
    if selector.take in ("count", "distinct"):
        if not rows and _unknown(selector, table, base, point):
            raise UncheckableError(*_no_row(selector, point))
        return _widened(_count(selector, table, rows, point), selector, table, point)
    if not rows:
        raise UncheckableError(*_no_row(selector, point))
    if selector.take == "one" and len(rows) > 1:
        places = ", ".join(row.place for row in rows[:_SHOWN])
        more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
        wanted = f"a narrower filter on {selector.table}"
        message = f"{len(rows)} rows match where one is wanted: {places}{more}"
        raise UncheckableError(message, wanted)
    return _widened(_aggregate(selector, table, rows, base, point), selector, table, point)


def _unknown(selector: Selector, table: AnyTable, base: EvidenceBase, point: Point) -> bool:
    """Whether an absence is none that the table tells: no row is there that could be empty."""
    if table.selection or selector.origin == "archive":
        return False
    others = [f for f in selector.filters if f.form != "filled"]
    return not matching(table, others, base, point)


def _no_table(selector: Selector, base: EvidenceBase) -> tuple[str, str]:
    if selector.origin == "account":
        name = f"the {selector.table} account"
        return f"{name} fails: {base.failures[selector.table]}", name
    found = base.data_sets[selector.table]
    what = f"{found.title} ({found.producer}), archive table {found.id}"
    return f"needs {what}", what


def _described(selector: Selector, point: Point) -> str:
    asked = ", ".join(f.at(point).text for f in selector.filters)
    return f"{selector.table} with {asked}" if asked else selector.table


def _no_row(selector: Selector, point: Point) -> tuple[str, str]:
    asked = _described(selector, point)
    return f"no row of {asked}", f"a row of {asked}"


def matching(
    table: AnyTable, filters: Sequence[Filter], base: EvidenceBase, point: Point
) -> Sequence[EvidenceRow]:
    """Rows of a table that meet all conditions, in order.

    Parameters
    ----------
    table : EvidenceTable or ArchiveTable
        The table.
    filters : sequence of Filter
        The conditions.
    base : EvidenceBase
        Says in which year a region's members count for rows without one.
    point : mapping of str to str or int
        Values of the grid's names.

    Returns
    -------
    sequence of EvidenceRow
    """
    here = [f.at(point) for f in filters]
    rows = table.where({f.column: among for f in here if (among := f.among) is not None})
    rest = [f for f in here if f.form not in ("equals", "any")]
    if not rest:
        return rows
    last = base.dossier.last_year
    return [
        row for row in rows if all(f.admits(row.cells[f.column], _year(row, last)) for f in rest)
    ]


def _year(row: EvidenceRow, last: int) -> int:
    year = row.cells.get("year")
    return year if isinstance(year, int) else last


def _used(selector: Selector, table: AnyTable, rows: Sequence[EvidenceRow]) -> tuple[Used, ...]:
    column = selector.value
    published = isinstance(table, ArchiveTable)
    named = f", {column}" if published and column else ""
    unit = _code(selector, table, rows[0]) if published and column and rows else ""
    return tuple(
        Used(
            place=row.place,
            column=column,
            shown=_shown(row, column, unit),
            source=row.source,
            locator=f"{row.locator}{named}",
            quality=row.quality,
            rests_on=row.rests_on,
        )
        for row in rows
    )


def _shown(row: EvidenceRow, column: str, unit: str) -> str:
    cell = row.cells.get(column)
    if isinstance(cell, Period):
        return cell.text
    if isinstance(cell, float):
        return f"{cell:.12g} {unit or row.text('unit')}".strip()
    return "" if cell is None else str(cell)


def _count(
    selector: Selector, table: AnyTable, rows: Sequence[EvidenceRow], point: Point
) -> Selected:
    if selector.value:
        rows = [row for row in rows if row.cells[selector.value] is not None]
    number = len(rows)
    if selector.take == "distinct":
        number = len({row.cells[selector.value] for row in rows})
    notes = () if rows else (f"no row of {_described(selector, point)}",)
    return Selected(exactly(float(number)), _used(selector, table, rows), notes)


def _widened(found: Selected, selector: Selector, table: AnyTable, point: Point) -> Selected:
    """What rows that a selection leaves out could change, unless the rows asked for are known."""
    if not table.selection or selector.take == "one" or _documented(selector, table, point):
        return found
    quantity = found.quantity
    low = quantity.low if selector.take in ("count", "distinct", "max") else -math.inf
    high = quantity.high if selector.take == "min" else math.inf
    wider = Quantity(quantity.value, low, high, quantity.dimension)
    return replace(found, quantity=wider, selection=table.name)


def _documented(selector: Selector, table: AnyTable, point: Point) -> bool:
    """Whether the selector names what a selection documents, such as states and bodies by name."""
    here = [f.at(point) for f in selector.filters]
    named = {f.column: values for f in here if f.form != "region" and (values := f.among)}
    if not table.complete or not named.keys() >= set(table.complete):
        return False
    combinations = product(*(named[column] for column in table.complete))
    return all(table.holds(dict(zip(table.complete, c, strict=True))) for c in combinations)


def _aggregate(
    selector: Selector,
    table: AnyTable,
    rows: Sequence[EvidenceRow],
    base: EvidenceBase,
    point: Point,
) -> Selected:
    empty = [row for row in rows if row.cells[selector.value] is None]
    if empty and not (selector.skip_missing and len(empty) < len(rows)):
        raise UncheckableError(*_empty(selector, empty))
    here = [f.at(point) for f in selector.filters]
    absent = lacking(table, here, rows) if isinstance(table, ArchiveTable) else ()
    if absent and selector.take == "sum" and not selector.skip_missing:
        wanted = f"rows of {selector.table} for {told(absent)}"
        raise UncheckableError(f"{table.name} has no row for {told(absent)}", wanted)
    filled = [row for row in rows if row.cells[selector.value] is not None]
    kind = table.kinds[selector.value]
    items = [
        cell_quantity(row, selector.value, kind, _code(selector, table, row), selector.part)
        for row in filled
    ]
    refuse_mixed(items)
    left_out = [*(row.place for row in empty), *(f"{case} (no row)" for case in absent)]
    notes = (f"left out, no figure: {', '.join(left_out)}",) if left_out else ()
    if selector.take == "rank":
        place = _rank(selector, filled, items, base, point)
        place = replace(place, high=place.high + len(empty))
        return Selected(place, _used(selector, table, filled), notes)
    made = _MADE[selector.take]
    found = Quantity(
        made([item.value for item in items]),
        made([item.low for item in items]),
        made([item.high for item in items]),
        items[0].dimension,
    )
    return Selected(
        found,
        _used(selector, table, filled),
        notes,
        _code(selector, table, filled[0]),
        bounded=selector.origin != "account",
    )


_MADE: Mapping[str, Callable[[list[float]], float]] = {
    "one": lambda values: values[0],
    "sum": sum,
    "mean": statistics.fmean,
    "median": statistics.median,
    "min": min,
    "max": max,
}


def _empty(selector: Selector, rows: Sequence[EvidenceRow]) -> tuple[str, str]:
    first = rows[0]
    place = f"{selector.value} in {first.place}"
    more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
    reason = first.missing_reason or "no reason is given"
    return f"no figure for {place}{more}: {reason.rstrip('.')}", place


def _rank(
    selector: Selector,
    rows: Sequence[EvidenceRow],
    items: Sequence[Quantity],
    base: EvidenceBase,
    point: Point,
) -> Quantity:
    here = [f.at(point) for f in selector.of]
    last = base.dossier.last_year
    own = [
        item
        for row, item in zip(rows, items, strict=True)
        if all(f.admits(row.cells[f.column], _year(row, last)) for f in here)
    ]
    asked = ", ".join(f.text for f in here)
    if len(own) != 1:
        message = f"{len(own)} of the ranked rows of {selector.table} have {asked}"
        raise UncheckableError(message, f"a figure of {selector.table} with {asked}")
    others = [item for item in items if item is not own[0]]
    sure = sum(item.low > own[0].high for item in others)
    above = sum(compared(item, ">", own[0]).holds for item in others)
    possible = sum(item.high > own[0].low for item in others)
    return Quantity(1.0 + above, 1.0 + min(sure, above), 1.0 + max(possible, above))


def _code(selector: Selector, table: AnyTable, row: EvidenceRow) -> str:
    if table.kinds[selector.value] in ("year", "period"):
        return ""
    return selector.unit or table.units.get(selector.value) or row.text("unit")
