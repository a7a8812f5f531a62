"""Days as the layouts give them: texts, dates, instants, days since 1970."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.errors import SourceError
from equipoise.sources.published import Cells, Published


def day_of(rows: Published, column: str) -> Cells:
    """One column as days.

    Parameters
    ----------
    rows : Published
        The rows.
    column : str
        The publisher's column: ``1992-03-02`` or ``1992-03-02 00:00:00``, a date, an instant, or
        the days since 1970-01-01 by which R counts.

    Returns
    -------
    pyarrow.ChunkedArray of date32
        Null where the cell is empty or ``NA``.

    Raises
    ------
    SourceError
        A cell is no day; the message names line, column and cell.
    """
    cells = rows.cells(column)
    if pa.types.is_date(cells.type) or pa.types.is_timestamp(cells.type):
        return pc.cast(cells, pa.date32())
    if pa.types.is_floating(cells.type) or pa.types.is_integer(cells.type):
        return pc.cast(pc.cast(pc.floor(cells), pa.int32()), pa.date32())
    texts = pc.utf8_slice_codeunits(rows.texts(column, ("NA",)), 0, 10)
    try:
        return pc.cast(texts, pa.date32())
    except pa.ArrowInvalid as error:
        row = next(n for n, text in enumerate(texts.to_pylist()) if not _is_day(text))
        message = f"{rows.place(row)}: {column} is {texts[row].as_py()!r}, not a day"
        raise SourceError(message, hint="days are written as 1992-03-02") from error


def _is_day(text: str | None) -> bool:
    try:
        pa.scalar(text).cast(pa.date32())
    except pa.ArrowInvalid:
        return False
    return True
