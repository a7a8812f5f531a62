"""One cell of a dossier table: from its text to a value, or to what is wrong with it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from equipoise.dossier.schema import ColumnSpec
from equipoise.errors import VocabularyError, near_names
from equipoise.vocabulary.periods import Period, parse_edtf
from equipoise.vocabulary.states import WORLD
from equipoise.vocabulary.units import all_units, unit

Cell: TypeAlias = str | int | float | Period | tuple[str, ...] | None

_KEY = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Names:
    """The codes that cells of one dossier may refer to."""

    states: Collection[str]
    parties: Collection[str]
    bodies: Collection[str]
    eras: Collection[str]


class CellError(ValueError):
    """What is wrong with a cell, and what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def _known(text: str, names: Collection[str], what: str) -> str:
    if text not in names:
        raise CellError(f"unknown {what} {text!r}", near_names(text, names))
    return text


def _number(text: str, column: ColumnSpec, _: Names) -> float:
    try:
        value = float(text)
    except ValueError:
        hint = "write digits with a point, no thousands separator; leave the cell empty if missing"
        raise CellError(f"{text!r} is not a number", hint) from None
    if not math.isfinite(value) or "_" in text or not text.isascii():
        raise CellError(f"{text!r} is not a number", "leave the cell empty if missing")
    if column.range and not column.range[0] <= value <= column.range[1]:
        low, high = column.range
        raise CellError(f"{text} is outside {low:g} to {high:g}", "check the figure and its unit")
    return value


def _year(text: str, _: ColumnSpec, __: Names) -> int:
    if not _YEAR.fullmatch(text):
        raise CellError(f"{text!r} is not a year", "write four digits, such as 2012")
    return int(text)


def _edtf(text: str, _: ColumnSpec, __: Names) -> Period:
    try:
        return parse_edtf(text)
    except VocabularyError as error:
        raise CellError(error.message, error.hint or "write an EDTF date") from None


def _key(text: str, _: ColumnSpec, __: Names) -> str:
    if not _KEY.fullmatch(text):
        raise CellError(f"{text!r} is not a key", "use lower-case letters, digits, - _ and .")
    return text


def _code(text: str, column: ColumnSpec, _: Names) -> str:
    return _known(text, column.codes, column.name)


def _unit(text: str, column: ColumnSpec, _: Names) -> str:
    _known(text, all_units(), "unit")
    if column.dimension and unit(text).dimension != column.dimension:
        message = f"unit {text} counts {unit(text).dimension}, not {column.dimension}"
        raise CellError(message, f"give the figure in a unit of {column.dimension}")
    return text


def _state(text: str, _: ColumnSpec, names: Names) -> str:
    return _known(text, names.states, "state code")


def _party(text: str, _: ColumnSpec, names: Names) -> str:
    return _known(text, names.parties, "party")


def _parties(text: str, _: ColumnSpec, names: Names) -> tuple[str, ...]:
    parties = tuple(part.strip() for part in text.split(";"))
    if len(set(parties)) != len(parties):
        raise CellError(f"a party is named twice in {text!r}", "name each once")
    return tuple(_known(party, names.parties, "party") for party in parties)


def _body(text: str, _: ColumnSpec, names: Names) -> str:
    return _known(text, names.bodies, "body")


def _era(text: str, _: ColumnSpec, names: Names) -> str:
    return _known(text, (*names.eras, "all"), "era")


def _text(text: str, _: ColumnSpec, __: Names) -> str:
    return text


_PARSERS: Mapping[str, Callable[[str, ColumnSpec, Names], Cell]] = {
    "text": _text,
    "key": _key,
    "edtf": _edtf,
    "year": _year,
    "number": _number,
    "state": _state,
    "party": _party,
    "parties": _parties,
    "body": _body,
    "era": _era,
    "unit": _unit,
    "code": _code,
}


def parse_cell(text: str, column: ColumnSpec, names: Names) -> Cell:
    """The value of one cell.

    Parameters
    ----------
    text : str
        As it stands in the file, without the white space around it.
    column : ColumnSpec
        What the column may hold.
    names : Names
        Codes that it may refer to.

    Returns
    -------
    Cell
        None for an empty cell that may be empty.

    Raises
    ------
    CellError
        With what is wrong and what to do.

    Examples
    --------
    >>> from equipoise.dossier.schema import table_specs
    >>> year = table_specs()["trade"].columns[3]
    >>> parse_cell("2012", year, Names((), (), (), ()))
    2012
    """
    text = text.strip()
    if not text:
        if column.required:
            raise CellError("empty", f"fill it: {column.description}")
        return None
    return _PARSERS[column.type](text, column, names)


def known_parties(states: Collection[str], others: Collection[str]) -> frozenset[str]:
    """Everything that may stand as a party: states, the world, and the dossier's own names.

    Parameters
    ----------
    states : collection of str
        State identifiers.
    others : collection of str
        Bodies and other parties of the dossier.

    Returns
    -------
    frozenset of str
    """
    return frozenset((*states, WORLD, *others))
