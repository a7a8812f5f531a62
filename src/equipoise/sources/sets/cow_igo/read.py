"""Memberships: one column a body becomes one row a membership."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from equipoise.sources.codes import StateCodes
from equipoise.sources.declared import shaped
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.wide import code_matrix, member_columns

_NO_BODY, _NO_MEMBER = -1, 0
_STATUSES = {1: "full", 2: "associate", 3: "observer", -9: "unknown"}
_BODIES, _OTHERS = 534, ("ccode", "year", "state")


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Memberships of each state and year, by body in the order of the file.

    Parameters
    ----------
    file : SourceFile
        The file of states by year.

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
    bodies = member_columns(rows, _OTHERS, _BODIES)
    standing = code_matrix(rows, bodies, (_NO_BODY, _NO_MEMBER, *_STATUSES), _NO_BODY)
    row, body = np.nonzero((standing != _NO_BODY) & (standing != _NO_MEMBER))
    ccode, year = (rows.integers(name).combine_chunks() for name in ("ccode", "year"))
    codes = StateCodes("cow", file.card.areas)
    state = rows.states("ccode", pa.chunked_array([year]), codes).combine_chunks()
    numbers = np.array(list(_STATUSES), dtype=np.int8)
    status = np.searchsorted(np.sort(numbers), standing[row, body])
    words = [_STATUSES[number] for number in sorted(_STATUSES)]
    at = pa.array(row)
    cells = {
        "state": state.take(at),
        "ccode": ccode.take(at),
        "year": year.take(at),
        "body": pa.array([name.lower() for name in bodies]).take(pa.array(body)),
        "status": pa.array(words).take(pa.array(status)),
    }
    yield shaped(file.card.columns, cells)
