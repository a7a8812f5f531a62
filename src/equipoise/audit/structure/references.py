"""Checks of what a text refers to: tables and parts of its own, and the dates of its sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from equipoise.audit.structure.entries import Apparatus, CrossReference, TableSource
from equipoise.audit.structure.findings import VERDICT_OF, Finding, listing
from equipoise.vocabulary.periods import Period, parse_edtf


def reference_findings(apparatus: Apparatus) -> Iterator[Finding]:
    """Cross-references against the tables and parts that there are.

    Parameters
    ----------
    apparatus : Apparatus
        Of a text.

    Yields
    ------
    Finding
        Whether the target is there, for every reference; whether it has a column for every year
        it is cited for, for every reference that is cited for some.
    """
    names = {table.id for table in apparatus.tables} | {part.id for part in apparatus.divisions}
    for reference in apparatus.references:
        found = reference.target in names
        there = listing(sorted(names))
        yield Finding(
            check="missing-target",
            subject=f"{reference.target}, {reference.locator}",
            verdict=VERDICT_OF[found],
            message=f"{reference.target} is there" if found else f"not there; there are {there}",
            rows=(reference.place,),
            locator=reference.locator,
        )
        if reference.cited_for is not None:
            yield _coverage(apparatus, reference, reference.cited_for)


def _coverage(apparatus: Apparatus, reference: CrossReference, cited_for: Period) -> Finding:
    table = apparatus.table(reference.target)
    years = _years(cited_for)
    holds: bool | None = None
    if table is None:
        held = [
            f"{other.id} has {listing(columns)}"
            for other in apparatus.tables
            if (columns := tuple(year for year in years if year in other.columns))
        ]
        message = f"cited for {cited_for.text}, and there is no such table"
        message += f"; of those years {'; '.join(held)}" if held else ""
    else:
        without = tuple(year for year in years if year not in table.columns)
        having = tuple(year for year in years if year in table.columns)
        holds = not without if years else None
        message = f"cited for {cited_for.text}, of which it has {listing(having)}"
        message += f" and lacks {listing(without)}" if without else ""
    return Finding(
        check="reference-coverage",
        subject=f"{reference.target}, {reference.locator}",
        verdict=VERDICT_OF[holds],
        message=message,
        rows=(reference.place, *((table.place,) if table else ())),
        locator=reference.locator,
    )


def _years(period: Period) -> tuple[int, ...]:
    if period.start is None or period.end is None:
        return ()
    return tuple(
        year for year in range(period.start.year, period.end.year + 1) if period.covers_year(year)
    )


def source_findings(apparatus: Apparatus) -> Iterator[Finding]:
    """Dates of sources, and of the text itself, against the periods they are to cover.

    Parameters
    ----------
    apparatus : Apparatus
        Of a text.

    Yields
    ------
    Finding
        For every source of a table; and for every table, whether the text appeared after the last
        year that it gives.
    """
    for source in apparatus.sources:
        yield _source(source)
    for table in apparatus.tables:
        last = parse_edtf(f"{table.columns[-1]:04d}")
        holds, message = _later(apparatus.published, "the text published", last)
        yield Finding(
            check="source-date",
            subject=f"{table.id}, the text itself",
            verdict=VERDICT_OF[holds],
            message=message,
            rows=(table.place,),
            locator=table.locator,
        )


def _source(source: TableSource) -> Finding:
    act = "consulted" if source.consulted else "published"
    holds, message = _later(source.dated, f"{source.title}: {act}", source.cited_for)
    if source.inferred:
        message += "; which columns rest on it is inferred"
        message += f": {source.note}" if source.note else ""
    return Finding(
        check="source-date",
        subject=f"{source.table}, {source.id}",
        verdict=VERDICT_OF[holds],
        message=message,
        rows=(source.place,),
        locator=source.locator,
    )


def _later(dated: Period | None, what: str, covered: Period) -> tuple[bool | None, str]:
    """Whether something dates from after the end of a period; None when that is open."""
    if dated is None or dated.start is None or dated.end is None or covered.end is None:
        return None, f"{what} on no known day, for {covered.text}"
    last = (covered.end - timedelta(days=1)).isoformat()
    if dated.start >= covered.end:
        return True, f"{what} {dated.text}, after {covered.text} had ended"
    if dated.end <= covered.end:
        return False, f"{what} {dated.text}, for {covered.text}, which ended only on {last}"
    return None, f"{what} {dated.text}, which may be before or after the end of {covered.text}"
