"""The archive, open for reading: tables of published data, with where they came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from equipoise.archive.catalogue import CATALOGUE, entries, quoted
from equipoise.archive.content import table_digest
from equipoise.archive.home import archive_path
from equipoise.archive.imported import ImportedTable
from equipoise.errors import ArchiveError, NotImportedError, near_names
from equipoise.sources.registry import card, card_names
from equipoise.vocabulary.evidence import ArchiveSource
from equipoise.vocabulary.tables import Column, ColumnType, ResultTable, Value

if TYPE_CHECKING:
    import duckdb
    import pyarrow

_TYPES: Mapping[str, ColumnType] = {
    "VARCHAR": "text",
    "DATE": "text",
    "BIGINT": "integer",
    "TINYINT": "integer",
    "DOUBLE": "number",
}
_FITTING: Mapping[str, tuple[type, ...]] = {
    "VARCHAR": (str,),
    "DATE": (str,),
    "BIGINT": (int, float),
    "TINYINT": (int, float),
    "DOUBLE": (int, float),
}
SAFE = ("enable_external_access = false", "lock_configuration = true")
"""Settings of every connection once its file is open: no other file, no network, for good."""


class Archive:
    """Imported data sets, read-only.

    Parameters
    ----------
    path : Path, optional
        The DuckDB file; by default that of ``EQUIPOISE_HOME``. An absent file is an empty archive.

    Raises
    ------
    ArchiveError
        The file is no archive, or another process is writing to it.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = archive_path() if path is None else path
        self._connection = _opened(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @cached_property
    def tables(self) -> tuple[ImportedTable, ...]:
        """Every table, by data set; of each the versions newest first."""
        if self._connection is None:
            return ()
        with self._readable():
            found = entries(self._connection)
        return tuple(sorted(found, key=lambda table: (table.id, _age(table))))

    @cached_property
    def _by_name(self) -> Mapping[str, ImportedTable]:
        found = {table.table: table for table in self.tables}
        for table in reversed(self.tables):
            found[table.id] = table
        return found

    def has(self, name: str) -> bool:
        """Whether a data set was imported.

        Parameters
        ----------
        name : str
            ``nmc`` for the newest version there, ``nmc@6.0`` for one.

        Returns
        -------
        bool
        """
        return name in self._by_name

    def source(self, name: str) -> ImportedTable:
        """Where a table came from.

        Parameters
        ----------
        name : str
            ``nmc`` for the newest version there, ``nmc@6.0`` for one.

        Returns
        -------
        ImportedTable

        Raises
        ------
        NotImportedError
            It was not imported; the hint says how to.
        """
        if name in self._by_name:
            return self._by_name[name]
        known = name.partition("@")[0]
        message = f"the archive has no data set {name!r}"
        if known not in card_names():
            raise NotImportedError(message, hint=near_names(known, card_names()))
        held = [t.version for t in self.tables if t.id == known]
        if held:
            raise NotImportedError(message, hint=f"versions there: {', '.join(held)}")
        hint = f"equipoise sources import {known} --from FILE, or: equipoise sources fetch {known}"
        raise NotImportedError(message, hint=hint)

    def arrow(
        self,
        name: str,
        columns: Sequence[str] | None = None,
        where: Mapping[str, Sequence[Value]] | None = None,
    ) -> pyarrow.Table:
        """Rows of a table, in the order of the publisher's file.

        Parameters
        ----------
        name : str
            Data set, with or without version.
        columns : sequence of str, optional
            Which; all by default.
        where : mapping of str to sequence, optional
            By column, the values that a row may have; all must hold. None finds nulls; a value
            of another type than the column, such as a text among numbers, finds nothing.

        Returns
        -------
        pyarrow.Table

        Raises
        ------
        NotImportedError
            The data set was not imported.
        ArchiveError
            It has no such column.
        """
        source = self.source(name)
        wanted = list(source.columns if columns is None else columns)
        shown = [quoted(c) for c in _known(source, wanted)]
        query, values = self._query(source, shown, where or {})
        with self._readable():
            return self._open.sql(query, params=values or None).to_arrow_table()

    def rows(self, name: str, where: Mapping[str, Sequence[Value]]) -> ResultTable:
        """Rows of a table with their numbers.

        Parameters
        ----------
        name : str
            Data set, with or without version.
        where : mapping of str to sequence
            By column, the values that a row may have; all must hold. None finds nulls; a value
            of another type than the column, such as a text among numbers, finds nothing.

        Returns
        -------
        ResultTable
            ``row``, from 1 in the order of the publisher's file, then every column; days as text.

        Raises
        ------
        NotImportedError
            The data set was not imported.
        ArchiveError
            It has no such column.
        """
        source = self.source(name)
        shown = ['rowid + 1 AS "row"', *(quoted(c) for c in source.columns)]
        query, values = self._query(source, shown, where)
        cursor = self._execute(query, values)
        kinds = [_TYPES[str(part[1])] for part in cursor.description or ()]
        described = {column.name: column for column in card(source.id).columns}
        columns = [Column("row", "integer", "number of the row in the archive table")]
        columns += [
            Column(c, kind, described[c].description if c in described else "")
            for c, kind in zip(source.columns, kinds[1:], strict=True)
        ]
        cells = [tuple(_plain(cell) for cell in row) for row in cursor.fetchall()]
        return ResultTable(name, columns, cells)

    def provenance(self, name: str) -> ArchiveSource | None:
        """What must stand beside every figure of a table.

        Parameters
        ----------
        name : str
            Data set, with or without version.

        Returns
        -------
        ArchiveSource or None
            None when it was not imported.
        """
        return self.source(name).provenance if self.has(name) else None

    def values(self, name: str, column: str) -> frozenset[Value]:
        """The different cells of one column.

        Parameters
        ----------
        name : str
            Data set, with or without version.
        column : str
            One of its columns.

        Returns
        -------
        frozenset
            Null among them where the column has one; days as text.

        Raises
        ------
        NotImportedError
            The data set was not imported.
        ArchiveError
            It has no such column.
        """
        source = self.source(name)
        (known,) = _known(source, [column])
        query = f"SELECT DISTINCT {quoted(known)} FROM {quoted(source.table)}"
        return frozenset(_plain(cell) for (cell,) in self._execute(query, []).fetchall())

    def digest(self, name: str) -> str:
        """Digest of a table's rows, whatever their order.

        Parameters
        ----------
        name : str
            Data set, with or without version.

        Returns
        -------
        str

        Raises
        ------
        NotImportedError
            The data set was not imported.
        ArchiveError
            The table is gone or damaged.
        """
        source = self.source(name)
        with self._readable():
            return table_digest(self._open, source.table)

    @property
    def _open(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            message = f"{self.path}: no archive, or closed"
            raise ArchiveError(message, hint="equipoise sources import")
        return self._connection

    def _execute(self, query: str, values: Sequence[Value]) -> duckdb.DuckDBPyConnection:
        with self._readable():
            return self._open.execute(query, list(values))

    @contextmanager
    def _readable(self) -> Iterator[None]:
        import duckdb

        try:
            yield
        except duckdb.Error as error:
            message = f"{self.path}: cannot be read ({first_line(error)})"
            raise ArchiveError(message, hint="import again into a new EQUIPOISE_HOME") from error

    def _query(
        self, source: ImportedTable, shown: Sequence[str], where: Mapping[str, Sequence[Value]]
    ) -> tuple[str, list[Value]]:
        query = f"SELECT {', '.join(shown)} FROM {quoted(source.table)}"
        values: list[Value] = []
        parts = []
        kinds = self._kinds(source)
        for column in _known(source, list(where)):
            fitting = [v for v in where[column] if isinstance(v, _FITTING[kinds[column]])]
            marks = ", ".join("?" for _ in fitting)
            found = [f"{quoted(column)} IN ({marks})"] if marks else []
            found += [f"{quoted(column)} IS NULL"] if None in where[column] else []
            parts.append(f"({' OR '.join(found)})" if found else "false")
            values += fitting
        if parts:
            query += f" WHERE {' AND '.join(parts)}"
        return f"{query} ORDER BY rowid", values

    def _kinds(self, source: ImportedTable) -> Mapping[str, str]:
        """DuckDB's type of each column."""
        cursor = self._execute(f"SELECT * FROM {quoted(source.table)} LIMIT 0", [])
        return {str(part[0]): str(part[1]) for part in cursor.description or ()}


def _age(table: ImportedTable) -> int:
    versions = card(table.id).versions if table.id in card_names() else ()
    return versions.index(table.version) if table.version in versions else len(versions)


def _known(source: ImportedTable, columns: Sequence[str]) -> Sequence[str]:
    for column in columns:
        if column not in source.columns:
            message = f"{source.table} has no column {column!r}"
            hint = near_names(column, source.columns) or f"it has {', '.join(source.columns)}"
            raise ArchiveError(message, hint=hint)
    return columns


def _plain(cell: Value | date) -> Value:
    return cell.isoformat() if isinstance(cell, date) else cell


def first_line(error: Exception) -> str:
    """What went wrong, without the statement in which it did.

    Parameters
    ----------
    error : Exception
        Of DuckDB.

    Returns
    -------
    str
    """
    return str(error).partition("\n")[0]


def _opened(path: Path) -> duckdb.DuckDBPyConnection | None:
    """A connection of its own: DuckDB would share one, and what it saw, within a process."""
    try:
        if not path.exists():
            return None
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise ArchiveError(message, hint="check the rights to read it") from error
    import duckdb

    connection = duckdb.connect(config={"threads": "2"})
    try:
        name = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{name}' AS archive (READ_ONLY, TYPE duckdb)")
        connection.execute("USE archive")
        for setting in SAFE:
            connection.execute(f"SET {setting}")
        connection.execute(f"SELECT count(*) FROM {CATALOGUE}")
    except duckdb.Error as error:
        connection.close()
        told = "cannot be opened" if isinstance(error, duckdb.IOException) else "not an archive"
        message = f"{path}: {told} ({first_line(error)})"
        raise ArchiveError(message, hint="import again into a new EQUIPOISE_HOME") from error
    return connection
