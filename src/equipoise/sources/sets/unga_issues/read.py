"""Subjects of roll calls: from marks in six columns to one row a subject."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.declared import declared, shaped
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published

_ISSUES = ("me", "nu", "di", "hr", "co", "ec")


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Roll calls and their subjects.

    Parameters
    ----------
    file : SourceFile
        One file of one release.

    Yields
    ------
    pyarrow.Table
        With the columns of the card; one a subject where the file has a column for each.

    Raises
    ------
    SourceError
        The file is not what the card says.
    """
    if file.release.repackaged:
        yield declared(published(file))
        return
    rows = published(file, only=("rcid", *_ISSUES))
    numbers = rows.integers("rcid")
    _, first = np.unique(numbers.to_numpy(), return_index=True)
    once = pa.array(np.sort(first))
    calls = numbers.take(once)
    missing = file.card.columns[0].missing
    for issue in _ISSUES:
        marked = pc.equal(rows.integers(issue, missing).take(once), 1)
        concerned = calls.filter(pc.fill_null(marked, False))  # noqa: FBT003
        found = {"rcid": concerned, "issue": pa.array([issue] * len(concerned), pa.string())}
        yield shaped(file.card.columns, found)
