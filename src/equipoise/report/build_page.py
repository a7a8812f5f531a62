"""A dossier that was built from the archive: what it holds, and what no data set gave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from equipoise.dossier.build import Built, title_of
from equipoise.dossier.building.drawn import Cells, Gap, forbids_commerce
from equipoise.report.closing import closing
from equipoise.report.evidence_grid import short_source
from equipoise.report.formatting import counted, listed, sentence
from equipoise.report.json_data import Json
from equipoise.report.names import measure_label
from equipoise.report.page import Column, Grid, Listing, Page, Paragraph, references, row, section
from equipoise.sources.registry import card
from equipoise.vocabulary.evidence import NO_COMMERCE
from equipoise.vocabulary.tables import Column as TableColumn
from equipoise.vocabulary.tables import ResultTable

_CAPABILITIES = "capabilities"
_NAMES = {"partner_trade": "trade by partner", "memberships": "seats in bodies"}


def build_table(built: Built) -> ResultTable:
    """What a built dossier holds, a row for each measure and each other table.

    Parameters
    ----------
    built : Built
        The dossier.

    Returns
    -------
    ResultTable
        Rows, and how many of them have an empty quantity.
    """
    columns = (
        TableColumn("table", "text", "table of the dossier"),
        TableColumn("measure", "text", "capability; empty for the other tables"),
        TableColumn("rows", "integer", "rows", "count"),
        TableColumn("incomplete", "integer", "rows in which a figure is missing", "count"),
        TableColumn("source", "text", "data sets, separated by semicolons"),
    )
    rows = tuple((*held[:4], "; ".join(held[4])) for held in _held(built))
    return ResultTable("build", columns, rows)


def _held(built: Built) -> Iterator[tuple[str, str, int, int, tuple[str, ...]]]:
    """Table, measure, rows, rows with an empty quantity, sources."""
    for name, drawn in built.tables.items():
        by_measure: dict[str, list[Cells]] = {}
        for cells in drawn.rows:
            by_measure.setdefault(cells.get("measure", ""), []).append(cells)
        for measure, own in by_measure.items():
            lacking = sum(1 for cells in own if cells.get("missing_reason"))
            yield name, measure, len(own), lacking, tuple(dict.fromkeys(c["source"] for c in own))


def build_data(built: Built, folder: Path) -> Json:
    """What was built, as the ``data`` of ``equipoise dossier build --json``.

    Parameters
    ----------
    built : Built
        The dossier.
    folder : Path
        As the user named it.

    Returns
    -------
    Json
    """
    plan = built.plan
    return {
        "folder": str(folder),
        "title": title_of(plan),
        "state": plan.focal,
        "region": plan.region.id,
        "period": plan.period,
        "states": list(plan.states),
        "tables": build_table(built).records(),
        "gaps": [{"what": gap.what, "why": gap.why} for gap in built.gaps],
        "sources": [
            {
                "data_set": source.id,
                "version": source.version,
                "source": source.label,
                "licence": card(source.id).licence.text,
                "commerce": card(source.id).licence.commerce,
                "citation": source.citation,
            }
            for source in built.sources
        ],
    }


def build_warnings(built: Built) -> tuple[str, ...]:
    """What whoever uses or hands on a built dossier must know.

    Parameters
    ----------
    built : Built
        The dossier.

    Returns
    -------
    tuple of str
    """
    made_up = [source.title for source in built.sources if source.sample]
    closed = [source.title for source in built.sources if forbids_commerce(source)]
    warnings = [f"made-up samples, no data: {listed(made_up)}"] if made_up else []
    return (*warnings, *([f"{NO_COMMERCE}: {listed(closed)}"] if closed else []))


def build_page(built: Built, folder: Path) -> Page:
    """What was built and what it lacks.

    Parameters
    ----------
    built : Built
        The dossier.
    folder : Path
        As the user named it.

    Returns
    -------
    Page
        Tables and measures with their sources, what to do next, and what there is no data for.
    """
    held = list(_held(built))
    marks = references([short_source(source) for *_, sources in held for source in sources])
    rows = tuple(
        row(
            _NAMES.get(name) or measure_label(measure),
            f"{number:,}",
            f"{lacking:,}" if lacking else "",
            " ".join(marks[short_source(source)] for source in sources),
        )
        for name, measure, number, lacking, sources in held
    )
    columns = (
        Column("", wraps=True),
        Column("rows", "right"),
        Column("incomplete", "right"),
        Column("from"),
    )
    states = counted(len(built.plan.states), "state", "states")
    made = f"✓ {folder}: {title_of(built.plan)}; {states}."
    steps = (
        f"equipoise assess --dossier {folder}",
        "Enter by hand what no data set has, each row with its source.",
        f"equipoise dossier seal {folder}",
        f"equipoise dossier check {folder}",
    )
    warnings = tuple(Paragraph(sentence(text), "partial") for text in build_warnings(built))
    sources = [f"{mark} {source}" for source, mark in marks.items()]
    return Page(
        "Built from the archive",
        (
            Paragraph(made, "good"),
            *warnings,
            Grid("", columns, rows),
            *closing((), sources, verbose=False),
            *section("What next", Listing(steps)),
            *section("No data for", Listing(_gap_lines(built.gaps))),
        ),
    )


def _gap_lines(gaps: Sequence[Gap]) -> tuple[str, ...]:
    """Gaps of one reason in one line."""
    by_reason: dict[str, list[str]] = {}
    for gap in gaps:
        by_reason.setdefault(gap.why, []).append(_NAMES.get(gap.what) or measure_label(gap.what))
    return tuple(f"{listed(names)}: {why}" for why, names in by_reason.items())
