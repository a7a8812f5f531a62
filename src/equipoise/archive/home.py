"""Where the archive and downloads lie on disk."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "EQUIPOISE_HOME"
ARCHIVE = "archive.duckdb"
DOWNLOADS = "downloads"


def home() -> Path:
    """Folder of everything that is kept between runs.

    Returns
    -------
    Path
        That of the environment variable ``EQUIPOISE_HOME``, else the user's folder for data of
        programs. It need not exist.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("equipoise")


def archive_path() -> Path:
    """Path of the archive; it need not exist.

    Returns
    -------
    Path
    """
    return home() / ARCHIVE


def downloads() -> Path:
    """Folder of downloaded files; it need not exist.

    Returns
    -------
    Path
    """
    return home() / DOWNLOADS
