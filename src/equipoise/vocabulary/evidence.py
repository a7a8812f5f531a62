"""A figure with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Quality: TypeAlias = Literal["stated", "published", "record", "judgement", "missing", "computed"]

NO_COMMERCE = "no commercial use"
SOURCE_MARKS = ("made-up sample", "repackaged", NO_COMMERCE)
"""What must stay beside a source however much it is shortened."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure, or its absence, with its source.

    Parameters
    ----------
    value : float or None
        The figure; None when missing, which is never the same as zero.
    unit : str
        Unit code of the vocabulary.
    source : str
        Who published it.
    locator : str
        Where in the source.
    quality : Quality
        ``stated`` by the text, ``published`` data set, public ``record``, ``judgement`` with
        bounds, ``computed`` from rows that the locator names, or ``missing``.
    missing_reason : str or None
        Why the value is missing.

    Examples
    --------
    >>> Evidence(None, "usd_m", "Table 1", "row Laos, 2012", "missing", "not available").known
    False
    """

    value: float | None
    unit: str
    source: str
    locator: str
    quality: Quality
    missing_reason: str | None = None

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class ArchiveSource:
    """The published data set that a table of the archive was imported from.

    Parameters
    ----------
    title : str
        Title of the data set.
    version : str
        Version or edition, as its publisher numbers them; empty where there is one alone.
    repackaged : str
        Whose copy was imported, where it is not the publisher's own file; empty where it is.
    sample : bool
        Whether the figures are made up, in the layout of the published ones.
    citation : str
        How the publisher asks to be cited.
    span : tuple of int, int
        First and last year covered.
    partial : tuple of str
        Columns of which the copy has some values only, such as some products.
    absent : str
        What it means that a row is not there: ``unknown``, or ``none`` where the data set lists
        everything of its kind.

    Examples
    --------
    >>> ArchiveSource("BACI, HS92", "202401b", "tradestatistics", False, "", (1995, 2022)).text
    'BACI, HS92, version 202401b (repackaged: tradestatistics)'
    """

    title: str
    version: str
    repackaged: str
    sample: bool
    citation: str
    span: tuple[int, int]
    partial: tuple[str, ...] = ()
    absent: Literal["unknown", "none"] = "unknown"

    @property
    def text(self) -> str:
        """The source as it stands beside each of its figures."""
        named = f"{self.title}, version {self.version}" if self.version else self.title
        marks = [f"repackaged: {self.repackaged}"] if self.repackaged else []
        if self.sample:
            marks.append("made-up sample")
        return f"{named} ({', '.join(marks)})" if marks else named


def missing(unit: str, source: str, locator: str, reason: str) -> Evidence:
    """Evidence that there is no figure.

    Parameters
    ----------
    unit : str
        Unit that the figure would have.
    source, locator : str
        Where it was looked for.
    reason : str
        Why there is none.

    Returns
    -------
    Evidence
        With value None and quality ``missing``.

    Examples
    --------
    >>> missing("share", "capabilities", "BRN 2012", "not covered by Polity 5").value is None
    True
    """
    return Evidence(None, unit, source, locator, "missing", reason)
