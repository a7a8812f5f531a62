"""Result tables as pages and as CSV."""

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
    """A result table as CSV.

    Parameters
    ----------
    table : ResultTable
        Any result table.

    Returns
    -------
    str
        RFC 4180 with a header; missing is empty, floats have as many digits as tell them apart.

    Examples
    --------
    >>> from equipoise.vocabulary.tables import Column
    >>> csv_text(ResultTable("t", (Column("share", "number", ""),), ((0.1,), (None,))))
    'share\\r\\n0.1\\r\\n""\\r\\n'
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(column.name for column in table.columns)
    writer.writerows(table.rows)
    return buffer.getvalue()
