"""Expressions with their names bound: the value, and the expression as a reader checks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from equipoise.audit.language.arithmetic import (
    absolute,
    added,
    compared,
    divided,
    extreme,
    multiplied,
    negated,
    rounded,
    subtracted,
)
from equipoise.audit.language.expressions import (
    ARITHMETIC,
    COMPARISONS,
    Binary,
    Name,
    Node,
    Number,
    Operation,
    Unary,
)
from equipoise.audit.language.quantities import Quantity, Truth, UnitClashError, exactly

Bound: TypeAlias = Quantity | Truth

_ARITHMETIC: Mapping[str, Callable[[Quantity, Quantity], Quantity]] = {
    "+": added,
    "-": subtracted,
    "*": multiplied,
    "/": divided,
}
_STRENGTH = {"or": 1, "and": 2, "not": 3, "+": 5, "-": 5, "*": 6, "/": 6}


def value_of(node: Node, names: Mapping[str, Bound]) -> Bound:
    """Value of an expression.

    Parameters
    ----------
    node : Node
        From :func:`equipoise.audit.language.expressions.parsed`.
    names : mapping of str to Quantity or Truth
        A value for every name in it.

    Returns
    -------
    Quantity or Truth

    Raises
    ------
    UnitClashError
        Units do not go together, or a truth stands where a quantity is wanted.
    UndefinedValueError
        A division by zero.

    Examples
    --------
    >>> from equipoise.audit.language.expressions import parsed
    >>> value_of(parsed("a / 4"), {"a": exactly(1.0)}).value
    0.25
    """
    match node:
        case Number():
            return exactly(node.value)
        case Name(name):
            return names[name]
        case Unary(operator, operand):
            return _unary(operator, value_of(operand, names))
        case Binary(operator, left, right):
            return _binary(operator, value_of(left, names), value_of(right, names))
        case Operation(operator, arguments):
            return _operation(operator, tuple(value_of(a, names) for a in arguments))


def _quantity(found: Bound, operator: str) -> Quantity:
    if isinstance(found, Truth):
        raise UnitClashError(f"{operator} needs quantities, and one side is true or false")
    return found


def _truth(found: Bound, operator: str) -> Truth:
    if isinstance(found, Quantity):
        raise UnitClashError(f"{operator} needs comparisons, and one side is a quantity")
    return found


def _unary(operator: str, operand: Bound) -> Bound:
    if operator == "-":
        return negated(_quantity(operand, "-"))
    truth = _truth(operand, "not")
    margin = None if truth.margin is None else -truth.margin
    return Truth(not truth.holds, truth.certain, margin, truth.dimension)


def _binary(operator: str, left: Bound, right: Bound) -> Bound:
    if operator in ARITHMETIC:
        return _ARITHMETIC[operator](_quantity(left, operator), _quantity(right, operator))
    if operator in COMPARISONS:
        return compared(_quantity(left, operator), operator, _quantity(right, operator))
    first, second = _truth(left, operator), _truth(right, operator)
    if operator == "and":
        holds = first.holds and second.holds
        decisive = [t for t in (first, second) if t.certain and not t.holds]
    else:
        holds = first.holds or second.holds
        decisive = [t for t in (first, second) if t.certain and t.holds]
    return Truth(holds, bool(decisive) or (first.certain and second.certain))


def _operation(operator: str, arguments: tuple[Bound, ...]) -> Quantity:
    items = tuple(_quantity(argument, operator) for argument in arguments)
    if operator == "abs":
        return absolute(items[0])
    if operator == "round":
        return rounded(items[0], int(items[1].value))
    return extreme(items, largest=operator == "max")


def written(node: Node, shown: Callable[[str], str]) -> str:
    """An expression as text, with something in the place of each name.

    Parameters
    ----------
    node : Node
        The expression.
    shown : callable
        From a name to what stands for it.

    Returns
    -------
    str
        With as many brackets as the order of the operators needs.

    Examples
    --------
    >>> from equipoise.audit.language.expressions import parsed
    >>> written(parsed("(a - b) / a"), {"a": "5", "b": "2"}.get)
    '(5 - 2) / 5'
    """
    match node:
        case Number(text):
            return text
        case Name(name):
            return shown(name)
        case Unary(operator, operand):
            space = " " if operator == "not" else ""
            return f"{operator}{space}{_bracketed(operand, 7 if operator == '-' else 3, shown)}"
        case Binary(operator, left, right):
            own = _STRENGTH.get(operator, 4)
            first = own + 1 if operator in COMPARISONS else own  # comparisons do not chain
            before, after = _bracketed(left, first, shown), _bracketed(right, own + 1, shown)
            return f"{before} {operator} {after}"
        case Operation(operator, arguments):
            return f"{operator}({', '.join(written(a, shown) for a in arguments)})"


def _bracketed(node: Node, least: int, shown: Callable[[str], str]) -> str:
    text = written(node, shown)
    strength = 9
    if isinstance(node, Binary):
        strength = _STRENGTH.get(node.operator, 4)
    elif isinstance(node, Unary):
        strength = 3 if node.operator == "not" else 7
    return f"({text})" if strength < least else text
