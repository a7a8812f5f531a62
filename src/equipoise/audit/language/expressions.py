"""The expressions of claims: their own small grammar, bounded in length, depth and size.

Numbers, names, ``+ - * /``, the six comparisons, ``and``, ``or``, ``not`` and the operators
``min(a, b, ...)``, ``max(a, b, ...)``, ``abs(a)`` and ``round(a, places)``. Nothing else can be
written, so nothing else can be run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from equipoise.errors import DataError

MOST_CHARACTERS = 400
MOST_DEPTH = 20
MOST_PARTS = 120
MOST_DIGITS = 15
MOST_DECIMALS = 12

ARITHMETIC = ("+", "-", "*", "/")
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
OPERATORS = ("abs", "max", "min", "round")
WORDS = ("and", "or", "not")
NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)

_TOKEN = re.compile(
    r"(?P<space>[ \t\n]+)|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[a-z][a-z0-9_]*)"
    r"|(?P<sign><=|>=|==|!=|[-+*/(),<>])",
    re.ASCII,
)
_BINDING = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(COMPARISONS, 4),
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
}
_NOT = 3
_MINUS = 7


class ExpressionError(DataError):
    """An expression that the grammar does not allow."""


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number, as written."""

    text: str

    @property
    def value(self) -> float:
        """The number."""
        return float(self.text)


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a selector or another expression gives a value."""

    name: str


@dataclass(frozen=True, slots=True)
class Unary:
    """``-`` or ``not`` before an operand."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands with an operator between them."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Operation:
    """``min``, ``max``, ``abs`` or ``round`` of arguments."""

    operator: str
    arguments: tuple[Node, ...]


Node: TypeAlias = Number | Name | Unary | Binary | Operation


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    place: int


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise ExpressionError(
                f"{text[place]!r} at character {place + 1} is not part of the language",
                hint="write numbers, names, + - * /, comparisons, and or not, min max abs round",
            )
        if match.lastgroup != "space":
            found.append(_Token(str(match.lastgroup), match.group(), place + 1))
        place = match.end()
    return found


class _Parser:
    """Precedence climbing over the tokens, counting depth and parts as it goes."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.next = 0
        self.parts = 0

    def peek(self) -> str:
        return self.tokens[self.next].text if self.next < len(self.tokens) else ""

    def take(self) -> _Token:
        if self.next == len(self.tokens):
            raise ExpressionError("the expression ends too early", hint="complete it")
        self.next += 1
        return self.tokens[self.next - 1]

    def expect(self, text: str) -> None:
        token = self.take()
        if token.text != text:
            message = f"{token.text!r} at character {token.place} where {text!r} is wanted"
            raise ExpressionError(message, hint="close what was opened")

    def count(self, depth: int) -> None:
        self.parts += 1
        if depth > MOST_DEPTH:
            message = f"nested deeper than {MOST_DEPTH} levels"
            raise ExpressionError(message, hint="give the inner part a name of its own")
        if self.parts > MOST_PARTS:
            message = f"more than {MOST_PARTS} parts"
            raise ExpressionError(message, hint="give parts names of their own")

    def expression(self, least: int, depth: int) -> Node:
        self.count(depth)
        left = self.operand(depth)
        while (binding := _BINDING.get(self.peek(), 0)) > least:
            token = self.take()
            right = self.expression(binding, depth + 1)
            left = Binary(token.text, left, right)
            if token.text in COMPARISONS and self.peek() in COMPARISONS:
                message = f"a second comparison at character {self.tokens[self.next].place}"
                raise ExpressionError(message, hint="write a < b and b < c")
        return left

    def operand(self, depth: int) -> Node:
        token = self.take()
        if token.kind == "number":
            return _number(token)
        if token.text == "(":
            inside = self.expression(0, depth + 1)
            self.expect(")")
            return inside
        if token.text == "-":
            return Unary("-", self.expression(_MINUS, depth + 1))
        if token.text == "not":
            return Unary("not", self.expression(_NOT, depth + 1))
        if token.kind == "name" and token.text not in WORDS:
            return self.named(token, depth)
        message = f"{token.text!r} at character {token.place} where a value is wanted"
        raise ExpressionError(message, hint="write a number, a name or a bracket there")

    def named(self, token: _Token, depth: int) -> Node:
        if self.peek() != "(":
            if token.text in OPERATORS:
                message = f"{token.text} at character {token.place} without its brackets"
                raise ExpressionError(message, hint=f"write {token.text}(...)")
            return Name(token.text)
        if token.text not in OPERATORS:
            message = f"{token.text!r} at character {token.place} is no operator"
            raise ExpressionError(message, hint=f"there are {', '.join(OPERATORS)}")
        self.take()
        arguments = [self.expression(0, depth + 1)]
        while self.peek() == ",":
            self.take()
            arguments.append(self.expression(0, depth + 1))
        self.expect(")")
        return _operation(token, tuple(arguments))


def _number(token: _Token) -> Number:
    if sum(character.isdigit() for character in token.text) > MOST_DIGITS:
        message = f"the number at character {token.place} has more than {MOST_DIGITS} digits"
        raise ExpressionError(message, hint="give the figure as evidence, with a unit")
    return Number(token.text)


def _operation(token: _Token, arguments: tuple[Node, ...]) -> Operation:
    wanted = {"abs": (1, 1), "round": (2, 2)}.get(token.text, (2, MOST_PARTS))
    if not wanted[0] <= len(arguments) <= wanted[1]:
        number = "two or more" if wanted[1] > 2 else str(wanted[0])
        message = f"{token.text} at character {token.place} has {len(arguments)} arguments"
        raise ExpressionError(message, hint=f"it takes {number}")
    if token.text == "round" and not _is_number_of_decimals(arguments[1]):
        message = f"round at character {token.place} does not say to how many decimals"
        raise ExpressionError(
            message, hint=f"write round(x, 2), with 0 to {MOST_DECIMALS} decimals"
        )
    return Operation(token.text, arguments)


def _is_number_of_decimals(node: Node) -> bool:
    return isinstance(node, Number) and node.text.isdigit() and node.value <= MOST_DECIMALS


def parsed(text: str) -> Node:
    """The tree of an expression.

    Parameters
    ----------
    text : str
        At most 400 characters.

    Returns
    -------
    Node
        At most 120 parts, nested at most 20 levels.

    Raises
    ------
    ExpressionError
        It is not in the language, or too long, deep or large.

    Examples
    --------
    >>> parsed("a / (b + 1) > 0.5").operator
    '>'
    >>> parsed("a ** 2")
    Traceback (most recent call last):
        ...
    equipoise.audit.language.expressions.ExpressionError: '*' at character 4 where a value is wanted
    """
    if len(text) > MOST_CHARACTERS:
        message = f"{len(text)} characters long, {MOST_CHARACTERS} allowed"
        raise ExpressionError(message, hint="give parts names of their own")
    parser = _Parser(_tokens(text))
    tree = parser.expression(0, 1)
    if parser.next < len(parser.tokens):
        token = parser.tokens[parser.next]
        message = f"{token.text!r} at character {token.place} follows a complete expression"
        raise ExpressionError(message, hint="put an operator before it, or take it out")
    return tree


def names_in(node: Node) -> Iterator[str]:
    """Names that an expression uses, in order, each as often as it stands there.

    Parameters
    ----------
    node : Node
        From :func:`parsed`.

    Yields
    ------
    str

    Examples
    --------
    >>> list(names_in(parsed("max(a, b) - a")))
    ['a', 'b', 'a']
    """
    match node:
        case Name(name):
            yield name
        case Unary(_, operand):
            yield from names_in(operand)
        case Binary(_, left, right):
            yield from names_in(left)
            yield from names_in(right)
        case Operation(_, arguments):
            for argument in arguments:
                yield from names_in(argument)
        case Number():
            return
