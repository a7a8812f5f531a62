"""Flows directed at a region on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from equipoise.accounts.flow_results import FlowAccount, PartnerFlow, RegionFlow
from equipoise.accounts.flow_sources import DIRECTIONS, Direction
from equipoise.report.closing import closing
from equipoise.report.formatting import counted, listed, magnitude, percent, quantity
from equipoise.report.names import region_label, state_label
from equipoise.report.page import Block, Cell, Column, Grid, Page, Paragraph, row
from equipoise.report.result_table import table_sources
from equipoise.vocabulary.product_groups import Kind
from equipoise.vocabulary.units import unit

_TITLES: Mapping[Kind, str] = {
    "energy": "Energy",
    "raw-materials": "Raw materials",
    "machinery": "Machinery",
    "arms": "Major arms",
    "trade": "Trade in goods",
}
_NONE = Cell("no data", "muted")
_WHOLE = 10


def flows_page(account: FlowAccount, *, verbose: bool = False) -> Page:
    """A flow account as a page.

    Parameters
    ----------
    account : FlowAccount
        Any flow account.
    verbose : bool
        With the partners of every group and year, and what the data set's card says.

    Returns
    -------
    Page
        Groups of the last year, a series where there are several years, then partners.
    """
    last = account.years[-1]
    names = (state_label(account.state, last), region_label(account.region))
    blocks: list[Block] = [Paragraph(_finding(account, *names), strong=True)]
    blocks += [_groups(account, direction) for direction in DIRECTIONS]
    if len(account.years) > 1:
        blocks += [_series(account, group) for group in _shown(account, verbose=verbose)]
        blocks += [_period(account, group) for group in _shown(account, verbose=verbose)]
    years = account.years if verbose else (last,)
    for year in years:
        for group in _shown(account, verbose=verbose):
            blocks += [g for d in DIRECTIONS for g in _partners(account, year, d, group)]
    notes = (*_definitions(account), *account.warnings, *_gaps(account))
    notes += account.notes if verbose else ()
    blocks += closing(notes, flow_sources(account), verbose=verbose)
    title = f"{_TITLES[account.kind]} between {names[0]} and {names[1]}"
    return Page(title, tuple(blocks))


def flow_sources(account: FlowAccount) -> tuple[str, ...]:
    """Sources of the figures of a flow account, each once.

    Parameters
    ----------
    account : FlowAccount
        Any flow account.

    Returns
    -------
    tuple of str
        The data set itself also where it has no figure.
    """
    found = (
        account.source,
        *table_sources(account.table()),
        *table_sources(account.totals_table()),
    )
    return tuple(dict.fromkeys(found))


def _shown(account: FlowAccount, *, verbose: bool) -> list[str]:
    """Ids of the groups with a figure: all of them, or the first."""
    known = {flow.group for flow in account.totals if flow.with_region is not None}
    ids = [group.id for group in account.groups if group.id in known]
    return ids if verbose else ids[:1]


def _label(account: FlowAccount, group_id: str) -> str:
    return next(group.label for group in account.groups if group.id == group_id)


def _finding(account: FlowAccount, state: str, region: str) -> str:
    last = account.years[-1]
    shown = _shown(account, verbose=False)
    flows = [f for f in account.totals if f.year == last and f.group in shown and f.low is not None]
    if not flows:
        return f"No share of {region} in what {state} sells or buys can be told for {last}."
    flow = flows[0]
    verb = "takes" if flow.direction == "exports" else "sends"
    label = _label(account, flow.group)
    text = (
        f"{region} {verb} {_part(flow)} of {state}'s {flow.direction} of {label} in {last}, "
        f"{_figure(flow.with_region or 0.0, account)}{_unit_words(account)}"
    )
    partners = [p for p in account.partners if _key(p) == _key(flow) and p.rank == 1]
    return f"{text}; {state_label(partners[0].partner, last)} the most."


def _key(flow: PartnerFlow | RegionFlow) -> tuple[int, str, str]:
    return flow.year, flow.direction, flow.group


def _part(flow: RegionFlow) -> str:
    if flow.low is None or flow.high is None:
        return "no data"
    if flow.low == flow.high:
        return percent(flow.low)
    return f"{percent(flow.low, beside=flow.high)} to {percent(flow.high, beside=flow.low)}"


def _amount(value: float | None, account: FlowAccount) -> Cell:
    return _NONE if value is None else Cell(_figure(value, account))


def _figure(value: float, account: FlowAccount) -> str:
    if unit(account.unit).dimension == "money":
        return quantity(value, account.unit)
    return f"{value:,.0f}" if value >= _WHOLE else f"{value:.2g}"


def _unit_words(account: FlowAccount) -> str:
    known = unit(account.unit)
    return "" if known.dimension == "money" else f" {known.label}"


def _unit(account: FlowAccount) -> str:
    words = _unit_words(account).strip()
    return f" ({words})" if words else ""


def _sum(account: FlowAccount, flow: RegionFlow) -> Cell:
    if flow.with_region is not None:
        return _amount(flow.with_region, account)
    own = {p.status for p in account.partners if _key(p) == _key(flow)}
    words = {"not computable": "not computable", "not reported": "none listed"}
    return Cell(words.get(min(own), "no data") if len(own) == 1 else "no data", "muted")


def _groups(account: FlowAccount, direction: Direction) -> Grid:
    last = account.years[-1]
    columns = (
        Column("", wraps=True),
        Column("with the region", "right"),
        Column("with the world", "right"),
        Column("region's part", "right"),
        Column("members", "right"),
    )
    rows = tuple(
        row(
            _label(account, flow.group),
            _sum(account, flow),
            _amount(flow.with_world.value, account),
            "" if flow.low is None else _part(flow),
            _members(account, flow),
        )
        for flow in account.totals
        if flow.year == last and flow.direction == direction
    )
    return Grid(f"{direction.capitalize()} in {last}{_unit(account)}", columns, rows)


def _members(account: FlowAccount, flow: RegionFlow) -> str:
    own = [p for p in account.partners if _key(p) == _key(flow)]
    return f"{sum(p.status == 'reported' for p in own)} of {len(own)}"


def _series(account: FlowAccount, group_id: str) -> Grid:
    columns = (
        Column(""),
        *(
            Column(title, "right")
            for direction in DIRECTIONS
            for title in (direction, "region's part")
        ),
    )
    by_key = {_key(flow): flow for flow in account.totals if flow.group == group_id}
    rows = []
    for year in account.years:
        cells: list[str | Cell] = [str(year)]
        for direction in DIRECTIONS:
            flow = by_key[year, direction, group_id]
            cells += [_sum(account, flow), "" if flow.low is None else _part(flow)]
        rows.append(row(*cells))
    caption = f"{_label(account, group_id)} with the region{_unit(account)}"
    return Grid(caption[0].upper() + caption[1:], columns, tuple(rows))


def _period(account: FlowAccount, group_id: str) -> Grid:
    last = account.years[-1]
    columns = (
        Column("", wraps=True),
        *(Column(title, "right") for direction in DIRECTIONS for title in (direction, "years")),
    )
    flows = {(f.direction, f.partner): f for f in account.period if f.group == group_id}
    order = list(dict.fromkeys(partner for _, partner in flows))
    order.sort(key=lambda p: -(flows["exports", p].value or 0.0))
    rows = []
    for partner in order:
        cells: list[str | Cell] = [state_label(partner, last)]
        for direction in DIRECTIONS:
            flow = flows[direction, partner]
            cells.append("" if flow.value is None else _figure(flow.value, account))
            cells.append(str(flow.years_reported))
        if any(flows[d, partner].value is not None for d in DIRECTIONS):
            rows.append(row(*cells))
    span = f"{account.years[0]} to {last}"
    return Grid(f"Sum of {_label(account, group_id)}, {span}{_unit(account)}", columns, tuple(rows))


def _partners(
    account: FlowAccount, year: int, direction: Direction, group_id: str
) -> Sequence[Grid]:
    flows = [p for p in account.partners if _key(p) == (year, direction, group_id)]
    known = [p for p in flows if p.value.value is not None]
    if not known:
        return ()
    bounded = any(p.low is not None for p in known)
    weighed = any(p.quantity is not None for p in known)
    columns = [
        Column("", wraps=True),
        Column("value", "right"),
        *([Column("bounds", "right")] if bounded else []),
        *([Column("weight", "right"), Column("US$ a tonne", "right")] if weighed else []),
        Column(f"of all {direction}", "right"),
        Column("rank in the world", "right"),
    ]
    rows = []
    for flow in known:
        cells: list[str | Cell] = [
            state_label(flow.partner, year),
            _amount(flow.value.value, account),
        ]
        cells += [_bounds(flow, account)] if bounded else []
        cells += [_weight(flow), _price(flow)] if weighed else []
        cells.append(_NONE if flow.share_of_world is None else percent(flow.share_of_world))
        cells.append("" if flow.world_rank is None else str(flow.world_rank))
        rows.append(row(*cells))
    caption = f"{direction.capitalize()} of {_label(account, group_id)} in {year}{_unit(account)}"
    return (Grid(caption, tuple(columns), tuple(rows)),)


def _bounds(flow: PartnerFlow, account: FlowAccount) -> Cell | str:
    if flow.low is None or flow.high is None:
        return _NONE
    return f"{_figure(flow.low, account)} to {_figure(flow.high, account)}"


def _weight(flow: PartnerFlow) -> Cell | str:
    return _NONE if flow.quantity is None else quantity(flow.quantity, "t")


def _price(flow: PartnerFlow) -> Cell | str:
    return _NONE if flow.unit_value is None else magnitude(flow.unit_value)


def _definitions(account: FlowAccount) -> list[str]:
    shown = _shown(account, verbose=True)
    return [f"{g.label}: {g.definition}" for g in account.groups if g.id in shown]


def _gaps(account: FlowAccount) -> list[str]:
    """Members without a figure in the last year, for the groups that can be computed."""
    last = account.years[-1]
    found = []
    for flow in account.totals:
        if flow.year != last or flow.group not in _shown(account, verbose=False):
            continue
        what = f"{flow.direction} of {_label(account, flow.group)} in {last}"
        if flow.missing:
            names = listed([state_label(m, last) for m in flow.missing])
            found.append(f"{what}: no figure for {names}; the sum is a lower bound")
        if flow.not_reported:
            number = counted(len(flow.not_reported), "member", "members")
            why = next(
                p.value.missing_reason
                for p in account.partners
                if _key(p) == _key(flow) and p.status == "not reported"
            )
            found.append(f"{what}: no flow with {number}; {why}")
    return found
