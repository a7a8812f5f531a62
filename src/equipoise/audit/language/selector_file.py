"""Selectors read from TOML and checked against the tables and columns that there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast, get_args

from equipoise.audit.language.base import ACCOUNTS, EvidenceBase
from equipoise.audit.language.cell_values import PRINTED, PRINTED_TOTALS, Part
from equipoise.audit.language.expressions import parsed
from equipoise.audit.language.filters import Filter, read_filter
from equipoise.audit.language.quantities import is_figure
from equipoise.audit.language.question import MOST_POINTS, GridAxis, Source
from equipoise.audit.language.rows import EvidenceTable, Kind, Origin
from equipoise.audit.language.selector import Constant, Selector, Take
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
        if len(raw) > MOST_POINTS:
            raise SelectorError(f"more than {MOST_POINTS} values", hint="split the claim")
        return GridAxis(tuple(dict.fromkeys(raw)))
    if not isinstance(raw, dict):
        hint = 'write [1996, 1999] or { table = "trade", value = "year", from = 1990, to = 1999 }'
        raise SelectorError("neither a list nor a table", hint=hint)
    known = {key: raw[key] for key in raw if key not in ("from", "to")}
    span = {key: raw[key] for key in raw if key in ("from", "to")}
    if "take" in raw:
        raise SelectorError("unknown key 'take'", hint="a grid takes each value once")
    selector = read_selector({**known, "take": "distinct"}, base, {})
    columns = _Columns(selector.origin, selector.table, base)
    if columns.kinds.get(selector.value, "year") not in ("year", "text"):
        message = f"{selector.value} holds no years or codes"
        raise SelectorError(message, hint="name a column of them")
    filters = columns.filters({selector.value: span}, {}) if span else ()
    return GridAxis((), replace(selector, filters=(*selector.filters, *filters)))


def _constant(raw: Mapping[str, Any]) -> Constant:
    _known_keys(raw, _CONSTANT)
    value = raw["number"]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not is_figure(value):
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
    return Selector(
        origin=origin,
        table=name,
        value=value,
        filters=columns.filters(raw.get("where", {}), grid),
        take=cast("Take", take),
        of=_ranked(raw, columns, take, grid),
        part=_part(raw, columns, value),
        skip_missing=_word(raw, "missing", ("refuse", "skip"), "refuse") == "skip",
        unit=_unit(raw, columns, value, take),
    )


def _unit(raw: Mapping[str, Any], columns: _Columns, value: str, take: str) -> str:
    code = raw.get("unit")
    if columns.absent:
        return ""
    if columns.needs_unit(value, take):
        if code is None:
            hint = 'the table has figures of several units: write unit = "persons"'
            raise SelectorError(f"{value} needs a unit", hint=hint)
        return unit(str(code)).code
    if code is not None:
        raise SelectorError(f"{value} has a unit or needs none", hint="leave unit out")
    return ""


def _part(raw: Mapping[str, Any], columns: _Columns, value: str) -> Part:
    if "part" in raw and columns.kinds.get(value, "period") != "period":
        raise SelectorError(f"{value} has no parts", hint="leave part out")
    return cast("Part", _word(raw, "part", get_args(Part), "year"))


def _word(raw: Mapping[str, Any], key: str, known: tuple[str, ...], usual: str) -> str:
    word = raw.get(key, usual)
    if word not in known:
        raise SelectorError(f"unknown {key} {word!r}", hint=near_names(str(word), known))
    return cast("str", word)


def _ranked(
    raw: Mapping[str, Any], columns: _Columns, take: str, grid: Mapping[str, object]
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
    kind = columns.kinds.get(value, "number")
    if take == "sum" and kind in ("year", "period"):
        raise SelectorError(f"{value} holds dates, which have no sum", hint="take another")
    if take in ("count", "distinct") or kind in ("number", "year", "period"):
        return cast("str", value)
    if value == PRINTED and columns.name == PRINTED_TOTALS:
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

    @property
    def absent(self) -> bool:
        """Whether the columns are unknown, because an account lacks what it needs."""
        return self.origin == "account" and self.table is None

    def require(self, column: object) -> None:
        """Refuse a column that the table does not have."""
        if isinstance(column, str) and column and (column in self.kinds or self.absent):
            return
        message = f"{self.name} has no column {column!r}" if column else "value is missing"
        raise SelectorError(message, hint=near_names(str(column), self.kinds))

    def needs_unit(self, value: str, take: str) -> bool:
        """Whether nothing says what the figures count."""
        if take in ("count", "distinct") or self.kinds.get(value) in ("year", "period"):
            return False
        return value not in self.units and "unit" not in self.kinds

    def filters(self, raw: object, grid: Mapping[str, object]) -> tuple[Filter, ...]:
        """The conditions of a table of columns."""
        if not isinstance(raw, dict):
            raise SelectorError("not a table of columns", hint="write { year = 2012 }")
        if self.absent:
            return ()
        for column, wanted in raw.items():
            self.require(column)
            self.fits(column, wanted, grid)
        return tuple(self.filter(column, wanted, grid) for column, wanted in raw.items())

    def filter(self, column: str, wanted: object, grid: Mapping[str, object]) -> Filter:
        """One condition on a column that there is."""
        kind = self.kinds[column]
        return read_filter(column, wanted, kind, lambda v: self.cell(column, v), grid)

    def fits(self, column: str, wanted: object, grid: Mapping[str, object]) -> None:
        """Refuse a region of what is no party, and grid values that no cell could equal."""
        words = wanted if isinstance(wanted, dict) else {"": wanted}
        spec = self.spec(column)
        if "region" in words and spec is not None and spec.type not in ("state", "party"):
            raise SelectorError(f"{column} holds no states", hint="name a column of states")
        for word in words.values():
            axis = grid.get(word[1:]) if isinstance(word, str) and word[:1] == "$" else None
            if not isinstance(axis, GridAxis):
                continue
            for value in axis.found(self.base):
                if axis.selector is None or self.kinds[column] == "period":
                    self.filter(column, value, {})
                elif isinstance(value, str) == (self.kinds[column] in ("number", "year")):
                    raise SelectorError(
                        f"{word} gives {value!r}, which {column} cannot hold",
                        hint="name a grid of the same kind",
                    )

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
            if not is_figure(wanted) or (kind == "year" and wanted != int(wanted)):
                raise SelectorError(f"no {column} is {wanted!r}", hint="write a number it can hold")
            return wanted
        if not isinstance(wanted, str):
            raise SelectorError(f"{column} holds texts, not {wanted!r}", hint="quote it")
        if not wanted.strip():
            raise SelectorError(f"an empty {column}", hint="write { filled = false }")
        spec = self.spec(column)
        if spec is not None and spec.type not in _FREE_TEXTS:
            return self._coded(spec, wanted)
        if self.table is not None and self.table.rows:
            held = self.table.texts(column)
            if wanted not in held:
                message = f"no row of {self.name} has {column} {wanted!r}"
                raise SelectorError(message, hint=near_names(wanted, held))
        return wanted

    def spec(self, column: str) -> ColumnSpec | None:
        """What a dossier's schema says of a column; None in other tables."""
        if self.origin != "table":
            return None
        return next(c for c in table_specs()[self.name].columns if c.name == column)

    def _coded(self, spec: ColumnSpec, wanted: str) -> Cell:
        try:
            found = parse_cell(wanted, spec, self.base.names)
        except CellError as error:
            raise SelectorError(error.message, hint=error.hint) from None
        if isinstance(found, tuple) and len(found) > 1:
            raise SelectorError(f"{wanted!r} is more than one", hint="write { has = [...] }")
        return found[0] if isinstance(found, tuple) else found
