"""SIPRI trade register: one row an order, names of states read in the year of the order."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.errors import SourceError
from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.published import Cells, Published
from equipoise.sources.sipri_register import register, states

_DOUBT = "?"
_MARKS = {
    "year_of_order_doubtful": "column 4",
    "ordered_doubtful": "column 6",
    "delivered_doubtful": "column 10",
}


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Orders in the order of the register.

    Parameters
    ----------
    file : SourceFile
        One file of one release.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says.
    """
    orders = register(file)
    years = orders.integers("Year of order")
    made = {
        "number": pa.array(range(1, orders.table.num_rows + 1), pa.int64()),
        "supplier": states(orders, "Supplier", years),
        "recipient": states(orders, "Recipient", years),
    }
    made |= {name: _mark(orders, column) for name, column in _MARKS.items()}
    yield declared(orders, made)


def _mark(orders: Published, column: str) -> Cells:
    cells = orders.texts(column)
    strange = pc.fill_null(pc.not_equal(cells, _DOUBT), False)  # noqa: FBT003
    at = pc.index(strange, True).as_py()
    if at >= 0:
        message = (
            f"{orders.place(at)}: {column} is {cells[at].as_py()!r}, not {_DOUBT!r} or nothing"
        )
        raise SourceError(message, hint="use the trade register as published")
    return pc.cast(pc.is_valid(cells), pa.int8())
