"""Reading framework files, and refusing those that cannot be evaluated."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from equipoise.assessment.framework import (
    COMPARISONS,
    SCOPES,
    Basis,
    Comparison,
    Criterion,
    Framework,
    Indicator,
    Rule,
    Scope,
    VerdictRule,
)
from equipoise.dossier.toml_files import read_toml
from equipoise.errors import FrameworkError, UnknownFrameworkError, near_names
from equipoise.vocabulary.measures import measure_catalogue
from equipoise.vocabulary.verdicts import VERDICTS

SHIPPED = Path(__file__).with_name("frameworks")

_KEYS = {
    "framework": {"id", "name", "citation", "wording", "critics", "uses", "criterion", "verdict"},
    "criterion": {"id", "name", "citation", "wording", *SCOPES},
    "basis": {"met", "partly", "alternatives", "indicator", "parts", "lacks"},
    "indicator": {
        "measure",
        "comparison",
        "threshold",
        "low",
        "high",
        "alternatives",
        "argument",
    },
    "verdict": {"label", "met", "partly", "met_count", "partly_count"},
}
_CEILING = {"share": 1.0, "ratio": 1.0, "presence": 1.0}
_FLOOR = {"share": 0.0, "ratio": 0.0, "presence": 0.0, "rank": 1.0}


def shipped_frameworks() -> tuple[str, ...]:
    """Names of the frameworks that come with the library.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> shipped_frameworks()
    ('buzan-waever', 'gilpin', 'kennedy', 'waltz')
    """
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def load_framework(name_or_path: str | Path = "buzan-waever") -> Framework:
    """Read a framework by name or path.

    Parameters
    ----------
    name_or_path : str or Path
        Name of a shipped framework, or the path of a TOML file.

    Returns
    -------
    Framework

    Raises
    ------
    UnknownFrameworkError
        Neither a shipped name nor a file.
    FrameworkError
        The file has a cycle, an unknown measure, a threshold outside its bounds, or is otherwise
        no framework; the message names the file and the key.

    Examples
    --------
    >>> load_framework("waltz").top[2]
    'economic-capability'
    """
    return _load(_path(name_or_path), ())


def _path(name_or_path: str | Path) -> Path:
    name = str(name_or_path)
    if name in shipped_frameworks():
        return SHIPPED / f"{name}.toml"
    path = Path(name_or_path)
    if path.is_file():
        return path
    message = f"no framework {name!r}: neither a shipped name nor a file"
    raise UnknownFrameworkError(message, hint=near_names(name, shipped_frameworks()))


def _load(path: Path, above: tuple[str, ...]) -> Framework:
    raw, _, problems = read_toml(path.parent, path.name)
    if problems:
        message = f"{problems[0].where}: {problems[0].message}"
        raise FrameworkError(message, hint="a framework is a TOML file in UTF-8")
    return _Loader(path, raw, above).framework()


class _Loader:
    """Turns one TOML file into a framework; every refusal names the file and the key."""

    def __init__(self, path: Path, raw: Mapping[str, Any], above: tuple[str, ...]) -> None:
        self.path = path
        self.raw = raw
        self.above = above

    def fail(self, key: str, message: str, hint: str) -> FrameworkError:
        return FrameworkError(f"{self.path.name}: {key}: {message}", hint=hint)

    def keys(self, raw: object, kind: str, key: str) -> Mapping[str, Any]:
        if not isinstance(raw, dict):
            raise self.fail(key, "not a table", f"a {kind} has {', '.join(sorted(_KEYS[kind]))}")
        for name in raw:
            if name not in _KEYS[kind]:
                raise self.fail(key, f"unknown key {name!r}", near_names(name, _KEYS[kind]))
        return raw

    def text(self, raw: Mapping[str, Any], name: str, key: str) -> str:
        value = raw.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(f"{key}.{name}", "missing or not a text", f'write {name} = "..."')
        return " ".join(value.split())

    def number(self, raw: Mapping[str, Any], name: str, key: str) -> float:
        value = raw.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
        raise self.fail(f"{key}.{name}", "missing or not a number", f"write {name} = 0.1")

    def count(self, raw: Mapping[str, Any], name: str, key: str, most: int) -> int:
        value = raw.get(name, 0)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            message = f"asks for {value} of {most} criteria"
            raise self.fail(f"{key}.{name}", message, f"write a whole number up to {most}")
        return value

    def tables(self, raw: Mapping[str, Any], name: str, key: str) -> list[object]:
        value = raw.get(name, [])
        if not isinstance(value, list):
            raise self.fail(f"{key}.{name}", "not a list of tables", f"write [[{name}]]")
        return value

    def texts(self, raw: Mapping[str, Any], name: str, key: str) -> tuple[str, ...]:
        value = raw.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fail(f"{key}.{name}", "not a list of texts", f'write {name} = ["..."]')
        return tuple(" ".join(item.split()) for item in value)

    def rule(self, text: str, size: int, key: str) -> Rule:
        found = re.fullmatch(r"all|any|at least (\d+)", text)
        if not found:
            raise self.fail(key, f"unknown rule {text!r}", "write all, any or at least k")
        if found[1] and not 1 <= int(found[1]) <= size:
            raise self.fail(key, f"{text} of {size}", f"ask for 1 to {size}")
        return Rule(text)

    def indicator(self, raw: object, key: str) -> Indicator:
        spec = self.keys(raw, "indicator", key)
        measure = self.text(spec, "measure", key)
        alternatives = self.texts(spec, "alternatives", key)
        for name in (measure, *alternatives):
            if name not in measure_catalogue():
                hint = near_names(name, measure_catalogue())
                raise self.fail(f"{key}.measure", f"unknown measure {name!r}", hint)
        comparison = self.comparison(self.text(spec, "comparison", key), key)
        for name in (measure, *alternatives):
            self.scale(name, comparison, key)
        threshold = self.number(spec, "threshold", key) if comparison != "presence" else 1.0
        low = self.number(spec, "low", key) if comparison != "presence" else 1.0
        high = self.number(spec, "high", key) if comparison != "presence" else 1.0
        self.bounds(comparison, (low, threshold, high), key)
        return Indicator(
            measure,
            comparison,
            threshold,
            low,
            high,
            alternatives,
            self.text(spec, "argument", key),
        )

    def comparison(self, text: str, key: str) -> Comparison:
        for known in COMPARISONS:
            if text == known:
                return known
        hint = near_names(text, COMPARISONS)
        raise self.fail(f"{key}.comparison", f"unknown comparison {text!r}", hint)

    def scale(self, measure: str, comparison: Comparison, key: str) -> None:
        scale = measure_catalogue()[measure].scale
        if comparison in {"share", "ratio"} and scale != "ratio":
            message = f"{comparison} of {measure}, which is no quantity with a true zero ({scale})"
            raise self.fail(f"{key}.comparison", message, "compare it by level or rank")
        if (comparison == "presence") != (scale == "flag"):
            message = f"{comparison} of {measure} ({scale} scale)"
            raise self.fail(f"{key}.comparison", message, "presence is for flags")

    def bounds(self, comparison: str, three: tuple[float, float, float], key: str) -> None:
        ordered = sorted(three, reverse=comparison == "rank")
        if list(three) != ordered:
            low, threshold, high = three
            message = f"threshold {threshold:g} outside its bounds {low:g} to {high:g}"
            raise self.fail(key, message, "order them: low, threshold, high (reversed for ranks)")
        ceiling, floor = _CEILING.get(comparison), _FLOOR.get(comparison)
        for value in three:
            if (ceiling is not None and value > ceiling) or (floor is not None and value < floor):
                top = "up" if ceiling is None else f"to {ceiling:g}"
                message = f"{value:g} is no {comparison}: it runs from {floor:g} {top}"
                raise self.fail(key, message, "shares and ratios run from 0 to 1, ranks from 1 up")

    def basis(self, raw: object, key: str) -> Basis:
        spec = self.keys(raw, "basis", key)
        indicators = tuple(
            self.indicator(entry, f"{key}.indicator {place}")
            for place, entry in enumerate(self.tables(spec, "indicator", key), start=1)
        )
        parts = self.texts(spec, "parts", key)
        if len(set(parts)) < len(parts):
            raise self.fail(f"{key}.parts", "a part stands twice", "name each once")
        if bool(indicators) == bool(parts):
            hint = "a criterion rests on indicators or on parts"
            raise self.fail(key, "needs indicators or parts, not both", hint)
        size = len(indicators) or len(parts)
        met = self.rule(self.text(spec, "met", key), size, f"{key}.met")
        partly = self.rule(str(spec.get("partly", met.text)), size, f"{key}.partly")
        if partly.count(size) > met.count(size):
            hint = "partly met cannot ask for more than met"
            raise self.fail(f"{key}.partly", f"{partly.text} is stricter than {met.text}", hint)
        alternatives = tuple(
            self.rule(text, size, f"{key}.alternatives")
            for text in self.texts(spec, "alternatives", key)
        )
        return Basis(met, partly, alternatives, indicators, parts, str(spec.get("lacks", "")))

    def criterion(self, raw: object, place: int) -> Criterion:
        spec = self.keys(raw, "criterion", f"criterion {place}")
        name = self.text(spec, "id", f"criterion {place}")
        key = f"criterion {name}"
        bases: dict[Scope, Basis] = {
            scope: self.basis(spec[scope], f"{key}.{scope}") for scope in SCOPES if scope in spec
        }
        if "region" not in bases:
            raise self.fail(key, "no basis at region scope", "add [criterion.region]")
        return Criterion(
            id=name,
            name=self.text(spec, "name", key),
            citation=self.text(spec, "citation", key),
            wording=self.text(spec, "wording", key),
            bases=bases,
        )

    def verdict(self, raw: object, place: int, known: Collection[str], count: int) -> VerdictRule:
        key = f"verdict {place}"
        spec = self.keys(raw, "verdict", key)
        label = self.text(spec, "label", key)
        if label not in VERDICTS[:3]:
            raise self.fail(
                f"{key}.label", f"unknown verdict {label!r}", near_names(label, VERDICTS[:3])
            )
        met, partly = self.texts(spec, "met", key), self.texts(spec, "partly", key)
        for name in (*met, *partly):
            if name not in known:
                raise self.fail(key, f"unknown criterion {name!r}", near_names(name, known))
        counts = [self.count(spec, name, key, count) for name in ("met_count", "partly_count")]
        if not met and not partly and max(counts) == 0:
            raise self.fail(key, "asks for nothing", "name criteria, or how many must be met")
        return VerdictRule(label, met, partly, counts[0], counts[1])

    def beside(self, name: str) -> Path:
        own = self.path.parent / name
        if own.is_file():
            return own
        try:
            return _path(name.removesuffix(".toml"))
        except UnknownFrameworkError:
            hint = "name a file beside this one, or a shipped framework"
            raise self.fail("uses", f"no framework {name!r}", hint) from None

    def used(self) -> dict[str, Criterion]:
        found: dict[str, Criterion] = {}
        chain = (*self.above, str(self.path.resolve()))
        for name in self.texts(self.raw, "uses", "uses"):
            path = self.beside(name)
            if str(path.resolve()) in chain:
                names = " -> ".join(Path(step).name for step in (*chain, str(path)))
                raise self.fail("uses", f"cycle: {names}", "a framework cannot use itself")
            found |= _load(path, chain).criteria
        return found

    def ordered(self, criteria: Mapping[str, Criterion]) -> dict[str, Criterion]:
        needs: dict[str, Iterable[str]] = {}
        for name, criterion in criteria.items():
            parts = {part for basis in criterion.bases.values() for part in basis.parts}
            for part in parts - criteria.keys():
                key = f"criterion {name}.parts"
                raise self.fail(key, f"unknown criterion {part!r}", near_names(part, criteria))
            needs[name] = sorted(parts, key=list(criteria).index)
        try:
            order = tuple(TopologicalSorter(needs).static_order())
        except CycleError as error:
            cycle = " -> ".join(error.args[1])
            raise self.fail(
                "criterion", f"cycle: {cycle}", "a criterion cannot contain itself"
            ) from None
        return {name: criteria[name] for name in order}

    def framework(self) -> Framework:
        self.keys(self.raw, "framework", "framework")
        own = [
            self.criterion(entry, place)
            for place, entry in enumerate(self.tables(self.raw, "criterion", "framework"), start=1)
        ]
        criteria = self.used()
        for criterion in own:
            if criterion.id in criteria:
                hint = "give every criterion an id of its own"
                raise self.fail(f"criterion {criterion.id}", "stands twice", hint)
            criteria[criterion.id] = criterion
        if not own:
            raise self.fail("criterion", "none", "add a [[criterion]]")
        ordered = self.ordered(criteria)
        inside = {part for c in own for basis in c.bases.values() for part in basis.parts}
        top = tuple(criterion.id for criterion in own if criterion.id not in inside)
        rules = tuple(
            self.verdict(entry, place, criteria, len(top))
            for place, entry in enumerate(self.tables(self.raw, "verdict", "framework"), start=1)
        )
        places = [VERDICTS.index(rule.label) for rule in rules]
        if not rules or places != sorted(set(places)):
            raise self.fail("verdict", "missing, repeated or out of order", "best verdict first")
        return Framework(
            id=self.text(self.raw, "id", "framework"),
            name=self.text(self.raw, "name", "framework"),
            citation=self.text(self.raw, "citation", "framework"),
            wording=self.text(self.raw, "wording", "framework"),
            critics=self.texts(self.raw, "critics", "framework"),
            criteria=ordered,
            top=top,
            verdicts=rules,
            file=self.path.name,
        )
