"""Finding a publisher's files, in zips too, and refusing what is no such file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.errors import SourceError
from equipoise.sources.card import Card
from equipoise.sources.files import SourceFile, checksum, found_files

Zipped = Callable[[dict[str, bytes]], bytes]
ROWS = b"abb,ccode,year,men,share,note\nUSA,2,1990,2,1,\n"


def _found(card: Card, place: Path, **options: bool) -> tuple[SourceFile, ...]:
    return found_files(card, card.releases[:1], place, **options)


def test_a_file_is_found_in_a_folder_below_in_any_case(toy: Card, tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "TOY-2.CSV").write_bytes(ROWS)
    (file,) = _found(toy, tmp_path)
    assert (file.name, file.inner_name, file.content()) == ("TOY-2.CSV", "TOY-2.CSV", ROWS)


def test_a_zip_in_a_zip_is_opened_and_named(toy: Card, tmp_path: Path, zipped: Zipped) -> None:
    inner = zipped({"__MACOSX/toy-2.csv": b"no", "folder/toy-2.csv": ROWS, "toy-2.csv/": b""})
    (tmp_path / "toy-2.zip").write_bytes(zipped({"v2/inner.zip": inner, "read.me": b"hello"}))
    (file,) = _found(toy, tmp_path)
    assert file.name == "toy-2.zip > v2/inner.zip > folder/toy-2.csv"
    assert file.content() == ROWS


def test_the_first_release_that_is_there_is_taken(toy: Card, tmp_path: Path) -> None:
    (tmp_path / "toy_v2.parquet").write_bytes(b"x")
    (repackaged,) = found_files(toy, toy.releases, tmp_path)
    (tmp_path / "toy-2.csv").write_bytes(ROWS)
    (published,) = found_files(toy, toy.releases, tmp_path)
    assert repackaged.release.repackaged
    assert not published.release.repackaged


def test_an_empty_or_absent_folder_has_none(toy: Card, tmp_path: Path) -> None:
    assert _found(toy, tmp_path) == ()
    assert _found(toy, tmp_path / "absent") == ()


def test_a_name_of_its_own_is_taken_only_on_request(
    toy: Card, tmp_path: Path, zipped: Zipped
) -> None:
    text, packed = tmp_path / "mine.csv", tmp_path / "mine.zip"
    text.write_bytes(ROWS)
    packed.write_bytes(zipped({"toy-2.csv": ROWS}))
    assert _found(toy, text) == ()
    assert _found(toy, tmp_path, any_name=True) == ()
    assert [file.name for file in _found(toy, text, any_name=True)] == ["mine.csv"]
    assert [f.name for f in _found(toy, packed, any_name=True)] == ["mine.zip > toy-2.csv"]


def test_two_equal_copies_are_one_and_two_that_differ_are_refused(
    toy: Card, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "toy-2.csv").write_bytes(ROWS)
    assert len(_found(toy, tmp_path)) == 1
    (tmp_path / "b" / "toy-2.csv").write_bytes(ROWS + b"USA,2,1991,2,1,\n")
    with pytest.raises(SourceError, match=r"toy: .*a/toy-2\.csv and .*b/toy-2\.csv differ"):
        _found(toy, tmp_path)


def test_of_a_release_in_parts_every_part_is_taken_once(
    toy: Card, tmp_path: Path, zipped: Zipped
) -> None:
    release = replace(toy.releases[0], files=("toy-y*.csv",), parts=True)
    for year in ("1990", "1991"):
        (tmp_path / f"toy-y{year}.csv").write_bytes(ROWS + year.encode())
    (tmp_path / "toy-2.zip").write_bytes(
        zipped({"toy-y1991.csv": ROWS + b"1991", "toy-y1992.csv": ROWS + b"1992"})
    )
    found = found_files(toy, [release], tmp_path)
    assert sorted(f.inner_name for f in found) == [f"toy-y{y}.csv" for y in (1990, 1991, 1992)]


def test_a_sample_is_found_under_its_own_name_alone(toy: Card, tmp_path: Path) -> None:
    (tmp_path / "toy-2.csv").write_bytes(ROWS)
    (file,) = _found(toy, tmp_path, sample=True)
    assert file.sample
    unsampled = replace(toy.releases[0], sample="")
    assert found_files(toy, [unsampled], tmp_path, sample=True) == ()


def test_a_cut_off_zip_is_refused(toy: Card, tmp_path: Path, zipped: Zipped) -> None:
    whole = zipped({"toy-2.csv": ROWS})
    (tmp_path / "toy-2.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SourceError, match=r"toy-2\.zip: not a whole zip file") as caught:
        _found(toy, tmp_path)
    assert caught.value.hint == "download it again: https://example.org/toy-2.zip"


def test_a_damaged_member_of_a_zip_is_refused(toy: Card, tmp_path: Path, zipped: Zipped) -> None:
    whole = bytearray(zipped({"toy-2.csv": ROWS * 20}))
    at = whole.index(b"toy-2.csv") + len("toy-2.csv") + 4
    whole[at] ^= 0xFF
    (tmp_path / "toy-2.zip").write_bytes(whole)
    (file,) = _found(toy, tmp_path)
    with pytest.raises(SourceError, match=r"toy-2\.zip: not a whole zip file"):
        file.content()


def test_a_cut_off_zip_in_a_whole_one_is_named(toy: Card, tmp_path: Path, zipped: Zipped) -> None:
    (tmp_path / "toy-2.zip").write_bytes(zipped({"inner.zip": zipped({"toy-2.csv": ROWS})[:40]}))
    with pytest.raises(SourceError, match=r"^inner\.zip: not a whole zip file"):
        _found(toy, tmp_path)


@pytest.mark.parametrize(
    "page",
    [b"<!DOCTYPE html><p>gone", b"\xef\xbb\xbf \r\n<html>", b"<?xml version='1.0'?><Error/>"],
)
@pytest.mark.parametrize("name", ["toy-2.csv", "toy-2.zip"])
def test_a_web_page_is_no_data(toy: Card, tmp_path: Path, name: str, page: bytes) -> None:
    (tmp_path / name).write_bytes(page)
    with pytest.raises(SourceError, match=rf"{name}: a web page, not the data") as caught:
        _ = [file.content() for file in _found(toy, tmp_path)]
    assert "download it again" in str(caught.value.hint)


def test_an_empty_file_is_refused(toy: Card, tmp_path: Path) -> None:
    (tmp_path / "toy-2.csv").write_bytes(b"")
    with pytest.raises(SourceError, match=r"toy-2\.csv: empty"):
        _found(toy, tmp_path)[0].content()


def test_a_known_checksum_holds_the_file_and_the_member(
    toy: Card, tmp_path: Path, zipped: Zipped
) -> None:
    right = hashlib.sha256(ROWS).hexdigest()
    release = replace(toy.releases[0], sha256={"toy-2.csv": right})
    (tmp_path / "toy-2.zip").write_bytes(zipped({"toy-2.csv": ROWS}))
    (tmp_path / "toy-2.csv").write_bytes(ROWS.replace(b"1990", b"1991"))
    whole = SourceFile(toy, release, tmp_path / "toy-2.zip", ("toy-2.csv",))
    assert whole.content() == ROWS
    with pytest.raises(SourceError, match=rf"checksum of toy-2\.csv is .*, not {right[:12]}"):
        SourceFile(toy, release, tmp_path / "toy-2.csv").content()
    assert SourceFile(toy, release, tmp_path / "toy-2.csv", sample=True).content()


def test_content_is_read_once_until_it_is_forgotten(toy: Card, tmp_path: Path) -> None:
    path = tmp_path / "toy-2.csv"
    path.write_bytes(ROWS)
    file = SourceFile(toy, toy.releases[0], path)
    assert file.content() is file.content()
    path.write_bytes(ROWS * 2)
    assert file.content() == ROWS
    file.forget()
    assert file.content() == ROWS * 2


def test_a_checksum_is_that_of_the_files_one_after_the_other(tmp_path: Path) -> None:
    one, two = tmp_path / "1", tmp_path / "2"
    one.write_bytes(b"ab")
    two.write_bytes(b"c" * (3 << 20))
    assert checksum([one, two]) == hashlib.sha256(b"ab" + b"c" * (3 << 20)).hexdigest()


def test_a_file_that_is_gone_is_refused(toy: Card, tmp_path: Path) -> None:
    gone = tmp_path / "toy-2.csv"
    with pytest.raises(SourceError, match=r"toy-2\.csv: No such file"):
        SourceFile(toy, toy.releases[0], gone).content()
    with pytest.raises(SourceError, match=r"toy-2\.csv: No such file"):
        checksum([gone])
