"""One number must be known; an array may have gaps."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from equipoise.errors import MeasureError
from equipoise.measures.gaps import (
    as_given,
    each_amount,
    each_fraction,
    each_positive_amount,
    same_shape,
    table_with_gaps,
)

GUARDS = [each_amount, each_positive_amount, each_fraction]


def test_tables_keep_gaps_and_refuse_the_rest():
    table = table_with_gaps([[1.0, None]], "x")
    assert np.isnan(table[0, 1])
    with pytest.raises(MeasureError, match="row 0, column 0 is -1, negative"):
        table_with_gaps([[-1.0]], "x")


@pytest.mark.parametrize("guard", GUARDS)
@pytest.mark.parametrize("shape", [(3,), (3, 1)])
def test_arrays_keep_gaps(guard, shape):
    given = np.array([0.5, np.nan, 1.0]).reshape(shape)
    passed = guard(given, "x")
    np.testing.assert_array_equal(passed, given)
    passed[0] = 7.0
    assert given.flat[0] == 0.5


@pytest.mark.parametrize("guard", GUARDS)
def test_columns_of_tables_pass(guard):
    np.testing.assert_array_equal(guard(pd.Series([0.5, None]), "x"), [0.5, np.nan])


@pytest.mark.parametrize("guard", GUARDS)
@pytest.mark.parametrize(
    ("value", "message"),
    [
        (np.nan, "x: the value is nan, a missing value"),
        (None, "x: the value is nan, a missing value"),
        (-9.0, "x: the value is -9, negative"),
        ([0.5, -9.0], "x: position 1 is -9, negative"),
        ([[0.5, np.inf]], "x: row 0, column 1 is inf, not a finite number"),
        ([], "x: empty"),
        (np.ones((1, 1, 1)), "x: 3 dimensions"),
    ],
)
def test_refusals_of_all(guard, value, message):
    with pytest.raises(MeasureError, match=message):
        guard(value, "x")


def test_zero_cannot_divide():
    with pytest.raises(MeasureError, match="x: zero, which cannot divide"):
        each_positive_amount(0.0, "x")
    with pytest.raises(MeasureError, match="x: position 1 is 0, which cannot divide"):
        each_positive_amount([1.0, 0.0], "x")


def test_percent_is_no_share():
    with pytest.raises(MeasureError, match=r"x: position 1 is 11\.5, above 1"):
        each_fraction([0.5, 11.5], "x")


def test_shapes_must_agree():
    with pytest.raises(MeasureError, match=r"shapes differ: a \(\), b \(2,\)"):
        same_shape(("a", np.array(1.0)), ("b", np.ones(2)))


def test_what_goes_in_comes_out():
    assert type(as_given(np.array(0.5), 1)) is float
    assert as_given(np.ones(2), np.ones(2)).shape == (2,)
