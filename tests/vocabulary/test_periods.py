"""Periods: dates worked by hand, then what EDTF promises, then refusals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import VocabularyError
from equipoise.vocabulary.periods import Era, Period, parse_edtf

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2012", date(2012, 1, 1), date(2013, 1, 1)),
        ("2012-02", date(2012, 2, 1), date(2012, 3, 1)),
        ("2012-12", date(2012, 12, 1), date(2013, 1, 1)),
        ("2012-02-29", date(2012, 2, 29), date(2012, 3, 1)),
        ("199X", date(1990, 1, 1), date(2000, 1, 1)),
        ("1996/2012", date(1996, 1, 1), date(2013, 1, 1)),
        ("1991-12-25/1999-12", date(1991, 12, 25), date(2000, 1, 1)),
        ("199X/2004-06-11", date(1990, 1, 1), date(2004, 6, 12)),
        ("2000-05-07/..", date(2000, 5, 7), None),
        ("../1991-12-25", None, date(1991, 12, 26)),
        ("2005/2005", date(2005, 1, 1), date(2006, 1, 1)),
        ("2005-06/2005", date(2005, 6, 1), date(2006, 1, 1)),
    ],
)
def test_bounds_worked_by_hand(text, start, end):
    period = parse_edtf(text)
    assert (period.start, period.end, period.text) == (start, end, text)
    assert not period.approximate
    assert not period.uncertain


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2009~", True, False),
        ("2009?", False, True),
        ("2009-10%", True, True),
        ("199X~", True, False),
        ("1996~/2001?", True, True),
        ("2001?/..", False, True),
    ],
)
def test_qualifiers(text, approximate, uncertain):
    period = parse_edtf(text)
    assert (period.approximate, period.uncertain) == (approximate, uncertain)


def test_last_day_of_an_interval_belongs_to_it():
    period = parse_edtf("2000-05-07/2008-05-07")
    assert period.contains(date(2008, 5, 7))
    assert not period.contains(date(2008, 5, 8))
    assert not period.contains(date(2000, 5, 6))


def test_years_covered_by_a_day_or_more():
    period = parse_edtf("2002-12-31/2004-01-01")
    assert [y for y in range(2000, 2007) if period.covers_year(y)] == [2002, 2003, 2004]
    assert parse_edtf("../1991").covers_year(1500)
    assert parse_edtf("1991/..").covers_year(9000)
    assert not parse_edtf("1991/..").covers_year(1990)


def test_first_year():
    assert parse_edtf("199X").year == 1990
    with pytest.raises(VocabularyError, match="beginning is open"):
        _ = parse_edtf("../1991").year


def test_era_holds_a_period():
    era = Era("putin-1", "Putin", parse_edtf("2000-05-07/2008-05-06"))
    assert era.period.contains(date(2004, 1, 1))


@given(day=DAYS)
def test_a_day_is_read_back(day):
    period = parse_edtf(day.isoformat())
    assert period == Period.between(day, day + timedelta(days=1))
    assert parse_edtf(period.text) == period


@given(days=st.tuples(DAYS, DAYS), open_end=st.booleans())
def test_between_round_trips_through_its_text(days, open_end):
    first, last = sorted(days)
    period = Period.between(first, None if open_end else last + timedelta(days=1))
    assert parse_edtf(period.text) == period
    assert period.contains(first)
    assert period.contains(last)


@given(days=st.lists(DAYS, min_size=4, max_size=4))
def test_overlap_is_a_shared_day_and_mutual(days):
    a, b, c, d = days
    one = Period.between(min(a, b), max(a, b) + timedelta(days=1))
    other = Period.between(min(c, d), max(c, d) + timedelta(days=1))
    shared = max(one.start, other.start) < min(one.end, other.end)
    assert one.overlaps(other) == other.overlaps(one) == shared
    assert one.overlaps(Period(None, None, "../.."))


@given(day=DAYS, other=DAYS)
def test_a_year_is_covered_when_one_of_its_days_is_contained(day, other):
    period = Period.between(min(day, other), None)
    if period.contains(day):
        assert period.covers_year(day.year)
    assert period.covers_year(day.year) == period.contains(date(day.year, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        *("", "2011-02-30", "2011-13", "2011-00", "2011-04-31", "1900-02-29", "0000", "000X"),
        *("9999", "999X", "20111", "11", "19XX", "199X-05", "2011-2", "2011-02-3", "2011/2010"),
        *("2011-05-02/2011-05-01", "../..", "2011/", "/2011", "2011/2012/2013", "~2011", "2011~?"),
        *("2011-06~-11", "2011-21", "summer 2011", " 2011", "2011-05-05T10:00", "-0043", "٢٠١١"),
    ],
)
def test_refusals_say_what_is_allowed(text):
    with pytest.raises(VocabularyError) as caught:
        parse_edtf(text)
    assert repr(text) in caught.value.message
    assert caught.value.hint


def test_impossible_day_is_named():
    with pytest.raises(VocabularyError, match="2011-02-30 is no day") as caught:
        parse_edtf("2011-02-01/2011-02-30")
    assert "A/.." in caught.value.hint


def test_a_period_holds_a_day():
    with pytest.raises(VocabularyError, match="ends before it starts"):
        Period.between(date(2012, 1, 1), date(2012, 1, 1))
