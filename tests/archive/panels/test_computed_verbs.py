"""Computed verbs on made-up tables, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from equipoise.archive.panels.builder import dyad_years, state_years
from equipoise.archive.panels.frame import dyad_years as dyad_frame
from equipoise.archive.panels.roster import PanelYears
from equipoise.archive.panels.verbs.pairs_by_year import PairsOfYear, pair_values


def of_dyads(builder, archive, year):
    """Rows of one year by pair of ids."""
    rows = builder.table(archive).to_pylist()
    return {(r["state1"], r["state2"]): r for r in rows if r["year"] == year}


def of_states(builder, archive, year):
    """Rows of one year by id."""
    rows = builder.table(archive).to_pylist()
    return {r["state"]: r for r in rows if r["year"] == year}


PLEDGES = ("defense", "offense", "neutrality", "nonaggression", "consultation")


def atop(*rows):
    """Treaties in 1816, the only year covered."""
    columns = {"state1": [], "state2": [], "year": [], **{pledge: [] for pledge in PLEDGES}}
    for one, other, pledged in rows:
        columns["state1"].append(one)
        columns["state2"].append(other)
        columns["year"].append(1816)
        for pledge in PLEDGES:
            columns[pledge].append(pledged.get(pledge, 0))
    return (1816, 1816), columns


TREATIES = atop(
    ("USA", "GBR", {"defense": 1, "consultation": 1}),
    ("GBR", "USA", {"defense": 1}),
    # Only one order is listed: the row answers for the other as well.
    ("FRA", "GBR", {"nonaggression": 1}),
)


def similarity(archive, *, end=1817, **asked):
    return dyad_years(start=1816, end=end, **asked).add("similarity"), archive


def test_similarity_over_the_23_members_of_1816(made_up):
    # Portfolios: United States 3 3 0, Britain 3 3 1, France 0 1 3, in the order of the three.
    found = of_dyads(*similarity(made_up(atop=TREATIES)), 1816)
    near, far = found["USA", "GBR"], found["USA", "FRA"]
    assert near["atop_s_absolute"] == pytest.approx(1 - 2 * 1 / (23 * 3), rel=1e-15)
    assert near["atop_s_squared"] == pytest.approx(1 - 2 * 1 / (23 * 9), rel=1e-15)
    assert near["atop_s_binary"] == pytest.approx(1 - 2 * 1 / 23, rel=1e-15)
    assert far["atop_s_absolute"] == pytest.approx(1 - 2 * (3 + 2 + 3) / (23 * 3), rel=1e-15)
    assert far["atop_s_squared"] == pytest.approx(1 - 2 * (9 + 4 + 9) / (23 * 9), rel=1e-15)
    assert far["atop_s_binary"] == pytest.approx(1 - 2 * 2 / 23, rel=1e-15)
    assert found["GBR", "USA"]["atop_s_absolute"] == near["atop_s_absolute"]


def test_kappa_keeps_the_level_that_nobody_has(made_up):
    far = of_dyads(*similarity(made_up(atop=TREATIES)), 1816)["USA", "FRA"]
    # Levels 3 twice and 0 21 times; 3 once, 1 once, 0 21 times. Nobody has level 2.
    by_chance = 2 * 4 + 2 * 21 * 9 + 21 * 9 + 21 * 1
    assert far["atop_kappa_squared"] == pytest.approx(1 - 22 * 23 / by_chance, rel=1e-14)
    squeezed = 1 - (4 + 1 + 4) * 23 / (2 * 1 + 2 * 21 * 4 + 21 * 4 + 21)
    assert abs(far["atop_kappa_squared"] - squeezed) > 0.01


def test_no_treaty_listed_is_a_tie_of_zero_within_the_years_covered_only(made_up):
    panel, archive = similarity(made_up(atop=TREATIES))
    # Each is its own closest ally and nothing else.
    unlisted = of_dyads(panel, archive, 1816)["ESP", "SWE"]
    assert unlisted["atop_s_absolute"] == pytest.approx(1 - 2 * 6 / (23 * 3), rel=1e-15)
    later = of_dyads(panel, archive, 1817)["USA", "GBR"]
    assert {value for name, value in later.items() if name.startswith("atop_")} == {None}


def test_an_unknown_pledge_leaves_its_entry_out(made_up):
    rows = atop(
        ("USA", "GBR", {"defense": None}),
        ("GBR", "USA", {"defense": 1, "offense": None}),
    )
    found = of_dyads(*similarity(made_up(atop=rows)), 1816)
    # The tie of the United States to Britain may be 0 or 3: 22 entries remain.
    assert found["USA", "ESP"]["atop_s_absolute"] == pytest.approx(1 - 2 * 6 / (22 * 3), rel=1e-15)
    # Britain's is 3 whatever the other pledge is.
    assert found["GBR", "ESP"]["atop_s_absolute"] == pytest.approx(1 - 2 * 9 / (23 * 3), rel=1e-15)


def test_an_excerpt_has_no_portfolios(made_up):
    archive = made_up({"atop": ("state1", "state2")}, atop=TREATIES)
    panel = dyad_years(start=1816, end=1816).add("similarity").panel(archive)
    assert panel.to_arrow()["atop_s_absolute"].null_count == len(panel.frame)
    assert "atop: only some values of state1, state2 were imported" in panel.warnings[0]


def test_similarity_by_the_other_project_has_its_own_levels(made_up):
    columns = {"state1": ["USA"], "state2": ["GBR"], "year": [1816]}
    columns |= {"defense": [0], "neutrality": [0], "nonaggression": [1], "entente": [1]}
    archive = made_up(cow_alliances=((1816, 1816), columns))
    panel = dyad_years(start=1816, end=1816).add("similarity-cow")
    # 3 2 against 2 3.
    row = of_dyads(panel, archive, 1816)["USA", "GBR"]
    assert row["cow_s_absolute"] == pytest.approx(1 - 2 * 2 / (23 * 3), rel=1e-15)


def votes(**cast):
    """Votes by state on twelve roll calls of 1990 and one of 1991; 0 is absent."""
    table = {"rcid": [], "state": [], "vote": []}
    for state, choices in cast.items():
        for call, vote in enumerate(choices, start=1):
            if vote:
                table["rcid"].append(call)
                table["state"].append(state)
                table["vote"].append(vote)
    calls = {"rcid": list(range(1, 14)), "year": [1990] * 12 + [1991]}
    span = (1946, 2019)
    return {"unga_votes": (span, table), "unga_roll_calls": (span, calls)}


def test_voting_by_hand(made_up):
    archive = made_up(
        **votes(
            USA=[1] * 12 + [1],
            GBR=[1] * 9 + [2, 3, 0, 1],
            CAN=[1] * 9,
            FRA=[0] * 9 + [3, 3, 3],
        )
    )
    panel = dyad_years(start=1990, end=1992).add("un-voting")
    found = of_dyads(panel, archive, 1990)
    row = found["USA", "GBR"]
    assert row["un_common_votes"] == 11
    assert row["un_agreement"] == pytest.approx(9 / 11, rel=1e-15)
    assert row["un_s_absolute"] == pytest.approx(1 - 2 * (1 + 2) / (11 * 2), rel=1e-15)
    assert row["un_s_squared"] == pytest.approx(1 - 2 * (1 + 4) / (11 * 4), rel=1e-15)
    # Whoever always says yes agrees by chance as often as the other says yes.
    assert row["un_kappa_nominal"] == pytest.approx(0, abs=1e-15)
    assert row["un_tau_b"] is None
    # Nine common roll calls are too few, none in common is known to be none.
    few, none = found["USA", "CAN"], found["CAN", "FRA"]
    assert [few["un_common_votes"], few["un_agreement"], few["un_s_absolute"]] == [9, None, None]
    assert [none["un_common_votes"], none["un_agreement"]] == [0, None]
    # Who never voted in the year is not known to share nothing.
    assert found["USA", "CUB"]["un_common_votes"] is None
    assert of_dyads(panel, archive, 1991)["USA", "GBR"]["un_common_votes"] == 1
    assert of_dyads(panel, archive, 1992)["USA", "GBR"]["un_common_votes"] is None


def trade(*rows, national):
    """Flows and totals of 1920."""
    names = ("state1", "state2", "flow1", "flow2")
    flows = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    flows |= {"year": [1920] * len(rows)}
    totals = {
        "state": list(national),
        "year": [1920] * len(national),
        "imports": [pair[0] for pair in national.values()],
        "exports": [pair[1] for pair in national.values()],
    }
    return {"cow_trade_dyadic": ((1870, 2014), flows), "cow_trade_national": ((1870, 2014), totals)}


TRADE = trade(
    ("USA", "GBR", 5.0, 7.0),
    ("USA", "CUB", 10.0, 20.0),
    ("USA", "CAN", 5.0, None),
    ("USA", "FRA", 1.0, 1.0),
    ("USA", "ITA", 0.0, 0.0),
    national={
        "USA": (40.0, 60.0),
        "GBR": (20.0, 28.0),
        "CUB": (10.0, 10.0),
        "CAN": (30.0, 30.0),
        "ITA": (0.0, 0.0),
    },
)


def test_dependence_by_hand(made_up):
    archive = made_up(**TRADE)
    found = of_dyads(dyad_years(start=1920, end=1921).add("trade-dependence"), archive, 1920)
    row, turned = found["USA", "GBR"], found["GBR", "USA"]
    assert (row["trade_share1"], row["trade_share2"]) == (0.12, 0.25)
    assert (turned["trade_share1"], turned["trade_share2"]) == (0.25, 0.12)
    assert row["trade_salience"] == pytest.approx(0.03**0.5, rel=1e-15)
    assert row["trade_symmetry"] == pytest.approx(0.87, rel=1e-15)
    assert row["trade_interdependence"] == pytest.approx(0.87 * 0.03**0.5, rel=1e-15)
    assert row["trade_asymmetry"] == pytest.approx(-0.13, rel=1e-14)
    assert turned["trade_asymmetry"] == pytest.approx(0.13, rel=1e-14)
    assert row["trade_exceeds_total"] == 0


NAMES = (
    *("trade_share1", "trade_share2", "trade_salience", "trade_symmetry"),
    *("trade_interdependence", "trade_asymmetry", "trade_exceeds_total"),
)


@pytest.mark.parametrize(
    ("partner", "expected"),
    [
        # Cuba trades 30 with the United States and 20 with the world.
        ("CUB", [None, None, None, None, None, None, 1]),
        # One flow is not known.
        ("CAN", [None] * 7),
        # The total of France is not known.
        ("FRA", [0.02, None, None, None, None, None, None]),
        # Italy has no trade to take a share of.
        ("ITA", [0.0, None, None, None, None, None, 0]),
        # Not listed.
        ("MEX", [None] * 7),
    ],
)
def test_shares_that_cannot_be_known_are_null(made_up, partner, expected):
    panel = dyad_years(start=1920, end=1920).add("trade-dependence")
    row = of_dyads(panel, made_up(**TRADE), 1920)["USA", partner]
    assert [row[name] for name in NAMES] == expected


@pytest.mark.parametrize(("directed", "words"), [(True, "2 rows have"), (False, "1 row has")])
def test_trade_beyond_the_total_is_counted(made_up, directed, words):
    panel = dyad_years(start=1920, end=1920, directed=directed).add("trade-dependence")
    warnings = panel.panel(made_up(**TRADE)).warnings
    assert [w for w in warnings if w.startswith(f"trade-dependence: {words} more trade")]
    manifest = panel.manifest(made_up(**TRADE))
    assert manifest.warnings == warnings


def test_nothing_beyond_the_total_is_no_warning(made_up):
    archive = made_up(**trade(("USA", "GBR", 1.0, 1.0), national={"USA": (9.0, 9.0)}))
    assert not dyad_years(start=1920, end=1920).add("trade-dependence").panel(archive).warnings


def test_trade_in_product_by_hand(made_up):
    flows = {"state1": ["USA"], "state2": ["GBR"], "year": [1970], "flow1": [5.0], "flow2": [7.0]}
    product = {
        "state": ["USA", "GBR", "GBR", "FRA"],
        "year": [1970] * 4,
        "indicator": ["NY.GDP.MKTP.CD", "NY.GDP.MKTP.CD", "SP.POP.TOTL", "NY.GDP.MKTP.CD"],
        "value": [1.2e9, 2.4e8, 1.0, None],
    }
    archive = made_up(cow_trade_dyadic=((1870, 2014), flows), wdi=((1960, 2024), product))
    found = of_dyads(dyad_years(start=1970, end=1970).add("trade-gdp"), archive, 1970)
    row = found["USA", "GBR"]
    cells = [row[name] for name in ("trade_gdp1", "trade_gdp2", "trade_gdp_low")]
    assert cells == pytest.approx([0.01, 0.05, 0.01], rel=1e-15)
    assert found["USA", "FRA"]["trade_gdp1"] is None


def nmc(*rows):
    """Military expenditure and personnel; the other components are missing."""
    columns = {"state": [r[0] for r in rows], "year": [r[1] for r in rows]}
    columns |= {"milex": [r[2] for r in rows], "milper": [r[3] for r in rows]}
    blank = {name: [None] * len(rows) for name in ("irst", "pec", "tpop", "upop")}
    return (1816, 2022), columns | blank


def test_the_index_leaves_missing_components_out(made_up):
    rows = ("USA", 1816, 60.0, 1.0), ("GBR", 1816, 30.0, 3.0), ("FRA", 1816, 10.0, None)
    archive = made_up(nmc=nmc(*rows, ("ESP", 1816, None, None)))
    found = of_states(state_years(start=1816, end=1817).add("cinc"), archive, 1816)
    index = [found[state]["cinc_recomputed"] for state in ("USA", "GBR", "FRA", "ESP", "SWE")]
    # Read as zero, the missing component would halve the last: .05.
    assert index == [pytest.approx(0.425), pytest.approx(0.525), pytest.approx(0.1), None, None]
    assert sum(value or 0.0 for value in index) == pytest.approx(1.05)


def test_the_index_is_over_all_states_and_not_those_of_the_panel(made_up):
    archive = made_up(nmc=nmc(("USA", 2012, 60.0, None), ("CHN", 2012, 40.0, None)))
    panel = state_years(start=2012, end=2012, region="east-asia").add("cinc")
    assert of_states(panel, archive, 2012)["CHN"]["cinc_recomputed"] == pytest.approx(0.4)


MISSIONS = (
    ("USA", "GBR", 1817, 3, 9),
    ("USA", "FRA", 1817, 0, 1),
    ("GBR", "FRA", 1817, 2, 2),
)


def exchange(*rows):
    names = ("state1", "state2", "year", "dr_at_1", "dr_at_2")
    return (1817, 2005), dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


STANDING = ("missions_hosted", "missions_sent", "diplomatic_centrality")


def standing(archive, state, year=1817):
    row = of_states(state_years(start=1817, end=1819).add("diplomacy"), archive, year)[state]
    return [row[name] for name in STANDING]


def test_standing_by_hand(made_up):
    archive = made_up(cow_diplomatic_exchange=exchange(*MISSIONS))
    # France keeps no mission in the United States. With c the centrality of either beside
    # Britain's 1, 2 c * c = c / 2 + 1.
    side = (0.5 + 8.25**0.5) / 4
    assert standing(archive, "USA") == pytest.approx([0.5, 1.0, side], rel=1e-12)
    assert standing(archive, "GBR") == pytest.approx([1.0, 1.0, 1.0], rel=1e-12)
    assert standing(archive, "FRA") == pytest.approx([1.0, 0.5, side], rel=1e-12)
    # A state that is not listed, and a year without a survey, are not without missions.
    assert standing(archive, "ESP") == [None] * 3
    assert standing(archive, "USA", 1818) == [None] * 3


def test_a_pair_that_is_not_listed_is_not_without_missions(made_up):
    archive = made_up(cow_diplomatic_exchange=exchange(*MISSIONS[:2]))
    assert standing(archive, "USA") == [0.5, 1.0, None]
    assert standing(archive, "GBR") == [None] * 3


def test_a_year_without_any_mission_has_no_centre(made_up):
    archive = made_up(cow_diplomatic_exchange=exchange(("USA", "GBR", 1817, 0, 0)))
    assert standing(archive, "USA") == [0.0, 0.0, None]


def test_an_excerpt_gives_no_standing(made_up):
    archive = made_up(
        {"cow-diplomatic-exchange": ("state1",)}, cow_diplomatic_exchange=exchange(*MISSIONS)
    )
    assert standing(archive, "GBR") == [None] * 3


def test_pairs_are_kept_once_for_both_orders():
    frame = dyad_frame(PanelYears(start=1816, end=1817))
    states = [frame.roster.states.index(state) for state in ("FRA", "USA")]
    numbers = np.array([*states[:1], -1, *states[1:]], np.int32)
    table = np.array([[9.0, 8.0, 0.25], [8.0, 9.0, 8.0], [0.25, 8.0, 9.0]])
    (column,) = pair_values(frame, [PairsOfYear(1817, numbers, [table])], 1)
    assert column.grid.to_pylist() == [0.25, None]
    places = frame.position([2, 220, 2, 2], [220, 2, 200, 220], [1817, 1817, 1817, 1816])
    values = column.piece(0, len(frame)).to_pylist()
    assert [values[place] for place in places] == [0.25, 0.25, None, None]
