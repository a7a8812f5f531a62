"""Names that a publisher uses otherwise than the vocabulary, in the years in which it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.sources.published import Cells


@dataclass(frozen=True, slots=True)
class Spelling:
    """What one name of a publisher means.

    Parameters
    ----------
    published : str
        As the publisher writes it.
    meant : str
        Name or code under which the vocabulary knows it.
    last : int or None
        Last year in which the name means this; None is for good.
    """

    published: str
    meant: str
    last: int | None = None


def respelled(names: Cells, years: Cells | None, spellings: Sequence[Spelling]) -> Cells:
    """Names with those that a publisher uses otherwise put in the vocabulary's words.

    Parameters
    ----------
    names : pyarrow.ChunkedArray of string
        As published.
    years : pyarrow.ChunkedArray of integer or None
        Year of each row; None where no spelling has a last year.
    spellings : sequence of Spelling
        Each applied to the rows that it fits.

    Returns
    -------
    pyarrow.ChunkedArray of string

    Examples
    --------
    >>> dated = [Spelling("Germany", "West Germany", 1989)]
    >>> names = pa.chunked_array([["Germany", "Germany"]])
    >>> respelled(names, pa.chunked_array([[1989, 1990]]), dated).to_pylist()
    ['West Germany', 'Germany']
    """
    found = names
    for spelling in spellings:
        fits = pc.equal(names, pa.scalar(spelling.published, names.type))
        if spelling.last is not None:
            fits = pc.and_(fits, pc.less_equal(years, spelling.last))
        found = pc.if_else(fits, pa.scalar(spelling.meant, names.type), found)
    return found
