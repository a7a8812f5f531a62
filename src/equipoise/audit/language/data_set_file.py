"""``data_sets.toml``: published sources of one case, as tables that its claims would read."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from pathlib import Path

from equipoise.dossier.toml_files import read_toml
from equipoise.errors import Problem, near_names
from equipoise.sources.card import SourceColumn
from equipoise.sources.registry import card, card_names
from equipoise.vocabulary.data_sets import COLUMN_KINDS, ROW_NUMBER, DataSet, data_sets
from equipoise.vocabulary.units import all_units

DATA_SETS = "data_sets.toml"

_TEXTS = ("title", "producer", "covers")


def published_data_sets() -> ChainMap[str, DataSet]:
    """Data sets that claims of every dossier may name, by the names of their archive tables.

    Returns
    -------
    mapping of str to DataSet

    Examples
    --------
    >>> published_data_sets()["baci"].columns["value"]
    'usd_k'
    """
    return ChainMap(_Cards(), dict(data_sets()))


class _Cards(dict[str, DataSet]):
    """Data sets that have a card; a card is read when it is asked for."""

    def __missing__(self, name: str) -> DataSet:
        if name not in card_names():
            raise KeyError(name)
        known = card(name)
        columns = {column.name: _content(column) for column in known.columns}
        self[name] = DataSet(known.id, known.title, known.producer, known.covers, columns)
        return self[name]

    def __contains__(self, name: object) -> bool:
        return name in card_names()

    def __iter__(self) -> Iterator[str]:
        return iter(card_names())

    def __len__(self) -> int:
        return len(card_names())


def _content(column: SourceColumn) -> str:
    """What a column of a card holds, in the words of a data set's."""
    if column.unit != "code":
        return column.unit
    return "text" if column.type == "text" else "number"


def read_data_sets(folder: Path) -> tuple[Mapping[str, DataSet], list[Problem]]:
    """Data sets that claims of a dossier may name: the general ones and its own.

    Parameters
    ----------
    folder : Path
        The dossier; it need not have the file.

    Returns
    -------
    data_sets : mapping of str to DataSet
        By the name of the archive table.
    problems : list of Problem
        Every fault of the file.
    """
    if not (folder / DATA_SETS).is_file():
        return published_data_sets(), []
    raw, _, problems = read_toml(folder, DATA_SETS)
    own: dict[str, DataSet] = {}
    for key in raw:
        if key != "data_set":
            hint = near_names(key, ("data_set",))
            problems.append(Problem(DATA_SETS, None, key, "unknown key", hint))
    entries = raw.get("data_set", {})
    if not isinstance(entries, dict):
        problems.append(Problem(DATA_SETS, None, "data_set", "not a table", "[data_set.NAME]"))
        entries = {}
    for name, entry in entries.items():
        faults = _faults(name, entry)
        problems += faults
        if not faults:
            texts = {key: entry[key] for key in _TEXTS}
            own[name] = DataSet(id=name, columns=dict(entry["columns"]), **texts)
    return ChainMap(own, *published_data_sets().maps), problems


def _faults(name: str, entry: object) -> list[Problem]:
    def fault(key: str, message: str, hint: str) -> Problem:
        return Problem(DATA_SETS, None, f"{name}, {key}" if key else name, message, hint)

    if name in published_data_sets():
        return [fault("", "a general data set has this name", "choose another")]
    if not isinstance(entry, dict):
        return [fault("", "not a table", f"write [data_set.{name}]")]
    found = [
        fault(key, "missing or not a text", f'write {key} = "..."')
        for key in _TEXTS
        if not isinstance(entry.get(key), str) or not entry[key].strip()
    ]
    known = (*_TEXTS, "columns")
    found += [fault(k, "unknown key", near_names(k, known)) for k in entry if k not in known]
    columns = entry.get("columns")
    if not isinstance(columns, dict) or not columns:
        found.append(fault("columns", "missing", f"write [data_set.{name}.columns]"))
        return found
    kinds = (*COLUMN_KINDS, *all_units())
    if ROW_NUMBER in columns:
        message = f"an archive numbers its rows in {ROW_NUMBER}"
        found.append(fault(f"columns.{ROW_NUMBER}", message, "choose another name"))
    for column, kind in columns.items():
        if kind not in kinds:
            hint = near_names(str(kind), kinds)
            found.append(fault(f"columns.{column}", f"unknown kind {kind!r}", hint))
    return found
