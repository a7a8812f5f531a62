"""States behind codes: the same as one by one, every area kept, no code guessed."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import AmbiguousStateError, UnknownStateError
from equipoise.sources.codes import StateCodes, translated
from equipoise.vocabulary.state_tables import SCHEMES, areas, holdings
from equipoise.vocabulary.states import resolve_state

CODES = {scheme: StateCodes(scheme, ()) for scheme in SCHEMES}
KEYS = sorted(holdings())


def _plain(scheme: str, code: str, year: int) -> str | None:
    """One code by the vocabulary alone: the last day of the year, else the first."""
    for day in (date(year, 12, 31), date(year, 1, 1)):
        try:
            return resolve_state(code, day, scheme=scheme).id
        except UnknownStateError:
            continue
    return None


@pytest.mark.parametrize("year", [1816, 1871, 1919, 1945, 1954, 1963, 1990, 1991, 2006, 2012])
def test_every_code_means_what_the_vocabulary_says(year: int) -> None:
    for scheme, key in KEYS:
        found = CODES[scheme].state(key, year)
        try:
            plain = _plain(scheme, key, year)
        except AmbiguousStateError:
            assert found is None, (scheme, key)
            continue
        if plain is not None:
            assert found == plain, (scheme, key)


@given(st.sampled_from([key for key in KEYS if key[0] != "name"]), st.integers(1, 9999))
def test_a_code_that_a_state_once_held_is_never_lost(key: tuple[str, str], year: int) -> None:
    held = {h.state for h in holdings()[key]}
    assert CODES[key[0]].state(key[1], year) in held


@given(st.sampled_from(sorted(areas())), st.integers(1816, 2025))
def test_an_area_stays_itself(key: tuple[str, str], year: int) -> None:
    assert CODES[key[0]].state(key[1], year) == f"{key[0]}:{key[1]}"


def test_outside_its_life_a_code_means_the_nearest_holder() -> None:
    codes = CODES["cow"]
    assert codes.state("260", 1954) == codes.state("260", 1991) == "GFR"
    assert codes.state("365", None) == "RUS"
    assert codes.state("265", None) == "DDR"


def test_a_name_of_two_states_means_neither() -> None:
    names = CODES["name"]
    assert names.state("Congo", 1950) is None
    assert names.state("Congo", 1962) is None
    assert names.state("Congo", 2010) == "COG"
    assert names.state("Congo-Brazzaville", 1950) == "COG"


def test_the_world_and_areas_of_a_card_are_no_states() -> None:
    codes = StateCodes("iso3", ["ZZZ"])
    assert codes.state("WLD", 2000) == "WLD"
    assert codes.state("ZZZ", 2000) == "iso3:ZZZ"
    assert codes.state("QQQ", 2000) is None


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["365", "2", "260", "255", "345", "999", "0365", None]),
        st.one_of(st.none(), st.integers(1, 2100)),
    ),
    max_size=40,
)


@given(ROWS)
def test_a_column_is_translated_as_cell_by_cell(rows: list[tuple[str | None, int | None]]) -> None:
    texts = pa.chunked_array([[code for code, _ in rows]], pa.string())
    years = pa.chunked_array([[year for _, year in rows]], pa.int64())
    one = [None if code is None else CODES["cow"].state(code, year) for code, year in rows]
    assert translated(texts, years, StateCodes("cow", ())).to_pylist() == one
    today = [None if code is None else CODES["cow"].state(code, None) for code, _ in rows]
    assert translated(texts, None, StateCodes("cow", ())).to_pylist() == today
