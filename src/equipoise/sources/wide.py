"""Tables with one column a body or member, as a matrix of codes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from equipoise.errors import SourceError
from equipoise.sources.published import Published


def member_columns(read: Published, others: Collection[str], count: int) -> list[str]:
    """Columns that stand for a body or member, one each.

    Parameters
    ----------
    read : Published
        The publisher's rows.
    others : collection of str
        Names of all other columns, in lower case; each must be there.
    count : int
        How many bodies or members the publisher has; a sample may have fewer.

    Returns
    -------
    list of str
        In the order of the file.

    Raises
    ------
    SourceError
        Another column is missing, or there are bodies or members more or less.
    """
    names = read.table.column_names
    lacking = sorted(set(others).difference(name.lower() for name in names))
    if lacking:
        message = f"{read.file.name}: no column {', '.join(lacking)}"
        raise SourceError(message, hint="use the file as published")
    found = [name for name in names if name.lower() not in others]
    if len(found) != count and not read.file.sample:
        message = f"{read.file.name}: {len(found)} columns beside {', '.join(others)}, not {count}"
        raise SourceError(message, hint="the file of another version: check the card")
    return found


def code_matrix(
    read: Published, columns: Sequence[str], codes: Sequence[int], empty: int
) -> NDArray[np.int8]:
    """Columns of small whole numbers, side by side.

    Parameters
    ----------
    read : Published
        The publisher's rows.
    columns : sequence of str
        The publisher's names.
    codes : sequence of int
        Every code that a cell may hold, -128 to 127.
    empty : int
        The code that an empty cell stands for; one of ``codes``.

    Returns
    -------
    array of int8, shape (n_rows, n_columns)

    Raises
    ------
    SourceError
        A cell holds another code; the message names line, column and code.
    """
    found = np.empty((read.table.num_rows, len(columns)), dtype=np.int8)
    for at, column in enumerate(columns):
        cells = read.integers(column).combine_chunks()
        known = pc.is_in(cells, value_set=pa.array([*codes, None], pa.int64()))
        if not pc.all(known, min_count=0).as_py():
            row = pc.index(known, pa.scalar(value=False)).as_py()
            shown = ", ".join(map(str, sorted(codes)))
            message = f"{read.place(row)}: {column} is {cells[row].as_py()}, not one of {shown}"
            raise SourceError(message, hint="check the file against its codebook")
        found[:, at] = pc.fill_null(cells, empty).to_numpy(zero_copy_only=False)
    return found
