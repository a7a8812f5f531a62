"""Hedges leave open what their table says, on the side that they name."""

from __future__ import annotations

import math
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.audit.language.hedges import Hedge, HedgeError, HedgeForm, shipped_hedges
from equipoise.dossier.schema import table_specs

HEDGES = shipped_hedges().hedges
INF = math.inf
FIGURES = st.floats(-1e9, 1e9)


@pytest.mark.parametrize(
    ("hedge", "value", "half", "bounds"),
    [
        ("about", 20.0, 0.5, (18.0, 22.0, False)),
        ("about", 2.0, 0.5, (1.5, 2.5, False)),  # never less than the last printed digit
        ("about", -20.0, 0.5, (-22.0, -18.0, False)),
        ("roughly", 0.6, 0.005, (0.54, 0.66, False)),
        ("more than", 20.0, 0.5, (20.0, INF, True)),
        ("more than", -20.0, 0.5, (-20.0, INF, True)),  # along the line of numbers, not by size
        ("at least", 20.0, 0.5, (20.0, INF, False)),
        ("less than", 0.01, 0.005, (-INF, 0.01, True)),
        ("up to", 20.0, 0.5, (-INF, 20.0, False)),
        ("nearly", 20.0, 0.5, (18.0, 20.0, False)),
        ("almost", -20.0, 0.5, (-22.0, -20.0, False)),
        ("a little more than", 5.0, 0.5, (5.0, 6.0, False)),
        ("a little more than", -5.0, 0.5, (-5.0, -4.0, False)),
        ("large", 5.0, 0.5, (-INF, INF, False)),
        ("about", 0.0, 0.0, (0.0, 0.0, False)),
    ],
)
def test_bounds_by_hand(hedge, value, half, bounds):
    low, high, open_ends = HEDGES[hedge].bounds(value, half)
    assert (low, high) == pytest.approx(bounds[:2], rel=1e-15)  # one sum
    assert open_ends is bounds[2]


@pytest.mark.parametrize(
    ("unit", "value", "slack"),
    [
        ("share", 0.2, 0.02),
        ("share", -0.2, 0.02),
        ("factor", 3.0, 0.5),
        ("rank", 2.0, 0.0),
        ("count", 3.0, 0.0),
        ("date", 1998.0, 0.0),
        ("years", 20.0, 0.0),
        ("usd_bn", 15.0, 0.0),
    ],
)
def test_words_by_hand(unit, value, slack):
    assert shipped_hedges().in_words(unit, value) == pytest.approx(slack, rel=1e-15)


def test_every_hedge_of_a_dossier_has_a_line():
    (column,) = (c for c in table_specs()["figures"].columns if c.name == "hedge")
    assert set(column.codes) <= set(HEDGES)
    assert {hedge.form for hedge in HEDGES.values()} == set(get_args(HedgeForm))


@given(st.sampled_from(sorted(HEDGES)), FIGURES, st.floats(0, 1e6))
def test_the_figure_lies_inside_or_at_an_open_end(name, value, half):
    low, high, open_ends = HEDGES[name].bounds(value, half)
    assert low <= value <= high
    assert open_ends == (HEDGES[name].form in ("above", "below"))
    if open_ends:
        assert value in (low, high)


@given(FIGURES, st.floats(0, 1e6), st.floats(0, 1))
def test_around_is_symmetric_and_never_narrower_than_the_digits(value, half, relative):
    low, high, _ = Hedge("x", "around", relative).bounds(value, half)
    mirrored = Hedge("x", "around", relative).bounds(-value, half)
    assert (low, high) == (-mirrored[1], -mirrored[0])
    assert low <= value - half
    assert value + half <= high


@given(FIGURES, st.floats(0, 1e6), st.floats(0, 1))
def test_the_two_sides_of_a_figure_make_what_lies_around_it(value, half, relative):
    around = Hedge("x", "around", relative).bounds(value, half)
    above = Hedge("x", "just-above", relative).bounds(value, half)
    below = Hedge("x", "just-below", relative).bounds(value, half)
    assert (below[0], below[1], above[0], above[1]) == (around[0], value, value, around[1])


def test_a_dossier_overrides_single_lines():
    own = shipped_hedges().overridden({"about": {"relative": 0.05}, "some": {"form": "from"}})
    assert own.hedges["about"] == Hedge("about", "around", 0.05)
    assert own.hedges["some"] == Hedge("some", "from")
    assert own.hedges["roughly"] == HEDGES["roughly"]
    assert "some" not in HEDGES
    assert own.words == shipped_hedges().words


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (0.1, "'about' is not a table of form and relative"),
        ({"relativ": 0.1}, "is not a table of form and relative"),
        ({"form": "arround"}, "unknown form 'arround'"),
        ({"form": ["around"]}, "unknown form"),
        ({"relative": "0.1"}, "relative is '0.1'"),
        ({"relative": True}, "relative is True"),
        ({"relative": -0.1}, "relative is -0.1"),
        ({"relative": 1.1}, "relative is 1.1"),
        ({"relative": math.nan}, "relative is nan"),
        ({"relative": math.inf}, "relative is inf"),
        ({"relative": 10**400}, "relative is 1000"),
    ],
)
def test_refusals(line, message):
    with pytest.raises(HedgeError, match=message) as caught:
        shipped_hedges().overridden({"about": line})
    assert caught.value.hint
