"""Votes of the General Assembly: those cast, absences left out."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.errors import SourceError
from equipoise.sources.codes import StateCodes
from equipoise.sources.days import day_of
from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Cells, Published
from equipoise.sources.spellings import Spelling, respelled

_ASKED = ("rcid", "ccode", "vote", "date")
_CAST = (1, 2, 3)
_NOT_CAST = (8, 9)
_WORDS = ("yes", "abstain", "no")
_NAMES = (
    Spelling("Federal Republic of Germany", "West Germany"),
    Spelling("St. Vincent & Grenadines", "Saint Vincent and the Grenadines"),
)


def read(file: SourceFile) -> Iterator[pa.Table]:
    """Votes cast, one row a roll call and state.

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
        The file is not what the card says, or a vote is none of the publisher's codes.
    """
    if file.release.repackaged:
        yield _of_words(published(file))
        return
    rows = published(file, only=_ASKED)
    votes = rows.integers("vote")
    _check(rows, votes, (*_CAST, *_NOT_CAST))
    made = {"vote": votes, "year": pc.year(day_of(rows, "date"))}
    table = declared(rows, made)
    yield table.filter(pc.is_in(table["vote"], value_set=pa.array(_CAST, pa.int64())))


def _of_words(rows: Published) -> pa.Table:
    """Votes in words, by states under names that no two of them share."""
    words = rows.texts("vote")
    _check(rows, words, _WORDS)
    votes = pc.add(pc.index_in(words, value_set=pa.array(_WORDS)), 1)
    names = pa.table({"country": respelled(rows.texts("country"), None, _NAMES)})
    codes = StateCodes("name", rows.file.card.areas)
    states = Published(rows.file, names).states("country", None, codes)
    return declared(rows, {"vote": votes, "state": states})


def _check(rows: Published, votes: Cells, known: tuple[int | str, ...]) -> None:
    fits = pc.is_in(votes, value_set=pa.array(known, votes.type))
    row = pc.index(fits, False).as_py()
    if row >= 0:
        message = f"{rows.place(row)}: vote is {votes[row].as_py()!r}"
        told = ", ".join(map(str, known))
        raise SourceError(message, hint=f"a vote is one of {told}: check the codebook")
