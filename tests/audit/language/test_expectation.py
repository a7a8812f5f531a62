"""What a text states becomes the interval that bears it out, worked by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.audit.language.cell_values import UncheckableError
from equipoise.audit.language.expectation import (
    Accepted,
    Stated,
    accepted,
    stated_figure,
    stated_quantity,
)
from equipoise.audit.language.hedges import Hedge, shipped_hedges
from equipoise.audit.language.quantities import (
    DATE,
    PURE,
    Quantity,
    UndefinedValueError,
    exactly,
)

INF = math.inf
HEDGES = shipped_hedges()
MONEY = (("money", 1),)


@pytest.fixture(scope="session")
def figure(with_figures):
    """Band of one row of ``figures.csv`` by hand, with a hedge of the claim or none."""
    kinds = {
        "id": "text",
        "value": "number",
        "low": "number",
        "high": "number",
        "unit": "text",
        "printed": "text",
        "hedge": "text",
    }

    def band(value, low, high, unit, printed, hedge="", override=None):
        base = with_figures(kinds, ("f", value, low, high, unit, printed, hedge))
        stated, used = stated_figure("f", base, HEDGES, override)
        assert (used.place, used.column, used.shown) == ("hand.csv:2", "value", printed)
        return accepted(stated)

    return band


@pytest.mark.parametrize(
    ("row", "low", "high"),
    [
        ((12997.0, None, None, "usd_m", "12,997"), 12996.5e6, 12997.5e6),
        ((0.2, None, None, "share", "20 %"), 0.195, 0.205),
        ((0.005, 0.0, 0.01, "share", "0-1 %"), -0.005, 0.015),
        ((12.5, None, None, "usd_bn", "US$12.5 billion"), 12.45e9, 12.55e9),
        ((12500.0, None, None, "usd_m", "US$12.5 billion"), 12.45e9, 12.55e9),
        ((2.0 / 3, None, None, "share", "two thirds"), 0.6, 2.2 / 3),  # in words: a tenth
        ((3.0, None, None, "factor", "tripled"), 2.5, 3.5),
        ((3.0, None, None, "rank", "third"), 3.0, 3.0),
        ((12.5, None, None, "usd_bn", "US$12.5 billion", "about"), 11.25e9, 13.75e9),
        ((0.01, None, None, "share", "1 %", "less than"), -INF, 0.01),
        ((10.0, None, None, "factor", "tenfold", "more than"), 10.0, INF),
        # Both ends take the wider of their two half units: a tenth of a half.
        ((0.375, 0.25, 0.5, "share", "a quarter to a half"), 0.2, 0.55),
        ((0.025, 0.02, 0.03, "share", "2-3 %", "more than"), 0.02, INF),
        ((0.025, 0.02, 0.03, "share", "2-3 %", "up to"), -INF, 0.03),
        ((0.375, 0.25, 0.5, "share", "25-50 %", "large"), 0.245, 0.505),  # the range counts
        ((-0.05, None, None, "share", "-5 %"), -0.055, -0.045),
        ((1998.0, None, None, "date", "1998"), 1997.5, 1998.5),
        ((1998.0, None, None, "date", "1998", "about"), 1997.5, 1998.5),  # no tenth of a year
        ((1998.0, None, None, "date", "1998", "nearly"), 1997.5, 1998.0),
    ],
)
def test_figures_by_hand(figure, row, low, high):
    band = figure(*row)
    assert (band.low, band.high) == pytest.approx((low, high), rel=1e-12)  # a few products


def test_a_hedge_of_the_claim_goes_before_the_figures_own(figure):
    band = figure(
        5.0, None, None, "years", "five", "more than", HEDGES.hedges["a little more than"]
    )
    assert (band.low, band.high, band.open_ends) == (5.0, 6.0, False)
    assert band.shown == "a little more than five"


def test_bands_by_hand():
    band = accepted(Stated(0.2, 0.2, "share", 0.005))
    assert [band.holds(v) for v in (0.1949, 0.195, 0.2, 0.205, 0.2051)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert band.tolerance == pytest.approx(0.005, rel=1e-12)  # one sum and one difference
    assert band.margin(0.21) == pytest.approx(-0.005, rel=1e-12)
    assert band.margin(0.199) == pytest.approx(0.004, rel=1e-12)

    more = accepted(Stated(10.0, 10.0, "factor", 0.5, Hedge("more than", "above")))
    assert [more.holds(v) for v in (9.9, 10.0, 10.0 + 1e-12, 10.001, INF)] == [
        False,
        False,
        False,  # the rounding of floats makes no difference
        True,
        True,
    ]
    assert more.margin(12.0) == 2.0
    assert more.tolerance == 0.0

    limit = accepted(Stated(-INF, 3.0, "usd_bn", open_ends=True))
    assert (limit.holds(2.9e9), limit.holds(3e9), limit.holds(-INF)) == (True, False, True)
    assert accepted(Stated(-INF, INF, "")).margin(5.0) is None
    assert accepted(Stated(-INF, INF, "")).holds(0.0)


def test_intervals_that_meet_a_band():
    band = accepted(Stated(0.3, 0.3, "share", 0.05))  # up to 0.25, but for floats
    assert band.met_by(Quantity(0.2, 0.15, 0.2 + 0.05))
    assert not band.met_by(Quantity(0.2, 0.15, 0.24))
    assert band.met_by(Quantity(0.5, 0.2, 0.9))
    more = accepted(Stated(5.0, INF, "count", open_ends=True))
    assert not more.met_by(Quantity(4.5, 4.0, 5.0))  # more than five is not five
    assert more.met_by(Quantity(4.5, 4.0, 5.1))
    assert more.met_by(Quantity(4.5, -INF, INF))


def test_a_let_keeps_its_printed_digits():
    found = Quantity(165984.3e6, 165984.25e6, 165984.35e6, MONEY)
    stated = stated_quantity(found, "usd_m", "165,984.3", None)
    assert stated.half_unit == pytest.approx(0.05, rel=1e-6)  # what is left of 16 digits
    band = accepted(stated)
    assert (band.low, band.high) == pytest.approx((165984.25e6, 165984.35e6), rel=1e-12)
    assert accepted(stated_quantity(exactly(2.0, DATE), "", "2", None)).dimension == DATE


def test_a_let_with_bounds_of_its_own_accepts_all_between_them():
    band = accepted(stated_quantity(Quantity(30.0, 20.0, 60.0), "", "30", None))
    assert (band.low, band.high) == (20.0, 60.0)
    more = accepted(stated_quantity(Quantity(30.0, 20.0, 60.0), "", "30", HEDGES.hedges["over"]))
    assert (more.low, more.high) == (30.0, INF)


@given(st.floats(-1e9, 1e9), st.floats(0, 1e6), st.sampled_from(["", "usd_bn", "share", "km2"]))
def test_the_stated_figure_supports_itself(value, half, unit):
    band = accepted(Stated(value, value, unit, half))
    factor = 1e9 if unit == "usd_bn" else 1.0
    assert band.holds(value * factor)
    assert band.met_by(exactly(value * factor, band.dimension))
    assert band.margin(value * factor) >= 0


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.booleans())
def test_a_value_inside_has_a_margin_of_its_sign(one, other, value, open_ends):
    low, high = sorted((one, other))
    band = Accepted(low, high, open_ends, PURE, (high - low) / 2, "")
    margin = band.margin(value)
    slop = 2e-9 * max(abs(low), abs(high), abs(value))  # twice what is let through for floats
    if margin > slop:
        assert band.holds(value)
    elif margin < -slop:
        assert not band.holds(value)
    if band.holds(value):
        assert band.met_by(Quantity(value, value - 1, value + 1))


@pytest.mark.parametrize("name", sorted(HEDGES.hedges))
def test_a_hedge_accepts_what_the_table_says(name):
    hedge = HEDGES.hedges[name]
    band = accepted(Stated(20.0, 20.0, "usd_bn", 0.5, hedge))
    low, high, open_ends = hedge.bounds(20.0, 0.5)
    assert (band.low, band.high, band.open_ends) == (low * 1e9, high * 1e9, open_ends)


def test_refusals(figure, base):
    with pytest.raises(UncheckableError, match="no figure 'none-such'"):
        stated_figure("none-such", base, HEDGES, None)
    with pytest.raises(UncheckableError, match="not counted") as caught:
        figure(None, None, None, "share", "some")
    assert caught.value.missing == "a figure for f in hand.csv:2"
    with pytest.raises(UncheckableError, match="not counted"):
        figure(0.5, None, None, "share", "much", "large")
    with pytest.raises(UndefinedValueError, match="larger than any quantity"):
        figure(1e300, None, None, "usd_bn", "many")
    for low, high in ((-INF, INF), (1.0, INF)):
        with pytest.raises(UndefinedValueError, match="has no bounds"):
            stated_quantity(Quantity(2.0, low, high), "", "2", None)


def test_a_degree_without_a_reason_is_told(with_figures):
    texts, numbers = ("id", "unit", "printed", "hedge"), ("value", "low", "high")
    kinds = dict.fromkeys(texts, "text") | dict.fromkeys(numbers, "number")
    base = with_figures(kinds, ("f", "share", "much", "large", 0.5, None, None))
    object.__setattr__(base.figures["f"], "missing_reason", "")
    with pytest.raises(UncheckableError, match="the text gives a degree, 'much', and no figure"):
        stated_figure("f", base, HEDGES, None)
