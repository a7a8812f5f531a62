"""UN Comtrade: sections and divisions of SITC revision 3, by reporter, partner and year."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.comtrade_reports import reports
from equipoise.sources.comtrade_sides import sides
from equipoise.sources.declared import shaped
from equipoise.sources.files import SourceFile

_REVISION = "S3"
_CODES = "^([0-9]{1,2}|TOTAL)$"
SECTIONS = tuple(str(number) for number in range(10))
"""Sections, which make up the total."""


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Exports and imports by section and division.

    Parameters
    ----------
    file : SourceFile
        One file of one release.

    Yields
    ------
    pyarrow.Table
        With the columns of the card; without rows when the file has no SITC revision 3.

    Raises
    ------
    SourceError
        The file is not what the card says.
    """
    rows = reports(file)
    coarse = pc.match_substring_regex(rows.texts("cmdcode"), _CODES)
    revision = pc.equal(rows.texts("classificationcode"), _REVISION)
    found = sides(rows, pc.and_(coarse, revision), SECTIONS)
    cells = {name: found[name] for name in found.column_names}
    yield shaped(file.card.columns, cells | {"code": found["product"]})
