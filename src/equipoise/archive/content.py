"""Digest of a table's rows, taken when it is imported and held against it later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from equipoise.archive.catalogue import quoted

if TYPE_CHECKING:
    import duckdb

_BETWEEN, _NULL = "chr(31)", "chr(0)"
"""Characters of no text, so that rows of other cells are other texts."""


def table_digest(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """Digest of the rows of a table, whatever their order.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Open.
    table : str
        Name of a table.

    Returns
    -------
    str
        Number of rows, and the sum of the first 64 bits of each row's MD5.
    """
    described = connection.execute(f"DESCRIBE {quoted(table)}").fetchall()
    cells = [f"coalesce(CAST({quoted(row[0])} AS TEXT), {_NULL})" for row in described]
    # Added as integers: a sum of floats depends on their order.
    row = f"CAST(md5_number(concat_ws({_BETWEEN}, {', '.join(cells)})) >> 64 AS HUGEINT)"
    found = connection.execute(f"SELECT count(*), sum({row}) FROM {quoted(table)}").fetchone()
    rows, total = found if found else (0, 0)
    return f"{rows}:{total}"
