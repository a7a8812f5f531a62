"""Outcomes and verdicts as marks and words, never as colour alone."""

from __future__ import annotations

from collections.abc import Mapping

from equipoise.report.page import Cell, Tone

_OUTCOMES: Mapping[str, tuple[str, Tone]] = {
    "met": ("✓", "good"),
    "partly met": ("◐", "partial"),
    "not met": ("✗", "bad"),
    "no data": ("?", "muted"),
}
_VERDICTS: Mapping[str, tuple[str, Tone, str]] = {
    "great power": ("●", "good", "{state} was a great power in {region} in {year}."),
    "great power, contested": (
        "◕",
        "partial",
        "{state} was a great power in {region} in {year}, but a contested one.",
    ),
    "aspiring great power": (
        "◔",
        "partial",
        "{state} was an aspiring great power in {region} in {year}.",
    ),
    "not a great power": ("○", "bad", "{state} was not a great power in {region} in {year}."),
    "insufficient evidence": (
        "?",
        "muted",
        "Insufficient evidence: whether {state} was a great power in {region} in {year} is open.",
    ),
}
_CLAIMS: Mapping[str, tuple[str, Tone]] = {
    "supported": ("✓", "good"),
    "contradicted": ("✗", "bad"),
    "partly": ("◐", "partial"),
    "definition-dependent": ("±", "partial"),
    "not checkable": ("?", "muted"),
    "holds": ("✓", "good"),
    "slip": ("✗", "bad"),
    "cannot be checked": ("?", "muted"),
}


def claim_mark(verdict: str) -> str:
    """Mark and word of a verdict on a claim, or of a structural check.

    Parameters
    ----------
    verdict : str
        One of ``CLAIM_VERDICTS``, or ``holds``, ``slip``, ``cannot be checked``.

    Returns
    -------
    str

    Examples
    --------
    >>> claim_mark("partly")
    '◐ partly'
    """
    return f"{_CLAIMS[verdict][0]} {verdict}"


def claim_tone(verdict: str) -> Tone:
    """Tone that goes with a verdict on a claim, or on a structural check.

    Parameters
    ----------
    verdict : str
        As for :func:`claim_mark`.

    Returns
    -------
    Tone

    Examples
    --------
    >>> claim_tone("contradicted")
    'bad'
    """
    return _CLAIMS[verdict][1]


def outcome_mark(outcome: str) -> str:
    """Mark and word of an outcome.

    Parameters
    ----------
    outcome : str
        ``met``, ``partly met``, ``not met`` or ``no data``.

    Returns
    -------
    str

    Examples
    --------
    >>> outcome_mark("not met")
    '✗ not met'
    """
    return f"{_OUTCOMES[outcome][0]} {outcome}" if outcome in _OUTCOMES else outcome


def outcome_cell(outcome: str) -> Cell:
    """Mark and word of an outcome, with the tone that goes with them.

    Parameters
    ----------
    outcome : str
        Any outcome; an unknown word stands without a mark.

    Returns
    -------
    Cell
    """
    return Cell(outcome_mark(outcome), _OUTCOMES.get(outcome, ("", "neutral"))[1])


def verdict_mark(verdict: str) -> str:
    """Mark and word of a verdict: the fuller the circle, the greater the power.

    Parameters
    ----------
    verdict : str
        One of the five verdicts.

    Returns
    -------
    str

    Examples
    --------
    >>> verdict_mark("aspiring great power")
    '◔ aspiring great power'
    """
    return f"{_VERDICTS[verdict][0]} {verdict}"


def verdict_tone(verdict: str) -> Tone:
    """Tone of a verdict.

    Parameters
    ----------
    verdict : str
        One of the five verdicts.

    Returns
    -------
    Tone
    """
    return _VERDICTS[verdict][1]


def verdict_sentence(verdict: str, state: str, region: str, year: int) -> str:
    """A verdict as a sentence with its mark.

    Parameters
    ----------
    verdict : str
        One of the five verdicts.
    state, region : str
        English names.
    year : int
        Calendar year.

    Returns
    -------
    str

    Examples
    --------
    >>> verdict_sentence("great power", "China", "East Asia", 2012)
    '● China was a great power in East Asia in 2012.'
    """
    mark, _, words = _VERDICTS[verdict]
    return f"{mark} {words.format(state=state, region=region, year=year)}"
