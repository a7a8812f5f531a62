"""Numbers of the two lists of states, by day, held against a published crosswalk by year."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pyarrow.parquet as pq
import pytest

from equipoise.vocabulary.state_tables import Holding, holdings_by_state

pytestmark = pytest.mark.real_data

_YEARS = range(1816, 2026)


@pytest.fixture(scope="module")
def published(shared) -> list[tuple[int | None, int | None, int]]:
    """Number of either list and year; a row lacks a number that the panel does not give."""
    table = pq.read_table(shared / "data" / "tidy" / "isard_cw_gw_panel.parquet")
    return [(row["ccode"], row["gwcode"], row["year"]) for row in table.to_pylist()]


@pytest.fixture(scope="module")
def ours() -> set[tuple[int, int, int]]:
    """Pairs of numbers that mean one state on at least one day of the year."""
    return {
        (int(one.code), int(other.code), year)
        for held in holdings_by_state().values()
        for one in held
        if one.scheme == "cow"
        for other in held
        if other.scheme in ("gw", "gw-micro")
        for year in _YEARS
        if _shared_day(one, other, year)
    }


def _shared_day(one: Holding, other: Holding, year: int) -> bool:
    periods = (one.period, other.period)
    start = max(p.start or date.min for p in periods)
    end = min(p.end or date.max for p in periods)
    return max(start, date(year, 1, 1)) < min(end, date(year + 1, 1, 1))


def test_both_pair_the_same_numbers_but_for_serbia_in_2006(published, ours) -> None:
    """The panel has one row a year: 340 follows 345 in the other list on 2006-06-05."""
    theirs = {(one, other, year) for one, other, year in published if one and other}
    assert len(theirs) == 17_663
    assert theirs - ours == set()
    assert ours - theirs == {(345, 345, 2006)}


def test_rows_with_one_number_are_those_of_years_that_one_list_leaves_out(published, ours) -> None:
    """Elsewhere the panel repeats a number that it also pairs in the same year.

    It does so in the year in which a state enters or leaves one of the lists, and for two numbers
    that pass to a new state there, 260 (Germany) and 678 (Yemen), in every year after.
    """
    paired = {(other, year) for _, other, year in ours}
    repeated = defaultdict(list)
    for one, other, year in published:
        if one is None and (other, year) in paired:
            repeated[other].append(year)
    assert repeated.pop(260) == [1955, *range(1990, 2026)]
    assert set(repeated.pop(678)) < set(range(1926, 1991))
    assert {code: (min(years), max(years)) for code, years in repeated.items()} == {
        20: (1920, 1920),
        42: (1924, 1924),
        210: (1940, 1945),
        290: (1939, 1939),
        305: (1938, 1938),
        433: (1960, 1960),
        517: (1962, 1962),
        530: (1936, 1936),
        581: (1975, 1975),
        616: (1956, 1956),
        652: (1958, 1961),
    }
    paired_here = {(one, year) for one, _, year in ours}
    assert not [row for row in published if row[1] is None and (row[0], row[2]) in paired_here]
