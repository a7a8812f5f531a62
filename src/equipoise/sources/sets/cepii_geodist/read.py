"""CEPII GeoDist: pairs under former ISO codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa

from equipoise.sources.codes import StateCodes
from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Cells, Published
from equipoise.sources.spellings import Spelling, respelled

_FORMER = (Spelling("TMP", "TLS"),)
"""East Timor under the code of ISO 3166 before independence; other former codes are known."""


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Pairs of states and areas, each pair in both orders.

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
    rows = published(file)
    yield declared(rows, _states(rows))


def _states(rows: Published) -> Mapping[str, Cells]:
    codes = StateCodes("iso3", rows.file.card.areas)
    table = rows.table
    for at, name in enumerate(table.column_names):
        if name in ("iso_o", "iso_d"):
            table = table.set_column(at, name, respelled(rows.texts(name), None, _FORMER))
    known = Published(rows.file, table, rows.first_line)
    return {
        "state1": known.states("iso_o", None, codes),
        "state2": known.states("iso_d", None, codes),
    }
