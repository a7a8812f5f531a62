"""From a publisher's codes to states, each on its day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from equipoise.vocabulary.state_tables import Holding, areas, holdings, key_of

WORLD = "WLD"
_YEAR = 366
"""Days by which a state must be nearer to a year than another that had its code then."""

Cells: TypeAlias = Any
"""A ``pyarrow.ChunkedArray`` with one cell a row."""


class StateCodes:
    """States behind the codes of one scheme, looked up once a code.

    A code that one state alone ever had means that state in every year. Any other is read on the
    last day of its year; when nobody held it then, on the first; when nobody held it that year, as
    the state that held it nearest to that year, so that a row outside the life of its state is
    kept and reported rather than lost. A code or name that two states held at once, or began or
    ceased to hold within a year of each other, means neither.

    Parameters
    ----------
    scheme : str
        Scheme of the codes.
    known_areas : iterable of str
        Codes that are no states; they are kept as ``scheme:code``, and so are the areas that the
        vocabulary lists.

    Examples
    --------
    >>> codes = StateCodes("cow", ())
    >>> codes.state("365", 1980), codes.state("260", 1980), codes.state("999", 1980)
    ('RUS', 'GFR', None)
    """

    def __init__(self, scheme: str, known_areas: Iterable[str]) -> None:
        self.scheme = scheme
        self._areas = {key_of(scheme, code) for code in known_areas}
        self._areas |= {key for (named, key) in areas() if named == scheme}
        self._seen: dict[str, tuple[Holding, ...] | str | None] = {}

    def state(self, code: str, year: int | None) -> str | None:
        """The state, the area, or None for a code that nobody knows.

        Parameters
        ----------
        code : str
            As the publisher writes it.
        year : int or None
            When it was used, from 1 to 9999; None is today.

        Returns
        -------
        str or None
            Id of a state, ``WLD`` for the world, ``scheme:code`` for an area, numbers
            without zeros in front.
        """
        if code not in self._seen:
            self._seen[code] = self._found(code)
        found = self._seen[code]
        return _nearest(found, year) if isinstance(found, tuple) else found

    def _found(self, code: str) -> tuple[Holding, ...] | str | None:
        """What a code means in every year, or all its holdings where two states had it."""
        key = key_of(self.scheme, code)
        if key == WORLD:
            return WORLD
        if key in self._areas:
            return f"{self.scheme}:{key if code.isdigit() else code}"
        held = holdings().get((self.scheme, key), ())
        states = {holding.state for holding in held}
        return held if len(states) > 1 else next(iter(states), None)


def _nearest(held: Sequence[Holding], year: int | None) -> str | None:
    days = (date.max,) if year is None else (date(year, 12, 31), date(year, 1, 1))
    for day in days:
        on = {h.state for h in held if h.period.contains(day)}
        if on:
            return on.pop() if len(on) == 1 else None
    return _alone({h.state: 0 for h in held} if year is None else _distances(held, days[0]))


def _distances(held: Sequence[Holding], day: date) -> dict[str, int]:
    """Days from a day to the nearest stretch of each state; below 0 to one that is over."""
    found: dict[str, int] = {}
    for holding in held:
        start, end = holding.period.start or date.min, holding.period.end or date.max
        away = (start - day).days if start > day else (end - day).days
        if abs(away) < abs(found.get(holding.state, date.max.toordinal())):
            found[holding.state] = away
    return found


def _alone(distances: dict[str, int]) -> str | None:
    """The nearest state, unless another on the same side is as near but for a year."""
    nearest = min(distances, key=lambda state: abs(distances[state]))
    away = distances[nearest]
    same_side = [days for s, days in distances.items() if s != nearest and (days < 0) == (away < 0)]
    return None if any(abs(days - away) < _YEAR for days in same_side) else nearest


def translated(texts: Cells, years: Cells | None, codes: StateCodes) -> Cells:
    """Ids of states for codes, each pair of code and year looked up once.

    Parameters
    ----------
    texts : pyarrow.ChunkedArray of string
        Codes; null where missing.
    years : pyarrow.ChunkedArray of integer or None
        Year of each row, from 1 to 9999 or null; None reads every code as of today.
    codes : StateCodes
        The scheme.

    Returns
    -------
    pyarrow.ChunkedArray of string
        In the order of the rows; null where the code is missing or unknown.
    """
    encoded = texts.combine_chunks().dictionary_encode()
    names = encoded.dictionary.to_pylist()
    at = pc.fill_null(pc.cast(encoded.indices, pa.int64()), len(names)).to_numpy(
        zero_copy_only=False
    )
    dates = np.zeros(len(at), dtype=np.int64)
    if years is not None:
        dates = pc.fill_null(pc.cast(years, pa.int64()), 0).to_numpy()
    low, high = (int(dates.min()), int(dates.max())) if dates.size else (0, 0)
    width = high - low + 1
    pairs = at * width + (dates - low)
    held = np.zeros((len(names) + 1) * width, dtype=np.bool_)
    held[pairs] = True
    numbers: dict[str, int] = {}
    lookup = np.full(held.size, -1, dtype=np.int32)
    for pair in np.flatnonzero(held[: len(names) * width]).tolist():
        name, year = names[pair // width], pair % width + low
        state = codes.state(name, year or None)
        if state is not None:
            lookup[pair] = numbers.setdefault(state, len(numbers))
    taken = lookup[pairs]
    indices = pa.array(taken, pa.int32(), mask=taken < 0)
    made = pa.DictionaryArray.from_arrays(indices, pa.array(list(numbers), pa.string()))
    return pa.chunked_array([pc.cast(made, pa.string())])
