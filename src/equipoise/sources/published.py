"""A publisher's table as it was read, and its columns as numbers, texts, days and states."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import MAXYEAR, date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.errors import SourceError, near_names
from equipoise.sources.codes import Cells, StateCodes, translated

if TYPE_CHECKING:
    from equipoise.sources.files import SourceFile

__all__ = ["Cells", "Published"]

_SHOWN = 4
_EXACT = 1 << 53
"""From it on a float no longer holds every whole number."""
_DAY = r"^\d{4}-\d\d-\d\d$"
_MIDNIGHT = r" 00:00:00(\.0+)?$"


@dataclass(frozen=True, slots=True)
class Published:
    """The rows of one file.

    Parameters
    ----------
    file : SourceFile
        Where they come from.
    table : pyarrow.Table
        Columns under the publisher's names: texts where the layout has no types.
    first_line : int
        Line of the first row; 0 where the layout has no lines.
    header : tuple of str
        Every column of the file, where only some were kept; else empty.
    line_of : callable, optional
        From the number of a row, from 0, to its line, where a row may take several.
    """

    file: SourceFile
    table: pa.Table
    first_line: int = 0
    header: tuple[str, ...] = ()
    line_of: Callable[[int], int] | None = field(default=None, repr=False, compare=False)

    def place(self, row: int) -> str:
        """How messages name a row, counted from 0.

        Parameters
        ----------
        row : int
            From 0.

        Returns
        -------
        str
        """
        if self.first_line:
            line = self.line_of(row) if self.line_of else self.first_line + row
            return f"{self.file.name}:{line}"
        return f"{self.file.name}, row {row + 1}"

    def cells(self, column: str) -> Cells:
        """One column as it was read.

        Parameters
        ----------
        column : str
            The publisher's name.

        Returns
        -------
        pyarrow.ChunkedArray

        Raises
        ------
        SourceError
            There is no such column; the message names those there are.
        """
        names = self.table.column_names
        if column not in names:
            shown = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
            message = f"{self.file.name}: no column {column!r}; it has {shown}"
            raise SourceError(message, hint=near_names(column, names) or "check the version")
        return self.table.column(column)

    def texts(self, column: str, missing: Sequence[str] = ()) -> Cells:
        """One column as texts without blanks around them; empty ones are null.

        Parameters
        ----------
        column : str
            The publisher's name.
        missing : sequence of str
            Codes for a missing value.

        Returns
        -------
        pyarrow.ChunkedArray of string
        """
        trimmed = pc.utf8_trim_whitespace(pc.cast(self.cells(column), pa.string()))
        gone = pc.is_in(trimmed, value_set=pa.array(["", *missing], pa.string()))
        return pc.if_else(gone, pa.scalar(None, pa.string()), trimmed)

    def numbers(self, column: str, missing: Sequence[str] = ()) -> Cells:
        """One column as floats.

        Parameters
        ----------
        column : str
            The publisher's name.
        missing : sequence of str
            Codes for a missing value; ``-9`` also matches ``-9.0``.

        Returns
        -------
        pyarrow.ChunkedArray of double
            NaN is null.

        Raises
        ------
        SourceError
            A cell is no number or not finite; the message names line, column and cell.
        """
        cells = self.cells(column)
        if _is_text(cells.type):
            texts = self.texts(column, missing)
            try:
                found = pc.cast(texts, pa.float64())
            except pa.ArrowInvalid as error:
                raise self._refused(column, texts, pa.float64(), "a number") from error
        else:
            found = pc.cast(cells, pa.float64(), safe=False)
        codes = [float(code) for code in missing if _is_number(code)]
        gone = pc.is_in(found, value_set=pa.array([*codes, float("nan")], pa.float64()))
        kept = pc.if_else(gone, pa.scalar(None, pa.float64()), found)
        self._check(pc.is_inf(kept), column, cells, "a finite number")
        return kept

    def integers(self, column: str, missing: Sequence[str] = ()) -> Cells:
        """One column as whole numbers.

        Parameters
        ----------
        column : str
            The publisher's name.
        missing : sequence of str
            Codes for a missing value.

        Returns
        -------
        pyarrow.ChunkedArray of int64

        Raises
        ------
        SourceError
            A cell is no whole number; the message names line, column and cell.
        """
        found = self.numbers(column, missing)
        broken = pc.or_(
            pc.not_equal(found, pc.round(found)), pc.greater(pc.abs(found), float(1 << 62))
        )
        self._check(broken, column, self.cells(column), "a whole number")
        if pc.any(pc.greater_equal(pc.abs(found), float(_EXACT))).as_py():
            exact = pc.if_else(pc.is_null(found), pa.scalar(None, pa.string()), self.texts(column))
            return pc.cast(exact, pa.int64())
        return pc.cast(found, pa.int64())

    def flags(self, column: str, missing: Sequence[str] = ()) -> Cells:
        """One column of noughts and ones.

        Parameters
        ----------
        column : str
            The publisher's name.
        missing : sequence of str
            Codes for a missing value.

        Returns
        -------
        pyarrow.ChunkedArray of int8

        Raises
        ------
        SourceError
            A cell is neither 0 nor 1; the message names line, column and cell.
        """
        found = self.integers(column, missing)
        broken = pc.invert(pc.is_in(found, value_set=pa.array([0, 1, None], pa.int64())))
        self._check(broken, column, self.cells(column), "0 or 1")
        return pc.cast(found, pa.int8())

    def days(self, column: str, missing: Sequence[str] = ()) -> Cells:
        """One column of days: texts as ISO 8601 writes them, or days and times.

        Parameters
        ----------
        column : str
            The publisher's name.
        missing : sequence of str
            Codes for a missing value.

        Returns
        -------
        pyarrow.ChunkedArray of date32

        Raises
        ------
        SourceError
            A cell is no day; the message names line, column and cell.
        """
        cells = self.cells(column)
        if not _is_text(cells.type):
            return pc.cast(cells, pa.date32())
        texts = pc.replace_substring_regex(self.texts(column, missing), _MIDNIGHT, "")
        self._check(pc.invert(pc.match_substring_regex(texts, _DAY)), column, texts, "a day")
        try:
            return pc.cast(texts, pa.date32())
        except pa.ArrowInvalid as error:
            raise self._refused(column, texts, pa.date32(), "a day") from error

    def states(
        self,
        column: str,
        years: Cells | None,
        codes: StateCodes,
        missing: Sequence[str] = (),
    ) -> Cells:
        """One column of codes as ids of states.

        Parameters
        ----------
        column : str
            The publisher's name.
        years : pyarrow.ChunkedArray or None
            Year of each row; None reads every code as of today.
        codes : StateCodes
            The scheme.
        missing : sequence of str
            Codes for a missing value.

        Returns
        -------
        pyarrow.ChunkedArray of string
            Null where the code is missing.

        Raises
        ------
        SourceError
            A code is unknown, or a year is none; the message names the first line, the code, the
            year and how many.
        """
        texts = self._codes(column, missing)
        if years is not None:
            in_time = pc.and_(pc.greater(years, 0), pc.less_equal(years, MAXYEAR))
            self._check(pc.invert(in_time), "year", years, f"a year from 1 to {MAXYEAR}")
        found = translated(texts, years, codes)
        if found.null_count > texts.null_count:
            raise self._unknown(column, texts, years, found, codes.scheme)
        return found

    def dates(self, year: str, month: str, day: str, *, last: bool) -> Cells:
        """Three columns as one day; a missing month or day is the first or the last possible.

        Parameters
        ----------
        year, month, day : str
            The publisher's columns; negative parts are missing.
        last : bool
            Whether a missing part is read as the last possible one.

        Returns
        -------
        pyarrow.Array of date32

        Raises
        ------
        SourceError
            No such day; the message names the line.
        """
        parts = [self.integers(name).to_pylist() for name in (year, month, day)]
        found: list[date | None] = []
        for row, (y, m, d) in enumerate(zip(*parts, strict=True)):
            if y is None or y < 0:
                found.append(None)
                continue
            try:
                found.append(_day(y, m, d, last=last))
            except ValueError as error:
                message = f"{self.place(row)}: {year}, {month}, {day} are {y}, {m}, {d}: {error}"
                raise SourceError(message, hint="check the file against its codebook") from error
        return pa.array(found, pa.date32())

    def _codes(self, column: str, missing: Sequence[str]) -> Cells:
        """Codes as texts; whole floats lose their point."""
        cells = self.cells(column)
        if _is_text(cells.type):
            return self.texts(column, missing)
        return pc.cast(self.integers(column, missing), pa.string())

    def _check(self, broken: Cells, column: str, cells: Cells, wanted: str) -> None:
        """Refuse the first cell that is broken; a null is not."""
        row = pc.index(broken, pa.scalar(value=True)).as_py()
        if row >= 0:
            message = f"{self.place(row)}: {column} is {cells[row].as_py()!r}, not {wanted}"
            raise SourceError(message, hint="check the delimiter and the missing codes")

    def _refused(self, column: str, texts: Cells, kind: pa.DataType, wanted: str) -> SourceError:
        """The first text that is not of a type."""
        for row, cell in enumerate(texts.to_pylist()):
            try:
                pc.cast(pa.scalar(cell, pa.string()), kind)
            except pa.ArrowInvalid:
                message = f"{self.place(row)}: {column} is {cell!r}, not {wanted}"
                return SourceError(message, hint="check the delimiter and the missing codes")
        return SourceError(f"{self.file.name}: {column} holds cells that are not {wanted}")

    def _unknown(
        self, column: str, texts: Cells, years: Cells | None, found: Cells, scheme: str
    ) -> SourceError:
        broken = pc.and_(pc.is_valid(texts), pc.is_null(found))
        row = pc.index(broken, pa.scalar(value=True)).as_py()
        when = f" in {years[row].as_py()}" if years is not None else ""
        lost = sorted(pc.unique(pc.filter(texts, broken)).to_pylist())
        shown = ", ".join(lost[:_SHOWN]) + (", ..." if len(lost) > _SHOWN else "")
        message = (
            f"{self.place(row)}: {column} {texts[row].as_py()!r}{when} is no code of one state in "
            f"the scheme {scheme}; {pc.sum(broken).as_py()} rows with such codes: {shown}"
        )
        return SourceError(
            message, hint="name the code in the [areas] of the card if it is no state"
        )


def _day(year: int, month: int | None, day: int | None, *, last: bool) -> date:
    known_month = month if month and month > 0 else (12 if last else 1)
    if day and day > 0:
        return date(year, known_month, day)
    first = date(year, known_month, 1)
    return first.replace(day=calendar.monthrange(year, known_month)[1]) if last else first


def _is_text(kind: pa.DataType) -> bool:
    """Texts, plain or as a dictionary, in which R and pandas keep categories."""
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(plain) or pa.types.is_large_string(plain))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
