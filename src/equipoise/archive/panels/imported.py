"""What panels ask of an archive: columns of an imported table, and where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from equipoise.vocabulary.evidence import ArchiveSource


class TableSource(Protocol):
    """Where a table of the archive came from, as far as panels tell."""

    @property
    def title(self) -> str:
        """Title of the data set."""
        ...

    @property
    def version(self) -> str:
        """Version or edition, as its publisher numbers them."""
        ...

    @property
    def span(self) -> tuple[int, int]:
        """First and last year that it covers; outside them a panel has nulls."""
        ...

    @property
    def repackaged(self) -> str:
        """Whose copy was imported; empty for the publisher's own file."""
        ...

    @property
    def sample(self) -> bool:
        """Whether the figures are made up, in the layout of the published ones."""
        ...

    @property
    def partial(self) -> tuple[str, ...]:
        """Columns of which only some values were imported."""
        ...

    @property
    def citation(self) -> str:
        """How the publisher asks to be cited."""
        ...

    @property
    def sha256(self) -> str:
        """Checksum of what was imported."""
        ...


@dataclass(frozen=True, slots=True)
class ImportedSource:
    """An imported data set, as a panel's manifest names it.

    Parameters
    ----------
    title, version : str
        Title of the data set, and its version as the publisher numbers them.
    span : tuple of int, int
        First and last year that it covers; outside them a panel has nulls.
    repackaged : str
        Whose copy was imported, where it is not the publisher's own file; empty where it is.
    sample : bool
        Whether the figures are made up, in the layout of the published ones.
    citation : str
        How the publisher asks to be cited.
    sha256 : str
        Checksum of what was imported.
    partial : tuple of str
        Columns of which only some values were imported; empty for a whole data set.
    """

    title: str
    version: str
    span: tuple[int, int]
    repackaged: str
    sample: bool
    citation: str
    sha256: str
    partial: tuple[str, ...] = ()

    @classmethod
    def noted(cls, source: TableSource) -> ImportedSource:
        """Take down what the archive says of a table.

        Parameters
        ----------
        source : TableSource
            What it says.

        Returns
        -------
        ImportedSource
            The same, without the day of import, so that a manifest repeats.
        """
        return cls(
            title=source.title,
            version=source.version,
            span=source.span,
            repackaged=source.repackaged,
            sample=source.sample,
            citation=source.citation,
            sha256=source.sha256,
            partial=source.partial,
        )

    @property
    def label(self) -> str:
        """Title with version and marks."""
        source = ArchiveSource(
            self.title, self.version, self.repackaged, self.sample, self.citation, self.span
        )
        return source.text

    def warnings(self, name: str, first: int, last: int) -> tuple[str, ...]:
        """What a reader must know of it: years not covered, another's copy, made-up figures.

        Parameters
        ----------
        name : str
            Name of the table.
        first, last : int
            Years of the panel.

        Returns
        -------
        tuple of str
            Empty where it covers the years and is the publisher's own file.
        """
        found, whose = [], f"{self.title} ({name})"
        if self.span[0] > first or self.span[1] < last:
            found.append(f"{whose} covers {self.span[0]} to {self.span[1]}; the rest is null")
        if self.repackaged:
            found.append(f"{whose} is not the publisher's own file: {self.repackaged}")
        if self.sample:
            found.append(f"{whose} has made-up figures in the publisher's layout")
        return tuple(found)


class PanelArchive(Protocol):
    """The archive, as panels see it; both methods raise NotImportedError for an unknown name."""

    def source(self, name: str) -> TableSource:
        """Data set that a table was imported from.

        Parameters
        ----------
        name : str
            Name of the table.

        Returns
        -------
        TableSource
            Its title, version and span.

        Raises
        ------
        NotImportedError
            The archive does not have it.
        """
        ...

    def arrow(self, name: str, columns: Sequence[str]) -> pa.Table:
        """Columns of a table.

        Parameters
        ----------
        name : str
            Name of the table.
        columns : sequence of str
            Names of the columns, in the order wanted.

        Returns
        -------
        pyarrow.Table
            All rows, in archive order.

        Raises
        ------
        NotImportedError
            The archive does not have it.
        """
        ...
