"""Reading a data set in a test: its sample, a file made up on the spot, the published file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pytest

from equipoise.sources.files import found_files
from equipoise.sources.registry import card, folder_of, reader, release_of

ReadTable: TypeAlias = Callable[..., pa.Table]


def _table(name: str, place: Path, *, version: str | None, sample: bool) -> pa.Table:
    known = card(name)
    files = found_files(known, release_of(known, version), place, sample=sample)
    assert files, f"no file of {name} in {place}"
    return pa.concat_tables([part for file in files for part in reader(name)(file)])


@pytest.fixture
def read_sample() -> ReadTable:
    """Table of a data set's made-up sample: ``read_sample(name, version=None, place=None)``.

    Another place holds a changed copy of a sample, or is one of several samples.
    """

    def read(name: str, version: str | None = None, place: Path | None = None) -> pa.Table:
        where = folder_of(name) / "sample" if place is None else place
        return _table(name, where, version=version, sample=True)

    return read


@pytest.fixture
def read_files() -> ReadTable:
    """Table of files under their published names: ``read_files(name, place, version=None)``."""

    def read(name: str, place: Path, version: str | None = None) -> pa.Table:
        return _table(name, place, version=version, sample=False)

    return read
