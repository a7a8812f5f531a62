"""A file of claims or theses while it is read: what it may name, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.hedges import Hedges
from equipoise.errors import Problem, near_names


@dataclass(slots=True)
class Reading:
    """A file of claims or theses while it is read: its evidence, its hedges, its problems.

    Parameters
    ----------
    file : str
        File name, for the messages.
    base : EvidenceBase
        Tables and columns that selectors may name.
    hedges : Hedges
        The table in force.
    problems : list of Problem
        What is wrong so far.
    """

    file: str
    base: EvidenceBase
    hedges: Hedges
    problems: list[Problem] = field(default_factory=list)

    def fault(self, line: int | None, where: str, message: str, hint: str | None) -> None:
        """Note a problem.

        Parameters
        ----------
        line : int or None
            Line of the claim.
        where : str
            Id of the claim, and the key.
        message, hint : str
            What is wrong, and what to do.
        """
        self.problems.append(Problem(self.file, line, where, message, hint or "correct it"))

    def known(
        self, raw: Mapping[str, Any], keys: Sequence[str], where: str, line: int | None
    ) -> None:
        """Note the keys of a table that are none of those known.

        Parameters
        ----------
        raw : mapping
            The table.
        keys : sequence of str
            Those known.
        where : str
            Id of the table; empty for the file itself.
        line : int or None
            Its line.
        """
        for key in raw:
            if key not in keys:
                self.fault(line, _place(where, key), "unknown key", near_names(key, keys))

    def texts(
        self, raw: Mapping[str, Any], keys: Sequence[str], where: str, line: int | None
    ) -> dict[str, str]:
        """Texts that must be there.

        Parameters
        ----------
        raw : mapping
            The table.
        keys : sequence of str
            Keys of the texts.
        where : str
            Id of the table.
        line : int or None
            Its line.

        Returns
        -------
        dict of str to str
            By key; empty where a problem is noted.
        """
        found = {}
        for key in keys:
            value = raw.get(key)
            good = isinstance(value, str) and value.strip() != ""
            found[key] = str(value) if good else ""
            if not good:
                hint = f'write {key} = "..."'
                self.fault(line, _place(where, key), "missing or not a text", hint)
            elif not found[key].isprintable():
                hint = "write it on one line, without control characters"
                self.fault(line, _place(where, key), "a character that cannot be printed", hint)
        return found

    def tables(
        self, raw: Mapping[str, Any], name: str, where: str, line: int | None
    ) -> Sequence[Mapping[str, Any]]:
        """The tables of an array of tables.

        Parameters
        ----------
        raw : mapping
            The table that holds the array.
        name : str
            Name of the list, the parts of a dotted one joined by points.
        where : str
            Id of the table that holds it; empty for the file itself.
        line : int or None
            Its line.

        Returns
        -------
        sequence of mapping
            Empty where there is none, or a problem is noted.
        """
        value = raw.get(name.rpartition(".")[2], [])
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return value
        place = _place(where, name.rpartition(".")[2])
        self.fault(line, place, "not a list of tables", f"write [[{name}]]")
        return []


def _place(where: str, key: str) -> str:
    return f"{where}, {key}" if where else key
