"""Pairs in both orders."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from equipoise.sources.dyads import both_orders


def test_only_columns_of_the_two_sides_are_exchanged() -> None:
    table = pa.table(
        {"ccode1": [365], "ccode2": [710], "year": [1992], "flow1": [2.0], "cinc1": [7]}
    )
    given_, turned = both_orders(table)
    assert given_.equals(table)
    assert turned.column_names == table.column_names
    assert turned.to_pylist() == [
        {"ccode1": 710, "ccode2": 365, "year": 1992, "flow1": 2.0, "cinc1": 7}
    ]


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.none() | st.floats(0, 9))))
def test_turned_twice_is_as_given(rows: list[tuple[int, int, float | None]]) -> None:
    table = pa.table(
        {
            "state1": pa.array([a for a, _, _ in rows], pa.int64()),
            "state2": pa.array([b for _, b, _ in rows], pa.int64()),
            "flow1": pa.array([f for _, _, f in rows], pa.float64()),
            "flow2": pa.array([None] * len(rows), pa.float64()),
        }
    )
    _, turned = both_orders(table)
    _, back = both_orders(turned)
    assert back.equals(table)
    assert turned.column("flow2").to_pylist() == table.column("flow1").to_pylist()
