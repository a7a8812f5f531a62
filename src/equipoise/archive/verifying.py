"""Whether the archive still holds what was imported."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.archive.catalogue import stoppable
from equipoise.archive.imported import ImportedTable
from equipoise.archive.store import Archive
from equipoise.errors import ArchiveError
from equipoise.sources.registry import card, card_names


@dataclass(frozen=True, slots=True)
class Verified:
    """One table held against its entry and its card.

    Parameters
    ----------
    table : ImportedTable
        The entry.
    faults : tuple of str
        What is wrong; empty when all is well.
    """

    table: ImportedTable
    faults: tuple[str, ...]


def verify(archive: Archive, name: str | None = None) -> tuple[Verified, ...]:
    """Hold tables against the digests taken when they were imported, and against their cards.

    Parameters
    ----------
    archive : Archive
        Open.
    name : str, optional
        Only this data set.

    Returns
    -------
    tuple of Verified
        One for each table, by data set.

    Raises
    ------
    NotImportedError
        The data set named is not there.
    """
    if name is not None:
        archive.source(name)
    chosen = [t for t in archive.tables if name in (None, t.id, t.table)]
    with stoppable():
        return tuple(Verified(table, tuple(_faults(archive, table))) for table in chosen)


def _faults(archive: Archive, table: ImportedTable) -> list[str]:
    faults = []
    try:
        digest = archive.digest(table.table)
    except ArchiveError:
        return ["its rows are gone or damaged: import it again"]
    if digest != table.content:
        rows = digest.partition(":")[0]
        faults.append(f"its {rows} rows are not the {table.rows} that were imported")
    if table.id not in card_names():
        return [*faults, "no card knows it"]
    wanted = tuple(column.name for column in card(table.id).columns)
    if wanted != table.columns:
        faults.append("its columns are not those of the card: import it again")
    return faults
