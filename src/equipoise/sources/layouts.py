"""Reading a file in its layout: delimited text, workbook, Stata, R, Parquet."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.errors import SourceError, near_names
from equipoise.sources.card import Layout
from equipoise.sources.declared import declared
from equipoise.sources.delimited import delimited
from equipoise.sources.files import SourceFile
from equipoise.sources.published import Published

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook


def read_declared(file: SourceFile) -> Iterator[pa.Table]:
    """Reader of every data set whose card says it all.

    Parameters
    ----------
    file : SourceFile
        One file of one release.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says.
    """
    yield declared(published(file))


def published(file: SourceFile, *, only: Sequence[str] = ()) -> Published:
    """The rows of a file, its header held against the card's.

    Parameters
    ----------
    file : SourceFile
        The file.
    only : sequence of str
        Columns to keep of a delimited text with many that nobody asks for; empty keeps all.

    Returns
    -------
    Published
        Under the card's names where the release renames columns.

    Raises
    ------
    SourceError
        The file is not in the layout, has columns more or less, or is cut off.
    """
    if only and file.release.layout == "delimited":
        return checked(delimited(file, only=only))
    return checked(_READERS[file.release.layout](file))


def checked(read: Published) -> Published:
    """Rows as read, their header and number held against the card.

    Parameters
    ----------
    read : Published
        The rows of one file.

    Returns
    -------
    Published
        Under the card's names where the release renames columns.

    Raises
    ------
    SourceError
        There are columns more or less, no rows, or the file is cut off.
    """
    file = read.file
    check_header(file, read.header or read.table.column_names)
    if not read.table.num_rows:
        message = f"{file.name}: no rows"
        raise SourceError(message, hint="the file may be cut off: download it again")
    rows = file.release.rows
    if rows is not None and not file.sample and read.table.num_rows != rows:
        message = (
            f"{file.name}: {read.table.num_rows} rows, not the {rows} of {file.card.id} "
            f"{file.release.version}"
        )
        short = read.table.num_rows < rows
        hint = "the file may be cut off: download it again" if short else "rows were added to it"
        raise SourceError(message, hint=hint)
    back = {own: usual for usual, own in file.release.renamed.items()}
    names = [back.get(name, name) for name in read.table.column_names]
    return replace(read, table=read.table.rename_columns(names))


def check_header(file: SourceFile, names: Sequence[str]) -> None:
    """Refuse a header that is not the card's.

    Parameters
    ----------
    file : SourceFile
        The file.
    names : sequence of str
        Its columns.

    Raises
    ------
    SourceError
        Columns are missing, or there are more; the message names them.
    """
    wanted = file.release.header
    if not wanted or list(names) == list(wanted):
        return
    lacking = [name for name in wanted if name not in names]
    strays = [name for name in names if name not in wanted]
    if not lacking and not strays:
        message = f"{file.name}: columns in another order than {', '.join(wanted)}"
        raise SourceError(message, hint="use the file as published")
    told = [f"no column {', '.join(lacking)}"] if lacking else []
    told += [f"unknown column {', '.join(map(repr, strays))}"] if strays else []
    near = near_names(lacking[0], strays) if lacking and strays else ""
    message = f"{file.name}: {'; '.join(told)}"
    version = f"{file.card.id} {file.release.version} has {', '.join(wanted[:10])}"
    raise SourceError(message, hint=near or version)


def check_version(read: Published, column: str = "version") -> None:
    """Refuse a file of another version than the release it is taken for.

    Parameters
    ----------
    read : Published
        The publisher's rows.
    column : str
        In which each row names the version, as a number; one kept in single precision
        (2006.0999755859375) counts as the version that it rounds from.

    Raises
    ------
    SourceError
        A row names another version; the message names line and version.
    """
    card, release = read.file.card, read.file.release
    found = read.numbers(column)
    single = pa.scalar(float(release.version), pa.float32())
    right = pc.equal(pc.cast(found, pa.float32()), single)
    row = pc.index(pc.fill_null(right, pa.scalar(value=False)), pa.scalar(value=False)).as_py()
    if row >= 0:
        message = (
            f"{read.place(row)}: version is {found[row].as_py()}, not {card.id} {release.version}"
        )
        raise SourceError(message, hint=f"versions known: {', '.join(card.versions)}")


def _text(file: SourceFile) -> Published:
    return delimited(file)


def _sheet(file: SourceFile) -> Published:
    rows = sheet_rows(file, file.release.sheet)
    header = next(rows, [])
    names = [str(cell).strip() or f"column {n}" for n, cell in enumerate(header, start=1)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        message = f"{file.name}:1: {', '.join(twice)} stands twice in the header"
        raise SourceError(message, hint="use the file as published")
    body = list(rows)
    while body and not any(cell != "" for cell in body[-1]):
        body.pop()
    columns = {
        name: pa.array([_cell_text(row[at]) for row in body], pa.string())
        for at, name in enumerate(names)
    }
    return Published(file, pa.table(columns), 2)


def sheet_rows(file: SourceFile, sheet: str) -> Iterator[list[Any]]:
    """Rows of one sheet of a workbook (.xls or .xlsx).

    Parameters
    ----------
    file : SourceFile
        The workbook.
    sheet : str
        Name of the sheet; empty for the first.

    Yields
    ------
    list
        Cells: text, number, bool, date, or an empty text.

    Raises
    ------
    SourceError
        No workbook, or no such sheet.
    """
    book = _book(file)
    if sheet and sheet not in book.sheet_names:
        message = f"{file.name}: no sheet {sheet!r}; it has {', '.join(book.sheet_names)}"
        raise SourceError(message, hint=near_names(sheet, book.sheet_names))
    found = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
    yield from found.to_python(skip_empty_area=False)


def sheet_names(file: SourceFile) -> tuple[str, ...]:
    """Names of the sheets of a workbook.

    Parameters
    ----------
    file : SourceFile
        The workbook.

    Returns
    -------
    tuple of str
        In its order.

    Raises
    ------
    SourceError
        No workbook.
    """
    return tuple(_book(file).sheet_names)


def _book(file: SourceFile) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(file.content()))
    except (CalamineError, OSError) as error:
        message = f"{file.name}: not a workbook ({error})"
        raise SourceError(message, hint="download it again") from error


def _cell_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _stata(file: SourceFile) -> Published:
    try:
        import pyreadstat
    except ImportError as error:
        message = f"{file.name}: reading .dta needs pyreadstat"
        raise SourceError(message, hint="pip install 'equipoise[stata]'") from error
    try:
        columns, _ = pyreadstat.read_dta(io.BytesIO(file.content()), output_format="dict")
    except (pyreadstat.ReadstatError, OSError, ValueError) as error:
        message = f"{file.name}: not a Stata file ({error})"
        raise SourceError(message, hint="download it again") from error
    return Published(file, pa.table({name: _typed(cells) for name, cells in columns.items()}))


def _typed(cells: list[object]) -> pa.Array:
    return pa.array(cells, from_pandas=True)


def _r(file: SourceFile) -> Published:
    try:
        import rdata
    except ImportError as error:
        message = f"{file.name}: reading .rda and .rds needs rdata"
        raise SourceError(message, hint="pip install 'equipoise[r]'") from error
    try:
        parsed = rdata.parser.parse_data(file.content())
        found = rdata.conversion.convert(parsed)
    except Exception as error:
        message = f"{file.name}: not an R data file ({error})"
        raise SourceError(message, hint="download it again") from error
    frame = next(iter(found.values())) if isinstance(found, dict) else found
    return Published(file, pa.Table.from_pandas(frame, preserve_index=False))


def _parquet(file: SourceFile) -> Published:
    import pyarrow.parquet as pq

    try:
        return Published(file, pq.read_table(io.BytesIO(file.content())))
    except pa.ArrowInvalid as error:
        message = f"{file.name}: not a Parquet file ({error})"
        raise SourceError(message, hint="download it again") from error


def _json(file: SourceFile) -> Published:
    message = f"{file.name}: JSON has no rows of its own"
    raise SourceError(message, hint="the data set's reader opens it")


_READERS: Mapping[Layout, Callable[[SourceFile], Published]] = {
    "delimited": _text,
    "sheet": _sheet,
    "stata": _stata,
    "r": _r,
    "parquet": _parquet,
    "json": _json,
}
