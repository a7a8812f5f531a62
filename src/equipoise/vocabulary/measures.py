"""Names of what is measured: capabilities that a dossier gives, and measures computed from it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

Scale: TypeAlias = Literal["ratio", "interval", "count", "flag"]


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """What the catalogue says of a measure.

    Parameters
    ----------
    name, label, short : str
        Identifier, name for readers, and a name that fits a column.
    unit : str
        Unit code.
    scale : Scale
        ``ratio`` (zero means none), ``interval`` (zero is a convention), ``count`` or ``flag``.
    range : tuple of float or None
        Lowest and highest figure possible, in the unit, for the capabilities that a dossier gives;
        None for measures that are computed.
    most_of_size : float or None
        Bound of a missing figure: how many times its share of CINC a state's share may be; None
        where size bounds nothing.
    counts : str
        What a discrete change counts: ``seat`` or ``state``; empty for the others.
    spread : tuple of str or None
        Measures whose ratio is the relative standard deviation of this one.
    note : str
        What a reader should know of it.
    """

    name: str
    label: str
    short: str
    unit: str
    scale: Scale
    range: tuple[float, float] | None
    most_of_size: float | None
    counts: str
    spread: tuple[str, str] | None
    note: str


@cache
def measure_catalogue() -> Mapping[str, MeasureEntry]:
    """Every measure that a framework may name.

    Returns
    -------
    mapping of str to MeasureEntry
        In the order of ``measures.toml``.

    Examples
    --------
    >>> measure_catalogue()["political_stability"].scale
    'interval'
    """
    with Path(__file__).with_name("measures.toml").open("rb") as file:
        raw = tomllib.load(file)
    return {
        name: MeasureEntry(
            name=name,
            label=entry["label"],
            short=entry.get("short", entry["label"]),
            unit=entry["unit"],
            scale=entry["scale"],
            range=(entry["range"][0], entry["range"][1]) if "range" in entry else None,
            most_of_size=entry.get("most_of_size"),
            counts=entry.get("counts", ""),
            spread=(entry["spread"][0], entry["spread"][1]) if "spread" in entry else None,
            note=entry.get("note", ""),
        )
        for name, entry in raw.items()
    }
