"""Selectors: from rows to one quantity, with the rows that it rests on."""

from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.cell_values import UncheckableError
from equipoise.audit.language.filters import Filter
from equipoise.audit.language.quantities import (
    DATE,
    PURE,
    UndefinedValueError,
    UnitClashError,
)
from equipoise.audit.language.rows import EvidenceTable
from equipoise.audit.language.selector import Constant, Selector
from equipoise.audit.language.selectors import matching, selected

MONEY = (("money", 1),)


def pick(base, take="one", value="flow", of=(), point=None, **where):  # one selector of `sample`
    filters = tuple(Filter(column, "equals", wanted) for column, wanted in where.items())
    ranked = tuple(Filter(column, "equals", wanted) for column, wanted in of)
    return selected(Selector("archive", "sample", value, filters, take, ranked), base, point or {})


def ends(found):
    return (found.quantity.value, found.quantity.low, found.quantity.high)


@pytest.fixture(scope="session")
def printed(shelved):
    """Flows with their printed strings: 1.4, 2.4 and 3.4, each known to half a tenth."""
    columns = {"state": "text", "flow": "usd_m", "printed": "text"}
    return shelved(columns, ("A", 1.4, "1.4"), ("B", 2.4, "2.4"), ("C", 3.4, "3.4"))


@pytest.mark.parametrize(
    ("take", "value"),
    [("sum", 10.0), ("mean", 10 / 3), ("median", 3.0), ("min", 2.0), ("max", 5.0)],
)
def test_what_is_made_of_many_by_hand(trade, take, value):
    found = pick(trade, take, year=2000)
    assert found.quantity.value == pytest.approx(value * 1e6, rel=1e-15)  # one division
    assert found.quantity.dimension == MONEY
    assert found.unit == "usd_m"
    assert [used.place for used in found.used] == [f"sample, row {n}" for n in (1, 2, 3)]


def test_one_row_by_hand(trade):
    found = pick(trade, state="JPN", year=2012)
    assert ends(found) == (20e6, 20e6, 20e6)
    (used,) = found.used
    assert (used.place, used.column, used.shown) == ("sample, row 5", "flow", "20 usd_m")
    assert (used.source, used.quality, used.locator) == (
        "Sample, version 1.0 (made-up sample)",
        "published",
        "JPN, 2012, flow",
    )


def test_rounding_of_the_cells_by_hand(printed):
    assert ends(pick(printed, "sum")) == pytest.approx((7.2e6, 7.05e6, 7.35e6), rel=1e-12)
    assert ends(pick(printed, "mean")) == pytest.approx((2.4e6, 2.35e6, 2.45e6), rel=1e-12)
    assert ends(pick(printed, "median")) == pytest.approx((2.4e6, 2.35e6, 2.45e6), rel=1e-12)
    assert ends(pick(printed, "max")) == pytest.approx((3.4e6, 3.35e6, 3.45e6), rel=1e-12)
    assert ends(pick(printed, state="B")) == pytest.approx((2.4e6, 2.35e6, 2.45e6), rel=1e-12)


def test_years_by_hand(trade):
    for take, year in (("min", 2000), ("max", 2012), ("median", 2006), ("mean", 2006)):
        found = pick(trade, take, value="year")
        assert ends(found) == (year, year, year)
        assert (found.quantity.dimension, found.unit) == (DATE, "")


def test_counts_by_hand(trade):
    assert pick(trade, "count", value="").quantity.value == 6
    assert pick(trade, "count", value="flow").quantity.value == 5  # one cell is empty
    assert pick(trade, "count", value="flow", year=2012).quantity.value == 2
    assert pick(trade, "distinct", value="state").quantity.value == 3
    assert pick(trade, "distinct", value="year").quantity.value == 2
    none = pick(trade, "count", value="", year=1999)
    assert ends(none) == (0, 0, 0)
    assert none.used == ()
    assert none.notes == ("no row of sample with year 1999",)
    assert pick(trade, "distinct", value="state", year=1999).quantity.value == 0
    assert pick(trade, "count", value="").quantity.dimension == PURE


@pytest.mark.parametrize(
    ("flows", "rank", "low", "high"),
    [
        ((("A", 5.0), ("B", 3.0), ("C", 2.0)), 2, 2, 2),
        ((("A", 2.0), ("B", 3.0), ("C", 2.0)), 1, 1, 1),
        ((("A", 3.0), ("B", 3.0), ("C", 2.0)), 1, 1, 1),  # a tie shares the better rank
        ((("A", 5.0), ("B", 3.0), ("C", 3.0)), 2, 2, 2),
        ((("A", 5.0), ("B", 3.0), ("C", 4.0), ("D", 5.0)), 4, 4, 4),
        ((("A", -5.0), ("B", -3.0), ("C", -4.0)), 1, 1, 1),
    ],
)
def test_ranks_by_hand(shelved, flows, rank, low, high):
    base = shelved({"state": "text", "flow": "usd_m"}, *flows)
    found = pick(base, "rank", of=[("state", "B")])
    assert ends(found) == (rank, low, high)
    assert len(found.used) == len(flows)
    assert found.unit == ""


def test_ranks_within_rounding_by_hand(shelved):
    columns = {"state": "text", "flow": "usd_m", "printed": "text"}
    # B is 29.5 to 30.5; A may be above or below, C is 30.5 or more and may tie, D is above.
    base = shelved(
        columns, ("A", 30.0, "30"), ("B", 30.0, "30"), ("C", 31.0, "31"), ("D", 40.0, "40")
    )
    assert ends(pick(base, "rank", of=[("state", "B")])) == (3, 2, 4)
    # Intervals that touch do not turn the order.
    base = shelved(columns, ("A", 2.0, "2"), ("B", 3.0, "3"))
    assert ends(pick(base, "rank", of=[("state", "B")])) == (1, 1, 1)


def test_a_region_has_the_members_of_the_row_s_own_year(shelved):
    columns = {"state": "text", "year": "year", "flow": "usd_m"}
    base = shelved(columns, ("BRN", 1980, 1.0), ("BRN", 1990, 2.0), ("CHN", 1980, 4.0))
    inside = (Filter("state", "region", "east-asia"),)
    found = selected(Selector("archive", "sample", "flow", inside, "sum"), base, {})
    assert found.quantity.value == 6e6  # Brunei is no state before 1984


def test_what_an_archive_is_asked_for(shelved):
    columns = {"state": "text", "partner": "text", "year": "year", "flow": "usd_m"}
    base = shelved(columns, ("BRN", "RUS", 1980, 1.0), ("CHN", "RUS", 1981, 2.0))
    filters = (
        Filter("state", "region", "east-asia"),
        Filter("partner", "any", ("RUS", "USA")),
        Filter("year", "span", (1980, 1990)),
    )
    found = matching(base.table("archive", "sample"), filters, base, {})
    assert [row.place for row in found] == ["sample, row 2"]  # Brunei is no state before 1984
    ((name, asked),) = base.archive.asked
    assert (name, set(asked)) == ("sample", {"state", "partner"})
    assert asked["partner"] == ("RUS", "USA")
    assert {"BRN", "CHN"} < set(asked["state"])
    assert "RUS" not in asked["state"]


def test_a_rank_leaves_room_for_those_without_a_figure(shelved):
    columns = {"state": "text", "flow": "usd_m"}
    base = shelved(columns, ("A", 30.0), ("B", 20.0), ("C", None))
    own = (Filter("state", "equals", "B"),)
    ranked = Selector("archive", "sample", "flow", (), "rank", own, skip_missing=True)
    assert ends(selected(ranked, base, {})) == (2, 2, 3)


def test_ranks_across_units_of_one_dimension(with_figures):
    kinds = {"id": "text", "value": "number", "unit": "text"}
    rows = (("a", 1.1, "usd_bn"), ("b", 1100.0, "usd_m"), ("c", 1.2e9, "usd"))
    base = with_figures(kinds, *rows)
    selector = Selector("table", "figures", "value", (), "rank", of=(Filter("id", "equals", "b"),))
    assert ends(selected(selector, base, {})) == (2, 2, 2)


def test_missing_cells(trade):
    with pytest.raises(UncheckableError, match="no figure for flow in sample, row 6") as caught:
        pick(trade, "sum", year=2012)
    assert caught.value.missing == "flow in sample, row 6"
    filters = (Filter("year", "equals", 2012),)
    skipping = Selector("archive", "sample", "flow", filters, "sum", skip_missing=True)
    found = selected(skipping, trade, {})
    assert found.quantity.value == 70e6
    assert found.notes == ("left out, no figure: sample, row 6",)
    assert len(found.used) == 2
    korea = (*filters, Filter("state", "equals", "KOR"))
    with pytest.raises(UncheckableError, match="no figure"):  # nothing would be left
        selected(Selector("archive", "sample", "flow", korea, "sum", skip_missing=True), trade, {})


def test_missing_cells_and_their_reasons(with_figures):
    kinds = {"id": "text", "value": "number", "unit": "text"}
    base = with_figures(kinds, ("a", None, "usd"), ("b", None, "usd"))
    with pytest.raises(UncheckableError, match=r"value in hand.csv:2 and 1 more: not counted$"):
        selected(Selector("table", "figures", "value", (), "sum"), base, {})


@pytest.mark.parametrize(
    ("text", "part", "value"),
    [
        ("1997", "year", 1997),
        ("1997-05-03", "year", 1997),
        ("1996/2012", "year", 1996),
        ("1996/2012", "end-year", 2012),
        ("1996/2012-12-31", "end-year", 2012),
        ("1997", "end-year", 1997),
        ("199X", "year", 1990),
        ("199X", "end-year", 1999),
        ("1997-05", "month", 5),
        ("1997-12-31~", "month", 12),
        ("1997-05/1998", "month", 5),
        ("1996/..", "year", 1996),
        ("../2012", "end-year", 2012),
    ],
)
def test_dates_by_hand(shelved, text, part, value):
    base = shelved({"id": "text", "when": "edtf"}, ("a", text))
    found = selected(Selector("archive", "sample", "when", (), part=part), base, {})
    dimension = PURE if part == "month" else DATE
    assert (found.quantity.value, found.quantity.dimension) == (value, dimension)
    assert found.unit == ""
    assert found.used[0].shown == text


@pytest.mark.parametrize(
    ("text", "part", "message", "missing"),
    [
        ("1996/..", "end-year", "has no end", "the end of when in sample, row 1"),
        ("../2012", "year", "has no beginning", "the beginning of when in sample, row 1"),
        ("../2012-05", "month", "has no beginning", "the beginning of when"),
        ("1997", "month", "names no month", "the month of when"),
        ("1996/2012-05", "month", "names no month", "the month of when"),
        ("199X", "month", "names no month", "the month of when"),
    ],
)
def test_dates_that_say_too_little(shelved, text, part, message, missing):
    base = shelved({"id": "text", "when": "edtf"}, ("a", text))
    with pytest.raises(UncheckableError, match=message) as caught:
        selected(Selector("archive", "sample", "when", (), part=part), base, {})
    assert missing in caught.value.missing


def test_printed_numbers(base):
    filters = (Filter("row", "equals", "region-total"), Filter("column", "equals", 1996))
    found = selected(Selector("table", "printed", "printed", filters), base, {})
    assert ends(found) == pytest.approx((14019.3e6, 14019.25e6, 14019.35e6), rel=1e-12)
    assert found.used[0].shown == "14,019.3"


def test_a_string_that_prints_no_number(shelved):
    base = shelved({"printed": "text"}, ("n/a",))
    selector = Selector("archive", "sample", "printed", (), unit="usd")
    with pytest.raises(UncheckableError, match="'n/a' in sample, row 1 prints no number"):
        selected(selector, base, {})


def test_bounds_of_a_row_go_before_its_printed_digits(with_figures):
    kinds = {
        "id": "text",
        "value": "number",
        "low": "number",
        "high": "number",
        "unit": "text",
        "printed": "text",
    }
    rows = (("a", 5.0, 4.0, 7.0, "usd_m", "5"), ("b", 5.0, None, None, "usd_m", "5"))
    base = with_figures(kinds, *rows)
    one, other = (
        ends(
            selected(Selector("table", "figures", "value", (Filter("id", "equals", i),)), base, {})
        )
        for i in "ab"
    )
    assert one == (5e6, 4e6, 7e6)
    assert other == (5e6, 4.5e6, 5.5e6)


def test_constants():
    found = selected(Constant(750.0, "rub_bn", "Agency", "p. 5"), None, {})
    assert ends(found) == (750e9, 750e9, 750e9)
    (used,) = found.used
    assert (used.shown, used.source, used.locator) == ("750 rub_bn", "Agency", "p. 5")


@pytest.mark.parametrize(
    ("take", "low", "high"),
    [
        ("count", 2, math.inf),
        ("distinct", 2, math.inf),
        ("sum", -math.inf, math.inf),
        ("mean", -math.inf, math.inf),
        ("max", 3.0, math.inf),
        ("min", -math.inf, 2.0),
    ],
)
def test_a_selection_bounds_on_one_side_alone(with_figures, take, low, high):
    kinds = {"id": "text", "value": "number", "unit": "text"}
    rows = (("a", 3.0, "count"), ("b", 2.0, "count"))
    base = with_figures(kinds, *rows, selection=True)
    selector = Selector("table", "figures", "value", (), take)
    found = selected(selector, base, {})
    assert ends(found)[1:] == (low, high)
    assert found.selection == "hand"
    named = Selector("table", "figures", "value", (Filter("id", "any", ("a", "b")),), take)
    whole = selected(named, base, {})  # rows that the claim names itself are all there
    assert whole.selection == ""
    assert whole.quantity.low == whole.quantity.high


def test_a_number_of_rows_where_one_is_wanted(trade):
    with pytest.raises(UncheckableError, match="6 rows match where one is wanted") as caught:
        pick(trade)
    assert "sample, row 5 and 1 more" in caught.value.message
    assert caught.value.missing == "a narrower filter on sample"
    for take in ("one", "sum", "mean", "median", "min", "max", "rank"):
        with pytest.raises(UncheckableError, match="no row of sample with year 1999") as caught:
            pick(trade, take, year=1999)
        assert caught.value.missing == "a row of sample with year 1999"


def test_ranks_of_none_and_of_several(trade):
    with pytest.raises(UncheckableError, match="0 of the ranked rows of sample have state USA"):
        pick(trade, "rank", of=[("state", "USA")], year=2000)
    with pytest.raises(UncheckableError, match="3 of the ranked rows of sample have year 2000"):
        pick(trade, "rank", of=[("year", 2000)], year=2000)


def test_unlike_units(with_figures):
    kinds = {"id": "text", "value": "number", "unit": "text"}
    base = with_figures(kinds, ("a", 1.0, "usd"), ("b", 1.0, "t"))
    for take in ("sum", "mean", "median", "min", "max", "rank"):
        of = (Filter("id", "equals", "a"),) if take == "rank" else ()
        with pytest.raises(UnitClashError, match="money and mass"):
            selected(Selector("table", "figures", "value", (), take, of), base, {})


def test_figures_too_large_to_compute_with(shelved):
    base = shelved({"flow": "usd_bn"}, (1e300,), (1e308,))
    for take in ("sum", "mean", "median"):
        with pytest.raises(UndefinedValueError, match="larger than any quantity"):
            pick(base, take)
    with pytest.raises(UndefinedValueError, match="nan usd_bn"):
        pick(shelved({"flow": "usd_bn"}, (math.nan,)))


def test_what_is_not_imported(dossier, dossier_copy):
    base = EvidenceBase(dossier)
    with pytest.raises(UncheckableError, match="needs World Development Indicators") as caught:
        selected(Selector("archive", "wdi", "value", ()), base, {})
    assert "archive table wdi" in caught.value.missing
    (dossier_copy.folder / "energy_flows.csv").unlink()
    base = EvidenceBase(dossier_copy.open())
    with pytest.raises(UncheckableError, match="the energy account fails: ") as caught:
        selected(Selector("account", "energy", "value_usd", ()), base, {})
    assert caught.value.missing == "the energy account"


FLOWS = st.lists(st.integers(-1000, 1000).map(float), min_size=1, max_size=8)


@given(FLOWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(shelved, flows, random):
    rows = [(str(number), flow) for number, flow in enumerate(flows)]
    turned = list(rows)
    random.shuffle(turned)
    one, other = (shelved({"state": "text", "flow": "usd_m"}, *r) for r in (rows, turned))
    for take in ("sum", "mean", "median", "min", "max", "count"):
        assert pick(one, take).quantity == pick(other, take).quantity
    of = [("state", "0")]
    assert pick(one, "rank", of=of).quantity == pick(other, "rank", of=of).quantity


@given(FLOWS)
def test_against_the_definitions(shelved, flows):
    base = shelved({"state": "text", "flow": "usd"}, *((str(n), f) for n, f in enumerate(flows)))
    assert pick(base, "sum").quantity.value == sum(flows)
    assert pick(base, "mean").quantity.value == statistics.fmean(flows)
    assert pick(base, "median").quantity.value == statistics.median(flows)
    assert pick(base, "count").quantity.value == len(flows)
    assert pick(base, "distinct").quantity.value == len(set(flows))
    ranks = [pick(base, "rank", of=[("state", str(n))]).quantity.value for n in range(len(flows))]
    assert ranks == [1 + sum(other > flow for other in flows) for flow in flows]
    assert min(ranks) == 1
    # As many rows as its rank says stand above the last.
    assert max(ranks) == 1 + sum(flow > min(flows) for flow in flows)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5)), min_size=1, max_size=6),
    st.data(),
)
def test_any_choice_within_rounding_keeps_to_the_bounds_of_a_rank(with_figures, middles, data):
    kinds = {"id": "text", "value": "number", "low": "number", "high": "number", "unit": "text"}
    rows = [
        (str(n), float(m), float(m - h), float(m + h), "usd") for n, (m, h) in enumerate(middles)
    ]
    base = with_figures(kinds, *rows)
    selector = Selector("table", "figures", "value", (), "rank", of=(Filter("id", "equals", "0"),))
    found = selected(selector, base, {}).quantity
    chosen = [data.draw(st.sampled_from([low, value, high])) for _, value, low, high, _ in rows]
    rank = 1 + sum(other > chosen[0] for other in chosen)
    assert found.low <= rank <= found.high
    assert found.low <= found.value <= found.high


CODES = st.sampled_from(["BRN", "CHN", "TLS", "RUS"])
YEARS = st.integers(1980, 2004)
CONDITIONS = st.tuples(
    st.one_of(
        st.none(),
        CODES.map(lambda code: Filter("state", "equals", code)),
        st.lists(CODES, min_size=1).map(lambda codes: Filter("state", "any", tuple(codes))),
        st.lists(CODES, min_size=1).map(lambda codes: Filter("state", "not", tuple(codes))),
        st.sampled_from(["east-asia", "southeast-asia"]).map(
            lambda region: Filter("state", "region", region)
        ),
        st.booleans().map(lambda filled: Filter("state", "filled", filled)),
    ),
    st.one_of(
        st.none(),
        YEARS.map(lambda year: Filter("year", "equals", year)),
        st.tuples(YEARS, YEARS).map(lambda ends: Filter("year", "span", tuple(sorted(ends)))),
    ),
)


@given(st.lists(st.tuples(CODES | st.none(), YEARS | st.none()), max_size=30), CONDITIONS)
def test_rows_found_are_those_that_meet_all_conditions(shelved, rows, conditions):
    base = shelved({"state": "text", "year": "year"}, *rows)
    archived = base.table("archive", "sample")
    held = EvidenceTable("sample", archived.kinds, archived.units, archived.where({}))
    filters = tuple(condition for condition in conditions if condition)
    last = base.dossier.last_year
    wanted = [
        row
        for row in held.rows
        if all(
            f.admits(row.cells[f.column], row.cells["year"] or last)  # no year: the last
            for f in filters
        )
    ]
    assert list(matching(archived, filters, base, {})) == wanted
    assert list(matching(held, filters, base, {})) == wanted
