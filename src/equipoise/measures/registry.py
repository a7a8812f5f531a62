"""The register of measures: every formula with its unit, bounds and citation."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from equipoise.errors import MeasureError

Inputs = ParamSpec("Inputs")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """What a reader must know about a measure before trusting a number from it.

    Parameters
    ----------
    name : str
        Name of the function.
    function : callable
        The measure itself.
    formula : str
        The formula in one line, with the symbols of its source.
    unit : str
        Unit of the result: a code of the vocabulary where one fits, else words.
    bounds : tuple of two floats
        Lowest and highest value that the formula can give, both included.
    citation : tuple of str
        Keys of the bibliography.
    summary : str
        First line of the docstring.
    """

    name: str
    function: Callable[..., object]
    formula: str
    unit: str
    bounds: tuple[float, float]
    citation: tuple[str, ...]
    summary: str


_cards: dict[str, MeasureCard] = {}


def measure(
    *, formula: str, unit: str, bounds: tuple[float, float], citation: tuple[str, ...]
) -> Callable[[Callable[Inputs, Value]], Callable[Inputs, Value]]:
    """Register a function as a measure, under its own name.

    Parameters
    ----------
    formula : str
        The formula in one line.
    unit : str
        Unit of the result.
    bounds : tuple of two floats
        Lowest and highest possible value, both included.
    citation : tuple of str
        Keys of the bibliography.

    Returns
    -------
    callable
        A decorator that returns the function unchanged.

    Raises
    ------
    MeasureError
        A measure of another file already has this name.
    """

    def register(function: Callable[Inputs, Value]) -> Callable[Inputs, Value]:
        name = function.__name__
        known = _cards.get(name)
        if known is not None and known.function.__module__ != function.__module__:
            raise MeasureError(
                f"two measures are called {name}: "
                f"{known.function.__module__} and {function.__module__}",
                hint="name the second after what sets it apart",
            )
        summary = (inspect.getdoc(function) or "").partition("\n")[0]
        _cards[name] = MeasureCard(name, function, formula, unit, bounds, citation, summary)
        return function

    return register


def measure_cards() -> tuple[MeasureCard, ...]:
    """Cards of all measures.

    Returns
    -------
    tuple of MeasureCard
        File by file, in the order of each file.

    Examples
    --------
    >>> [card.unit for card in measure_cards() if card.name == "partner_concentration"]
    ['index']
    """
    return tuple(_cards.values())
