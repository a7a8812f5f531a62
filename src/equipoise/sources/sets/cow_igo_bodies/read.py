"""Bodies by year: one column a state becomes counts of members."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Cells, Published
from equipoise.sources.wide import code_matrix, member_columns

_STATES = 217
_OTHERS = (
    *("ioname", "orgname", "year", "sdate", "deaddate", "dead", "integrated", "replaced"),
    *("longorgname", "ionum", "igocode", "version", "accuracyofpre1965membershipdates"),
    *("sourcesandnotes", "imputed", "political", "social", "economic"),
)
_NO_STATE, _UNKNOWN = -1, -9
_CODES = {"members": 1, "associates": 2, "observers": 3}


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Each body and year, with its number of members.

    Parameters
    ----------
    file : SourceFile
        The file of bodies by year.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says, or a cell holds another code.
    """
    rows = published(file)
    yield declared(rows, {"body": pc.utf8_lower(rows.texts("ioname")), **_counts(rows)})


def _counts(rows: Published) -> dict[str, Cells]:
    states = member_columns(rows, _OTHERS, _STATES)
    codes = (_UNKNOWN, _NO_STATE, 0, *_CODES.values())
    standing = code_matrix(rows, states, codes, _NO_STATE)
    untold = ~((standing != _UNKNOWN) & (standing != _NO_STATE)).any(axis=1)
    made: dict[str, Cells] = {
        name: pa.array((standing == code).sum(axis=1), mask=np.asarray(untold))
        for name, code in _CODES.items()
    }
    return {**made, "unknown": pa.array((standing == _UNKNOWN).sum(axis=1))}
