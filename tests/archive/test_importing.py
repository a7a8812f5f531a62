"""Imports: whole or not at all, the same twice, whatever interrupts them."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from equipoise.archive import importing
from equipoise.archive.importing import Wanted, import_files
from equipoise.archive.store import Archive
from equipoise.errors import ArchiveError, NotFoundError, UnknownSourceError
from equipoise.sources.layouts import read_declared

MANY = "".join(f"USA,2,{year},{year}.5,1,n{year}\n" for year in range(1816, 2000))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_is_imported_with_where_it_came_from(toy) -> None:
    path = toy.write()
    (found,) = toy.take()
    assert (found.id, found.version, found.outcome) == ("toy", "2.0", "imported")
    assert found.table is not None
    assert found.table.sha256 == _digest(path)
    assert (found.table.rows, found.table.sample, found.table.span) == (3, False, (1816, 2000))
    assert toy.seen == ["toy"]
    assert toy.left() == ["archive.duckdb"]


def test_twice_is_already_there_and_changes_nothing(toy) -> None:
    toy.write()
    toy.take()
    before = _digest(toy.path)
    (again,) = toy.take()
    assert again.outcome == "already there"
    assert again.table is not None
    assert _digest(toy.path) == before


def test_two_fresh_archives_hold_the_same_rows(toy) -> None:
    toy.write(MANY)
    (one,) = toy.take()
    toy.path = toy.path.with_name("other.duckdb")
    (other,) = toy.take()
    assert one.table is not None
    assert other.table == one.table


def test_a_changed_file_takes_the_place_of_the_old_one(toy) -> None:
    toy.write()
    toy.take()
    toy.write("USA,2,1990,7,1,\n")
    assert [found.outcome for found in toy.take()] == ["imported"]
    with toy.open() as archive:
        assert archive.values("toy", "men") == {7.0}
        assert len(archive.tables) == 1


def test_every_version_there_is_taken_oldest_first(toy) -> None:
    toy.write()
    toy.write("USA,2,1990,7,1,\n", version=1)
    assert [found.version for found in toy.take()] == ["1.0", "2.0"]
    toy.path.unlink()
    assert [found.version for found in toy.take(version="2.0")] == ["2.0"]


def test_the_publishers_file_goes_before_a_repackaged_one(toy) -> None:
    table = pa.table({"ccode": [2], "year": [1990], "men": [7.0], "share": [1.0], "note": ["x"]})
    pq.write_table(table, toy.files / "toy_v2.parquet")
    (repackaged,) = toy.take()
    assert repackaged.table is not None
    assert repackaged.table.repackaged == "by nobody: the abbreviation dropped"
    assert repackaged.table.mark == "repackaged"
    toy.write()
    (published,) = toy.take()
    assert published.table is not None
    assert published.table.mark == ""


def test_a_sample_is_marked_and_never_takes_the_place_of_data(toy) -> None:
    (sample,) = toy.take(place=None, samples=True)
    assert sample.table is not None
    assert sample.table.mark == "made-up sample"
    assert sample.table.span == (1990, 1991)
    toy.write(MANY)
    assert [found.outcome for found in toy.take()] == ["imported"]
    (refused,) = toy.take(place=None, samples=True)
    assert refused.outcome == "refused"
    assert "made-up sample does not take the place of data" in str(refused.error)
    with toy.open() as archive:
        assert archive.source("toy").sample is False


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("USA,2,1990,7,1\n", r"toy-2\.csv:2: 5 cells where the header has 6"),
        ("USA,2,1990,7,1,\nZZZ,999,1990,7,1,\n", r"toy-2\.csv:3: ccode '999' in 1990 is no code"),
        ("USA,2,1990,many,1,\n", r"toy-2\.csv:2: men is 'many', not a number"),
        ("", "a header and no rows"),
    ],
)
def test_a_refused_file_leaves_the_archive_and_the_other_files(toy, rows, message) -> None:
    toy.write()
    toy.take()
    toy.write(rows)
    toy.write("USA,2,1990,7,1,\n", version=1)
    one, two = toy.take()
    assert (one.outcome, two.outcome) == ("imported", "refused")
    assert two.error is not None
    with pytest.raises(type(two.error), match=message):
        raise two.error
    with toy.open() as archive:
        assert archive.source("toy@2.0").rows == 3
        assert archive.digest("toy@2.0") == archive.source("toy@2.0").content


def test_a_broken_zip_is_the_refusal_of_one_version(toy) -> None:
    (toy.files / "toy-2.zip").write_bytes(b"PK\x03\x04 cut off")
    toy.write("USA,2,1990,7,1,\n", version=1)
    one, two = toy.take()
    assert (one.outcome, two.outcome) == ("imported", "refused")
    assert "toy-2.zip: not a whole zip file" in str(two.error)


def test_when_all_are_refused_no_archive_is_made(toy) -> None:
    toy.write("USA\n")
    assert [found.outcome for found in toy.take()] == ["refused"]
    assert toy.left() == []


def test_a_file_that_cannot_be_read_is_refused_as_such(toy, monkeypatch) -> None:
    toy.write()

    def gone(_: object) -> str:
        raise importing.SourceError("toy-2.csv: Permission denied")

    monkeypatch.setattr(importing, "checksum", gone)
    (found,) = toy.take()
    assert (found.outcome, str(found.error)) == ("refused", "toy-2.csv: Permission denied")


def _renamed(file):
    yield next(iter(read_declared(file))).rename_columns(list("abcdef"))


def _nothing(_):
    yield from ()


@pytest.mark.parametrize(
    ("read", "message"),
    [
        (_renamed, r"toy-2\.csv: read as a, b, c, d, e, f"),
        (_nothing, r"toy-2\.csv: no rows of toy"),
        (lambda file: pa.array(["x"]).cast(pa.int8()), r"toy-2\.csv: .*'x'"),
    ],
)
def test_a_reader_that_gives_no_such_table_is_refused(toy, read_with, read, message) -> None:
    toy.write()
    read_with(read)
    (found,) = toy.take()
    assert found.outcome == "refused"
    assert found.error is not None
    with pytest.raises(type(found.error), match=message):
        raise found.error


def test_of_all_that_is_found_a_file_without_its_rows_is_passed_over(toy, read_with) -> None:
    toy.write()
    toy.take()
    before = _digest(toy.path)
    toy.write(MANY)
    read_with(_nothing)
    (found,) = toy.take(names=())
    assert (found.outcome, found.table, found.error) == ("nothing in it", None, None)
    assert _digest(toy.path) == before
    toy.path.unlink()
    assert [found.outcome for found in toy.take(names=())] == ["nothing in it"]
    assert toy.left() == []


def test_a_cut_off_file_is_refused_also_among_all_that_are_found(toy) -> None:
    toy.write("")
    (found,) = toy.take(names=())
    assert (found.outcome, toy.left()) == ("refused", [])
    assert "a header and no rows" in str(found.error)


def test_a_fault_of_a_reader_leaves_the_archive_as_it_was(toy, read_with) -> None:
    toy.write()
    toy.take()
    before = _digest(toy.path)
    toy.write(MANY)

    def broken(file):
        yield from read_declared(file)
        raise ZeroDivisionError

    read_with(broken)
    with pytest.raises(ZeroDivisionError):
        toy.take()
    assert _digest(toy.path) == before
    assert toy.left() == ["archive.duckdb"]


def test_a_file_of_another_name_needs_its_version(toy, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_bytes(toy.write().read_bytes())
    with pytest.raises(NotFoundError, match="no file of toy in") as caught:
        toy.take(mine)
    assert "another name needs --version" in str(caught.value.hint)
    (found,) = toy.take(mine, version="2.0")
    assert found.table is not None
    assert found.table.files == ("mine.csv",)


def test_what_is_not_there_is_told_with_where_to_get_it(toy, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no file of toy in") as caught:
        toy.take()
    assert caught.value.hint == (
        "get toy-2.csv, toy-2.zip, inner.zip from https://example.org/toy-2.zip and name it "
        "with --from"
    )
    with pytest.raises(NotFoundError, match="absent does not exist"):
        toy.take(tmp_path / "absent")
    with pytest.raises(NotFoundError, match="no file of a data set in"):
        toy.take(names=())
    with pytest.raises(UnknownSourceError, match="no data set is called 'toi'"):
        toy.take(names=("toi",))
    with pytest.raises(UnknownSourceError, match=r"toy has no version '9\.0'"):
        toy.take(version="9.0")
    assert toy.left() == []


def test_a_card_with_other_columns_imports_again(toy) -> None:
    toy.write()
    toy.take()
    toy.change('name = "note"', 'name = "remark"')
    toy.change('description = "Remark"', 'from = "note"\ndescription = "Remark"')
    assert [found.outcome for found in toy.take()] == ["imported"]
    with toy.open() as archive:
        assert "remark" in archive.source("toy").columns


def test_a_reader_keeps_its_view_and_locks_nobody_out(toy) -> None:
    toy.write()
    toy.take()
    with toy.open() as old:
        toy.write("USA,2,1990,7,1,\n")
        assert [found.outcome for found in toy.take()] == ["imported"]
        assert len(old.rows("toy", {}).rows) == 3
        with toy.open() as new:
            assert len(new.rows("toy", {}).rows) == 1
        assert old.values("toy", "year") == {1990, 1991}


@pytest.mark.parametrize("content", [b"garbage" * 1000, b""])
def test_a_damaged_archive_is_named_and_left(toy, content: bytes) -> None:
    toy.write()
    toy.path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"home/archive\.duckdb: not an archive") as caught:
        toy.take()
    assert "EQUIPOISE_HOME" in str(caught.value.hint)
    assert toy.path.read_bytes() == content
    assert toy.left() == ["archive.duckdb"]


def test_another_database_is_not_written_to(toy) -> None:
    toy.write()
    with duckdb.connect(str(toy.path)) as connection:
        connection.execute("CREATE TABLE mine AS SELECT 1")
    before = _digest(toy.path)
    with pytest.raises(ArchiveError, match="not an archive"):
        toy.take()
    assert _digest(toy.path) == before


@contextmanager
def _largest(size: int):
    """No file may grow beyond a size, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_on_a_full_disk_the_archive_is_as_it_was(toy) -> None:
    toy.write()
    with _largest(50_000), pytest.raises(ArchiveError, match="it is as it was") as caught:
        toy.take()
    assert "make room" in str(caught.value.hint)
    assert toy.left() == []
    toy.take()
    before = _digest(toy.path)
    toy.write(MANY)
    for size in (50_000, toy.path.stat().st_size):
        with _largest(size), pytest.raises(ArchiveError, match="it is as it was"):
            toy.take()
        assert _digest(toy.path) == before
        assert toy.left() == ["archive.duckdb"]


def test_a_swap_that_fails_leaves_the_archive(toy, monkeypatch) -> None:
    toy.write()
    toy.take()
    before = _digest(toy.path)
    toy.write(MANY)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(importing.os, "replace", refuse)
    with pytest.raises(ArchiveError, match=r"cannot be written \(Permission denied\)"):
        toy.take()
    assert _digest(toy.path) == before
    assert toy.left() == ["archive.duckdb"]


@contextmanager
def _without_rights():
    """Work as nobody, where the tests run as root, to whom no folder is read-only."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_read_only_folder_is_told(toy) -> None:
    toy.write()
    toy.path.parent.chmod(0o555)
    files = list(importing._groups(Wanted(names=("toy",), place=toy.files)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, "_groups", lambda wanted: iter(files))
        with _without_rights():
            with pytest.raises(ArchiveError, match="Permission denied"):
                toy.take()
            with pytest.raises(ArchiveError, match="Permission denied"):
                toy.open()
    toy.path.parent.chmod(0o755)


def test_a_file_in_the_place_of_the_folder_is_told(toy) -> None:
    toy.write()
    toy.path = toy.write() / "archive.duckdb"
    with pytest.raises(ArchiveError, match=r"Not a directory|File exists"):
        toy.take()


CHILD = """
import sys, time
from pathlib import Path
from equipoise.archive import importing, sanity
how, place = sys.argv[1], Path(sys.argv[2])
seen = []
def stall(name):
    seen.append(name)
    if len(seen) == 2 and how == "wait":
        print("half way", flush=True)
        time.sleep(60)
def slow(connection, *rest):
    if len(seen) > 2:
        print("half way", flush=True)
        while True:
            connection.execute("SELECT sum(hash(range)) FROM range(20000000)")
    return ()
importing.findings = slow
importing.import_files(importing.Wanted(names=("nmc",), samples=True), place, stall)
"""


@contextmanager
def _half_way(path: Path, how: str):
    """Another process in the middle of its import."""
    command = [sys.executable, "-c", CHILD, how, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"half way\n"
        try:
            yield child
        finally:
            child.kill()


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """An archive with the made-up sample of one version."""
    path = tmp_path / "archive.duckdb"
    import_files(Wanted(names=("nmc",), version="6.0", samples=True), path)
    return path


def test_a_second_import_waits_and_a_killed_one_leaves_the_archive(
    samples: Path, monkeypatch
) -> None:
    before = _digest(samples)
    wanted = Wanted(names=("nmc",), samples=True)
    with _half_way(samples, "wait") as child:
        monkeypatch.setattr(importing, "_WAIT_SECONDS", 0.1)
        with pytest.raises(ArchiveError, match="another import is running") as caught:
            import_files(wanted, samples)
        assert caught.value.hint == "wait until it has finished"
        with Archive(samples) as archive:
            assert [table.version for table in archive.tables] == ["6.0"]
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert _digest(samples) == before
    assert len(list(samples.parent.glob("archive.duckdb.*.new"))) == 1
    outcomes = {found.outcome for found in import_files(wanted, samples)}
    assert outcomes == {"imported", "already there"}
    assert not list(samples.parent.glob("*.new*"))
    with Archive(samples) as archive:
        assert len(archive.tables) == len(wanted.names) * 3


@pytest.mark.parametrize("how", ["wait", "query"])
def test_ctrl_c_leaves_the_archive_as_it_was(samples: Path, how: str) -> None:
    before = _digest(samples)
    with _half_way(samples, how) as child:
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.2)
        child.send_signal(signal.SIGINT)
        _, told = child.communicate(timeout=20)
    assert child.returncode == -signal.SIGINT
    assert b"KeyboardInterrupt" in told
    assert _digest(samples) == before
    assert not list(samples.parent.glob("*.new*"))
