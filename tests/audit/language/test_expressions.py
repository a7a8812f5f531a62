"""The grammar: what can be written, what it means, and that nothing else gets through."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from equipoise.audit.language.expressions import (
    MOST_CHARACTERS,
    MOST_DECIMALS,
    MOST_DEPTH,
    MOST_DIGITS,
    MOST_PARTS,
    OPERATORS,
    Binary,
    ExpressionError,
    Name,
    Number,
    Operation,
    Unary,
    names_in,
    parsed,
)

A, B, C = Name("a"), Name("b"), Name("c")


def parts(node):
    match node:
        case Unary(_, operand):
            return 1 + parts(operand)
        case Binary(_, left, right):
            return 1 + parts(left) + parts(right)
        case Operation(_, arguments):
            return 1 + sum(parts(argument) for argument in arguments)
    return 1


def tried(text):
    """The tree or the error."""
    try:
        return parsed(text), None
    except ExpressionError as error:
        return None, error


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("12.50", Number("12.50")),
        ("a", A),
        ("(((a)))", A),
        ("a - b - c", Binary("-", Binary("-", A, B), C)),
        ("a / b / c", Binary("/", Binary("/", A, B), C)),
        ("a + b * c", Binary("+", A, Binary("*", B, C))),
        ("(a + b) * c", Binary("*", Binary("+", A, B), C)),
        ("-a * b", Binary("*", Unary("-", A), B)),
        ("a - -b", Binary("-", A, Unary("-", B))),
        ("--a", Unary("-", Unary("-", A))),
        ("a + b < c", Binary("<", Binary("+", A, B), C)),
        ("not a < b", Unary("not", Binary("<", A, B))),
        ("not not a", Unary("not", Unary("not", A))),
        ("not a and b", Binary("and", Unary("not", A), B)),
        ("a or b and c", Binary("or", A, Binary("and", B, C))),
        ("a and b or c", Binary("or", Binary("and", A, B), C)),
        ("min(a, b, c)", Operation("min", (A, B, C))),
        ("max(a,b)", Operation("max", (A, B))),
        ("abs ( a )", Operation("abs", (A,))),
        ("round(a, 2)", Operation("round", (A, Number("2")))),
        (" a\n\t+ b ", Binary("+", A, B)),
        ("a<=b", Binary("<=", A, B)),
        ("android or notable", Binary("or", Name("android"), Name("notable"))),
        ("minimum", Name("minimum")),
        ("a_1", Name("a_1")),
    ],
)
def test_trees_by_hand(text, tree):
    assert parsed(text) == tree


def test_numbers_and_names():
    assert parsed("0.50").value == 0.5
    assert list(names_in(parsed("max(a, b) - a < not c"))) == ["a", "b", "a", "c"]
    assert list(names_in(parsed("round(1 + 2, 0)"))) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "ends too early"),
        ("   ", "ends too early"),
        ("a +", "ends too early"),
        ("(a", "ends too early"),
        ("min(a, b", "ends too early"),
        ("not", "ends too early"),
        ("a)", r"'\)' at character 2 follows a complete expression"),
        ("a b", "'b' at character 3 follows a complete expression"),
        ("1 2", "'2' at character 3 follows"),
        ("1e5", "'e5' at character 2 follows"),
        ("0x10", "'x10' at character 2 follows"),
        ("1_000", "'_' at character 2 is not part of the language"),
        ("12,997", "',' at character 3 follows"),
        (".5", r"'\.' at character 1 is not part"),
        ("5.", r"'\.' at character 2 is not part"),
        ("1.2.3", r"'\.' at character 4 is not part"),
        ("a ** 2", r"'\*' at character 4 where a value is wanted"),
        ("a // b", "'/' at character 4 where a value"),
        ("a % b", "'%' at character 3 is not part"),
        ("a ^ b", "not part"),
        ("a = b", "'=' at character 3 is not part"),
        ("a := b", "':' at character 3 is not part"),
        ("a <> b", "'>' at character 4 where a value is wanted"),
        ("a =< b", "not part"),
        ("a ! b", "'!' at character 3 is not part"),
        ("a & b", "not part"),
        ("a < b < c", "a second comparison at character 7"),
        ("a == b != c", "a second comparison"),
        ("a < b + c >= c", "a second comparison"),
        ("not a < b < c", "a second comparison"),
        ("+a", r"'\+' at character 1 where a value is wanted"),
        ("()", r"'\)' at character 2 where a value"),
        ("a(b)", "'a' at character 1 is no operator"),
        ("open(a)", "'open' at character 1 is no operator"),
        ("sum(a, b)", "'sum' at character 1 is no operator"),
        ("1(a)", r"'\(' at character 2 follows"),
        ("(a)(b)", r"'\(' at character 4 follows"),
        ("min", "min at character 1 without its brackets"),
        ("min + a", "min at character 1 without its brackets"),
        ("min()", r"'\)' at character 5 where a value"),
        ("min(a)", "min at character 1 has 1 arguments"),
        ("max(a,)", r"'\)' at character 7 where a value"),
        ("max(,a)", "',' at character 5 where a value"),
        ("abs(a, b)", "abs at character 1 has 2 arguments"),
        ("round(a)", "round at character 1 has 1 arguments"),
        ("round(a, 2, 3)", "round at character 1 has 3 arguments"),
        ("round(a, b)", "does not say to how many decimals"),
        ("round(a, -1)", "does not say to how many decimals"),
        ("round(a, 1.0)", "does not say to how many decimals"),
        ("round(a, 13)", "does not say to how many decimals"),
        ("min(a; b)", "';' at character 6 is not part"),
        ("min(a b)", r"'b' at character 7 where '\)' is wanted"),
        ("and a", "'and' at character 1 where a value"),
        ("a and", "ends too early"),
        ("a and or b", "'or' at character 7 where a value"),
        ("a not b", "'not' at character 3 follows"),
        ("A", "'A' at character 1 is not part"),
        ("_a", "'_' at character 1 is not part"),
        ("True", "'T' at character 1 is not part"),
    ],
)
def test_refusals(text, message):
    with pytest.raises(ExpressionError, match=message) as caught:
        parsed(text)
    assert caught.value.hint


def test_every_limit_is_reached_and_kept():
    assert parsed("a" * MOST_CHARACTERS) == Name("a" * MOST_CHARACTERS)
    with pytest.raises(ExpressionError, match="401 characters long, 400 allowed"):
        parsed("a" * (MOST_CHARACTERS + 1))

    inside = MOST_DEPTH - 1
    for left, right in (("(", ")"), ("-", ""), ("not ", ""), ("abs(", ")")):
        assert parsed(left * inside + "a" + right * inside)
        with pytest.raises(ExpressionError, match="nested deeper than 20 levels"):
            parsed(left * MOST_DEPTH + "a" + right * MOST_DEPTH)

    # Every operand but the first stands behind one sign.
    assert parts(parsed("+".join("a" * MOST_PARTS))) == 2 * MOST_PARTS - 1
    with pytest.raises(ExpressionError, match="more than 120 parts"):
        parsed("+".join("a" * (MOST_PARTS + 1)))
    with pytest.raises(ExpressionError, match="more than 120 parts"):
        parsed(f"min({','.join('a' * MOST_PARTS)})")

    assert parsed("9" * MOST_DIGITS).value == 999_999_999_999_999
    for number in ("9" * (MOST_DIGITS + 1), "1." + "0" * MOST_DIGITS, "0" * 16):
        with pytest.raises(ExpressionError, match="more than 15 digits"):
            parsed(number)

    assert parsed(f"round(a, {MOST_DECIMALS})")


@given(st.text(max_size=450))
@example("\x00")
@example("\u0661 + \u0662")
@example("\uff41 + b")
@example("\ufb01")
@example("a\u00a0+ b")
@example("\ud800")
@example("a # b")
@example("'a' * 9")
def test_any_text_is_a_tree_or_an_error_with_a_hint(text):
    tree, error = tried(text)
    if tree is None:
        assert error.message
        assert error.hint
    else:
        assert parts(tree) < 2 * MOST_PARTS
        assert text.isascii()


WORDS = st.sampled_from(
    [
        *"()+-*/<>,",
        "<=",
        ">=",
        "==",
        "!=",
        "and",
        "or",
        "not",
        *OPERATORS,
        "a",
        "b",
        "1",
        "2.5",
        " ",
    ]
)


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_run_of_words_is_a_tree_or_an_error(text):
    tree, error = tried(text)
    if tree is None:
        assert error.hint
    else:
        assert set(names_in(tree)) <= {"a", "b"}


def test_digits_and_letters_of_other_scripts_are_none():
    arabic, fullwidth, bold = "\u0661\u0662", "\uff41", "\U0001d7cf"
    for text in (arabic, fullwidth, bold, "a\u00b2", "\u00e9", "a\u00a0+ b", "a\x0b+ b", "a\r+ b"):
        with pytest.raises(ExpressionError, match="not part of the language"):
            parsed(text)
