"""Recognition by seats, response by other powers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import MeasureError
from equipoise.measures import seat_recognition, weighted_response

# Per body: held (1), refused (-1) or neither (0), and how common the seat is among the others.
BODIES = st.lists(
    st.tuples(st.sampled_from([1, 0, -1]), st.floats(0.0, 0.99)), min_size=1, max_size=15
).map(
    lambda rows: (
        np.array([status == 1 for status, _ in rows]),
        np.array([common for _, common in rows]),
        np.array([status == -1 for status, _ in rows]),
    )
)
STATES = st.lists(
    st.tuples(st.floats(0.0, 1.0), st.floats(0.01, 1e6)), min_size=1, max_size=15
).map(lambda rows: (np.array([s for s, _ in rows]), np.array([w for _, w in rows])))


def test_recognition_by_hand():
    """Weights .8, .5, .2: (.8 - .5) / 1.5."""
    found = seat_recognition([True, False, False], [0.2, 0.5, 0.8], [False, True, False])
    assert found == pytest.approx(0.2, rel=1e-12)


def test_every_seat_and_every_refusal():
    common, yes, no = [0.2, 0.5], [True, True], [False, False]
    assert seat_recognition(yes, common, no) == 1.0
    assert seat_recognition(no, common, yes) == -1.0
    assert seat_recognition(no, common, no) == 0.0


def test_response_by_hand():
    assert weighted_response([1.0, 0.0, 0.5], [1.0, 2.0, 1.0]) == 0.375


def test_the_east_asia_summit_before_and_after_2011():
    """Rejected in 2005, admitted in 2011: the same seat first counts against, then for."""
    common = [1.0, 0.75]  # ASEAN Regional Forum, East Asia Summit
    rejected = seat_recognition([True, False], common, [False, True])
    admitted = seat_recognition([True, True], common, [False, False])
    assert (rejected, admitted) == (-1.0, 1.0)


@given(BODIES)
def test_recognition_is_bounded(bodies):
    assert -1 <= seat_recognition(*bodies) <= 1


@given(BODIES)
def test_a_seat_that_everybody_has_counts_nothing(bodies):
    held, common, refused = bodies
    with_forum = seat_recognition(
        np.append(held, True), np.append(common, 1.0), np.append(refused, False)
    )
    assert with_forum == seat_recognition(*bodies)


@given(BODIES)
def test_admission_never_lowers_recognition(bodies):
    held, common, refused = bodies
    admitted, standing = held.copy(), refused.copy()
    admitted[0], standing[0] = True, False
    assert seat_recognition(admitted, common, standing) >= seat_recognition(*bodies)


@given(BODIES)
def test_refusals_mirror_seats(bodies):
    held, common, refused = bodies
    assert seat_recognition(refused, common, held) == -seat_recognition(*bodies)


@given(STATES, st.floats(1e-3, 1e3))
def test_response_is_a_weighted_mean(states, factor):
    strength, weight = states
    found = weighted_response(strength, weight)
    assert strength.min() - 1e-12 <= found <= strength.max() + 1e-12
    assert 0 <= found <= 1
    assert weighted_response(strength, weight * factor) == pytest.approx(found, rel=1e-12)


@given(STATES)
def test_a_stronger_response_never_lowers_it(states):
    strength, weight = states
    stronger = strength.copy()
    stronger[0] = 1.0
    assert weighted_response(stronger, weight) >= weighted_response(strength, weight)


@pytest.mark.parametrize(
    ("holds", "commonness", "rejections", "message"),
    [
        ([True], [1.0], [False], "no body discriminates"),
        ([True], [0.5], [True], "position 0 is both held and refused"),
        ([True], [1.5], [False], "commonness: position 0 is 1.5, above 1"),
        ([True], [np.nan], [False], "commonness: position 0 is nan"),
        ([None], [0.5], [False], "holds: position 0 is nan"),
        ([2], [0.5], [False], "holds: position 0 is 2, neither yes"),
        ([True, False], [0.5], [False], "lengths differ: holds 2, commonness 1"),
        ([], [], [], "empty"),
    ],
)
def test_recognition_refuses(holds, commonness, rejections, message):
    with pytest.raises(MeasureError, match=message):
        seat_recognition(holds, commonness, rejections)


@pytest.mark.parametrize(
    ("strength", "weight", "message"),
    [
        ([1.0, 0.0], [0.0, 0.0], "weight: all 2 values are zero"),
        ([1.0, 0.0], [1.0, -1.0], "weight: position 1 is -1"),
        ([1.0, 2.0], [1.0, 1.0], "strength: position 1 is 2, above 1"),
        ([1.0, np.nan], [1.0, 1.0], "strength: position 1 is nan"),
        ([1.0], [1.0, 1.0], "lengths differ"),
        ([], [], "empty"),
    ],
)
def test_response_refuses(strength, weight, message):
    with pytest.raises(MeasureError, match=message):
        weighted_response(strength, weight)
