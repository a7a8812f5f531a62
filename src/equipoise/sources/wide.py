"""Tables with one column a body or member, as a matrix of codes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from equipoise.errors import SourceError
from equipoise.sources.published import Published


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
