"""A dossier's folder, made whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from equipoise.errors import OutputError


def folder_id(folder: Path) -> str:
    """Id of a dossier that lies in a folder: the folder's name in small letters and hyphens.

    Parameters
    ----------
    folder : Path
        Its place.

    Returns
    -------
    str

    Examples
    --------
    >>> folder_id(Path("cases/China 2012"))
    'china-2012'
    """
    return re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.casefold()).strip("-") or "dossier"


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A draft beside a folder's place, moved there when all went well.

    Parameters
    ----------
    folder : Path
        A folder that does not exist or is empty.

    Yields
    ------
    Path
        The draft, empty. Of a killed or refused run nothing stays.

    Raises
    ------
    OutputError
        The folder has something in it, or cannot be written.
    """
    target = folder.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        message = f"{folder} is there and not an empty folder"
        raise OutputError(message, hint="name a folder that is not there yet")
    draft = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        draft.mkdir()
        yield draft
        _move(draft, target)
    except OSError as error:
        message = f"cannot write {folder}: {error.strerror or error}"
        raise OutputError(message, hint="name a folder in one that you may write to") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _move(draft: Path, target: Path) -> None:
    if not target.exists():
        draft.rename(target)
        return
    # An empty folder stays the one it was: somebody may stand in it.
    for path in draft.iterdir():
        path.rename(target / path.name)
