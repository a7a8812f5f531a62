"""Result tables: as pages, as CSV, and the sources that they name."""

from __future__ import annotations

import csv
import io

from equipoise.report.page import Column, Grid, Page, Paragraph, row
from equipoise.vocabulary.tables import ResultTable, Value


def table_page(table: ResultTable, *, most: int = 60) -> Page:
    """A result table as a page.

    Parameters
    ----------
    table : ResultTable
        Any result table.
    most : int
        Rows to show at most; what is left is counted.

    Returns
    -------
    Page
    """
    columns = tuple(
        Column(c.name, "right" if c.type in {"integer", "number"} else "left", c.type == "text")
        for c in table.columns
    )
    rows = tuple(row(*map(_shown, cells)) for cells in table.rows[:most])
    left = len(table.rows) - len(rows)
    more = (Paragraph(f"{left:,} more rows", "muted"),) if left else ()
    return Page(table.name, (Grid("", columns, rows), *more))


def _shown(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def csv_text(table: ResultTable) -> str:
    r"""A result table as CSV.

    Parameters
    ----------
    table : ResultTable
        Any result table.

    Returns
    -------
    str
        With a header; missing is empty, yes and no are ``true`` and ``false``, floats have as many
        digits as tell them apart.

    Examples
    --------
    >>> from equipoise.vocabulary.tables import Column
    >>> csv_text(ResultTable("t", (Column("share", "number", ""),), ((0.1,), (None,))))
    'share\n0.1\n""\n'
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_written(value) for value in cells] for cells in table.rows)
    return buffer.getvalue()


def _written(value: Value) -> Value:
    return str(value).lower() if isinstance(value, bool) else value


def table_sources(table: ResultTable) -> tuple[str, ...]:
    """Sources of the figures in a result table, each once, in order of their first use.

    Parameters
    ----------
    table : ResultTable
        With a column ``source``; where a row gives a ``missing_reason`` there is no figure.

    Returns
    -------
    tuple of str
    """
    found = [row["source"] for row in table.records() if not row.get("missing_reason")]
    return tuple(dict.fromkeys(str(source) for source in found if source))
