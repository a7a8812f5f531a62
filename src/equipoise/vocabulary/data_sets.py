"""Published data sets that a claim may ask for, and the columns it finds in them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

COLUMN_KINDS = ("text", "year", "edtf", "parties", "number")
"""Kinds of columns other than those of one unit; ``number`` is one whose unit differs by row."""

ROW_NUMBER = "row"
"""Column in which an archive numbers the rows of a table; no data set has one of this name."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """One published data set as an archive table.

    Parameters
    ----------
    id, title, producer : str
        Name of the table, title, and who publishes it.
    covers : str
        What it would answer.
    columns : mapping of str to str
        By column name: a unit code, or one of ``COLUMN_KINDS``.
    """

    id: str
    title: str
    producer: str
    covers: str
    columns: Mapping[str, str]


@cache
def data_sets() -> Mapping[str, DataSet]:
    """Every data set by the name of its archive table.

    Returns
    -------
    mapping of str to DataSet
        In the order of ``data_sets.toml``.

    Examples
    --------
    >>> data_sets()["imf-dots"].producer
    'International Monetary Fund'
    """
    with Path(__file__).with_name("data_sets.toml").open("rb") as file:
        raw = tomllib.load(file)["data_set"]
    return {
        name: DataSet(name, r["title"], r["producer"], r["covers"], dict(r["columns"]))
        for name, r in raw.items()
    }
