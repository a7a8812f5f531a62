"""SIPRI's trade register: one row an order, notes before the header, breaks within cells."""

from __future__ import annotations

from dataclasses import replace

from equipoise.errors import SourceError
from equipoise.sources.codes import StateCodes
from equipoise.sources.delimited import delimited, plain_text
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import checked
from equipoise.sources.published import Cells, Published
from equipoise.sources.spellings import Spelling, respelled

SPELLINGS = (
    Spelling("East Germany (GDR)", "East Germany"),
    Spelling("Yemen Arab Republic (North Yemen)", "North Yemen"),
    Spelling("Germany", "West Germany", 1989),
    Spelling("Congo", "Congo-Brazzaville"),
    Spelling("Yemen", "Republic of Yemen"),
    Spelling("Viet Nam", "North Vietnam", 1975),
)
"""SIPRI calls the Federal Republic Germany, and the Democratic Republic Viet Nam, throughout.

Congo and Yemen are Brazzaville and the united state in every year: the others have names of their
own.
"""

_HEADER = (b"Recipient,Supplier,", b'"Recipient","Supplier",')
_NOTES = 60


def register(file: SourceFile) -> Published:
    """Orders, as published.

    Parameters
    ----------
    file : SourceFile
        A trade register.

    Returns
    -------
    Published
        Columns without a name, which hold the marks of doubt, are called by their number.

    Raises
    ------
    SourceError
        There is no header in the first lines, or the file is not what the card says.
    """
    lines = plain_text(file).split(b"\n")
    before = next((n for n, line in enumerate(lines[:_NOTES]) if line.startswith(_HEADER)), None)
    if before is None:
        message = f"{file.name}: no header with Recipient and Supplier in the first {_NOTES} lines"
        raise SourceError(message, hint="download the trade register as CSV")
    orders = b"\n".join(lines[before:])
    if orders.count(b"\r\n") * 2 < len(lines) - before:
        # Lines end with a line feed alone, so both together are a break within a cell.
        orders = orders.replace(b"\r\n", b" ")
    return checked(delimited(file, text=orders, before=before))


def states(orders: Published, column: str, years: Cells) -> Cells:
    """Suppliers or recipients as ids, each read in a year.

    Parameters
    ----------
    orders : Published
        Rows with names of states.
    column : str
        The publisher's column.
    years : pyarrow.ChunkedArray of integer
        Year of each row.

    Returns
    -------
    pyarrow.ChunkedArray of string

    Raises
    ------
    SourceError
        A name is neither that of a state nor one of the areas of the card.
    """
    at = orders.table.column_names.index(column)
    names = respelled(orders.texts(column), years, SPELLINGS)
    known = replace(orders, table=orders.table.set_column(at, column, names))
    return known.states(column, years, StateCodes("name", orders.file.card.areas))
