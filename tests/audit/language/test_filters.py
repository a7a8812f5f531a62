"""Filters admit the rows that they speak of, and refuse what their column cannot hold."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.audit.language.filters import (
    MOST_VALUES,
    Filter,
    FilterError,
    GridName,
    read_filter,
)
from equipoise.vocabulary.periods import parse_edtf

YEARS = st.integers(1900, 2020)


def made(raw, kind, column="c", grid=()):
    return read_filter(column, raw, kind, lambda value: value, grid)


def admits(raw, kind, cell, year=2012):
    if kind == "period" and cell is not None:
        cell = parse_edtf(cell)
    return made(raw, kind).admits(cell, year)


@pytest.mark.parametrize(
    ("raw", "kind", "inside", "outside"),
    [
        ("CHN", "text", ["CHN"], ["JPN", "", None]),
        (2012, "year", [2012], [2011, None]),
        (5.5, "number", [5.5], [5.4, None]),
        (["CHN", "JPN"], "text", ["CHN", "JPN"], ["KOR", None]),
        ({"from": 1990, "to": 1999}, "year", [1990, 1995, 1999], [1989, 2000, None]),
        ({"from": 1990}, "year", [1990, 2012], [1989, None]),
        ({"to": 1999}, "year", [1999, 1], [2000, None]),
        ({"from": 0.5, "to": 0.5}, "number", [0.5], [0.4, 0.6]),
        ({"from": -math.inf}, "number", [-1e9], [None]),
        ({"not": "CHN"}, "text", ["JPN", None], ["CHN"]),
        ({"not": ["CHN", "JPN"]}, "text", ["KOR", None], ["CHN", "JPN"]),
        ({"region": "east-asia"}, "text", ["CHN", "JPN", "VNM"], ["RUS", "USA", "WLD", None]),
        ({"has": "CHN"}, "parties", [("CHN",), ("RUS", "CHN")], [("RUS",), None]),
        ({"has": ["CHN", "RUS"]}, "parties", [("RUS", "CHN", "JPN")], [("CHN",), ("RUS",)]),
        ("CHN", "parties", [("CHN", "RUS")], [("RUS",), None]),
        ({"filled": True}, "text", ["CHN"], [None]),
        ({"filled": False}, "number", [None], [0.0]),
        ({"filled": True}, "parties", [("CHN",)], [None]),
    ],
)
def test_by_hand(raw, kind, inside, outside):
    found = made(raw, kind)
    assert [found.admits(cell, 2012) for cell in inside] == [True] * len(inside)
    assert [found.admits(cell, 2012) for cell in outside] == [False] * len(outside)


@pytest.mark.parametrize(
    ("raw", "inside", "outside"),
    [
        ("1997", ["1997", "1997-05", "1997-12-31"], ["1996/1997", "1998", "1997/1998", "../1997"]),
        ({"within": "1990/1999"}, ["1990", "199X", "1990/1999"], ["1989/1995", "1999/.."]),
        ({"within": "1990/.."}, ["1999/..", "2012"], ["1989/..", "../2012"]),
        ({"within": "../1990"}, ["1985", "../1990"], ["1991", "1990/.."]),
        ({"overlaps": "1997/1998"}, ["1998/..", "../1997", "1990/2000", "1998-12"], ["1999", None]),
        ({"overlaps": "1997/.."}, ["1990/..", "2012"], ["../1996", "1996"]),
        ({"from": 1990, "to": 1999}, ["1990", "1999-12-31"], ["1989/1990", "1999/2000", "1999/.."]),
        ({"from": 1990}, ["1990-01-01", "1990/.."], ["1989-12-31"]),
        ({"to": 1999}, ["../1999", "1999-12-31"], ["2000-01-01"]),
        ({"filled": True}, ["1999"], [None]),
    ],
)
def test_periods_by_hand(raw, inside, outside):
    assert [admits(raw, "period", cell) for cell in inside] == [True] * len(inside)
    assert [admits(raw, "period", cell) for cell in outside] == [False] * len(outside)


def test_dates_of_the_file_format_are_days():
    found = made(date(1997, 5, 3), "period")
    assert found.admits(parse_edtf("1997-05-03"), 2012)
    assert not found.admits(parse_edtf("1997-05"), 2012)


def test_membership_of_a_region_is_that_of_the_year():
    # Timor-Leste is no member before it is a state.
    found = made({"region": "southeast-asia"}, "text")
    assert found.admits("KHM", 1999)
    assert not found.admits("TLS", 1990)


@pytest.mark.parametrize(
    ("raw", "kind", "values"),
    [
        ("CHN", "text", ("CHN",)),
        (["CHN", "JPN"], "text", ("CHN", "JPN")),
        (2012, "year", (2012,)),
        ({"not": "CHN"}, "text", None),
        ({"from": 1990, "to": 1999}, "year", None),
        ({"filled": True}, "number", None),
        ("CHN", "parties", None),
        ("1997", "period", None),
    ],
)
def test_values_of_which_a_cell_has_one(raw, kind, values):
    assert made(raw, kind).among == values


def test_a_region_lists_all_that_were_ever_its_members():
    listed = made({"region": "southeast-asia"}, "text").among
    assert {"TLS", "KHM"} <= set(listed)
    assert len(set(listed)) == len(listed)
    assert "RUS" not in listed


def test_names_of_the_grid_stand_for_their_values():
    grid = {"year": None, "who": None}
    point = {"year": 1997, "who": "CHN"}
    assert made("$year", "year", grid=grid).at(point) == Filter("c", "equals", 1997)
    assert made("$who", "text", grid=grid).at(point) == Filter("c", "equals", "CHN")
    assert made("$year", "period", grid=grid).at(point).admits(parse_edtf("1997-05"), 2012)
    overlapping = made({"overlaps": "$year"}, "period", grid=grid)
    assert overlapping.at(point).admits(parse_edtf("1990/2000"), 2012)
    assert (
        not made({"within": "$year"}, "period", grid=grid)
        .at(point)
        .admits(parse_edtf("1990/2000"), 2012)
    )
    having = made("$who", "parties", grid=grid).at(point)
    assert having.admits(("RUS", "CHN"), 2012)
    assert not having.admits(("RUS",), 2012)
    assert made(1997, "year").at(point) == Filter("c", "equals", 1997)


@pytest.mark.parametrize(
    ("raw", "kind", "text"),
    [
        ("CHN", "text", "c CHN"),
        (["CHN", "JPN"], "text", "c CHN or JPN"),
        ({"not": ["CHN", "JPN"]}, "text", "c not CHN or JPN"),
        ({"from": 1990, "to": 1999}, "year", "c from 1990 to 1999"),
        ({"from": 1990}, "year", "c from 1990 to any"),
        ({"region": "east-asia"}, "text", "c in east-asia"),
        ({"has": ["CHN", "RUS"]}, "parties", "c has CHN or RUS"),
        ({"within": "1990/1999"}, "period", "c within 1990/1999"),
        ({"from": 1990, "to": 1999}, "period", "c within 1990-01-01/1999-12-31"),
        ({"filled": True}, "number", "c filled True"),
        ("$year", "year", "c $year"),
    ],
)
def test_conditions_in_words(raw, kind, text):
    assert made(raw, kind, grid=("year",)).text == text


@given(YEARS, YEARS, YEARS)
def test_a_span_of_years_reads_the_same_in_both_kinds_of_column(one, other, year):
    low, high = sorted((one, other))
    raw = {"from": low, "to": high}
    assert admits(raw, "year", year) == admits(raw, "period", str(year)) == (low <= year <= high)


@given(YEARS, YEARS, YEARS, YEARS)
def test_what_lies_within_overlaps(one, other, third, fourth):
    cell = f"{min(one, other)}/{max(one, other)}"
    wanted = f"{min(third, fourth)}/{max(third, fourth)}"
    inside = admits({"within": wanted}, "period", cell)
    assert not inside or admits({"overlaps": wanted}, "period", cell)
    assert admits({"overlaps": wanted}, "period", cell) == admits(
        {"overlaps": cell}, "period", wanted
    )
    assert inside == (
        min(third, fourth) <= min(one, other) <= max(one, other) <= max(third, fourth)
    )


@given(st.sets(st.sampled_from(["CHN", "JPN", "KOR", "RUS"]), min_size=1), st.sampled_from("ABC"))
def test_any_and_not_divide_the_filled_cells(codes, other):
    wanted = sorted(codes)
    for cell in (*wanted, other):
        assert admits(wanted, "text", cell) != admits({"not": wanted}, "text", cell)


@pytest.mark.parametrize(
    ("raw", "kind", "message"),
    [
        ([], "text", "an empty list of values"),
        ({"not": []}, "text", "an empty list of values"),
        ({"has": []}, "parties", "an empty list of values"),
        (["x"] * (MOST_VALUES + 1), "text", "more than 400 values"),
        ({"not": ["x"] * 1_000_000}, "text", "more than 400 values"),
        (["1997"], "period", "a list does not fit c"),
        (["CHN"], "parties", "a list does not fit c"),
        ({}, "text", r"\[\] is not one condition"),
        ({"from": 1, "not": 2}, "year", "is not one condition"),
        ({"is": "CHN"}, "text", "unknown condition 'is'"),
        ({"region": "east-asia"}, "year", "region does not fit c"),
        ({"region": "atlantis"}, "text", "atlantis"),
        ({"region": ["east-asia"]}, "text", "east-asia"),
        ({"from": 1990}, "text", "from does not fit c"),
        ({"has": "CHN"}, "text", "has does not fit c"),
        ({"within": "1990"}, "year", "within does not fit c"),
        ({"not": "1990"}, "period", "not does not fit c"),
        ({"from": "1990"}, "year", "'1990' is not a number"),
        ({"from": True}, "year", "True is not a number"),
        ({"to": math.nan}, "number", "nan is not a number"),
        ({"from": 1999, "to": 1990}, "year", "from 1999 to 1990 is turned around"),
        ({"from": 1999, "to": 1998}, "period", "ends before it starts"),
        ({"from": 1990.5}, "period", "from 1990.5 to None is no span of years"),
        ({"from": math.inf}, "period", "is no span of years"),
        ({"to": 10**400}, "period", "is no span of years"),
        ({"to": 9999}, "period", "is no span of years"),
        ({"from": 0}, "period", "is no span of years"),
        ({"filled": "yes"}, "text", "filled is true or false"),
        ({"filled": 1}, "text", "filled is true or false"),
        ({"within": "summer"}, "period", "summer"),
        ({"within": ["1990"]}, "period", "1990"),
        ("199", "period", "199"),
        (True, "period", "True"),
        ("$month", "year", r"\$month is no name of the claim's grid"),
        ("$", "text", "is no name of the claim's grid"),
        ({"overlaps": "$month"}, "period", "is no name of the claim's grid"),
    ],
)
def test_refusals(raw, kind, message):
    with pytest.raises(FilterError, match=message) as caught:
        made(raw, kind, grid={"year": None})
    assert caught.value.hint


def test_a_name_of_the_grid_is_no_value():
    assert GridName("year") != "year"
