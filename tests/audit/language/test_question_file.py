"""Questions from TOML: what they become, and every fault with its key."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.audit.language.expectation import Stated
from equipoise.audit.language.expressions import OPERATORS, parsed
from equipoise.audit.language.hedges import shipped_hedges
from equipoise.audit.language.question import MOST_POINTS, Expectation, GridAxis
from equipoise.audit.language.question_file import MOST_LETS, Reading, read_question
from equipoise.audit.language.selector import Selector

INF = math.inf
HEDGES = shipped_hedges().hedges
LET = 'let.a = { archive = "sample", value = "flow", where = { state = "CHN", year = 2000 } }\n'
OTHER = 'let.b = { archive = "sample", value = "flow", where = { state = "JPN", year = 2000 } }\n'
RATIO = LET + OTHER + 'expr = "a / b"\n'


def test_a_question_by_hand(trade, asked):
    text = (
        'let.c = "b * 2"\nlet.b = "a + a"\n'
        + LET
        + 'over.year = [1996, 1999]\nexpr = "c > a"\nexpect = true\n'
    )
    question = asked(text, trade)
    assert list(question.lets) == ["a", "b", "c"]  # each after what it rests on
    assert isinstance(question.lets["a"], Selector)
    assert question.lets["c"] == parsed("b * 2")
    assert question.expression == parsed("c > a")
    assert question.expectation == Expectation("truth")
    assert question.grid == {"year": GridAxis((1996, 1999))}
    assert set(question.behind(question.expression)) == {"a", "b", "c"}
    assert question.behind(parsed("1 + 2")) == ()


@pytest.mark.parametrize(
    ("expect", "stated"),
    [
        ('{ value = 2, unit = "rank" }', Stated(2.0, 2.0, "rank", shown="2")),
        ("{ value = 2 }", Stated(2.0, 2.0, "", shown="2")),
        ('{ value = 15, printed = "15.0" }', Stated(15.0, 15.0, "", 0.05, shown="15.0")),
        ('{ value = 0.2, printed = "20 %" }', Stated(0.2, 0.2, "", 0.005, shown="20 %")),
        ("{ lt = 2 }", Stated(-INF, 2.0, "", 0.0, None, True, "< 2")),
        ("{ le = 2 }", Stated(-INF, 2.0, "", 0.0, None, False, "<= 2")),
        ("{ gt = 2 }", Stated(2.0, INF, "", 0.0, None, True, "> 2")),
        ('{ ge = 2, unit = "share" }', Stated(2.0, INF, "share", 0.0, None, False, ">= 2")),
        ("{ between = [0.25, 0.5] }", Stated(0.25, 0.5, "", shown="0.25 to 0.5")),
        ("{ between = [2, 2] }", Stated(2.0, 2.0, "", shown="2 to 2")),
    ],
)
def test_expectations_by_hand(trade, asked, expect, stated):
    assert asked(RATIO + f"expect = {expect}", trade).expectation.stated == stated


def test_hedges_and_tolerances_by_hand(trade, asked):
    text = RATIO + 'expect = { value = 2 }\nhedge = "about"\ntolerance = 0.25'
    assert asked(text, trade).expectation.stated == Stated(
        2.0, 2.0, "", 0.25, HEDGES["about"], shown="about 2"
    )
    text = RATIO + 'expect = { value = 2, printed = "2.0" }\ntolerance = 0.25'
    assert asked(text, trade).expectation.stated.half_unit == 0.25  # goes before the digits
    text = RATIO + "expect = { between = [1, 2] }\ntolerance = 0.5"
    assert asked(text, trade).expectation.stated.half_unit == 0.5
    text = RATIO + 'expect = { figure = "asean-turnover-growth" }\nhedge = "about"'
    found = asked(text, trade).expectation
    assert (found.form, found.name, found.hedge) == (
        "figure",
        "asean-turnover-growth",
        HEDGES["about"],
    )
    found = asked(LET + OTHER + 'expr = "a"\nexpect = { let = "b" }\ntolerance = 1', trade)
    assert found.expectation == Expectation("let", "b", None, None, 1.0)


def test_points_by_hand(trade, asked):
    text = RATIO + 'over.year = [1996, 1999]\nover.who = ["JPN", "CHN"]'
    assert asked(text, trade).points(trade) == (
        {"year": 1996, "who": "JPN"},
        {"year": 1996, "who": "CHN"},
        {"year": 1999, "who": "JPN"},
        {"year": 1999, "who": "CHN"},
    )
    assert asked(RATIO, trade).points(trade) == ({},)
    text = RATIO + 'over.year = { archive = "sample", value = "year" }'
    assert asked(text, trade).points(trade) == ({"year": 2000}, {"year": 2012})
    text = RATIO + 'over.year = { archive = "sample", value = "year", from = 2013 }'
    assert asked(text, trade).points(trade) == ()
    text = RATIO + 'over.who = { archive = "sample", value = "state" }'
    assert [point["who"] for point in asked(text, trade).points(trade)] == ["CHN", "JPN", "KOR"]


def test_a_grid_reads_rows_of_an_archive_only_where_other_columns_decide(shelved, asked):
    columns = {"state": "text", "year": "year", "flow": "usd_m"}
    rows = (("CHN", 2000, 5.0), ("JPN", 2000, 3.0), ("JPN", 2001, 3.0), (None, None, 1.0))
    base = shelved(columns, *rows)
    axis = 'over.x = {{ archive = "sample", value = {} }}'

    def values(text):
        question = asked(RATIO + axis.format(text), base)
        base.archive.asked.clear()
        found = [point["x"] for point in question.points(base)]
        ((_, request),) = base.archive.asked
        return found, request

    assert values('"year"') == ([2000, 2001], "year")
    assert values('"year", from = 2001') == ([2001], "year")
    assert values('"state"') == (["CHN", "JPN"], "state")
    assert values('"state", where = { state = { not = "JPN" } }') == (["CHN"], "state")


def test_a_grid_with_conditions_on_other_columns(shelved, asked):
    columns = {"state": "text", "year": "year", "flow": "usd_m"}
    rows = (("CHN", 2000, 5.0), ("JPN", 2001, 3.0), ("BRN", 1980, 1.0), ("BRN", 1990, 1.0))
    base = shelved(columns, *rows)
    text = RATIO + 'over.year = { archive = "sample", value = "year", where = { state = "JPN" } }'
    assert asked(text, base).points(base) == ({"year": 2001},)
    assert base.archive.asked == [("sample", {"state": ("JPN",)})]
    # Whether Brunei is a member depends on the year of the row.
    where = 'where = { state = { region = "east-asia" }, year = { to = 1989 } }'
    text = RATIO + f'over.who = {{ archive = "sample", value = "state", {where} }}'
    assert asked(text, base).points(base) == ()
    where = 'where = { state = { region = "east-asia" } }'
    text = RATIO + f'over.who = {{ archive = "sample", value = "state", {where} }}'
    assert [point["who"] for point in asked(text, base).points(base)] == ["BRN", "CHN", "JPN"]


def test_the_largest_grid_is_read_and_the_next_refused(trade, asked, refused):
    years = ", ".join(str(year) for year in range(1800, 2000))
    text = RATIO + f'over.year = [{years}]\nover.who = ["JPN", "CHN"'
    assert len(asked(text + "]", trade).points(trade)) == MOST_POINTS
    assert "over: a grid of 600 points, at most 400" in refused(text + ', "KOR"]', trade)


def test_as_many_names_as_a_claim_may_have(trade, asked, refused):
    names = "".join(f'let.n{number} = "a"\n' for number in range(MOST_LETS - 1))
    assert len(asked(LET + names + 'expr = "a > 0 * a"', trade).lets) == MOST_LETS
    assert "let: more than 30 names" in refused(LET + OTHER + names + 'expr = "a > 0"', trade)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "claim, expr: missing or not a text"),
        ('expr = ""', "expr: missing or not a text"),
        ("expr = 5", "expr: missing or not a text"),
        ('expr = ["a"]', "expr: missing or not a text"),
        ('expr = "a ** 2"', "expr: '[*]' at character 4"),
        (LET + 'expr = "a > c"', "expr: expr uses 'c', which no let gives"),
        ('expr = "2 > 1"', "expr: it rests on no evidence"),
        ('let.a = "1"\nexpr = "a > 0"', "expr: it rests on no evidence"),
        ("let = 5\nexpr = 'a'", "let: let is not a table"),
        ("over = [1996]\nexpr = 'a'", "over: over is not a table"),
        ("let.a = 5\nexpr = 'a'", "let.a: neither a selector nor an expression"),
        ('let.a = "b"\nexpr = "a"', "let: let.a uses 'b', which no let gives"),
        ('let.a = "a + 1"\nexpr = "a"', "let: a circle: a rests on a"),
        ('let.a = "b"\nlet.b = "a"\nexpr = "a"', "let: a circle: . rests on . rests on ."),
        (
            'let.a = "b"\nlet.b = "c"\nlet.c = "a"\nexpr = "a"',
            "let: a circle: . rests on . rests on . rests on .",
        ),
        ('let.A = "1"\nexpr = "1"', "let.A: 'A' cannot be a name"),
        ('let."a b" = "1"\nexpr = "1"', "let.a b: 'a b' cannot be a name"),
        ('let."é" = "1"\nexpr = "1"', "cannot be a name"),
        ('let."" = "1"\nexpr = "1"', "let.: '' cannot be a name"),
        ('let._a = "1"\nexpr = "1"', "let._a: '_a' cannot be a name"),
        ('let.__class__ = "1"\nexpr = "1"', "'__class__' cannot be a name"),
        ('over.Year = [1996]\nexpr = "1"', "over.Year: 'Year' cannot be a name"),
        ('over.year = "1996"\nexpr = "1"', "over.year: neither a list nor a table"),
        (RATIO + "expect = false", "expect: not a table"),
        (RATIO + "expect = 5", "expect: not a table"),
        (RATIO + "expect = {}", "expect: not a table"),
        (RATIO + "expect = { valeu = 5 }", "expect: unknown key 'valeu' [(]did you mean value"),
        (RATIO + 'expect = { unit = "share" }', "expect: 0 expectations"),
        (RATIO + "expect = { value = 5, lt = 3 }", "expect: 2 expectations"),
        (RATIO + 'expect = { value = "5" }', "expect: value is '5', not a number"),
        (RATIO + "expect = { value = true }", "expect: value is True"),
        (RATIO + "expect = { value = nan }", "expect: value is nan"),
        (RATIO + "expect = { gt = -inf }", "expect: gt is -inf"),
        (RATIO + "expect = { value = 1e300 }", "expect: value is 1e[+]300"),
        (RATIO + f"expect = {{ value = {10**400} }}", "expect: value is 1000"),
        (RATIO + "expect = { value = 1998-01-01 }", "expect: value is datetime"),
        (RATIO + 'expect = { value = 5, unit = "dollars" }', "expect: unknown unit 'dollars'"),
        (RATIO + 'expect = { value = 5, unit = "" }', "expect: unknown unit ''"),
        (RATIO + 'expect = { value = 5, unit = ["usd"] }', "expect: unknown unit"),
        (RATIO + "expect = { value = 5, unit = 5 }", "expect: unknown unit '5'"),
        (RATIO + 'expect = { value = 5, printed = "6" }', "expect: '6' does not print 5"),
        (RATIO + 'expect = { value = 5, printed = "five" }', "expect: 'five' does not print 5"),
        (RATIO + "expect = { value = 5, printed = true }", "expect: 'True' does not print 5"),
        (RATIO + 'expect = { lt = 5, printed = "5" }', "expect: lt beside a printed string"),
        (RATIO + 'expect = { between = [4, 5], printed = "5" }', "between beside a printed"),
        (RATIO + "expect = { between = 5 }", "expect: between is not two numbers"),
        (RATIO + "expect = { between = [5] }", "expect: between is not two numbers"),
        (RATIO + "expect = { between = [6, 5] }", "between has its ends turned around"),
        (RATIO + "expect = { between = [5, nan] }", "between is nan"),
        (RATIO + 'expect = { between = ["5", 6] }', "between is '5'"),
        (RATIO + 'expect = { figure = "none-such" }', "expect: no figure 'none-such'"),
        (RATIO + 'expect = { figure = ["x"] }', "expect: no figure"),
        (RATIO + "expect = { figure = { a = 1 } }", "expect: no figure"),
        (RATIO + 'expect = { let = "c" }', "expect: no let 'c'"),
        (RATIO + "expect = { let = [1] }", "expect: no let"),
        (RATIO + 'expect = { let = "a", unit = "usd" }', "expect: more than the figure's name"),
        (RATIO + 'expect = { let = "a" }', "expr: it rests on 'a', against which it is held"),
        (
            RATIO.replace("a / b", "c") + 'let.c = "a / b"\nexpect = { let = "b" }',
            "expr: it rests on 'b', against which it is held",
        ),
        (RATIO + 'hedge = "about"', "expect: a hedge without a figure"),
        (RATIO + "tolerance = 0.5", "expect: a hedge without a figure"),
        (RATIO + 'expect = { value = 5 }\nhedge = "abuot"', "unknown hedge 'abuot' [(]did you"),
        (RATIO + 'expect = { value = 5 }\nhedge = ["about"]', "expect: unknown hedge"),
        (RATIO + "expect = { value = 5 }\nhedge = 5", "expect: unknown hedge '5'"),
        (RATIO + 'expect = { value = 5 }\nhedge = "large"', "'large' is a degree without a figure"),
        (RATIO + 'expect = { gt = 5 }\nhedge = "about"', "gt beside a hedge or a tolerance"),
        (RATIO + "expect = { le = 5 }\ntolerance = 0", "le beside a hedge or a tolerance"),
        (RATIO + "expect = { value = 5 }\ntolerance = -1", "tolerance is below zero"),
        (RATIO + "expect = { value = 5 }\ntolerance = nan", "tolerance is nan"),
        (RATIO + "expect = { value = 5 }\ntolerance = true", "tolerance is True"),
        (RATIO + 'expect = { value = 5 }\ntolerance = "0.5"', "tolerance is '0.5'"),
    ],
)
def test_refusals(trade, refused, text, message):
    found = refused(text, trade)
    assert found.startswith("claim, ")
    assert re.search(message, found), found


@pytest.mark.parametrize("word", [*OPERATORS, "and", "or", "not"])
def test_words_of_the_language_are_no_names(trade, refused, word):
    assert f"{word!r} cannot be a name" in refused(f'let.{word} = "1"\nexpr = "1"', trade)


def test_all_faults_of_a_question_are_told_at_once(trade, refused):
    found = refused('let.a = 5\nlet.B = "1"\nover.x = 1\nexpr = "a **"\nexpect = 5', trade)
    assert [part.split(":")[0] for part in found.split("; ")] == [
        "claim, over.x",
        "claim, let.a",
        "claim, let.B",
        "claim, expr",
        "claim, expect",
    ]


RAW = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**400)
    | st.floats()
    | st.sampled_from(["a", "b", "a / b", "share", "about", "$year", "asean-turnover-growth", ""])
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["a", "b", "year", "value", "unit", "between", "let", "figure", "lt", "printed"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from(["let", "expr", "expect", "hedge", "tolerance", "over"]), RAW, max_size=6
    )
)
def test_anything_is_a_question_or_has_problems(trade, raw):
    reading = Reading("claims.toml", trade, shipped_hedges())
    question = read_question(raw, reading, "claim", 7)
    assert (question is None) == bool(reading.problems)
    assert all(p.line == 7 and p.hint and p.column.startswith("claim") for p in reading.problems)


@pytest.mark.parametrize("expect", ['value = 9, unit = "usd_m"', 'value = 0.2, unit = "share"'])
def test_a_literal_figure_needs_its_digits(trade, refused, expect):
    why = refused(RATIO + f"expect = {{ {expect} }}", trade)
    assert "a figure without its printed digits has no tolerance" in why
