"""Independent states: three layouts of one list, and the list of microstates."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.errors import SourceError
from equipoise.sources.declared import declared
from equipoise.sources.delimited import delimited, plain_text
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Cells, Published
from equipoise.sources.spells import days

_MICROSTATES = "micro"
_PATTERNS = {"delimited": "%d:%m:%Y", "sheet": "%d.%m.%Y"}


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Spells of independence.

    Parameters
    ----------
    file : SourceFile
        The list of states or that of microstates.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says, or the list of states ends in another year.
    """
    rows = _unnamed(file) if file.release.layout == "delimited" else published(file)
    micro = file.inner_name.casefold().startswith(_MICROSTATES)
    start, end = (_days(rows, column) for column in ("start", "end"))
    if not micro:
        _check_end(rows, end)
    flags = pa.repeat(pa.scalar(micro), rows.table.num_rows)
    yield declared(rows, {"start": start, "end": end, "microstate": flags}, year="start")


def _unnamed(file: SourceFile) -> Published:
    """Rows of a text that has no line of names: the card's are put before it."""
    names = file.release.delimiter.join(file.release.header)
    return delimited(file, text=names.encode() + b"\n" + plain_text(file), before=-1)


def _days(rows: Published, column: str) -> Cells:
    pattern = _PATTERNS.get(rows.file.release.layout)
    return rows.cells(column) if pattern is None else days(rows, column, pattern)


def _check_end(rows: Published, end: Cells) -> None:
    last, wanted = pc.max(end).as_py(), rows.file.release.span[1]
    if last is None or last.year != wanted:
        message = f"{rows.file.name}: the list ends on {last}, not in {wanted}"
        raise SourceError(message, hint="the list of another year: get the present one")
