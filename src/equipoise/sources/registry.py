"""Which data sets there are, and who reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from equipoise.errors import UnknownSourceError, near_names
from equipoise.sources.card import Card, Release
from equipoise.sources.card_file import CARD, read_card

if TYPE_CHECKING:
    import pyarrow

    from equipoise.sources.files import SourceFile

SETS = Path(__file__).with_name("sets")
"""Folder of the data sets."""


def folder_of(name: str) -> Path:
    """Folder of a data set.

    Parameters
    ----------
    name : str
        Id of a data set.

    Returns
    -------
    Path
    """
    return SETS / name.replace("-", "_")


@cache
def card_names() -> tuple[str, ...]:
    """Ids of the data sets, sorted; no card is read.

    Returns
    -------
    tuple of str
    """
    return tuple(sorted(p.parent.name.replace("_", "-") for p in SETS.glob(f"*/{CARD}")))


@cache
def card(name: str) -> Card:
    """Card of a data set.

    Parameters
    ----------
    name : str
        Its id.

    Returns
    -------
    Card

    Raises
    ------
    UnknownSourceError
        There is no such data set; the hint names near ones.
    SourceError
        The card is malformed.

    Examples
    --------
    >>> card("nmc").producer
    'Correlates of War Project'
    """
    if name not in card_names():
        message = f"no data set is called {name!r}"
        raise UnknownSourceError(message, hint=near_names(name, card_names()))
    return read_card(folder_of(name))


@cache
def cards() -> Mapping[str, Card]:
    """Every card by its id.

    Returns
    -------
    mapping of str to Card
        Sorted by id.
    """
    return {name: card(name) for name in card_names()}


def release_of(source: Card, version: str | None) -> tuple[Release, ...]:
    """Releases of a version, in the card's order.

    Parameters
    ----------
    source : Card
        The data set.
    version : str or None
        Which version; None is any.

    Returns
    -------
    tuple of Release
        At least one.

    Raises
    ------
    UnknownSourceError
        The card knows no such version; the message names those it knows.
    """
    found = tuple(r for r in source.releases if version in (None, r.version))
    if not found:
        message = f"{source.id} has no version {version!r}"
        raise UnknownSourceError(message, hint=f"versions: {', '.join(source.versions)}")
    return found


def reader(name: str) -> Callable[[SourceFile], Iterable[pyarrow.Table]]:
    """Reader of a data set: from one file to tables with the columns of its card.

    Parameters
    ----------
    name : str
        Id of a data set.

    Returns
    -------
    callable
        Takes a `SourceFile`, gives Arrow tables in the order of the file.
    """
    module = import_module(f"equipoise.sources.sets.{folder_of(name).name}.read")
    return cast("Callable[[SourceFile], Iterable[pyarrow.Table]]", module.read)
