"""The apparatus of a text: its tables, notes, references, sources and dates, as entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from equipoise.vocabulary.periods import Period

NoteSays: TypeAlias = Literal["missing", "other"]

NOTE_SAYS: tuple[NoteSays, ...] = ("missing", "other")
"""What a note says of the rows it names: that figures are missing, or something else."""


@dataclass(frozen=True, slots=True)
class CellSource:
    """Which cells of a dossier are the cells of a printed table.

    Parameters
    ----------
    table : str
        Table of the dossier.
    where : mapping of str to str
        Values that its rows have in other columns.
    row, column : str
        Dossier columns that hold the row's name and the heading, a year.
    value, printed : str
        Dossier columns that hold the figure and the figure as printed.
    leave_out : tuple of str
        Row names that are no rows of the printed table's body, such as a total.
    """

    table: str
    where: Mapping[str, str]
    row: str
    column: str
    value: str
    printed: str
    leave_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of the text.

    Parameters
    ----------
    id, title : str
        As the text refers to it, and what it shows.
    span : Period
        Years that its title promises.
    columns : tuple of int
        Headings, in order.
    unit : str
        Unit that its title gives.
    cells : CellSource
        Where its cells are transcribed.
    totals : tuple of str
        Rows of ``printed.csv`` that stand under it.
    summed : tuple of str
        Those of them that are the sum of its rows.
    region : str or None
        Region whose states its rows should be; None when it has no such claim.
    locator, place : str
        Where in the text; where in ``apparatus.toml``.
    """

    id: str
    title: str
    span: Period
    columns: tuple[int, ...]
    unit: str
    cells: CellSource
    totals: tuple[str, ...]
    summed: tuple[str, ...]
    region: str | None
    locator: str
    place: str


@dataclass(frozen=True, slots=True)
class TableNote:
    """A note to a table.

    Parameters
    ----------
    table, mark : str
        Table, and the mark that the note carries.
    marked : tuple of str
        Rows, totals or cells (``ROW:YEAR``) that carry the mark.
    names : tuple of str
        Rows that the note names.
    says : str
        What it says of them, one of :data:`NOTE_SAYS`.
    current : int or None
        Column of which it speaks when it says now; None when it names no time.
    locator, place : str
        Where in the text; where in ``apparatus.toml``.
    """

    table: str
    mark: str
    marked: tuple[str, ...]
    names: tuple[str, ...]
    says: NoteSays
    current: int | None
    locator: str
    place: str


@dataclass(frozen=True, slots=True)
class Division:
    """A part, figure or map of the text to which it can refer.

    Parameters
    ----------
    id, title : str
        As the text refers to it, and what it is.
    locator, place : str
        Where in the text; where in ``apparatus.toml``.
    """

    id: str
    title: str
    locator: str
    place: str


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A place where the text refers to a table or part of its own.

    Parameters
    ----------
    target : str
        Id of what it refers to, whether that exists or not.
    cited_for : Period or None
        Years for which it is cited; None when it is cited for none.
    locator, place : str
        Where in the text; where in ``apparatus.toml``.
    """

    target: str
    cited_for: Period | None
    locator: str
    place: str


@dataclass(frozen=True, slots=True)
class TableSource:
    """A source of a table.

    Parameters
    ----------
    id, table, title : str
        Short name, table, and what the source is.
    dated : Period or None
        Day of its consultation, or its publication in print; None when the text gives neither.
    consulted : bool
        The date is that of a consultation.
    cited_for : Period
        Columns for which it is the source.
    inferred : bool
        The text does not say which columns; they are inferred, as ``note`` explains.
    note : str
        For readers; may be empty.
    locator, place : str
        Where in the text; where in ``apparatus.toml``.
    """

    id: str
    table: str
    title: str
    dated: Period | None
    consulted: bool
    cited_for: Period
    inferred: bool
    note: str
    locator: str
    place: str


@dataclass(frozen=True, slots=True)
class StatedRank:
    """A rank that the text states and one of its tables can confirm.

    Parameters
    ----------
    figure : str
        Id in ``figures.csv``, which holds the rank and, where the text gives it, the time.
    table, row : str
        Table, and the row that is ranked.
    behind : tuple of str
        Rows that the text names as ahead of it.
    when : Period or None
        Columns of which the text speaks; None for all of them.
    locator, place : str
        Where in the text; where in ``apparatus.toml``.
    """

    figure: str
    table: str
    row: str
    behind: tuple[str, ...]
    when: Period | None
    locator: str
    place: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the text dates an event.

    Parameters
    ----------
    event : str
        Id in ``ledger.csv``, or state, body and status as ``memberships.csv`` has them.
    membership : tuple of str
        These three; empty for an event of the ledger.
    date : Period
        The date that the text gives at that place.
    note : str
        How the date follows from the words, where it is not written as a date; may be empty.
    locator, place : str
        Where in the text; where in ``apparatus.toml``.
    """

    event: str
    membership: tuple[str, ...]
    date: Period
    note: str
    locator: str
    place: str


@dataclass(frozen=True, slots=True)
class Example:
    """A dated instance inside a statement about a period.

    Parameters
    ----------
    id : str
        Short name.
    instance : str
        What is given as the instance, in our own words.
    date, period : Period
        Date of the instance; period of the statement.
    locator, place : str
        Where in the text; where in ``apparatus.toml``.
    """

    id: str
    instance: str
    date: Period
    period: Period
    locator: str
    place: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A number of years that the text counts between two dates.

    Parameters
    ----------
    id, note : str
        Short name; for readers, may be empty.
    first, last : Period
        Where the count begins and ends.
    low, high : float
        Years that the text's words allow.
    locator, place : str
        Where in the text; where in ``apparatus.toml``.
    """

    id: str
    note: str
    first: Period
    last: Period
    low: float
    high: float
    locator: str
    place: str


@dataclass(frozen=True, slots=True)
class Apparatus:
    """The apparatus of a text, whole and checked.

    Parameters
    ----------
    published : Period or None
        When the text appeared, as it says itself.
    tables, notes, divisions, references, sources, ranks, mentions, examples, intervals : tuple
        Entries of each kind, in file order.
    """

    published: Period | None
    tables: tuple[PrintedTable, ...] = ()
    notes: tuple[TableNote, ...] = ()
    divisions: tuple[Division, ...] = ()
    references: tuple[CrossReference, ...] = ()
    sources: tuple[TableSource, ...] = ()
    ranks: tuple[StatedRank, ...] = ()
    mentions: tuple[Mention, ...] = ()
    examples: tuple[Example, ...] = ()
    intervals: tuple[Interval, ...] = ()

    def table(self, name: str) -> PrintedTable | None:
        """The table of that id; None when the text has none."""
        return next((table for table in self.tables if table.id == name), None)
