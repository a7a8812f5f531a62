"""What a flow account holds: flows by partner, by region and over a period, as tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from equipoise.accounts.flow_sources import Direction
from equipoise.vocabulary.evidence import Evidence
from equipoise.vocabulary.product_groups import Kind, ProductGroup
from equipoise.vocabulary.tables import Column, ResultTable

Status: TypeAlias = Literal["reported", "not reported", "missing", "not computable"]

_KEYS = (
    Column("year", "integer", "calendar year", "date"),
    Column("direction", "text", "exports or imports of the state"),
    Column("group", "text", "product group"),
)
_SOURCES = (
    Column("source", "text", "who published the figure"),
    Column("locator", "text", "where"),
    Column("missing_reason", "text", "why there is no figure"),
)


@dataclass(frozen=True, slots=True)
class PartnerFlow:
    """One flow between the state and a member of the region in one year.

    Parameters
    ----------
    year : int
        Calendar year.
    direction : Direction
        ``exports`` or ``imports`` of the state.
    group : str
        Id of the product group.
    partner : str
        State code.
    status : Status
        ``reported``; ``not reported``, where the data set lists no such flow; ``missing``, where
        it does not know it; ``not computable``, where the copy lacks products of the group.
    value : Evidence
        In the unit of the account.
    low, high : float or None
        Bounds of the value, where the data set gives any.
    quantity : float or None
        Tonnes; None when missing for any part of the flow.
    unit_value : float or None
        US dollars per tonne.
    share_of_world : float or None
        Share of the state's flow of this group with the whole world, 0 to 1.
    rank, world_rank : int or None
        Rank among the members, and among all partners of the table, 1 the largest.
    """

    year: int
    direction: Direction
    group: str
    partner: str
    status: Status
    value: Evidence
    low: float | None
    high: float | None
    quantity: float | None
    unit_value: float | None
    share_of_world: float | None
    rank: int | None
    world_rank: int | None


@dataclass(frozen=True, slots=True)
class RegionFlow:
    """All flows of one group between the state and the region in one year.

    Parameters
    ----------
    year : int
        Calendar year.
    direction : Direction
        ``exports`` or ``imports`` of the state.
    group : str
        Id of the product group.
    with_region : float or None
        Sum over the members with a figure; a lower bound where some are missing.
    with_world : Evidence
        The same flow with the whole world.
    low, high : float or None
        Share of the region in the flow with the world, 0 to 1: with nothing for the members that
        are missing, and with all that no other partner accounts for. Equal when none is missing.
    concentration : float or None
        Herfindahl-Hirschman index over the members with a figure, 1/n to 1.
    coverage : float
        Share of the members with a figure, 0 to 1.
    not_reported, missing : tuple of str
        Members without a figure, and which way.
    reason : str
        Why there is no sum or no share; empty when both are there.
    """

    year: int
    direction: Direction
    group: str
    with_region: float | None
    with_world: Evidence
    low: float | None
    high: float | None
    concentration: float | None
    coverage: float
    not_reported: tuple[str, ...]
    missing: tuple[str, ...]
    reason: str

    @property
    def share(self) -> float | None:
        """Share of the region, 0 to 1; None where it is not known, or only within bounds."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True, slots=True)
class PeriodFlow:
    """Flows of one group with one member over all years of the account.

    Parameters
    ----------
    direction : Direction
        ``exports`` or ``imports`` of the state.
    group, partner : str
        Id of the product group, and state code.
    value : float or None
        Sum over the years with a figure, in the unit of the account; None when there is none.
    years_reported, years_not_reported, years_missing : int
        Years of membership with a figure, without a flow in the data set, and not known.
    """

    direction: Direction
    group: str
    partner: str
    value: float | None
    years_reported: int
    years_not_reported: int
    years_missing: int


@dataclass(frozen=True, slots=True)
class FlowAccount:
    """Flows of a kind between one state and a region.

    Parameters
    ----------
    state, region : str
        State code and region id.
    kind : Kind
        ``energy``, ``raw-materials``, ``machinery``, ``arms`` or ``trade``.
    years : tuple of int
        Years covered, in order.
    unit : str
        Unit of every value.
    groups : tuple of ProductGroup
        What is followed, the main group first.
    source : str
        Data set, with version and marks.
    partners : tuple of PartnerFlow
        By year, direction and group; members by size, then those without a figure.
    totals : tuple of RegionFlow
        By year, direction and group.
    period : tuple of PeriodFlow
        Sums over several years; empty for one year.
    notes : tuple of str
        What the data set's card says of its figures.
    warnings : tuple of str
        What a reader must know before citing.
    """

    state: str
    region: str
    kind: Kind
    years: tuple[int, ...]
    unit: str
    groups: tuple[ProductGroup, ...]
    source: str
    partners: tuple[PartnerFlow, ...]
    totals: tuple[RegionFlow, ...]
    period: tuple[PeriodFlow, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]

    def table(self) -> ResultTable:
        """Flows by year, direction, group and partner."""
        columns = (
            *_KEYS,
            Column("partner", "text", "state code"),
            Column("status", "text", "reported, not reported, missing or not computable"),
            Column(f"value_{self.unit}", "number", "value of the flow", self.unit),
            Column(f"low_{self.unit}", "number", "lower bound of the value", self.unit),
            Column(f"high_{self.unit}", "number", "upper bound of the value", self.unit),
            Column("quantity_t", "number", "weight of the flow, tonnes", "t"),
            Column("unit_value_usd_per_t", "number", "value over weight", "usd_per_t"),
            Column("share_of_world", "number", "share of the flow with the world", "share"),
            Column("rank", "integer", "rank among the members, 1 the largest", "rank"),
            Column("world_rank", "integer", "rank among all partners, 1 the largest", "rank"),
            *_SOURCES,
        )
        rows = tuple(
            (
                f.year,
                f.direction,
                f.group,
                f.partner,
                f.status,
                f.value.value,
                f.low,
                f.high,
                f.quantity,
                f.unit_value,
                f.share_of_world,
                f.rank,
                f.world_rank,
                f.value.source,
                f.value.locator,
                f.value.missing_reason,
            )
            for f in self.partners
        )
        return ResultTable("flows", columns, rows)

    def totals_table(self) -> ResultTable:
        """Flows with the whole region by year, direction and group."""
        columns = (
            *_KEYS,
            Column(f"with_region_{self.unit}", "number", "sum over the members", self.unit),
            Column(f"with_world_{self.unit}", "number", "flow with the world", self.unit),
            Column("share_low", "number", "region's share, missing members at nothing", "share"),
            Column("share_high", "number", "region's share, missing members at most", "share"),
            Column("concentration", "number", "Herfindahl-Hirschman index, 1/n to 1", "factor"),
            Column("coverage", "number", "share of the members with a figure", "share"),
            Column("not_reported", "text", "members without a flow in the data set"),
            Column("missing", "text", "members whose flow is not known"),
            *_SOURCES,
        )
        rows = tuple(
            (
                f.year,
                f.direction,
                f.group,
                f.with_region,
                f.with_world.value,
                f.low,
                f.high,
                f.concentration,
                f.coverage,
                " ".join(f.not_reported),
                " ".join(f.missing),
                f.with_world.source,
                f.with_world.locator,
                f.reason or None,
            )
            for f in self.totals
        )
        return ResultTable("flow-totals", columns, rows)
