"""Published data on a page: which data sets there are, what one holds, how to cite it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from equipoise.archive.imported import ImportedTable
from equipoise.report.formatting import counted, listed, sentence
from equipoise.report.page import (
    Block,
    Cell,
    Column,
    Grid,
    Heading,
    Listing,
    Page,
    Paragraph,
    Verbatim,
    row,
    section,
)
from equipoise.report.sources_data import COMMERCE, NO_DATA, KnownSource
from equipoise.sources.card import Card, Correction, Release, SourceColumn

_FACTS = (Column(""), Column("", wraps=True))
EMPTY = "The archive has no data set yet."
"""What stands in place of its tables."""
BEGIN = "equipoise sources fetch NAME downloads one, equipoise sources import NAME takes it in."
"""What to do with an empty archive."""


def sources_page(known: Sequence[KnownSource]) -> Page:
    """Data sets, a row each, with what the archive has of them.

    Parameters
    ----------
    known : sequence of KnownSource
        In order.

    Returns
    -------
    Page
    """
    columns = (
        Column("name"),
        Column("data set", wraps=True),
        Column("version, ✓ in the archive", wraps=True),
    )
    rows = tuple(row(source.id, _titled(source), _held(source)) for source in known)
    there = sum(bool(source.tables) for source in known)
    has = f"The archive has {there:,} of {counted(len(known), 'data set', 'data sets')}."
    end = Paragraph(has if there else f"{EMPTY} {BEGIN}", "muted")
    return Page("Published data", (Grid("", columns, rows), end) if known else (end,))


def _titled(source: KnownSource) -> str:
    forbidden = source.card is not None and source.card.licence.commerce == "forbidden"
    return f"{source.title} (no commercial use)" if forbidden else source.title


def _held(source: KnownSource) -> Cell:
    newest = source.card.versions[0] if source.card else ""
    if not source.tables:
        return Cell(newest, "muted")
    table, *others = source.tables
    rows = "row" if table.rows == 1 else "rows"
    parts = [f"✓ {table.version}: {table.rows:,} {rows}, {years(table)}"]
    parts += [table.mark] if table.mark else []
    parts += [f"also {listed([other.version for other in others])}"] if others else []
    parts += [f"newest is {newest}"] if newest not in ("", table.version) else []
    return Cell("; ".join(parts), "partial" if table.mark else "good")


def years(table: ImportedTable) -> str:
    """First and last year of a table, for readers.

    Parameters
    ----------
    table : ImportedTable
        Any.

    Returns
    -------
    str
    """
    return _years(table.span)


def _years(span: tuple[int, int]) -> str:
    first, last = span
    return str(first) if first == last else f"{first}-{last}"


def source_page(card: Card, tables: Sequence[ImportedTable]) -> Page:
    """Everything about one data set but its rows.

    Parameters
    ----------
    card : Card
        The data set.
    tables : sequence of ImportedTable
        What the archive has of it, newest first.

    Returns
    -------
    Page
        What it is, licence, notes, columns, releases, the archive's tables, corrections.
    """
    return Page(
        card.title,
        (
            *_forbidden(card),
            _facts(card),
            *section("Notes", Listing(card.notes)),
            _columns(card),
            _releases(card.releases),
            *section("Repackaged", Listing(tuple(_repackaged(card.releases)))),
            *section("Addresses", Listing(tuple(_addresses(card)))),
            *_archive(card, tables),
            *section("Known errors of the publisher", Listing(tuple(_errors(card.corrections)))),
        ),
    )


def _forbidden(card: Card) -> tuple[Block, ...]:
    if card.licence.commerce != "forbidden":
        return ()
    return (Paragraph(f"✗ {COMMERCE['forbidden']}", "bad", strong=True),)


def _licence(card: Card) -> str:
    return f"{sentence(card.licence.text)} {COMMERCE[card.licence.commerce]}"


def _addresses(card: Card) -> Iterator[str]:
    yield f"homepage: {card.homepage}"
    if card.licence.url:
        yield f"licence: {card.licence.url}"
    found = {release.version: release.url for release in reversed(card.releases) if release.url}
    yield from (f"{version}: {url}" for version, url in reversed(found.items()))


def _facts(card: Card) -> Grid:
    areas = counted(len(card.areas), "code", "codes")
    rows = [
        row("name", card.id),
        row("producer", card.producer),
        row("covers", card.covers),
        row("licence", _licence(card)),
        row("to be cited", card.citation),
        row("a row", f"is named by {listed(card.key)}"),
    ]
    rows += [row("areas", f"{areas} of aggregates and others that are no states")] * bool(
        card.areas
    )
    return Grid("", _FACTS, tuple(rows))


def _columns(card: Card) -> Grid:
    columns = (
        Column(""),
        Column("unit"),
        Column("what it holds", wraps=True),
        Column("missing", wraps=True),
    )
    rows = tuple(
        row(column.name, column.unit, _described(column), ", ".join(column.missing))
        for column in card.columns
    )
    return Grid("Columns", columns, rows)


def _described(column: SourceColumn) -> str:
    other = column.published and column.published != column.name
    return f"{column.description} (from {column.published})" if other else column.description


def _releases(releases: Sequence[Release]) -> Grid:
    columns = (
        Column("version", wraps=True),
        Column("years"),
        Column("rows", "right"),
        Column("files", wraps=True),
        Column(""),
    )
    rows = tuple(
        row(
            release.version,
            _years(release.span),
            "" if release.rows is None else f"{release.rows:,}",
            ", ".join((*release.files, *release.archives)),
            "repackaged" if release.repackaged else "",
        )
        for release in releases
    )
    return Grid("Releases", columns, rows)


def _repackaged(releases: Sequence[Release]) -> Iterator[str]:
    for release in releases:
        if release.repackaged:
            yield f"{', '.join(release.files)}: {release.repackaged}"


def _archive(card: Card, tables: Sequence[ImportedTable]) -> Iterator[Block]:
    if not tables:
        steps = (
            f"equipoise sources fetch {card.id}, then: equipoise sources import {card.id}",
            f"equipoise sources import {card.id} --from FILE",
        )
        yield from section("Not in the archive yet", Listing(steps))
    for table in tables:
        yield Grid(f"In the archive: version {table.version}", _FACTS, tuple(_imported(table)))
        yield Listing(tuple(findings_of(table)))


def _imported(table: ImportedTable) -> Iterator[tuple[Cell, ...]]:
    if table.sample:
        yield row("mark", Cell(sentence(NO_DATA), "partial"))
    if table.repackaged:
        yield row("repackaged", Cell(table.repackaged, "partial"))
    yield row("rows", f"{table.rows:,}, {years(table)}")
    yield row("imported", f"{table.imported_on} from {', '.join(table.files)}")
    yield row("SHA-256", table.sha256)
    if table.partial:
        yield row("in part", f"{listed(table.partial)}: some values only, no sum over them")


def findings_of(table: ImportedTable) -> Iterator[str]:
    """What the sanity rules found in a table, an item each.

    Parameters
    ----------
    table : ImportedTable
        Any.

    Yields
    ------
    str
        Rule, number of rows, and what.
    """
    for finding in table.findings:
        yield f"{finding.rule}, {counted(finding.count, 'row', 'rows')}: {finding.message}"


def _errors(corrections: Sequence[Correction]) -> Iterator[str]:
    for known in corrections:
        place = ", ".join(f"{name} {value}" for name, value in known.key.items())
        yield (
            f"{listed(known.versions)}: {known.column} of {place} is printed {known.published}, "
            f"corrected to {known.corrected}: {known.reason} ({known.source})"
        )


def citations_page(known: Sequence[KnownSource]) -> Page:
    """How to cite data sets.

    Parameters
    ----------
    known : sequence of KnownSource
        In order.

    Returns
    -------
    Page
        Of each its licence, the versions in the archive, and the entry of a bibliography.
    """
    blocks: list[Block] = []
    for source in known:
        editions = [row("in the archive", Cell(text)) for text in _editions(source)]
        blocks.append(Heading(f"{source.title} ({source.id})"))
        if source.card is None:
            cited = row("to be cited", source.tables[0].citation)
            blocks.append(Grid("", _FACTS, (cited, *editions)))
            continue
        facts = (
            row("to be cited", source.card.citation),
            row("producer", source.card.producer),
            row("licence", _licence(source.card)),
        )
        blocks += [*_forbidden(source.card), Grid("", _FACTS, (*facts, *editions))]
        blocks.append(Verbatim(source.card.bibtex))
    return Page("Citations", tuple(blocks) or (Paragraph(f"{EMPTY} Name one."),))


def _editions(source: KnownSource) -> Iterator[str]:
    for table in source.tables:
        mark = f"; {NO_DATA}" if table.sample else f"; {table.mark}" if table.mark else ""
        yield f"version {table.version}, SHA-256 {table.sha256}{mark}"
    if not source.tables:
        yield "not yet"


def bibliography(known: Sequence[KnownSource]) -> tuple[str, ...]:
    """How to cite data sets, as the lines of a BibTeX file.

    Parameters
    ----------
    known : sequence of KnownSource
        In order.

    Returns
    -------
    tuple of str
        Licences and versions are comments; an entry that several data sets share stands once.
    """
    if not known:
        return (f"% {EMPTY} Name one.",)
    lines: list[str] = []
    written: set[str] = set()
    for source in known:
        card = source.card
        lines.append(f"% {source.title} ({source.id})")
        if card is not None:
            lines.append(f"% Licence: {_licence(card)}")
        lines += [f"% In the archive: {text}" for text in _editions(source)]
        entry = card.bibtex if card else ""
        if entry and entry not in written:
            lines += entry.splitlines()
            written.add(entry)
        lines.append("")
    return tuple(lines[:-1])
