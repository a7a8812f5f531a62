"""Data sets of a dossier join the general ones, or are refused with their name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.audit.language.data_set_file import (
    DATA_SETS,
    _faults,
    published_data_sets,
    read_data_sets,
)
from equipoise.vocabulary.data_sets import COLUMN_KINDS
from equipoise.vocabulary.units import all_units

GOOD = """
[data_set.fisheries]
title = "Catches"
producer = "Agency"
covers = "what was caught"
[data_set.fisheries.columns]
state = "text"
year = "year"
when = "edtf"
who = "parties"
catch = "t"
value = "number"
"""


@pytest.fixture
def found(tmp_path):
    def read(text):
        (tmp_path / DATA_SETS).write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_data_sets(tmp_path)

    return read


def test_by_hand(found):
    sets, problems = found(GOOD)
    assert problems == []
    fisheries = sets["fisheries"]
    assert (fisheries.id, fisheries.title, fisheries.producer) == ("fisheries", "Catches", "Agency")
    assert fisheries.columns["catch"] == "t"
    assert set(sets) == {*published_data_sets(), "fisheries"}


def test_a_dossier_without_the_file(tmp_path):
    sets, problems = read_data_sets(tmp_path)
    assert (set(sets), problems) == (set(published_data_sets()), [])


def test_the_shipped_ones(dossier):
    sets, problems = read_data_sets(dossier.folder)
    assert problems == []
    assert set(sets) > set(published_data_sets())
    kinds = {*COLUMN_KINDS, *all_units()}
    for data_set in sets.values():
        assert set(data_set.columns.values()) <= kinds


def test_one_fault_does_not_hide_the_others(found):
    sets, problems = found(GOOD + '[data_set.empty]\ntitle = "x"\n[data_set.wdi]\n')
    assert "fisheries" in sets
    assert "empty" not in sets
    assert [problem.column for problem in problems] == [
        "empty, producer",
        "empty, covers",
        "empty, columns",
        "wdi",
    ]


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("data_sets = 5", "data_sets", "unknown key"),
        ("data_set = 5", "data_set", "not a table"),
        ("[[data_set]]", "data_set", "not a table"),
        ("data_set.x = 5", "x", "not a table"),
        ("[data_set.wdi]", "wdi", "a general data set has this name"),
        (GOOD.replace('"Agency"', "5"), "fisheries, producer", "missing or not a text"),
        (GOOD.replace('"Agency"', '" "'), "fisheries, producer", "missing or not a text"),
        (GOOD.replace("covers", "cover"), "fisheries, covers", "missing or not a text"),
        (GOOD.replace("covers", "version = 1\ncovers"), "fisheries, version", "unknown key"),
        (GOOD.replace('"edtf"', '"date-time"'), "fisheries, columns.when", "unknown kind"),
        (GOOD.replace('"edtf"', '["year"]'), "fisheries, columns.when", "unknown kind"),
        (GOOD.replace('"edtf"', "nan"), "fisheries, columns.when", "unknown kind nan"),
        (GOOD.replace("state =", "row ="), "fisheries, columns.row", "numbers its rows in row"),
        ("[data_set", None, "at end of document"),
        ("a = 1\na = 2", None, "Cannot overwrite a value"),
        (b"a = '\xff'", None, "not UTF-8 at byte 5"),
    ],
)
def test_refusals(found, text, column, message):
    sets, problems = found(text)
    assert set(sets) == set(published_data_sets())
    assert column in [problem.column for problem in problems]
    (problem,) = (p for p in problems if message in p.message)
    assert problem.file == DATA_SETS
    assert problem.hint


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["title", "producer", "covers", "columns", "x"]), inner, max_size=5
        )
    ),
    max_leaves=8,
)


@given(ANYTHING)
def test_anything_is_a_data_set_or_has_faults(raw):
    assert _faults("x", raw)
