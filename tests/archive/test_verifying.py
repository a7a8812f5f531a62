"""Tables held against what was imported and against their cards."""

from __future__ import annotations

import duckdb
import pytest

from equipoise.archive.verifying import verify
from equipoise.errors import ArchiveError, NotImportedError


def _faults(toy) -> list[tuple[str, ...]]:
    with toy.open() as archive:
        return [found.faults for found in verify(archive)]


def _change(toy, *statements: str) -> None:
    with duckdb.connect(str(toy.path)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def imported(toy):
    toy.write()
    toy.write("USA,2,1990,7,1,\n", version=1)
    toy.take()
    return toy


def test_what_was_imported_is_still_there(imported) -> None:
    assert _faults(imported) == [(), ()]


def test_an_empty_archive_has_nothing_to_verify(toy) -> None:
    assert _faults(toy) == []
    with toy.open() as archive, pytest.raises(NotImportedError, match="no data set 'toy'"):
        verify(archive, "toy")


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ('UPDATE "toy@2.0" SET men = men + 1 WHERE year = 1990', "its 3 rows are not the 3"),
        ('UPDATE "toy@2.0" SET note = NULL', "its 3 rows are not the 3"),
        ('UPDATE "toy@2.0" SET men = 0 WHERE men IS NULL', "its 3 rows are not the 3"),
        ('DELETE FROM "toy@2.0" WHERE year = 1991', "its 2 rows are not the 3"),
        ('INSERT INTO "toy@2.0" SELECT * FROM "toy@2.0"', "its 6 rows are not the 3"),
        ('DELETE FROM "toy@2.0"', "its 0 rows are not the 3"),
        ('DROP TABLE "toy@2.0"', "gone or damaged"),
    ],
)
def test_changed_rows_are_a_fault(imported, statement: str, fault: str) -> None:
    _change(imported, statement)
    newest, oldest = _faults(imported)
    assert fault in newest[0]
    assert oldest == ()


def test_the_order_of_rows_is_no_fault(imported) -> None:
    _change(
        imported,
        'CREATE TABLE turned AS SELECT * FROM "toy@2.0" ORDER BY year DESC, ccode',
        'DELETE FROM "toy@2.0"',
        'INSERT INTO "toy@2.0" SELECT * FROM turned',
    )
    assert _faults(imported) == [(), ()]


def test_a_damaged_file_is_a_fault_or_refused(toy) -> None:
    toy.write("".join(f"USA,2,{year},{year}.5,1,n{year}\n" for year in range(1816, 2000)))
    toy.take()
    whole = toy.path.read_bytes()
    harmed = 0
    for at in range(12_288, len(whole), len(whole) // 12):
        toy.path.write_bytes(whole[:at] + b"\xa5" * 64 + whole[at + 64 :])
        try:
            harmed += any(_faults(toy))
        except ArchiveError:
            harmed += 1
    assert harmed > 0


def test_a_card_that_changed_is_a_fault(imported) -> None:
    imported.change('name = "note"', 'name = "remark"')
    assert _faults(imported)[0] == ("its columns are not those of the card: import it again",)


def test_one_data_set_or_one_version_is_verified_alone(imported) -> None:
    with imported.open() as archive:
        assert [v.table.version for v in verify(archive, "toy")] == ["2.0", "1.0"]
        assert [v.table.version for v in verify(archive, "toy@1.0")] == ["1.0"]
