"""Verbs on trade: flows of a dyad, imports and exports of a state."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from equipoise.archive.panels.columns import PanelColumn, Storage, gathered
from equipoise.archive.panels.frame import DyadYears
from equipoise.archive.panels.imported import PanelArchive
from equipoise.archive.panels.lookup import pair_rows
from equipoise.archive.panels.verbs.joined import table_columns
from equipoise.archive.panels.verbs.verb import OfDyads, Verb

_DYADIC = "cow-trade-dyadic"
_STORAGE: Storage = "float64"
_FLOWS = (("flow1", "flow2"), ("smoothflow1", "smoothflow2"))


def _flows(frame: DyadYears, archive: PanelArchive) -> Sequence[pa.Array]:
    """Flows both ways, those of the first state first whatever the order in the table."""
    names = [name for pair in _FLOWS for name in pair]
    table = archive.arrow(_DYADIC, ["state1", "state2", "year", *names])
    found = pair_rows(frame, _DYADIC, table)
    flows = []
    for own, other in (side for pair in _FLOWS for side in (pair, pair[::-1])):
        one, two = (table[name].combine_chunks().cast(pa.float64()) for name in (own, other))
        rows = np.where(found.turned, found.rows + np.int32(len(one)), found.rows)
        flows.append(gathered(pa.concat_arrays([one, two]), rows, _STORAGE))
    return flows


TRADE = Verb(
    name="trade",
    title="Trade by the Correlates of War project",
    rule=(
        "Dyads: flow1 is what the first state imports from the second, flow2 the reverse; the"
        " publisher lists each pair once, and in the other order the two change places. Null where"
        " the publisher has no figure: a pair that is not listed is not a pair without trade."
    ),
    states=table_columns(
        "cow-trade-national",
        (
            PanelColumn("imports", "float64", "usd_m", "imports from the world, current dollars"),
            PanelColumn("exports", "float64", "usd_m", "exports to the world, current dollars"),
        ),
        on_dyads=False,
    ),
    dyads=OfDyads(
        (_DYADIC,),
        (
            PanelColumn("flow1", _STORAGE, "usd_m", "imports of the first from the second"),
            PanelColumn("flow2", _STORAGE, "usd_m", "imports of the second from the first"),
            PanelColumn("smoothflow1", _STORAGE, "usd_m", "flow1, gaps filled by the publisher"),
            PanelColumn("smoothflow2", _STORAGE, "usd_m", "flow2, gaps filled by the publisher"),
        ),
        _flows,
    ),
)
"""What states buy from each other."""
