"""Taking publishers' files into the archive: into a copy of it, swapped in whole at the end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from equipoise.archive.catalogue import entries, make, quoted, record, stoppable
from equipoise.archive.content import table_digest
from equipoise.archive.corrections import CORRECTION, EXPIRED, corrected
from equipoise.archive.home import archive_path
from equipoise.archive.imported import Finding, ImportedTable
from equipoise.archive.sanity import findings
from equipoise.archive.store import SAFE, first_line
from equipoise.errors import ArchiveError, DataError, NotFoundError, SourceError
from equipoise.sources.card import Card
from equipoise.sources.files import SourceFile, checksum, found_files
from equipoise.sources.registry import card, card_names, folder_of, reader, release_of

if TYPE_CHECKING:
    import duckdb
    import pyarrow

    Connection: TypeAlias = duckdb.DuckDBPyConnection

Progress: TypeAlias = Callable[[str], None]
"""Told the name of each data set before it is read."""

_WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to import.

    Parameters
    ----------
    names : tuple of str
        Data sets; empty for every one that is found.
    version : str or None
        Only this version; None takes every version that is found.
    place : Path or None
        A file or folder of publishers' files; None for the downloads.
    samples : bool
        Whether the made-up samples are taken instead of data.
    as_published : bool
        Whether known errors of publishers are left as they are.
    """

    names: tuple[str, ...] = ()
    version: str | None = None
    place: Path | None = None
    samples: bool = False
    as_published: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one data set.

    Parameters
    ----------
    id, version : str
        Data set and version.
    outcome : str
        ``imported``, ``already there``, ``nothing in it`` (the files are sound and hold no rows
        of the data set) or ``refused``.
    table : ImportedTable or None
        The table; None when refused or with nothing in it.
    error : DataError or None
        Why it was refused.
    """

    id: str
    version: str
    outcome: str
    table: ImportedTable | None = None
    error: DataError | None = None


def import_files(
    wanted: Wanted, path: Path | None = None, progress: Progress | None = None
) -> tuple[Imported, ...]:
    """Import data sets; one that is refused leaves the others and the archive as they were.

    Several data sets can be made from the same files, and not every file has rows for each. Of a
    data set that was named, files without rows are refused; where all that is found is taken, the
    data set is passed over.

    Parameters
    ----------
    wanted : Wanted
        Which, and from where.
    path : Path, optional
        The DuckDB file; by default that of ``EQUIPOISE_HOME``.
    progress : callable, optional
        Told what is being read.

    Returns
    -------
    tuple of Imported
        One for each version found, by data set.

    Raises
    ------
    UnknownSourceError
        A name or version that no card has.
    NotFoundError
        None of the files is there.
    ArchiveError
        The archive cannot be written, or another import is running.
    """
    groups = list(_groups(wanted))
    if not groups:
        message, hint = _nothing(wanted)
        raise NotFoundError(message, hint=hint)
    target = archive_path() if path is None else path
    results: list[Imported] = []
    with _swapped(target) as draft:
        with stoppable(), _open(draft, target) as connection:
            for files in groups:
                if isinstance(files, Imported):
                    results.append(files)
                    continue
                if progress:
                    progress(files[0].card.id)
                results.append(_one(connection, files, wanted))
        if all(result.outcome != "imported" for result in results):
            draft.unlink()
    return tuple(results)


def _groups(wanted: Wanted) -> Iterator[tuple[SourceFile, ...] | Imported]:
    """Files by data set, oldest version first; of one version the first release that is there."""
    for name in wanted.names or card_names():
        known = card(name)
        release_of(known, wanted.version)
        versions = [v for v in reversed(known.versions) if wanted.version in (None, v)]
        # Under a name of its own a file must be said to be of this data set and version.
        any_name = len(wanted.names) == 1 and len(versions) == 1 and not wanted.samples
        place = _place(wanted, name)
        for version in versions:
            releases = release_of(known, version)
            try:
                files = found_files(
                    known, releases, place, sample=wanted.samples, any_name=any_name
                )
            except SourceError as error:
                yield Imported(name, version, "refused", error=error)
                continue
            if files:
                yield files


def _place(wanted: Wanted, name: str) -> Path:
    from equipoise.archive.home import downloads

    if wanted.samples:
        return folder_of(name) / "sample"
    place = downloads() / name if wanted.place is None else wanted.place
    if wanted.place is not None and not place.exists():
        message = f"{place} does not exist"
        raise NotFoundError(message, hint="name a file or folder with --from")
    return place


def _nothing(wanted: Wanted) -> tuple[str, str]:
    """That no file is there, and which to get."""
    where = str(wanted.place or "the downloads")
    if len(wanted.names) != 1:
        message = f"no file of a data set in {where}"
        return message, "equipoise sources list names the data sets"
    known = card(wanted.names[0])
    release = release_of(known, wanted.version)[0]
    names = ", ".join((*release.files, *release.archives))
    where_to = f" from {release.url}" if release.url else ""
    hint = f"get {names}{where_to} and name it with --from"
    if wanted.place is not None and wanted.place.is_file():
        hint = f"it is called {names}; a file of another name needs --version"
    return f"no file of {known.id} in {where}", hint


@contextmanager
def _swapped(target: Path) -> Iterator[Path]:
    """A copy of the archive to work on, put in its place when all went well."""
    from filelock import FileLock, Timeout

    draft = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{target}.lock", timeout=_WAIT_SECONDS):
            _sweep(target)
            try:
                if target.exists():
                    shutil.copyfile(target, draft)
                yield draft
                if draft.exists():
                    os.replace(draft, target)
            finally:
                _sweep(target)
    except Timeout as error:
        message = f"{target}: another import is running"
        raise ArchiveError(message, hint="wait until it has finished") from error
    except OSError as error:
        message = f"{target}: cannot be written ({error.strerror or error}); it is as it was"
        raise ArchiveError(message, hint="make room, or check the rights to write there") from error


def _sweep(target: Path) -> None:
    """Drafts of this import or a killed one; the lock says that nobody else is at work on them."""
    for left in target.parent.glob(f"{target.name}.*.new*"):
        left.unlink(missing_ok=True)


@contextmanager
def _open(draft: Path, target: Path) -> Iterator[Connection]:
    import duckdb

    connection = None
    try:
        new = not draft.exists()
        connection = duckdb.connect(str(draft), config={"threads": "2"})
        for setting in SAFE:
            connection.execute(f"SET {setting}")
        if new:
            make(connection)
        entries(connection)
    except duckdb.Error as error:
        if connection is not None:
            connection.close()
        message = f"{target}: not an archive ({first_line(error)})"
        raise ArchiveError(message, hint="import again into a new EQUIPOISE_HOME") from error
    try:
        yield connection
        connection.execute("CHECKPOINT")
    except duckdb.Error as error:
        message = f"{target}: cannot be written ({first_line(error)}); it is as it was"
        raise ArchiveError(message, hint="make room on the disk and import again") from error
    finally:
        connection.close()


def _one(connection: Connection, files: Sequence[SourceFile], wanted: Wanted) -> Imported:
    first = files[0]
    known, version = first.card, first.release.version
    try:
        sha256 = checksum(sorted({file.path for file in files}))
    except SourceError as error:
        return Imported(known.id, version, "refused", error=error)
    held = {(table.id, table.version): table for table in entries(connection)}
    old = held.get((known.id, version))
    if old is not None and _same(old, sha256, first, wanted):
        return Imported(known.id, version, "already there", old)
    if old is not None and first.sample and not old.sample:
        return Imported(known.id, version, "refused", error=_no_sample(old))
    connection.execute("BEGIN")
    try:
        before = None if first.sample else _before(known, version, list(held.values()))
        table = _written(connection, files, sha256, before, wanted)
        if table is None:
            connection.execute("ROLLBACK")
            return Imported(known.id, version, "nothing in it")
        record(connection, table)
    except DataError as error:
        connection.execute("ROLLBACK")
        return Imported(known.id, version, "refused", error=error)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return Imported(known.id, version, "imported", table)


def _same(old: ImportedTable, sha256: str, file: SourceFile, wanted: Wanted) -> bool:
    columns = tuple(column.name for column in file.card.columns)
    due = any(old.version in c.versions for c in file.card.corrections)
    asked = due and not wanted.as_published
    used = any(finding.rule in (CORRECTION, EXPIRED) for finding in old.findings)
    found = (old.sha256, old.columns, old.sample, used)
    return found == (sha256, columns, file.sample, asked)


def _no_sample(old: ImportedTable) -> SourceError:
    message = f"{old.id} {old.version}: a made-up sample does not take the place of data"
    return SourceError(message, hint="name another folder in EQUIPOISE_HOME for samples")


def _before(known: Card, version: str, held: Sequence[ImportedTable]) -> ImportedTable | None:
    """The version next before this one that the archive has."""
    own = {table.version: table for table in held if table.id == known.id and not table.sample}
    older = known.versions[known.versions.index(version) + 1 :]
    return next((own[v] for v in older if v in own), None)


def _written(
    connection: Connection,
    files: Sequence[SourceFile],
    sha256: str,
    before: ImportedTable | None,
    wanted: Wanted,
) -> ImportedTable | None:
    """The entry of a table with its rows loaded; None for a data set passed over."""
    first = files[0]
    known, release = first.card, first.release
    entry = ImportedTable(
        id=known.id,
        version=release.version,
        title=known.title,
        producer=known.producer,
        citation=known.citation,
        files=tuple(file.name for file in files),
        sha256=sha256,
        imported_on=datetime.now(UTC).date().isoformat(),
        repackaged=release.repackaged,
        sample=first.sample,
        first_year=release.span[0],
        last_year=release.span[1],
        rows=0,
        content="",
        columns=tuple(column.name for column in known.columns),
        partial=release.partial,
        absent=known.absent,
        findings=(),
    )
    if not _load(connection, files, entry.table):
        if wanted.names:
            raise _no_rows(files)
        return None
    told: tuple[Finding, ...] = ()
    if not wanted.as_published:
        due = [c for c in known.corrections if release.version in c.versions]
        told = tuple(corrected(connection, entry.table, due))
    told += findings(connection, known, entry.table, before)
    content = table_digest(connection, entry.table)
    years = _years(connection, entry) if first.sample or release.parts else entry.span
    return replace(
        entry,
        rows=int(content.partition(":")[0]),
        content=content,
        findings=told,
        first_year=years[0],
        last_year=years[1],
    )


def _load(connection: Connection, files: Sequence[SourceFile], name: str) -> int:
    """Rows loaded into a new table of that name."""
    connection.execute(f"DROP TABLE IF EXISTS {quoted(name)}")
    rows = 0
    for file in files:
        for part in _parts(file):
            connection.register("part", part)
            start = f"INSERT INTO {quoted(name)}" if rows else f"CREATE TABLE {quoted(name)} AS"
            connection.execute(f"{start} SELECT * FROM part")
            connection.unregister("part")
            rows += part.num_rows
        file.forget()
    return rows


def _no_rows(files: Sequence[SourceFile]) -> SourceError:
    message = f"{', '.join(file.name for file in files)}: no rows of {files[0].card.id}"
    return SourceError(message, hint="it may hold another data set, or be cut off")


def _parts(file: SourceFile) -> Iterator[pyarrow.Table]:
    """Tables with rows, of the columns that the card names."""
    import pyarrow

    names = [column.name for column in file.card.columns]
    try:
        for part in reader(file.card.id)(file):
            if part.column_names != names:
                message = f"{file.name}: read as {', '.join(part.column_names)}"
                raise SourceError(message, hint=f"the card has {', '.join(names)}")
            if part.num_rows:
                yield part
    except pyarrow.ArrowException as error:
        message = f"{file.name}: {first_line(error)}"
        raise SourceError(message, hint="check the file against its codebook") from error


def _years(connection: Connection, entry: ImportedTable) -> tuple[int, int]:
    if "year" not in entry.columns:
        return entry.span
    found = connection.execute(f"SELECT min(year), max(year) FROM {quoted(entry.table)}").fetchone()
    return (found[0], found[1]) if found and found[0] is not None else entry.span
