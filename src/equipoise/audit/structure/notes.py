"""Checks of a note against the cells of its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from equipoise.audit.structure.entries import TableNote
from equipoise.audit.structure.findings import HOLDS, SLIP, UNCHECKED, VERDICT_OF, Finding, listing
from equipoise.audit.structure.grid import TableGrid
from equipoise.vocabulary.regions import region


def note_findings(grid: TableGrid, notes: Sequence[TableNote]) -> Iterator[Finding]:
    """Notes of a table against its cells.

    Parameters
    ----------
    grid : TableGrid
        A printed table.
    notes : sequence of TableNote
        Its notes.

    Yields
    ------
    Finding
        For every mark; for every row that a note names; for every row with a gap that none names;
        for every state of the region that has no row.
    """
    for note in notes:
        yield _mark(grid, note)
        for row in note.names:
            yield _named(grid, note, row)
            if note.current is not None and note.says == "missing":
                yield _named_now(grid, note, row, note.current)
    named = {row for note in notes if note.says == "missing" for row in note.names}
    for row in grid.rows:
        if grid.gaps(row) and row not in named:
            yield _unnamed(grid, row)
    yield from _states_without_row(grid, named)


def _subject(note: TableNote, row: str) -> str:
    return f"{note.table}, note {note.mark}, {row}"


def _mark(grid: TableGrid, note: TableNote) -> Finding:
    whole = tuple(c for c in grid.table.columns if len(grid.filled(c)) == len(grid.rows))
    if note.marked:
        message = f"{note.mark} stands at {listing(note.marked)}"
    else:
        message = f"no cell, row or heading bears {note.mark}, so that it is open what it limits"
        if note.says == "missing" and whole:
            message += f"; no figure is missing in {listing(whole)}"
    return Finding(
        check="note-mark",
        subject=f"{note.table}, note {note.mark}",
        verdict=VERDICT_OF[bool(note.marked)],
        message=message,
        rows=(note.place,),
        locator=note.locator,
    )


def _named(grid: TableGrid, note: TableNote, row: str) -> Finding:
    gaps = grid.gaps(row)
    filled = tuple(column for column in grid.table.columns if column not in gaps)
    verdict = HOLDS if gaps else SLIP
    if note.says != "missing":
        message = "the note says something that cells cannot show"
        verdict = UNCHECKED
    elif gaps:
        message = f"no figure in {listing(gaps)}; figures in {listing(filled)}"
    else:
        message = f"named as missing, yet every column has a figure ({listing(filled)})"
    rows = (note.place, *_cell_places(grid, row))
    return Finding("note-against-cells", _subject(note, row), verdict, message, rows, note.locator)


def _named_now(grid: TableGrid, note: TableNote, row: str, column: int) -> Finding:
    figure = grid.figure(row, column)
    message = f"no figure in {column}, of which the note speaks"
    if figure is not None:
        printed = grid.printed(row, column) or f"{figure:g}"
        gaps = listing(grid.gaps(row))
        message = f"named as missing now, yet {column} has {printed}; columns without: {gaps}"
    return Finding(
        check="note-against-current-column",
        subject=_subject(note, row),
        verdict=VERDICT_OF[figure is None],
        message=message,
        rows=(note.place, *grid.places((row,), column)),
        locator=note.locator,
    )


def _unnamed(grid: TableGrid, row: str) -> Finding:
    return Finding(
        check="note-against-cells",
        subject=f"{grid.table.id}, {row}",
        verdict=SLIP,
        message=f"no figure in {listing(grid.gaps(row))}, and no note names it",
        rows=_cell_places(grid, row),
        locator=grid.table.locator,
    )


def _states_without_row(grid: TableGrid, named: set[str]) -> Iterator[Finding]:
    table = grid.table
    if table.region is None:
        return
    place = region(table.region)
    members = [state for column in table.columns for state in place.members_on(column)]
    own = set(table.cells.where.values())
    for state in dict.fromkeys(members):
        if state in own or state in grid.rows:
            continue
        also = "a note names it" if state in named else "no note names it"
        yield Finding(
            check="note-against-cells",
            subject=f"{table.id}, {state}",
            verdict=VERDICT_OF[state in named],
            message=f"a state of {place.name} without a row, and {also}",
            rows=(table.place,),
            locator=table.locator,
        )


def _cell_places(grid: TableGrid, row: str) -> tuple[str, ...]:
    return tuple(place for column in grid.table.columns for place in grid.places((row,), column))
