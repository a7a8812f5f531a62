"""UN Comtrade: every reported flow as it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from equipoise.sources.comtrade_reports import flows, reporting_states, reports
from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Flows of one file.

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
    rows = reports(file)
    years = rows.integers("refyear")
    sides = ("reporter", "partner", "partner2")
    made = {side: reporting_states(rows, side, years) for side in sides}
    yield declared(rows, made | {"flow": flows(rows), "year": years})
