"""The card of a published data set: who made it, under which licence, and what its columns hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

ColumnType: TypeAlias = Literal["text", "integer", "number", "flag", "date", "state"]
Layout: TypeAlias = Literal["delimited", "sheet", "stata", "r", "parquet", "json"]
Commerce: TypeAlias = Literal["allowed", "forbidden", "not stated"]

Absent: TypeAlias = Literal["unknown", "none"]

COLUMN_TYPES: tuple[ColumnType, ...] = ("text", "integer", "number", "flag", "date", "state")
LAYOUTS: tuple[Layout, ...] = ("delimited", "sheet", "stata", "r", "parquet", "json")
COMMERCE: tuple[Commerce, ...] = ("allowed", "forbidden", "not stated")


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """One column of the archive table, and where it comes from.

    Parameters
    ----------
    name : str
        Name in the archive.
    type : ColumnType
        ``state`` is an id of the vocabulary found from a code.
    description : str
        What it holds.
    unit : str
        Unit code, or ``year``, ``edtf``, ``parties``, ``text``, ``code``, or ``number`` where
        the unit differs by row.
    published : str
        The publisher's column; empty when the reader makes it.
    missing : tuple of str
        The publisher's codes for a missing value in this column.
    scheme : str
        Scheme of the codes of a ``state`` column.
    """

    name: str
    type: ColumnType
    description: str
    unit: str
    published: str
    missing: tuple[str, ...]
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """One version of a data set in one layout.

    Parameters
    ----------
    version : str
        As the publisher numbers it.
    files : tuple of str
        Names, with ``*`` for what varies, under which the file itself is found.
    archives : tuple of str
        Names of zips that hold it, the outer ones too.
    url : str
        Where the publisher keeps it; empty when no address is known.
    layout : Layout
        Kind of file.
    header : tuple of str
        The publisher's columns, in order; empty when the reader checks them itself.
    encodings : tuple of str
        Tried in order; a byte order mark overrules them.
    delimiter : str
        Of a delimited text.
    sheet : str
        Of a workbook.
    renamed : mapping of str to str
        Where this release names a column otherwise: by the published name of the card.
    sha256 : mapping of str to str
        Known checksums, by file name.
    rows : int or None
        How many rows the file has, where it is known: a shorter file is cut off.
    span : tuple of int, int
        First and last year covered.
    repackaged : str
        By whom, and what was changed; empty for the publisher's own layout.
    sample : str
        Name of the made-up sample in this layout; empty when there is none.
    parts : bool
        Whether several files together make the data set.
    partial : tuple of str
        Archive columns of which the release has some values only, such as some products: a sum
        over others is not known.
    """

    version: str
    files: tuple[str, ...]
    archives: tuple[str, ...]
    url: str
    layout: Layout
    header: tuple[str, ...]
    encodings: tuple[str, ...]
    delimiter: str
    sheet: str
    renamed: Mapping[str, str]
    sha256: Mapping[str, str]
    rows: int | None
    span: tuple[int, int]
    repackaged: str
    sample: str
    parts: bool
    partial: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Licence:
    """What may be done with a data set.

    Parameters
    ----------
    text : str
        The licence, in a few words.
    url : str
        Where it stands; empty when none was seen.
    commerce : Commerce
        Whether commercial use is allowed.
    """

    text: str
    url: str
    commerce: Commerce


@dataclass(frozen=True, slots=True)
class Jump:
    """A change from one year to the next that no publisher means.

    Parameters
    ----------
    column : str
        Whose figures.
    factor : float
        Above 1; a figure this many times the one of the year before or after is reported.
    floor : float
        Figures below it may jump.
    """

    column: str
    factor: float
    floor: float


@dataclass(frozen=True, slots=True)
class YearSum:
    """What a column must add up to over all states of a year.

    Parameters
    ----------
    column : str
        Whose figures.
    low, high : float
        Bounds of the sum.
    """

    column: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Checks:
    """Sanity rules of one data set.

    Parameters
    ----------
    membership : str
        ``cow`` or ``gw`` where every row must lie within the life of its state in that list;
        else empty.
    jumps : tuple of Jump
        Suspicious changes.
    sums : tuple of YearSum
        Suspicious totals.
    """

    membership: str = ""
    jumps: tuple[Jump, ...] = ()
    sums: tuple[YearSum, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A known error of a publisher, and when it stops being one.

    Parameters
    ----------
    versions : tuple of str
        Versions that have the error.
    key : mapping of str to str or int
        The row, by key columns of the archive table.
    column : str
        Where the error is.
    published : str, int or float
        What is printed.
    corrected : str, int, float or None
        What should be; None where the right figure is not known.
    reason, source : str
        Why, and by whose word.
    """

    versions: tuple[str, ...]
    key: Mapping[str, str | int]
    column: str
    published: str | int | float
    corrected: str | int | float | None
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Card:
    """Everything about a data set but its rows.

    Parameters
    ----------
    id : str
        Name of the data set and of its archive table.
    title, producer, covers : str
        What it is, who publishes it, what it answers.
    homepage : str
        The publisher's page.
    citation, bibtex : str
        How to cite it.
    licence : Licence
        What may be done with it.
    key : tuple of str
        Columns that name a row.
    columns : tuple of SourceColumn
        The archive table.
    releases : tuple of Release
        Newest first, the publisher's own layout before a repackaged one.
    areas : mapping of str to str
        Codes of this data set that are no states, and what they are.
    checks : Checks
        Sanity rules.
    corrections : tuple of Correction
        Known errors.
    notes : tuple of str
        What a reader of the figures must know.
    absent : str
        What it means that a row is not there: ``unknown``, or ``none`` where the data set lists
        everything of its kind.
    """

    id: str
    title: str
    producer: str
    covers: str
    homepage: str
    citation: str
    bibtex: str
    licence: Licence
    key: tuple[str, ...]
    columns: tuple[SourceColumn, ...]
    releases: tuple[Release, ...]
    areas: Mapping[str, str]
    checks: Checks
    corrections: tuple[Correction, ...]
    notes: tuple[str, ...]
    absent: Absent

    @property
    def versions(self) -> tuple[str, ...]:
        """Versions, newest first, each once."""
        return tuple(dict.fromkeys(release.version for release in self.releases))
