"""What published data does not tell: years it does not cover, and rows that it does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from equipoise.audit.language.cell_values import UncheckableError
from equipoise.audit.language.filters import Filter
from equipoise.audit.language.rows import ArchiveTable, EvidenceRow
from equipoise.vocabulary.regions import region

_SHOWN = 4


def refuse_outside(table: ArchiveTable, filters: Sequence[Filter]) -> None:
    """Refuse a question about years that a data set does not cover: no row there is no zero.

    Parameters
    ----------
    table : ArchiveTable
        The table asked.
    filters : sequence of Filter
        Conditions of the question, at one point of its grid.

    Raises
    ------
    UncheckableError
        A year asked for lies outside the span of the data set.
    """
    first, last = table.source.span
    for condition in filters:
        if table.kinds[condition.column] != "year":
            continue
        outside = [year for year in _years(condition) if not first <= year <= last]
        if outside:
            message = f"{table.source.text} covers {first} to {last}, not {outside[0]}"
            raise UncheckableError(message, f"figures of {table.name} for {outside[0]}")


def lacking(
    table: ArchiveTable, filters: Sequence[Filter], rows: Sequence[EvidenceRow]
) -> tuple[str, ...]:
    """Cases that a question lists and the data set has no row of, where that tells nothing.

    Parameters
    ----------
    table : ArchiveTable
        The table asked.
    filters : sequence of Filter
        Conditions of the question, at one point of its grid.
    rows : sequence of EvidenceRow
        Rows that meet them.

    Returns
    -------
    tuple of str
        In words; empty where an absent row means that there is nothing to report.
    """
    if table.source.absent == "none":
        return ()
    year = next((f.wanted for f in filters if f.form == "equals" and f.column == "year"), None)
    lists = {f.column: _listed(f, year) for f in filters if f.form in ("any", "region")}
    columns = [column for column, cells in lists.items() if cells]
    if not columns:
        return ()
    present = {tuple(row.cells[column] for column in columns) for row in rows}
    wanted = product(*(lists[column] for column in columns))
    return tuple(", ".join(map(str, case)) for case in wanted if case not in present)


def told(cases: Sequence[str]) -> str:
    """Cases for a reader.

    Parameters
    ----------
    cases : sequence of str
        At least one.

    Returns
    -------
    str
    """
    more = f" and {len(cases) - _SHOWN} more" if len(cases) > _SHOWN else ""
    return f"{'; '.join(cases[:_SHOWN])}{more}"


def _years(condition: Filter) -> Iterator[int]:
    if condition.form == "equals":
        yield condition.wanted
    elif condition.form == "any":
        yield from condition.wanted
    elif condition.form == "span":
        yield from (year for year in condition.wanted if year is not None)


def _listed(condition: Filter, year: object) -> tuple[object, ...]:
    if condition.form == "any":
        return tuple(condition.wanted)
    return region(condition.wanted).members_on(year) if isinstance(year, int) else ()
