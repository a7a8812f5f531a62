"""Evidence and questions small enough to work by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings

from equipoise.audit.audit import Audit, audit_claims, check_claims
from equipoise.audit.claims import CLAIMS
from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.hedges import shipped_hedges
from equipoise.audit.language.judgement import Judgement, judged
from equipoise.audit.language.question import Question
from equipoise.audit.language.question_file import Reading, read_question
from equipoise.audit.language.rows import Archive, EvidenceRow, EvidenceTable, Kind
from equipoise.dossier.cells import Cell
from equipoise.dossier.read import Dossier
from equipoise.errors import Problem
from equipoise.vocabulary.data_sets import DataSet
from equipoise.vocabulary.tables import Column, ResultTable, Value

# The first example of a property builds the tables that the others find: none is held to a time.
settings.register_profile("unhurried", settings.default, deadline=None)
settings.load_profile("unhurried")

Shelved = Callable[..., EvidenceBase]
Asked = Callable[[str, EvidenceBase], Question]
Refused = Callable[[str, EvidenceBase], str]
Judge = Callable[[str, EvidenceBase], Judgement]


@pytest.fixture(scope="session")
def with_figures(dossier: Dossier) -> Shelved:
    """The shipped dossier with rows by hand for ``figures.csv``: lines 2, 3, ... of hand.csv."""

    def make(
        kinds: Mapping[str, Kind],
        *cells: Sequence[Cell],
        quality: str = "published",
        selection: bool = False,
    ) -> EvidenceBase:
        rows = tuple(
            EvidenceRow(
                place=f"hand.csv:{line}",
                cells=dict(zip(kinds, row, strict=True)),
                rests_on=(f"hand.csv:{line}",),
                source="by hand",
                locator=f"line {line}",
                quality=quality,
                missing_reason="not counted",
            )
            for line, row in enumerate(cells, start=2)
        )
        base = EvidenceBase(dossier)
        table = EvidenceTable("hand", kinds, {}, rows, selection=selection, complete=("id",))
        base._built["table", "figures"] = table
        return base

    return make


@pytest.fixture(scope="session")
def shelved(dossier: Dossier, shelf: Callable[..., Archive]) -> Shelved:
    """The shipped dossier with one archive table: columns with kinds or units, then rows."""

    def make(
        columns: Mapping[str, str], *rows: Sequence[Value], name: str = "sample"
    ) -> EvidenceBase:
        found = ResultTable(name, tuple(Column(c, "text", c, None) for c in columns), rows)
        base = EvidenceBase(dossier, shelf(found))
        sets = DataSet(name, "Sample", "nobody", "what a test needs", columns)
        base.data_sets = {**base.data_sets, name: sets}
        return base

    return make


@pytest.fixture(scope="session")
def trade(shelved: Shelved) -> EvidenceBase:
    """Six flows by hand, in millions of dollars; one is missing."""
    columns = {"state": "text", "year": "year", "flow": "usd_m"}
    return shelved(
        columns,
        ("CHN", 2000, 5.0),
        ("JPN", 2000, 3.0),
        ("KOR", 2000, 2.0),
        ("CHN", 2012, 50.0),
        ("JPN", 2012, 20.0),
        ("KOR", 2012, None),
    )


def _read(text: str, base: EvidenceBase) -> tuple[Question | None, list[Problem]]:
    reading = Reading(CLAIMS, base, shipped_hedges())
    return read_question(tomllib.loads(text), reading, "claim", 1), reading.problems


def _asked(text: str, base: EvidenceBase) -> Question:
    question, problems = _read(text, base)
    assert problems == []
    assert question is not None
    return question


@pytest.fixture(scope="session")
def asked() -> Asked:
    """A question from TOML that has no fault."""
    return _asked


@pytest.fixture(scope="session")
def refused() -> Refused:
    """What is wrong with a question from TOML: key, message and hint."""

    def why(text: str, base: EvidenceBase) -> str:
        question, problems = _read(text, base)
        assert question is None
        assert all(problem.hint for problem in problems)
        return "; ".join(f"{p.column}: {p.message} ({p.hint})" for p in problems)

    return why


@pytest.fixture(scope="session")
def judge() -> Judge:
    """The judgement on a question from TOML that has one point."""

    def judgement(text: str, base: EvidenceBase) -> Judgement:
        question = _asked(text, base)
        (point,) = question.points(base)
        return judged(question, base, shipped_hedges(), point)

    return judgement


class ClaimsFile:
    """A file of claims beside the shipped evidence."""

    def __init__(self, dossier: Dossier, folder: Path) -> None:
        self.dossier = replace(dossier, folder=folder)
        self.folder = folder

    def write(self, text: str | bytes, name: str = CLAIMS) -> ClaimsFile:
        raw = text.encode() if isinstance(text, str) else text
        (self.folder / name).write_bytes(raw)
        return self

    def problems(self) -> tuple[Problem, ...]:
        return check_claims(self.dossier)

    def audited(self) -> Audit:
        return audit_claims(self.dossier)


@pytest.fixture
def claims_file(dossier: Dossier, tmp_path: Path) -> ClaimsFile:
    """An empty folder for a file of claims, with the tables of the shipped dossier."""
    return ClaimsFile(dossier, tmp_path)
