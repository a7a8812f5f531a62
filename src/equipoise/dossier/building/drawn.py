"""Rows drawn from the archive for one table of a dossier, and what could not be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from equipoise.archive.imported import ImportedTable
from equipoise.sources.registry import card
from equipoise.vocabulary.evidence import NO_COMMERCE

Cells: TypeAlias = Mapping[str, str]

MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that an assessment could use and the dossier has not.

    Parameters
    ----------
    what : str
        Name of a measure or of a table.
    why : str
        Why, and what to do about it.
    """

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Rows of one table.

    Parameters
    ----------
    rows : tuple of mapping
        Cells as they are written, by column; a column that is not named is empty.
    sources : tuple of ImportedTable
        Tables of the archive that they were drawn from.
    gaps : tuple of Gap
        What could not be drawn.
    """

    rows: tuple[Cells, ...] = ()
    sources: tuple[ImportedTable, ...] = ()
    gaps: tuple[Gap, ...] = ()


def source_words(source: ImportedTable) -> str:
    """What stands in the column ``source`` of every row drawn from a table.

    Parameters
    ----------
    source : ImportedTable
        The table.

    Returns
    -------
    str
        Title and version, and whether it is repackaged, made up, or closed to commercial use.
    """
    named = f"{source.title}, version {source.version}" if source.version else source.title
    marks = [
        mark for mark in (source.mark, NO_COMMERCE if forbids_commerce(source) else "") if mark
    ]
    return f"{named} ({', '.join(marks)})" if marks else named


def forbids_commerce(source: ImportedTable) -> bool:
    """Whether the licence of a data set forbids commercial use.

    Parameters
    ----------
    source : ImportedTable
        The table.

    Returns
    -------
    bool
    """
    return card(source.id).licence.commerce == "forbidden"


def number_words(value: float, *, computed: bool = False) -> str:
    """A figure as it is written: all its digits, and no point where it is whole.

    Parameters
    ----------
    value : float
        The figure.
    computed : bool
        Whether it was added up or converted: then 15 digits, as many as a float keeps of a
        decimal figure, so that no dust of binary fractions is written.

    Returns
    -------
    str

    Examples
    --------
    >>> number_words(143170.0), number_words(0.039594777), number_words(0.1 + 0.2, computed=True)
    ('143170', '0.039594777', '0.3')
    """
    shown = float(f"{value:.15g}") if computed else float(value)
    return str(int(shown)) if shown.is_integer() else repr(shown)


def absence(source: ImportedTable, year: int) -> str:
    """Why a data set has no figure of a year, where the year itself is the reason.

    Parameters
    ----------
    source : ImportedTable
        The table.
    year : int
        Calendar year.

    Returns
    -------
    str
        Empty when the data set covers the year.
    """
    first, last = source.span
    return "" if first <= year <= last else f"{source.id} covers {first} to {last}"
