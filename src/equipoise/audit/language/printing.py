"""Numbers as a text prints them: what they say, and what their digits leave open."""

from __future__ import annotations

import re

from equipoise.errors import MeasureError
from equipoise.measures import half_unit

_SEPARATORS = ",\u2009\u202f\u00a0"  # comma, thin space, narrow and wide no-break space
_MINUS_SIGN = "\u2212"
_NUMBER = re.compile(
    rf"(?:(?<![\w%.)])[-{_MINUS_SIGN}])?"  # a sign; after a digit or a letter it is a dash
    rf"(?:[0-9]{{1,3}}(?:([{_SEPARATORS}])[0-9]{{3}}(?:\1[0-9]{{3}})*)(?:\.[0-9]+)?"
    r"|[0-9]+(?:\.[0-9]+)?)"
)
_TO_PLAIN = str.maketrans({**dict.fromkeys(_SEPARATORS), _MINUS_SIGN: "-"})
_UNREAD = re.compile(r"[0-9.,'\u2019()]")  # digits and marks of number outside the number
_OPEN_SIGN = re.compile(rf"[-{_MINUS_SIGN}]\s*$")
_PER_CENT = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
_CLOSE = 1e-6  # relative; figures in dossiers keep at least six digits


def printed_number(text: str) -> float | None:
    """The one number of a printed string.

    Parameters
    ----------
    text : str
        Such as ``US$ 12,997``.

    Returns
    -------
    float or None
        Without the scale that words give it; None when the string has no digits, or digits and
        signs of which it is open to what number they belong.

    Examples
    --------
    >>> printed_number("12,997"), printed_number("one fifth"), printed_number("17.900,5")
    (12997.0, None, None)
    """
    match = _NUMBER.search(text)
    if match is None:
        return None
    before, after = text[: match.start()], text[match.end() :]
    if _UNREAD.search(before + after) or _OPEN_SIGN.search(before):
        return None
    return _plain(match)


def _plain(match: re.Match[str]) -> float:
    return float(match.group().translate(_TO_PLAIN))


def printed_half_unit(text: str, value: float) -> float | None:
    """Half a unit in the last printed place, in the unit of the figure that the string prints.

    Parameters
    ----------
    text : str
        The printed string.
    value : float
        The figure as a dossier holds it; thousands to billions, or per cent, may lie between.

    Returns
    -------
    float or None
        None when no number of the string is the figure, as when it is given in words.

    Examples
    --------
    >>> printed_half_unit("US$12.5 billion", 12.5), printed_half_unit("20 %", 0.2)
    (0.05, 0.005)
    >>> printed_half_unit("one fifth", 0.2) is None
    True
    """
    for match in _NUMBER.finditer(text):
        scale = _scale(_plain(match), value, percent=_PER_CENT.search(text) is not None)
        if scale is not None:
            try:
                return half_unit(match.group()) * scale
            except MeasureError:
                return None
    return None


def _scale(number: float, value: float, *, percent: bool) -> float | None:
    for scale in (0.01,) if percent else (1.0, 1e3, 1e6, 1e9, 1e-3, 1e-6, 1e-9):
        if abs(number * scale - value) <= _CLOSE * max(abs(value), 1e-12):
            return scale
    return None


def printed_interval(text: str, value: float) -> tuple[float, float] | None:
    """Where a printed figure may lie before it was rounded.

    Parameters
    ----------
    text : str
        The printed string.
    value : float
        The figure.

    Returns
    -------
    tuple of two floats, or None
        None when the string does not print the figure in digits.

    Examples
    --------
    >>> printed_interval("12,997", 12997.0)
    (12996.5, 12997.5)
    """
    half = printed_half_unit(text, value)
    return None if half is None else (value - half, value + half)
