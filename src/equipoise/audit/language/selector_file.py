"""Selectors read from TOML and checked against the tables and columns that there are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, cast, get_args

from equipoise.audit.language.expressions import parsed
from equipoise.audit.language.filters import Filter, Point, read_filter
from equipoise.audit.language.question import GridAxis, Source
from equipoise.audit.language.rows import (
    ACCOUNTS,
    EvidenceBase,
    EvidenceTable,
    Kind,
    Origin,
)
from equipoise.audit.language.selectors import PRINTED, Constant, Part, Selector, Take
from equipoise.dossier.cells import Cell, CellError, parse_cell
from equipoise.dossier.schema import ColumnSpec, table_specs
from equipoise.errors import DataError, near_names
from equipoise.vocabulary.units import unit

_ORIGINS = ("table", "account", "archive")
_KEYS = ("value", "where", "take", "of", "part", "missing", "unit")
_CONSTANT = ("number", "unit", "source", "locator")
_FREE_TEXTS = ("text", "key")


class SelectorError(DataError):
    """A selector that names what is not there."""


def read_let(raw: object, base: EvidenceBase, grid: Mapping[str, object]) -> Source:
    """What a name stands for.

    Parameters
    ----------
    raw : object
        A table that selects, or a text that computes from other names.
    base : EvidenceBase
        Tables there are.
    grid : mapping
        Names of the claim's grid.

    Returns
    -------
    Selector, Constant or Node

    Raises
    ------
    SelectorError, FilterError, ExpressionError
        With what is wrong and what to do.
    """
    if isinstance(raw, str):
        return parsed(raw)
    if not isinstance(raw, dict):
        hint = 'write { table = "trade", value = "turnover", where = { year = 2012 } }'
        raise SelectorError("neither a selector nor an expression", hint=hint)
    if "number" in raw:
        return _constant(raw)
    if "figure" in raw:
        return _figure(raw, base)
    return read_selector(raw, base, grid)


def read_axis(raw: object, base: EvidenceBase) -> GridAxis:
    """The values of one name of a grid.

    Parameters
    ----------
    raw : object
        A list of values, or a table with ``table`` and ``value`` and conditions on that column.
    base : EvidenceBase
        Tables there are.

    Returns
    -------
    GridAxis

    Raises
    ------
    SelectorError, FilterError
        With what is wrong and what to do.
    """
    if isinstance(raw, list):
        good = all(isinstance(item, (str, int)) and not isinstance(item, bool) for item in raw)
        if not raw or not good:
            raise SelectorError("not a list of years or codes", hint="write [1996, 1999]")
        return GridAxis(tuple(dict.fromkeys(raw)))
    if not isinstance(raw, dict):
        hint = 'write [1996, 1999] or { table = "trade", value = "year", from = 1990, to = 1999 }'
        raise SelectorError("neither a list nor a table", hint=hint)
    known = {key: raw[key] for key in raw if key not in ("from", "to")}
    span = {key: raw[key] for key in raw if key in ("from", "to")}
    if span:
        where = known.get("where", {})
        known["where"] = {**(where if isinstance(where, dict) else {}), raw.get("value"): span}
    selector = read_selector({**known, "take": "distinct"}, base, {})
    return GridAxis((), selector)


def _constant(raw: Mapping[str, Any]) -> Constant:
    _known_keys(raw, _CONSTANT)
    value = raw["number"]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise SelectorError(f"number is {value!r}", hint="write digits, unquoted")
    for key in _CONSTANT[1:]:
        if not isinstance(raw.get(key), str) or not raw[key].strip():
            hint = f'write {key} = "..."; a figure needs its unit and where it comes from'
            raise SelectorError(f"{key} is missing", hint=hint)
    unit(raw["unit"])
    return Constant(float(value), raw["unit"], raw["source"], raw["locator"])


def _figure(raw: Mapping[str, Any], base: EvidenceBase) -> Selector:
    _known_keys(raw, ("figure",))
    name = str(raw["figure"])
    if name not in base.figures:
        raise SelectorError(f"no figure {name!r}", hint=near_names(name, base.figures))
    return Selector("table", "figures", "value", (Filter("id", "equals", name),))


def _known_keys(raw: Iterable[str], known: Iterable[str]) -> None:
    names = tuple(known)
    for key in raw:
        if key not in names:
            raise SelectorError(f"unknown key {key!r}", hint=near_names(key, names))


def read_selector(
    raw: Mapping[str, Any], base: EvidenceBase, grid: Mapping[str, object]
) -> Selector:
    """A selector.

    Parameters
    ----------
    raw : mapping
        Its TOML.
    base : EvidenceBase
        Tables there are.
    grid : mapping
        Names of the claim's grid.

    Returns
    -------
    Selector

    Raises
    ------
    SelectorError, FilterError
        With what is wrong and what to do.
    """
    given = [origin for origin in _ORIGINS if origin in raw]
    if len(given) != 1:
        hint = "name one of table, account, archive, figure or number"
        raise SelectorError("a selector of nothing" if not given else "two tables", hint=hint)
    origin = cast("Origin", given[0])
    _known_keys(raw, (origin, *_KEYS))
    name = str(raw[origin])
    columns = _Columns(origin, name, base)
    take = _word(raw, "take", get_args(Take), "one")
    value = _value(raw, columns, take)
    code = raw.get("unit", "")
    if code:
        unit(code)
    elif columns.needs_unit(value, take):
        hint = 'the table has figures of several units: write unit = "persons"'
        raise SelectorError(f"{value} needs a unit", hint=hint)
    points = cast("Point", grid)
    return Selector(
        origin=origin,
        table=name,
        value=value,
        filters=columns.filters(raw.get("where", {}), points),
        take=cast("Take", take),
        of=_ranked(raw, columns, take, points),
        part=cast("Part", _word(raw, "part", get_args(Part), "year")),
        skip_missing=_word(raw, "missing", ("refuse", "skip"), "refuse") == "skip",
        unit=code,
    )


def _word(raw: Mapping[str, Any], key: str, known: tuple[str, ...], usual: str) -> str:
    word = raw.get(key, usual)
    if word not in known:
        raise SelectorError(f"unknown {key} {word!r}", hint=near_names(str(word), known))
    return cast("str", word)


def _ranked(
    raw: Mapping[str, Any], columns: _Columns, take: str, grid: Point
) -> tuple[Filter, ...]:
    if (take == "rank") != ("of" in raw):
        hint = 'write take = "rank", of = { partner = "JPN" }'
        raise SelectorError("rank and of belong together", hint=hint)
    return columns.filters(raw.get("of", {}), grid)


def _value(raw: Mapping[str, Any], columns: _Columns, take: str) -> str:
    value = raw.get("value", "")
    if take == "count" and not value:
        return ""
    columns.require(value)
    kind = columns.kinds[value]
    if take in ("count", "distinct") or kind in ("number", "year", "period") or value == PRINTED:
        return cast("str", value)
    hint = 'take "count" or "distinct", or name a column of figures or dates'
    raise SelectorError(f"{value} holds texts", hint=hint)


class _Columns:
    """The columns of one table, with what may be asked of them."""

    def __init__(self, origin: Origin, name: str, base: EvidenceBase) -> None:
        self.name, self.origin, self.base = name, origin, base
        self.table: EvidenceTable | None = None
        known = {"table": table_specs(), "account": ACCOUNTS, "archive": base.data_sets}[origin]
        if name not in known:
            raise SelectorError(f"no {origin} {name!r}", hint=near_names(name, known))
        if origin != "archive":
            self.table = base.table(origin, name)
        if self.table is not None:
            self.kinds, self.units = self.table.kinds, self.table.units
        else:
            self.kinds, self.units = ({}, {}) if origin == "account" else base.kinds(origin, name)

    def require(self, column: object) -> None:
        """Refuse a column that the table does not have."""
        if column in self.kinds or (self.origin == "account" and not self.kinds):
            return
        message = f"{self.name} has no column {column!r}" if column else "value is missing"
        raise SelectorError(message, hint=near_names(str(column), self.kinds))

    def needs_unit(self, value: str, take: str) -> bool:
        """Whether nothing says what the figures count."""
        if take in ("count", "distinct", "rank") or self.kinds.get(value) in ("year", "period"):
            return False
        return value not in self.units and "unit" not in self.kinds

    def filters(self, raw: object, grid: Point) -> tuple[Filter, ...]:
        """The conditions of a table of columns."""
        if not isinstance(raw, dict):
            raise SelectorError("not a table of columns", hint="write { year = 2012 }")
        found = []
        for column, wanted in raw.items():
            self.require(column)
            kind = self.kinds[column]
            found.append(
                read_filter(column, wanted, kind, lambda v, c=column: self.cell(c, v), grid)  # type: ignore[misc]
            )
        return tuple(found)

    def cell(self, column: str, wanted: object) -> Cell:
        """One value that a filter asks for, refused where no cell of the column could equal it."""
        kind: Kind = self.kinds[column]
        if isinstance(wanted, bool) or not isinstance(wanted, (str, int, float)):
            raise SelectorError(
                f"{wanted!r} is no value of {column}", hint="write a text or number"
            )
        if kind in ("number", "year"):
            if isinstance(wanted, str):
                raise SelectorError(f"{column} holds numbers, not {wanted!r}", hint="unquote it")
            return wanted
        if not isinstance(wanted, str):
            raise SelectorError(f"{column} holds texts, not {wanted!r}", hint="quote it")
        if self.origin == "table":
            spec = next(c for c in table_specs()[self.name].columns if c.name == column)
            if spec.type not in _FREE_TEXTS:
                return self._coded(spec, wanted)
        if self.table is not None and self.table.rows:
            held = self.table.texts(column)
            if wanted not in held:
                message = f"no row of {self.name} has {column} {wanted!r}"
                raise SelectorError(message, hint=near_names(wanted, held))
        return wanted

    def _coded(self, spec: ColumnSpec, wanted: str) -> Cell:
        try:
            found = parse_cell(wanted, spec, self.base.names)
        except CellError as error:
            raise SelectorError(error.message, hint=error.hint) from None
        return found[0] if isinstance(found, tuple) else found
