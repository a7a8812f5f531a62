"""The page of a system account."""

from __future__ import annotations

import pytest

from equipoise.accounts.system import SystemAccount, system_account
from equipoise.app.terminal import terminal_text
from equipoise.archive.store import Archive
from equipoise.report.page import Grid, Page
from equipoise.report.system_page import system_page, system_sources

MEMBERS = ("CHN", "JPN", "KOR")


@pytest.fixture
def archive(made_archive) -> Archive:
    rows = [
        {"state": state, "year": year, "cinc": 0.1 * place + 0.001 * (year - 1950)}
        for year in range(1950, 2001)
        for place, state in enumerate(MEMBERS, start=1)
        if (state, year) != ("KOR", 2000)
    ]
    with Archive(made_archive({"nmc": rows})) as opened:
        yield opened


def drawn(page: Page) -> str:
    return terminal_text(page)


def grid(page: Page) -> Grid:
    (found,) = [block for block in page.blocks if isinstance(block, Grid)]
    return found


def account(archive: Archive, **asked) -> SystemAccount:
    return system_account(archive, MEMBERS, **asked)


def test_a_long_series_shows_tens_ends_and_changes(archive: Archive) -> None:
    found = account(archive)
    shown = [row[0].text for row in grid(system_page(found)).rows]
    # Japan enters the system again in 1952; 1999 is the last and least concentrated with a result.
    assert shown[0] == "1950"
    assert shown[-1] == "2000"
    assert "1952" in shown
    assert {"1960", "1970", "1980", "1990"} <= set(shown)
    text = drawn(system_page(found))
    assert f"{51 - len(shown)} more years in CSV, JSON or with --verbose." in text
    assert len(grid(system_page(found, verbose=True)).rows) == 51


def test_what_the_page_says(archive: Archive) -> None:
    text = drawn(system_page(account(archive, first=1998, last=2000)))
    assert "Concentration among China, Japan and South Korea, 1998 to 2000" in text
    assert "CON was .2" in text
    assert "no figure for KOR" in text
    assert "one year without a result" in text.casefold()
    assert "made-up sample" in text
    assert "polarity says little there" in text.replace("\n", " ")
    assert all(len(line) <= 80 for line in text.splitlines())


def test_a_change_of_membership_is_shown_beside(archive: Archive) -> None:
    found = account(archive, first=1951, last=1953)
    rows = [[cell.text for cell in row] for row in grid(system_page(found)).rows]
    assert [row[1] for row in rows] == ["2", "3", "3"]
    assert [bool(row[3]) for row in rows] == [False, True, False]
    assert "membership and not capability" in drawn(system_page(found)).replace("\n", " ")


def test_fixed_members_are_named_by_their_year(archive: Archive) -> None:
    page = system_page(account(archive, first=1953, last=1954, fixed=True))
    assert page.title.endswith("as of 1953, 1953 to 1954")
    assert "The states are those of 1953 throughout." in drawn(page).replace("\n", " ")


def test_one_year_and_none(archive: Archive) -> None:
    one = system_page(account(archive, first=1999, last=1999))
    assert one.title.endswith("South Korea, 1999")
    assert "CON is ." in drawn(one)
    none = system_page(account(archive, first=2000, last=2000))
    assert "In none of these years" in drawn(none)


def test_a_region_is_called_by_its_name(archive: Archive) -> None:
    page = system_page(system_account(archive, "northeast-asia", first=1999, last=1999))
    assert page.title == "Concentration among the states of Northeast Asia, 1999"


def test_sources_name_the_list_of_powers_where_it_is_used(archive: Archive) -> None:
    found = account(archive, first=1999, last=1999)
    assert len(system_sources(found)) == 1
    majors = SystemAccount("majors", "A list", "cinc", "index", fixed=False, years=found.years)
    assert system_sources(majors)[-1] == "A list"
