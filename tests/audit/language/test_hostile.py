"""Hostile expressions and files: each has a clear verdict or an error that names claim and line.

Nothing that a file of claims may hold ends in a traceback, in a verdict on no evidence, or in
work without bound.
"""

from __future__ import annotations

import re
import tomllib
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.audit.claims import MOST_DEFINITIONS
from equipoise.audit.language import judgement
from equipoise.audit.language.expressions import ExpressionError, parsed
from equipoise.audit.language.hedges import shipped_hedges
from equipoise.audit.language.question import MOST_POINTS
from equipoise.audit.language.question_file import MOST_LETS, Reading, read_question
from equipoise.vocabulary.verdicts import CONTRADICTED, NOT_CHECKABLE, SUPPORTED

HEAD = """# line 1
# line 2
[[claim]]
id = "hostile"
statement = "What a test says."
locator = "Table 1"
kind = "trade"
"""
LINE = 3


def let(name, partner, year=2012):
    where = f'where = {{ partner = "{partner}", year = {year}, product = "total" }}'
    return f'let.{name} = {{ table = "trade", value = "turnover", {where} }}\n'


def figure(name, number, unit):
    return (
        f'let.{name} = {{ number = {number}, unit = "{unit}",'
        ' source = "by hand", locator = "nowhere" }\n'
    )


def counted(where):
    return f'let.n = {{ table = "trade", take = "count", where = {{ {where} }} }}\nexpr = "n == 0"'


# China 89,008.4 and Japan 31,220 million dollars in 2012.
AB = let("a", "CHN") + let("b", "JPN")
DAYS = figure("day", 1998, "date") + figure("other", 2001, "date")
BREAKING = "is not part of the language"
NO_OPERATOR = "is no operator"
NO_VALUE = "where a value is wanted"
FOLLOWS = "follows a complete expression"

EXPRESSIONS = {
    # what would run code elsewhere
    "__import__('os').system('true')": BREAKING,
    "__class__": BREAKING,
    "a.__class__": BREAKING,
    "a.b": BREAKING,
    "a[0]": BREAKING,
    "a{0}": BREAKING,
    "eval(a)": NO_OPERATOR,
    "exec(a)": NO_OPERATOR,
    "open(a)": NO_OPERATOR,
    "getattr(a, b)": NO_OPERATOR,
    "print(a)": NO_OPERATOR,
    "pow(a, b)": NO_OPERATOR,
    "sum(a, b)": NO_OPERATOR,
    "min": "without its brackets",
    "min(a)": "has 1 arguments",
    "abs(a)(b)": FOLLOWS,
    "min(max)(a, b)": "without its brackets",
    "lambda a": FOLLOWS,
    "lambda: a": BREAKING,
    "a if a else b": FOLLOWS,
    "[a for a in b]": BREAKING,
    "{a}": BREAKING,
    "(a, b)": "',' at character 3 where '[)]' is wanted",
    "(a := 5)": BREAKING,
    "a = 5": BREAKING,
    "a; b": BREAKING,
    "a, b": FOLLOWS,
    "import os": FOLLOWS,
    "yield a": FOLLOWS,
    "await a": FOLLOWS,
    "a is b": FOLLOWS,
    "a in b": FOLLOWS,
    "not": "ends too early",
    "a and": "ends too early",
    # text and other literals
    "'a' * 999999999": BREAKING,
    "b'a'": BREAKING,
    "f'{a}'": BREAKING,
    "True": BREAKING,
    "None": BREAKING,
    "nan": "uses 'nan', which no let gives",
    "inf": "uses 'inf', which no let gives",
    "true": "uses 'true', which no let gives",
    "1e308": FOLLOWS,
    "1j": FOLLOWS,
    "0x7f": FOLLOWS,
    "1_000": BREAKING,
    "12,997": FOLLOWS,
    "...": BREAKING,
    "$year": BREAKING,
    "a % b": BREAKING,
    "a # b": BREAKING,
    "a \\\\ b": BREAKING,
    "`a`": BREAKING,
    "@a": BREAKING,
    "~a": BREAKING,
    "a ^ b": BREAKING,
    "a << b": NO_VALUE,
    "a >> b": NO_VALUE,
    "a // b": NO_VALUE,
    "a -> b": NO_VALUE,
    # powers, sizes
    "9 ** 9 ** 9": NO_VALUE,
    "a ** 999999999": NO_VALUE,
    "9" * 16: "more than 15 digits",
    "9" * 400: "more than 15 digits",
    "9" * 401: "401 characters long, 400 allowed",
    "a" * 100_000: "100000 characters long",
    " " * 401 + "a": "402 characters long",
    "(" * 100 + "a" + ")" * 100: "nested deeper than 20 levels",
    "(" * 399: "nested deeper than 20 levels",
    "-" * 399 + "a": "nested deeper than 20 levels",
    "not " * 90 + "a": "nested deeper than 20 levels",
    "abs(" * 50 + "a" + ")" * 50: "nested deeper than 20 levels",
    "+".join("a" * 150): "more than 120 parts",
    f"max({','.join('a' * 150)})": "more than 120 parts",
    "round(a, 99999)": "does not say to how many decimals",
    "round(a / b, a)": "does not say to how many decimals",
    # brackets and order
    "(a": "ends too early",
    "a)": FOLLOWS,
    ")a(": NO_VALUE,
    "()": NO_VALUE,
    "a b": FOLLOWS,
    "a < b < a": "a second comparison",
    "a <": "ends too early",
    "* a": NO_VALUE,
    # names
    "c": "uses 'c', which no let gives",
    "a + turnover": "uses 'turnover', which no let gives",
    "year": "uses 'year', which no let gives",
    # other alphabets, controls
    "\u0661 + \u0662": BREAKING,
    "\uff41 + b": BREAKING,
    "\u0430 + b": BREAKING,  # a Cyrillic letter that looks the same
    "a \u2212 b": BREAKING,
    "a \u00d7 b": BREAKING,
    "a\u200b": BREAKING,
    "a\u202eb": BREAKING,
    "\\u0000": BREAKING,
    "a\\u001bb": BREAKING,
    "\U0001f600": BREAKING,
    # nothing to compute with
    "": "missing or not a text",
    "   ": "missing or not a text",
    "1 + 1 == 2": "it rests on no evidence",
    "2 > 1": "it rests on no evidence",
}


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=lambda text: text[:24])
def test_expressions_are_refused_with_claim_and_line(claims_file, expression):
    text = expression.replace('"', '\\"')
    (problem,) = claims_file.write(f'{HEAD}{AB}expr = "{text}"\n').problems()
    assert (problem.file, problem.line, problem.column) == ("claims.toml", LINE, "hostile, expr")
    assert re.search(EXPRESSIONS[expression], problem.message), problem.message
    assert problem.hint
    assert len(problem.message) < 250


# Faults that show when units meet: body of the claim, and what is said of it.
CLASHES = {
    "amounts and weights": (
        AB + figure("w", 5, "t_m") + 'expr = "a + w > b"',
        "cannot add money and mass",
    ),
    "amounts and numbers": (AB + 'expr = "a + 1 > b"', "cannot add money and a plain number"),
    "an amount above a number": (AB + 'expr = "a > 5"', "compare money and a plain number"),
    "dollars and roubles": (
        AB + figure("r", 5, "rub_bn") + 'expr = "a > r"',
        "compare money and roubles",
    ),
    "date times date": (DAYS + 'expr = "day * other > 1"', "cannot multiply calendar dates"),
    "date plus date": (DAYS + 'expr = "day + other > day"', "cannot add calendar dates"),
    "date over date": (DAYS + 'expr = "day / other < 1"', "cannot divide calendar dates"),
    "date minus number": (DAYS + 'expr = "day - 1 < other"', "subtract calendar date and a plain"),
    "a date against a number": (DAYS + 'expr = "day > 1998"', "compare calendar date and a plain"),
    "minus a date": (DAYS + 'expr = "-day < other"', "turn the sign of calendar dates"),
    "a rounded amount": (AB + 'expr = "round(a, 0) > b"', "cannot round money"),
    "a truth in a sum": (AB + 'expr = "(a > b) + 1 > 0"', "[+] needs quantities"),
    "a truth in a comparison": (AB + 'expr = "(a > b) == (b < a)"', "== needs quantities"),
    "a quantity as a truth": (AB + 'expr = "a and b"', "and needs comparisons"),
    "not a quantity": (AB + 'expr = "not a"', "not needs comparisons"),
    "a truth by name": (
        AB + 'let.c = "a > b"\nexpr = "c * 2 > 1"',
        "[*] needs quantities",
    ),
    "a quantity without expectation": (AB + 'expr = "a / b"', "nothing says what to expect"),
    "a truth with a figure": (
        AB + 'expr = "a > b"\nexpect = { value = 1 }',
        "true or false, and a figure is expected",
    ),
    "an amount where a share is stated": (
        AB + 'expr = "a + b"\nexpect = { gt = 0.5, unit = "share" }',
        "gives money, and the text states a plain number",
    ),
    "a share where a date is stated": (
        AB + 'expr = "a / b"\nexpect = { value = 1998, unit = "date" }',
        "states calendar date",
    ),
    "an amount where a length is stated": (
        AB + 'expr = "a + b"\nexpect = { figure = "border-north-korea" }',
        "states length",
    ),
    "a truth to be held against": (
        AB + 'let.c = "a > b"\nexpr = "a / b"\nexpect = { let = "c" }',
        "c is true or false",
    ),
}


@pytest.mark.parametrize("name", CLASHES)
def test_clashes_of_units_are_faults_of_the_claim(claims_file, name):
    body, message = CLASHES[name]
    (problem,) = claims_file.write(HEAD + body).problems()
    assert (problem.file, problem.line, problem.column) == ("claims.toml", LINE, "hostile")
    assert re.search(message, problem.message), problem.message
    assert problem.hint


FILES = {
    "a let that rests on itself": ('let.c = "c + 1"\nexpr = "c > 1"', "a circle: c rests on c"),
    "lets in a circle": (
        'let.c = "d"\nlet.d = "e"\nlet.e = "c"\nexpr = "c > 1"',
        "a circle: ",
    ),
    "a let on a name that is not there": (AB + 'let.c = "d"\nexpr = "a > b"', "let.c uses 'd'"),
    "a hostile let": (AB + 'let.c = "a ** 9"\nexpr = "a > b"', NO_VALUE),
    "a number for a let": ('let.a = 5\nexpr = "a > 1"', "neither a selector nor an expression"),
    "a list of lets": ('let.a = [1, 2]\nexpr = "a > 1"', "neither a selector nor an expression"),
    "a date for a let": ('let.a = 2012-01-01\nexpr = "a > 1"', "neither a selector"),
    "a true let": ('let.a = true\nexpr = "a"', "neither a selector nor an expression"),
    "an unknown table": ('let.a = { table = "users" }\nexpr = "a > 1"', "no table 'users'"),
    "a path for a table": ('let.a = { table = "../trade" }\nexpr = "a > 1"', "no table '../trade'"),
    "a query for a table": (
        'let.a = { table = "trade; drop table trade" }\nexpr = "a > 1"',
        "no table",
    ),
    "an unknown column": (
        'let.a = { table = "trade", value = "__dict__" }\nexpr = "a > 1"',
        "trade has no column '__dict__'",
    ),
    "a method for a column": (
        'let.a = { table = "trade", value = "items" }\nexpr = "a > 1"',
        "trade has no column 'items'",
    ),
    "an unknown state": (AB.replace('"CHN"', '"ZZZ"') + 'expr = "a > b"', "unknown party 'ZZZ'"),
    "a state of another alphabet": (
        AB.replace('"CHN"', '"\u0421HN"') + 'expr = "a > b"',
        "unknown party",
    ),
    "a condition on no column": (
        AB.replace("partner", "partners") + 'expr = "a > b"',
        "trade has no column 'partners'",
    ),
    "a query for a condition": (
        AB.replace('"CHN"', '"\' or 1 = 1"') + 'expr = "a > b"',
        "unknown party",
    ),
    "a table where a text is wanted": (
        AB.replace('"CHN"', '{ name = "CHN" }') + 'expr = "a > b"',
        "unknown condition 'name'",
    ),
    "a truth where a year is wanted": (
        AB.replace("2012", "true") + 'expr = "a > b"',
        "True is no value of year",
    ),
    "no number for a year": (AB.replace("2012", "nan") + 'expr = "a > b"', "no year is nan"),
    "an endless year": (AB.replace("2012", "inf") + 'expr = "a > b"', "no year is inf"),
    "a day for a year": (
        AB.replace("2012", "2012-01-01") + 'expr = "a > b"',
        "is no value of year",
    ),
    "a span turned around": (
        AB.replace("2012", "{ from = 2012, to = 1990 }") + 'expr = "a > b"',
        "from 2012 to 1990 is turned around",
    ),
    "a span without end": (
        AB.replace("2012", "{ from = nan }") + 'expr = "a > b"',
        "nan is not a number",
    ),
    "two origins": (
        'let.a = { table = "trade", archive = "wdi" }\nexpr = "a > 1"',
        "two tables",
    ),
    "a constant without source": ('let.a = { number = 5, unit = "usd" }\nexpr = "a > a"', "source"),
    "a constant that is none": (figure("a", "nan", "usd") + 'expr = "a > a"', "number is nan"),
    "an endless constant": (figure("a", "inf", "usd") + 'expr = "a > a"', "number is inf"),
    "a constant too large": (figure("a", "1e308", "usd_bn") + 'expr = "a > a"', "number is 1e"),
    "an unknown unit": (figure("a", 5, "gold") + 'expr = "a > a"', "unknown unit 'gold'"),
    "an expectation that is none": (
        AB + 'expr = "a / b"\nexpect = { value = nan }',
        "value is nan",
    ),
    "an endless expectation": (AB + 'expr = "a / b"\nexpect = { lt = inf }', "lt is inf"),
    "an expectation too large": (
        AB + 'expr = "a"\nexpect = { value = 1e308, unit = "usd_bn" }',
        "value is 1e[+]308",
    ),
    "a day for an expectation": (
        AB + 'expr = "a / b"\nexpect = { value = 1998-01-01 }',
        "value is datetime.date",
    ),
    "a table for an expectation": (
        AB + 'expr = "a / b"\nexpect = { value = { a = 1 } }',
        "value is {'a': 1}, not a number",
    ),
    "an expectation of itself": (
        AB + 'expr = "a"\nexpect = { let = "a" }',
        "it rests on 'a', against which it is held",
    ),
    "a text for an expectation": (AB + 'expr = "a > b"\nexpect = "true"', "not a table"),
    "a degree for a hedge": (
        AB + 'expr = "a / b"\nexpect = { value = 99 }\nhedge = "large"',
        "a degree without a figure",
    ),
    "a tolerance below zero": (
        AB + 'expr = "a / b"\nexpect = { value = 99 }\ntolerance = -1',
        "tolerance is below zero",
    ),
    "an endless tolerance": (
        AB + 'expr = "a / b"\nexpect = { value = 99 }\ntolerance = inf',
        "tolerance is inf",
    ),
    "a verdict written down": (AB + 'expr = "a > b"\nverdict = "supported"', "unknown key"),
    "a number for an expression": ("expr = 5", "missing or not a text"),
    "a list for an expression": ('expr = ["a"]', "missing or not a text"),
    "no expression": (AB, "missing or not a text"),
    "an empty grid": (AB + 'expr = "a > b"\nover.year = []', "not a list of years or codes"),
    "a grid of many values": (
        AB + f'expr = "a > b"\nover.year = {list(range(10_000))}',
        "more than 400 values",
    ),
    "a grid that explodes": (
        AB
        + 'expr = "a > b"\n'
        + "".join(f"over.y{n} = {list(range(1990, 2010))}\n" for n in range(10)),
        "a grid of 10240000000000 points, at most 400",
    ),
    "a grid of rows that explodes": (
        AB
        + 'expr = "a > b"\n'
        + 'over.x = { table = "trade", value = "partner" }\n'
        + 'over.y = { table = "partner_trade", value = "state" }\n'
        + 'over.z = { table = "capabilities", value = "year" }\n',
        "a grid of [0-9]+ points, at most 400",
    ),
    "a grid of truths": (AB + 'expr = "a > b"\nover.year = [true]', "not a list of years or codes"),
    "a grid of grids": (AB + 'expr = "a > b"\nover.year = [[1996]]', "not a list of years or"),
    "a grid name that is none": (
        AB.replace("2012", '"$year"') + 'expr = "a > b"',
        "[$]year is no name of the claim's grid",
    ),
    "a grid of the wrong kind": (
        AB.replace("2012", '"$year"') + 'expr = "a > b"\nover.year = ["2012"]',
        "year holds numbers, not '2012'",
    ),
    "a grid of unknown codes": (
        AB.replace('"CHN"', '"$who"') + 'expr = "a > b"\nover.who = ["CHN", "ZZZ"]',
        "unknown party 'ZZZ'",
    ),
    "too many lets": (
        "".join(f'let.n{n} = "1"\n' for n in range(MOST_LETS + 1)) + 'expr = "n1 > 0"',
        "more than 30 names",
    ),
    "too many definitions": (
        AB
        + 'expr = "a > b"\n'
        + "".join(f'[[claim.definition]]\nname = "d{n}"\n' for n in range(MOST_DEFINITIONS + 1)),
        "not a list of tables",
    ),
    "a condition of many values": (
        AB.replace('"CHN"', str(["CHN"] * 10_000)) + 'expr = "a > b"',
        "more than 400 values",
    ),
    "a sum of dates": (
        'let.a = { table = "trade", value = "year", take = "sum" }\nexpr = "a > a"',
        "holds dates, which have no sum",
    ),
    "another unit for a column": (
        'let.a = { table = "trade", value = "turnover", unit = "t", take = "sum" }\nexpr = "a > a"',
        "turnover has a unit or needs none",
    ),
    "a region of products": (
        counted('product = { region = "east-asia" }'),
        "product holds no states",
    ),
    "nothing for a text": (counted('partner = ""'), "an empty partner"),
    "a text that no row has": (counted('product = "guns"'), "no row of trade has product 'guns'"),
}


@pytest.mark.parametrize("name", FILES)
def test_claims_are_refused_with_claim_and_line(claims_file, name):
    body, message = FILES[name]
    problems = claims_file.write(HEAD + body + "\n").problems()
    assert problems
    assert {(problem.file, problem.line) for problem in problems} == {("claims.toml", LINE)}
    assert all(problem.column.startswith("hostile") and problem.hint for problem in problems)
    assert any(re.search(message, problem.message) for problem in problems), problems


VERDICTS = {
    "division by zero": (AB + 'expr = "a / (b - b) > 1"', NOT_CHECKABLE, "Division by zero"),
    "zero by zero": (AB + 'expr = "(a - a) / (b - b) == 0"', NOT_CHECKABLE, "Division by zero"),
    "a product too large": (
        AB + 'let.c = "a*a*a*a*a*a*a*a"\nlet.d = "c*c*c*c"\nexpr = "d / d == 1"',
        NOT_CHECKABLE,
        "too large to be a number",
    ),
    "a sum too large": (
        figure("c", "1e99", "factor")
        + let("a", "CHN")
        + 'let.d = "c*c*c*170000000"\nlet.e = "d * 1000000000"\nexpr = "e + e > e + a / a"',
        NOT_CHECKABLE,
        "too large to be a number",
    ),
    "no row": (let("a", "CHN", 1900) + 'expr = "a > a"', NOT_CHECKABLE, "No row of trade"),
    "many rows": (
        'let.a = { table = "trade", value = "turnover" }\nexpr = "a > a"',
        NOT_CHECKABLE,
        "rows match where one is wanted",
    ),
    "a missing cell": (
        let("a", "LAO") + let("b", "CHN") + 'expr = "a < b"',
        NOT_CHECKABLE,
        "o figure for turnover in trade.csv",
    ),
    "missing cells in a sum": (
        'let.a = { table = "trade", value = "turnover", take = "sum" }\nexpr = "a > a"',
        NOT_CHECKABLE,
        "o figure for turnover in trade.csv",
    ),
    "an archive that is not there": (
        'let.a = { archive = "wdi", value = "value", unit = "usd" }\nexpr = "a > a"',
        NOT_CHECKABLE,
        "Needs World Development Indicators",
    ),
    "one row of the text": (AB + 'expr = "a == a"', NOT_CHECKABLE, "cannot confirm itself"),
    "a count of nothing": (
        AB
        + 'let.n = { table = "trade", take = "count", where = { year = 1900 } }\n'
        + 'expr = "n == 0 and a > b"',
        NOT_CHECKABLE,
        "No row of trade with year 1900",
    ),
    "numbers at their limit": (
        AB + f'expr = "a / b < {"9" * 15} and a / b > 0.{"0" * 13}1"',
        SUPPORTED,
        "holds",
    ),
    "an expression at its limits": (
        AB + f'expr = "{"(" * 19}a{")" * 19} > {"+".join("b" * 90)}"',
        CONTRADICTED,
        "does not hold",
    ),
    "names that look like code": (
        let("import", "CHN")
        + let("__", "JPN").replace("let.__", "let.lambda")
        + 'expr = "import > lambda"',
        SUPPORTED,
        "holds",
    ),
}


@pytest.mark.parametrize("name", VERDICTS)
def test_what_can_be_read_has_a_verdict(claims_file, name):
    body, verdict, reason = VERDICTS[name]
    found = claims_file.write(HEAD + body).audited().result("hostile")
    assert found.verdict == verdict
    assert reason in found.reason
    assert bool(found.missing) == (verdict == NOT_CHECKABLE)


BROKEN = {
    "half a header": (b"[[claim]\n", 1, "line 1"),
    "an open text": (b'[[claim]]\nid = "x\n', 2, "line 2"),
    "a key twice": (HEAD.encode() + b'id = "y"\n#\n', 8, "Cannot overwrite"),
    "a name without value": (b"claim\n", 1, "line 1"),
    "another encoding": ("[[claim]]\nid = '\u00e9'".encode("utf-16"), None, "not UTF-8"),
    "half a character": (b"# \xc3", None, "not UTF-8 at byte 2"),
    "a mark of the order of bytes": (b"\xef\xbb\xbfclaim = []", 1, "line 1"),
    "a null": (b"a = 1\x00", 1, "line 1"),
    "nulls alone": (b"\x00" * 1000, 1, "line 1"),
    "a control in a text": (b'a = "\x07"', 1, "line 1"),
    "deep lists": (b"a = " + b"[" * 100_000, None, "nested too deeply"),
    "deep tables": (b"a = " + b"{ a = " * 50_000, None, "nested too deeply"),
    "another language": (b'{"claim": []}', 1, "line 1"),
    "a number out of nowhere": (b"a = 1.2.3", 1, "line 1"),
    "a year out of range": (b"a = 2012-13-45", 1, "line 1"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_refused_with_their_line(claims_file, name):
    content, line, message = BROKEN[name]
    (problem,) = claims_file.write(content).problems()
    assert (problem.file, problem.line) == ("claims.toml", line)
    assert message in problem.message
    assert problem.hint


def test_a_duplicate_id_names_both_lines(claims_file):
    claim = HEAD + AB + 'expr = "a > b"\n'
    (problem,) = claims_file.write(claim + claim).problems()
    assert (problem.line, problem.column) == (13, "hostile")
    assert "line 3" in problem.message


def test_names_are_computed_once_however_often_they_stand(claims_file, monkeypatch):
    doubled = "".join(f'let.n{n} = "n{n - 1} + n{n - 1}"\n' for n in range(1, MOST_LETS - 1))
    body = let("n0", "CHN") + let("b", "JPN") + doubled + f'expr = "n{MOST_LETS - 2} > b"\n'
    seen = []
    value_of = judgement.value_of

    def counted(node, names):
        seen.append(node)
        return value_of(node, names)

    monkeypatch.setattr(judgement, "value_of", counted)
    found = claims_file.write(HEAD + body).audited().result("hostile")
    assert found.verdict == SUPPORTED
    assert len(seen) == MOST_LETS - 1  # one for each name that computes, one for the whole


def test_work_is_bounded_by_the_points_of_the_grid(claims_file):
    years, others = list(range(1600, 1800)), list(range(2))
    body = AB + f'over.x = {years}\nover.y = {others}\nexpr = "a > b"\n'
    body += "".join(f'[[claim.definition]]\nname = "d{n}"\n' for n in range(MOST_DEFINITIONS))
    found = claims_file.write(HEAD + body).audited().result("hostile")
    assert len(found.judgements) == MOST_POINTS * MOST_DEFINITIONS


def test_a_million_values_are_refused_before_any_is_looked_at(base):
    million = list(range(1_000_000))
    selector = {"table": "trade", "take": "count", "where": {"year": million}}
    raw = {"over": {"year": million}, "let": {"a": selector}, "expr": "a > 0"}
    reading = Reading("claims.toml", base, shipped_hedges())
    assert read_question(raw, reading, "claim", 1) is None
    assert [(p.column, p.message) for p in reading.problems] == [
        ("claim, over.year", "more than 400 values"),
        ("claim, let.a", "more than 400 values"),
    ]


def outcome(expression):
    """The tree, or the hint of the error."""
    try:
        return parsed(expression)
    except ExpressionError as error:
        return error.hint


def test_enough_of_them():
    assert len({**EXPRESSIONS, **CLASHES, **FILES, **VERDICTS, **BROKEN}) >= 60


@settings(max_examples=400)
@given(st.text(alphabet=st.sampled_from("ab09.+-*/()<>=!, \n_andormixs$[]{}'\"\\"), max_size=60))
def test_nothing_but_an_error_of_the_language_comes_out(text):
    assert outcome(text)


@given(st.data())
def test_mended_files_with_one_thing_broken(base, data):
    """A good claim with one character replaced is a claim, or has problems; it never breaks."""
    text = AB + 'expr = "round(a / b, 2) > 2.5 and not b > a"\nexpect = true\n'
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from("abz09.,{}[]()=<>\"'$#\n -+*/"))
    changed = text[:place] + letter + text[place + 1 :]
    try:
        raw = tomllib.loads(changed)
    except tomllib.TOMLDecodeError:
        return
    reading = Reading("claims.toml", base, shipped_hedges())
    question = read_question(raw, reading, "claim", 1)
    assert (question is None) == bool(reading.problems)


def test_each_sign_beside_each_other_sign():
    signs = ["+", "-", "*", "/", "<", "<=", "==", "and", "or", "not", "(", ")", ","]
    for first, second in product(signs, repeat=2):
        assert outcome(f"a {first} {second} b")
