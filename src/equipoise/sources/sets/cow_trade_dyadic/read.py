"""Trade of pairs: the publisher has each pair once, the archive in both orders."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from equipoise.sources.declared import declared
from equipoise.sources.dyads import both_orders
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Flows of each pair, then the same seen from the other side.

    Parameters
    ----------
    file : SourceFile
        The dyadic file.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says.
    """
    yield from both_orders(declared(published(file)))
