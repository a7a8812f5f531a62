"""The archive, open for reading: rows in order, nothing but the archive within reach."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from equipoise.archive.store import Archive
from equipoise.errors import ArchiveError, NotImportedError


@pytest.fixture
def archive(toy) -> Archive:
    toy.write()
    toy.take()
    with toy.open() as found:
        yield found


def test_rows_are_those_of_the_file_in_its_order(archive: Archive) -> None:
    table = archive.rows("toy", {})
    assert [column.name for column in table.columns] == [
        *("row", "state", "ccode", "year", "men", "share", "note")
    ]
    assert [column.type for column in table.columns] == [
        *("integer", "text", "integer", "integer", "number", "number", "text")
    ]
    assert list(table.rows) == [
        (1, "USA", 2, 1990, 2100.0, 0.4, None),
        (2, "RUS", 365, 1990, 3400.0, 0.6, "of which reserves"),
        (3, "RUS", 365, 1991, None, 1.0, None),
    ]
    assert archive.arrow("toy").to_pylist() == [
        {key: cell for key, cell in row.items() if key != "row"} for row in table.records()
    ]


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ({"state": ["RUS"]}, [2, 3]),
        ({"state": ["RUS", "CHN"], "year": [1990]}, [2]),
        ({"year": [1990.0]}, [1, 2]),
        ({"year": []}, []),
        ({"men": [None]}, [3]),
        ({"men": [None, 2100]}, [1, 3]),
        ({"year": ["1990"]}, []),
        ({"state": [365]}, []),
        ({"state": ["' OR 1=1 --"]}, []),
        ({"note": ["x'); DROP TABLE catalogue; --"]}, []),
    ],
)
def test_a_row_is_found_by_the_values_it_may_have(archive: Archive, where, rows) -> None:
    assert [row[0] for row in archive.rows("toy", where).rows] == rows
    assert archive.arrow("toy", ["year"], where).num_rows == len(rows)
    assert archive.rows("toy", {}).rows


@pytest.mark.parametrize("column", ['year" = 1 OR "year', "rowid", "1=1 --", "yeer"])
def test_a_column_that_is_none_is_refused(archive: Archive, column: str) -> None:
    with pytest.raises(ArchiveError, match="has no column"):
        archive.rows("toy", {column: [1990]})
    with pytest.raises(ArchiveError, match="has no column"):
        archive.arrow("toy", [column])
    with pytest.raises(ArchiveError, match="has no column"):
        archive.values("toy", column)


@pytest.mark.parametrize("name", ["catalogue", 'toy"; --', "/etc/passwd", "toy@3.0"])
def test_a_table_that_is_no_data_set_is_refused(archive: Archive, name: str) -> None:
    assert not archive.has(name)
    with pytest.raises(NotImportedError, match="the archive has no data set"):
        archive.rows(name, {})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM '{file}'",
        "COPY \"toy@2.0\" TO '{file}.out'",
        "ATTACH '{file}.duckdb'",
        "SET enable_external_access = true",
        "LOAD httpfs",
        'DELETE FROM "toy@2.0"',
        "CREATE TABLE more AS SELECT 1",
    ],
)
def test_a_connection_reaches_nothing_else_and_writes_nothing(
    archive: Archive, tmp_path: Path, query: str
) -> None:
    file = tmp_path / "other.csv"
    file.write_text("a\n1\n")
    with pytest.raises(duckdb.Error):
        archive._open.execute(query.format(file=file))
    assert sorted(path.name for path in tmp_path.glob("other.*")) == ["other.csv"]


def test_an_arrow_table_in_scope_is_no_table_of_the_archive(archive: Archive) -> None:
    local = archive.arrow("toy")
    assert local.num_rows == 3
    with pytest.raises(duckdb.Error):
        archive._open.execute("SELECT * FROM local")


def test_the_newest_version_answers_to_the_bare_name(toy) -> None:
    toy.write("USA,2,1990,7,1,\n", version=1)
    toy.write()
    toy.take()
    with toy.open() as archive:
        assert [table.table for table in archive.tables] == ["toy@2.0", "toy@1.0"]
        assert archive.source("toy").version == "2.0"
        assert archive.source("toy@1.0").rows == 1
        assert archive.values("toy@1.0", "men") == {7.0}
        assert archive.values("toy", "men") == {2100.0, 3400.0, None}


def test_what_was_not_imported_is_told_with_what_to_do(toy) -> None:
    with toy.open() as archive:
        assert archive.tables == ()
        assert archive.provenance("toy") is None
        with pytest.raises(NotImportedError) as caught:
            archive.source("toy")
        assert "equipoise sources import toy --from FILE" in str(caught.value.hint)
        with pytest.raises(NotImportedError) as caught:
            archive.source("toi")
        assert caught.value.hint == "did you mean toy?"
    toy.write("USA,2,1990,7,1,\n", version=1)
    toy.take()
    with toy.open() as archive, pytest.raises(NotImportedError) as caught:
        archive.source("toy@2.0")
    assert caught.value.hint == "versions there: 1.0"


def test_a_table_says_where_it_came_from(archive: Archive) -> None:
    source = archive.source("toy")
    assert (source.title, source.version, source.files) == ("Toy levies", "2.0", ("toy-2.csv",))
    assert (source.rows, source.span, source.repackaged) == (3, (1816, 2000), "")
    assert source.content.startswith("3:")
    assert archive.provenance("toy").text == "Toy levies, version 2.0"


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"garbage" * 1000, "cannot be opened"), (b"", "cannot be opened")],
)
def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "archive.duckdb"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=rf"archive\.duckdb: {told}"):
        Archive(path)


def test_a_folder_or_another_database_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive(tmp_path)
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE t AS SELECT 1")
    with pytest.raises(ArchiveError, match=r"other\.duckdb: not an archive"):
        Archive(other)
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE catalogue AS SELECT 1 AS entry, 2 AS id, 3 AS version")
    with Archive(other) as archive, pytest.raises(ArchiveError, match="another version"):
        assert archive.tables == ()


def test_an_archive_that_is_cut_off_is_refused(toy) -> None:
    toy.write("".join(f"USA,2,{year},{year}.5,1,n{year}\n" for year in range(1816, 2000)))
    toy.take()
    toy.path.write_bytes(toy.path.read_bytes()[: 3 * 4096])
    with pytest.raises(ArchiveError, match=r"cannot be opened|not an archive"):
        toy.open()


def test_a_closed_archive_says_so(archive: Archive) -> None:
    assert archive.tables
    archive.close()
    with pytest.raises(ArchiveError, match="no archive, or closed"):
        archive.rows("toy", {})


def test_a_quotation_mark_in_a_path_is_part_of_its_name(toy) -> None:
    toy.path = toy.path.parent / "it's; here" / "archive.duckdb"
    toy.write()
    toy.take()
    with toy.open() as archive:
        assert archive.source("toy").rows == 3
