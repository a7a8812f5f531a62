"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from equipoise.errors import OutputError


@contextmanager
def whole_files(*targets: Path) -> Iterator[tuple[Path, ...]]:
    """Drafts of files, moved into place together when all went well.

    Parameters
    ----------
    *targets : Path
        Files to write; what is there is replaced. A device or a pipe takes the bytes itself.

    Yields
    ------
    tuple of Path
        Where to write, one a target, in its folder.

    Raises
    ------
    OutputError
        One cannot be written; nothing is left, and what was there is untouched.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with whole_files(Path(folder, "a.txt")) as (draft,):
    ...         _ = draft.write_text("all of it")
    ...     [path.name for path in Path(folder).iterdir()]
    ['a.txt']
    """
    places = [target.resolve() for target in targets]
    drafts = tuple(map(_draft, places))
    try:
        for place in places:
            _refuse_folder(place)
        yield drafts
        for place, draft in zip(places, drafts, strict=True):
            if draft != place:
                draft.replace(place)
    except OSError as fault:
        message = f"cannot write {targets[0]}: {fault.strerror or fault}"
        hint = "name a file in a folder that has room and that you may write to"
        raise OutputError(message, hint=hint) from fault
    finally:
        for place, draft in zip(places, drafts, strict=True):
            if draft != place:
                draft.unlink(missing_ok=True)


def _draft(place: Path) -> Path:
    """A path beside a file; a device or a pipe itself."""
    if place.exists() and not place.is_file() and not place.is_dir():
        return place
    return place.with_name(f".{place.name}.{os.getpid()}.partial")


def _refuse_folder(place: Path) -> None:
    """Fail now where moving the draft into place would fail later."""
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
