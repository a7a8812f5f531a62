"""Delimited texts as publishers write them: byte order marks, code pages, odd line ends."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import pyarrow as pa
import pyarrow.csv

from equipoise.errors import SourceError
from equipoise.sources.files import SourceFile
from equipoise.sources.published import Published

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE = b"\n"
_Handler: TypeAlias = Callable[[pyarrow.csv.InvalidRow], str]
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")
"""How a zip or workbook, a gzip and an old workbook begin."""


def delimited(
    file: SourceFile, *, text: bytes | None = None, before: int = 0, only: Sequence[str] = ()
) -> Published:
    """A delimited text, every cell a text.

    Parameters
    ----------
    file : SourceFile
        Its release names delimiter and encodings; a byte order mark overrules them.
    text : bytes, optional
        What to read in place of the file's content, in UTF-8, from the header on.
    before : int
        Lines of the file that stand before that text.
    only : sequence of str
        Columns to keep, where a file has many that nobody asks for; empty keeps all.

    Returns
    -------
    Published
        Columns in the order of the file; a column without a name is called ``column 3``.

    Raises
    ------
    SourceError
        A web page or a zip in its place, an unknown encoding, a row with cells more or less, a
        quotation mark that nothing closes, a name that stands twice.
    """
    content = plain_text(file) if text is None else text
    header, body_at, lines = _header(file, content)
    body = content[body_at:]
    first_line = before + lines + 1

    def line_of(row: int) -> int:
        return _line_of(row, body, file.release.delimiter, first_line)

    table = _parsed(file, body, header, line_of, only)
    if body.find(b'"') >= 0 and table.num_rows < _lines(body):
        _check_quotes(file, body, first_line)
    return Published(file, table, first_line, tuple(header) if only else (), line_of)


def plain_text(file: SourceFile) -> bytes:
    """Content of a file in UTF-8 with line feeds, without a mark.

    Parameters
    ----------
    file : SourceFile
        Its release names the encodings.

    Returns
    -------
    bytes

    Raises
    ------
    SourceError
        A web page or a zip in its place, an unknown encoding, or NUL bytes.
    """
    content = file.content()
    if content.startswith(_PACKED):
        message = f"{file.name}: a zip file or workbook under a name of a text"
        raise SourceError(message, hint="give it its own ending, or unpack it")
    text = _decoded(file, content)
    nul = text.find(b"\0")
    if nul >= 0:
        message = f"{file.name}:{text.count(_LINE, 0, nul) + 1}: NUL bytes, which no text has"
        hint = "the file may be cut off, or UTF-16 without a mark: use the file as published"
        raise SourceError(message, hint=hint)
    if _LINE not in text:
        return text.replace(b"\r", _LINE)
    return text


def _decoded(file: SourceFile, content: bytes) -> bytes:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            rest = content[len(mark) :]
            return _converted(file, rest, (encoding,))
    return _converted(file, content, file.release.encodings)


def _converted(file: SourceFile, content: bytes, encodings: Sequence[str]) -> bytes:
    fault: UnicodeDecodeError | None = None
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            fault = error
            continue
        return content if encoding == "utf-8" else text.encode("utf-8")
    at = fault.start if fault else 0
    line = content.count(_LINE, 0, at) + 1
    message = f"{file.name}:{line}: byte {at} is not {' or '.join(encodings)}"
    raise SourceError(message, hint="save it in its own encoding: use the file as published")


def _header(file: SourceFile, content: bytes) -> tuple[list[str], int, int]:
    """Names of the columns, where the body starts, and how many lines stand before it."""
    stream = io.StringIO(content[: 1 << 20].decode("utf-8", errors="ignore"), newline="")
    rows = csv.reader(stream, delimiter=file.release.delimiter)
    try:
        names = [name.strip() for name in next(rows)]
    except (StopIteration, csv.Error) as error:
        message = f"{file.name}: no header"
        raise SourceError(message, hint="use the file as published") from error
    if not any(names):
        message = f"{file.name}:1: an empty line where the header should be"
        raise SourceError(message, hint="use the file as published")
    names = [name or f"column {number}" for number, name in enumerate(names, start=1)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice and file.release.header:
        message = f"{file.name}:1: {', '.join(twice)} stands twice in the header"
        raise SourceError(message, hint="use the file as published")
    lines = rows.line_num
    at = 0
    for _ in range(lines):
        found = content.find(_LINE, at)
        at = len(content) if found < 0 else found + 1
    return names, at, lines


def _parsed(
    file: SourceFile,
    body: bytes,
    header: list[str],
    line_of: Callable[[int], int],
    only: Sequence[str],
) -> pa.Table:
    if not body.strip():
        message = f"{file.name}: a header and no rows"
        raise SourceError(message, hint="the file may be cut off: download it again")
    try:
        return _read(file, body, header, only=only)
    except pa.ArrowInvalid as error:
        fault = _first_bad_row(file, body, header)
        if fault is None:
            message = f"{file.name}: {error}"
            raise SourceError(message, hint="check the delimiter") from error
        row, cells = fault
        message = f"{file.name}:{line_of(row)}: {cells} cells where the header has {len(header)}"
        hint = "the file may be cut off or its delimiter another: use the file as published"
        raise SourceError(message, hint=hint) from error


def _read(
    file: SourceFile,
    body: bytes,
    header: list[str],
    *,
    only: Sequence[str] = (),
    bad: _Handler | None = None,
) -> pa.Table:
    names = [f"{number}" for number in range(len(header))]
    kept = [number for number, name in enumerate(header) if not only or name in only]
    found = pyarrow.csv.read_csv(
        pa.BufferReader(body),
        pyarrow.csv.ReadOptions(column_names=names, use_threads=bad is None),
        pyarrow.csv.ParseOptions(
            delimiter=file.release.delimiter,
            newlines_in_values=body.find(b'"') >= 0,
            invalid_row_handler=bad,
        ),
        pyarrow.csv.ConvertOptions(
            column_types={name: pa.string() for name in names},
            include_columns=[names[number] for number in kept],
            strings_can_be_null=False,
        ),
    )
    return found.rename_columns([header[number] for number in kept])


def _first_bad_row(file: SourceFile, body: bytes, header: list[str]) -> tuple[int, int] | None:
    """Row, from 0, and its number of cells; read again in one thread, which counts rows."""
    found: list[tuple[int, int]] = []

    def note(row: pyarrow.csv.InvalidRow) -> str:
        found.append((row.number, row.actual_columns))
        return "skip"

    try:
        _read(file, body, header, bad=note)
    except pa.ArrowInvalid:
        return None
    return (found[0][0] - 1, found[0][1]) if found else None


def _lines(body: bytes) -> int:
    return body.count(_LINE) + (not body.endswith(_LINE))


def _line_of(row: int, body: bytes, delimiter: str, first_line: int) -> int:
    """Line on which a row begins: cells may hold line ends, and empty lines are no rows."""
    starts = _starts(body, delimiter)
    try:
        start = next((line for number, line in enumerate(starts) if number == row), row)
    except csv.Error:
        start = row
    return first_line + start


def _starts(body: bytes, delimiter: str) -> Iterator[int]:
    """Line, from 0, on which each row begins."""
    stream = io.StringIO(body.decode("utf-8", errors="replace"), newline="")
    rows = csv.reader(stream, delimiter=delimiter)
    start = 0
    for cells in rows:
        if cells:
            yield start
        start = rows.line_num


def _check_quotes(file: SourceFile, body: bytes, first_line: int) -> None:
    """Refuse a quotation mark that swallows the rows after it."""
    stream = io.StringIO(body.decode("utf-8"), newline="")
    rows = csv.reader(stream, delimiter=file.release.delimiter, strict=True)
    start = 0
    try:
        for _ in rows:
            start = rows.line_num
    except csv.Error as error:
        message = f"{file.name}:{first_line + start}: a quotation mark out of place ({error})"
        raise SourceError(message, hint="the file may be cut off: use it as published") from error
