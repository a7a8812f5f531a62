"""What the archive knows about one of its tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from equipoise.vocabulary.evidence import ArchiveSource


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about an imported table that a reader must know; nothing was mended for it.

    Parameters
    ----------
    rule : str
        ``missing key``, ``duplicate key``, ``outside membership``, ``jump``, ``sum``,
        ``coverage``, ``correction`` or ``expired correction``.
    message : str
        What, with state and year.
    count : int
        How many rows; of sums how many years, of duplicates how many rows too many.
    """

    rule: str
    message: str
    count: int


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """One table of the archive, and where it came from.

    Parameters
    ----------
    id, version : str
        Data set and version.
    title, producer, citation : str
        As its card has them.
    files : tuple of str
        Names of the files that were read.
    sha256 : str
        Of those files, one after the other.
    imported_on : str
        Day, in ISO 8601.
    repackaged : str
        By whom and how; empty for the publisher's own file.
    sample : bool
        Whether it is a made-up sample and no data.
    first_year, last_year : int
        What it covers.
    rows : int
        How many.
    content : str
        Digest of the rows, to verify them by.
    columns : tuple of str
        Names, in order.
    partial : tuple of str
        Columns of which it has some values only.
    absent : str
        What an absent row means, as `ArchiveSource` has it.
    findings : tuple of Finding
        What the sanity rules found.
    """

    id: str
    version: str
    title: str
    producer: str
    citation: str
    files: tuple[str, ...]
    sha256: str
    imported_on: str
    repackaged: str
    sample: bool
    first_year: int
    last_year: int
    rows: int
    content: str
    columns: tuple[str, ...]
    partial: tuple[str, ...]
    absent: Literal["unknown", "none"]
    findings: tuple[Finding, ...]

    @property
    def table(self) -> str:
        """Name of the table in the DuckDB file."""
        return f"{self.id}@{self.version}"

    @property
    def span(self) -> tuple[int, int]:
        """First and last year covered."""
        return self.first_year, self.last_year

    @property
    def provenance(self) -> ArchiveSource:
        """What must stand beside every figure."""
        return ArchiveSource(
            title=self.title,
            version=self.version,
            repackaged=self.repackaged,
            sample=self.sample,
            citation=self.citation,
            span=self.span,
            partial=self.partial,
            absent=self.absent,
        )

    @property
    def mark(self) -> str:
        """``made-up sample`` or ``repackaged``; empty for a publisher's own file."""
        if self.sample:
            return "made-up sample"
        return "repackaged" if self.repackaged else ""

    @property
    def label(self) -> str:
        """Title with version and marks."""
        return self.provenance.text
