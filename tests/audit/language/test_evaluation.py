"""Trees get the value that a reader computes, and are written so that they read the same."""

from __future__ import annotations

import operator
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from equipoise.audit.language.evaluation import value_of, written
from equipoise.audit.language.expressions import (
    ARITHMETIC,
    COMPARISONS,
    Binary,
    ExpressionError,
    Name,
    Number,
    Operation,
    Unary,
    names_in,
    parsed,
)
from equipoise.audit.language.quantities import (
    Quantity,
    Truth,
    UndefinedValueError,
    UnitClashError,
    exactly,
)

MONEY = (("money", 1),)
NAMES = {"a": exactly(3.0), "b": exactly(4.0), "c": exactly(-2.0)}
PLAIN = {name: Fraction(bound.value) for name, bound in NAMES.items()}

_LEAVES = st.integers(0, 99).map(lambda n: Number(str(n))) | st.sampled_from(
    [Name("a"), Name("b"), Name("c"), Number("0.5"), Number("2.25")]
)


def _deeper_sums(inner):
    return (
        st.builds(Unary, st.just("-"), inner)
        | st.builds(Binary, st.sampled_from(ARITHMETIC), inner, inner)
        | st.builds(Operation, st.just("abs"), st.tuples(inner))
        | st.builds(Operation, st.sampled_from(["min", "max"]), st.tuples(inner, inner, inner))
        | st.builds(
            Operation,
            st.just("round"),
            st.tuples(inner, st.integers(0, 4).map(lambda n: Number(str(n)))),
        )
    )


SUMS = st.recursive(_LEAVES, _deeper_sums, max_leaves=12)


def _deeper_truths(inner):
    return st.builds(Unary, st.just("not"), inner) | st.builds(
        Binary, st.sampled_from(["and", "or"]), inner, inner
    )


TRUTHS = st.recursive(
    st.builds(Binary, st.sampled_from(COMPARISONS), SUMS, SUMS), _deeper_truths, max_leaves=4
)


def _anything(inner):
    return (
        _deeper_sums(inner)
        | _deeper_truths(inner)
        | st.builds(Binary, st.sampled_from(COMPARISONS), inner, inner)
    )


TREES = st.recursive(_LEAVES, _anything, max_leaves=14)

_EXACT = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "and": lambda a, b: a and b,
    "or": lambda a, b: a or b,
}


class NearTieError(Exception):
    """Two values so near that floats and fractions may order them differently."""


def _apart(left, right):
    if left != right and abs(left - right) <= 1e-8 * max(abs(left), abs(right), 1):
        raise NearTieError
    return left, right


def _half_away(value, places):
    """The fraction rounded, halves away from zero."""
    scaled = abs(value) * 10**places
    if scaled and abs(scaled % 1 - Fraction(1, 2)) <= 1e-6 * max(1, scaled):
        raise NearTieError
    return (1 if value >= 0 else -1) * Fraction(int(scaled + Fraction(1, 2)), 10**places)


def exact(node):
    """The value in fractions: an evaluator of its own, without floats."""
    match node:
        case Number(text):
            return Fraction(text)
        case Name(name):
            return PLAIN[name]
        case Unary("-", operand):
            return -exact(operand)
        case Unary(_, operand):
            return not exact(operand)
        case Operation("round", (of, Number(text))):
            return _half_away(exact(of), int(text))
        case Operation(name, arguments):
            values = [exact(argument) for argument in arguments]
            return {"abs": lambda: abs(values[0]), "min": lambda: min(values)}.get(
                name, lambda: max(values)
            )()
        case Binary(sign, left, right):
            first, second = exact(left), exact(right)
            if sign in COMPARISONS:
                first, second = _apart(first, second)
            return _EXACT[sign](first, second)
    raise AssertionError(node)


def reread(tree):
    """The tree written and parsed; trees beyond the limits of the language are left out."""
    try:
        return parsed(written(tree, lambda name: name))
    except ExpressionError as error:
        assume("nested deeper" not in error.message and "characters long" not in error.message)
        raise


def _pythonic(node):
    return written(node, lambda name: f"({NAMES[name].value})")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("8 / 4 / 2", 1.0),
        ("8 - 4 - 2", 2.0),
        ("-a + b", 1.0),
        ("-(a + b)", -7.0),
        ("min(a, b, c)", -2.0),
        ("max(a, b, c)", 4.0),
        ("abs(c)", 2.0),
        ("round(a / b, 1)", 0.8),
        ("round(-a / b, 1)", -0.8),
    ],
)
def test_values_by_hand(text, value):
    assert value_of(parsed(text), NAMES) == exactly(value)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("a < b", True),
        ("not a < b", False),
        ("a < b and c > 0", False),
        ("a < b or c > 0", True),
        ("a == 3 and b != 3", True),
        ("a > b or a > c and b > c", True),
        ("(a > b or a > c) and b < c", False),
    ],
)
def test_truths_by_hand(text, holds):
    truth = value_of(parsed(text), NAMES)
    assert (truth.holds, truth.certain) == (holds, True)


def test_what_and_and_or_make_certain():
    wide = {"w": Quantity(5.0, 0.0, 10.0), **NAMES}

    def certain(text):
        truth = value_of(parsed(text), wide)
        return truth.holds, truth.certain

    assert certain("w > 4") == (True, False)
    assert certain("w > 4 and a > b") == (False, True)  # one side decides
    assert certain("w > 4 and a < b") == (True, False)
    assert certain("w > 4 or a < b") == (True, True)
    assert certain("w > 6 or a > b") == (False, False)
    assert certain("not w > 4") == (False, False)
    margin = value_of(parsed("not a < b"), NAMES).margin
    assert margin == -1.0
    assert value_of(parsed("not (a < b and a < b)"), NAMES).margin is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("(a - b) / a", "(5 - 2) / 5"),
        ("a - (b - a)", "5 - (2 - 5)"),
        ("(a - b) - a", "5 - 2 - 5"),
        ("a * (b / a)", "5 * (2 / 5)"),
        ("-(a + b)", "-(5 + 2)"),
        ("not (a < b)", "not 5 < 2"),
        ("(not a) < b", "(not 5) < 2"),
        ("(a < b) < a", "(5 < 2) < 5"),
        ("a < (b < a)", "5 < (2 < 5)"),
        ("not (a and b)", "not (5 and 2)"),
        ("(a or b) and a", "(5 or 2) and 5"),
        ("round(a, 2) + max(a, b)", "round(5, 2) + max(5, 2)"),
        ("-(-a)", "--5"),
        ("-(not a)", "-(not 5)"),
    ],
)
def test_written_by_hand(text, shown):
    assert written(parsed(text), {"a": "5", "b": "2"}.get) == shown


@given(TREES)
def test_what_is_written_reads_the_same(tree):
    again = reread(tree)
    assert again == tree
    assert list(names_in(again)) == list(names_in(tree))


@given(SUMS | TRUTHS)
def test_the_value_of_what_is_written(tree):
    try:
        value = value_of(tree, NAMES)
    except UndefinedValueError:
        assume(False)
    assert value_of(reread(tree), NAMES) == value


@given(SUMS)
def test_against_fractions(tree):
    try:
        wanted = exact(tree)
    except ZeroDivisionError:
        # Floats may miss the zero by their rounding; then the value is huge, and no number is lost.
        assume(False)
    except NearTieError:
        assume(False)
    try:
        found = value_of(tree, NAMES)
    except UndefinedValueError:
        assume(False)
    assume(abs(wanted) < 1e12)
    assert isinstance(found, Quantity)
    assert found.low <= found.value <= found.high
    # Twelve leaves: rounding of floats, which a difference of near values may bring to the fore.
    size = max([abs(leaf) for leaf in _sizes(tree)], default=1)
    assert found.value == pytest.approx(float(wanted), rel=1e-6, abs=1e-9 * max(1.0, float(size)))


def _sizes(node):
    """Sizes of all values on the way, in fractions."""
    yield abs(exact(node))
    match node:
        case Unary(_, operand):
            yield from _sizes(operand)
        case Binary(_, left, right):
            yield from _sizes(left)
            yield from _sizes(right)
        case Operation("round", (of, _)):
            yield from _sizes(of)
        case Operation(_, arguments):
            for argument in arguments:
                yield from _sizes(argument)


@given(TRUTHS)
def test_truths_against_fractions(tree):
    try:
        wanted = exact(tree)
        found = value_of(tree, NAMES)
    except (ZeroDivisionError, NearTieError, UndefinedValueError):
        assume(False)
    assert isinstance(found, Truth)
    assert found.holds is bool(wanted)


@given(SUMS)
def test_against_the_language_that_it_resembles(tree):
    text = _pythonic(tree)
    assume("round" not in text)  # halves go to the even neighbour there
    try:
        # Python itself is the oracle: the text is written from a tree made by this test.
        wanted = eval(text, {"__builtins__": {}}, {"abs": abs, "min": min, "max": max})  # noqa: S307
    except (ZeroDivisionError, OverflowError):
        with pytest.raises(UndefinedValueError):
            value_of(tree, NAMES)
        return
    assert value_of(tree, NAMES).value == wanted  # the same operations on the same floats


def test_every_operator_keeps_truths_and_quantities_apart():
    for sign in (*ARITHMETIC, *COMPARISONS):
        with pytest.raises(UnitClashError, match="needs quantities, and one side is true or false"):
            value_of(parsed(f"(a < b) {sign} a"), NAMES)
        with pytest.raises(UnitClashError, match="needs quantities"):
            value_of(parsed(f"a {sign} (a < b)"), NAMES)
    for text in ("a and a < b", "a < b and a", "a or b", "not a"):
        with pytest.raises(UnitClashError, match="needs comparisons, and one side is a quantity"):
            value_of(parsed(text), NAMES)
    for text in ("-(a < b)", "abs(a < b)", "min(a, a < b)", "round(a < b, 2)"):
        with pytest.raises(UnitClashError, match="needs quantities"):
            value_of(parsed(text), NAMES)


def test_units_go_through_expressions():
    names = {"m": exactly(6.0, MONEY), "n": exactly(2.0, MONEY), "t": exactly(3.0, (("mass", 1),))}
    assert value_of(parsed("m / n"), names) == exactly(3.0)
    assert value_of(parsed("m / t"), names).dimension == (("mass", -1), ("money", 1))
    assert value_of(parsed("round((m - n) / n, 1) == 2"), names).holds
    for text in ("m + t", "m - 1", "m > 1", "min(m, t)", "m / n + m", "round(m, 2)"):
        with pytest.raises(UnitClashError):
            value_of(parsed(text), names)


def test_division_by_zero():
    for text in ("a / 0", "0 / 0", "a / (a - 3)", "a < b and a / 0 > 1"):
        with pytest.raises(UndefinedValueError, match="division by zero"):
            value_of(parsed(text), NAMES)


def test_the_largest_product_that_can_be_written():
    nines = "999999999999999"
    with pytest.raises(UndefinedValueError, match="too large to be a number"):
        value_of(parsed("*".join([nines] * 24)), NAMES)
    assert value_of(parsed("*".join([nines] * 20)), NAMES).value == pytest.approx(1e300, rel=1e-12)
