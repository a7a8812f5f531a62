"""Verbs on made-up tables, worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from equipoise.archive.panels.builder import dyad_years, state_years
from equipoise.archive.panels.verbs.registry import VERBS
from equipoise.errors import ArgumentError, DataError, NotImportedError

USA, CAN, CUB, GBR = 2, 20, 40, 200


def cells(builder, archive, column, *, years=(1920, 1921), pair=("USA", "GBR")):
    """Values of a column for one dyad, by year."""
    rows = builder.table(archive).to_pylist()
    found = {r["year"]: r[column] for r in rows if (r["state1"], r["state2"]) == pair}
    return [found[year] for year in years]


def dyads(*verbs, start=1920, end=1921, system="cow", directed=True):
    return dyad_years(system, start=start, end=end, directed=directed).add(*verbs)


def test_capabilities_go_to_both_sides_and_gaps_stay_null(made_up):
    columns = {
        "state": ["USA", "GBR", "USA"],
        "year": [1920, 1920, 1921],
        **{name: [1, 2, None] for name in ("milex", "milper", "irst", "pec")},
        **{name: [0.5, 0.25, None] for name in ("tpop", "upop", "cinc")},
    }
    archive = made_up(nmc=((1816, 2022), columns))
    panel = dyads("capabilities")
    assert cells(panel, archive, "cinc1") == [0.5, None]
    assert cells(panel, archive, "cinc2") == [0.25, None]
    assert cells(panel, archive, "milex2", pair=("GBR", "USA")) == [1, None]


def test_a_power_on_any_day_counts_for_the_year(made_up):
    spells = {"state": ["USA"], "start": [date(1919, 3, 1)], "end": [date(1920, 1, 1)]}
    archive = made_up(cow_majors=((1816, 1920), spells))
    table = state_years(start=1918, end=1921).add("majors").table(archive).to_pylist()
    found = {(r["state"], r["year"]): r["major"] for r in table}
    assert [found["USA", year] for year in range(1918, 1922)] == [0, 1, 1, None]
    assert found["GBR", 1920] == 0


def test_an_open_spell_goes_on(made_up):
    spells = {"state": ["USA"], "start": [date(1919, 3, 1)], "end": [None]}
    archive = made_up(cow_majors=((1816, 2016), spells))
    table = state_years(start=2016, end=2016).add("majors").table(archive).to_pylist()
    assert {r["state"] for r in table if r["major"] == 1} == {"USA"}


def contiguity(*rows, span=(1816, 2016)):
    names = ("state1", "state2", "conttype", "start", "end")
    return span, dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def test_the_closest_contiguity_of_the_year(made_up):
    rows = (
        ("USA", "GBR", 4, date(1919, 1, 1), date(1920, 6, 30)),
        ("GBR", "USA", 2, date(1920, 7, 1), date(1920, 12, 31)),
        ("USA", "CAN", 0, date(1816, 1, 1), date(2016, 12, 31)),
    )
    archive = made_up(cow_contiguity=contiguity(*rows, span=(1816, 1921)))
    panel = dyads("contiguity", end=1922)
    assert cells(panel, archive, "conttype", years=(1920, 1921, 1922)) == [2, 0, None]
    assert cells(panel, archive, "conttype", pair=("GBR", "USA")) == [2, 0]
    assert cells(panel, archive, "conttype", pair=("USA", "CAN")) == [0, 0]


def test_relevance_is_unknown_only_where_nothing_is_known_to_hold(made_up):
    powers = {"state": ["GBR"], "start": [date(1816, 1, 1)], "end": [None]}
    archive = made_up(
        cow_contiguity=contiguity(
            ("USA", "CAN", 1, date(1920, 1, 10), date(2016, 12, 31)), span=(1816, 1920)
        ),
        cow_majors=((1816, 1921), powers),
    )
    panel = dyads("relevance")
    assert cells(panel, archive, "relevant") == [1, 1]
    assert cells(panel, archive, "relevant", pair=("USA", "CAN")) == [1, None]
    assert cells(panel, archive, "relevant", pair=("USA", "CUB")) == [0, None]


def trade(**flows):
    blank = {"flow1": [5.0], "flow2": [7.0], "smoothflow1": [5.5], "smoothflow2": [None]}
    keys = {"state1": ["USA"], "state2": ["GBR"], "year": [1920]}
    return (1870, 2014), {**keys, **blank, **flows}


def test_trade_turns_with_the_dyad_and_silence_is_not_zero(made_up):
    archive = made_up(cow_trade_dyadic=trade())
    panel = dyads("trade")
    for column, straight, turned in (
        ("flow1", 5.0, 7.0),
        ("flow2", 7.0, 5.0),
        ("smoothflow1", 5.5, None),
        ("smoothflow2", None, 5.5),
    ):
        assert cells(panel, archive, column) == [straight, None]
        assert cells(panel, archive, column, pair=("GBR", "USA")) == [turned, None]


def test_undirected_trade_has_the_smaller_code_first(made_up):
    archive = made_up(cow_trade_dyadic=trade(state1=["GBR"], state2=["USA"]))
    assert cells(dyads("trade", directed=False), archive, "flow1") == [7.0, None]


def igo(*rows, coded=("USA", "GBR", "CUB")):
    """Memberships of 1920, and the states whose memberships are coded."""
    names = ("state", "year", "body", "status")
    table = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    states = {"state": list(coded), "year": [1920] * len(coded)}
    return {"cow_igo": ((1816, 2014), table), "cow_igo_states": ((1816, 2014), states)}


def test_shared_organisations_by_two_readings(made_up):
    archive = made_up(
        **igo(
            ("USA", 1920, "a", "full"),
            ("GBR", 1920, "a", "full"),
            ("USA", 1920, "b", "associate"),
            ("GBR", 1920, "b", "full"),
            ("USA", 1920, "c", "observer"),
            ("GBR", 1920, "c", "full"),
            ("USA", 1920, "d", "unknown"),
            ("GBR", 1920, "d", "full"),
        )
    )
    # 1921 and Canada are not coded: null, not zero.
    assert cells(dyads("igos"), archive, "shared_igos") == [2, None]
    assert cells(dyads("igos"), archive, "shared_igos_full") == [1, None]
    assert cells(dyads("igos"), archive, "shared_igos", pair=("USA", "CUB")) == [0, None]
    assert cells(dyads("igos"), archive, "shared_igos", pair=("USA", "CAN")) == [None, None]
    table = state_years(start=1920, end=1921).add("igos").table(archive).to_pylist()
    found = {(r["state"], r["year"]): r for r in table}
    counts = ("igos_full", "igos_associate", "igos_observer", "igos_unknown")
    assert [found["USA", 1920][name] for name in counts] == [1, 1, 1, 1]
    assert [found["CUB", 1920][name] for name in counts] == [0, 0, 0, 0]
    assert [found["USA", 1921][name] for name in counts] == [None] * 4
    assert [found["CAN", 1920][name] for name in counts] == [None] * 4


PLEDGES = ("defense", "offense", "neutrality", "nonaggression", "consultation")


def atop(*rows, span=(1815, 1920)):
    names = ("state1", "state2", "year", *PLEDGES)
    return span, dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def test_no_treaty_is_zero_inside_the_span_and_null_outside(made_up):
    archive = made_up(atop=atop(("USA", "GBR", 1920, True, False, None, False, False)))
    panel = dyads("alliances")
    assert cells(panel, archive, "atop_defense") == [1, None]
    assert cells(panel, archive, "atop_offense") == [0, None]
    # A null of the publisher is not made zero.
    assert cells(panel, archive, "atop_neutrality") == [None, None]
    assert cells(panel, archive, "atop_defense", pair=("GBR", "USA")) == [1, None]
    assert cells(panel, archive, "atop_defense", pair=("USA", "CUB")) == [0, None]


def test_no_treaty_is_null_where_the_data_set_knows_no_such_state(made_up):
    # Gleditsch and Ward count Canada from 1867, the Correlates of War from 1920.
    archive = made_up(atop=atop(("USA", "GBR", 1900, 1, 0, 0, 0, 0)))
    panel = dyads("alliances", start=1900, end=1900, system="gw")
    assert cells(panel, archive, "atop_defense", years=(1900,)) == [1]
    assert cells(panel, archive, "atop_defense", years=(1900,), pair=("USA", "CAN")) == [None]
    assert cells(panel, archive, "atop_defense", years=(1900,), pair=("USA", "FRA")) == [0]


def test_an_undirected_dyad_has_the_pledge_of_either_side(made_up):
    # As France pledged to defend Belgium in 1832, and Belgium did not France.
    rows = ("USA", "GBR", 1900, 0, 0, None, None, 0), ("GBR", "USA", 1900, 1, 0, 0, 1, 0)
    archive = made_up(atop=atop(*rows))
    one_way = dyads("alliances", start=1900, end=1900)
    assert cells(one_way, archive, "atop_defense", years=(1900,)) == [0]
    assert cells(one_way, archive, "atop_defense", years=(1900,), pair=("GBR", "USA")) == [1]
    either = dyads("alliances", start=1900, end=1900, directed=False)
    found = [
        cells(either, archive, f"atop_{pledge}", years=(1900,))
        for pledge in ("defense", "offense", "neutrality", "nonaggression", "consultation")
    ]
    # What neither gave and one may have given is unknown.
    assert found == [[1], [0], [None], [1], [0]]


def test_two_rows_about_one_dyad_are_refused(made_up):
    row = ("USA", "GBR", 1920, 1, 0, 0, 0, 0)
    archive = made_up(atop=atop(row, ("USA", "CUB", 1920, 1, 0, 0, 0, 0), row))
    said = "atop: rows 1 and 3 are both about state1 USA, state2 GBR, year 1920"
    with pytest.raises(DataError, match=said):
        dyads("alliances").table(archive)


def test_two_rows_about_one_state_are_refused(made_up):
    columns = {"state": ["USA", "USA"], "year": [1920, 1920], "ideal_point": [1.0, 2.0]}
    archive = made_up(unga_ideal_points=((1946, 2024), columns))
    with pytest.raises(DataError, match="rows 1 and 2 are both about state USA, year 1920"):
        state_years(start=1920, end=1920).add("ideal-points").table(archive)


def test_ideal_points_and_their_distance(made_up):
    columns = {"state": ["USA", "GBR", "USA"], "year": [1950, 1950, 1951]}
    archive = made_up(
        unga_ideal_points=((1946, 2024), {**columns, "ideal_point": [2.0, -1.0, 2.0]})
    )
    panel = dyads("ideal-points", start=1950, end=1951)
    assert cells(panel, archive, "ideal_point_distance", years=(1950, 1951)) == [3.0, None]
    assert cells(panel, archive, "ideal_point1", years=(1950, 1951)) == [2.0, 2.0]


def capitals(*rows):
    names = ("state", "start", "end", "lat", "lon")
    return (1816, 2024), dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def test_the_capital_is_that_of_the_last_day_of_membership(made_up):
    archive = made_up(
        cow_capitals=capitals(
            ("USA", date(1816, 1, 1), None, 0.0, 0.0),
            ("GBR", date(1816, 1, 1), date(1920, 12, 30), 0.0, 90.0),
            ("GBR", date(1920, 12, 31), None, 0.0, 180.0),
            # Austria-Hungary leaves on 12 November 1918.
            ("AUH", date(1816, 1, 1), date(1918, 11, 12), 90.0, 0.0),
            ("AUH", date(1918, 11, 13), None, 0.0, 0.0),
        )
    )
    panel = dyads("capital-distance", start=1918)
    # A quarter and a half of a great circle, to the metre.
    quarter, half = pytest.approx(10_007.557, abs=1e-3), pytest.approx(20_015.114, abs=1e-3)
    column = "capital_distance_km"
    assert cells(panel, archive, column, years=(1919, 1920)) == [quarter, half]
    assert cells(panel, archive, column, years=(1918,), pair=("AUH", "USA")) == [quarter]
    assert cells(panel, archive, column, pair=("USA", "CUB")) == [None, None]


def test_minimum_distance_in_either_order(made_up):
    columns = {"state1": ["USA"], "state2": ["GBR"], "year": [1920], "km": [123.0]}
    archive = made_up(minimum_distance=((1886, 2019), columns))
    column = "minimum_distance_km"
    for pair in (("USA", "GBR"), ("GBR", "USA")):
        assert cells(dyads("minimum-distance"), archive, column, pair=pair) == [123.0, None]


def mids(*rows, span=(1816, 2014)):
    names = ("state1", "state2", "year", "ongoing", "onset", "hostility")
    return span, dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def test_several_disputes_in_a_year_are_one_row(made_up):
    archive = made_up(
        cow_mid_dyadic=mids(
            ("USA", "GBR", 1920, True, False, 4),
            ("GBR", "USA", 1920, True, True, None),
            span=(1816, 1921),
        )
    )
    panel = dyads("mids", end=1922)
    for column, value in (("mid_ongoing", 1), ("mid_onset", 1), ("mid_hostility", 4)):
        for pair in (("USA", "GBR"), ("GBR", "USA")):
            found = cells(panel, archive, column, years=(1920, 1921, 1922), pair=pair)
            assert found == [value, 0, None]


def test_peace_years_count_from_the_first_meeting_whatever_the_panel_begins_in(made_up):
    archive = made_up(cow_mid_dyadic=mids(("USA", "GBR", 1895, True, True, 2), span=(1816, 1921)))
    panel = dyads("peace-years", end=1922)
    assert cells(panel, archive, "peace_years", years=(1920, 1921, 1922)) == [25, 26, None]
    # Canada enters on 10 January 1920; Cuba in 1902, again in 1909.
    assert cells(panel, archive, "peace_years", pair=("USA", "CAN")) == [0, 1]
    assert cells(panel, archive, "peace_years", pair=("USA", "CUB")) == [18, 19]
    early = dyads("peace-years", start=1894, end=1896)
    assert cells(early, archive, "peace_years", years=(1894, 1895, 1896)) == [78, 0, 1]


def test_rivalries_run_from_first_to_last_year(made_up):
    columns = {"state1": ["GBR"], "state2": ["USA"], "start": [1783], "end": [1920]}
    archive = made_up(tss_rivalries=((1494, 2020), columns))
    assert cells(dyads("rivalries"), archive, "rivalry") == [1, 0]


@pytest.mark.parametrize("verb", VERBS.values(), ids=lambda verb: verb.name)
def test_names_fit_stata_and_say_what_they_hold(verb):
    for dyadic in (False, True):
        if not dyadic and verb.states is None:
            continue
        columns = verb.columns(dyads=dyadic)
        assert columns
        assert verb.tables(dyads=dyadic)
        for column in columns:
            assert len(column.name) <= 32
            assert column.description
    assert verb.rule.endswith(".")


def test_all_columns_of_all_verbs_have_names_of_their_own():
    for builder in (
        dyad_years().add(*VERBS),
        state_years().add(*(v.name for v in VERBS.values() if v.states)),
    ):
        assert len(set(builder.column_names)) == len(builder.column_names)


def test_refusals(made_up):
    with pytest.raises(ArgumentError, match="'capability'") as fault:
        state_years().add("capability")
    assert "capabilities" in fault.value.hint
    with pytest.raises(ArgumentError, match="contiguity is about two states"):
        state_years().add("contiguity")
    with pytest.raises(ArgumentError, match="majors: no archive"):
        state_years().add("majors").table()
    with pytest.raises(NotImportedError, match="nmc"):
        state_years().add("capabilities").table(made_up())
