"""Coverage: which claim takes up each numeral of a text, and what takes up each of its sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.audit.claims import CLAIMS, read_claims
from equipoise.audit.language.base import EvidenceBase
from equipoise.dossier.read import Dossier
from equipoise.errors import Problem, near_names

_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "dozen", "hundred", "thousand", "million", "billion", "trillion",
    "first", "second", "third", "fourth", "forth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "thirds", "fourths", "fifths", "firstly", "secondly", "thirdly", "fourthly", "half",
    "halved", "quarter", "quarters", "double", "doubled", "triple", "tripled", "quadrupled",
    "twice", "thrice", "once", "twofold", "threefold", "tenfold", "single", "sole", "decade",
    "decades", "century", "centuries",
)  # fmt: skip
_NUMERAL = re.compile(
    rf"\d+(?:,\d{{3}})*(?:\.\d+)?|\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the numerals of a text are taken up.

    Parameters
    ----------
    numerals : int
        Numerals and number words listed.
    claimed : int
        Those that a claim takes up.
    excluded : dict of str to int
        The others, by the reason for leaving them aside.
    unnumbered : tuple of str
        Claims that rest on no numeral of the text.
    """

    numerals: int
    claimed: int
    excluded: dict[str, int]
    unnumbered: tuple[str, ...]


def text_numerals(text: str) -> tuple[str, ...]:
    """Every numeral and number word of a text, in order.

    Parameters
    ----------
    text : str
        Any English text.

    Returns
    -------
    tuple of str
        As printed; a number with its thousands and decimals is one.

    Examples
    --------
    >>> text_numerals("In 1996 one fifth, or US$14,019.3 million, of it.")
    ('1996', 'one', 'fifth', '14,019.3', 'million')
    """
    return tuple(match.group() for match in _NUMERAL.finditer(text))


def listed_in(cell: str) -> tuple[str, ...]:
    """What a cell lists: claims of a numeral, tables or commands of a section.

    Parameters
    ----------
    cell : str
        Names separated by semicolons, or empty.

    Returns
    -------
    tuple of str
    """
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def coverage(dossier: Dossier) -> Coverage:
    """How far the numerals of a dossier's text are taken up.

    Parameters
    ----------
    dossier : Dossier
        With the table ``numerals`` and the file ``claims.toml``.

    Returns
    -------
    Coverage

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> found = coverage(open_dossier())
    >>> found.claimed + sum(found.excluded.values()) == found.numerals
    True
    """
    excluded: dict[str, int] = {}
    used: set[str] = set()
    rows = dossier.table("numerals").rows
    for row in rows:
        claims = listed_in(row.text("claims"))
        used.update(claims)
        if not claims:
            reason = row.text("exclusion")
            excluded[reason] = excluded.get(reason, 0) + 1
    known = _claim_ids(dossier)
    unnumbered = tuple(claim for claim in known if claim not in used)
    return Coverage(len(rows), len(rows) - sum(excluded.values()), excluded, unnumbered)


def check_coverage(dossier: Dossier) -> tuple[Problem, ...]:
    """Numerals that nothing takes up, and claims named there that do not exist.

    Parameters
    ----------
    dossier : Dossier
        Any dossier; without the table ``numerals`` there is nothing to check.

    Returns
    -------
    tuple of Problem
        In the order of the rows.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> check_coverage(open_dossier())
    ()
    """
    known = _claim_ids(dossier)
    problems = []
    for row in dossier.table("numerals"):
        claims, exclusion = listed_in(row.text("claims")), row.text("exclusion")
        if bool(claims) == bool(exclusion):
            message = "neither a claim nor an exclusion" if not claims else "both of them"
            hint = "name the claims that take it up, or the reason why none does"
            problems.append(Problem(row.file, row.line, "claims", message, hint))
        for claim in claims:
            if claim not in known:
                hint = near_names(claim, known)
                message = f"no claim {claim!r}"
                problems.append(Problem(row.file, row.line, "claims", message, hint))
    return tuple(problems)


def _claim_ids(dossier: Dossier) -> Sequence[str]:
    if not (dossier.folder / CLAIMS).is_file():
        return ()
    claims, _ = read_claims(EvidenceBase(dossier))
    return tuple(claim.id for claim in claims.claims)
