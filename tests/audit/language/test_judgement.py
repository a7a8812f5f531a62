"""Judgements worked by hand: value, interval, margin, certainty, and what makes none possible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.hedges import shipped_hedges
from equipoise.audit.language.judgement import Judgement, judged
from equipoise.audit.language.quantities import UnitClashError
from equipoise.vocabulary.verdicts import CONTRADICTED, NOT_CHECKABLE, SUPPORTED

KINDS = {
    "id": "text",
    "value": "number",
    "low": "number",
    "high": "number",
    "unit": "text",
    "printed": "text",
    "hedge": "text",
}


def flow(name, state, year):
    where = f'where = {{ state = "{state}", year = {year} }}'
    return f'let.{name} = {{ archive = "sample", value = "flow", {where} }}\n'


A, B = flow("a", "CHN", 2000), flow("b", "JPN", 2000)
GAP = flow("gap", "KOR", 2012)


@pytest.fixture(scope="session")
def stated(with_figures):
    """Rows of ``figures.csv`` by hand: figures of the text, and evidence of another quality."""

    def make(*rows, quality="stated", selection=False):
        full = [(*row, *[None] * (len(KINDS) - len(row))) for row in rows]
        return with_figures(KINDS, *full, quality=quality, selection=selection)

    return make


def test_a_figure_by_hand(trade, judge):
    # 5 / 3 = 1.667 against 1.7, printed to a tenth: 1.65 to 1.75.
    text = A + B + 'expr = "a / b"\nexpect = { value = 1.7, printed = "1.7" }'
    found = judge(text, trade)
    assert found.verdict == SUPPORTED
    assert found.computed == pytest.approx(5 / 3, rel=1e-15)  # one division
    assert (found.accepted_low, found.accepted_high) == pytest.approx((1.65, 1.75), rel=1e-12)
    assert found.tolerance == pytest.approx(0.05, rel=1e-12)
    assert found.margin == pytest.approx(5 / 3 - 1.65, rel=1e-9)
    assert (found.certain, found.within_interval) == (True, True)
    assert found.with_values == "5 usd_m / 3 usd_m"
    assert found.expected == "1.7"
    assert found.reason == "1.667 is within 1.65 to 1.75."
    assert [used.place for used in found.used] == ["sample, row 1", "sample, row 2"]
    assert found.basis == ("published",)
    assert (found.missing, found.notes, found.unit) == ("", (), "")


def test_a_figure_that_is_off_by_hand(trade, judge):
    found = judge(
        A + B + 'expr = "a + b"\nexpect = { value = 9, unit = "usd_m" }\ntolerance = 0', trade
    )
    assert found.verdict == CONTRADICTED
    assert (found.computed, found.unit, found.margin) == (8.0, "usd_m", -1.0)
    assert (found.certain, found.within_interval) == (True, False)
    assert found.reason == "8, not 9 million US dollars: off by 1."


def test_a_comparison_by_hand(trade, judge):
    found = judge(A + B + 'expr = "a > b"', trade)
    assert (found.verdict, found.computed, found.expected) == (SUPPORTED, True, "true")
    assert found.margin == 2e6  # in dollars
    assert found.with_values == "5 usd_m > 3 usd_m"
    assert found.reason.endswith("5 usd_m > 3 usd_m holds.")
    found = judge(A + B + 'let.c = "a > b"\nexpr = "not c and a > b"', trade)
    assert (found.verdict, found.computed, found.margin) == (CONTRADICTED, False, None)
    assert found.reason.endswith("not true and 5 usd_m > 3 usd_m does not hold.")


def test_rounding_of_the_cells_by_hand(stated, judge):
    base = stated(
        ("a", 1.4, None, None, "usd_bn", "1.4"),
        ("b", 2.4, None, None, "usd_bn", "2.4"),
        ("c", 3.4, None, None, "usd_bn", "3.4"),
    )
    lets = "".join(f'let.{name} = {{ figure = "{name}" }}\n' for name in "abc")
    # The cells give 7.2 and may stand for 7.05 to 7.35.
    text = lets + 'expr = "a + b + c"\nexpect = { value = 7.3, unit = "usd_bn", printed = "7.3" }'
    found = judge(text, base)
    assert found.verdict == CONTRADICTED
    assert (found.low, found.high) == pytest.approx((7.05, 7.35), rel=1e-12)
    assert (found.within_interval, found.certain) == (True, False)
    assert found.reason.endswith("; the bounds of its figures do not rule it out.")
    text = lets + 'expr = "a + b + c"\nexpect = { value = 7.2, unit = "usd_bn", printed = "7.2" }'
    found = judge(text, base)
    assert (found.verdict, found.within_interval, found.certain) == (SUPPORTED, True, False)
    found = judge(lets + 'expr = "a + b < c"', base)
    assert (found.verdict, found.certain, found.within_interval) == (CONTRADICTED, True, False)
    found = judge(lets + 'expr = "a + b > 1.13 * c"', base)  # 3.842
    assert (found.verdict, found.certain, found.within_interval) == (CONTRADICTED, False, True)
    assert found.reason.endswith("does not hold, but for the bounds of the figures.")


@pytest.mark.parametrize(
    ("hedge", "value", "verdict"),
    [
        ("about", 5.5, SUPPORTED),
        ("about", 4.0, CONTRADICTED),
        ("more than", 4.9, SUPPORTED),
        ("more than", 5.0, CONTRADICTED),
        ("at least", 5.0, SUPPORTED),
        ("less than", 5.0, CONTRADICTED),
        ("up to", 5.0, SUPPORTED),
        ("nearly", 5.5, SUPPORTED),
        ("nearly", 4.9, CONTRADICTED),
        ("a little more than", 4.5, SUPPORTED),
        ("a little more than", 5.1, CONTRADICTED),
    ],
)
def test_hedges_by_hand(trade, judge, hedge, value, verdict):
    # The value is 5; the text says it is about, nearly, ... `value`.
    text = f'{A}expr = "a"\nexpect = {{ value = {value}, unit = "usd_m" }}\nhedge = "{hedge}"'
    assert judge(text, trade).verdict == verdict


def test_a_figure_of_the_text_by_hand(stated, judge):
    base = stated(
        ("a", 12.0, None, None, "usd_bn", "12"),
        ("b", 4.0, None, None, "usd_bn", "4"),
        ("times", 3.0, None, None, "factor", "tripled", "about"),
    )
    text = 'let.a = { figure = "a" }\nlet.b = { figure = "b" }\nexpr = "a / b"\n'
    found = judge(text + 'expect = { figure = "times" }', base)
    assert (found.verdict, found.expected) == (SUPPORTED, "about tripled")
    assert (found.accepted_low, found.accepted_high) == (2.5, 3.5)
    assert found.used[-1].place == "hand.csv:4"
    found = judge(text + 'expect = { figure = "times" }\ntolerance = 0.1\nhedge = "nearly"', base)
    assert (found.accepted_low, found.accepted_high) == pytest.approx((2.7, 3.0), rel=1e-12)


def test_another_let_by_hand(stated, judge):
    base = stated(
        ("a", 1.4, None, None, "usd_bn", "1.4"),
        ("b", 2.4, None, None, "usd_bn", "2.4"),
        ("sum", 3.9, None, None, "usd_bn", "3.9"),
    )
    lets = "".join(f'let.{name} = {{ figure = "{name}" }}\n' for name in ("a", "b", "sum"))
    found = judge(lets + 'expr = "a + b"\nexpect = { let = "sum" }', base)
    assert (found.verdict, found.within_interval, found.unit) == (CONTRADICTED, True, "usd_bn")
    assert found.expected == "3.9 usd_bn"
    assert found.margin == pytest.approx(-0.05, rel=1e-9)  # 3.8 against 3.85 to 3.95
    found = judge(lets + 'expr = "a + b"\nexpect = { let = "sum" }\ntolerance = 0.2', base)
    assert found.verdict == SUPPORTED
    found = judge(lets + 'let.c = "sum + a"\nexpr = "a + b"\nexpect = { let = "c" }', base)
    assert found.expected == "5,300,000,000"
    assert [used.place for used in found.used] == ["hand.csv:2", "hand.csv:3"]


def test_what_is_held_against_has_an_end(stated, judge):
    base = stated(("a", 1.0, None, None, "usd", "1"), ("b", 2.0, None, None, "usd", "2"))
    lets = 'let.a = { figure = "a" }\nlet.b = { figure = "b" }\nlet.c = "b / (b - a - a / 2)"\n'
    found = judge(lets + 'expr = "a / b"\nexpect = { let = "c" }', base)
    assert found.verdict == NOT_CHECKABLE
    assert found.reason == "The figure that it is held against has no bounds."


def test_dates_by_hand(base, judge):
    text = (
        'let.end = { number = 2012, unit = "date", source = "by hand", locator = "1" }\n'
        'let.begin = { number = 1991, unit = "date", source = "by hand", locator = "2" }\n'
    )
    found = judge(text + 'expr = "end - begin"\nexpect = { value = 21, unit = "years" }', base)
    assert (found.verdict, found.unit, found.computed) == (SUPPORTED, "years", 21.0)
    found = judge(text + 'expr = "begin"\nexpect = { value = 1998, unit = "date" }', base)
    assert (found.verdict, found.margin) == (CONTRADICTED, -7.0)
    assert found.reason == "1991, not 1998: off by 7 years."
    found = judge(text + 'expr = "begin"\nexpect = { value = 1990, unit = "date" }', base)
    assert found.reason == "1991, not 1990: off by 1 year."
    assert judge(text + 'expr = "begin < end"', base).verdict == SUPPORTED


def test_one_row_of_the_text_proves_nothing(stated, judge):
    row = ("a", 5.0, None, None, "usd_bn", "5")
    text = 'let.a = { figure = "a" }\nexpr = "a"\nexpect = { gt = 4, unit = "usd_bn" }'
    found = judge(text, stated(row))
    assert found.verdict == NOT_CHECKABLE
    assert found.reason == (
        "Only the text itself says so (hand.csv:2), and it cannot confirm itself."
    )
    assert found.missing == "a source other than the text for hand.csv:2"
    assert found.computed is None
    # Nor does it when two names read one row.
    twice = 'let.a = { figure = "a" }\nlet.b = { figure = "a" }\nexpr = "a == b"'
    assert judge(twice, stated(row)).verdict == NOT_CHECKABLE
    count = 'let.n = { table = "figures", take = "count" }\nexpr = "n == 1"'
    assert judge(count, stated(row)).verdict == NOT_CHECKABLE
    # Rows of another quality do, and so do several rows of the text.
    for quality in ("record", "published", "judgement"):
        assert judge(text, stated(row, quality=quality)).verdict == SUPPORTED
    two = stated(row, ("b", 10.0, None, None, "usd_bn", "10"))
    pair = 'let.a = { figure = "a" }\nlet.b = { figure = "b" }\nexpr = "a + a == b"'
    assert judge(pair, two).verdict == SUPPORTED


def test_what_a_selection_leaves_out(stated, judge):
    base = stated(("a", 3.0), ("b", 2.0), quality="record", selection=True)
    count = 'let.n = { table = "figures", take = "count" }\n'
    # Two are listed: there are two or more.
    assert judge(count + 'expr = "n"\nexpect = { ge = 2 }', base).verdict == SUPPORTED
    assert judge(count + 'expr = "n"\nexpect = { gt = 1 }', base).verdict == SUPPORTED
    assert judge(count + 'expr = "n >= 2"', base).verdict == SUPPORTED
    assert judge(count + 'expr = "n"\nexpect = { lt = 2 }', base).verdict == CONTRADICTED
    assert judge(count + 'expr = "n < 2"', base).verdict == CONTRADICTED
    for text in (
        'expr = "n"\nexpect = { value = 2 }',
        'expr = "n"\nexpect = { gt = 2 }',
        'expr = "n"\nexpect = { le = 2 }',
        'expr = "n == 2"',
        'expr = "n < 5"',
    ):
        found = judge(count + text, base)
        assert found.verdict == NOT_CHECKABLE
        assert found.missing == "a complete list where hand is a selection"
    whole = 'let.n = { table = "figures", take = "count", where = { id = ["a", "b"] } }\n'
    assert judge(whole + 'expr = "n == 2"', base).verdict == SUPPORTED


@pytest.mark.parametrize(
    ("text", "reason", "missing"),
    [
        (A + GAP + 'expr = "a > gap"', "No figure for flow in sample, row 6", "flow in sample"),
        (A + flow("x", "USA", 2000) + 'expr = "a > x"', "No row of sample", "a row of sample"),
        (
            A + 'expr = "a / (a - a)"\nexpect = { value = 1 }',
            "Division by zero.",
            "figures for which a / (a - a) has a value",
        ),
        (A + 'expr = "a / 0 > 2 * a"', "Division by zero.", "has a value"),
        (A + 'expr = "(a - a) / (a - a)"\nexpect = { value = 1 }', "Division by zero.", "has a"),
        (
            A + 'let.w = { archive = "wdi", value = "value", unit = "usd" }\nexpr = "a > w"',
            "Needs World Development Indicators",
            "archive table wdi",
        ),
        (
            A + 'let.w = { archive = "sample", value = "flow" }\nexpr = "a > w"',
            "6 rows match where one is wanted",
            "a narrower filter on sample",
        ),
    ],
)
def test_what_cannot_be_checked(trade, judge, text, reason, missing):
    found = judge(text, trade)
    assert found.verdict == NOT_CHECKABLE
    assert reason in found.reason
    assert found.reason.endswith(".")
    assert missing in found.missing
    assert (found.computed, found.used, found.certain) == (None, (), False)


def test_evidence_that_nothing_rests_on_decides_nothing(trade, judge):
    assert judge(A + B + GAP + 'expr = "a > b"', trade).verdict == SUPPORTED
    zero = 'let.z = "gap / 0"\nlet.c = "a / 0"\n'
    assert judge(A + B + GAP + zero + 'expr = "a > b"', trade).verdict == SUPPORTED
    text = A + B + GAP + 'expr = "a"\nexpect = { let = "gap" }'
    assert judge(text, trade).verdict == NOT_CHECKABLE


def test_cells_that_were_left_out_are_told(trade, judge):
    text = (
        'let.t = { archive = "sample", value = "flow", take = "sum", missing = "skip",'
        ' where = { year = 2012 } }\nexpr = "t"\nexpect = { ge = 70, unit = "usd_m" }'
    )
    found = judge(text, trade)
    assert (found.verdict, found.notes) == (
        SUPPORTED,
        ("left out, no figure: sample, row 6",),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('expr = "a + 1"\nexpect = { value = 1 }', "cannot add money and a plain number"),
        ('expr = "a"\nexpect = { value = 5 }', "gives money, and the text states a plain number"),
        ('expr = "a"\nexpect = { gt = 5, unit = "t" }', "gives money, and the text states mass"),
        ('expr = "a / b"\nexpect = { gt = 1, unit = "usd" }', "gives a plain number, and the text"),
        ('expr = "a"', "gives a quantity, and nothing says what to expect"),
        ('expr = "a > b"\nexpect = { value = 1 }', "is true or false, and a figure is expected"),
        ('let.c = "a > b"\nexpr = "a"\nexpect = { let = "c" }', "c is true or false, and a figure"),
        ('let.c = "a > b"\nexpr = "a + c"\nexpect = { gt = 0 }', "[+] needs quantities"),
        ('expr = "a and b"', "and needs comparisons"),
    ],
)
def test_faults_of_a_claim(trade, asked, text, message):
    question = asked(A + B + text, trade)
    with pytest.raises(UnitClashError, match=message):
        judged(question, trade, shipped_hedges(), {})


def test_a_definition_and_a_point_are_kept(trade, asked):
    lets = flow("a", "CHN", '"$year"') + flow("b", "KOR", '"$year"')
    text = lets + 'over.year = [2000, 2012]\nexpr = "a > b"'
    question = asked(text, trade)
    found = [
        judged(question, trade, shipped_hedges(), point, "by hand")
        for point in question.points(trade)
    ]
    assert [(j.definition, dict(j.point), j.verdict) for j in found] == [
        ("by hand", {"year": 2000}, SUPPORTED),
        ("by hand", {"year": 2012}, NOT_CHECKABLE),
    ]


def test_without_evidence():
    found = Judgement.without_evidence("No.", "all of it", {}, "")
    assert (found.verdict, found.reason, found.missing) == (NOT_CHECKABLE, "No.", "all of it")
    assert found.basis == ()


@given(st.integers(-50, 50), st.integers(-50, 50), st.sampled_from(["<", "<=", ">", ">="]))
def test_a_comparison_and_a_limit_agree(shelved, judge, left, right, sign):
    base = shelved({"id": "text", "flow": "usd"}, ("l", float(left)), ("r", float(right)))
    let = 'let.{} = {{ archive = "sample", value = "flow", where = {{ id = "{}" }} }}\n'
    lets = let.format("l", "l") + let.format("r", "r")
    truth = judge(lets + f'expr = "l {sign} r"', base)
    word = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge"}[sign]
    limit = judge(lets + f'expr = "l"\nexpect = {{ {word} = {right}, unit = "usd" }}', base)
    assert truth.verdict == limit.verdict
    assert truth.margin == limit.margin
    assert truth.certain == limit.certain


@given(st.integers(1, 500), st.integers(0, 20), st.integers(1, 500), st.integers(0, 20))
def test_a_certain_verdict_is_the_same_at_every_end(stated, judge, value, width, said, tolerance):
    row = ("a", float(value), float(value - width), float(value + width), "usd")
    base = stated(row, quality="record")
    text = 'let.a = { figure = "a" }\nexpr = "a"\n'
    expect = f'expect = {{ value = {said}, unit = "usd" }}\ntolerance = {tolerance}'
    found = judge(text + expect, base)
    at_ends = {abs(end - said) <= tolerance for end in (value - width, value, value + width)}
    assert (found.verdict == SUPPORTED) == (abs(value - said) <= tolerance)
    if found.certain:
        assert at_ends == {found.verdict == SUPPORTED}
    if True in at_ends:
        assert found.within_interval


def test_an_account_leaves_its_interval_open(dossier, judge):
    text = (
        'let.a = { account = "trade-years", value = "share_of_world", where = { year = 2012 } }\n'
        'expr = "a"\nexpect = { gt = 0.1, unit = "share" }'
    )
    found = judge(text, EvidenceBase(dossier))
    assert (found.verdict, found.certain) == (SUPPORTED, False)
    assert (found.low, found.high, found.within_interval) == (None, None, None)


def test_a_constant_is_no_second_source(dossier, judge):
    text = (
        'let.a = { figure = "credit-rosneft" }\n'
        'let.one = { number = 1, unit = "factor", source = "s", locator = "l" }\n'
        'expr = "a * one"\nexpect = { gt = 1, unit = "usd_bn" }'
    )
    found = judge(text, EvidenceBase(dossier))
    assert (found.verdict, found.missing[:8]) == (NOT_CHECKABLE, "a source")


def seats(where: str) -> str:
    selector = f'{{ table = "memberships", take = "count", where = {{ {where} }} }}'
    return f'let.n = {selector}\nexpr = "n"\nexpect = {{ value = 0, unit = "count" }}'


@pytest.mark.parametrize(
    ("where", "verdict"),
    [
        ('state = "RUS", body = "EAS", status = "left"', SUPPORTED),  # the pair has rows
        ('state = "FRA", body = "EAS", status = "admitted"', NOT_CHECKABLE),  # it has none
        ('state = ["RUS", "FRA"], body = "EAS", status = "left"', NOT_CHECKABLE),
        ('body = "EAS", status = "left"', NOT_CHECKABLE),  # whose seats is left open
    ],
)
def test_an_absent_seat_counts_where_the_pair_is_documented(dossier, judge, where, verdict):
    assert judge(seats(where), EvidenceBase(dossier)).verdict == verdict


def test_days_tell_durations_that_years_leave_open(dossier, judge):
    def interval(part: str) -> str:
        where = 'state = "RUS", body = "EAS", status ='
        lets = "".join(
            f'let.{name} = {{ table = "memberships", value = "date"{part},'
            f' where = {{ {where} "{status}" }} }}\n'
            for name, status in (("a", "rejected"), ("b", "invited"))
        )
        return lets + 'expr = "b - a"\nexpect = { ge = 5, unit = "years" }'

    by_year = judge(interval(""), EvidenceBase(dossier))
    assert (by_year.verdict, by_year.certain) == (SUPPORTED, False)
    by_day = judge(interval(', part = "day"'), EvidenceBase(dossier))
    assert (by_day.verdict, by_day.certain) == (CONTRADICTED, True)
    assert by_day.computed == pytest.approx(4.877, abs=1e-3)


def test_the_rounding_of_a_sum_is_no_tolerance(stated, judge):
    rows = (("a", 1.0, None, None, "usd_bn", "1"), ("b", 2.0, None, None, "usd_bn", "2"))
    lets = 'let.a = { figure = "a" }\nlet.b = { figure = "b" }\nlet.c = "a + b"\n'
    found = judge(lets + 'expr = "a + b * 1.1"\nexpect = { let = "c" }', stated(*rows))
    assert (found.verdict, found.tolerance) == (CONTRADICTED, 0.0)
