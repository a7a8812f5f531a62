"""Questions read from TOML: every fault is a problem with its line, and none is run."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from graphlib import CycleError, TopologicalSorter
from typing import Any

from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.expectation import Stated
from equipoise.audit.language.expressions import (
    NAME,
    OPERATORS,
    WORDS,
    Node,
    names_in,
    parsed,
)
from equipoise.audit.language.hedges import Hedge, Hedges
from equipoise.audit.language.printing import printed_half_unit
from equipoise.audit.language.quantities import is_figure
from equipoise.audit.language.question import (
    MOST_POINTS,
    Expectation,
    GridAxis,
    Question,
    Source,
)
from equipoise.audit.language.reading import Reading
from equipoise.audit.language.selector import Constant, Selector
from equipoise.audit.language.selector_file import read_axis, read_let
from equipoise.errors import DataError, EquipoiseError, near_names
from equipoise.vocabulary.units import unit

MOST_LETS = 30
QUESTION_KEYS = ("let", "expr", "expect", "hedge", "tolerance", "over")

_EXPECT_KEYS = (
    "figure", "let", "value", "lt", "gt", "le", "ge", "between", "unit", "printed",
)  # fmt: skip
_LIMITS = ("lt", "gt", "le", "ge")
_EXACT = ("", "count", "rank", "date", "flag", "years")  # units in which whole numbers are exact


class FaultError(DataError):
    """What is wrong with one key of a claim, and what to do."""


def read_question(
    raw: Mapping[str, Any], reading: Reading, where: str, line: int | None
) -> Question | None:
    """One question of a file.

    Parameters
    ----------
    raw : mapping
        The table with ``let``, ``expr``, ``expect``, ``hedge``, ``tolerance`` and ``over``; other
        keys are its owner's.
    reading : Reading
        Takes the problems.
    where : str
        Id of the claim.
    line : int or None
        Its line.

    Returns
    -------
    Question or None
        None when anything is wrong with it.
    """
    before = len(reading.problems)

    def tried(key: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - what make makes
        try:
            return make()
        except EquipoiseError as error:
            reading.fault(line, f"{where}, {key}", error.message, error.hint)
            return None

    grid: dict[str, GridAxis] = {}
    for name, axis in (tried("over", partial(_table, raw, "over")) or {}).items():
        grid[name] = tried(f"over.{name}", partial(read_axis, axis, reading.base))
        tried(f"over.{name}", partial(_check_name, name))
    lets: dict[str, Source] = {}
    written = tried("let", partial(_table, raw, "let")) or {}
    if len(written) > MOST_LETS:
        reading.fault(line, f"{where}, let", f"more than {MOST_LETS} names", "split the claim")
        return None
    for name, let in written.items():
        tried(f"let.{name}", partial(_check_name, name))
        lets[name] = tried(f"let.{name}", partial(read_let, let, reading.base, grid))
    expression = tried("expr", partial(_expression, raw))
    expectation = tried("expect", partial(_expectation, raw, reading, lets))
    if len(reading.problems) > before:
        return None
    tried("over", partial(_check_size, grid, reading.base))
    tried("expr", partial(_check_names, expression, lets, "expr"))
    ordered = tried("let", partial(_ordered, lets))
    if len(reading.problems) == before:
        tried("expr", partial(_check_evidence, Question(lets, expression, expectation, grid)))
    if len(reading.problems) > before:
        return None
    return Question({name: lets[name] for name in ordered}, expression, expectation, grid)


def _table(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = raw.get(key, {})
    if not isinstance(value, dict):
        raise FaultError(f"{key} is not a table", hint=f"write {key}.NAME = ...")
    return value


def _check_name(name: str) -> None:
    if not NAME.fullmatch(name) or name in (*WORDS, *OPERATORS):
        hint = "use lower-case letters, digits and _, no word of the language"
        raise FaultError(f"{name!r} cannot be a name", hint=hint)


def _expression(raw: Mapping[str, Any]) -> Node:
    text = raw.get("expr")
    if not isinstance(text, str) or not text.strip():
        raise FaultError("missing or not a text", hint='write expr = "a / b"')
    return parsed(text)


def _check_names(node: Node, lets: Mapping[str, object], where: str) -> None:
    for name in names_in(node):
        if name not in lets:
            hint = near_names(name, lets)
            raise FaultError(f"{where} uses {name!r}, which no let gives", hint=hint)


def _check_size(grid: Mapping[str, GridAxis], base: EvidenceBase) -> None:
    points = math.prod(len(axis.found(base)) for axis in grid.values())
    if points > MOST_POINTS:
        message = f"a grid of {points} points, at most {MOST_POINTS}"
        raise FaultError(message, hint="narrow it, or split the claim")


def _check_evidence(question: Question) -> None:
    """Refuse an expression that rests on nothing, or on what it is held against."""
    behind = question.behind(question.expression)
    if not any(isinstance(question.lets[name], (Selector, Constant)) for name in behind):
        raise FaultError("it rests on no evidence", hint="name a let that selects some")
    expectation = question.expectation
    if expectation.form == "let" and expectation.name in behind:
        message = f"it rests on {expectation.name!r}, against which it is held"
        raise FaultError(message, hint="expect what the text states")


def _ordered(lets: Mapping[str, Source]) -> Sequence[str]:
    rests_on: dict[str, set[str]] = {}
    for name, let in lets.items():
        rests_on[name] = set()
        if not isinstance(let, (Selector, Constant)):
            _check_names(let, lets, f"let.{name}")
            rests_on[name] = set(names_in(let))
    try:
        return tuple(TopologicalSorter(rests_on).static_order())
    except CycleError as error:
        circle = " rests on ".join(reversed(error.args[1]))
        raise FaultError(f"a circle: {circle}", hint="break it") from None


def _expectation(
    raw: Mapping[str, Any], reading: Reading, lets: Mapping[str, object]
) -> Expectation:
    hedge = _hedge(raw, reading.hedges)
    tolerance = _tolerance(raw)
    expect = raw.get("expect")
    if expect is None or expect is True:
        if hedge or tolerance is not None:
            raise FaultError("a hedge without a figure", hint="write expect = { value = ... }")
        return Expectation("truth")
    if not isinstance(expect, dict) or not expect:
        raise FaultError("not a table", hint='write expect = { value = 2, unit = "rank" }')
    for key in expect:
        if key not in _EXPECT_KEYS:
            raise FaultError(f"unknown key {key!r}", hint=near_names(key, _EXPECT_KEYS))
    if "figure" in expect or "let" in expect:
        return _named(expect, reading.base, lets, hedge, tolerance)
    return Expectation("literal", "", _literal(expect, hedge, tolerance), hedge, tolerance)


def _named(
    expect: Mapping[str, Any],
    base: EvidenceBase,
    lets: Mapping[str, object],
    hedge: Hedge | None,
    tolerance: float | None,
) -> Expectation:
    if len(expect) > 1:
        raise FaultError("more than the figure's name", hint="its row says the rest")
    form, name = next((form, str(name)) for form, name in expect.items())
    known = base.figures if form == "figure" else lets
    if name not in known:
        raise FaultError(f"no {form} {name!r}", hint=near_names(name, known))
    return Expectation("figure" if form == "figure" else "let", name, None, hedge, tolerance)


def _literal(expect: Mapping[str, Any], hedge: Hedge | None, tolerance: float | None) -> Stated:
    code = unit(str(expect["unit"])).code if "unit" in expect else ""
    given = [key for key in ("value", *_LIMITS, "between") if key in expect]
    if len(given) != 1:
        hint = "write one of value, lt, gt, le, ge, between"
        raise FaultError(f"{len(given)} expectations", hint=hint)
    key = given[0]
    if key != "value" and "printed" in expect:
        raise FaultError(f"{key} beside a printed string", hint="write value = ...")
    if key == "between":
        low, high = _pair(expect[key])
        return Stated(low, high, code, tolerance or 0.0, hedge, shown=f"{low:g} to {high:g}")
    value = _figure(expect[key], key)
    if key == "value":
        printed = str(expect.get("printed", ""))
        half = tolerance
        if half is None and printed:
            half = printed_half_unit(printed, value)
            if half is None:
                hint = "write the string that prints this value, or a tolerance"
                raise FaultError(f"{printed!r} does not print {value:g}", hint=hint)
        if half is None and hedge is None and not (code in _EXACT and value.is_integer()):
            hint = 'write printed = "..." as the text has it, a tolerance or a hedge'
            raise FaultError("a figure without its printed digits has no tolerance", hint=hint)
        shown = f"{hedge.name if hedge else ''} {printed or f'{value:g}'}".strip()
        return Stated(value, value, code, half or 0.0, hedge, shown=shown)
    if hedge or tolerance is not None:
        raise FaultError(f"{key} beside a hedge or a tolerance", hint="write value = ...")
    sign = {"lt": "<", "gt": ">", "le": "<=", "ge": ">="}[key]
    ends = (-math.inf, value) if key in ("lt", "le") else (value, math.inf)
    return Stated(*ends, code, 0.0, None, key in ("lt", "gt"), f"{sign} {value:g}")


def _pair(raw: object) -> tuple[float, float]:
    if not isinstance(raw, list) or len(raw) != 2:
        raise FaultError("between is not two numbers", hint="write between = [low, high]")
    low, high = (_figure(item, "between") for item in raw)
    if low > high:
        raise FaultError("between has its ends turned around", hint="put the lower first")
    return low, high


def _figure(raw: object, key: str) -> float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)) or not is_figure(raw):
        raise FaultError(f"{key} is {raw!r}, not a number", hint="write digits, unquoted")
    return float(raw)


def _hedge(raw: Mapping[str, Any], hedges: Hedges) -> Hedge | None:
    if "hedge" not in raw:
        return None
    name = str(raw["hedge"])
    if name not in hedges.hedges:
        raise FaultError(f"unknown hedge {name!r}", hint=near_names(name, hedges.hedges))
    if hedges.hedges[name].form == "none":
        raise FaultError(f"{name!r} is a degree without a figure", hint="take another hedge")
    return hedges.hedges[name]


def _tolerance(raw: Mapping[str, Any]) -> float | None:
    if "tolerance" not in raw:
        return None
    value = _figure(raw["tolerance"], "tolerance")
    if value < 0:
        raise FaultError("tolerance is below zero", hint="give half the width, 0 or more")
    return value
