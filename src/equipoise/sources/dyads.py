"""Tables of pairs of states, in either order of the two."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa


def both_orders(table: pa.Table) -> Iterator[pa.Table]:
    """A table in which each pair stands once, and the same with the sides exchanged.

    Parameters
    ----------
    table : pyarrow.Table
        Columns of the first state end in 1, those of the second in 2; the others are the
        pair's.

    Yields
    ------
    pyarrow.Table
        As given; then with the columns of the two sides exchanged. Rows keep their order.

    Examples
    --------
    >>> table = pa.table({"state1": ["RUS"], "state2": ["CHN"], "flow1": [7.0], "flow2": [16.0]})
    >>> [part.to_pylist()[0] for part in both_orders(table)][1]
    {'state1': 'CHN', 'state2': 'RUS', 'flow1': 16.0, 'flow2': 7.0}
    """
    yield table
    names = table.column_names
    yield table.select([_other(name, names) for name in names]).rename_columns(names)


def _other(name: str, names: list[str]) -> str:
    side = {"1": "2", "2": "1"}.get(name[-1:], "")
    exchanged = name[:-1] + side
    return exchanged if side and exchanged in names else name
