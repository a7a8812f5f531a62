"""Published data as tables and plain data: what there is, and what the archive has of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from equipoise.archive.imported import ImportedTable
from equipoise.archive.importing import Imported
from equipoise.archive.verifying import Verified
from equipoise.report.json_data import Json, plain
from equipoise.sources.card import Card, Commerce
from equipoise.sources.fetch import Fetched
from equipoise.vocabulary.tables import Column, ResultTable, Value

COMMERCE: Mapping[Commerce, str] = {
    "allowed": "Commercial use is allowed.",
    "forbidden": "Commercial use is forbidden.",
    "not stated": "Whether commercial use is allowed is not stated.",
}
"""What a licence says of commercial use, as a sentence."""
NO_DATA = "made-up sample: no data, not to be cited"
"""What must be said of a sample."""

_ID = Column("id", "text", "name of the data set")
_VERSION = Column("version", "text", "version, as its publisher numbers it")
_ROWS = Column("rows", "integer", "rows of the archive table")
_FIRST = Column("first_year", "integer", "first year covered", "date")
_LAST = Column("last_year", "integer", "last year covered", "date")
_SAMPLE = Column("sample", "boolean", "whether the rows are made up")
_REPACKAGED = Column("repackaged", "text", "by whom and how; null for the publisher's own file")
_COMMERCE = Column("commerce", "text", "commercial use: allowed, forbidden or not stated")
_SHA256 = Column("sha256", "text", "SHA-256 of the files imported")
_ERROR = Column("error", "text", "what went wrong; null when nothing did")
_HINT = Column("hint", "text", "what to do about it")


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A data set, and what the archive has of it.

    Parameters
    ----------
    id : str
        Name of the data set.
    card : Card or None
        Its card; None for a table of an archive that a later release of the library knows.
    tables : tuple of ImportedTable
        Versions in the archive, newest first.
    """

    id: str
    card: Card | None
    tables: tuple[ImportedTable, ...]

    @property
    def title(self) -> str:
        """Title of the data set."""
        return self.card.title if self.card else self.tables[0].title


def known_sources(
    cards: Mapping[str, Card], tables: Sequence[ImportedTable]
) -> tuple[KnownSource, ...]:
    """Data sets that have a card or a table, by name.

    Parameters
    ----------
    cards : mapping of str to Card
        By id.
    tables : sequence of ImportedTable
        Of the archive, of each data set the newest version first.

    Returns
    -------
    tuple of KnownSource
    """
    held: dict[str, list[ImportedTable]] = {}
    for table in tables:
        held.setdefault(table.id, []).append(table)
    return tuple(
        KnownSource(name, cards.get(name), tuple(held.get(name, ())))
        for name in sorted({*cards, *held})
    )


def sources_table(known: Sequence[KnownSource]) -> ResultTable:
    """One row a data set, with the newest version that the archive has of it.

    Parameters
    ----------
    known : sequence of KnownSource
        In order.

    Returns
    -------
    ResultTable
        Null in the columns of the archive where it has none.
    """
    columns = (
        _ID,
        Column("title", "text", "title of the data set"),
        Column("producer", "text", "who publishes it"),
        Column("newest", "text", "newest version known"),
        _COMMERCE,
        _VERSION,
        Column("other_versions", "text", "older versions in the archive, separated by semicolons"),
        _ROWS,
        _FIRST,
        _LAST,
        _SAMPLE,
        _REPACKAGED,
        Column("findings", "integer", "what the sanity rules found in the archive table"),
    )
    return ResultTable("sources", columns, tuple(_source_row(source) for source in known))


def _source_row(source: KnownSource) -> tuple[Value, ...]:
    card = source.card
    producer = card.producer if card else source.tables[0].producer
    newest = card.versions[0] if card else None
    commerce = card.licence.commerce if card else None
    start = (source.id, source.title, producer, newest, commerce)
    if not source.tables:
        return (*start, *[None] * 8)
    table, *others = source.tables
    return (
        *start,
        table.version,
        "; ".join(other.version for other in others) or None,
        *_extent(table),
        len(table.findings),
    )


def _extent(table: ImportedTable) -> tuple[Value, ...]:
    span = (table.rows, table.first_year, table.last_year)
    return (*span, table.sample, table.repackaged or None)


def columns_table(card: Card) -> ResultTable:
    """Columns of a data set's archive table.

    Parameters
    ----------
    card : Card
        The data set.

    Returns
    -------
    ResultTable
    """
    columns = (
        Column("column", "text", "name in the archive"),
        Column("type", "text", "text, integer, number, flag, date or state"),
        Column("unit", "text", "unit code, or what stands in place of one"),
        Column("description", "text", "what it holds"),
        Column("published", "text", "the publisher's column; null when it is made from others"),
        Column("missing", "text", "codes for a missing value, separated by spaces"),
        Column("key", "boolean", "whether it helps to name a row"),
    )
    rows = tuple(
        (
            column.name,
            column.type,
            column.unit,
            column.description,
            column.published or None,
            " ".join(column.missing) or None,
            column.name in card.key,
        )
        for column in card.columns
    )
    return ResultTable(card.id, columns, rows)


def source_data(card: Card, tables: Sequence[ImportedTable]) -> Json:
    """A data set as the ``data`` of ``equipoise sources show --json``.

    Parameters
    ----------
    card : Card
        The data set.
    tables : sequence of ImportedTable
        What the archive has of it.

    Returns
    -------
    Json
        The card, and under ``imported`` the tables.
    """
    found = {name: value for name, value in plain(card).items() if name != "checks"}
    return {**found, "imported": [plain(table) for table in tables]}


def fetched_table(results: Sequence[Fetched]) -> ResultTable:
    """Downloads.

    Parameters
    ----------
    results : sequence of Fetched
        One a data set.

    Returns
    -------
    ResultTable
    """
    columns = (
        _ID,
        _VERSION,
        Column("outcome", "text", "downloaded, already there or failed"),
        Column("file", "text", "path of the file; null when the download failed"),
        _ERROR,
        _HINT,
    )
    rows = tuple(
        (r.id, r.version, r.outcome, None if r.path is None else str(r.path), *_told(r))
        for r in results
    )
    return ResultTable("downloads", columns, rows)


def imports_table(results: Sequence[Imported]) -> ResultTable:
    """What became of data sets that were to be imported.

    Parameters
    ----------
    results : sequence of Imported
        One a version.

    Returns
    -------
    ResultTable
    """
    columns = (
        _ID,
        _VERSION,
        Column("outcome", "text", "imported, already there, nothing in it or refused"),
        _ROWS,
        _FIRST,
        _LAST,
        _SAMPLE,
        _REPACKAGED,
        Column("findings", "integer", "what the sanity rules found"),
        _SHA256,
        _ERROR,
        _HINT,
    )
    return ResultTable("imports", columns, tuple(_import_row(result) for result in results))


def _import_row(result: Imported) -> tuple[Value, ...]:
    start = (result.id, result.version, result.outcome)
    table = result.table
    if table is None:
        return (*start, *[None] * 7, *_told(result))
    return (*start, *_extent(table), len(table.findings), table.sha256, *_told(result))


def _told(result: Imported | Fetched) -> tuple[Value, Value]:
    return (result.error.message, result.error.hint) if result.error else (None, None)


def imports_data(results: Sequence[Imported]) -> Json:
    """Outcomes as the ``data`` of ``equipoise sources import --json``.

    Parameters
    ----------
    results : sequence of Imported
        One a version.

    Returns
    -------
    Json
        Under ``outcomes`` the rows of :func:`imports_table`, with every finding in full.
    """
    records: list[dict[str, Json]] = imports_table(results).records()
    for record, result in zip(records, results, strict=True):
        record["findings"] = plain(result.table.findings) if result.table else []
    return {"outcomes": records}


def verified_table(results: Sequence[Verified]) -> ResultTable:
    """Tables of the archive held against what was imported.

    Parameters
    ----------
    results : sequence of Verified
        One a table.

    Returns
    -------
    ResultTable
    """
    columns = (
        _ID,
        _VERSION,
        _ROWS,
        Column("sound", "boolean", "whether it is as it was imported"),
        Column("faults", "text", "what is wrong, separated by semicolons; null when nothing is"),
    )
    rows = tuple(
        (r.table.id, r.table.version, r.table.rows, not r.faults, "; ".join(r.faults) or None)
        for r in results
    )
    return ResultTable("verified", columns, rows)


def citations_table(known: Sequence[KnownSource]) -> ResultTable:
    """How to cite data sets: a row a version in the archive, or one where it has none.

    Parameters
    ----------
    known : sequence of KnownSource
        In order.

    Returns
    -------
    ResultTable
    """
    columns = (
        _ID,
        Column("title", "text", "title of the data set"),
        _VERSION,
        _SHA256,
        _SAMPLE,
        _REPACKAGED,
        Column("licence", "text", "what may be done with it"),
        _COMMERCE,
        Column("citation", "text", "how its publisher asks to be cited"),
        Column("bibtex", "text", "the same as an entry of a bibliography"),
    )
    rows = [
        (source.id, source.title, *_edition(table), *_terms(source))
        for source in known
        for table in source.tables or (None,)
    ]
    return ResultTable("citations", columns, rows)


def _edition(table: ImportedTable | None) -> tuple[Value, ...]:
    if table is None:
        return None, None, None, None
    return table.version, table.sha256, table.sample, table.repackaged or None


def _terms(source: KnownSource) -> tuple[Value, ...]:
    card = source.card
    if card is None:
        return None, None, source.tables[0].citation, None
    return card.licence.text, card.licence.commerce, card.citation, card.bibtex


def source_warnings(known: Sequence[KnownSource]) -> tuple[str, ...]:
    """What must be known before data are used: no commerce, made-up samples.

    Parameters
    ----------
    known : sequence of KnownSource
        In order.

    Returns
    -------
    tuple of str
    """
    found = []
    for source in known:
        if source.card and source.card.licence.commerce == "forbidden":
            found.append(f"{source.id}: {COMMERCE['forbidden'][:-1].lower()}")
        found += [
            f"{table.id} {table.version}: {NO_DATA}" for table in source.tables if table.sample
        ]
    return tuple(found)
