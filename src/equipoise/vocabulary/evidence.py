"""A figure with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Quality: TypeAlias = Literal["stated", "published", "record", "judgement", "missing", "computed"]


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
