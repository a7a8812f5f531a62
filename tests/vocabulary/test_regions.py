"""Regions: the article's East Asia by hand, then plain-data regions, then refusals."""

from __future__ import annotations

from datetime import date

import pytest

from equipoise.errors import UnknownRegionError, VocabularyError
from equipoise.vocabulary.periods import Period, parse_edtf
from equipoise.vocabulary.regions import (
    Membership,
    Position,
    Region,
    all_regions,
    region,
)
from equipoise.vocabulary.states import state

SOUTHEAST = {"BRN", "KHM", "IDN", "LAO", "MYS", "MMR", "PHL", "SGP", "THA", "VNM"}
NORTHEAST = {"CHN", "JPN", "PRK", "KOR", "TWN", "MNG"}
TABLE_1 = (SOUTHEAST | NORTHEAST) - {"BRN", "MNG"}


@pytest.mark.parametrize("year", [1992, 1996, 2005, 2012])
def test_east_asia_is_the_articles_table_with_mongolia_and_brunei(year):
    east = region("east-asia")
    assert set(east.members_on(year)) == TABLE_1 | {"MNG", "BRN"}
    assert len(TABLE_1) == 14
    assert len(east.members_on(year)) == 16
    assert east.outside_powers_on(year) == ("RUS", "USA", "IND")


def test_what_the_article_leaves_out_is_said():
    east = region("east-asia")
    assert east.left_out == ("TLS",)
    notes = {m.state: m.note for m in east.memberships}
    assert "Table 1" in notes["MNG"]
    assert "Table 1" in notes["BRN"]
    timor = next(m for m in east.memberships if m.state == "TLS")
    assert timor.period.start == date(2002, 5, 20)


def test_members_of_every_year_together_are_those_ever():
    for one in all_regions():
        members = [code for year in range(1800, 2030) for code in one.members_on(year)]
        assert set(one.members_ever) == set(members)
        assert len(set(one.members_ever)) == len(one.members_ever)
    assert "COW730" in region("northeast-asia").members_ever  # Korea before 1910
    assert "TLS" not in region("east-asia").members_ever  # left out


def test_positions_towards_the_security_complex():
    east = region("east-asia")
    assert east.position("RUS") == "disputed"
    assert "post-Soviet" in east.position_note("RUS")
    assert east.position("USA") == east.position("IND") == "outside"
    assert "penetrates" in east.position_note("USA")
    assert "South Asian" in east.position_note("IND")
    assert east.position("JPN") == "inside"
    assert east.position("BRA") == "outside"
    assert east.position_note("BRA") == ""


def test_timor_joins_southeast_asia_within_2002():
    south = region("southeast-asia")
    assert set(south.members_on(2001)) == SOUTHEAST
    assert set(south.members_on(2002)) == SOUTHEAST | {"TLS"}


def test_northeast_asia():
    assert set(region("northeast-asia").members_on(2012)) == NORTHEAST
    assert "COW730" in region("northeast-asia").members_on(1900)


def test_every_state_exists_when_it_is_a_member():
    for one in all_regions():
        for m in one.memberships:
            known = state(m.state)
            if m.period.start is not None:
                assert any(life.contains(m.period.start) for life in known.lifetime), (one.id, m)


def test_every_position_has_its_note_and_every_region_its_source():
    for one in all_regions():
        assert one.source
        assert one.description
        assert all(p.note for p in one.positions)
        assert region(one.id.upper()) is one


def test_member_in_any_part_of_the_year_counts_for_the_year():
    own = Region(
        id="gulf",
        name="Gulf",
        description="",
        source="test",
        memberships=(
            Membership("AAA", parse_edtf("2005-12-31/..")),
            Membership("BBB", parse_edtf("../2006-01-01")),
            Membership("CCC", Period.between(None, date(2006, 1, 1))),
            Membership("DDD", parse_edtf("2000/2001")),
            Membership("DDD", parse_edtf("2006-06")),
        ),
    )
    assert own.members_on(2005) == ("AAA", "BBB", "CCC")
    assert own.members_on(2006) == ("AAA", "BBB", "DDD")
    assert own.members_on(2001) == ("BBB", "CCC", "DDD")
    assert own.members_on(2007) == ("AAA",)


def test_renaming_every_state_changes_ids_only():
    east = region("east-asia")
    new = {m.state: f"S{i:02}" for i, m in enumerate(east.memberships)}
    renamed = east.rename(new)
    assert renamed.members_on(2012) == tuple(new[s] for s in east.members_on(2012))
    assert renamed.position(new["RUS"]) == "disputed"
    assert renamed.position("RUS") == "outside"
    assert renamed.left_out == (new["TLS"],)
    back = renamed.rename({v: k for k, v in new.items()})
    assert back == east


def test_renaming_must_not_merge_two_states():
    with pytest.raises(VocabularyError, match="one state of two"):
        region("east-asia").rename({"CHN": "JPN"})


def test_swapping_two_ids_is_a_renaming():
    swapped = region("east-asia").rename({"CHN": "JPN", "JPN": "CHN"})
    assert swapped.members_on(2012)[:2] == ("JPN", "CHN")


def test_position_given_in_code_wins():
    own = Region("x", "X", "", "test", (Membership("AAA"),), (Position("AAA", "disputed", "why"),))
    assert (own.position("AAA"), own.position_note("AAA")) == ("disputed", "why")


def test_unknown_region_gives_near_names():
    with pytest.raises(UnknownRegionError) as caught:
        region("eastasia")
    assert "east-asia" in caught.value.hint
