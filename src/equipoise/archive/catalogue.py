"""The archive's own list of its tables, kept in the DuckDB file beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from equipoise.archive.imported import Finding, ImportedTable
from equipoise.errors import ArchiveError

if TYPE_CHECKING:
    import duckdb

CATALOGUE = "catalogue"
_STOPPED = "Query interrupted"


def quoted(name: str) -> str:
    """A name as SQL writes it.

    Parameters
    ----------
    name : str
        Of a table or column.

    Returns
    -------
    str

    Examples
    --------
    >>> quoted("nmc@7.0")
    '"nmc@7.0"'
    """
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def stoppable() -> Iterator[None]:
    """Let Ctrl-C stop a query as it stops all else; DuckDB tells it as an error of its own.

    Yields
    ------
    None
        While queries run.

    Raises
    ------
    KeyboardInterrupt
        The query was stopped.
    """
    try:
        yield
    except RuntimeError as error:
        if str(error) == _STOPPED:
            raise KeyboardInterrupt from error
        raise


def make(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the list where there is none.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Open for writing.
    """
    connection.execute(
        f"CREATE TABLE IF NOT EXISTS {CATALOGUE} (id TEXT, version TEXT, entry TEXT, "
        "PRIMARY KEY (id, version))"
    )


def entries(connection: duckdb.DuckDBPyConnection) -> tuple[ImportedTable, ...]:
    """Every table, by data set and version.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Open.

    Returns
    -------
    tuple of ImportedTable

    Raises
    ------
    ArchiveError
        An entry has other fields than this version writes.
    """
    rows = connection.execute(f"SELECT entry FROM {CATALOGUE} ORDER BY id, version").fetchall()
    return tuple(_entry(text) for (text,) in rows)


def record(connection: duckdb.DuckDBPyConnection, table: ImportedTable) -> None:
    """Write a table's entry in place of an older one.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Open for writing.
    table : ImportedTable
        The entry.
    """
    text = json.dumps(asdict(table), ensure_ascii=False, sort_keys=True)
    connection.execute(
        f"INSERT OR REPLACE INTO {CATALOGUE} VALUES (?, ?, ?)",
        [table.id, table.version, text],
    )


def _entry(text: str) -> ImportedTable:
    try:
        raw = json.loads(text)
        fields = dict(raw)
        fields["findings"] = tuple(Finding(**finding) for finding in raw["findings"])
        for name in ("files", "columns", "partial"):
            fields[name] = tuple(raw[name])
        return ImportedTable(**fields)
    except (TypeError, KeyError, ValueError) as error:
        message = "the archive was written by another version of equipoise"
        hint = "import again into a new EQUIPOISE_HOME"
        raise ArchiveError(message, hint=hint) from error
