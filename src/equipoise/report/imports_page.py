"""What became of published data on a page: downloaded, imported, verified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from equipoise.archive.imported import ImportedTable
from equipoise.archive.importing import Imported
from equipoise.archive.verifying import Verified
from equipoise.report.formatting import counted, sentence
from equipoise.report.page import (
    Block,
    Cell,
    Column,
    Grid,
    Heading,
    Listing,
    Page,
    Paragraph,
    Tone,
    row,
    section,
)
from equipoise.report.sources_page import BEGIN, EMPTY, findings_of, years
from equipoise.sources.fetch import Fetched

_OUTCOMES: dict[str, tuple[str, Tone]] = {
    "imported": ("✓", "good"),
    "downloaded": ("✓", "good"),
    "already there": ("✓", "muted"),
    "nothing in it": ("○", "muted"),
    "refused": ("✗", "bad"),
    "failed": ("✗", "bad"),
}


def fetched_page(results: Sequence[Fetched], folder: Path) -> Page:
    """What was downloaded, and what to do with it.

    Parameters
    ----------
    results : sequence of Fetched
        One a data set.
    folder : Path
        Where downloads are kept.

    Returns
    -------
    Page
    """
    columns = (Column("name"), Column("version"), Column("outcome"), Column("file", wraps=True))
    rows = tuple(
        row(r.id, r.version, _outcome(r.outcome), "" if r.path is None else r.path.name)
        for r in results
    )
    blocks: list[Block] = [Grid("", columns, rows)]
    there = tuple(dict.fromkeys(result.id for result in results if result.path))
    if there:
        blocks.append(Paragraph(f"Downloads are in {folder}", "muted"))
        blocks += section("What next", Listing((f"equipoise sources import {' '.join(there)}",)))
    return Page("Downloads", tuple(blocks))


def _outcome(outcome: str, mark: str = "") -> Cell:
    sign, tone = _OUTCOMES[outcome]
    return Cell(f"{sign} {outcome} ({mark})" if mark else f"{sign} {outcome}", tone)


def imports_page(results: Sequence[Imported], *, verbose: bool = False) -> Page:
    """What became of data sets that were to be imported.

    Parameters
    ----------
    results : sequence of Imported
        One a version.
    verbose : bool
        Whether every finding is shown instead of their number.

    Returns
    -------
    Page
    """
    columns = (
        Column("name", wraps=True),
        Column("version", wraps=True),
        Column("outcome", wraps=True),
        Column("rows", "right"),
        Column("years"),
        Column("findings", "right"),
    )
    rows = tuple(_import_row(result) for result in results)
    tables = [result.table for result in results if result.table is not None]
    blocks: list[Block] = [Grid("", columns, rows)]
    if any(table.sample for table in tables):
        blocks.append(Paragraph("Made-up samples are no data; nothing in them may be cited."))
    return Page("Import", (*blocks, *_found(tables, verbose=verbose)))


def _import_row(result: Imported) -> tuple[Cell, ...]:
    start = (result.id, result.version)
    table = result.table
    if table is None:
        return row(*start, _outcome(result.outcome), "", "", "")
    outcome = _outcome(result.outcome, table.mark)
    return row(*start, outcome, f"{table.rows:,}", years(table), str(len(table.findings)))


def _found(tables: Sequence[ImportedTable], *, verbose: bool) -> Iterator[Block]:
    suspicious = [table for table in tables if table.findings]
    if not suspicious:
        return
    yield Heading("Findings")
    if verbose:
        items = [f"{t.id} {t.version}: {item}" for t in suspicious for item in findings_of(t)]
        yield Listing(tuple(items))
        return
    names = dict.fromkeys(table.id for table in suspicious)
    number = counted(sum(len(t.findings) for t in suspicious), "finding", "findings")
    yield Paragraph(f"{sentence(number)} In full with --verbose, or:")
    yield Listing(tuple(f"equipoise sources show {name}" for name in names))


def verified_page(results: Sequence[Verified]) -> Page:
    """Whether the archive is as it was imported.

    Parameters
    ----------
    results : sequence of Verified
        One a table.

    Returns
    -------
    Page
    """
    title = "Archive"
    if not results:
        return Page(title, (Paragraph(f"{EMPTY} {BEGIN}"),))
    wrong = sum(bool(result.faults) for result in results)
    tables = counted(len(results), "table", "tables")
    verb = "is as it was imported" if len(results) == 1 else "are as they were imported"
    told = Paragraph(f"✓ {sentence(f'{tables} {verb}')}", "good")
    if wrong:
        told = Paragraph(f"✗ Faults in {wrong} of {tables}.", "bad")
    columns = (
        Column("name"),
        Column("version", wraps=True),
        Column("rows", "right"),
        Column("", wraps=True),
    )
    rows = tuple(
        row(r.table.id, r.table.version, f"{r.table.rows:,}", _state(r.faults)) for r in results
    )
    return Page(title, (told, Grid("", columns, rows)))


def _state(faults: Sequence[str]) -> Cell:
    return Cell(f"✗ {'; '.join(faults)}", "bad") if faults else Cell("✓ as imported", "good")
