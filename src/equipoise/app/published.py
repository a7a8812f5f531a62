"""The archive of published data, as commands open it."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from equipoise.archive.home import archive_path

if TYPE_CHECKING:
    from equipoise.archive.store import Archive


def published(*, use: bool) -> AbstractContextManager[Archive | None]:
    """The archive, open while the context lasts.

    Parameters
    ----------
    use : bool
        Whether it is wanted.

    Returns
    -------
    context manager of Archive or None
        None when it is not wanted or nothing was ever imported.

    Raises
    ------
    ArchiveError
        There is one and it cannot be read.
    """
    if not use or not archive_path().exists():
        return nullcontext(None)
    from equipoise.archive.store import Archive

    return Archive()
