"""Concentration and polarity of a set of states on one page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from equipoise.accounts.state_sets import MAJORS
from equipoise.accounts.system import SystemAccount, SystemYear
from equipoise.report.closing import closing
from equipoise.report.formatting import counted, listed, percent
from equipoise.report.names import region_label, state_label
from equipoise.report.page import Block, Cell, Column, Grid, Page, Paragraph, row

_ALL_SHOWN = 25
_EACH = 10
_SAME = 0.00005
_SMALL = 3


def system_page(account: SystemAccount, *, verbose: bool = False) -> Page:
    """A system account as a page.

    Parameters
    ----------
    account : SystemAccount
        Any system account.
    verbose : bool
        Every year, members by year, notes and sources one to a line.

    Returns
    -------
    Page
        Concentration, polarity and leading shares by year.
    """
    first, last = account.years[0], account.years[-1]
    shown = _shown(account.years, verbose=verbose)
    columns = (
        Column(""),
        Column("N", "right"),
        Column("CON", "right"),
        Column("before", "right"),
        Column("polarity"),
        Column("equals", "right"),
        Column("largest shares", wraps=True),
        *([Column("states", wraps=True)] if verbose else []),
    )
    rows = tuple(_row(year, verbose=verbose) for year in shown)
    grid = Grid(f"By {account.measure_label}", columns, rows)
    left = len(account.years) - len(shown)
    more = f"{counted(left, 'more year', 'more years')} in CSV, JSON or with --verbose"
    blocks: list[Block] = [Paragraph(_finding(account), strong=True), grid]
    if left:
        blocks.append(Paragraph(f"{more}.", "muted"))
    blocks.extend(closing(_notes(account), system_sources(account), verbose=verbose))
    span = str(first.year) if first is last else f"{first.year} to {last.year}"
    return Page(f"Concentration among {_set_label(account)}, {span}", tuple(blocks))


def system_sources(account: SystemAccount) -> tuple[str, ...]:
    """Sources that a system account rests on.

    Parameters
    ----------
    account : SystemAccount
        Any system account.

    Returns
    -------
    tuple of str
        Of the figures, then of the list of major powers where it is used.
    """
    figures = tuple(dict.fromkeys(year.source for year in account.years))
    return (*figures, account.membership) if account.states == MAJORS else figures


def _set_label(account: SystemAccount) -> str:
    """The set for a title."""
    if account.states == MAJORS:
        label = "the major powers"
    elif account.membership.startswith("members of "):
        label = f"the states of {region_label(account.states)}"
    else:
        last = account.years[-1].year
        label = listed([state_label(code, last) for code in account.states.split(",")])
    return f"{label} as of {account.years[0].year}" if account.fixed else label


def _shown(years: Sequence[SystemYear], *, verbose: bool) -> list[SystemYear]:
    """Years to print: all of a few, else ends, tens, extremes and changes of membership."""
    if verbose or len(years) <= _ALL_SHOWN:
        return list(years)
    known = [year for year in years if year.concentration is not None]
    marks = {years[0].year, years[-1].year}
    marks |= {year.year for year in years if year.year % _EACH == 0}
    marks |= {year.year for year in _changes(years)}
    if known:
        marks |= {_highest(known).year, _lowest(known).year}
    return [year for year in years if year.year in marks]


def _changes(years: Sequence[SystemYear]) -> list[SystemYear]:
    """Years whose members are not those of the year before."""
    return [year for before, year in pairwise(years) if year.members != before.members]


def _highest(years: Sequence[SystemYear]) -> SystemYear:
    return max(years, key=lambda year: year.concentration or 0.0)


def _lowest(years: Sequence[SystemYear]) -> SystemYear:
    return min(years, key=lambda year: year.concentration or 0.0)


def _row(year: SystemYear, *, verbose: bool) -> tuple[Cell, ...]:
    members = (" ".join(year.members),) if verbose else ()
    if year.concentration is None or year.effective_number is None:
        none = Cell(year.missing_reason or "no data", "muted")
        return row(str(year.year), str(len(year.members)), "", "", "no data", "", none, *members)
    before = year.concentration_before
    same = "" if before is None or abs(before - year.concentration) < _SAME else _index(before)
    leaders = ", ".join(f"{leader.state} {percent(leader.share)}" for leader in year.leading)
    return row(
        str(year.year),
        str(len(year.members)),
        _index(year.concentration),
        same,
        year.polarity or "",
        f"{year.effective_number:.1f}",
        leaders,
        *members,
    )


def _index(value: float) -> str:
    """An index from 0 to 1 to four digits, without the zero before the point."""
    return f"{value:.4f}".removeprefix("0")


def _finding(account: SystemAccount) -> str:
    known = [year for year in account.years if year.concentration is not None]
    if not known:
        return "In none of these years does every state of the set have a figure."
    if len(known) == 1:
        return f"CON is {_in_year(known[0])}: {known[0].polarity}."
    ends = f"CON was {_in_year(known[0])} and {_in_year(known[-1])}"
    extremes = f"highest {_in_year(_highest(known))}, lowest {_in_year(_lowest(known))}"
    return f"{ends}; {extremes}."


def _in_year(year: SystemYear) -> str:
    return f"{_index(year.concentration or 0.0)} in {year.year}"


def _notes(account: SystemAccount) -> list[str]:
    thresholds = (
        "polarity by shares inside the set: half makes one pole, two quarters two, three states "
        "with a twentieth several; thresholds attributed to Rapkin, Thompson and Christopherson"
    )
    notes = [
        "CON is Ray and Singer's: 0 if all states of the set are equal, 1 if one has everything",
        "equals: equal states that would be as concentrated",
        thresholds,
    ]
    if max(len(year.members) for year in account.years) <= _SMALL:
        notes.append("among two or three states half is soon reached: polarity says little there")
    if account.fixed:
        notes.append(f"the states are those of {account.years[0].year} throughout")
    elif _changes(account.years):
        notes.append(
            "before: where the states change, CON of this year among those of the year before; "
            "what lies between the two is membership and not capability"
        )
    absent = [year for year in account.years if year.concentration is None]
    if absent:
        years = counted(len(absent), "year", "years")
        notes.append(
            f"{years} without a result: a state of the set has no figure, and none is zero"
        )
    return notes
