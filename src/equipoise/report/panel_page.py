"""Research panels on a page: what one holds and rests on, and which verbs there are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from equipoise.report.closing import closing
from equipoise.report.formatting import counted, percent
from equipoise.report.page import Block, Cell, Column, Grid, Page, Paragraph, row
from equipoise.vocabulary.tables import Column as TableColumn
from equipoise.vocabulary.tables import ColumnType, ResultTable, Value

if TYPE_CHECKING:
    from equipoise.archive.panels.imported import ImportedSource
    from equipoise.archive.panels.manifest import ColumnCount, Manifest
    from equipoise.archive.panels.panel import Panel
    from equipoise.archive.panels.verbs.verb import Verb
    from equipoise.report.json_data import Json

_FACTS = (Column(""), Column("", wraps=True))
_KINDS: Mapping[str, ColumnType] = {"text": "text", "float64": "number"}
_WHOLE = 1000.0
NULL = "null"
"""What stands where a panel has no value."""


def panel_page(
    manifest: Manifest,
    verbs: Sequence[Verb],
    head: ResultTable,
    *,
    file: Mapping[str, str | int] | None = None,
    verbose: bool = False,
) -> Page:
    """A panel's columns, counted, beside its first rows.

    Parameters
    ----------
    manifest : Manifest
        What it holds and rests on.
    verbs : sequence of Verb
        What was added to its keys, in order.
    head : ResultTable
        Its first rows.
    file : mapping, optional
        Name, bytes and checksum of the file that was written.
    verbose : bool
        Also what each column holds, and the rule of each verb.

    Returns
    -------
    Page
    """
    span = f"{manifest.first}-{manifest.last}"
    return Page(
        f"{manifest.unit.capitalize()}s {span}",
        (
            Paragraph(_summary(manifest)),
            *([_file(file)] if file else []),
            Grid("", _columns(head), tuple(_rows(manifest, verbs, head))),
            *(_meanings(manifest, verbs) if verbose else ()),
            *closing(
                _notes(manifest, verbose=verbose),
                _sources(manifest, verbose=verbose),
                verbose=verbose,
            ),
        ),
    )


def _summary(manifest: Manifest) -> str:
    rows = counted(manifest.rows, manifest.unit, f"{manifest.unit}s")
    columns = counted(len(manifest.columns), "column", "columns")
    text = f"{rows}, {columns}. {manifest.system}: published to {manifest.published_to}"
    if manifest.last > manifest.published_to:
        text += f", open spells carried on to {manifest.last}"
    return f"{text[:1].upper()}{text[1:]}."


def _file(file: Mapping[str, str | int]) -> Block:
    said = f"✓ {file['name']}, {int(file['bytes']):,} bytes, and {file['name']}.manifest.json."
    return Paragraph(said, "good")


def _columns(head: ResultTable) -> tuple[Column, ...]:
    shown = (Column(f"row {number}", "right") for number in range(1, len(head.rows) + 1))
    fixed = (Column("unit"), Column("values", "right"), Column("missing", "right"))
    return (Column("column"), *fixed, *shown)


def _rows(
    manifest: Manifest, verbs: Sequence[Verb], head: ResultTable
) -> Iterator[tuple[Cell, ...]]:
    dyads = "dyad" in manifest.unit
    tables = {verb.name: verb.tables(dyads=dyads) for verb in verbs}
    before = ""
    for place, count in enumerate(manifest.columns):
        if count.verb != before:
            before = count.verb
            used = "; ".join(edition(t, manifest.sources[t]) for t in tables[before])
            yield (Cell(f"{before}: {used}", strong=True),)
        yield _row(count, [cells[place] for cells in head.rows])


def _row(count: ColumnCount, values: Sequence[Value]) -> tuple[Cell, ...]:
    missing = Cell(percent(count.missing_share), "partial" if count.missing_share else "neutral")
    return (
        Cell(count.column.name, depth=1 if count.verb else 0),
        *row(count.column.unit, f"{count.non_null:,}", missing),
        *(_value(value) for value in values),
    )


def _value(value: Value) -> Cell:
    if value is None:
        return Cell(NULL, "muted")
    if isinstance(value, float):
        return Cell(f"{value:.0f}" if abs(value) >= _WHOLE else f"{value:.4g}")
    return Cell(str(value))


def edition(table: str, source: ImportedSource) -> str:
    """A data set with its version, span and marks.

    Parameters
    ----------
    table : str
        Name of the data set.
    source : ImportedSource
        Where it came from.

    Returns
    -------
    str
    """
    first, last = source.span
    parts = [f"{table} {source.version}", f"{first}-{last}"]
    parts += ["repackaged"] * bool(source.repackaged)
    parts += ["made-up sample"] * source.sample
    return ", ".join(parts)


def _meanings(manifest: Manifest, verbs: Sequence[Verb]) -> Iterator[Block]:
    rules = {verb.name: verb for verb in verbs}
    columns = [count for count in manifest.columns if not count.verb]
    rows = tuple(row(count.column.name, count.column.description) for count in columns)
    yield Grid("What the columns hold", _FACTS, rows)
    for name, verb in rules.items():
        own = [count.column for count in manifest.columns if count.verb == name]
        rows = tuple(row(column.name, column.description) for column in own)
        yield Grid(f"{name}: {verb.title}", _FACTS, ((Cell(verb.rule),), *rows))


def _notes(manifest: Manifest, *, verbose: bool) -> tuple[str, ...]:
    """What a reader must know; at length also what stands beside the names of data sets."""
    if not manifest.sources:
        return manifest.warnings
    beside = {
        warning
        for name, source in manifest.sources.items()
        for warning in source.warnings(name, manifest.first, manifest.last)
    }
    told = (warning for warning in manifest.warnings if verbose or warning not in beside)
    return (*told, "null is no value, and never zero: outside the years of a data set all is null")


def _sources(manifest: Manifest, *, verbose: bool) -> tuple[str, ...]:
    return tuple(
        f"{source.citation if verbose else source.title} ({name} {source.version})"
        for name, source in manifest.sources.items()
    )


def panel_table(panel: Panel, rows: int) -> ResultTable:
    """First rows of a panel.

    Parameters
    ----------
    panel : Panel
        The panel.
    rows : int
        How many, at most.

    Returns
    -------
    ResultTable
    """
    piece = next(panel.pieces(rows))
    kinds = [_KINDS.get(filled.column.storage, "integer") for filled in panel.columns]
    columns = [
        TableColumn(filled.column.name, kind, filled.column.unit)
        for filled, kind in zip(panel.columns, kinds, strict=True)
    ]
    cells = tuple(zip(*(column.to_pylist() for column in piece.columns), strict=True))
    return ResultTable("first rows", columns, cells)


def panel_data(manifest: Manifest, head: ResultTable, file: Mapping[str, str | int] | None) -> Json:
    """A panel as the ``data`` of its command.

    Parameters
    ----------
    manifest : Manifest
        What it holds and rests on.
    head : ResultTable
        Its first rows.
    file : mapping or None
        Name, bytes and checksum of the file that was written.

    Returns
    -------
    Json
        The manifest as it is written, with ``file`` null where no file was, and the first rows.
    """
    told = json.loads(manifest.to_json(file))
    return {"file": None, **told, "first_rows": head.records()}


def verbs_page(verbs: Sequence[Verb], imported: Mapping[str, str]) -> Page:
    """Every verb: what it needs, what it adds, by which rule.

    Parameters
    ----------
    verbs : sequence of Verb
        In the order in which they are shown.
    imported : mapping of str to str
        Version of each data set that the archive has.

    Returns
    -------
    Page
    """
    ready = sum(all(name in imported for name in verb.data_sets) for verb in verbs)
    said = f"{counted(len(verbs), 'verb', 'verbs')}; the archive has what {ready} of them need."
    grids = (_verb(verb, imported) for verb in verbs)
    return Page("Verbs of research panels", (Paragraph(f"{said[:1].upper()}{said[1:]}"), *grids))


def _verb(verb: Verb, imported: Mapping[str, str]) -> Grid:
    needs = [
        f"✓ {n} {imported[n]}" if n in imported else f"{n} (not imported)" for n in verb.data_sets
    ]
    there = all(name in imported for name in verb.data_sets)
    rows = [row("adds", verb.title)]
    rows += [row(f"to {kind}-years", ", ".join(names)) for kind, names in _added(verb) if names]
    rows += [row("needs", Cell(", ".join(needs), "good" if there else "muted"))]
    rows += [row("rule", verb.rule)]
    return Grid(verb.name, _FACTS, tuple(rows))


def _added(verb: Verb) -> tuple[tuple[str, list[str]], ...]:
    """Columns that a verb adds to either kind of panel."""
    states = [column.name for column in verb.states.columns] if verb.states else []
    dyads = [c.name for c in verb.columns(dyads=True)]
    return ("state", states), ("dyad", dyads)


def verbs_table(verbs: Sequence[Verb], imported: Mapping[str, str]) -> ResultTable:
    """Every verb, a row each.

    Parameters
    ----------
    verbs : sequence of Verb
        In the order in which they are shown.
    imported : mapping of str to str
        Version of each data set that the archive has.

    Returns
    -------
    ResultTable
        Names of several are divided by a semicolon.
    """
    columns = (
        TableColumn("verb", "text", "name in commands"),
        TableColumn("title", "text", "what it adds"),
        TableColumn("state_columns", "text", "columns that it adds to state-years"),
        TableColumn("dyad_columns", "text", "columns that it adds to dyad-years"),
        TableColumn("data_sets", "text", "data sets that it needs"),
        TableColumn("not_imported", "text", "those of them that the archive lacks"),
        TableColumn("rule", "text", "how values are found, and what zero and null mean"),
    )
    rows = []
    for verb in verbs:
        (_, states), (_, dyads) = _added(verb)
        lacking = [name for name in verb.data_sets if name not in imported]
        lists = [";".join(names) for names in (states, dyads, verb.data_sets, lacking)]
        rows.append((verb.name, verb.title, *lists, verb.rule))
    return ResultTable("verbs", columns, rows)


def verbs_data(verbs: Sequence[Verb], imported: Mapping[str, str]) -> Json:
    """Every verb as the ``data`` of ``equipoise panel verbs --json``.

    Parameters
    ----------
    verbs : sequence of Verb
        In the order in which they are shown.
    imported : mapping of str to str
        Version of each data set that the archive has.

    Returns
    -------
    Json
        ``imported`` is the version that the archive has, or null.
    """
    found = []
    for verb in verbs:
        (_, states), (_, dyads) = _added(verb)
        sets = [{"name": name, "imported": imported.get(name)} for name in verb.data_sets]
        columns = {"state_columns": states, "dyad_columns": dyads}
        told = {"name": verb.name, "title": verb.title, "rule": verb.rule}
        found.append({**told, **columns, "data_sets": sets})
    return {"verbs": found}
