"""Claims from TOML: what they become, and every fault with claim and line."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.audit.claims import (
    _KEYS,
    CLAIMS,
    KINDS,
    MOST_DEFINITIONS,
    _claim,
    read_claims,
    read_hedges,
)
from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.expressions import parsed
from equipoise.audit.language.hedges import shipped_hedges
from equipoise.audit.language.reading import Reading
from equipoise.dossier.read import Dossier

ONE = """[[claim]]
id = "one"
statement = "China took more than Japan."
locator = "Table 1"
kind = "trade"
let.a = { table = "trade", value = "turnover", where = { partner = "CHN", year = 2012 } }
let.b = { table = "trade", value = "turnover", where = { partner = "JPN", year = 2012 } }
expr = "a > b"
"""


@pytest.fixture
def found(dossier: Dossier, tmp_path):
    """Claims and problems of a file beside the shipped evidence."""

    def read(text):
        raw = text if isinstance(text, bytes) else text.encode()
        (tmp_path / CLAIMS).write_bytes(raw)
        return read_claims(EvidenceBase(replace(dossier, folder=tmp_path)))

    return read


def test_a_claim_by_hand(found):
    claims, problems = found(ONE + 'note = "as printed"\n')
    assert problems == []
    (claim,) = claims.claims
    assert (claim.id, claim.kind, claim.locator) == ("one", "trade", "Table 1")
    assert (claim.statement, claim.note, claim.line) == (
        "China took more than Japan.",
        "as printed",
        1,
    )
    (definition,) = claim.definitions
    assert definition.name == ""
    assert definition.question.expression == parsed("a > b")
    assert claims.hedges == shipped_hedges()


def test_lines_by_hand(found):
    text = "# [[claim]]\n\n[hedges]\nabout = { relative = 0.05 }\n\n" + ONE
    text += "\n" + ONE.replace('"one"', '"two"').replace("[[claim]]", "[[ claim ]]")
    claims, problems = found(text)
    assert problems == []
    assert [(claim.id, claim.line) for claim in claims.claims] == [("one", 6), ("two", 15)]
    assert claims.hedges.hedges["about"].relative == 0.05


def test_lines_of_a_file_from_windows(found):
    text = ("# first\n" + ONE + ONE.replace('"one"', '"two"')).replace("\n", "\r\n")
    claims, problems = found(text)
    assert problems == []
    assert [claim.line for claim in claims.claims] == [2, 10]


def test_claims_written_inline_have_no_line(found):
    body = ", ".join(line for line in ONE.splitlines()[1:])
    claims, problems = found(f"claim = [{{ {body} }}]")
    assert problems == []
    assert [claim.line for claim in claims.claims] == [None]


def test_definitions_by_hand(found):
    text = (
        ONE
        + """
[[claim.definition]]
name = "by turnover"
[[claim.definition]]
name = "against Korea"
let.b = { table = "trade", value = "turnover", where = { partner = "KOR", year = 2012 } }
[[claim.definition]]
name = "by the half"
let.half = "a / 2"
expr = "half > b"
[[claim.definition]]
name = "over years"
over.year = [2005, 2012]
let.a = { table = "trade", value = "turnover", where = { partner = "CHN", year = "$year" } }
[[claim.definition]]
name = "as a ratio"
expr = "a / b"
expect = { gt = 1 }
"""
    )
    claims, problems = found(text)
    assert problems == []
    by_name = {d.name: d.question for d in claims.claims[0].definitions}
    assert list(by_name) == [
        "by turnover",
        "against Korea",
        "by the half",
        "over years",
        "as a ratio",
    ]
    first = by_name["by turnover"]
    assert by_name["against Korea"].lets["a"] == first.lets["a"]
    assert by_name["against Korea"].lets["b"] != first.lets["b"]
    assert set(by_name["by the half"].lets) == {"a", "b", "half"}
    assert by_name["by the half"].expression == parsed("half > b")
    assert list(by_name["over years"].grid) == ["year"]
    assert first.grid == {}
    assert by_name["as a ratio"].expectation.form == "literal"
    assert first.expectation.form == "truth"


def test_a_dossier_without_claims_in_its_file(found):
    for text in ("", "# nothing yet\n", "claim = []", "[hedges]\n"):
        claims, problems = found(text)
        assert (claims.claims, problems) == ((), [])


def test_the_shipped_claims(claims):
    assert len({claim.id for claim in claims.claims}) == len(claims.claims)
    assert {claim.kind for claim in claims.claims} <= set(KINDS)
    lines = [claim.line for claim in claims.claims]
    assert lines == sorted(lines)
    assert None not in lines
    for claim in claims.claims:
        assert 1 <= len(claim.definitions) <= MOST_DEFINITIONS
        for definition in claim.definitions:
            question = definition.question
            assert set(question.behind(question.expression)) <= set(question.lets)


def test_every_kind_is_taken(found):
    for kind in KINDS:
        assert found(ONE.replace('"trade"\nlet', f'"{kind}"\nlet'))[1] == []


@pytest.mark.parametrize(
    ("text", "line", "where", "message"),
    [
        (ONE.replace('id = "one"\n', ""), 1, "claim, id", "missing or not a text"),
        (ONE.replace('"one"', "1"), 1, "claim, id", "missing or not a text"),
        (ONE.replace('"one"', '" "'), 1, "claim, id", "missing or not a text"),
        (ONE.replace('"one"', '"One"'), 1, "One", "'One' is not an id"),
        (ONE.replace('"one"', '"on\\u00e9"'), 1, "oné", "is not an id"),
        (ONE.replace('"one"', '"-one"'), 1, "-one", "is not an id"),
        (ONE.replace('"one"', '"one\\n"'), 1, "one\n", "is not an id"),
        (ONE.replace("statement", "statment"), 1, "one, statement", "missing"),
        (ONE.replace("statement", "statment"), 1, "one, statment", "unknown key"),
        (ONE.replace('"Table 1"', '""'), 1, "one, locator", "missing"),
        (ONE.replace('"trade"\nlet', '"trades"\nlet'), 1, "one, kind", "unknown kind 'trades'"),
        (ONE.replace('"trade"\nlet', '["trade"]\nlet'), 1, "one, kind", "missing or not a text"),
        (ONE + "note = 5", 1, "one, note", "not a text"),
        (ONE + 'verdict = "supported"', 1, "one, verdict", "unknown key"),
        ("\n\n" + ONE + ONE, 11, "one", "this id stands on line 3 too"),
        ("\n" + ONE.replace("a > b", "a >"), 2, "one, expr", "ends too early"),
        (ONE + "definition = 5", 1, "one, definition", "not a list of tables"),
        (ONE + "definition = []", 1, "one, definition", "not a list of tables"),
        (ONE + "definition = [5]", 1, "one, definition", "not a list of tables"),
        (ONE + "[[claim.definition]]\n" * 13, 1, "one, definition", "not a list of tables"),
        (ONE + "[[claim.definition]]\n", 1, "one, definition", "name is None"),
        (ONE + '[[claim.definition]]\nname = ""', 1, "one, definition", "name is ''"),
        (ONE + "[[claim.definition]]\nname = ['x']", 1, "one, definition", "name is"),
        (ONE + "[[claim.definition]]\nname = 'x'\n" * 2, 1, "one, definition", "name is 'x'"),
        (
            ONE + "[[claim.definition]]\nname = 'x'\nlocator = 'y'",
            1,
            "one, definition x, locator",
            "unknown key",
        ),
        (
            ONE + "[[claim.definition]]\nname = 'x'\nexpr = 'c'",
            1,
            "one, definition x, expr",
            "expr uses 'c'",
        ),
        (ONE + "[[claim.definition]]\nname = 'x'\nlet = 5", 1, "one, definition x, let", "table"),
        ("claims = []", None, "claims", "unknown key"),
        ("claim = 5", None, "claim", "not a list of tables"),
        ("[claim]\nid = 'one'", None, "claim", "not a list of tables"),
        ("claim = [1]", None, "claim", "not a list of tables"),
        ("hedges = 5", None, "hedges", "not a table"),
        ("[hedges]\nabout = 0.1", None, "hedges", "hedge 'about' is not a table"),
        ("[hedges]\nabout = { relative = 2 }", None, "hedges", "relative is 2"),
        ("[[claim]\n", 1, None, "at line 1"),
        ("[[claim]]\nid = ", None, None, "at end of document"),
        (ONE + "id = 'two'\n# the end", 9, None, "Cannot overwrite a value"),
        (b"# \xff", None, None, "not UTF-8 at byte 2"),
        (ONE.replace("a > b", "a \x00 b"), 8, None, "Illegal character"),
        ("a = " + "[" * 5000, None, None, "nested too deeply"),
    ],
)
def test_refusals(found, text, line, where, message):
    claims, problems = found(text)
    assert len(claims.claims) <= 1
    (problem,) = (p for p in problems if p.column == where and message in p.message)
    assert (problem.file, problem.line) == (CLAIMS, line)
    assert problem.hint


def test_every_fault_of_a_file_is_told(found):
    text = ONE.replace("a > b", "a >") + ONE.replace('"one"', '"two"')
    text += ONE.replace('"one"', '"three"').replace("turnover", "turnovr")
    claims, problems = found(text)
    assert [claim.id for claim in claims.claims] == ["two"]
    assert [(p.line, p.column) for p in problems] == [
        (1, "one, expr"),
        (17, "three, let.a"),
        (17, "three, let.b"),
    ]


def test_faults_of_data_sets_are_told_with_the_claims(found, tmp_path):
    (tmp_path / "data_sets.toml").write_text("data_set = 5")
    claims, problems = found(ONE)
    assert len(claims.claims) == 1
    assert [p.file for p in problems] == ["data_sets.toml"]


def test_a_file_that_cannot_be_read(dossier, tmp_path):
    (tmp_path / CLAIMS).mkdir()
    claims, (problem,) = read_claims(EvidenceBase(replace(dossier, folder=tmp_path)))
    assert claims.claims == ()
    assert "cannot be read" in problem.message


def test_hedges_of_a_file():
    hedges, problems = read_hedges({"hedges": {"some": {"form": "from"}}}, CLAIMS)
    assert problems == []
    assert hedges.hedges["some"].form == "from"
    hedges, (problem,) = read_hedges({"hedges": {"some": {"form": "?"}}}, "theses.toml")
    assert hedges == shipped_hedges()
    assert (problem.file, problem.column) == ("theses.toml", "hedges")


RAW = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["trade", "a > b", "one", "Table 1"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "a", "b", "value", "expr"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(st.sampled_from(_KEYS), RAW)
def test_any_value_of_any_key_is_read_or_refused(base, key, value):
    raw = {**tomllib.loads(ONE)["claim"][0], key: value}
    reading = Reading(CLAIMS, base, shipped_hedges())
    claim = _claim(raw, 7, reading)
    assert (claim is None) == bool(reading.problems)
    assert all(problem.line == 7 and problem.hint for problem in reading.problems)


@given(st.text(max_size=200))
def test_any_text_is_claims_or_problems(base, tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("claims")
    (folder / CLAIMS).write_bytes(text.encode("utf-8", "surrogatepass"))
    claims, problems = read_claims(EvidenceBase(replace(base.dossier, folder=folder)))
    assert claims.claims == ()
    assert all(problem.file == CLAIMS and problem.hint for problem in problems)
