"""A made-up data set that can be imported, and an archive of its own for each test."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest

from equipoise.archive.importing import Imported, Wanted, import_files
from equipoise.archive.store import Archive
from equipoise.sources import registry
from equipoise.sources.layouts import read_declared

CARD = Path(__file__).parent.parent / "sources" / "toy" / "card.toml"
HEADER = "abb,ccode,year,men,share,note\n"
ROWS = "USA,2,1990,2100,0.4,\nRUS,365,1990,3400,0.6,of which reserves\nRUS,365,1991,-9,1,\n"
CORRECTIONS = """
[[correction]]
versions = ["2.0"]
key = { ccode = 365, year = 1990 }
column = "men"
published = 3400
corrected = 3988
reason = "two columns were swapped"
source = "made up"
"""


@dataclass
class ToySet:
    """Files of the made-up data set, and the archive they are imported into."""

    folder: Path
    files: Path
    path: Path
    seen: list[str] = field(default_factory=list)

    def write(self, rows: str = ROWS, version: int = 2, header: str = HEADER) -> Path:
        """Publish a version with these rows."""
        path = self.files / f"toy-{version}.csv"
        path.write_text(header + rows, encoding="utf-8")
        return path

    def correct(self, text: str = CORRECTIONS) -> None:
        """Put corrections beside the card."""
        (self.folder / "corrections.toml").write_text(text, encoding="utf-8")
        registry.card.cache_clear()

    def change(self, old: str, new: str) -> None:
        """Change the card."""
        path = self.folder / "card.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        registry.card.cache_clear()

    def take(self, place: Path | None = None, **wanted: object) -> tuple[Imported, ...]:
        """Import what is published."""
        asked = {"names": ("toy",), "place": place or self.files, **wanted}
        return import_files(Wanted(**asked), self.path, self.seen.append)  # type: ignore[arg-type]

    def open(self) -> Archive:
        """The archive."""
        return Archive(self.path)

    def left(self) -> list[str]:
        """Files beside the archive, its lock aside."""
        names = (path.name for path in self.path.parent.iterdir())
        return sorted(name for name in names if not name.endswith(".lock"))


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ToySet]:
    """The made-up data set, alone in the registry."""
    folder = tmp_path / "sets" / "toy"
    (folder / "sample").mkdir(parents=True)
    shutil.copy(CARD, folder)
    (folder / "sample" / "toy-2.csv").write_text(HEADER + ROWS, encoding="utf-8")
    module = ModuleType("equipoise.sources.sets.toy.read")
    module.read = read_declared  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(registry, "SETS", folder.parent)
    for known in (registry.card, registry.card_names, registry.cards):
        known.cache_clear()
    (tmp_path / "files").mkdir()
    (tmp_path / "home").mkdir()
    yield ToySet(folder, tmp_path / "files", tmp_path / "home" / "archive.duckdb")
    monkeypatch.undo()
    for known in (registry.card, registry.card_names, registry.cards):
        known.cache_clear()


ReadWith = Callable[..., None]


@pytest.fixture
def read_with(monkeypatch: pytest.MonkeyPatch) -> ReadWith:
    """Put another reader in the place of the made-up set's own."""

    def put(read: Callable[..., object]) -> None:
        monkeypatch.setattr(sys.modules["equipoise.sources.sets.toy.read"], "read", read)

    return put
