"""A new dossier: tables without rows, and files with examples to take the comment sign off."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from equipoise.dossier.folder import folder_id, whole_folder
from equipoise.dossier.package import PACKAGE, PROFILE, seal
from equipoise.dossier.schema import table_specs
from equipoise.errors import VocabularyError
from equipoise.vocabulary.periods import parse_edtf
from equipoise.vocabulary.regions import region as region_named
from equipoise.vocabulary.states import resolve_state

TABLES = ("trade", "printed", "figures", "ledger", "memberships")
"""Tables that a text on trade and diplomacy needs first; others are added as files."""

TEMPLATES = ("dossier.toml", "claims.toml", "theses.toml", "apparatus.toml")
"""Files that are written with examples in comments."""

_LICENCE = {"name": "notspecified", "title": "Not stated yet: say here who may use this file"}
_FOLDER = Path(__file__).with_name("scaffold")


@dataclass(frozen=True, slots=True)
class Outline:
    """What a new dossier is about.

    Parameters
    ----------
    title : str
        Title of the case; empty takes the folder's name.
    focal : str
        State that the text is about: a code or English name, as of the end of the period.
    region : str
        Id of a region.
    period : str
        Years covered, in EDTF, both ends given.
    """

    title: str = ""
    focal: str = "RUS"
    region: str = "east-asia"
    period: str = "1991/2012"


def new_dossier(folder: Path, outline: Outline) -> Path:
    """Make a sealed dossier without evidence, whole or not at all.

    Parameters
    ----------
    folder : Path
        A folder that does not exist or is empty.
    outline : Outline
        What the dossier is about.

    Returns
    -------
    Path
        The folder, absolute.

    Raises
    ------
    OutputError
        The folder has something in it, or cannot be written.
    VocabularyError
        The period is no EDTF or has an open end, or the title cannot be printed.
    UnknownStateError, AmbiguousStateError
        No one state answers to the code or name at the end of the period.
    UnknownRegionError
        There is no such region.
    """
    words = _words(folder, outline)
    with whole_folder(folder) as draft:
        _write(draft, words)
        seal(draft)
    return folder.resolve()


def _words(folder: Path, outline: Outline) -> Mapping[str, str]:
    """What stands in the templates' places, checked."""
    period = parse_edtf(outline.period)
    if period.start is None or period.end is None:
        message = f"the period {outline.period!r} is open"
        raise VocabularyError(message, hint="give both ends, such as 1991/2012")
    title = outline.title.strip() or folder.resolve().name
    if not title.isprintable():
        message = f"the title {title!r} has characters that cannot be printed"
        raise VocabularyError(message, hint="write it in one line of text")
    return {
        "ID": folder_id(folder),
        "TITLE": title,
        "FOCAL": resolve_state(outline.focal, period.end - timedelta(days=1)).id,
        "REGION": region_named(outline.region).id,
        "PERIOD": period.text,
    }


def _write(folder: Path, words: Mapping[str, str]) -> None:
    for name in TEMPLATES:
        text = (_FOLDER / name).read_text(encoding="utf-8")
        filled = re.sub(r"@([A-Z]+)@", lambda place: _toml(words[place[1]]), text)
        (folder / name).write_text(filled, encoding="utf-8", newline="\n")
    specs = [table_specs()[name] for name in TABLES]
    for spec in specs:
        header = ",".join(column.name for column in spec.columns)
        (folder / spec.file).write_text(f"{header}\n", encoding="utf-8", newline="\n")
    resources = [
        {
            "name": Path(name).stem,
            "path": name,
            "licenses": [_LICENCE],
            "sources": [{"title": words["TITLE"]}],
        }
        for name in (*TEMPLATES, *(spec.file for spec in specs))
    ]
    package = {
        "$schema": PROFILE,
        "name": words["ID"],
        "title": words["TITLE"],
        "resources": resources,
    }
    (folder / PACKAGE).write_text(json.dumps(package), encoding="utf-8")


def _toml(text: str) -> str:
    """A text as a TOML string; of printable text the two notations agree."""
    return json.dumps(text, ensure_ascii=False)
