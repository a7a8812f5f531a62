"""What a structural check found, and in which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from equipoise.measures import SumCheck

FindingVerdict: TypeAlias = Literal["holds", "slip", "cannot be checked"]

HOLDS: FindingVerdict = "holds"
SLIP: FindingVerdict = "slip"
UNCHECKED: FindingVerdict = "cannot be checked"

VERDICT_OF: Mapping[bool | None, FindingVerdict] = {True: HOLDS, False: SLIP, None: UNCHECKED}
"""Word for whether something holds; None is undecided."""

CHECKS = {
    "row-sum": "the printed total follows from the rows",
    "title-span": "every year of the title's span has a column",
    "unit-change": "every column is in the unit of the title",
    "coverage-change": "the same rows have figures from one column to the next",
    "precision-change": "figures are printed to the same place from one column to the next",
    "note-against-cells": "a note names the rows with gaps, and no others",
    "note-against-current-column": "what a note calls missing now is missing in the column of now",
    "note-mark": "the mark of a note stands in its table",
    "missing-target": "what the text refers to is there",
    "reference-coverage": "the table referred to has the years it is cited for",
    "source-date": "a source is later than the period it is cited for",
    "rank": "a stated rank holds in the table",
    "one-date": "the text gives one date for one event",
    "record-date": "the text's date of an event is that of the record",
    "example-outside-period": "an example lies in the period that it is to illustrate",
    "interval-length": "a number of years fits the dates between which it is counted",
}
"""Structural checks, by name: what each asks."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One structural check of one thing in the text.

    Parameters
    ----------
    check : str
        One of :data:`CHECKS`.
    subject : str
        What was checked, such as ``Table 1, region-total 1999``.
    verdict : str
        ``holds``, ``slip`` or ``cannot be checked``.
    message : str
        What was found, with the figures and dates that decide.
    rows : tuple of str
        ``file:line`` of the rows and entries that it rests on.
    locator : str
        Where in the text.
    sum_check : SumCheck or None
        Of a row sum, both readings of the difference.
    """

    check: str
    subject: str
    verdict: FindingVerdict
    message: str
    rows: tuple[str, ...]
    locator: str
    sum_check: SumCheck | None = None


def listing(names: Sequence[object]) -> str:
    """Names in a row, runs of years drawn together.

    Parameters
    ----------
    names : sequence
        Texts, or years in order.

    Returns
    -------
    str
        ``none`` without names.

    Examples
    --------
    >>> listing((1997, 1998, 2001, 2002, 2003))
    '1997, 1998, 2001-2003'
    """
    parts: list[str] = []
    run: list[int] = []
    for name in (*names, None):
        if run and name != run[-1] + 1:
            parts += [f"{run[0]}-{run[-1]}"] if len(run) > 2 else [str(year) for year in run]
            run = []
        if isinstance(name, int):
            run.append(name)
        elif name is not None:
            parts.append(str(name))
    return ", ".join(parts) or "none"
