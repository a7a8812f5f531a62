"""``theses.toml``: explanations that a text gives, their rivals, and the evidence for each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from equipoise.audit.claims import read_hedges
from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.hedges import Hedges
from equipoise.audit.language.question import Question
from equipoise.audit.language.question_file import QUESTION_KEYS, read_question
from equipoise.audit.language.reading import Reading
from equipoise.audit.toml_lines import header_lines, known_lines
from equipoise.dossier.toml_files import read_toml
from equipoise.errors import Problem, near_names
from equipoise.models.tracing import Bounds, envelope

THESES = "theses.toml"

_FILE = ("thesis", "hedges")
_THESIS = ("id", "question", "locator", "text_favours", "explanation", "evidence")
_EXPLANATION = ("id", "statement", "locator", "prior")
_PIECE = ("id", "statement", "implication", "locator", "group", "likelihood", *QUESTION_KEYS)
_LEAST_RIVALS = 2


@dataclass(frozen=True, slots=True)
class Explanation:
    """One answer to the question of a thesis.

    Parameters
    ----------
    id, statement, locator : str
        Short name, what it says in our own words, and where the text gives it.
    prior : Bounds or None
        Bounds of its prior; None shares the prior equally.
    """

    id: str
    statement: str
    locator: str
    prior: Bounds | None


@dataclass(frozen=True, slots=True)
class EvidencePiece:
    """One observable implication.

    Parameters
    ----------
    id, statement, implication, locator : str
        Short name, what would be observed, why it bears on the explanations, and where.
    group : str
        Pieces of one group are not independent of each other; empty for a piece of its own.
    question : Question
        Decides from evidence whether it is observed.
    passes : mapping of str to tuple of Bounds
        By explanation: likelihood of observing it, as each coding pass has it.
    """

    id: str
    statement: str
    implication: str
    locator: str
    group: str
    question: Question
    passes: Mapping[str, tuple[Bounds, ...]]

    def likelihood(self, explanation: str) -> Bounds:
        """Bounds over all passes.

        Parameters
        ----------
        explanation : str
            Id of an explanation of the thesis.

        Returns
        -------
        Bounds
        """
        return envelope(self.passes[explanation])


@dataclass(frozen=True, slots=True)
class Thesis:
    """A question, rival answers to it, and evidence.

    Parameters
    ----------
    id, question, locator : str
        Short name, the question in our own words, and where the text treats it.
    text_favours : str
        Explanation that the text itself favours; empty where it leaves the question open.
    explanations : tuple of Explanation
        Two or more.
    evidence : tuple of EvidencePiece
        One or more.
    line : int or None
        Line of the file.
    """

    id: str
    question: str
    locator: str
    text_favours: str
    explanations: tuple[Explanation, ...]
    evidence: tuple[EvidencePiece, ...]
    line: int | None


@dataclass(frozen=True, slots=True)
class Theses:
    """The theses of a dossier.

    Parameters
    ----------
    theses : tuple of Thesis
        In the order of the file.
    hedges : Hedges
        The table in force.
    """

    theses: tuple[Thesis, ...]
    hedges: Hedges


class _Lines:
    """Lines of the headers: of the theses, and of what stands under each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.theses = header_lines(text, "thesis")

    def of_theses(self, number: int) -> list[int | None]:
        """Lines of the theses; unknown where some are written inline."""
        return known_lines(self.theses, number)

    def under(self, thesis: int | None, name: str, number: int) -> list[int | None]:
        """Lines of the tables of one name under a thesis; unknown where some are inline."""
        if thesis is None:
            return [None] * number
        following = [line for line in self.theses if line > thesis]
        end = following[0] if following else self.text.count("\n") + 2
        lines = header_lines(self.text, f"thesis.{name}")
        return known_lines([line for line in lines if thesis < line < end], number)


def read_theses(base: EvidenceBase) -> tuple[Theses, list[Problem]]:
    """The theses of a dossier.

    Parameters
    ----------
    base : EvidenceBase
        The dossier, with what else its theses may read.

    Returns
    -------
    theses : Theses
        Those without a fault.
    problems : list of Problem
        Every fault of the file, with line and id.
    """
    raw, text, problems = read_toml(base.dossier.folder, THESES)
    hedges, faults = read_hedges(raw, THESES)
    reading = Reading(THESES, base, hedges, [*base.problems, *problems, *faults])
    reading.known(raw, _FILE, "the file", None)
    lines = _Lines(text)
    found: dict[str, Thesis] = {}
    entries = reading.tables(raw, "thesis", "the file", None)
    for entry, line in zip(entries, lines.of_theses(len(entries)), strict=True):
        thesis = _thesis(entry, line, lines, reading)
        if thesis and thesis.id in found:
            first = found[thesis.id].line
            reading.fault(line, thesis.id, f"this id stands on line {first} too", "rename one")
        elif thesis:
            found[thesis.id] = thesis
    return Theses(tuple(found.values()), hedges), reading.problems


def _thesis(
    raw: Mapping[str, Any], line: int | None, lines: _Lines, reading: Reading
) -> Thesis | None:
    before = len(reading.problems)
    where = str(raw.get("id", "thesis"))
    reading.known(raw, _THESIS, where, line)
    texts = reading.texts(raw, ("id", "question", "locator"), where, line)
    explanations = []
    entries = reading.tables(raw, "thesis.explanation", where, line)
    places = lines.under(line, "explanation", len(entries))
    for entry, place in zip(entries, places, strict=True):
        explanations.append(_explanation(entry, where, place, reading))
    ids = [explanation.id for explanation in explanations]
    if len(ids) < _LEAST_RIVALS or len(set(ids)) < len(ids):
        message = f"{len(set(ids))} different explanations"
        reading.fault(line, where, message, "give an explanation and its rivals, each an id")
    favours = raw.get("text_favours", "")
    if favours and favours not in ids:
        hint = near_names(str(favours), ids)
        reading.fault(line, f"{where}, text_favours", f"no explanation {favours!r}", hint)
    pieces = []
    entries = reading.tables(raw, "thesis.evidence", where, line)
    for entry, place in zip(entries, lines.under(line, "evidence", len(entries)), strict=True):
        pieces.append(_piece(entry, where, ids, place, reading))
    good = [piece for piece in pieces if piece is not None]
    if not pieces or len({piece.id for piece in good}) < len(good):
        message = "no evidence" if not pieces else "two pieces of evidence with one id"
        reading.fault(line, where, message, "write [[thesis.evidence]], each with an id")
    if len(reading.problems) > before:
        return None
    return Thesis(
        **texts,
        text_favours=favours,
        explanations=tuple(explanations),
        evidence=tuple(good),
        line=line,
    )


def _explanation(
    raw: Mapping[str, Any], thesis: str, line: int | None, reading: Reading
) -> Explanation:
    where = f"{thesis}, {raw.get('id', 'explanation')}"
    reading.known(raw, _EXPLANATION, where, line)
    texts = reading.texts(raw, _EXPLANATION[:3], where, line)
    prior = None
    if "prior" in raw:
        prior = _bounds(raw["prior"])
        if prior is None:
            hint = "write prior = [0.1, 0.5]"
            reading.fault(line, f"{where}, prior", "not bounds from 0 to 1", hint)
    return Explanation(**texts, prior=prior)


def _piece(
    raw: Mapping[str, Any], thesis: str, ids: Sequence[str], line: int | None, reading: Reading
) -> EvidencePiece | None:
    before = len(reading.problems)
    where = f"{thesis}, {raw.get('id', 'evidence')}"
    reading.known(raw, _PIECE, where, line)
    texts = reading.texts(raw, _PIECE[:4], where, line)
    group = raw.get("group", "")
    if not isinstance(group, str):
        reading.fault(line, f"{where}, group", "not a text", 'write group = "trade"')
    passes = _passes(raw.get("likelihood"), ids, where, line, reading)
    question = read_question(raw, reading, where, line)
    if question and question.grid:
        reading.fault(line, f"{where}, over", "a piece has no grid", "ask one thing of it")
    if question is None or len(reading.problems) > before:
        return None
    return EvidencePiece(**texts, group=group, question=question, passes=passes)


def _passes(
    raw: object, ids: Sequence[str], where: str, line: int | None, reading: Reading
) -> Mapping[str, tuple[Bounds, ...]]:
    hint = f"write likelihood.{ids[0] if ids else 'NAME'} = [[0.6, 0.8], [0.5, 0.8]]"
    if not isinstance(raw, dict):
        reading.fault(line, f"{where}, likelihood", "missing or not a table", hint)
        return {}
    found: dict[str, tuple[Bounds, ...]] = {}
    for name in dict.fromkeys([*ids, *raw]):
        place = f"{where}, likelihood.{name}"
        if name not in ids:
            reading.fault(line, place, "no such explanation", near_names(name, ids))
            continue
        passes = raw.get(name)
        bounds = [_bounds(item) for item in passes] if isinstance(passes, list) else []
        if not bounds or None in bounds:
            reading.fault(line, place, "missing, or not bounds from 0 to 1", hint)
            continue
        found[name] = tuple(item for item in bounds if item is not None)
    return found


def _bounds(raw: object) -> Bounds | None:
    if not isinstance(raw, list) or len(raw) != 2:
        return None
    if any(isinstance(end, bool) or not isinstance(end, (int, float)) for end in raw):
        return None
    low, high = float(raw[0]), float(raw[1])
    return (low, high) if 0 <= low <= high <= 1 and math.isfinite(high) else None
