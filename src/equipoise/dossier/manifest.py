"""``dossier.toml``: what a dossier is about, and the names that its tables use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from equipoise.dossier.toml_files import read_toml
from equipoise.errors import Problem, UnknownRegionError, VocabularyError, near_names
from equipoise.vocabulary.periods import Era, Period, parse_edtf
from equipoise.vocabulary.regions import region
from equipoise.vocabulary.states import all_states
from equipoise.vocabulary.verdicts import OUTCOMES, VERDICTS

MANIFEST = "dossier.toml"

BODY_KINDS = ("forum", "great-power management", "association")


@dataclass(frozen=True, slots=True)
class Body:
    """An international body.

    Parameters
    ----------
    id, name : str
        Short name and full name.
    kind : str
        ``forum`` (regional, open to outside powers), ``great-power management`` (a seat goes with
        rank) or ``association`` (closed to all but its own).
    period : Period
        From its founding to its end or suspension.
    closed_to : tuple of str
        States that cannot hold the seat, such as ASEAN's members its dialogue partnership.
    note, source : str
        For readers.
    """

    id: str
    name: str
    kind: str
    period: Period
    closed_to: tuple[str, ...]
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Published:
    """What a text concluded, to compare with and never to feed in.

    Parameters
    ----------
    verdict : str
        Its overall conclusion, in the terms of our verdicts.
    year : int
        Year that it speaks of.
    locator : str
        Where it says so.
    criteria : mapping of str to tuple
        By criterion: outcome, locator.
    contradictions : tuple of str
        Where the text contradicts itself, in our words.
    """

    verdict: str
    year: int
    locator: str
    criteria: Mapping[str, tuple[str, str]]
    contradictions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a dossier is about.

    Parameters
    ----------
    id, title : str
        Short name and title.
    focal : str
        State that the dossier is about.
    region : str
        Region that it is about.
    period : Period
        Years covered.
    outside_powers : tuple of str
        States outside the region with which its members are compared.
    citation : str
        The text that the dossier transcribes.
    eras : tuple of Era
        Named spans of policy.
    bodies : mapping of str to Body
        By id.
    parties : mapping of str to str
        Names of the parties that are neither states nor bodies.
    flows_documented : tuple of str
        Partners whose trade with every member the table partner_trade documents; a gap in it is
        then missing evidence, never filled from elsewhere.
    published : Published or None
        What the text concluded.
    """

    id: str
    title: str
    focal: str
    region: str
    period: Period
    outside_powers: tuple[str, ...]
    citation: str
    eras: tuple[Era, ...]
    bodies: Mapping[str, Body]
    parties: Mapping[str, str]
    flows_documented: tuple[str, ...]
    published: Published | None


class _Reader:
    """Collects every problem of a manifest while it is read."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        self.problems: list[Problem] = []

    def fault(self, key: str, message: str, hint: str) -> None:
        self.problems.append(Problem(MANIFEST, None, key, message, hint))

    def text(self, raw: Mapping[str, Any], name: str, where: str = "") -> str:
        value = raw.get(name)
        if isinstance(value, str) and value.strip():
            return value
        self.fault(where + name, "missing or not a text", f'write {name} = "..."')
        return ""

    def period(self, raw: Mapping[str, Any], name: str, where: str = "") -> Period:
        try:
            return parse_edtf(self.text(raw, name, where) or "1900")
        except VocabularyError as error:
            self.fault(where + name, error.message, error.hint or "write an EDTF date")
            return parse_edtf("1900")

    def tables(self, name: str) -> list[Mapping[str, Any]]:
        value = self.raw.get(name, [])
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return value
        self.fault(name, "not a list of tables", f"write [[{name}]]")
        return []

    def table(self, raw: Mapping[str, Any], name: str, where: str = "") -> Mapping[str, Any]:
        value = raw.get(name, {})
        if isinstance(value, dict):
            return value
        self.fault(where + name, "not a table", f"write [{where}{name}]")
        return {}

    def word(self, raw: Mapping[str, Any], name: str, known: Sequence[str], where: str) -> str:
        value = self.text(raw, name, where)
        if value and value not in known:
            self.fault(where + name, f"unknown {name} {value!r}", near_names(value, known))
        return value

    def states(self, values: object, where: str) -> tuple[str, ...]:
        known = {state.id for state in all_states()}
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            self.fault(where, "not a list of state codes", 'write ["USA", "IND"]')
            return ()
        for value in values:
            if value not in known:
                self.fault(where, f"unknown state code {value!r}", near_names(value, known))
        return tuple(values)

    def bodies(self) -> dict[str, Body]:
        found: dict[str, Body] = {}
        for number, raw in enumerate(self.tables("body"), start=1):
            name = self.text(raw, "id", f"body.{number}.")
            where = f"body.{name or number}."
            kind = self.text(raw, "kind", where)
            if kind and kind not in BODY_KINDS:
                self.fault(where + "kind", f"unknown kind {kind!r}", near_names(kind, BODY_KINDS))
            founded = self.period(raw, "founded", where)
            period = Period(founded.start, None, founded.text, founded.approximate)
            if "ended" in raw:
                period = self.until(period, self.period(raw, "ended", where), where)
            found[name] = Body(
                id=name,
                name=self.text(raw, "name", where),
                kind=kind,
                period=period,
                closed_to=self.states(raw.get("closed_to", []), where + "closed_to"),
                note=raw.get("note", ""),
                source=self.text(raw, "source", where),
            )
        return found

    def until(self, period: Period, ended: Period, where: str) -> Period:
        try:
            return Period(period.start, ended.start, period.text, period.approximate)
        except VocabularyError:
            self.fault(where + "ended", "ends before it was founded", "correct one of the dates")
            return period

    def eras(self) -> tuple[Era, ...]:
        return tuple(
            Era(
                self.text(raw, "id", f"era.{n}."),
                self.text(raw, "name", f"era.{n}."),
                self.period(raw, "period", f"era.{n}."),
            )
            for n, raw in enumerate(self.tables("era"), start=1)
        )

    def published(self) -> Published | None:
        if "published" not in self.raw:
            return None
        raw = self.table(self.raw, "published")
        where = "published."
        criteria = self.table(raw, "criteria", where)
        outcomes = {
            name: (
                self.word(entry, "outcome", OUTCOMES, f"{where}criteria.{name}."),
                self.text(entry, "locator", f"{where}criteria.{name}."),
            )
            for name in criteria
            if (entry := self.table(criteria, name, f"{where}criteria."))
        }
        year = raw.get("year")
        if not isinstance(year, int):
            self.fault(where + "year", "missing or not a year", "write year = 2012")
        return Published(
            verdict=self.word(raw, "verdict", VERDICTS, where),
            year=year if isinstance(year, int) else 0,
            locator=self.text(raw, "locator", where),
            criteria=outcomes,
            contradictions=tuple(map(str, raw.get("contradictions", ()))),
        )

    def manifest(self) -> Manifest:
        region_name = self.text(self.raw, "region")
        try:
            if region_name:
                region(region_name)
        except UnknownRegionError as error:
            self.fault("region", error.message, error.hint or "name a region")
        focal = self.text(self.raw, "focal")
        self.states([focal] if focal else [], "focal")
        return Manifest(
            id=self.text(self.raw, "id"),
            title=self.text(self.raw, "title"),
            focal=focal,
            region=region_name,
            period=self.period(self.raw, "period"),
            outside_powers=self.states(self.raw.get("outside_powers", []), "outside_powers"),
            citation=self.text(self.raw, "citation"),
            eras=self.eras(),
            bodies=self.bodies(),
            parties=dict(self.table(self.raw, "party")),
            flows_documented=self.states(self.raw.get("flows_documented", []), "flows_documented"),
            published=self.published(),
        )


def read_manifest(folder: Path) -> tuple[Manifest | None, list[Problem]]:
    """Read ``dossier.toml``.

    Parameters
    ----------
    folder : Path
        The dossier.

    Returns
    -------
    manifest : Manifest or None
        None when the file cannot be read at all.
    problems : list of Problem
        Everything that is wrong with it.
    """
    if not (folder / MANIFEST).exists():
        hint = f"a dossier is a folder with {MANIFEST} and datapackage.json"
        return None, [Problem(MANIFEST, None, None, "not found: this folder is no dossier", hint)]
    raw, _, problems = read_toml(folder, MANIFEST)
    if problems:
        return None, problems
    reader = _Reader(raw)
    manifest = reader.manifest()
    return manifest, reader.problems
