"""Reading ``theses.toml``: what it holds, and every fault with its line and id."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.theses import read_theses
from equipoise.dossier.read import Dossier
from equipoise.errors import Problem

THESIS = """[[thesis]]
id = "welcome"
question = "Why was it let in?"
locator = "near n. 1"
text_favours = "trade"

[[thesis.explanation]]
id = "trade"
statement = "For trade."
locator = "near n. 2"

[[thesis.explanation]]
id = "rank"
statement = "For rank."
locator = "not in the text"
prior = [0.2, 0.6]

[[thesis.evidence]]
id = "seat"
statement = "It had a seat."
implication = "Rank shows in seats."
locator = "near n. 3"
group = "seats"
let.seats = { table = "memberships", take = "count", where = { state = "RUS", body = "APEC" } }
expr = "seats >= 1"
likelihood.trade = [[0.5, 0.6], [0.4, 0.55]]
likelihood.rank = [[0.8, 0.9]]
"""
SECOND = THESIS.replace('"welcome"', '"again"')


@pytest.fixture
def read(dossier: Dossier, tmp_path: Path):
    def read_(text: str):
        (tmp_path / "theses.toml").write_text(text, encoding="utf-8")
        return read_theses(EvidenceBase(replace(dossier, folder=tmp_path)))

    return read_


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, problems
    assert problems[0].file == "theses.toml"
    assert problems[0].hint
    return problems[0]


def test_what_is_written_is_read(read):
    theses, problems = read(THESIS + SECOND)
    assert problems == []
    first, second = theses.theses
    assert (first.id, first.question, first.text_favours) == (
        "welcome", "Why was it let in?", "trade",
    )  # fmt: skip
    assert (first.line, second.line) == (1, 1 + THESIS.count("\n"))
    assert [e.prior for e in first.explanations] == [None, (0.2, 0.6)]
    piece = first.evidence[0]
    assert piece.passes["trade"] == ((0.5, 0.6), (0.4, 0.55))
    assert piece.likelihood("trade") == (0.4, 0.6)
    assert piece.likelihood("rank") == (0.8, 0.9)
    assert piece.group == "seats"
    assert list(piece.question.lets) == ["seats"]


def test_a_text_may_leave_the_question_open(read):
    theses, problems = read(THESIS.replace('text_favours = "trade"\n', ""))
    assert problems == []
    assert theses.theses[0].text_favours == ""


def test_hedges_of_its_own(read):
    theses, problems = read('[hedges.sort-of]\nform = "around"\nrelative = 0.3\n' + THESIS)
    assert problems == []
    assert theses.hedges.hedges["sort-of"].relative == 0.3
    _, problems = read("[hedges.sort-of]\nlow = 0.9\n" + THESIS)
    assert only(problems).column == "hedges"


FAULTS = [
    # What is changed, into what, the line named, the place, the message.
    ('id = "welcome"', "", 1, "thesis, id", "missing"),
    ('question = "Why was it let in?"', "question = 3", 1, "welcome, question", "not a text"),
    ('locator = "near n. 1"', 'locator = " "', 1, "welcome, locator", "not a text"),
    ('question = "W', 'questoin = "x"\nquestion = "W', 1, "welcome, questoin", "unknown key"),
    ('text_favours = "trade"', 'text_favours = "trad"', 1, "welcome, text_favours", "'trad'"),
    ('statement = "For rank."', "", 12, "welcome, rank, statement", "missing"),
    ("prior = [0.2, 0.6]", "prior = 0.2", 12, "welcome, rank, prior", "not bounds"),
    ("prior = [0.2, 0.6]", "prior = [0.6, 0.2]", 12, "welcome, rank, prior", "not bounds"),
    ("prior = [0.2, 0.6]", "pior = [0.2, 0.6]", 12, "welcome, rank, pior", "unknown key"),
    ("prior = [0.2, 0.6]", "prior = [0.2, nan]", 12, "welcome, rank, prior", "not bounds"),
    ("prior = [0.2, 0.6]", "prior = [false, true]", 12, "welcome, rank, prior", "not bounds"),
    ('implication = "Rank shows in seats."', "", 18, "welcome, seat, implication", "missing"),
    ('group = "seats"', "group = 1", 18, "welcome, seat, group", "not a text"),
    ('group = "seats"', 'gruop = "seats"', 18, "welcome, seat, gruop", "unknown key"),
    ('expr = "seats >= 1"', 'expr = "seat >= 1"', 18, "welcome, seat, expr", "'seat'"),
    ('expr = "seats >= 1"', "", 18, "welcome, seat, expr", "missing"),
    ('body = "APEC"', 'body = "APCE"', 18, "welcome, seat, let.seats", "APCE"),
    ('table = "memberships"', 'table = "members"', 18, "welcome, seat, let.seats", "members"),
    ("likelihood.rank = [[0.8, 0.9]]", "", 18, "welcome, seat, likelihood.rank", "missing"),
    ("[[0.8, 0.9]]", "[[0.8, 1.9]]", 18, "welcome, seat, likelihood.rank", "not bounds"),
    ("[[0.8, 0.9]]", "[0.8, 0.9]", 18, "welcome, seat, likelihood.rank", "not bounds"),
    ("[[0.8, 0.9]]", "[]", 18, "welcome, seat, likelihood.rank", "missing"),
    (
        "likelihood.rank = [[0.8, 0.9]]",
        "likelihood.rank = [[0.8, 0.9]]\nlikelihood.rnak = [[0.8, 0.9]]",
        18, "welcome, seat, likelihood.rnak", "no such explanation",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "place", "message"), FAULTS)
def test_a_fault_is_told_with_its_line_and_id(read, old, new, line, place, message):
    assert old in THESIS
    theses, problems = read(THESIS.replace(old, new) + SECOND)
    problem = only(problems)
    assert problem.line == line
    assert problem.column == place
    assert message in problem.message
    # The other thesis stays.
    assert [thesis.id for thesis in theses.theses] == ["again"]


def test_all_faults_at_once(read):
    text = THESIS.replace('statement = "For rank."', "").replace("[[0.8, 0.9]]", "[[2, 3]]")
    _, problems = read(text + SECOND.replace('"trade"\n\n', '"trad"\n\n', 1))
    assert [(p.line, p.column) for p in problems] == [
        (12, "welcome, rank, statement"),
        (18, "welcome, seat, likelihood.rank"),
        (1 + THESIS.count("\n"), "again, text_favours"),
    ]


def test_pieces_without_likelihoods(read):
    bare = "\n".join(line for line in THESIS.splitlines() if not line.startswith("likelihood"))
    _, problems = read(bare)
    assert "likelihood" in only(problems).column
    assert "write likelihood.trade" in problems[0].hint


def test_a_thesis_needs_rivals_and_evidence(read):
    start = THESIS.partition("[[thesis.explanation]]")[0].replace('text_favours = "trade"\n', "")
    _, problems = read(start)
    assert [(p.line, p.message) for p in problems] == [
        (1, "0 different explanations"),
        (1, "no evidence"),
    ]


def test_two_explanations_of_one_id(read):
    _, problems = read(THESIS.replace('id = "rank"', 'id = "trade"'))
    assert [(p.line, p.message) for p in problems] == [
        (1, "1 different explanations"),
        (18, "no such explanation"),  # the likelihood of the one that lost its name
    ]


def test_one_id_twice(read):
    piece = THESIS.partition("[[thesis.evidence]]")[2]
    _, problems = read(f"{THESIS}\n[[thesis.evidence]]{piece}")
    assert "two pieces of evidence with one id" in only(problems).message
    theses, problems = read(THESIS + THESIS)
    problem = only(problems)
    assert (problem.line, problem.column) == (1 + THESIS.count("\n"), "welcome")
    assert "line 1" in problem.message
    assert len(theses.theses) == 1


def test_a_piece_asks_one_thing(read):
    gridded = THESIS.replace(
        'where = { state = "RUS", body = "APEC" }',
        'where = { state = "RUS", body = "APEC", date = "$year" }',
    ).replace('expr = "seats', 'over.year = [2000, 2001]\nexpr = "seats')
    _, problems = read(gridded)
    assert any("over" in str(p.column) or "date" in p.message for p in problems)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("theses = 1\n" + THESIS, "the file, theses", "unknown key"),
        ("thesis = 1\n", "the file, thesis", "not a list of tables"),
        ('[[thesis]]\nid = "a"\nexplanation = 3\n', "a, explanation", "not a list of tables"),
        ("[[thesis]\n", None, "Expected"),
    ],
)
def test_files_that_hold_something_else(read, text, place, message):
    _, problems = read(text)
    found = [p for p in problems if p.column == place and message in p.message]
    assert found, problems


def test_bytes_that_are_no_text(dossier, tmp_path):
    (tmp_path / "theses.toml").write_bytes(b"\xff\xfe")
    theses, problems = read_theses(EvidenceBase(replace(dossier, folder=tmp_path)))
    assert "UTF-8" in only(problems).message
    assert theses.theses == ()


def test_an_empty_file_holds_no_thesis(read):
    theses, problems = read("# nothing yet\n")
    assert (theses.theses, problems) == ((), [])


def test_the_shipped_theses_have_no_fault(dossier):
    theses, problems = read_theses(EvidenceBase(dossier))
    assert problems == []
    assert len({thesis.id for thesis in theses.theses}) == len(theses.theses) >= 6
    for thesis in theses.theses:
        assert thesis.text_favours
        for piece in thesis.evidence:
            # Two passes that did not see each other.
            assert {len(passes) for passes in piece.passes.values()} == {2}
