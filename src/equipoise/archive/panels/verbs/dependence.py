"""Verbs on dependence: what two states' trade is to the trade and the economy of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from equipoise.archive.panels.columns import PanelColumn, number_array
from equipoise.archive.panels.frame import DyadYears
from equipoise.archive.panels.imported import PanelArchive
from equipoise.archive.panels.lookup import pair_rows, state_rows
from equipoise.archive.panels.verbs.verb import OfDyads, Verb
from equipoise.measures.dependence import (
    asymmetry,
    interdependence,
    salience,
    symmetry,
    trade_dependence,
    trade_share,
    weak_link_dependence,
)
from equipoise.vocabulary.units import convert

_DYADIC, _NATIONAL, _INDICATORS = "cow-trade-dyadic", "cow-trade-national", "wdi"
_GDP = "NY.GDP.MKTP.CD"


@dataclass(frozen=True, slots=True, eq=False)
class Turnover:
    """Trade of the two states of each row with each other, million current dollars.

    Parameters
    ----------
    value : array, shape (n_rows,)
        Imports of both from each other; NaN where one of the two flows is not known.
    """

    value: NDArray[np.float64]

    @classmethod
    def of(cls, frame: DyadYears, archive: PanelArchive) -> Turnover:
        """Turnover of every row.

        Parameters
        ----------
        frame : DyadYears
            The panel's rows.
        archive : PanelArchive
            With the table ``cow-trade-dyadic``.

        Returns
        -------
        Turnover
            The same for both orders of a pair.

        Raises
        ------
        NotImportedError
            The archive lacks the table.
        DataError
            Two rows are about one dyad and year.
        """
        table = archive.arrow(_DYADIC, ["state1", "state2", "year", "flow1", "flow2"])
        rows = pair_rows(frame, _DYADIC, table).rows
        both = compute.add(table["flow1"].cast(pa.float64()), table["flow2"].cast(pa.float64()))
        return cls(_spread(both, rows))


def _spread(column: pa.ChunkedArray, rows: NDArray[np.int32]) -> NDArray[np.float64]:
    """Numbers of a table for each place; NaN where it has no row or no value."""
    values = column.cast(pa.float64()).fill_null(np.nan).to_numpy()
    found: NDArray[np.float64] = np.append(values, np.nan)[rows]
    return found


def _empty(columns: int) -> list[pa.Array]:
    """Columns of a panel without rows, of which measures cannot be taken."""
    return [pa.array([], pa.float64())] * columns


def _arrays(*columns: NDArray[np.float64]) -> list[pa.Array]:
    """Arrow arrays of computed numbers, NaN as null."""
    return [number_array(column, np.isnan(column), "float64") for column in columns]


def _shares(frame: DyadYears, archive: PanelArchive) -> Sequence[pa.Array]:
    """Shares of each in the other's trade, and what they are together."""
    if not len(frame):
        return _empty(7)
    turnover = Turnover.of(frame, archive).value
    table = archive.arrow(_NATIONAL, ["state", "year", "imports", "exports"])
    rows = state_rows(frame.roster, _NATIONAL, table)
    world = _spread(compute.add(table["imports"], table["exports"]), rows)
    totals = [world[cells] for cells in (frame.cells1, frame.cells2)]
    beyond = (turnover > totals[0]) | (turnover > totals[1])
    checked = np.isfinite(turnover) & np.isfinite(totals[0]) & np.isfinite(totals[1])
    one, other = (
        trade_share(np.where(beyond, np.nan, turnover), np.where(total > 0, total, np.nan))
        for total in totals
    )
    tied = (salience, symmetry, interdependence, asymmetry)
    exceeds = number_array(beyond.astype(np.int8), ~(checked | beyond), "int8")
    return [*_arrays(one, other, *(f(one, other) for f in tied)), exceeds]


def _told(values: Sequence[pa.Array]) -> Sequence[str]:
    """How many rows trade more with each other than one does with the world."""
    count = compute.sum(values[-1]).as_py()
    if not count:
        return ()
    rows = f"{count:,} rows have" if count > 1 else "1 row has"
    told = (
        f"trade-dependence: {rows} more trade between the two than one of them has with the"
        " world by the publisher's own totals; the shares of both are null there"
    )
    return (told,)


TRADE_DEPENDENCE = Verb(
    name="trade-dependence",
    title="Dependence in trade: shares of the partner, salience, symmetry, interdependence",
    rule=(
        "Imports from plus exports to the other in imports plus exports of the state, current"
        " dollars of the Correlates of War. Null unless both flows and the total are known, and"
        " where a dyad has more trade than one of the two with the whole world: it is marked in"
        " trade_exceeds_total and counted among the warnings, never cut to 1."
    ),
    dyads=OfDyads(
        (_DYADIC, _NATIONAL),
        (
            PanelColumn("trade_share1", "float64", "share", "second in the trade of the first"),
            PanelColumn("trade_share2", "float64", "share", "first in the trade of the second"),
            PanelColumn("trade_salience", "float64", "number", "root of the two shares' product"),
            PanelColumn("trade_symmetry", "float64", "number", "1 less the shares' distance"),
            PanelColumn("trade_interdependence", "float64", "number", "salience times symmetry"),
            PanelColumn("trade_asymmetry", "float64", "share", "first share less the second"),
            PanelColumn(
                "trade_exceeds_total", "int8", "flag", "1 if the two trade more than one in all"
            ),
        ),
        _shares,
        _told,
    ),
)
"""What two states are to each other's trade."""


def _relative_to_gdp(frame: DyadYears, archive: PanelArchive) -> Sequence[pa.Array]:
    """Trade of the two relative to the economy of each."""
    if not len(frame):
        return _empty(3)
    turnover = Turnover.of(frame, archive).value
    table = archive.arrow(_INDICATORS, ["state", "year", "indicator", "value"])
    table = table.filter(compute.equal(table["indicator"], _GDP))
    rows = state_rows(frame.roster, _INDICATORS, table)
    gdp = _spread(table["value"], rows) * convert(1.0, "usd", "usd_m")
    economies = (gdp[cells] for cells in (frame.cells1, frame.cells2))
    one, other = (
        trade_dependence(turnover, np.where(economy > 0, economy, np.nan)) for economy in economies
    )
    return _arrays(one, other, weak_link_dependence(one, other))


TRADE_GDP = Verb(
    name="trade-gdp",
    title="Dependence on trade: trade with the other relative to gross domestic product",
    rule=(
        "Imports from plus exports to the other by the Correlates of War over gross domestic"
        f" product by the World Bank ({_GDP}), both in current dollars. Latent estimates are in"
        " constant international dollars and do not fit trade. Null unless both flows and the"
        " product are known."
    ),
    dyads=OfDyads(
        (_DYADIC, _INDICATORS),
        (
            PanelColumn("trade_gdp1", "float64", "factor", "trade of the two in the first's GDP"),
            PanelColumn("trade_gdp2", "float64", "factor", "trade of the two in the second's GDP"),
            PanelColumn("trade_gdp_low", "float64", "factor", "the lower of the two"),
        ),
        _relative_to_gdp,
    ),
)
"""What trade between two states is to the economy of each."""
