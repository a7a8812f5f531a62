"""What the guards let through and what they refuse."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from equipoise.errors import MeasureError
from equipoise.measures import guards
from equipoise.measures.totals import positive_total, shares_in_total, total


@pytest.mark.parametrize(
    "values",
    [
        [1, 2.5],
        (1.0, 2.5),
        np.array([1.0, 2.5], dtype=np.float32),
        pd.Series([1.0, 2.5]),
        pl.Series([1.0, 2.5]),
        pa.array([1.0, 2.5]),
        [Decimal(1), Decimal("2.5")],
        [Fraction(1), Fraction(5, 2)],
        np.array([1, 2.5], dtype=object),
    ],
)
def test_numbers_from_any_table_library(values):
    array = guards.numbers(values, "x")
    assert array.dtype == np.float64
    np.testing.assert_array_equal(array, [1.0, 2.5])


@pytest.mark.parametrize(
    "values",
    [
        [1.0, None],
        [1.0, float("nan")],
        np.ma.array([1.0, 2.0], mask=[False, True]),
        pd.Series([1, None], dtype="Int64"),
        pd.Series([1.0, None]),
        pl.Series([1.0, None]),
        pa.array([1.0, None]),
    ],
)
def test_every_kind_of_null_is_refused(values):
    with pytest.raises(MeasureError) as caught:
        guards.numbers(values, "x")
    assert caught.value.hint is not None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (["1", "2"], "x: numbers are needed, not values of type <U1"),
        (np.array([1, "2"], dtype=object), "x: position 1 is '2', not a number"),
        ([1.0, np.inf], "x: position 1 is inf, not a finite number"),
        ([1j], "x: numbers are needed"),
        (3.0, "x: a row of numbers is needed"),
        ([], "x: empty"),
        ([[1.0], [2.0, 3.0]], "x: rows of different lengths"),
        (np.array(["2012"], dtype="datetime64[Y]"), "x: numbers are needed"),
    ],
)
def test_what_is_no_row_of_numbers(values, message):
    with pytest.raises(MeasureError, match=message):
        guards.numbers(values, "x")


def test_the_input_is_copied():
    given = np.array([1.0, 2.0])
    guards.numbers(given, "x")[0] = 9.0
    np.testing.assert_array_equal(given, [1.0, 2.0])


def test_flags_take_yes_and_no_only():
    np.testing.assert_array_equal(guards.flags([True, 0, 1.0], "x"), [True, False, True])
    with pytest.raises(MeasureError, match=r"position 1 is 0.5, neither yes"):
        guards.flags([1, 0.5], "x")


def test_float_dust_above_one_is_removed():
    assert guards.fraction(1 + 1e-15, "x") == 1.0
    with pytest.raises(MeasureError, match="above 1"):
        guards.fractions([1.001], "x")


def test_a_missing_code_is_named_as_such():
    with pytest.raises(MeasureError) as caught:
        guards.amounts([-9], "flow")
    assert caught.value.hint == "missing codes such as -9 must be nulls"


def test_totals_do_not_depend_on_the_order():
    values = guards.amounts([1e16, 1.0, 1.0], "x")
    assert total(values) == total(values[::-1]) == 1e16 + 2
    assert positive_total(values, "x") == 1e16 + 2


def test_shares_in_nothing_are_refused():
    with pytest.raises(MeasureError, match="x: all 3 values are zero"):
        shares_in_total([0, 0, 0], "x")
