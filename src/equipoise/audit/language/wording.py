"""Judgements in words: values with their units, expressions with values put in, the reason."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from equipoise.audit.language.evaluation import Bound, written
from equipoise.audit.language.expectation import Accepted
from equipoise.audit.language.expressions import Node, names_in
from equipoise.audit.language.quantities import (
    DATE,
    PURE,
    Dimension,
    Quantity,
    Truth,
    dimension_of,
    factor_of,
)
from equipoise.vocabulary.units import all_units, unit

_THOUSAND = 1000


def unit_for(dimension: Dimension, preferred: str) -> str:
    """Unit in which values of a dimension are told.

    Parameters
    ----------
    dimension : tuple
        The dimension.
    preferred : str
        Unit of the text, taken where it fits.

    Returns
    -------
    str
        Empty for plain numbers, and where the vocabulary has no unit.

    Examples
    --------
    >>> unit_for((("money", 1),), "usd_bn"), unit_for((("money", 1),), "km2")
    ('usd_bn', 'usd')
    """
    if preferred and dimension_of(preferred) == dimension:
        return preferred
    if dimension == PURE:
        return ""
    for code, found in all_units().items():
        if found.factor == 1.0 and dimension_of(code) == dimension:
            return code
    return ""


def in_digits(value: float, dimension: Dimension, code: str = "") -> str:
    """A value in a unit, short enough to read.

    Parameters
    ----------
    value : float
        In base units.
    dimension : tuple
        A date shows its year.
    code : str
        Unit code, or empty.

    Returns
    -------
    str
        Four digits, or up to two decimals from a thousand up.

    Examples
    --------
    >>> in_digits(14019.29e6, (("money", 1),), "usd_m"), in_digits(0.106909, ())
    ('14,019.29', '0.1069')
    """
    if dimension == DATE:
        return f"{value:.0f}"
    return short_number(value / factor_of(code))


def short_number(number: float) -> str:
    """A number short enough to read.

    Parameters
    ----------
    number : float
        In the unit in which it is told.

    Returns
    -------
    str
        Four digits, or up to two decimals from a thousand up.

    Examples
    --------
    >>> short_number(14019.29), short_number(0.106909)
    ('14,019.29', '0.1069')
    """
    if abs(number) >= _THOUSAND:
        return f"{number:,.2f}".rstrip("0").rstrip(".")
    return f"{number:.4g}"


def put_in(node: Node, names: Mapping[str, Bound]) -> str:
    """An expression with the values of its names put in.

    Parameters
    ----------
    node : Node
        The expression.
    names : mapping of str to Quantity or Truth
        Values of its names.

    Returns
    -------
    str
    """
    return written(node, _shown_in({name: names[name] for name in names_in(node)}))


def _shown_in(names: Mapping[str, Bound]) -> Callable[[str], str]:
    """Values in one unit for each dimension, so that a reader can compare them."""
    largest: dict[Dimension, float] = {}
    for bound in names.values():
        if isinstance(bound, Quantity):
            size = abs(bound.value)
            largest[bound.dimension] = max(size, largest.get(bound.dimension, 0.0))

    def shown(name: str) -> str:
        bound = names[name]
        if isinstance(bound, Truth):
            return "true" if bound.holds else "false"
        return with_unit(bound, beside=largest[bound.dimension])

    return shown


def with_unit(quantity: Quantity, *, beside: float = 0.0) -> str:
    """A quantity in the unit that keeps its number short, with the unit's code.

    Parameters
    ----------
    quantity : Quantity
        Any.
    beside : float
        Size of the largest quantity shown with it, whose unit it takes.

    Returns
    -------
    str

    Examples
    --------
    >>> with_unit(Quantity(25e9, 25e9, 25e9, (("money", 1),)))
    '25 usd_bn'
    """
    dimension = quantity.dimension
    if dimension in (PURE, DATE):
        return in_digits(quantity.value, dimension)
    size = max(abs(quantity.value), beside)
    codes = [c for c in all_units() if dimension_of(c) == dimension and size >= factor_of(c)]
    code = max(codes, key=factor_of, default=unit_for(dimension, ""))
    return f"{in_digits(quantity.value, dimension, code)} {code}".strip()


def named_unit(code: str) -> str:
    """Name of a unit after a number; empty for plain numbers and dates.

    Parameters
    ----------
    code : str
        Unit code, or empty.

    Returns
    -------
    str

    Examples
    --------
    >>> named_unit("usd_bn"), named_unit("share")
    (' billion US dollars', '')
    """
    if not code or dimension_of(code) in (PURE, DATE):
        return ""
    return f" {unit(code).label}"


def reason_for(value: Quantity, band: Accepted, code: str) -> str:
    """One sentence: where a computed value lies to the interval that the text states.

    Parameters
    ----------
    value : Quantity
        What was computed.
    band : Accepted
        What supports the text.
    code : str
        Unit in which to tell it.

    Returns
    -------
    str

    Examples
    --------
    >>> from equipoise.audit.language.quantities import exactly
    >>> reason_for(exactly(0.1069), Accepted(0.18, 0.22, False, (), 0.02, ""), "")
    '0.1069 is outside 0.18 to 0.22, by 0.0731.'
    """
    computed = in_digits(value.value, value.dimension, code)
    span, exact = _span(band, code), band.low == band.high
    if band.holds(value.value):
        return f"{computed}{named_unit(code)}, as stated." if exact else f"{computed} is {span}."
    if computed in (in_digits(end, band.dimension, code) for end in (band.low, band.high)):
        computed = f"{value.value / factor_of(code):.10g}"  # four digits hide the difference
    margin = band.margin(value.value)
    apart = "" if margin is None else _apart(abs(margin), value.dimension, code)
    rounding = "; the bounds of its figures do not rule it out" if band.met_by(value) else ""
    if exact:
        stated = in_digits(band.low, band.dimension, code)
        return f"{computed}, not {stated}{named_unit(code)}: off by {apart}{rounding}."
    one_sided = math.isinf(band.high) or math.isinf(band.low)
    beyond = f"not {span}" if one_sided else f"outside {span.removeprefix('within ')}"
    return f"{computed} is {beyond}, by {apart}{rounding}."


def as_sentence(text: str) -> str:
    """A text without its stop, as a sentence.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        With a capital and a stop.
    """
    return f"{text[:1].upper()}{text[1:]}."


def _apart(value: float, dimension: Dimension, code: str) -> str:
    if dimension == DATE:
        return f"{value:.0f} year{'' if value == 1 else 's'}"
    return in_digits(value, dimension, code)


def _span(band: Accepted, code: str) -> str:
    low, high = (in_digits(end, band.dimension, code) for end in (band.low, band.high))
    named = named_unit(code)
    if math.isinf(band.high):
        return f"{'above' if band.open_ends else 'at or above'} {low}{named}"
    if math.isinf(band.low):
        return f"{'below' if band.open_ends else 'at or below'} {high}{named}"
    return f"within {low} to {high}{named}"
