"""Relations and institutions told in order; energy directed at the region."""

from __future__ import annotations

import pytest

from equipoise.accounts.case import Case
from equipoise.accounts.energy import energy_account
from equipoise.accounts.institutions import institutions_account, seat, seat_board
from equipoise.accounts.relations import era_of, relations_account
from equipoise.errors import NotFoundError, PeriodError
from equipoise.vocabulary.periods import parse_edtf
from equipoise.vocabulary.regions import region


def test_relations_with_japan_in_order(dossier):
    account = relations_account(dossier, "RUS", partner="JPN")
    starts = [parse_edtf(event.date).start for event in account.events]
    assert starts == sorted(starts)
    told = [event.id for event in account.events]
    assert len(told) >= 8
    kinds = {event.kind for event in account.events}
    assert {"dispute", "visit"} <= kinds
    assert all({"RUS", "JPN"} <= set(event.parties) for event in account.events)


def test_every_event_carries_its_locator_and_era(dossier):
    account = relations_account(dossier)
    assert len(account.events) > 60
    assert all("[ledger.csv:" in event.locator for event in account.events)
    named = {event.era for event in account.events}
    assert {"yeltsin", "putin", "medvedev"} <= named
    assert sum(sum(kinds.values()) for kinds in account.by_era.values()) == len(account.events)


def test_both_dates_are_kept_where_text_and_record_differ(dossier):
    stated = {row.text("id"): row for row in dossier.table("ledger") if row.period("date_stated")}
    assert {"arf-first-meeting", "four-party-talks", "khasan-rajin-railway"} <= set(stated)
    forum = stated["arf-first-meeting"]
    assert (forum.period("date").text[:4], forum.period("date_stated").text) == ("1994", "1993")


@pytest.mark.parametrize(
    ("when", "era"),
    [
        ("1999-12-30", "yeltsin"),
        ("1999-12-31", "putin"),
        ("2008-05-07", "medvedev"),
        ("1951", ""),
        ("1991/1993", "yeltsin"),
        ("1945/2012", ""),
        ("2011/..", "medvedev"),
        ("2015/..", ""),
        ("2013-09-22", ""),
        ("../2012", ""),
    ],
)
def test_an_event_belongs_to_the_era_of_most_of_its_days(dossier, when, era):
    assert era_of(dossier, parse_edtf(when)) == era


def test_no_event_is_not_found(dossier):
    with pytest.raises(NotFoundError, match="RUS and BRN"):
        relations_account(dossier, "RUS", partner="BRN")


def test_russia_and_the_east_asia_summit_sought_rejected_admitted(dossier):
    account = institutions_account(dossier, "RUS")
    summit = next(body for body in account.bodies if body.body == "EAS")
    told = [step.status for step in summit.steps if step.status != "outside"]
    assert told[:2] == ["sought", "rejected"]
    assert told[-1] == "admitted"
    assert summit.standing == "member"
    assert (
        institutions_account(dossier, "RUS", year=2007)
        .bodies[account.bodies.index(summit)]
        .standing
        == "refused"
    )


@pytest.mark.parametrize(
    ("state", "body", "year", "standing"),
    [
        ("RUS", "ARF", 1994, "founder"),
        ("RUS", "APEC", 1996, "applicant"),
        ("RUS", "APEC", 1997, "invited"),
        ("RUS", "APEC", 1998, "member"),
        ("RUS", "ASEM", 2009, "outside"),
        ("RUS", "ASEM", 2010, "member"),
        ("USA", "EAS", 2009, "outside"),
        ("USA", "EAS", 2010, "invited"),
        ("RUS", "EAS", 2010, "invited"),
        ("RUS", "ASEAN-DP", 1994, "observer"),
        ("RUS", "4PT", 1998, "refused"),
        ("USA", "EAS", 2011, "member"),
        ("CHN", "UNSC-P5", 1970, "refused"),
        ("CHN", "UNSC-P5", 1971, "member"),
        ("TWN", "UNSC-P5", 1971, "outside"),
        ("VNM", "ASEAN", 1991, "outside"),
        ("VNM", "ASEAN", 1993, "observer"),
        ("VNM", "ASEAN", 1995, "member"),
        ("IND", "EAS", 2005, "founder"),
        ("DEU", "EAS", 2005, "unknown"),
    ],
)
def test_standings_on_the_last_day_of_a_year(dossier, state, body, year, standing):
    assert seat(dossier, state, body, year).standing == standing


def test_commonness_is_worked_over_those_who_could_hold_the_seat(dossier):
    board = seat_board(Case(dossier, region("east-asia"), 2012, "RUS"), ("great-power management",))
    assert board.bodies == ("UNSC-P5",)
    assert board.commonness("RUS", "UNSC-P5") == pytest.approx(2 / 18)
    assert board.commonness("JPN", "UNSC-P5") == pytest.approx(3 / 18)


def test_every_pair_of_state_and_body_has_a_row(dossier):
    pairs = {(row.text("state"), row.text("body")) for row in dossier.table("memberships")}
    states = {state for state, _ in pairs}
    assert pairs == {(state, body) for state in states for body in dossier.manifest.bodies}
    case = Case(dossier, region("east-asia"), 2012, "RUS")
    assert set(case.states) <= states


def test_institutions_of_an_uncovered_state_are_not_found(dossier):
    with pytest.raises(NotFoundError, match="no membership of FRA"):
        institutions_account(dossier, "FRA")
    with pytest.raises(PeriodError):
        institutions_account(dossier, "RUS", year=2020)


def test_energy_directed_at_the_region(dossier):
    account = energy_account(dossier, "RUS")
    directed = {year.year: round(year.directed_share, 3) for year in account.years}
    coverage = {year.year: round(year.coverage, 3) for year in account.years}
    assert directed == {1996: 0.011, 2000: 0.025, 2005: 0.051, 2010: 0.141, 2012: 0.18}
    assert coverage == {1996: 0.004, 2000: 0.007, 2005: 0.019, 2010: 0.049, 2012: 0.052}
    assert "RUS" not in {b.importer for year in account.years for b in year.buyers}


def test_energy_of_a_state_without_flows_is_not_found(dossier):
    with pytest.raises(NotFoundError, match="no energy flow of JPN"):
        energy_account(dossier, "JPN")
