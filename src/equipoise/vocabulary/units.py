"""Unit codes: what a figure counts, and how it converts within its dimension."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from equipoise.errors import VocabularyError, near_names


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement.

    Parameters
    ----------
    code : str
        Short name used in dossiers, such as ``usd_m``.
    dimension : str
        What is counted; only figures of one dimension add up.
    factor : float
        How many base units of the dimension one of this unit is.
    label : str
        Name for readers.
    """

    code: str
    dimension: str
    factor: float
    label: str


@cache
def all_units() -> Mapping[str, Unit]:
    """Every unit by its code.

    Returns
    -------
    mapping of str to Unit
        In the order of the file.

    Examples
    --------
    >>> all_units()["usd_m"].factor
    1000000.0
    """
    with Path(__file__).with_name("units.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: Unit(row["code"], row["dimension"], float(row["factor"]), row["label"])
            for row in csv.DictReader(lines)
        }


def unit(code: str) -> Unit:
    """The unit with this code.

    Parameters
    ----------
    code : str
        Such as ``usd_m`` or ``persons_k``.

    Returns
    -------
    Unit

    Raises
    ------
    VocabularyError
        No unit has this code.

    Examples
    --------
    >>> unit("km2").dimension
    'area'
    """
    try:
        return all_units()[code]
    except KeyError:
        message = f"unknown unit {code!r}"
        raise VocabularyError(message, hint=near_names(code, all_units())) from None


def convert(value: float, source: str, target: str) -> float:
    """A figure in another unit of the same dimension.

    Parameters
    ----------
    value : float
        The figure, in ``source`` units.
    source, target : str
        Unit codes.

    Returns
    -------
    float
        The figure in ``target`` units.

    Raises
    ------
    VocabularyError
        A code is unknown, or the two count different things.

    Examples
    --------
    >>> convert(1.5, "usd_bn", "usd_m")
    1500.0
    """
    if source == target:
        return value
    here, there = unit(source), unit(target)
    if here.dimension != there.dimension:
        message = f"{source} counts {here.dimension} and {target} counts {there.dimension}"
        raise VocabularyError(message, hint="compare figures of one dimension only")
    return value * (here.factor / there.factor)
