"""Exports beside imports: reports in total, one row a product of one classification."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from equipoise.errors import SourceError
from equipoise.sources.codes import WORLD
from equipoise.sources.comtrade_reports import (
    ALL_CUSTOMS,
    ALL_TRANSPORT,
    TOTAL,
    flows,
    reporting_states,
)
from equipoise.sources.published import Cells, Published

_PAIR = ["reporter", "partner", "year"]
_ROUNDING = 50.0
"""Dollars by which a hundred figures, each rounded to one dollar, may differ from their sum."""


def sides(rows: Published, chosen: Cells, members: Sequence[str]) -> pa.Table:
    """Exports and imports of the chosen rows, by reporter, partner, year and product.

    Where the members of a total are in the file and add up to it, those that are not there had no
    trade and get a row with 0; otherwise nothing is known of them.

    Parameters
    ----------
    rows : Published
        Reports.
    chosen : pyarrow.ChunkedArray of bool
        Which rows: those of one classification and level, and TOTAL.
    members : sequence of str
        Products that make up TOTAL.

    Returns
    -------
    pyarrow.Table
        Columns reporter, partner, year, product, exports, imports; null where a side has no row.

    Raises
    ------
    SourceError
        One flow stands twice, as it does in a file with two classifications.
    """
    years = rows.integers("refyear")
    table = pa.table(
        {
            "reporter": reporting_states(rows, "reporter", years),
            "partner": reporting_states(rows, "partner", years),
            "year": years,
            "product": rows.texts("cmdcode"),
            "flow": flows(rows),
            "value": rows.numbers("primaryvalue"),
        }
    ).filter(pc.and_(chosen, _in_total(rows, years)))
    one, other = (_side(rows, table, flow, members) for flow in ("export", "import"))
    key = [*_PAIR, "product"]
    both = one.rename_columns([*key, "exports"]).join(
        other.rename_columns([*key, "imports"]), key, join_type="full outer"
    )
    return both.sort_by([(name, "ascending") for name in key])


def _in_total(rows: Published, years: Cells) -> Cells:
    """Whether a row is over all second partners, customs procedures and modes of transport."""
    second = pc.equal(reporting_states(rows, "partner2", years), WORLD)
    customs = pc.equal(rows.texts("customscode"), ALL_CUSTOMS)
    return pc.and_(pc.and_(second, customs), pc.equal(rows.texts("motcode"), ALL_TRANSPORT))


def _side(rows: Published, table: pa.Table, flow: str, members: Sequence[str]) -> pa.Table:
    key = [*_PAIR, "product"]
    found = table.filter(pc.equal(table["flow"], flow)).select([*key, "value"])
    counted = found.group_by(key).aggregate([([], "count_all")])
    twice = counted.filter(pc.greater(counted["count_all"], 1))
    if twice.num_rows:
        place = ", ".join(str(twice[name][0].as_py()) for name in key)
        message = f"{rows.file.name}: {flow} of {place} stands {twice['count_all'][0]} times"
        raise SourceError(message, hint="a file must hold one classification, each flow once")
    return pa.concat_tables([found, _nothing(found, members)])


def _nothing(found: pa.Table, members: Sequence[str]) -> pa.Table:
    """Rows with 0 for members that are not there though those that are add up to the total."""
    is_member = pc.is_in(found["product"], value_set=pa.array(members, pa.string()))
    parts = found.filter(is_member)
    sums = parts.group_by(_PAIR).aggregate([("value", "sum")])
    totals = found.filter(pc.equal(found["product"], TOTAL)).drop_columns("product")
    both = totals.join(sums, _PAIR, join_type="inner")
    gap = pc.abs(pc.subtract(both["value"], both["value_sum"]))
    whole = both.filter(pc.less_equal(gap, _ROUNDING)).select(_PAIR)
    count = whole.num_rows
    rows = pa.array([row for row in range(count) for _ in members], pa.int64())
    grid = whole.take(rows).append_column("product", pa.array([*members] * count, pa.string()))
    absent = grid.join(parts, [*_PAIR, "product"], join_type="left anti")
    zeros = pa.array([0.0] * absent.num_rows, pa.float64())
    return absent.select([*_PAIR, "product"]).append_column("value", zeros)
