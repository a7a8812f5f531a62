"""Hoops, smoking guns, doubly decisive tests and straws in the wind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.models.tracing import Piece, TracingParameters
from equipoise.models.tracing.kinds import evidence_tests, kind_of_test

LINES = TracingParameters()
MIRROR = {
    "hoop": "smoking gun",
    "smoking gun": "hoop",
    "doubly decisive": "doubly decisive",
    "straw in the wind": "straw in the wind",
}


def exactly(*chances, status="observed"):
    return Piece(status, tuple((p, p) for p in chances))


def overall(piece, explanation=0):
    return next(
        test
        for test in evidence_tests(piece, 0, LINES)
        if test.explanation == explanation and test.rival is None
    )


@pytest.mark.parametrize(
    ("own", "rival", "kind"),
    [
        (0.95, 0.5, "hoop"),
        (0.85, 0.5, "hoop"),  # on the line
        (0.4, 0.05, "smoking gun"),
        (0.45, 0.15, "smoking gun"),  # on both lines
        (0.85, 0.15, "doubly decisive"),
        (1.0, 0.0, "doubly decisive"),
        (0.7, 0.4, "straw in the wind"),
        (0.95, 0.9, "straw in the wind"),  # certain, but to fail it hardly tells
        (0.1, 0.05, "straw in the wind"),  # unique, but twice as likely hardly tells
        (1.0, 1.0, "straw in the wind"),
        (0.0, 0.0, "straw in the wind"),
    ],
)
def test_kinds_by_hand(own, rival, kind):
    assert kind_of_test(own, rival, LINES) == kind


def test_published_labels():
    """The defaults of process_tracing_designer in DesignLibrary (DeclareDesign) are so labelled."""
    assert kind_of_test(0.8, 0.2, LINES) == "straw in the wind"
    assert kind_of_test(0.3, 0.0, LINES) == "smoking gun"


def test_the_middle_of_the_bounds_counts():
    piece = Piece("observed", ((0.8, 1.0), (0.3, 0.7)))
    assert overall(piece).kind == "hoop"


def test_a_hoop_is_passed_or_failed():
    assert overall(exactly(0.95, 0.5)).passed is True
    assert overall(exactly(0.95, 0.5, status="not observed")).passed is False
    assert overall(exactly(0.95, 0.5, status="unknown")).passed is None


def test_a_piece_that_an_explanation_does_not_expect_awaits_its_absence():
    test = overall(exactly(0.02, 0.6))
    assert (test.awaits, test.kind, test.passed) == ("not observed", "hoop", False)
    assert overall(exactly(0.02, 0.6, status="not observed")).passed is True


def test_against_all_rivals():
    assert overall(exactly(0.9, 0.05, 0.1)).kind == "doubly decisive"
    assert overall(exactly(0.9, 0.05, 0.9)).kind == "hoop"  # one rival expects it as well
    assert overall(exactly(0.5, 0.05, 0.1)).kind == "smoking gun"
    assert overall(exactly(0.5, 0.05, 0.4)).kind == "straw in the wind"
    assert overall(exactly(0.1, 0.2, 0.3)).awaits == "not observed"


def test_every_pair_is_there():
    found = evidence_tests(exactly(0.9, 0.5, 0.1), 4, LINES)
    assert [(t.explanation, t.rival) for t in found] == [
        (0, None), (0, 1), (0, 2), (1, None), (1, 0), (1, 2), (2, None), (2, 0), (2, 1),
    ]  # fmt: skip
    assert {t.piece for t in found} == {4}


@given(st.integers(0, 100), st.integers(0, 100), st.sampled_from(["observed", "not observed"]))
def test_a_hoop_for_one_is_a_smoking_gun_for_the_other(own, other, status):
    """What one must show, the other would betray itself by lacking."""
    if own == other:
        return
    mine, theirs = (
        overall(exactly(own / 100, other / 100, status=status), place) for place in (0, 1)
    )
    assert theirs.kind == MIRROR[mine.kind]
    assert theirs.awaits != mine.awaits
    assert theirs.passed is not mine.passed
