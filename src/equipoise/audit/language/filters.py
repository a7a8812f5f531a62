"""Filters of a selector: which rows of a table a claim speaks of."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias, cast

from equipoise.audit.language.rows import Kind
from equipoise.dossier.cells import Cell
from equipoise.errors import DataError, UnknownRegionError, VocabularyError, near_names
from equipoise.vocabulary.periods import Period, parse_edtf
from equipoise.vocabulary.regions import region

Form: TypeAlias = Literal[
    "equals", "any", "not", "span", "region", "has", "within", "overlaps", "filled"
]
Point: TypeAlias = Mapping[str, str | int]
"""Values of the grid's names at one of its points."""

_FORMS: Mapping[str, tuple[Kind, ...]] = {
    "from": ("number", "year", "period"),
    "to": ("number", "year", "period"),
    "not": ("number", "year", "text"),
    "region": ("text",),
    "has": ("parties",),
    "within": ("period",),
    "overlaps": ("period",),
    "filled": ("number", "year", "period", "text", "parties"),
}

MOST_VALUES = 400
_LARGEST_YEAR = 9998


class FilterError(DataError):
    """A filter that its column cannot take."""


@dataclass(frozen=True, slots=True)
class GridName:
    """A name of the claim's grid, standing for its value at a point."""

    name: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on one column.

    Parameters
    ----------
    column : str
        The column.
    form : Form
        What is asked of the cell.
    wanted : object
        The value, values, bounds, period or grid name that it asks for.
    """

    column: str
    form: Form
    wanted: Any

    def at(self, point: Point) -> Filter:
        """The filter with a grid name replaced by its value.

        Parameters
        ----------
        point : mapping of str to str or int
            Values of the grid's names.

        Returns
        -------
        Filter
        """
        if not isinstance(self.wanted, GridName):
            return self
        value: object = point[self.wanted.name]
        if self.form in ("within", "overlaps"):
            value = parse_edtf(str(value))
        return Filter(self.column, self.form, (value,) if self.form == "has" else value)

    def admits(self, cell: Cell, year: int) -> bool:
        """Whether a cell meets the condition.

        Parameters
        ----------
        cell : Cell
            A cell of the column.
        year : int
            Year in which a region's members count.

        Returns
        -------
        bool
            False for an empty cell, unless the filter asks for empty ones or for others.
        """
        if self.form == "filled":
            return (cell is not None) is self.wanted
        if self.form == "not":
            return all(cell != wanted for wanted in self.wanted)
        if cell is None:
            return False
        if self.form == "span":
            low, high = self.wanted
            number = cast("float", cell)
            return (low is None or number >= low) and (high is None or number <= high)
        if self.form == "region":
            return cell in region(self.wanted).members_on(year)
        return _OTHERS[self.form](cell, self.wanted)

    @property
    def among(self) -> tuple[str | int | float, ...] | None:
        """Values of which a cell that meets the condition has one; None where none are listed.

        For a region all that were ever its members: the year of each row decides among them.
        """
        if self.form == "equals":
            return (self.wanted,)
        if self.form == "any":
            return cast("tuple[str | int | float, ...]", self.wanted)
        if self.form == "region":
            return region(self.wanted).members_ever
        return None

    @property
    def text(self) -> str:
        """The condition for a reader."""
        if self.form == "span":
            low, high = self.wanted
            return f"{self.column} from {low} to {high}".replace("None", "any")
        words = {"equals": "", "any": "", "region": "in "}
        return f"{self.column} {words.get(self.form, f'{self.form} ')}{_told(self.wanted)}"


def _told(wanted: object) -> str:
    if isinstance(wanted, Period):
        return wanted.text
    if isinstance(wanted, GridName):
        return f"${wanted.name}"
    return " or ".join(map(str, wanted)) if isinstance(wanted, tuple) else str(wanted)


def _inside(cell: Period, wanted: Period) -> bool:
    starts = wanted.start is None or (cell.start is not None and cell.start >= wanted.start)
    ends = wanted.end is None or (cell.end is not None and cell.end <= wanted.end)
    return starts and ends


_OTHERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "equals": lambda cell, wanted: cell == wanted,
    "any": lambda cell, wanted: cell in wanted,
    "has": lambda cell, wanted: set(wanted) <= set(cell),
    "within": _inside,
    "overlaps": Period.overlaps,
}


def read_filter(
    column: str, raw: object, kind: Kind, value: Callable[[object], Cell], grid: Collection[str]
) -> Filter:
    """A filter from its TOML.

    Parameters
    ----------
    column : str
        The column.
    raw : object
        A value, a list of values, or a table with one of the words of the language.
    kind : Kind
        What the column holds.
    value : callable
        Checks one value against the column and returns it as a cell.
    grid : collection of str
        Names that the claim's grid gives.

    Returns
    -------
    Filter

    Raises
    ------
    FilterError
        The column cannot take it.
    """
    if isinstance(raw, dict):
        return _worded(column, raw, kind, value, grid)
    if isinstance(raw, list):
        if kind in ("period", "parties"):
            raise FilterError(f"a list does not fit {column}", hint="write { has = [...] }")
        return Filter(column, "any", _values(raw, value))
    if (name := _grid_name(raw, grid)) is not None:
        forms: Mapping[Kind, Form] = {"period": "within", "parties": "has"}
        return Filter(column, forms.get(kind, "equals"), name)
    if kind == "period":
        return Filter(column, "within", _period(raw))
    if kind == "parties":
        return Filter(column, "has", (value(raw),))
    return Filter(column, "equals", value(raw))


def _values(raw: Sequence[object], value: Callable[[object], Cell]) -> tuple[Cell, ...]:
    if not 1 <= len(raw) <= MOST_VALUES:
        message = "an empty list of values" if not raw else f"more than {MOST_VALUES} values"
        raise FilterError(message, hint="name the values that count, or give a span")
    return tuple(value(item) for item in raw)


def _grid_name(raw: object, grid: Collection[str]) -> GridName | None:
    if not isinstance(raw, str) or not raw.startswith("$"):
        return None
    if raw[1:] not in grid:
        message = f"{raw} is no name of the claim's grid"
        raise FilterError(message, hint=f"write over.{raw[1:]} = [...], or drop the $")
    return GridName(raw[1:])


def _worded(
    column: str,
    raw: Mapping[str, object],
    kind: Kind,
    value: Callable[[object], Cell],
    grid: Collection[str],
) -> Filter:
    word = _condition(column, set(raw), kind)
    wanted = raw[word]
    if word in ("from", "to"):
        low, high = _bound(raw.get("from")), _bound(raw.get("to"))
        if kind == "period":
            return Filter(column, "within", _years(low, high))
        if low is not None and high is not None and low > high:
            raise FilterError(f"from {low} to {high} is turned around", hint="put the lower first")
        return Filter(column, "span", (low, high))
    if word in ("not", "has"):
        items = wanted if isinstance(wanted, list) else [wanted]
        return Filter(column, cast("Form", word), _values(items, value))
    if word == "region":
        return Filter(column, "region", _region(wanted))
    if word == "filled":
        if not isinstance(wanted, bool):
            raise FilterError("filled is true or false", hint="write { filled = true }")
        return Filter(column, "filled", wanted)
    return Filter(column, cast("Form", word), _grid_name(wanted, grid) or _period(wanted))


def _condition(column: str, words: set[str], kind: Kind) -> str:
    if not words or (len(words) > 1 and words != {"from", "to"}):
        raise FilterError(
            f"{sorted(words)} is not one condition", hint="write one of " + ", ".join(_FORMS)
        )
    for word in words:
        if word not in _FORMS:
            raise FilterError(f"unknown condition {word!r}", hint=near_names(word, _FORMS))
        if kind not in _FORMS[word]:
            raise FilterError(
                f"{word} does not fit {column}", hint=f"it fits {' and '.join(_FORMS[word])}"
            )
    return min(words)


def _bound(raw: object) -> float | None:
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, (int, float)) or not abs(raw) <= math.inf:
        raise FilterError(f"{raw!r} is not a number", hint="write { from = 1990, to = 1999 }")
    return raw


def _years(first: float | None, last: float | None) -> Period:
    hint = "write { from = 1990, to = 1999 }"
    bounds = [bound for bound in (first, last) if bound is not None]
    if not all(1 <= bound <= _LARGEST_YEAR and bound == int(bound) for bound in bounds):
        raise FilterError(f"from {first} to {last} is no span of years", hint=hint)
    start = None if first is None else date(int(first), 1, 1)
    end = None if last is None else date(int(last) + 1, 1, 1)
    try:
        return Period.between(start, end)
    except VocabularyError as error:
        raise FilterError(error.message, hint=hint) from error


def _region(raw: object) -> str:
    try:
        return region(str(raw)).id
    except UnknownRegionError as error:
        raise FilterError(error.message, hint=error.hint) from error


def _period(raw: object) -> Period:
    try:
        return parse_edtf(str(raw))
    except VocabularyError as error:
        raise FilterError(error.message, hint=error.hint) from error
