"""SIPRI arms transfers: the volume of each order spread over its years of delivery."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.errors import SourceError
from equipoise.sources.declared import shaped
from equipoise.sources.files import SourceFile
from equipoise.sources.published import Cells, Published
from equipoise.sources.sipri_register import register, states

_KEY = ["supplier", "recipient", "year"]
_DELIVERED = "SIPRI TIV of delivered weapons"
_YEARS = "Year(s) of delivery"


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Deliveries by supplier, recipient and year.

    Parameters
    ----------
    file : SourceFile
        One file of one release.

    Yields
    ------
    pyarrow.Table
        With the columns of the card, by supplier, recipient and year.

    Raises
    ------
    SourceError
        The file is not what the card says.
    """
    orders = register(file)
    for column in ("Supplier", "Recipient"):
        # Names that nobody knows are told here, with their line in the register.
        states(orders, column, orders.integers("Year of order"))
    deliveries = _deliveries(orders)
    sums = deliveries.group_by(_KEY).aggregate(
        [("tiv", "sum"), ("tiv_low", "sum"), ("tiv_high", "sum"), ("tiv", "count")]
    )
    ordered = sums.sort_by([(name, "ascending") for name in _KEY])
    names = {"tiv": "tiv_sum", "tiv_low": "tiv_low_sum", "tiv_high": "tiv_high_sum"}
    names |= {"orders": "tiv_count"} | {name: name for name in _KEY}
    yield shaped(file.card.columns, {name: ordered[own] for name, own in names.items()})


def _deliveries(orders: Published) -> pa.Table:
    """One row an order and year of delivery, with the least and the most it can have been."""
    lists = pc.split_pattern(orders.texts(_YEARS).combine_chunks(), ";")
    rows = pc.list_parent_indices(lists)
    years = _years(orders, pc.utf8_trim_whitespace(pc.list_flatten(lists)), rows)
    count = pc.take(pc.list_value_length(lists), rows)
    volume = pc.take(orders.numbers(_DELIVERED).combine_chunks(), rows)
    spread = Published(orders.file, orders.table.take(rows), 0)
    dated = pa.chunked_array([years])
    return pa.table(
        {
            "supplier": states(spread, "Supplier", dated),
            "recipient": states(spread, "Recipient", dated),
            "year": years,
            "tiv": pc.divide(volume, pc.cast(count, pa.float64())),
            "tiv_low": pc.if_else(pc.equal(count, 1), volume, 0.0),
            "tiv_high": volume,
        }
    )


def _years(orders: Published, texts: Cells, rows: Cells) -> Cells:
    wrong = pc.invert(pc.match_substring_regex(texts, "^[0-9]{4}$"))
    at = pc.index(wrong, True).as_py()
    if at >= 0:
        place = orders.place(rows[at].as_py())
        message = f"{place}: {_YEARS} has {texts[at].as_py()!r}, not a year"
        raise SourceError(message, hint="years are parted by semicolons")
    return pc.cast(texts, pa.int64())
