"""What the sanity rules find, and that nothing is mended for it."""

from __future__ import annotations

import pytest

from equipoise.archive.imported import Finding


def _found(toy, rows: str, rule: str, version: int = 2) -> list[Finding]:
    toy.write(rows, version)
    *_, last = toy.take()
    assert last.table is not None, last.error
    return [finding for finding in last.table.findings if finding.rule == rule]


GOOD = "USA,2,1990,2100,0.4,\nRUS,365,1990,3400,0.6,\n"


def test_a_sound_table_has_no_findings(toy) -> None:
    toy.write(GOOD)
    (found,) = toy.take()
    assert found.table is not None
    assert found.table.findings == ()


def test_the_slip_of_an_old_version_is_a_jump(toy) -> None:
    rows = "RUS,365,1999,1004,1,\nRUS,365,2000,15200,1,\n"
    (jump,) = _found(toy, rows, "jump")
    assert jump == Finding("jump", "men: RUS 2000 1004 to 15200", 1)
    with toy.open() as archive:
        assert archive.values("toy", "men") == {1004.0, 15200.0}


@pytest.mark.parametrize(
    "rows",
    [
        "RUS,365,1999,1014,1,\nRUS,365,2000,15200,1,\n",
        "RUS,365,1998,1004,1,\nRUS,365,2000,15200,1,\n",
        "RUS,365,1999,1,1,\nRUS,365,2000,99,1,\n",
        "RUS,365,1999,0,1,\nRUS,365,2000,15200,1,\n",
        "RUS,365,1999,-9,1,\nRUS,365,2000,15200,1,\n",
        "USA,2,1999,1004,0.5,\nRUS,365,2000,15200,1,\n",
    ],
    ids=["below the factor", "a year between", "below the floor", "zero", "missing", "two states"],
)
def test_what_is_no_jump(toy, rows: str) -> None:
    assert _found(toy, rows, "jump") == []


def test_jumps_down_count_and_the_order_of_rows_does_not(toy) -> None:
    rows = "RUS,365,2000,15200,1,\nRUS,365,2001,977,1,\nRUS,365,1999,1004,1,\n"
    (jump,) = _found(toy, rows, "jump")
    assert (jump.count, jump.message) == (2, "men: RUS 2000 1004 to 15200, RUS 2001 15200 to 977")


def test_duplicate_keys_are_told_with_how_many_rows_too_many(toy) -> None:
    rows = GOOD + "USA,2,1990,2100,0,\nUSA,2,1990,5,0,\nRUS,365,1990,1,0,\n"
    (found,) = _found(toy, rows, "duplicate key")
    assert found.message == "ccode 2, year 1990; ccode 365, year 1990"
    assert found.count == 3
    with toy.open() as archive:
        assert len(archive.rows("toy", {}).rows) == 5


def test_more_than_three_are_counted(toy) -> None:
    rows = "".join(f"USA,2,{year},1,0.5,\n" * 2 for year in range(1990, 1995))
    (found,) = _found(toy, rows, "duplicate key")
    assert found.message.endswith("ccode 2, year 1992 and 2 more")
    assert found.count == 5


def test_a_row_without_its_key_is_told(toy) -> None:
    (found,) = _found(toy, GOOD + "CHN,710,-9,1,1,\n", "missing key")
    assert found == Finding("missing key", "year is missing in 1 rows", 1)


def test_rows_before_entry_and_after_exit_are_told(toy) -> None:
    rows = "GFR,260,1954,1,1,\nGFR,260,1955,1,1,\nGFR,260,1990,1,1,\nGFR,260,1991,1,1,\n"
    (found,) = _found(toy, rows, "outside membership")
    assert found == Finding("outside membership", "state outside its membership: GFR 1954-1991", 2)


def test_a_state_with_a_gap_is_held_against_both_its_lives(toy) -> None:
    rows = "AUT,305,1937,1,1,\nAUT,305,1945,1,1,\nAUT,305,1956,1,1,\n"
    (found,) = _found(toy, rows, "outside membership")
    assert "AUT 1945-1945" in found.message


def test_areas_are_not_held_against_membership(toy) -> None:
    assert _found(toy, "RUR,1100,1990,1,1,\n", "outside membership") == []


def test_shares_that_do_not_add_up_are_told_by_year(toy) -> None:
    rows = GOOD + "USA,2,1991,2100,0.4,\nRUS,365,1991,3400,0.4,\nUSA,2,1992,1,2,\n"
    (found,) = _found(toy, rows, "sum")
    assert found == Finding("sum", "share outside 0.99 to 1.01: 1991 0.8, 1992 2", 2)


def test_a_year_without_figures_has_no_sum(toy) -> None:
    assert _found(toy, "USA,2,1990,1,-9,\n", "sum") == []


def test_coverage_that_shrinks_is_told(toy) -> None:
    old = "USA,2,1988,1,1,\nUSA,2,1989,1,1,\nRUS,365,1989,1,1,\nUSA,2,1991,1,1,\n"
    toy.write(old, version=1)
    (found,) = _found(toy, "USA,2,1989,1,1,\nUSA,2,1990,1,1,\n", "coverage")
    assert found.message == "not here, but in version 1.0: RUS 1989-1989, USA 1988-1988"
    assert found.count == 2


def test_coverage_is_not_held_against_a_sample(toy) -> None:
    toy.write("CHN,710,1989,1,1,\n", version=1)
    toy.take()
    (sample,) = toy.take(place=None, samples=True)
    assert sample.table is not None
    assert not [f for f in sample.table.findings if f.rule == "coverage"]
