"""The text of a dossier's files: decoding, records with their line numbers, headers."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.dossier.schema import TableSpec
from equipoise.errors import Problem, near_names

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one CSV file.

    Parameters
    ----------
    header : tuple of str
        Column names.
    lines : tuple of tuple
        First line number of each record, and its fields.
    """

    header: tuple[str, ...]
    lines: Sequence[tuple[int, Sequence[str]]]


def decode(name: str, content: bytes) -> tuple[str | None, list[Problem]]:
    """Text of a file, or why it cannot be read.

    Parameters
    ----------
    name : str
        File name, for the message.
    content : bytes
        The file.

    Returns
    -------
    text : str or None
        Without a byte order mark.
    problems : list of Problem
        One at most.
    """
    if not content.strip():
        return None, [Problem(name, None, None, "the file is empty", "restore it, or remove it")]
    if content.startswith(_UTF16) or b"\x00" in content[:200]:
        hint = "save the file as UTF-8 without a byte order mark"
        return None, [Problem(name, 1, None, "the file is UTF-16, not UTF-8", hint)]
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = str(error.start - (before.rfind(b"\n") + 1) + 1)
        message = f"byte 0x{content[error.start]:02x} is not UTF-8"
        return None, [Problem(name, line, column, message, "save the file as UTF-8")]


def split_records(name: str, text: str) -> tuple[Records | None, list[Problem]]:
    """Records of a CSV text, each with the line that it starts on.

    Parameters
    ----------
    name : str
        File name, for the message.
    text : str
        The file's text.

    Returns
    -------
    records : Records or None
        None when the text is no CSV.
    problems : list of Problem
        Records with too many or too few fields; those are left out.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    problems: list[Problem] = []
    lines: list[tuple[int, Sequence[str]]] = []
    header: tuple[str, ...] = ()
    start = 1
    try:
        for fields in reader:
            line, start = start, reader.line_num + 1
            if not fields:
                continue
            if not header:
                header = tuple(field.strip() for field in fields)
            elif len(fields) != len(header):
                message = f"{len(fields)} fields where the header has {len(header)}"
                hint = "quote fields that hold a comma; give every column a field"
                problems.append(Problem(name, line, None, message, hint))
            else:
                lines.append((line, fields))
    except csv.Error as error:
        problems.append(Problem(name, start, None, str(error), "close the quotes of this record"))
        return None, problems
    return Records(header, lines), problems


def check_header(name: str, header: Sequence[str], spec: TableSpec) -> list[Problem]:
    """Columns that are missing, unknown or named twice.

    Parameters
    ----------
    name : str
        File name, for the message.
    header : sequence of str
        Column names found.
    spec : TableSpec
        Columns wanted.

    Returns
    -------
    list of Problem
    """
    wanted = [column.name for column in spec.columns]
    for separator, name_of in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            message = f"the columns are separated by {name_of}, not by commas"
            return [Problem(name, 1, None, message, "save the file as comma-separated values")]
    problems = [
        Problem(name, 1, column, "column is missing", f"add it; this table has {', '.join(wanted)}")
        for column in wanted
        if column not in header
    ]
    problems += [
        Problem(name, 1, column or "?", "unknown column", near_names(column, wanted))
        for column in header
        if column not in wanted
    ]
    problems += [
        Problem(name, 1, column, "column stands twice in the header", "keep one")
        for column in wanted
        if list(header).count(column) > 1
    ]
    return problems
