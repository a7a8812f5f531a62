"""Days of spells as publishers write them, and spells as periods."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.errors import SourceError
from equipoise.sources.published import Cells, Published


def days(read: Published, column: str, pattern: str, *, last: bool = False) -> Cells:
    """One column of texts as days.

    Parameters
    ----------
    read : Published
        The publisher's rows.
    column : str
        The publisher's column.
    pattern : str
        How a day is written, in the signs of ``datetime.strptime``: ``%d:%m:%Y``, ``%Y%m``.
    last : bool
        Whether a month without a day is read as its last day rather than its first.

    Returns
    -------
    pyarrow.Array of date32
        Null where the cell is empty.

    Raises
    ------
    SourceError
        A cell is no such day; the message names line, column and cell.
    """
    texts = read.texts(column).to_pylist()
    found: dict[str | None, date | None] = {None: None}
    for row, text in enumerate(texts):
        if text in found:
            continue
        try:
            day = datetime.strptime(text, pattern).date()
        except ValueError as error:
            message = f"{read.place(row)}: {column} is {text!r}, not a day written {pattern}"
            raise SourceError(message, hint="check the file against its codebook") from error
        found[text] = _last_of_month(day) if last else day
    return pa.array([found[text] for text in texts], pa.date32())


def periods(start: Cells, end: Cells) -> Cells:
    """Spells as EDTF periods, both days included.

    Parameters
    ----------
    start, end : pyarrow.Array of date32
        First and last day.

    Returns
    -------
    pyarrow.Array of string
        Null where a day is missing.

    Examples
    --------
    >>> one = pa.array([date(1991, 12, 11)])
    >>> periods(one, pa.array([date(2024, 12, 31)])).to_pylist()
    ['1991-12-11/2024-12-31']
    """
    return pc.binary_join_element_wise(pc.cast(start, pa.string()), pc.cast(end, pa.string()), "/")


def month_ends(firsts: Cells) -> Cells:
    """Last day of the month of each day.

    Parameters
    ----------
    firsts : pyarrow.ChunkedArray of date32
        Any days.

    Returns
    -------
    pyarrow.Array of date32

    Examples
    --------
    >>> month_ends(pa.array([date(1904, 2, 1), None])).to_pylist()
    [datetime.date(1904, 2, 29), None]
    """
    found = [None if day is None else _last_of_month(day) for day in firsts.to_pylist()]
    return pa.array(found, pa.date32())


def _last_of_month(day: date) -> date:
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return following - timedelta(days=1)
