"""Contingency of the levels of two states, for all dyads."""

from __future__ import annotations

import numpy as np
import pytest

from equipoise.errors import MeasureError
from equipoise.measures.contingency import contingency, on_scale

GAP = np.nan


def test_by_hand():
    """Level 1 beside 0 once, 2 beside 2 twice; the last two entries are known for one alone."""
    table = on_scale([[1, 2, 2, 0, GAP], [0, 2, 2, GAP, 1]], 3, "ties")
    dyads = contingency(table, 3)
    np.testing.assert_array_equal(dyads.counts[:, :, 0, 1], [[0, 0, 0], [1, 0, 0], [0, 0, 2]])
    np.testing.assert_array_equal(dyads.counts[:, :, 1, 0], [[0, 1, 0], [0, 0, 0], [0, 0, 2]])
    np.testing.assert_array_equal(dyads.presence().counts[:, :, 0, 1], [[0, 0], [1, 2]])
    (common,) = dyads.sums(np.ones((3, 3)))
    np.testing.assert_array_equal(common, [[4, 3], [3, 4]])


def test_concordance_by_hand():
    """Entries 0-0, 1-1, 1-2: two concordant pairs, one tied; counted in both orders."""
    dyads = contingency(np.array([[0.0, 1.0, 1.0], [0.0, 1.0, 2.0]]), 3)
    np.testing.assert_array_equal(dyads.concordance(), [[4, 4], [4, 6]])


def test_weights_count_entries():
    dyads = contingency(np.array([[0.0, 1.0], [0.0, 0.0]]), 2, np.array([0.25, 3.0]))
    np.testing.assert_array_equal(dyads.counts[:, :, 0, 1], [[0.25, 0], [3, 0]])


@pytest.mark.parametrize(("columns", "kind"), [(4000, np.float32), (4100, np.float64)])
def test_single_precision_only_where_it_counts_exactly(columns, kind):
    assert contingency(np.zeros((1, columns)), 2).counts.dtype == kind


def test_codes_of_the_source():
    np.testing.assert_array_equal(on_scale([[1, 3, None]], 3, "votes", lowest=1), [[0, 2, GAP]])
    with pytest.raises(MeasureError, match="votes: row 0, column 1 is 0, not a level from 1 to 3"):
        on_scale([[1, 0]], 3, "votes", lowest=1)
