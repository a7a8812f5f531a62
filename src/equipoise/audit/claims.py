"""``claims.toml``: the claims of a text, read and checked without computing any."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.hedges import HedgeError, Hedges, shipped_hedges
from equipoise.audit.language.question import Question
from equipoise.audit.language.question_file import QUESTION_KEYS, read_question
from equipoise.audit.language.reading import Reading
from equipoise.audit.toml_lines import entry_lines
from equipoise.dossier.toml_files import read_toml
from equipoise.errors import Problem, near_names

CLAIMS = "claims.toml"

KINDS = (
    "trade", "share", "rank", "growth", "balance", "investment", "population", "credit", "oil",
    "money", "date", "duration", "count", "superlative", "area",
)  # fmt: skip
"""What a claim is about."""

MOST_DEFINITIONS = 12

_TEXTS = ("id", "statement", "locator", "kind")
_KEYS = (*_TEXTS, "note", "definition", *QUESTION_KEYS)
_ID = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Definition:
    """One reading of a claim.

    Parameters
    ----------
    name : str
        Name of the definition or source; empty where there is one reading.
    question : Question
        What is asked of the evidence.
    """

    name: str
    question: Question


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of a text.

    Parameters
    ----------
    id : str
        Short name.
    statement : str
        What it says, in our own words.
    locator : str
        Where the text says so.
    kind : str
        What it is about, one of ``KINDS``.
    note : str
        What a reader should know of the coding; empty where nothing.
    line : int or None
        Line of the file.
    definitions : tuple of Definition
        Its readings, at least one.
    """

    id: str
    statement: str
    locator: str
    kind: str
    note: str
    line: int | None
    definitions: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a dossier.

    Parameters
    ----------
    claims : tuple of Claim
        In the order of the file.
    hedges : Hedges
        The table in force, with the dossier's own lines.
    """

    claims: tuple[Claim, ...]
    hedges: Hedges


def read_claims(base: EvidenceBase) -> tuple[Claims, list[Problem]]:
    """The claims of a dossier.

    Parameters
    ----------
    base : EvidenceBase
        The dossier, with what else its claims may read.

    Returns
    -------
    claims : Claims
        Those without a fault.
    problems : list of Problem
        Every fault of the file, with line and claim.
    """
    raw, text, problems = read_toml(base.dossier.folder, CLAIMS)
    hedges, faults = read_hedges(raw, CLAIMS)
    reading = Reading(CLAIMS, base, hedges, [*base.problems, *problems, *faults])
    reading.known(raw, ("claim", "hedges"), "", None)
    entries = reading.tables(raw, "claim", "", None)
    lines = entry_lines(text, "claim", len(entries))
    found: dict[str, Claim] = {}
    for entry, line in zip(entries, lines, strict=True):
        claim = _claim(entry, line, reading)
        if claim and claim.id in found:
            first = found[claim.id].line
            reading.fault(line, claim.id, f"this id stands on line {first} too", "rename one")
        elif claim:
            found[claim.id] = claim
    return Claims(tuple(found.values()), hedges), reading.problems


def read_hedges(raw: Mapping[str, Any], file: str) -> tuple[Hedges, list[Problem]]:
    """The table of hedges with a file's own lines in it.

    Parameters
    ----------
    raw : mapping
        The file.
    file : str
        Its name.

    Returns
    -------
    hedges : Hedges
        The shipped ones where the file's are faulty.
    problems : list of Problem
        One at most.
    """
    own = raw.get("hedges", {})
    if not isinstance(own, dict):
        problem = Problem(file, None, "hedges", "not a table", "write [hedges]")
        return shipped_hedges(), [problem]
    try:
        return shipped_hedges().overridden(own), []
    except HedgeError as error:
        problem = Problem(file, None, "hedges", error.message, error.hint or "correct it")
        return shipped_hedges(), [problem]


def _claim(raw: Mapping[str, Any], line: int | None, reading: Reading) -> Claim | None:
    where = raw["id"] if isinstance(raw.get("id"), str) and raw["id"].strip() else "claim"
    before = len(reading.problems)
    texts = reading.texts(raw, _TEXTS, where, line)
    reading.known(raw, _KEYS, where, line)
    if where != "claim" and not _ID.fullmatch(where):
        hint = "use lower-case letters, digits and -"
        reading.fault(line, where, f"{where!r} is not an id", hint)
    kind = raw.get("kind")
    if isinstance(kind, str) and kind not in KINDS:
        reading.fault(line, f"{where}, kind", f"unknown kind {kind!r}", near_names(kind, KINDS))
    if not isinstance(raw.get("note", ""), str):
        reading.fault(line, f"{where}, note", "not a text", 'write note = "..."')
    definitions = _definitions(raw, reading, where, line)
    if len(reading.problems) > before:
        return None
    return Claim(**texts, note=raw.get("note", ""), line=line, definitions=definitions)


def _definitions(
    raw: Mapping[str, Any], reading: Reading, where: str, line: int | None
) -> tuple[Definition, ...]:
    entries = raw.get("definition", [{"name": ""}])
    tables = isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
    if not tables or not entries or len(entries) > MOST_DEFINITIONS:
        hint = f"write [[claim.definition]], at most {MOST_DEFINITIONS} times"
        reading.fault(line, f"{where}, definition", "not a list of tables", hint)
        return ()
    found: dict[str, Definition] = {}
    for entry in entries:
        name = entry.get("name")
        if not isinstance(name, str) or (not name and "definition" in raw) or name in found:
            hint = 'write name = "...", each once'
            reading.fault(line, f"{where}, definition", f"name is {name!r}", hint)
            continue
        reading.known(entry, ("name", *QUESTION_KEYS), f"{where}, definition {name}", line)
        place = f"{where}, definition {name}" if name else where
        question = read_question(_merged(raw, entry), reading, place, line)
        if question:
            found[name] = Definition(name, question)
    return tuple(found.values())


def _merged(raw: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, Any]:
    """The claim's own keys with those of one definition over them, name by name for lets."""
    both = {key: entry.get(key, raw.get(key)) for key in QUESTION_KEYS if key in {*raw, *entry}}
    for key in ("let", "over"):
        general, special = raw.get(key), entry.get(key)
        if isinstance(general, dict) and isinstance(special, dict):
            both[key] = {**general, **special}
    return both
