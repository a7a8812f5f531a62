"""TOML files of a dossier, read whole or refused with a problem."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from equipoise.errors import Problem


def read_toml(folder: Path, file: str) -> tuple[Mapping[str, Any], str, list[Problem]]:
    """A TOML file of a dossier.

    Parameters
    ----------
    folder : Path
        The dossier.
    file : str
        Its name there.

    Returns
    -------
    raw : mapping
        Its content; empty when it cannot be read.
    text : str
        As it stands.
    problems : list of Problem
        One at most.
    """
    try:
        text = (folder / file).read_text(encoding="utf-8")
        return tomllib.loads(text), text, []
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start}"
        return {}, "", [Problem(file, None, None, message, "save it as UTF-8")]
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        place = int(line.group(1)) if line else None
        return {}, "", [Problem(file, place, None, str(error), "mend the TOML")]
    except RecursionError:
        message = "nested too deeply to be read"
        return {}, "", [Problem(file, None, None, message, "mend the TOML")]
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        return {}, "", [Problem(file, None, None, message, "restore the file")]
