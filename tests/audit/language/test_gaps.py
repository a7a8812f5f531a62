"""Absent years and rows of published data: never a silent zero."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.cell_values import UncheckableError
from equipoise.audit.language.filters import Filter
from equipoise.audit.language.gaps import told
from equipoise.audit.language.selector import Selector
from equipoise.audit.language.selectors import selected
from equipoise.vocabulary.data_sets import DataSet
from equipoise.vocabulary.evidence import ArchiveSource
from equipoise.vocabulary.tables import Column, ResultTable

COLUMNS = (
    Column("state1", "text", ""),
    Column("state2", "text", ""),
    Column("year", "integer", ""),
    Column("flow1", "number", ""),
    Column("flow2", "number", ""),
)
ROWS = (
    ("RUS", "CHN", 2000, 4.0, 1.0),
    ("RUS", "JPN", 2000, 3.0, 1.0),
    ("RUS", "KOR", 2000, None, 1.0),
)
FLOWS = DataSet(
    "flows",
    "Flows",
    "nobody",
    "made-up trade",
    {"state1": "text", "state2": "text", "year": "year", "flow1": "usd_m", "flow2": "usd_m"},
)
SOURCE = ArchiveSource("Flows", "4.0", "", sample=False, citation="", span=(1990, 2012))


@pytest.fixture
def ask(dossier, shelf):
    def question(take, *, source=SOURCE, skip=False, value="flow2", **where):
        archive = shelf(ResultTable("flows", COLUMNS, ROWS))
        archive.origin = source
        base = EvidenceBase(dossier, archive)
        base.data_sets = {"flows": FLOWS}
        filters = tuple(
            cell
            if isinstance(cell, Filter)
            else Filter(column, "any" if isinstance(cell, tuple) else "equals", cell)
            for column, cell in where.items()
        )
        selector = Selector("archive", "flows", value, filters, take, skip_missing=skip)
        return selected(selector, base, {})

    return question


@pytest.mark.parametrize("take", ["count", "distinct", "sum", "one"])
@pytest.mark.parametrize(
    "year",
    [
        1989,
        2013,
        (2012, 2013),
        Filter("year", "span", (1985, 2000)),
        Filter("year", "span", (2000, 2014)),
    ],
)
def test_a_year_outside_the_span_is_no_zero(ask, take, year):
    with pytest.raises(UncheckableError, match=r"Flows, version 4.0 covers 1990 to 2012, not"):
        ask(take, state1="RUS", state2="CHN", year=year)


def test_years_at_the_ends_of_the_span_are_inside(ask):
    assert ask("count", state1="RUS", year=1990).quantity.value == 0
    assert ask("count", state1="RUS", year=Filter("year", "span", (1990, 2012))).quantity.value == 3
    assert ask("count", state1="RUS", year=Filter("year", "span", (None, None))).quantity.value == 3


def test_a_sum_over_listed_states_needs_a_row_of_each(ask):
    found = ask("sum", state1="RUS", state2=("CHN", "JPN"), year=2000)
    assert found.quantity.value == 2e6
    with pytest.raises(UncheckableError, match="flows has no row for PRK"):
        ask("sum", state1="RUS", state2=("CHN", "JPN", "PRK"), year=2000)


def test_a_sum_over_a_region_needs_a_row_of_each_member(ask):
    asia = Filter("state2", "region", "northeast-asia")
    with pytest.raises(UncheckableError, match=r"no row for .*MNG.*PRK|no row for .*PRK.*MNG"):
        ask("sum", state1="RUS", state2=asia, year=2000)


def test_rows_left_out_on_request_are_named(ask):
    found = ask("sum", state1="RUS", state2=("CHN", "PRK"), year=2000, skip=True)
    assert found.quantity.value == 1e6
    assert found.notes == ("left out, no figure: PRK (no row)",)
    both = ask(
        "sum", value="flow1", state1="RUS", state2=("CHN", "KOR", "PRK"), year=2000, skip=True
    )
    assert both.notes == ("left out, no figure: flows, row 3, PRK (no row)",)


def test_where_the_data_set_lists_everything_an_absent_row_is_nothing(ask):
    complete = replace(SOURCE, absent="none")
    found = ask("sum", source=complete, state1="RUS", state2=("CHN", "PRK"), year=2000)
    assert found.quantity.value == 1e6
    assert found.notes == ()


def test_a_copy_with_some_values_alone_gives_a_lower_bound(ask):
    partial = replace(SOURCE, absent="none", partial=("state2",))
    whole = ask("sum", source=partial, state1="RUS", year=2000)
    assert whole.selection == "flows"
    assert whole.quantity.high == float("inf")
    named = ask("sum", source=partial, state1="RUS", state2=("CHN", "JPN"), year=2000)
    assert (named.selection, named.quantity.high) == ("", 2e6)
    stranger = ask("sum", source=partial, state1="RUS", state2=("CHN", "VNM"), year=2000)
    assert stranger.selection == "flows"


def test_several_lists_are_taken_together(ask):
    with pytest.raises(UncheckableError, match="no row for CHN, 2001; JPN, 2001"):
        ask("sum", state1="RUS", state2=("CHN", "JPN"), year=(2000, 2001))


def test_cases_for_a_reader():
    assert told(["a", "b"]) == "a; b"
    assert told(list("abcdef")) == "a; b; c; d and 2 more"
