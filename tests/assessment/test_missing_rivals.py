"""A rival without a figure is never read as zero: what it could change is left open."""

from __future__ import annotations

import numpy as np
import pytest

from equipoise.accounts.case import Case
from equipoise.accounts.institutions import seat_board
from equipoise.accounts.readings import reading
from equipoise.assessment.load import load_framework, shipped_frameworks
from equipoise.assessment.verdict import assess
from equipoise.vocabulary.regions import region

# Every quantity that some framework takes a share or ratio of.
QUANTITIES = sorted(
    {
        name
        for framework in map(load_framework, shipped_frameworks())
        for _, _, indicator in framework.indicators("region")
        if indicator.comparison in {"share", "ratio"}
        for name in (indicator.measure, *indicator.alternatives)
    }
)


def without(change, dossier, states, measures):
    def drop(cells):
        return None if cells["state"] in states and cells["measure"] in measures else cells

    return change(dossier, "capabilities", drop)


def test_rivals_that_vanish_make_no_great_power(dossier, change):
    poorer = without(change, dossier, {"CHN", "USA"}, {"milex_sipri", "cinc"})
    before = assess(dossier, "RUS", year=2012, framework="kennedy", draws=1)
    after = assess(poorer, "RUS", year=2012, framework="kennedy", draws=1)
    assert before.verdict == "great power, contested"
    assert after.verdict == "insufficient evidence"
    spending = next(
        i for c in after.criteria for i in c.indicators if i.label.startswith("military")
    )
    assert set(spending.without) == {"CHN", "USA", "PRK"}
    assert "CHN" in spending.missing_reason


@pytest.mark.parametrize("framework", shipped_frameworks())
@pytest.mark.parametrize("state", ["RUS", "JPN", "IND", "KOR"])
def test_no_rival_s_missing_figures_raise_a_verdict(dossier, change, judge, framework, state):
    rank = {label: n for n, label in enumerate(load_framework(framework).labels)}
    before = judge(dossier, state, framework=framework)
    measures = load_framework(framework).measures()
    for rivals in ({"USA"}, {"CHN"}, {"USA", "CHN", "JPN"} - {state}):
        for gone in ({"cinc", *measures}, set(measures) - {"cinc"}):
            after = judge(without(change, dossier, rivals, gone), state, framework=framework)
            if after in rank and before in rank:
                assert rank[after] >= rank[before], (rivals, gone)


def test_a_rival_bounded_by_its_size_leaves_a_clear_outcome(dossier, change):
    """A small state's missing figure cannot matter to the largest."""
    poorer = without(change, dossier, {"LAO"}, {"gdp_current_usd"})
    outcome = {
        i.measure: i.outcome
        for c in assess(poorer, "USA", year=2012, framework="waltz", draws=1).criteria
        for i in c.indicators
    }
    assert outcome["gdp_current_usd"] == "met"


def test_the_bound_of_a_missing_share_by_hand(dossier):
    case = Case(dossier, region("east-asia"), 2012, "RUS")
    found = reading(case, "gdp_current_usd")
    sizes = {
        row.text("state"): row.number("value")
        for row in dossier.table("capabilities").where(measure="cinc", year=2012)
    }
    total = sum(sizes[state] for state in case.states)
    assert found.ceiling[found.place("TWN")] == pytest.approx(3.5 * sizes["TWN"] / total)
    # Twice Japan's share of GDP in 1996 is more than its size would allow.
    earlier = {
        row.text("state"): row.number("value")
        for row in dossier.table("capabilities").where(measure="gdp_current_usd", year=1996)
        if row.number("value") is not None and row.text("state") in case.states
    }
    assert found.ceiling[found.place("JPN")] == pytest.approx(
        2 * earlier["JPN"] / sum(earlier.values())
    )


@pytest.mark.parametrize("measure", QUANTITIES)
def test_what_bounds_a_missing_share_holds_for_all_that_are_known(dossier, measure):
    for year in (1996, 2000, 2005, 2010, 2012):
        case = Case(dossier, region("east-asia"), year, "RUS")
        found = reading(case, measure)
        shares = found.values / np.nansum(found.values)
        bounded = ~np.isnan(shares) & ~np.isnan(found.ceiling)
        assert (shares[bounded] <= found.ceiling[bounded] * (1 + 1e-9)).all(), year


@pytest.mark.parametrize(
    ("gone", "measure", "states"),
    [("RUS", "energy_exports_usd", ("MYS", "USA")), ("RUS", "area_km2", ("IDN",))],
)
def test_the_largest_holder_that_vanishes_raises_nobody(dossier, change, gone, measure, states):
    rank = ["no data", "not met", "partly met", "met"]
    poorer = without(change, dossier, {gone}, {measure})
    for state in states:
        before, after = (
            next(
                i.outcome
                for c in assess(d, state, year=2012, framework="waltz", draws=1).criteria
                for i in c.indicators
                if i.measure == measure
            )
            for d in (dossier, poorer)
        )
        assert rank.index(after) <= rank.index(before)


def test_a_body_without_rows_is_unknown_and_not_absent(dossier, change):
    for body in ("SCO", "EAS", "UNSC-P5", "ASEAN-DP"):
        poorer = change(
            dossier, "memberships", lambda c, body=body: None if c["body"] == body else c
        )
        board = seat_board(
            Case(poorer, region("east-asia"), 2012, "CHN"), ("forum", "great-power management")
        )
        assert board.seats["CHN", body].standing == "unknown"
        for framework in ("gilpin", "buzan-waever"):
            whole = assess(dossier, "CHN", year=2012, framework=framework, draws=1)
            result = assess(poorer, "CHN", year=2012, framework=framework, draws=1)
            outcomes = {c.id: c.outcome for c in result.criteria}
            for criterion in whole.criteria:
                if criterion.outcome != "not met":
                    assert outcomes[criterion.id] != "not met"
            assert result.verdict in {whole.verdict, "insufficient evidence"}


def test_a_minority_verdict_says_so(dossier):
    result = assess(dossier, "IND", year=2012, framework="waltz", draws=500)
    assert result.agreement.most_frequent != result.verdict
    assert any("more of the drawn specifications" in warning for warning in result.warnings)
    russia = assess(dossier, "RUS", year=2012, draws=500)
    assert russia.agreement.most_frequent == russia.verdict
