"""A dossier built from the archive: any state, region and years, whole or not at all."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from equipoise.archive.imported import ImportedTable
from equipoise.archive.store import Archive
from equipoise.dossier.building.capabilities import draw_capabilities
from equipoise.dossier.building.drawn import Drawn, Gap, forbids_commerce
from equipoise.dossier.building.memberships import NamedBody, draw_memberships, named_bodies
from equipoise.dossier.building.plan import Plan
from equipoise.dossier.building.series import SIZE
from equipoise.dossier.building.trade import draw_trade
from equipoise.dossier.folder import folder_id, whole_folder
from equipoise.dossier.manifest import MANIFEST
from equipoise.dossier.package import PACKAGE, PROFILE, seal
from equipoise.dossier.schema import table_specs
from equipoise.errors import NotFoundError
from equipoise.sources.registry import card
from equipoise.vocabulary.states import state as state_named

CITATION = "built from published data"
"""What stands in the place of the text that other dossiers transcribe."""

_HEAD = """\
# Built from published data by `equipoise dossier build`. What no data set gives is to be entered
# by hand; after a change: equipoise dossier seal, equipoise dossier check.
"""
_BODIES = """
# Taken as forums that any state could join. Where that is wrong, write another kind (association,
# great-power management), or name in closed_to the states that cannot hold the seat.
"""
_OWN_LICENCE = {"name": "CC0-1.0", "title": "Names and dates: public domain dedication"}
_LICENCES = {"forbidden": "other-nc", "allowed": "other-at", "not stated": "notspecified"}


@dataclass(frozen=True, slots=True)
class Built:
    """A dossier that was built.

    Parameters
    ----------
    folder : Path
        Where it lies, absolute.
    plan : Plan
        What it was built on.
    tables : mapping of str to Drawn
        By table: rows, sources, gaps.
    """

    folder: Path
    plan: Plan
    tables: Mapping[str, Drawn] = field(repr=False)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What an assessment could use and the dossier has not."""
        return tuple(gap for drawn in self.tables.values() for gap in drawn.gaps)

    @property
    def sources(self) -> tuple[ImportedTable, ...]:
        """Tables of the archive that were drawn from, each once."""
        found = {s.table: s for drawn in self.tables.values() for s in drawn.sources}
        return tuple(found.values())


def build_dossier(archive: Archive, plan: Plan, folder: Path) -> Built:
    """Build a sealed dossier from the archive, whole or not at all.

    Parameters
    ----------
    archive : Archive
        Published data.
    plan : Plan
        State, region, years, powers, bodies.
    folder : Path
        A folder that does not exist or is empty.

    Returns
    -------
    Built
        Figures are copied, converted between units of one dimension at most; sums over states,
        partners or products say so. A missing figure is null with its reason.

    Raises
    ------
    NotImportedError
        The archive lacks the data set that states are weighed by, or those on bodies.
    NotFoundError
        It has no figure of the state in these years, or no such body.
    PeriodError
        The years go beyond the data set on bodies.
    OutputError
        The folder has something in it, or cannot be written.
    """
    bodies = named_bodies(archive, plan)
    tables = {
        "capabilities": draw_capabilities(archive, plan),
        "partner_trade": draw_trade(archive, plan),
        "memberships": draw_memberships(archive, plan, bodies),
    }
    if not any(r["state"] == plan.focal and r["value"] for r in tables["capabilities"].rows):
        message = f"the archive has no figure of {plan.focal} in {plan.period}"
        first, last = archive.source(SIZE).span
        hint = f"{SIZE} covers {first} to {last}, each state in the years of its membership"
        raise NotFoundError(message, hint=hint)
    with whole_folder(folder) as draft:
        (draft / MANIFEST).write_text(
            _manifest(folder_id(folder), plan, bodies, tables), encoding="utf-8", newline="\n"
        )
        for name, drawn in tables.items():
            if drawn.rows:
                _write_table(draft / table_specs()[name].file, name, drawn)
        (draft / PACKAGE).write_text(json.dumps(_package(folder_id(folder), plan, tables)), "utf-8")
        seal(draft)
    return Built(folder.resolve(), plan, tables)


def title_of(plan: Plan) -> str:
    """Title of the dossier that a plan gives.

    Parameters
    ----------
    plan : Plan
        State, region and years.

    Returns
    -------
    str
    """
    name = state_named(plan.focal).name_on(date(plan.last, 12, 31))
    years = f"{plan.first} to {plan.last}" if plan.first < plan.last else f"{plan.first}"
    return f"{name} in {plan.region.name}, {years}"


def _write_table(path: Path, name: str, drawn: Drawn) -> None:
    columns = [column.name for column in table_specs()[name].columns]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(drawn.rows)


def _manifest(
    name: str, plan: Plan, bodies: Sequence[NamedBody], tables: Mapping[str, Drawn]
) -> str:
    documented = sorted({row["partner"] for row in tables["partner_trade"].rows} & {*plan.states})
    lines = [
        _HEAD,
        f"id = {_toml(name)}",
        f"title = {_toml(title_of(plan))}",
        f"focal = {_toml(plan.focal)}",
        f"region = {_toml(plan.region.id)}",
        f"period = {_toml(plan.period)}",
        f"citation = {_toml(CITATION)}",
        f"outside_powers = {_toml(list(plan.outside))}" if plan.outside else "",
        f"flows_documented = {_toml(documented)}",
        _BODIES if bodies else "",
        *(line for body in bodies for line in _body_lines(body)),
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _body_lines(body: NamedBody) -> Iterator[str]:
    yield "[[body]]"
    yield f"id = {_toml(body.id)}"
    yield f"name = {_toml(body.name)}"
    yield f"founded = {_toml(f'{body.founded:04}')}"
    if body.ended is not None:
        yield f"ended = {_toml(f'{body.ended:04}')}"
    yield 'kind = "forum"'
    yield "closed_to = []"
    yield f"source = {_toml(body.source)}"


def _toml(value: str | list[str]) -> str:
    """A text or a list of texts as TOML; of printable text JSON and TOML agree."""
    return json.dumps(value, ensure_ascii=False)


def _package(name: str, plan: Plan, tables: Mapping[str, Drawn]) -> Mapping[str, object]:
    resources: list[Mapping[str, object]] = [
        {
            "name": Path(MANIFEST).stem,
            "path": MANIFEST,
            "licenses": [_OWN_LICENCE],
            "sources": [{"title": "equipoise dossier build"}],
        }
    ]
    resources += [
        {
            "name": table,
            "path": table_specs()[table].file,
            "licenses": [_licence(source) for source in drawn.sources],
            "sources": [_source(source) for source in drawn.sources],
        }
        for table, drawn in tables.items()
        if drawn.rows
    ]
    return {
        "$schema": PROFILE,
        "name": name,
        "title": title_of(plan),
        "description": "Cells of published data sets, each with its source in its row. Cite their "
        "publishers, not this package; each file names the licences that hold for it.",
        "resources": resources,
    }


def _licence(source: ImportedTable) -> Mapping[str, str]:
    licence = card(source.id).licence
    told = "; no commercial use" if forbids_commerce(source) else ""
    found = {
        "name": _LICENCES[licence.commerce],
        "title": f"{source.title}: {licence.text}{told}",
    }
    return found | ({"path": licence.url} if licence.url else {})


def _source(source: ImportedTable) -> Mapping[str, str]:
    return {
        "title": source.label,
        "path": card(source.id).homepage,
        "version": source.version,
        "citation": source.citation,
    }
