"""Writing panels: every format, whole or not at all, the same bytes twice."""

from __future__ import annotations

import csv
import errno
import hashlib
import json
import subprocess
import sys
from datetime import date

import pyarrow as pa
import pyreadstat
import pytest
from pyarrow import ipc, parquet

from equipoise.archive.panels.builder import dyad_years, state_years
from equipoise.archive.panels.panel import Panel
from equipoise.errors import ArgumentError, OutputError


@pytest.fixture
def archive(made_up):
    """Two tables, one of which stops within the panel."""
    powers = {"state": ["USA"], "start": [date(1898, 8, 13)], "end": [None]}
    points = {"state": ["USA", "GBR"], "year": [2015, 2016], "ideal_point": [0.1, -2.5]}
    return made_up(
        cow_majors=((1816, 2015), powers),
        unga_ideal_points=((1946, 2024), points),
    )


@pytest.fixture
def builder():
    """A small panel of dyads with nulls in it."""
    return dyad_years(start=2015, end=2016, region="northeast-asia").add("majors", "ideal-points")


def read_back(path):
    """Rows of a file, nulls as None."""
    if path.suffix == ".parquet":
        return parquet.read_table(path).to_pylist()
    if path.suffix == ".arrow":
        return ipc.open_file(path).read_all().to_pylist()
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    frame, _ = pyreadstat.read_dta(path, output_format="polars")
    return [{k: None if v != v else v for k, v in row.items()} for row in frame.to_dicts()]


@pytest.mark.parametrize("suffix", [".parquet", ".arrow", ".csv", ".dta"])
def test_every_format_gives_back_the_panel(tmp_path, builder, archive, suffix):
    path = tmp_path / f"panel{suffix}"
    manifest = builder.write(path, archive)
    expected = builder.table(archive).to_pylist()
    if suffix == ".csv":
        expected = [{k: "" if v is None else str(v) for k, v in row.items()} for row in expected]
    assert read_back(path) == expected
    assert manifest.rows == len(expected) == 60


@pytest.mark.parametrize("suffix", [".parquet", ".arrow", ".csv", ".dta"])
def test_the_same_bytes_twice(tmp_path, builder, archive, suffix):
    paths = [tmp_path / folder / f"panel{suffix}" for folder in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        builder.write(path, archive)
    for name in (f"panel{suffix}", f"panel{suffix}.manifest.json"):
        one, other = ((path.parent / name).read_bytes() for path in paths)
        assert one == other


def test_the_manifest_says_what_the_panel_rests_on(tmp_path, builder, archive):
    path = tmp_path / "panel.parquet"
    written = builder.write(path, archive)
    told = json.loads((tmp_path / "panel.parquet.manifest.json").read_text(encoding="utf-8"))
    assert told["unit"] == "directed dyad-year"
    assert (told["first"], told["last"], told["rows"]) == (2015, 2016, 60)
    assert told["file"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    columns = {column["name"]: column for column in told["columns"]}
    assert list(columns) == list(builder.column_names)
    # The list of powers stops in 2015: half of the rows are null.
    assert columns["major1"]["non_null"] == 30
    assert columns["major1"]["missing_share"] == 0.5
    assert columns["ccode1"]["verb"] == ""
    assert told["sources"]["cow-majors"]["span"] == [1816, 2015]
    assert any("covers 1816 to 2015" in warning for warning in told["warnings"])
    assert builder.manifest(archive) == written


def test_stata_has_labels_and_texts(tmp_path, builder, archive):
    builder.write(tmp_path / "panel.dta", archive)
    _, meta = pyreadstat.read_dta(tmp_path / "panel.dta", metadataonly=True)
    labels = meta.column_names_to_labels
    assert labels["major2"] == "a major power on any day of the year (second state)"
    assert meta.readstat_variable_types["state1"] == "string"


def test_pieces_do_not_change_the_panel(builder, archive):
    panel = builder.panel(archive)
    small = pa.Table.from_batches(panel.pieces(7))
    assert small.equals(panel.to_arrow())
    assert pa.table(panel).equals(small)


def test_a_panel_without_rows_can_be_written(tmp_path):
    # No member of the region is a member of the system then.
    empty = state_years(start=1816, end=1820, region="southeast-asia")
    manifest = empty.write(tmp_path / "empty.parquet")
    assert manifest.rows == 0
    assert parquet.read_table(tmp_path / "empty.parquet").num_rows == 0


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".dta", ".arrow"])
@pytest.mark.parametrize(
    ("fault", "raised"),
    [(OSError(errno.ENOSPC, "No space left on device"), OutputError), (KeyboardInterrupt(), None)],
)
def test_a_broken_off_write_leaves_what_was_there(
    tmp_path, builder, archive, monkeypatch, suffix, fault, raised
):
    path = tmp_path / f"panel{suffix}"
    path.write_bytes(b"before")

    panel = builder.panel(archive)
    with monkeypatch.context() as patch:
        patch.setattr(Panel, "pieces", lambda _self, size=0: broken_off(panel, fault))
        with pytest.raises(raised or KeyboardInterrupt):
            builder.write(path, archive)
    assert path.read_bytes() == b"before"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def broken_off(panel, fault):
    """One piece, then the fault."""
    yield panel._piece(0, 5)
    raise fault


def test_a_full_disk_leaves_nothing(tmp_path):
    # A limit on the size of files fails writes as a full disk does, in any folder.
    code = (
        "import resource, sys\n"
        "from equipoise.archive.panels.builder import state_years\n"
        "from equipoise.errors import OutputError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "for suffix in ('.parquet', '.csv', '.dta', '.arrow'):\n"
        "    try:\n"
        "        state_years().write(sys.argv[1] + '/panel' + suffix)\n"
        "    except OutputError as fault:\n"
        "        print(fault.message)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert said.count("cannot write") == 4
    assert list(tmp_path.iterdir()) == []


def test_refusals(tmp_path, builder, archive):
    with pytest.raises(ArgumentError, match=r"'\.xlsx'"):
        builder.write(tmp_path / "panel.xlsx", archive)
    with pytest.raises(OutputError, match="cannot write"):
        builder.write(tmp_path / "absent" / "panel.csv", archive)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_library_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    with pytest.raises(OutputError, match="pyreadstat") as fault:
        state_years(start=2016, end=2016).write(tmp_path / "panel.dta")
    assert "equipoise[stata]" in fault.value.hint
