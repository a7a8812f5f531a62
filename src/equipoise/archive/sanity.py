"""Sanity rules on an imported table: what they find is reported, never mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from equipoise.archive.catalogue import quoted
from equipoise.archive.imported import Finding, ImportedTable
from equipoise.sources.card import Card, Jump, YearSum
from equipoise.vocabulary.state_tables import holdings_by_state
from equipoise.vocabulary.states import WORLD

if TYPE_CHECKING:
    import duckdb

    Connection = duckdb.DuckDBPyConnection

_SHOWN = 3


def findings(
    connection: Connection, card: Card, table: str, before: ImportedTable | None
) -> tuple[Finding, ...]:
    """Everything suspicious about a table.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Open; the table is in it.
    card : Card
        The data set.
    table : str
        Name of the new table.
    before : ImportedTable or None
        Another version that the archive has, to compare coverage with.

    Returns
    -------
    tuple of Finding
        In the order of the rules.
    """
    found = [*_keyless(connection, card, table), *_duplicates(connection, card, table)]
    if card.checks.membership:
        found += _outside(connection, card, table)
    for jump in card.checks.jumps:
        found += _jumps(connection, card, table, jump)
    for rule in card.checks.sums:
        found += _sums(connection, table, rule)
    names = {column.name for column in card.columns}
    if before is not None and {"state", "year"} <= names & set(before.columns):
        found += _shrinking(connection, table, before)
    return tuple(found)


def _keyless(connection: Connection, card: Card, table: str) -> Iterator[Finding]:
    for column in card.key:
        found = connection.execute(
            f"SELECT count(*) FROM {quoted(table)} WHERE {quoted(column)} IS NULL"
        ).fetchone()
        if found and found[0]:
            yield Finding("missing key", f"{column} is missing in {found[0]} rows", found[0])


def _duplicates(connection: Connection, card: Card, table: str) -> Iterator[Finding]:
    key = ", ".join(quoted(column) for column in card.key)
    rows = connection.execute(
        f"SELECT {key}, count(*) AS n FROM {quoted(table)} GROUP BY {key} "
        f"HAVING n > 1 ORDER BY {key}"
    ).fetchall()
    if rows:
        shown = "; ".join(_named(card.key, row) for row in rows[:_SHOWN])
        yield Finding("duplicate key", f"{shown}{_more(rows)}", sum(row[-1] - 1 for row in rows))


def _outside(connection: Connection, card: Card, table: str) -> Iterator[Finding]:
    """Rows before a state's entry or after its exit; areas and the world have neither."""
    spells = [
        (h.state, h.period.start.year if h.period.start else 0, _last(h.period.end))
        for held in holdings_by_state().values()
        for h in held
        if h.scheme in (card.checks.membership, f"{card.checks.membership}-micro")
    ]
    values = ", ".join("(?, ?, ?)" for _ in spells)
    flat = [cell for spell in spells for cell in spell]
    for column in (c.name for c in card.columns if c.type == "state"):
        rows = connection.execute(
            f"SELECT t.{quoted(column)} AS state, min(t.year), max(t.year), count(*) "
            f"FROM {quoted(table)} AS t WHERE t.{quoted(column)} NOT LIKE '%:%' "
            f"AND t.{quoted(column)} <> ? AND NOT EXISTS "
            f"(SELECT 1 FROM (VALUES {values}) AS s(state, first, last) WHERE "
            f"s.state = t.{quoted(column)} AND t.year BETWEEN s.first AND s.last) "
            "GROUP BY 1 ORDER BY 1",
            [WORLD, *flat],
        ).fetchall()
        if rows:
            shown = ", ".join(f"{s} {a}-{b}" for s, a, b, _ in rows[:_SHOWN])
            message = f"{column} outside its membership: {shown}{_more(rows)}"
            yield Finding("outside membership", message, sum(row[3] for row in rows))


def _last(end: date | None) -> int:
    """Last year of a half-open period."""
    if end is None:
        return 9999
    return end.year - 1 if (end.month, end.day) == (1, 1) else end.year


def _jumps(connection: Connection, card: Card, table: str, jump: Jump) -> Iterator[Finding]:
    others = [quoted(column) for column in card.key if column != "year"]
    value = quoted(jump.column)
    key = ", ".join(others)
    shown_state = quoted("state") if any(c.name == "state" for c in card.columns) else others[0]
    rows = connection.execute(
        f"SELECT {shown_state}, year, earlier, {value} FROM (SELECT *, "
        f"lag({value}) OVER (PARTITION BY {key} ORDER BY year) AS earlier, "
        f"lag(year) OVER (PARTITION BY {key} ORDER BY year) AS before FROM {quoted(table)} "
        f"WHERE {value} IS NOT NULL) WHERE year = before + 1 AND earlier > 0 AND {value} > 0 "
        f"AND greatest(earlier, {value}) >= ? "
        f"AND greatest({value} / earlier, earlier / {value}) >= ? "
        "ORDER BY 1, 2",
        [jump.floor, jump.factor],
    ).fetchall()
    if rows:
        shown = ", ".join(f"{s} {y} {_number(a)} to {_number(b)}" for s, y, a, b in rows[:_SHOWN])
        yield Finding("jump", f"{jump.column}: {shown}{_more(rows)}", len(rows))


def _sums(connection: Connection, table: str, rule: YearSum) -> Iterator[Finding]:
    value = quoted(rule.column)
    rows = connection.execute(
        f"SELECT year, sum({value}) AS total FROM {quoted(table)} GROUP BY year "
        "HAVING total < ? OR total > ? ORDER BY year",
        [rule.low, rule.high],
    ).fetchall()
    if rows:
        shown = ", ".join(f"{year} {total:.4g}" for year, total in rows[:_SHOWN])
        bounds = f"{rule.low:g} to {rule.high:g}"
        yield Finding("sum", f"{rule.column} outside {bounds}: {shown}{_more(rows)}", len(rows))


def _shrinking(connection: Connection, table: str, before: ImportedTable) -> Iterator[Finding]:
    """State-years that another version has and this one has not."""
    rows = connection.execute(
        f"SELECT state, min(year), max(year), count(*) FROM (SELECT state, year FROM "
        f"{quoted(before.table)} EXCEPT SELECT state, year FROM {quoted(table)}) "
        f"WHERE year <= (SELECT max(year) FROM {quoted(table)}) GROUP BY 1 ORDER BY 1"
    ).fetchall()
    if rows:
        shown = ", ".join(f"{s} {a}-{b}" for s, a, b, _ in rows[:_SHOWN])
        message = f"not here, but in version {before.version}: {shown}{_more(rows)}"
        yield Finding("coverage", message, sum(row[3] for row in rows))


def _named(columns: Sequence[str], cells: Sequence[Any]) -> str:
    return ", ".join(f"{c} {cell}" for c, cell in zip(columns, cells, strict=False))


def _number(value: float) -> str:
    return f"{value:.6g}"


def _more(rows: Sequence[Any]) -> str:
    return f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
