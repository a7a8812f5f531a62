"""Numbers for readers: the one place where a share becomes a percentage."""

from __future__ import annotations

import math
from collections.abc import Sequence

from equipoise.vocabulary.units import unit as unit_of

NO_BREAK = "\u00a0"

_MAGNITUDES = ((1.0, ""), (1e3, "k"), (1e6, "m"), (1e9, "bn"), (1e12, "tn"))
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def percent(share: float, *, beside: float | None = None) -> str:
    """A share as a percentage, with as many decimals as it needs.

    Parameters
    ----------
    share : float
        0 to 1, or a growth rate.
    beside : float, optional
        Another share that is shown with it: the two never look equal when they are not.

    Returns
    -------
    str
        With a no-break space before the sign.

    Examples
    --------
    >>> [percent(x).replace(NO_BREAK, " ") for x in (0.372, 0.0179, 1.0, 0.9996, 0.0001)]
    ['37 %', '1.8 %', '100 %', '99.96 %', '0.01 %']
    >>> percent(0.0997, beside=0.1).replace(NO_BREAK, " ")
    '9.97 %'
    """
    digits = 0 if abs(share) >= 0.0995 or share == 0 else 1
    while digits < 4 and _misleads(share, beside, digits):
        digits += 1
    return f"{100 * share:.{digits}f}{NO_BREAK}%"


def _misleads(share: float, beside: float | None, digits: int) -> bool:
    shown = round(100 * share, digits)
    looks_extreme = shown in {0.0, 100.0} and share not in {0.0, 1.0}
    looks_equal = beside is not None and beside != share and shown == round(100 * beside, digits)
    return looks_extreme or looks_equal


def magnitude(value: float) -> str:
    """A number in three figures at most, with k, m, bn or tn.

    Parameters
    ----------
    value : float
        Finite.

    Returns
    -------
    str

    Examples
    --------
    >>> [magnitude(x).replace(NO_BREAK, " ") for x in (2.21e12, 143e6, 999.96e3, 12.0, 0.5)]
    ['2.2 tn', '143 m', '1 m', '12', '0.5']
    """
    place = max((p for p, (factor, _) in enumerate(_MAGNITUDES) if abs(value) >= factor), default=0)
    text = _three_figures(value / _MAGNITUDES[place][0])
    if abs(float(text)) >= 1000 and place + 1 < len(_MAGNITUDES):
        place += 1
        text = _three_figures(value / _MAGNITUDES[place][0])
    name = _MAGNITUDES[place][1]
    return f"{text}{NO_BREAK}{name}" if name else text


def _three_figures(value: float) -> str:
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}".removesuffix(".0") if abs(value) >= 0.1 else f"{value:.2g}"


def quantity(value: float, unit: str) -> str:
    """A figure in readable units.

    Parameters
    ----------
    value : float
        In ``unit``.
    unit : str
        Unit code of the vocabulary.

    Returns
    -------
    str

    Examples
    --------
    >>> [quantity(v, u).replace(NO_BREAK, " ") for v, u in ((2.2e12, "usd"), (143170, "persons_k"))]
    ['US$ 2.2 tn', '143 m people']
    >>> quantity(1.0, "flag"), quantity(-0.824, "sd").replace(NO_BREAK, " ")
    ('yes', '-0.82 sd')
    """
    known = unit_of(unit)
    base = magnitude(value * known.factor)
    shown = {
        "money": f"US$ {base}",
        "money at 2011 purchasing power": f"int$ {base}",
        "roubles": f"RUB {base}",
        "people": f"{base} people",
        "length": f"{base} km",
        "area": f"{base} km²",
        "mass": f"{base} t",
        "energy": f"{magnitude(value * 1e3)} tce",
        "share": percent(value),
        "factor": f"{times(value)} times",
        "rank": f"rank {value:.0f}",
        "duration": f"{value:.0f} yr",
        "standard deviations": f"{value:.2f}".rstrip("0").rstrip(".") + " sd",
        "flag": "yes" if value else "no",
    }.get(known.dimension, magnitude(value))
    return shown.replace(" ", NO_BREAK)


def tenths(share: float) -> str:
    """A share as a percentage with one decimal, for series that are compared.

    Parameters
    ----------
    share : float
        From 0 to 1.

    Returns
    -------
    str

    Examples
    --------
    >>> tenths(0.10690).replace(NO_BREAK, " ")
    '10.7 %'
    """
    return f"{100 * share:.1f}{NO_BREAK}%"


def amount(value: float) -> str:
    """A figure of a table with the decimals that it has and no more.

    Parameters
    ----------
    value : float
        In the unit that the table names.

    Returns
    -------
    str

    Examples
    --------
    >>> amount(5724.5), amount(4495.0)
    ('5,724.5', '4,495')
    """
    return f"{value:,.10g}"


def times(ratio: float) -> str:
    """A ratio, rounded away from one so that what it promises still holds.

    Parameters
    ----------
    ratio : float
        Positive, or zero.

    Returns
    -------
    str

    Examples
    --------
    >>> times(5.6123), times(1.0042), times(0.4378), times(38.2)
    ('5.7', '1.005', '0.43', '39')
    """
    up = ratio > 1
    digits = 0 if ratio >= 20 else 1 if ratio >= 2 else 2
    if abs(ratio - 1) < 0.05:
        digits = 3
    scale = 10**digits
    rounded = (math.ceil if up else math.floor)(round(ratio * scale, 6)) / scale
    return f"{rounded:.{digits}f}"


def counted(number: int, one: str, many: str) -> str:
    """A number of things in words.

    Parameters
    ----------
    number : int
        Zero upward.
    one, many : str
        The thing in the singular and in the plural.

    Returns
    -------
    str

    Examples
    --------
    >>> counted(2, "seat", "seats"), counted(12, "seat", "seats"), counted(1, "seat", "seats")
    ('two seats', '12 seats', 'one seat')
    """
    word = _WORDS[number] if number < len(_WORDS) else f"{number:,}"
    return f"{word} {one if number == 1 else many}"


def listed(names: Sequence[str], *, last: str = "and") -> str:
    """Names as a reader says them.

    Parameters
    ----------
    names : sequence of str
        Any number.
    last : str
        Word before the last one.

    Returns
    -------
    str

    Examples
    --------
    >>> listed(["APEC", "EAS", "ASEM"]), listed(["APEC"])
    ('APEC, EAS and ASEM', 'APEC')
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def sentence(text: str) -> str:
    """A text that begins with a capital and ends with a stop.

    Parameters
    ----------
    text : str
        Any text; empty stays empty.

    Returns
    -------
    str

    Examples
    --------
    >>> sentence("no evidence for 1991")
    'No evidence for 1991.'
    """
    if not text:
        return ""
    ended = text if text.endswith((".", "?", "!")) else f"{text}."
    return ended[0].upper() + ended[1:]
