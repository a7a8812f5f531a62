"""Known errors of publishers, put right openly: each is told, an expired one not used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from equipoise.archive.catalogue import quoted
from equipoise.archive.imported import Finding
from equipoise.sources.card import Correction

if TYPE_CHECKING:
    import duckdb

CORRECTION, EXPIRED = "correction", "expired correction"
"""Rules of the findings that tell of a correction: used, and not used."""


def corrected(
    connection: duckdb.DuckDBPyConnection, table: str, known: Sequence[Correction]
) -> Iterator[Finding]:
    """Put the errors right that are still there.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Open for writing; the table is in it.
    table : str
        Its name.
    known : sequence of Correction
        Those of its version.

    Yields
    ------
    Finding
        What was printed and what stands now, or that the correction has expired because the
        publisher prints something else.
    """
    for correction in known:
        yield _corrected(connection, table, correction)


def _corrected(connection: duckdb.DuckDBPyConnection, table: str, known: Correction) -> Finding:
    column = quoted(known.column)
    where = " AND ".join(f"{quoted(name)} = ?" for name in known.key)
    values = list(known.key.values())
    rows = connection.execute(
        f"SELECT {column} FROM {quoted(table)} WHERE {where}",
        values,
    ).fetchall()
    place = ", ".join(f"{name} {value}" for name, value in known.key.items())
    if [cell for (cell,) in rows] != [known.published]:
        printed = f"is {rows[0][0]}" if len(rows) == 1 else f"has {len(rows)} rows"
        message = (
            f"{known.column} of {place} {printed}, not {known.published}: the correction has "
            "expired and was not used"
        )
        return Finding(EXPIRED, message, 1)
    connection.execute(
        f"UPDATE {quoted(table)} SET {column} = ? WHERE {where}",
        [known.corrected, *values],
    )
    mended = "taken out" if known.corrected is None else f"corrected to {known.corrected}"
    message = (
        f"{known.column} of {place} is printed {known.published}, {mended}: {known.reason} "
        f"({known.source})"
    )
    return Finding(CORRECTION, message, 1)
