"""Hedges: what "about", "more than" and the like leave open, as a documented table."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast, get_args

from equipoise.errors import DataError, near_names

HedgeForm: TypeAlias = Literal[
    "around", "above", "from", "below", "upto", "just-above", "just-below", "none"
]


class HedgeError(DataError):
    """A hedge that the table of hedges cannot hold."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """What one hedge leaves open.

    Parameters
    ----------
    name : str
        The word.
    form : HedgeForm
        On which side of the figure.
    relative : float
        How far from it, as a share of the figure, for the forms around and just beside it.
    """

    name: str
    form: HedgeForm
    relative: float = 0.0

    def bounds(self, value: float, half_unit: float) -> tuple[float, float, bool]:
        """Interval that the hedge accepts.

        Parameters
        ----------
        value : float
            The figure.
        half_unit : float
            What its printed digits leave open, in the same unit.

        Returns
        -------
        low, high : float
            Ends of the interval.
        open_ends : bool
            Whether the figure itself is outside of it, for more than and less than.

        Examples
        --------
        >>> Hedge("about", "around", 0.1).bounds(20.0, 0.5)
        (18.0, 22.0, False)
        """
        slack = max(half_unit, self.relative * abs(value))
        low, high = {
            "around": (value - slack, value + slack),
            "above": (value, math.inf),
            "from": (value, math.inf),
            "below": (-math.inf, value),
            "upto": (-math.inf, value),
            "just-above": (value, value + slack),
            "just-below": (value - slack, value),
            "none": (-math.inf, math.inf),
        }[self.form]
        return low, high, self.form in ("above", "below")


@dataclass(frozen=True, slots=True)
class Hedges:
    """The table of hedges in force.

    Parameters
    ----------
    hedges : mapping of str to Hedge
        By the word.
    words : mapping of str to tuple of two floats
        By unit code: what a figure in words leaves open, relative to it and absolutely.
    """

    hedges: Mapping[str, Hedge]
    words: Mapping[str, tuple[float, float]]

    def in_words(self, unit: str, value: float) -> float:
        """What a figure given in words leaves open.

        Parameters
        ----------
        unit : str
            Unit code of the figure.
        value : float
            The figure.

        Returns
        -------
        float
            In the same unit; zero for counts, ranks and dates.

        Examples
        --------
        >>> shipped_hedges().in_words("factor", 3.0), shipped_hedges().in_words("rank", 2.0)
        (0.5, 0.0)
        """
        relative, absolute = self.words.get(unit, (0.0, 0.0))
        return max(relative * abs(value), absolute)

    def overridden(self, raw: Mapping[str, Any]) -> Hedges:
        """The table with the lines of a dossier in place of its own.

        Parameters
        ----------
        raw : mapping
            By word: form and relative.

        Returns
        -------
        Hedges

        Raises
        ------
        HedgeError
            A line names no form, or a share below zero or above one.
        """
        return Hedges({**self.hedges, **{k: _hedge(k, v) for k, v in raw.items()}}, self.words)


def _hedge(name: str, raw: object) -> Hedge:
    if not isinstance(raw, dict) or not set(raw) <= {"form", "relative"}:
        hint = 'write about = { form = "around", relative = 0.05 }'
        raise HedgeError(f"hedge {name!r} is not a table of form and relative", hint=hint)
    form, relative = raw.get("form", "around"), raw.get("relative", 0.0)
    if form not in get_args(HedgeForm):
        hint = near_names(str(form), get_args(HedgeForm))
        raise HedgeError(f"hedge {name!r}: unknown form {form!r}", hint=hint)
    number = isinstance(relative, (int, float)) and not isinstance(relative, bool)
    if not number or not 0 <= relative <= 1:
        hint = "give a share of the figure, from 0 to 1"
        raise HedgeError(f"hedge {name!r}: relative is {relative!r}", hint=hint)
    return Hedge(name, cast("HedgeForm", form), float(relative))


@cache
def shipped_hedges() -> Hedges:
    """The table that comes with the library.

    Returns
    -------
    Hedges

    Examples
    --------
    >>> shipped_hedges().hedges["about"].relative
    0.1
    """
    with Path(__file__).with_name("hedges.toml").open("rb") as file:
        raw = tomllib.load(file)
    hedges = {name: _hedge(name, line) for name, line in raw["hedge"].items()}
    words = {u: (w.get("relative", 0.0), w.get("absolute", 0.0)) for u, w in raw["words"].items()}
    return Hedges(hedges, words)
