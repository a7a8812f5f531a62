"""Flows of one state with every partner, as tables of the archive have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from equipoise.archive.imported import ImportedTable
from equipoise.archive.store import Archive
from equipoise.errors import ArgumentError
from equipoise.measures.guards import amounts
from equipoise.measures.totals import total
from equipoise.vocabulary.product_groups import Kind, ProductGroup, groups_of
from equipoise.vocabulary.states import WORLD
from equipoise.vocabulary.tables import Value

if TYPE_CHECKING:
    import pyarrow

Direction: TypeAlias = Literal["exports", "imports"]

DIRECTIONS: tuple[Direction, ...] = ("exports", "imports")
DATA_SETS: Mapping[Kind, str] = {
    "energy": "baci",
    "raw-materials": "baci",
    "machinery": "baci",
    "arms": "sipri-arms",
    "trade": "cow-trade-dyadic",
}
"""The data set behind each kind of flow."""

_KEYS: Mapping[str, Mapping[Direction, tuple[str, str, str]]] = {
    "baci": {
        "exports": ("exporter", "importer", "value"),
        "imports": ("importer", "exporter", "value"),
    },
    "sipri-arms": {
        "exports": ("supplier", "recipient", "tiv"),
        "imports": ("recipient", "supplier", "tiv"),
    },
    "cow-trade-dyadic": {
        "exports": ("state1", "state2", "flow2"),
        "imports": ("state1", "state2", "flow1"),
    },
}
"""By data set and direction: the columns of the state, of its partner, and of the flow."""

_NATIONAL = "cow-trade-national"
_ROW_LESS_BACI = "neither side reported trade: there was none, or it was too little to report"
_ROW_LESS_ARMS = "no delivery of major arms is listed"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a table says of one flow.

    Parameters
    ----------
    value : float or None
        In the unit of the table; None when it is missing.
    low, high : float or None
        Bounds of the value, where the data set gives any.
    quantity : float or None
        Tonnes; None when it is missing for any part of the flow, or not measured.
    rows : int
        Rows that were added up.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    quantity: float | None = None
    rows: int = 1


@dataclass(frozen=True, slots=True)
class GroupFlows:
    """Flows of one group in one direction and year with every partner that the table has.

    Parameters
    ----------
    year : int
        Calendar year.
    direction : Direction
        As seen from the state.
    group : ProductGroup
        What flows.
    figures : mapping of str to Figure
        By partner: a state, or an area that is no state.
    world : float or None
        The same flow with the whole world; None when it is not known.
    world_reason : str
        Why the flow with the world is not known.
    lacking : str
        Why the group cannot be computed from this table; empty when it can.
    """

    year: int
    direction: Direction
    group: ProductGroup
    figures: Mapping[str, Figure]
    world: float | None
    world_reason: str = ""
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class FlowTable:
    """Flows of one state, read from one table of the archive.

    Parameters
    ----------
    source : ImportedTable
        Where the figures come from.
    world_source : ImportedTable or None
        Where flows with the world come from; None when they are sums of the table itself.
    unit : str
        Unit of every value.
    silence : str
        What it means that a partner has no row; empty when its flow is not known then.
    flows : tuple of GroupFlows
        By year, direction and group.
    """

    source: ImportedTable
    world_source: ImportedTable | None
    unit: str
    silence: str
    flows: tuple[GroupFlows, ...]

    def locator(self, flows: GroupFlows, state: str, partner: str) -> str:
        """Where a figure stands: the table and the keys of its rows.

        Parameters
        ----------
        flows : GroupFlows
            One of the table's.
        state, partner : str
            State codes; ``any`` for a sum over all partners.

        Returns
        -------
        str
        """
        own, other, column = _KEYS[self.source.id][flows.direction]
        keys = [f"{own} {state}", f"{other} {partner}", f"year {flows.year}"]
        products = [f"product {'+'.join(flows.group.codes)}"] if flows.group.codes else []
        return f"{self.source.id}: {', '.join([*keys, *products, column])}"

    def world_locator(self, flows: GroupFlows, state: str) -> str:
        """Where the flow with the world stands, or what it is the sum of.

        Parameters
        ----------
        flows : GroupFlows
            One of the table's.
        state : str
            State code.

        Returns
        -------
        str
        """
        if self.world_source is None:
            return self.locator(flows, state, "any")
        return f"{self.world_source.id}: state {state}, year {flows.year}, {flows.direction}"


def flow_source(archive: Archive, kind: Kind, wanted: str | None = None) -> ImportedTable:
    """The table of the archive that flows of one kind are read from.

    Parameters
    ----------
    archive : Archive
        Published data.
    kind : Kind
        Kind of flow.
    wanted : str, optional
        The data set of this kind with a version, such as ``baci@202601``; the newest version in
        the archive by default.

    Returns
    -------
    ImportedTable

    Raises
    ------
    ArgumentError
        Flows of this kind are in another data set.
    NotImportedError
        The archive does not have it; the hint says how to import it.
    """
    due = DATA_SETS[kind]
    name = wanted or due
    if name.partition("@")[0] != due:
        message = f"flows of the kind {kind!r} are not in {name!r}"
        raise ArgumentError(message, hint=f"{due}, or a version of it such as {due}@VERSION")
    return archive.source(name)


def read_flows(
    archive: Archive, kind: Kind, source: ImportedTable, state: str, years: Sequence[int]
) -> FlowTable:
    """Every flow of a state in some years.

    Parameters
    ----------
    archive : Archive
        Published data.
    kind : Kind
        Kind of flow.
    source : ImportedTable
        From :func:`flow_source`.
    state : str
        Id of the state.
    years : sequence of int
        Calendar years that the table covers.

    Returns
    -------
    FlowTable

    Raises
    ------
    NotImportedError
        The table has left the archive.
    """
    if kind == "arms":
        return _arms(archive, source, state, years)
    if kind == "trade":
        return _trade(archive, source, state, years)
    return _products(archive, kind, source, state, years)


def _products(
    archive: Archive, kind: Kind, source: ImportedTable, state: str, years: Sequence[int]
) -> FlowTable:
    groups = groups_of(kind)
    there = {str(code) for code in archive.values(source.table, "product")}
    lacking = {group.id: _lacking(source, group, there) for group in groups}
    due = [group for group in groups if not lacking[group.id]]
    codes: list[Value] = [code for code in sorted(there) if any(g.holds(code) for g in due)]
    found: list[GroupFlows] = []
    for direction, (own, other, _) in _KEYS["baci"].items():
        columns = (other, "year", "product", "value", "quantity")
        where: dict[str, Sequence[Value]] = {own: [state], "year": list(years), "product": codes}
        rows = archive.arrow(source.table, columns, where)
        reason = f"the copy has some {other}s only" if other in source.partial else ""
        for group in groups:
            by_year = {} if lacking[group.id] else _summed(rows, other, group, there)
            for year in years:
                figures = by_year.get(year, {})
                world = None if reason or lacking[group.id] else _total(figures)
                found.append(
                    GroupFlows(year, direction, group, figures, world, reason, lacking[group.id])
                )
    some_partners = bool({"exporter", "importer"} & set(source.partial))
    silence = "" if some_partners else _ROW_LESS_BACI
    return FlowTable(source, None, "usd_k", silence, _in_order(found, groups))


def _lacking(source: ImportedTable, group: ProductGroup, there: set[str]) -> str:
    if "product" not in source.partial:
        return ""
    gaps = group.gaps(there)
    if not gaps:
        return ""
    parts = [f"not computable: the copy holds {len(there)} product codes"]
    if gaps.lacking:
        parts.append(f"it lacks {', '.join(gaps.lacking)}")
    if gaps.doubtful:
        parts.append(f"it has some codes of {', '.join(gaps.doubtful)}, perhaps not all")
    return "; ".join(parts)


def _summed(
    rows: pyarrow.Table, partner: str, group: ProductGroup, there: set[str]
) -> dict[int, dict[str, Figure]]:
    """Figures of a group by year and partner, products added up."""
    import pyarrow as pa
    import pyarrow.compute as pc

    codes = pa.array(sorted(code for code in there if group.holds(code)), pa.string())
    chosen = rows.filter(pc.is_in(rows.column("product"), value_set=codes))
    # One thread, so that the order of the sum, and with it its last digit, never changes.
    figures = [("value", "sum"), ("value", "count"), ("quantity", "sum"), ("quantity", "count")]
    grouped = chosen.group_by(["year", partner], use_threads=False).aggregate(
        [*figures, ("product", "count")]
    )
    found: dict[int, dict[str, Figure]] = {}
    for row in grouped.to_pylist():
        parts = row["product_count"]
        found.setdefault(row["year"], {})[row[partner]] = Figure(
            value=row["value_sum"] if row["value_count"] == parts else None,
            quantity=row["quantity_sum"] if row["quantity_count"] == parts else None,
            rows=parts,
        )
    return found


def _arms(archive: Archive, source: ImportedTable, state: str, years: Sequence[int]) -> FlowTable:
    (group,) = groups_of("arms")
    found = []
    for direction, (own, other, _) in _KEYS["sipri-arms"].items():
        columns = (other, "year", "tiv", "tiv_low", "tiv_high")
        rows = archive.arrow(source.table, columns, {own: [state], "year": list(years)})
        by_year: dict[int, dict[str, Figure]] = {year: {} for year in years}
        for row in rows.to_pylist():
            by_year[row["year"]][row[other]] = Figure(row["tiv"], row["tiv_low"], row["tiv_high"])
        found += [
            GroupFlows(year, direction, group, figures, _total(figures))
            for year, figures in by_year.items()
        ]
    return FlowTable(source, None, "tiv_m", _ROW_LESS_ARMS, _in_order(found, (group,)))


def _trade(archive: Archive, source: ImportedTable, state: str, years: Sequence[int]) -> FlowTable:
    (group,) = groups_of("trade")
    where: dict[str, Sequence[Value]] = {"state1": [state], "year": list(years)}
    rows = archive.arrow(source.table, ("state2", "year", "flow1", "flow2"), where).to_pylist()
    national = archive.source(_NATIONAL) if archive.has(_NATIONAL) else None
    worlds = _national(archive, state, years) if national else {}
    reason = "" if national else f"{_NATIONAL} is not in the archive"
    found = []
    for year in years:
        for direction in DIRECTIONS:
            column = _KEYS["cow-trade-dyadic"][direction][2]
            figures = {
                row["state2"]: Figure(row[column])
                for row in rows
                if row["year"] == year and row["state2"] != WORLD
            }
            world = worlds.get(year, {}).get(direction)
            why = reason or ("" if world is not None else f"{_NATIONAL} has no figure of {year}")
            found.append(GroupFlows(year, direction, group, figures, world, why))
    return FlowTable(source, national, "usd_m", "", _in_order(found, (group,)))


def _national(
    archive: Archive, state: str, years: Sequence[int]
) -> dict[int, Mapping[Direction, float | None]]:
    where: dict[str, Sequence[Value]] = {"state": [state], "year": list(years)}
    rows: Iterator[dict[str, Any]] = iter(
        archive.arrow(_NATIONAL, ("year", *DIRECTIONS), where).to_pylist()
    )
    return {row["year"]: {"exports": row["exports"], "imports": row["imports"]} for row in rows}


def _total(figures: Mapping[str, Figure]) -> float | None:
    """Sum over all partners; None when there is none, or the value of one is missing."""
    values = [figure.value for figure in figures.values()]
    if not values or any(value is None for value in values):
        return None
    return total(amounts(np.array(values, dtype=np.float64), "flows"))


def _in_order(
    flows: Sequence[GroupFlows], groups: Sequence[ProductGroup]
) -> tuple[GroupFlows, ...]:
    places = {group.id: place for place, group in enumerate(groups)}
    return tuple(
        sorted(flows, key=lambda f: (f.year, DIRECTIONS.index(f.direction), places[f.group.id]))
    )
