"""Reading ``apparatus.toml``, and refusing what no text could have meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from equipoise.audit.structure.entries import (
    NOTE_SAYS,
    Apparatus,
    CellSource,
    CrossReference,
    Division,
    Example,
    Interval,
    Mention,
    PrintedTable,
    StatedRank,
    TableNote,
    TableSource,
)
from equipoise.audit.structure.fields import APPARATUS, INNER, KEYS, EntryFields
from equipoise.audit.structure.grid import PRINTED_TOTALS, TableGrid, table_grid
from equipoise.audit.toml_lines import entry_lines
from equipoise.dossier.read import Dossier
from equipoise.dossier.schema import table_specs
from equipoise.dossier.toml_files import in_order, read_toml
from equipoise.errors import DossierError, Problem, near_names
from equipoise.vocabulary.periods import Period
from equipoise.vocabulary.regions import all_regions
from equipoise.vocabulary.units import all_units

_MEMBERSHIP = ("state", "body", "status")
_NAMES = ("text", "key", "state", "party", "body", "era", "unit", "code")
_Entry = TypeVar("_Entry")


def read_apparatus(dossier: Dossier) -> Apparatus | None:
    """The apparatus of the text that a dossier transcribes.

    Parameters
    ----------
    dossier : Dossier
        Its tables hold the cells, figures and events that the apparatus names.

    Returns
    -------
    Apparatus or None
        None when the dossier has no ``apparatus.toml``.

    Raises
    ------
    DossierError
        With every problem of the file, each with its line and key.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> [table.id for table in read_apparatus(open_dossier()).tables]
    ['Table 1']
    """
    apparatus, problems = _read(dossier)
    if problems:
        raise DossierError(dossier.manifest.id, problems)
    return apparatus


def check_apparatus(dossier: Dossier) -> tuple[Problem, ...]:
    """Everything that is wrong with a dossier's ``apparatus.toml``, in one run.

    Parameters
    ----------
    dossier : Dossier
        Its tables hold the cells, figures and events that the apparatus names.

    Returns
    -------
    tuple of Problem
        Empty for a file without faults, and where there is none.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> check_apparatus(open_dossier())
    ()
    """
    return tuple(_read(dossier)[1])


def _read(dossier: Dossier) -> tuple[Apparatus | None, list[Problem]]:
    if not (dossier.folder / APPARATUS).exists():
        return None, []
    raw, text, problems = read_toml(dossier.folder, APPARATUS)
    if problems:
        return None, problems
    reader = _Reader(dossier, raw, text)
    apparatus = reader.apparatus()
    return apparatus, in_order(reader.problems)


class _Reader:
    """Builds the entries and keeps every problem met on the way."""

    def __init__(self, dossier: Dossier, raw: Mapping[str, Any], text: str) -> None:
        self.dossier = dossier
        self.raw = raw
        self.source = text
        self.problems: list[Problem] = []
        self.grids: dict[str, TableGrid] = {}
        self.published: Period | None = None

    def apparatus(self) -> Apparatus:
        kinds = tuple(kind for kind in KEYS if kind not in INNER)
        for name in sorted(self.raw.keys() - set(kinds)):
            hint = near_names(name, kinds)
            self.problems.append(Problem(APPARATUS, None, name, f"unknown key {name!r}", hint))
        if "text" in self.raw:
            text = EntryFields("text", self.raw["text"], "text", None, self.problems)
            text.text("locator")
            self.published = text.span("published")
        tables = self.entries("table", self.table)
        return Apparatus(
            published=self.published,
            tables=tables,
            notes=self.entries("note", self.note),
            divisions=self.entries("division", self.division),
            references=self.entries("reference", self.reference),
            sources=self.entries("source", self.table_source),
            ranks=self.entries("rank", self.rank),
            mentions=self.entries("mention", self.mention),
            examples=self.entries("example", self.example),
            intervals=self.entries("interval", self.interval),
        )

    def entries(self, kind: str, build: Callable[[EntryFields], _Entry]) -> tuple[_Entry, ...]:
        value = self.raw.get(kind, [])
        if not isinstance(value, list):
            self.problems.append(
                Problem(APPARATUS, None, kind, "not a list of tables", f"write [[{kind}]]")
            )
            return ()
        lines = entry_lines(self.source, kind, len(value))
        found: list[_Entry] = []
        seen: set[str] = set()
        for number, (raw, line) in enumerate(zip(value, lines, strict=True), start=1):
            fields = EntryFields(kind, raw, f"{kind}.{number}", line, self.problems)
            name = fields.raw.get("id")
            if isinstance(name, str) and name in seen:
                fields.fault("id", f"two entries are called {name!r}", "rename one")
            seen.add(str(name))
            found.append(build(fields))
        return tuple(found)

    def cells(self, fields: EntryFields) -> CellSource:
        specs = table_specs()
        name = fields.word("table", specs)
        columns = {c.name: c.type for c in specs[name].columns} if name in specs else {}

        def column(key: str, types: Collection[str]) -> str:
            return fields.word(key, [c for c, kind in columns.items() if kind in types])

        return CellSource(
            table=name,
            where=fields.filters("where", [c for c, kind in columns.items() if kind in _NAMES]),
            row=column("row", _NAMES),
            column=column("column", ("year",)),
            value=column("value", ("number",)),
            printed=column("printed", ("text",)),
            leave_out=fields.words("leave_out", None),
        )

    def table(self, fields: EntryFields) -> PrintedTable:
        codes = next(c.codes for c in table_specs()[PRINTED_TOTALS].columns if c.name == "row")
        totals = fields.words("totals", codes)
        known = len(self.problems)
        table = PrintedTable(
            id=fields.text("id"),
            title=fields.text("title"),
            span=fields.span("span"),
            columns=fields.years("columns"),
            unit=fields.word("unit", all_units()),
            cells=self.cells(fields.inner("cells")),
            totals=totals,
            summed=fields.words("summed", totals),
            region=self.region(fields),
            locator=fields.text("locator"),
            place=fields.place,
        )
        if len(self.problems) == known:
            self.grid(fields, table)
        return table

    def grid(self, fields: EntryFields, table: PrintedTable) -> None:
        grid = table_grid(self.dossier, table)
        for row, year in grid.repeated:
            hint = "narrow cells.where until one row is left for every cell"
            fields.fault("cells", f"two rows stand for {row} {year}", hint)
        if not grid.rows:
            fields.fault("cells", "no row of the dossier matches", "correct cells.where")
        elif not grid.repeated:
            self.grids[table.id] = grid

    def region(self, fields: EntryFields) -> str | None:
        if "region" not in fields.raw:
            return None
        return fields.word("region", [region.id for region in all_regions()])

    def grid_of(self, fields: EntryFields) -> tuple[str, TableGrid | None]:
        name = fields.text("table")
        declared = [t.get("id") for t in self.raw.get("table", []) if isinstance(t, dict)]
        if name and name not in declared:
            hint = near_names(name, filter(None, map(str, declared)))
            fields.fault("table", f"no table {name!r} in this file", hint)
        return name, self.grids.get(name)

    def note(self, fields: EntryFields) -> TableNote:
        table, grid = self.grid_of(fields)
        rows: Collection[str] | None = grid.rows if grid else None
        places: Collection[str] | None = None
        if grid:
            cells = [f"{row}:{column}" for row in grid.rows for column in grid.table.columns]
            places = (*grid.rows, *grid.table.totals, *cells)
        says = fields.word("says", NOTE_SAYS)
        return TableNote(
            table=table,
            mark=fields.text("mark"),
            marked=fields.words("marked", places),
            names=fields.words("names", rows),
            says="missing" if says == "missing" else "other",
            current=fields.year_if_any("current", grid.table.columns if grid else None),
            locator=fields.text("locator"),
            place=fields.place,
        )

    def division(self, fields: EntryFields) -> Division:
        return Division(
            id=fields.text("id"),
            title=fields.text("title"),
            locator=fields.text("locator"),
            place=fields.place,
        )

    def reference(self, fields: EntryFields) -> CrossReference:
        return CrossReference(
            target=fields.text("target"),
            cited_for=fields.span("cited_for") if "cited_for" in fields.raw else None,
            locator=fields.text("locator"),
            place=fields.place,
        )

    def table_source(self, fields: EntryFields) -> TableSource:
        table, _ = self.grid_of(fields)
        consulted, published = (fields.raw.get(name) for name in ("consulted", "published"))
        if consulted is not None and published is not None:
            hint = "give the consultation, or the publication of what is printed"
            fields.fault("published", "stands beside consulted", hint)
        name = "published" if consulted is None else "consulted"
        return TableSource(
            id=fields.text("id"),
            table=table,
            title=fields.text("title"),
            dated=fields.span(name) if name in fields.raw else None,
            consulted=consulted is not None,
            cited_for=fields.span("cited_for"),
            inferred=fields.truth("inferred"),
            note=fields.remark("note"),
            locator=fields.text("locator"),
            place=fields.place,
        )

    def rank(self, fields: EntryFields) -> StatedRank:
        table, grid = self.grid_of(fields)
        rows: Collection[str] | None = grid.rows if grid else None
        figures = [row.text("id") for row in self.dossier.table("figures")]
        figure = fields.word("figure", figures)
        for row in self.dossier.table("figures").where(id=figure):
            if row.text("unit") != "rank":
                hint = "name a figure whose unit is rank"
                fields.fault("figure", f"{figure} is in {row.text('unit')}, no rank", hint)
        return StatedRank(
            figure=figure,
            table=table,
            row=fields.word("row", rows),
            behind=fields.words("behind", rows),
            when=fields.period_if_any("when"),
            locator=fields.text("locator"),
            place=fields.place,
        )

    def mention(self, fields: EntryFields) -> Mention:
        if ("event" in fields.raw) == ("membership" in fields.raw):
            hint = "name an event of ledger.csv, or state, body and status of memberships.csv"
            fields.fault("event", "needs event or membership, not both", hint)
        elif "event" in fields.raw:
            fields.word("event", [row.text("id") for row in self.dossier.table("ledger")])
        membership = self.membership(fields)
        return Mention(
            event=" ".join(membership) or str(fields.raw.get("event", "")),
            membership=membership,
            date=fields.period("date"),
            note=fields.remark("note"),
            locator=fields.text("locator"),
            place=fields.place,
        )

    def membership(self, fields: EntryFields) -> tuple[str, ...]:
        if "membership" not in fields.raw:
            return ()
        inner = fields.inner("membership")
        parts = tuple(inner.text(name) for name in _MEMBERSHIP)
        wanted = dict(zip(_MEMBERSHIP, parts, strict=True))
        if all(parts) and not self.dossier.table("memberships").where(**wanted):
            message = f"no row for {' '.join(parts)}"
            fields.fault("membership", message, "add it to memberships.csv, or correct the three")
        return parts

    def example(self, fields: EntryFields) -> Example:
        return Example(
            id=fields.text("id"),
            instance=fields.text("instance"),
            date=fields.period("date"),
            period=fields.period("period"),
            locator=fields.text("locator"),
            place=fields.place,
        )

    def interval(self, fields: EntryFields) -> Interval:
        last = self.published
        if "last" in fields.raw or last is None:
            last = fields.span("last")
        low, high = fields.bounds("years")
        return Interval(
            id=fields.text("id"),
            note=fields.remark("note"),
            first=fields.span("first"),
            last=last,
            low=low,
            high=high,
            locator=fields.text("locator"),
            place=fields.place,
        )
