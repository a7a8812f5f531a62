"""The tables of a dossier, read from ``schema.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """What one column of a dossier table may hold.

    Parameters
    ----------
    name : str
        Column name.
    type : str
        One of the types that ``schema.toml`` lists.
    required : bool
        Whether every row fills it.
    codes : tuple of str
        Values allowed, for a column of type ``code``.
    range : tuple of float or None
        Lowest and highest number allowed, both included.
    dimension : str or None
        Dimension that a unit must have.
    description : str
        For readers.
    """

    name: str
    type: str
    required: bool
    codes: tuple[str, ...]
    range: tuple[float, float] | None
    dimension: str | None
    description: str


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table of a dossier.

    Parameters
    ----------
    name, file : str
        Table name and file name.
    row : str
        What one row is.
    key : tuple of str
        Columns that identify a row.
    quantities : tuple of str
        Columns whose emptiness needs a reason.
    any_quantity : bool
        One quantity a row is enough.
    selection : bool
        Whether the table lists what a text speaks of, so that its silence proves nothing.
    complete : tuple of str
        Columns whose naming makes a selection complete, such as the body of a membership.
    columns : tuple of ColumnSpec
        All columns in order, the four of evidence last.
    """

    name: str
    file: str
    row: str
    key: tuple[str, ...]
    quantities: tuple[str, ...]
    any_quantity: bool
    selection: bool
    complete: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]


def _column(name: str, raw: Mapping[str, Any]) -> ColumnSpec:
    low_high = raw.get("range")
    return ColumnSpec(
        name=name,
        type=raw["type"],
        required=raw.get("required", True),
        codes=tuple(raw.get("codes", ())),
        range=(low_high[0], low_high[1]) if low_high else None,
        dimension=raw.get("dimension"),
        description=raw["description"],
    )


@cache
def table_specs() -> Mapping[str, TableSpec]:
    """Every table that a dossier may have, by name.

    Returns
    -------
    mapping of str to TableSpec
        In the order of the file.

    Examples
    --------
    >>> table_specs()["trade"].key
    ('state', 'partner', 'product', 'year')
    """
    with Path(__file__).with_name("schema.toml").open("rb") as file:
        raw = tomllib.load(file)
    evidence = tuple(_column(name, spec) for name, spec in raw["evidence"].items())
    return {
        name: TableSpec(
            name=name,
            file=spec["file"],
            row=spec["row"],
            key=tuple(spec["key"]),
            quantities=tuple(spec.get("quantities", ())),
            any_quantity=spec.get("any_quantity", False),
            selection=spec.get("selection", False),
            complete=tuple(spec.get("complete", spec["key"])),
            columns=(*(_column(c, s) for c, s in spec["column"].items()), *evidence),
        )
        for name, spec in raw["table"].items()
    }
