"""``equipoise panel``: state-years, dyad-years, verbs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import App, Group, Parameter

from equipoise.app.options import DELIVERY, Delivery, Verbose, Year
from equipoise.app.usage import UsageError
from equipoise.vocabulary.regions import Region

if TYPE_CHECKING:
    from equipoise.app.options import Format
    from equipoise.archive.panels.builder import PanelBuilder
    from equipoise.archive.panels.panel import Panel

_EXAMPLES = """Examples:
  equipoise panel state-years --with nmc,majors -o states.parquet
  equipoise panel dyad-years --from 1946 --with trade,alliances -o dyads.csv
  equipoise panel dyad-years --undirected --region east-asia --with contiguity
  equipoise panel state-years --system gw --carry-to 2025 -o states.dta
  equipoise panel verbs"""
_ROWS = Group("Rows and columns", sort_key=1)
_FIRST_ROWS = 2

app = App(
    name="panel",
    help="Research panels: state-years, dyad-years, verbs.",
    help_format="plaintext",
    help_epilogue=_EXAMPLES,
)


@Parameter(name="*", group=_ROWS)
@dataclass(frozen=True, kw_only=True)
class StateRows:
    """Which rows, and what is added to them.

    Parameters
    ----------
    system : str
        List of states.
    first, last, carry_to : int or None
        First and last year, and the year to which open spells are carried on.
    region : str or None
        Name of a region.
    verbs : tuple of str
        Verbs or data sets, several in one with commas.
    """

    system: Annotated[
        Literal["cow", "gw", "gw-micro"],
        Parameter(
            help="List of states: Correlates of War, Gleditsch and Ward, or the latter with "
            "microstates."
        ),
    ] = "cow"
    first: Annotated[Year, Parameter(name="--from", help="First year; 1816 by default.")] = None
    last: Annotated[
        Year,
        Parameter(
            name="--to", help="Last year; by default the last that the list was published for."
        ),
    ] = None
    carry_to: Annotated[
        Year,
        Parameter(help="Carry spells that are open where the list stops on to this year."),
    ] = None
    region: Annotated[
        str | None,
        Parameter(help="Name of a region, whose members are kept; the world by default."),
    ] = None
    verbs: Annotated[
        tuple[str, ...],
        Parameter(
            name="--with",
            help="What to add: verbs, or the names of their data sets, with commas between them; "
            "may be repeated. equipoise panel verbs lists them.",
            negative=(),
            show_default=False,
        ),
    ] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Verbs asked for, one by one."""
        listed = (name.strip() for names in self.verbs for name in names.split(","))
        return tuple(name for name in listed if name)


@Parameter(name="*", group=_ROWS)
@dataclass(frozen=True, kw_only=True)
class DyadRows(StateRows):
    """Which rows of two states, and what is added to them.

    Parameters
    ----------
    directed : bool
        Whether each pair has two rows a year.
    """

    directed: Annotated[
        bool,
        Parameter(
            negative="--undirected",
            help="Two rows a year for each pair, or one with the smaller code first.",
        ),
    ] = True


STATE_ROWS = StateRows()
DYAD_ROWS = DyadRows()


@app.command(name="state-years")
def state_years_(
    *, rows: StateRows = STATE_ROWS, verbose: Verbose = False, delivery: Delivery = DELIVERY
) -> None:
    """One row for each state and year: to a file with -o, else what it would hold."""
    from equipoise.archive.panels.builder import state_years

    form = _form(delivery)
    builder = state_years(rows.system, **_asked(rows)).add(*rows.names)
    _give("state-years", builder, form, delivery, verbose=verbose)


@app.command(name="dyad-years")
def dyad_years_(
    *, rows: DyadRows = DYAD_ROWS, verbose: Verbose = False, delivery: Delivery = DELIVERY
) -> None:
    """One row for each two states and year: to a file with -o, else what it would hold."""
    from equipoise.archive.panels.builder import dyad_years

    form = _form(delivery)
    builder = dyad_years(rows.system, directed=rows.directed, **_asked(rows)).add(*rows.names)
    _give("dyad-years", builder, form, delivery, verbose=verbose)


@app.command
def verbs(*, delivery: Delivery = DELIVERY) -> None:
    """What can be added to a panel: columns, rules, and the data sets that they need."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.archive.panels.verbs.registry import VERBS
    from equipoise.archive.store import Archive
    from equipoise.report.panel_page import verbs_data, verbs_page, verbs_table

    known = tuple(VERBS.values())
    with Archive() as archive:
        imported = {
            name: archive.source(name).version
            for verb in known
            for name in verb.data_sets
            if archive.has(name)
        }
    answer = Answer(
        command="panel verbs",
        params={},
        page=verbs_page(known, imported),
        table=verbs_table(known, imported),
        data=verbs_data(known, imported),
    )
    deliver(answer, delivery)


def _asked(rows: StateRows) -> dict[str, Any]:
    """Years and region, as the builders take them."""
    asked = {"start": rows.first, "end": rows.last, "carry_to": rows.carry_to}
    given = {name: year for name, year in asked.items() if year is not None}
    return {**given, "region": rows.region}


def _form(delivery: Delivery) -> Format:
    """What goes to standard output: the panel itself, or what it is."""
    form = replace(delivery, output=None).form()
    if form not in {"csv", "parquet"}:
        return form
    if delivery.output is None:
        if form == "parquet" and sys.stdout.isatty():
            message = "a terminal cannot show Parquet"
            raise UsageError(message, hint="name a file with -o, or redirect standard output")
        return form
    if delivery.output.suffix.lower() != f".{form}":
        message = f"--format {form} and the file {delivery.output.name} contradict each other"
        raise UsageError(
            message, hint="the end of a panel's name says its form; leave --format out"
        )
    return "table"


def _give(
    command: str, builder: PanelBuilder, form: Format, delivery: Delivery, *, verbose: bool
) -> None:
    """Compute a panel; write it, or stream it, or say what it would hold."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.archive.panels.manifest import counted, manifest_path
    from equipoise.archive.panels.write import stream_panel, write_panel, writer_for
    from equipoise.report.panel_page import panel_data, panel_page, panel_table

    target = delivery.output
    if target is not None:
        writer_for(target)
    panel = _computed(builder)
    if target is None and (form == "csv" or form == "parquet"):
        _warn(panel.warnings)
        stream_panel(panel, sys.stdout.buffer, form)
        return
    _warn(panel.frame.roster.warnings)
    _tell(f"{'counting' if target is None else 'writing'} {len(panel.frame):,} rows")
    if target is None:
        manifest, file = counted(panel), None
    else:
        manifest = write_panel(panel, target)
        file = json.loads(manifest_path(target).read_text(encoding="utf-8"))["file"]
    head = panel_table(panel, _FIRST_ROWS)
    answer = Answer(
        command=f"panel {command}",
        params=_params(builder, target),
        page=panel_page(manifest, builder.verbs, head, file=file, verbose=verbose),
        table=head,
        data=panel_data(manifest, head, file),
        sources=tuple(dict.fromkeys(source.label for source in manifest.sources.values())),
        warnings=manifest.warnings,
    )
    deliver(answer, replace(delivery, format=form, json=False, output=None))


def _params(builder: PanelBuilder, target: Path | None) -> dict[str, object]:
    """What was asked, names resolved."""
    asked = builder.asked
    return {
        "system": asked.system,
        "from": asked.start,
        "to": asked.end,
        "carry_to": asked.carry_to,
        "region": asked.region.id if isinstance(asked.region, Region) else asked.region,
        "with": [verb.name for verb in builder.verbs],
        "directed": builder.directed if builder.dyads else None,
        "output": None if target is None else str(target),
    }


def _computed(builder: PanelBuilder) -> Panel:
    """A panel, with the archive open for as long as that takes; a bare one needs none."""
    if not builder.verbs:
        return builder.panel()
    from equipoise.archive.required import require
    from equipoise.archive.store import Archive

    with Archive() as archive:
        require(archive, builder.tables)
        _tell(f"computing {', '.join(verb.name for verb in builder.verbs)}")
        return builder.panel(archive)


def _warn(warnings: Sequence[str]) -> None:
    """What a reader must know, beside a result that has no room for it."""
    for warning in warnings:
        sys.stderr.write(f"warning: {warning}\n")


def _tell(doing: str) -> None:
    """What is being done, where somebody waits at a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{doing}\n")
        sys.stderr.flush()
