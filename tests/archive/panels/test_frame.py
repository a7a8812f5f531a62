"""Frames: which state-years and dyad-years a published list admits."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.archive.panels.frame import dyad_years, state_years
from equipoise.archive.panels.roster import PanelYears
from equipoise.errors import ArgumentError, PeriodError, UnknownRegionError
from equipoise.vocabulary.states import all_states

SPELLS = {one.cow: one.spells for one in all_states() if one.cow is not None}


def member_days(code: int, year: int) -> set[date]:
    """Days of a year on which the Correlates of War list counts a code, one by one."""
    first = date(year, 1, 1)
    days = (first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days))
    return {day for day in days if any(spell.contains(day) for spell in SPELLS[code])}


@pytest.mark.parametrize(
    ("system", "carry_to", "states", "dyads"),
    [
        ("cow", None, 15_951, 1_912_290),
        ("cow", 2025, 17_706, 2_252_760),
        ("gw", 2025, 19_159, 2_180_132),
        ("gw-micro", 2025, 20_813, 2_624_014),
    ],
)
def test_published_row_counts(system, carry_to, states, dyads):
    asked = PanelYears(system, carry_to=carry_to)
    assert len(state_years(asked)) == states
    assert len(dyad_years(asked)) == dyads
    assert 2 * len(dyad_years(asked, directed=False)) == dyads


def test_a_year_shared_without_a_day_makes_no_row():
    # South Vietnam leaves on 30 April 1975, Surinam enters on 25 November.
    asked = PanelYears(start=1975, end=1975)
    assert (state_years(asked).position([115, 817], 1975) >= 0).all()
    assert dyad_years(asked).position([115, 817], [817, 115], 1975).tolist() == [-1, -1]


def test_sixty_directed_rows_share_a_year_and_no_day():
    asked = PanelYears(carry_to=2025)
    present = state_years(asked).roster.present.sum(axis=0, dtype=np.int64)
    assert (present * (present - 1)).sum() - len(dyad_years(asked)) == 60


def test_sampled_rows_equal_a_walk_over_the_days():
    draw = random.Random(20160131)
    frame, codes = dyad_years(PanelYears()), sorted(SPELLS)
    for _ in range(150):
        one, other = draw.sample(codes, 2)
        # Years around entries and exits are where day and year rules part.
        year = draw.choice(SPELLS[one]).start.year + draw.randint(-1, 1)
        if not 1816 <= year <= 2016:
            continue
        both = member_days(one, year) & member_days(other, year)
        assert (frame.position(one, other, year)[0] >= 0) == bool(both), (one, other, year)


def test_rows_are_sorted_and_found_where_they_stand():
    frame = dyad_years(PanelYears(start=1910, end=1925))
    codes = frame.roster.codes
    rows = (
        codes[frame.cells1 // 16],
        codes[frame.cells2 // 16],
        frame.years,
    )
    assert sorted(zip(*rows, strict=True)) == list(zip(*rows, strict=True))
    assert frame.position(*rows).tolist() == list(range(len(frame)))


@settings(max_examples=20, deadline=None)
@given(st.integers(1816, 2016), st.integers(0, 40))
def test_fewer_years_give_the_same_rows_of_those_years(start, more):
    end = min(start + more, 2016)
    whole, part = dyad_years(PanelYears()), dyad_years(PanelYears(start=start, end=end))
    years = whole.years
    assert len(part) == np.count_nonzero((years >= start) & (years <= end))


def test_a_code_that_passes_on_bears_the_later_state_in_that_year():
    roster = state_years(PanelYears("gw", start=1989, end=1991)).roster
    germany = roster.state_of[np.searchsorted(roster.codes, 260)]
    assert [roster.states[number] for number in germany] == ["GFR", "DEU", "DEU"]


def test_one_state_under_two_codes_in_a_year_has_two_rows():
    frame = state_years(PanelYears("gw", start=2006, end=2006))
    # Gleditsch and Ward end 345 and begin 340 in 2006; both are Serbia.
    rows = frame.position([340, 345], 2006)
    assert (rows >= 0).all()
    numbers = frame.roster.cell_states[frame.cells[rows]]
    assert [frame.roster.states[n] for n in numbers] == ["SRB", "SRB"]


def test_a_region_keeps_members_of_the_year_alone():
    asked = PanelYears(start=2012, end=2012, region="east-asia")
    assert len(state_years(asked)) == 16
    assert len(dyad_years(asked)) == 16 * 15
    assert dyad_years(asked).position(365, 710, 2012)[0] == -1


def test_carrying_on_warns_and_stopping_does_not():
    assert state_years(PanelYears()).roster.warnings == ()
    (warning,) = state_years(PanelYears(carry_to=2025)).roster.warnings
    assert "published to 2016" in warning
    assert "2025" in warning


@pytest.mark.parametrize(
    ("asked", "error", "match"),
    [
        (PanelYears("un"), ArgumentError, "'un' is no list"),
        (PanelYears(start=1815), PeriodError, "1815 lies before 1816"),
        (PanelYears(end=2020), ArgumentError, "2020 lies after 2016"),
        (PanelYears(end=2030, carry_to=2025), ArgumentError, "2030 lies after 2025"),
        (PanelYears(carry_to=2016), ArgumentError, "the cow list runs to 2016"),
        (PanelYears(carry_to=2500), PeriodError, "2500 is too far on"),
        (PanelYears(start=2000, end=1990), ArgumentError, "run backwards"),
        (PanelYears(start=2012, region="atlantis"), UnknownRegionError, "atlantis"),
    ],
)
def test_refusals(asked, error, match):
    for frame in (state_years, dyad_years):
        with pytest.raises(error, match=match):
            frame(asked)
