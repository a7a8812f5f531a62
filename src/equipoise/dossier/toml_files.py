"""TOML files of a dossier: read whole or refused, and their problems in order."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from equipoise.errors import Problem

_DEEPEST = 20  # tables within tables; no file of a dossier needs a third of it
_LARGEST = 2**63


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by line, those of the whole file first.

    Parameters
    ----------
    problems : iterable of Problem
        Of one file.

    Returns
    -------
    list of Problem
        Those of one line in the order given.
    """
    return sorted(problems, key=lambda problem: problem.line or 0)


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
        raw = tomllib.loads(text)
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start}"
        return {}, "", [Problem(file, None, None, message, "save it as UTF-8")]
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        place = int(line.group(1)) if line else None
        return {}, "", [Problem(file, place, None, str(error), "mend the TOML")]
    except (RecursionError, ValueError) as error:  # the second: a number of thousands of digits
        deep = isinstance(error, RecursionError)
        message = "nested too deeply to be read" if deep else "a number has too many digits"
        return {}, "", [Problem(file, None, None, message, "mend the TOML")]
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        return {}, "", [Problem(file, None, None, message, "restore the file")]
    if fault := _beyond_limits(raw):
        return {}, "", [Problem(file, None, None, fault, "mend the TOML")]
    return raw, text, []


def _beyond_limits(raw: Mapping[str, Any]) -> str:
    """What a file holds that no reader could show: depth by dotted keys, numbers past 64 bits."""
    level: list[object] = [raw]
    for _ in range(_DEEPEST):
        if any(isinstance(item, int) and not -_LARGEST <= item < _LARGEST for item in level):
            return "a number has too many digits"
        level = [
            inner
            for item in level
            if isinstance(item, (dict, list))
            for inner in (item.values() if isinstance(item, dict) else item)
        ]
    return "nested too deeply to be read" if level else ""
