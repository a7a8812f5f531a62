"""A made-up data set, and files of it with whatever is wrong with them."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from equipoise.sources.card import Card
from equipoise.sources.card_file import read_card
from equipoise.sources.files import SourceFile

TOY = Path(__file__).with_name("toy") / "card.toml"
HEADER = "abb,ccode,year,men,share,note\n"

MakeFile: TypeAlias = Callable[..., SourceFile]


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Card:
    """Card of the made-up data set."""
    folder = tmp_path_factory.mktemp("sets") / "toy"
    folder.mkdir()
    shutil.copy(TOY, folder)
    return read_card(folder)


@pytest.fixture
def toy_file(toy: Card, tmp_path: Path) -> MakeFile:
    """A file of the made-up data set: ``toy_file(content, name="toy-2.csv", **release)``."""

    def make(content: bytes | str, name: str = "toy-2.csv", **changed: Any) -> SourceFile:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return SourceFile(toy, replace(toy.releases[0], **changed), path)

    return make


@pytest.fixture
def zipped() -> Callable[[dict[str, bytes]], bytes]:
    """Bytes of a zip with these members."""

    def make(members: dict[str, bytes]) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return stream.getvalue()

    return make
