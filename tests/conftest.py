"""Published data beside the checkout, and dossiers that a test may change."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from equipoise.archive import catalogue
from equipoise.archive.imported import ImportedTable
from equipoise.dossier.package import seal
from equipoise.dossier.read import Dossier, dossier_folder, open_dossier
from equipoise.sources.registry import card

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of published data beside the checkout, or a skip that says so."""
    folder = Path(os.environ.get("EQUIPOISE_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        if os.environ.get("EQUIPOISE_REQUIRE_DATA"):
            pytest.fail(f"published data expected at {folder} and not found")
        pytest.skip("published data absent: set EQUIPOISE_SHARED to its folder")
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Turn a skip of a real-data test into a failure where the data is promised."""
    report = yield
    promised = os.environ.get("EQUIPOISE_REQUIRE_DATA")
    if promised and report.skipped and item.get_closest_marker("real_data"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: real-data test skipped although the data is here"
    return report


@pytest.fixture(autouse=True, scope="session")
def _no_archive_of_the_user(tmp_path_factory: pytest.TempPathFactory):
    """Let no test see, or write to, the archive of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EQUIPOISE_HOME", str(tmp_path_factory.mktemp("home")))
        yield


Cells = dict[str, object]
MadeTables = Callable[..., Path]


@pytest.fixture
def made_archive(tmp_path: Path) -> MadeTables:
    """Build an archive of made-up tables: by data set, its rows, and what its entry says else."""

    def make(tables: dict[str, list[Cells]], **entries: dict[str, object]) -> Path:
        path = tmp_path / "archive.duckdb"
        with duckdb.connect(str(path)) as connection:
            catalogue.make(connection)
            for name, rows in tables.items():
                entry = _entry(name, rows, entries.get(name.replace("-", "_"), {}))
                types = {c.name: _ARROW[c.type] for c in card(name).columns}
                columns = {c: pa.array([row.get(c) for row in rows], t) for c, t in types.items()}
                connection.from_arrow(pa.table(columns)).create(entry.table)
                catalogue.record(connection, entry)
        return path

    return make


_ARROW = {
    "text": pa.string(),
    "state": pa.string(),
    "integer": pa.int64(),
    "flag": pa.int8(),
    "number": pa.float64(),
    "date": pa.date32(),
}


def _entry(name: str, rows: list[Cells], changes: dict[str, object]) -> ImportedTable:
    known = card(name)
    years = [row.get("year", 0) for row in rows]
    made = {
        "id": name,
        "version": "1",
        "title": known.title,
        "producer": known.producer,
        "citation": known.citation,
        "files": ("made.csv",),
        "sha256": "0" * 64,
        "imported_on": "2024-01-01",
        "repackaged": "",
        "sample": True,
        "first_year": min(years),
        "last_year": max(years),
        "rows": len(rows),
        "content": "",
        "columns": tuple(column.name for column in known.columns),
        "partial": (),
        "absent": known.absent,
        "findings": (),
    }
    return ImportedTable(**{**made, **changes})


Row = dict[str, str]


class DossierCopy:
    """A copy of the shipped dossier that a test may change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, table: str) -> list[Row]:
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def write(self, table: str, rows: list[Row]) -> DossierCopy:
        header = list(self.rows(table)[0]) if not rows else list(rows[0])
        with (self.folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return self

    def edit(self, table: str, change: Callable[[Row], Row | None]) -> DossierCopy:
        """Rewrite every row of a table; a change that returns None drops the row."""
        changed = [change(dict(row)) for row in self.rows(table)]
        return self.write(table, [row for row in changed if row is not None])

    def text(self, name: str, change: Callable[[str], str]) -> DossierCopy:
        path = self.folder / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
        return self

    def open(self) -> Dossier:
        """Seal the copy, read it and refuse it if the change broke it."""
        seal(self.folder)
        return open_dossier(self.folder)


@pytest.fixture
def dossier_copy(tmp_path: Path) -> DossierCopy:
    """The shipped dossier, to be changed."""
    folder = tmp_path / "russia-east-asia"
    shutil.copytree(dossier_folder("russia-east-asia"), folder)
    return DossierCopy(folder)


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    """The shipped dossier, as it is."""
    return open_dossier("russia-east-asia")
