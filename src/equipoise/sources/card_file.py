"""Reading ``card.toml`` and ``corrections.toml``; a fault names the file, the table and the key."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias, cast, get_args

from equipoise.errors import SourceError, near_names
from equipoise.sources.card import (
    Absent,
    Card,
    Checks,
    ColumnType,
    Commerce,
    Correction,
    Jump,
    Layout,
    Licence,
    Release,
    SourceColumn,
    YearSum,
)
from equipoise.vocabulary.state_tables import SCHEMES
from equipoise.vocabulary.units import all_units

CARD = "card.toml"
CORRECTIONS = "corrections.toml"
KINDS = ("year", "edtf", "parties", "text", "code", "number")
"""What a column may hold instead of figures of one unit."""

_UNITS = {"text": "text", "state": "text", "date": "edtf", "flag": "flag"}
"""Unit of a column whose card names none, by type."""
_SHA256 = re.compile("[0-9a-f]{64}")

_Raw: TypeAlias = Mapping[str, Any]
_Toml: TypeAlias = Any


class _Fields:
    """Fields of one table of a card, each asked for once, so that strays are found."""

    def __init__(self, raw: _Toml, place: str) -> None:
        self.place = place
        if not isinstance(raw, Mapping):
            raise self.refuse(f"{raw!r} is no table")
        self.raw: _Raw = raw
        self._asked: set[str] = set()

    def refuse(self, message: str, hint: str = "mend the card") -> SourceError:
        return SourceError(f"{self.place}: {message}", hint=hint)

    def get(self, name: str, kind: type, default: _Toml = None) -> _Toml:
        self._asked.add(name)
        if name not in self.raw:
            if default is None:
                raise self.refuse(f"{name} is missing")
            return default
        value = self.raw[name]
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.refuse(f"{name} is {value!r}, not of type {kind.__name__}")
        return value

    def text(self, name: str, default: str | None = None) -> str:
        return str(self.get(name, str, default)).strip()

    def texts(self, name: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        found = self.get(name, list, None if default is None else list(default))
        if not all(isinstance(item, str) for item in found):
            raise self.refuse(f"{name} must be a list of texts")
        return tuple(found)

    def table(self, name: str) -> dict[str, Any]:
        return dict(self.get(name, dict, {}))

    def names(self, name: str) -> dict[str, str]:
        found = self.table(name)
        strays = [key for key, value in found.items() if not isinstance(value, str)]
        if strays:
            raise self.refuse(f"{name}: {', '.join(strays)} must be a text")
        return found

    def tables(self, name: str, default: Sequence[_Raw] | None = None) -> list[_Fields]:
        found = self.get(name, list, None if default is None else list(default))
        return [_Fields(one, f"{self.place} {name} {n}") for n, one in enumerate(found, start=1)]

    def word(self, name: str, words: Sequence[str], default: str | None = None) -> str:
        found = self.text(name, default)
        if found not in words:
            raise self.refuse(f"{name} is {found!r}", hint=near_names(found, words))
        return found

    def encoding(self, name: str) -> str:
        try:
            codecs.lookup(name)
        except LookupError as error:
            raise self.refuse(f"{name!r} is no encoding") from error
        return name

    def finish(self) -> None:
        strays = [name for name in self.raw if name not in self._asked]
        if strays:
            raise self.refuse(f"unknown keys: {', '.join(strays)}")


def read_card(folder: Path) -> Card:
    """The card in a data set's folder.

    Parameters
    ----------
    folder : Path
        ``sources/sets/<name>``; its name with hyphens is the id.

    Returns
    -------
    Card

    Raises
    ------
    SourceError
        The card or the corrections are malformed; the message names file, table and key.
    """
    name = folder.name.replace("_", "-")
    raw = _toml(folder / CARD)
    top = _Fields(raw, f"{name}/{CARD}")
    missing = top.texts("missing", ())
    columns = tuple(_column(raw_column, missing) for raw_column in top.tables("column"))
    releases = tuple(_release(raw_release) for raw_release in top.tables("release"))
    licence = _Fields(top.table("licence"), f"{top.place} licence")
    card = Card(
        id=name,
        title=top.text("title"),
        producer=top.text("producer"),
        covers=top.text("covers"),
        homepage=top.text("homepage"),
        citation=top.text("citation"),
        bibtex=top.text("bibtex"),
        licence=Licence(
            licence.text("text"),
            licence.text("url", ""),
            cast("Commerce", licence.word("commerce", get_args(Commerce))),
        ),
        key=top.texts("key"),
        columns=columns,
        releases=releases,
        areas=top.names("areas"),
        checks=_checks(_Fields(top.table("checks"), f"{top.place} checks")),
        corrections=_corrections(folder),
        notes=top.texts("notes", ()),
        absent=cast("Absent", top.word("absent", get_args(Absent), "unknown")),
    )
    licence.finish()
    top.finish()
    _check(card, top)
    return card


def _check(card: Card, top: _Fields) -> None:
    """Names that other parts of the card refer to."""
    for part, found in (("key", card.key), ("column", card.columns), ("release", card.releases)):
        if not found:
            raise top.refuse(f"{part} is empty")
    names = [column.name for column in card.columns]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise top.refuse(f"column {', '.join(twice)} stands twice")
    asked = [
        *card.key,
        *(j.column for j in card.checks.jumps),
        *(s.column for s in card.checks.sums),
        *(name for release in card.releases for name in release.partial),
    ]
    if card.checks != Checks():
        asked.append("year")
    asked += [name for c in card.corrections for name in (c.column, *c.key)]
    strays = sorted({name for name in asked if name not in names})
    if strays:
        raise top.refuse(f"no column {', '.join(strays)}", hint=near_names(strays[0], names))
    if card.checks.jumps and set(card.key) <= {"year"}:
        raise top.refuse("jumps need a key that names more than the year")
    versions = {version for c in card.corrections for version in c.versions}
    unknown = sorted(versions.difference(card.versions))
    if unknown:
        message = f"a correction names version {', '.join(unknown)}"
        raise top.refuse(message, hint=near_names(unknown[0], card.versions))


def _toml(path: Path) -> _Raw:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path.parent.name}/{path.name}: {error}"
        raise SourceError(message, hint="mend the card") from error


def _column(raw: _Fields, missing: Sequence[str]) -> SourceColumn:
    kind = raw.word("type", get_args(ColumnType))
    unit = raw.text("unit", _UNITS.get(kind))
    if unit not in all_units() and unit not in KINDS:
        raise raw.refuse(
            f"unit {unit!r} is not known", hint=near_names(unit, [*all_units(), *KINDS])
        )
    scheme = raw.word("scheme", SCHEMES) if kind == "state" else ""
    column = SourceColumn(
        name=raw.text("name"),
        type=cast("ColumnType", kind),
        description=raw.text("description"),
        unit=unit,
        published=raw.text("from", ""),
        missing=raw.texts("missing", missing),
        scheme=scheme,
    )
    raw.finish()
    return column


def _release(raw: _Fields) -> Release:
    span = raw.get("span", list)
    if len(span) != 2 or {type(year) for year in span} != {int} or span[0] > span[1]:
        raise raw.refuse("span must be two years, the earlier one first")
    rows = raw.get("rows", int, -1)
    release = Release(
        version=raw.text("version"),
        files=raw.texts("files"),
        archives=raw.texts("archives", ()),
        url=raw.text("url", ""),
        layout=cast("Layout", raw.word("layout", get_args(Layout))),
        header=raw.texts("header", ()),
        encodings=tuple(map(raw.encoding, raw.texts("encodings", ("utf-8",)))),
        delimiter=raw.get("delimiter", str, ","),
        sheet=raw.text("sheet", ""),
        renamed=raw.names("renamed"),
        sha256=raw.names("sha256"),
        rows=None if rows < 0 else rows,
        span=(span[0], span[1]),
        repackaged=raw.text("repackaged", ""),
        sample=raw.text("sample", ""),
        parts=bool(raw.get("parts", bool, False)),
        partial=raw.texts("partial", ()),
    )
    raw.finish()
    if len(release.delimiter) != 1:
        raise raw.refuse(f"delimiter {release.delimiter!r} is not one character")
    broken = [name for name, digest in release.sha256.items() if not _SHA256.fullmatch(digest)]
    if broken:
        raise raw.refuse(f"sha256 of {', '.join(broken)} is not 64 digits of 0-9 and a-f")
    return release


def _checks(raw: _Fields) -> Checks:
    jumps = []
    for one in raw.tables("jumps", ()):
        jump = Jump(one.text("column"), one.get("factor", float), one.get("floor", float, 0.0))
        if jump.factor <= 1:
            raise one.refuse(f"factor is {jump.factor:g}, not above 1")
        one.finish()
        jumps.append(jump)
    sums = []
    for one in raw.tables("sums", ()):
        sums.append(YearSum(one.text("column"), one.get("low", float), one.get("high", float)))
        one.finish()
    checks = Checks(raw.word("membership", ("", "cow", "gw"), ""), tuple(jumps), tuple(sums))
    raw.finish()
    return checks


def _corrections(folder: Path) -> tuple[Correction, ...]:
    if not (folder / CORRECTIONS).exists():
        return ()
    top = _Fields(_toml(folder / CORRECTIONS), f"{folder.name.replace('_', '-')}/{CORRECTIONS}")
    found = [_correction(raw) for raw in top.tables("correction")]
    top.finish()
    return tuple(found)


def _correction(raw: _Fields) -> Correction:
    correction = Correction(
        versions=raw.texts("versions"),
        key=raw.table("key"),
        column=raw.text("column"),
        published=raw.get("published", object),
        corrected=raw.get("corrected", object) if "corrected" in raw.raw else None,
        reason=raw.text("reason"),
        source=raw.text("source"),
    )
    raw.finish()
    cells = [*correction.key.values(), correction.published]
    cells += [] if correction.corrected is None else [correction.corrected]
    if not correction.key or not correction.versions:
        raise raw.refuse("versions and key must not be empty")
    if not all(isinstance(cell, (str, int, float, date)) for cell in cells):
        raise raw.refuse("key, published and corrected must be texts, numbers or days")
    if correction.published == correction.corrected:
        raise raw.refuse("published and corrected are the same")
    return correction
