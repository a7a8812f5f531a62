"""Two Parquet files held against each other: ``python same_cells.py ONE OTHER TOLERANCE``."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet


def same_cells(one: Path, other: Path, tolerance: float) -> int:
    """Number of cells in the columns that both files have, when all are the same.

    Raises
    ------
    SystemExit
        A cell differs, or the files have other rows or no column in common.
    """
    files = [parquet.ParquetFile(path) for path in (one, other)]
    theirs = set(files[1].schema_arrow.names)
    names = [name for name in files[0].schema_arrow.names if name in theirs]
    rows, others = (file.metadata.num_rows for file in files)
    if rows != others or not names:
        message = f"{one.name}: {rows:,} rows, {others:,} in {other.name}; {len(names)} columns"
        raise SystemExit(message)
    for name in names:
        mine, its = (_cells(file.read([name]).column(0)) for file in files)
        equal = mine == its
        if mine.dtype == np.float64:
            equal = np.isclose(mine, its, rtol=0, atol=tolerance, equal_nan=True)
        if not equal.all():
            row = int(np.flatnonzero(~equal)[0])
            message = f"{one.name}: {name} in row {row + 1} is {mine[row]}, not {its[row]}"
            raise SystemExit(message)
    return len(names) * rows


def _cells(column: pa.ChunkedArray) -> NDArray[np.float64] | NDArray[np.object_]:
    """Numbers as floats, in which null is NaN; texts as objects."""
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        return column.cast(pa.float64()).to_numpy()
    return column.cast(pa.string()).to_numpy()


if __name__ == "__main__":
    print(same_cells(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])))
