"""Fields of one entry of ``apparatus.toml``: read with every fault noted, none raised."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Any

from equipoise.errors import Problem, VocabularyError, near_names
from equipoise.vocabulary.periods import Period, parse_edtf

APPARATUS = "apparatus.toml"

KEYS: Mapping[str, tuple[str, ...]] = {
    kind: tuple(names.split())
    for kind, names in {
        "text": "published locator",
        "table": "id title span columns unit cells totals summed region locator",
        "cells": "table where row column value printed leave_out",
        "note": "table mark marked names says current locator",
        "division": "id title locator",
        "reference": "target cited_for locator",
        "source": "id table title consulted published cited_for inferred note locator",
        "rank": "figure table row behind when locator",
        "mention": "event membership date note locator",
        "membership": "state body status",
        "example": "id instance date period locator",
        "interval": "id first last years note locator",
    }.items()
}
"""Keys that each kind of entry may have."""

INNER = ("cells", "membership")
"""Kinds that stand inside another entry."""

_PLACEHOLDER = parse_edtf("1900")


class EntryFields:
    """One table of the file; every fault that it finds names its line and key.

    Parameters
    ----------
    kind : str
        One of :data:`KEYS`.
    raw : object
        What TOML read.
    key : str
        Its place for readers, such as ``mention.3``.
    line : int or None
        Line of its header; None when it has none.
    problems : list of Problem
        Where its faults go.
    """

    def __init__(
        self, kind: str, raw: object, key: str, line: int | None, problems: list[Problem]
    ) -> None:
        self.key = key
        self.line = line
        self.problems = problems
        self.raw: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
        if not isinstance(raw, dict):
            hint = f"it has {', '.join(KEYS[kind])}"
            problems.append(Problem(APPARATUS, line, key, "missing or not a table", hint))
        for name in sorted(self.raw.keys() - set(KEYS[kind])):
            self.fault(name, f"unknown key {name!r}", near_names(name, KEYS[kind]))

    @property
    def place(self) -> str:
        """``file:line`` of the entry."""
        return APPARATUS if self.line is None else f"{APPARATUS}:{self.line}"

    def fault(self, name: str, message: str, hint: str) -> None:
        """Note a fault of one key."""
        self.problems.append(Problem(APPARATUS, self.line, f"{self.key}.{name}", message, hint))

    def inner(self, name: str) -> EntryFields:
        """An entry inside this one."""
        return EntryFields(name, self.raw.get(name), f"{self.key}.{name}", self.line, self.problems)

    def text(self, name: str) -> str:
        """A text that must be there."""
        value = self.raw.get(name)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        self.fault(name, "missing or not a text", f'write {name} = "..."')
        return ""

    def remark(self, name: str) -> str:
        """A text that may be left out."""
        return self.text(name) if name in self.raw else ""

    def word(self, name: str, known: Collection[str] | None) -> str:
        """One of the words known; any word when none are."""
        value = self.text(name)
        if value and known is not None and value not in known:
            self.fault(name, f"unknown {name} {value!r}", near_names(value, known))
        return value

    def words(self, name: str, known: Collection[str] | None) -> tuple[str, ...]:
        """A list of words known, which may be left out; of any words when none are."""
        value = self.raw.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(name, "not a list of texts", f'write {name} = ["..."]')
            return ()
        for item in value:
            if known is not None and item not in known:
                self.fault(name, f"unknown {item!r}", near_names(item, known))
        return tuple(value)

    def filters(self, name: str, columns: Collection[str]) -> dict[str, str]:
        """Values that columns must have."""
        value = self.raw.get(name, {})
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            self.fault(name, "not a table of texts", f'write {name} = {{ state = "RUS" }}')
            return {}
        for column in value:
            if column not in columns:
                self.fault(name, f"unknown column {column!r}", near_names(column, columns))
        return {column: wanted for column, wanted in value.items() if column in columns}

    def period(self, name: str) -> Period:
        """A date or interval that must be there."""
        written = self.text(name)
        try:
            return parse_edtf(written) if written else _PLACEHOLDER
        except VocabularyError as error:
            self.fault(name, error.message, error.hint or "write an EDTF date")
            return _PLACEHOLDER

    def period_if_any(self, name: str) -> Period | None:
        """A date or interval that may be left out."""
        return self.period(name) if name in self.raw else None

    def span(self, name: str) -> Period:
        """A date or interval with both ends."""
        period = self.period(name)
        if period.start is None or period.end is None:
            self.fault(name, f"{period.text!r} is open", "write an interval with both ends")
            return _PLACEHOLDER
        return period

    def years(self, name: str) -> tuple[int, ...]:
        """Years in order, each once."""
        value = self.raw.get(name)
        whole = isinstance(value, list) and all(type(item) is int for item in value)
        if not value or not whole or not all(1 <= item <= 9998 for item in value):
            self.fault(name, "missing or not a list of years", f"write {name} = [1996, 2012]")
            return ()
        if any(after <= before for before, after in pairwise(value)):
            self.fault(name, "out of order, or a year stands twice", "write the years in order")
        return tuple(value)

    def year_if_any(self, name: str, known: Collection[int] | None) -> int | None:
        """One of the years known, which may be left out; any year when none are."""
        value = self.raw.get(name)
        if value is None:
            return None
        if type(value) is int and (known is None or value in known):
            return value
        listed = ", ".join(map(str, known or ())) or "years"
        self.fault(name, f"{value!r} is no column of the table", f"it has {listed}")
        return None

    def bounds(self, name: str) -> tuple[float, float]:
        """Two numbers in order, neither below zero."""
        value = self.raw.get(name)
        numbers = isinstance(value, list) and all(type(item) in (int, float) for item in value)
        if value and numbers and len(value) == 2 and all(map(math.isfinite, value)):
            low, high = value
            if 0 <= low <= high:
                return float(low), float(high)
        self.fault(name, "missing or not two numbers in order", f"write {name} = [5, 6]")
        return 0.0, 0.0

    def truth(self, name: str) -> bool:
        """True or false; false when left out."""
        value = self.raw.get(name, False)
        if not isinstance(value, bool):
            self.fault(name, "neither true nor false", f"write {name} = true")
        return value is True
