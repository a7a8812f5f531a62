"""Direct contiguity: spells by month, made days, each pair in both orders."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.declared import declared
from equipoise.sources.dyads import both_orders
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import check_version, published
from equipoise.sources.published import Published
from equipoise.sources.spells import days, month_ends

_MONTH = "%Y%m"


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Spells of contiguity, each in both orders.

    Parameters
    ----------
    file : SourceFile
        The spells as published, or as repackaged.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says, or names another version in its rows.
    """
    rows = published(file)
    if file.release.layout == "parquet":
        yield _repackaged(rows)
    else:
        check_version(rows)
        made = {"start": days(rows, "begin", _MONTH), "end": days(rows, "end", _MONTH, last=True)}
        yield from both_orders(declared(rows, made, year="start"))


def _repackaged(rows: Published) -> pa.Table:
    """Spells in both orders already; those of type 0 are the repackager's own."""
    added = pc.equal(rows.cells("conttype"), 0)
    kept = Published(rows.file, rows.table.filter(pc.invert(added)))
    made = {"start": kept.cells("stdate"), "end": month_ends(kept.cells("enddate"))}
    return declared(kept, made, year="start")
