"""Files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipoise.errors import OutputError
from equipoise.vocabulary.whole_files import whole_files


def test_files_take_their_place_together(tmp_path: Path) -> None:
    one, other = tmp_path / "panel.csv", tmp_path / "panel.csv.manifest.json"
    one.write_bytes(b"before")
    with whole_files(one, other) as drafts:
        for draft in drafts:
            draft.write_bytes(b"after")
        assert one.read_bytes() == b"before"
        assert not other.exists()
    assert (one.read_bytes(), other.read_bytes()) == (b"after", b"after")
    assert sorted(tmp_path.iterdir()) == [one, other]


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_broken_off_write_leaves_what_was_there(tmp_path: Path, fault: BaseException) -> None:
    target = tmp_path / "card.json"
    target.write_bytes(b"before")
    with pytest.raises((OutputError, KeyboardInterrupt)) as told:
        broken_off(target, fault)
    if isinstance(fault, OSError):
        assert isinstance(told.value, OutputError)
        assert told.value.message == f"cannot write {target}: No space left on device"
        assert "room" in str(told.value.hint)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def broken_off(target: Path, fault: BaseException) -> None:
    """Write half of a file, then fail."""
    with whole_files(target) as (draft,):
        draft.write_bytes(b"af")
        raise fault


def test_a_link_stays_one(tmp_path: Path) -> None:
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_bytes(b"before")
    link.symlink_to(target)
    with whole_files(link) as (draft,):
        draft.write_bytes(b"after")
    assert link.is_symlink()
    assert target.read_bytes() == b"after"


def test_a_device_is_written_to_and_not_replaced() -> None:
    with whole_files(Path("/dev/null")) as (draft,):
        draft.write_bytes(b"away")
    assert Path("/dev/null").is_char_device()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="Is a directory"), whole_files(tmp_path):
        pytest.fail("nothing may be written in place of a folder")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "card.json"
    with pytest.raises(OutputError, match=r"cannot write .*card\.json: No such file"):
        broken_off(target, RuntimeError())
    assert list(tmp_path.iterdir()) == []
