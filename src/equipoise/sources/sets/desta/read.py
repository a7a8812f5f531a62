"""Trade agreements: one column a party becomes one list of parties."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.errors import SourceError
from equipoise.sources.codes import StateCodes
from equipoise.sources.declared import declared
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.published import Published

_OUTSIDE_M49 = {"158": "TWN", "900": "KOS"}
_MOST_PARTIES = 91


def read(file: SourceFile) -> Iterator[pa.Table]:
    """One row an entry of the list.

    Parameters
    ----------
    file : SourceFile
        The list of treaties.

    Yields
    ------
    pyarrow.Table
        With the columns of the card.

    Raises
    ------
    SourceError
        The file is not what the card says, or a party has an unknown number.
    """
    rows = published(file)
    parties = _parties(rows)
    made = {
        "parties": pa.array([";".join(ids) or None for ids in parties], pa.string()),
        "n_parties": pa.array([len(ids) for ids in parties], pa.int64()),
    }
    yield declared(rows, made)


def _parties(rows: Published) -> list[list[str]]:
    codes = StateCodes("m49", rows.file.card.areas)
    signed, in_force = (rows.integers(name, ("NA",)) for name in ("year", "entryforceyear"))
    years = pc.coalesce(signed, in_force).to_pylist()
    found: list[list[str]] = [[] for _ in years]
    for column in (f"c{n}" for n in range(1, _MOST_PARTIES + 1)):
        for row, code in enumerate(rows.texts(column, ("NA",)).to_pylist()):
            if code is not None:
                found[row].append(_party(rows, row, code, codes, years[row]))
    return found


def _party(rows: Published, row: int, code: str, codes: StateCodes, year: int | None) -> str:
    state = _OUTSIDE_M49.get(code) or codes.state(code, year)
    if state is None:
        message = (
            f"{rows.place(row)}: party {code!r} in {year or 'no year'} is no number of a state"
        )
        raise SourceError(message, hint="name it in the [areas] of the card if it is no state")
    return state
