"""Structural checks: whether a text's tables, notes, references and dates fit one another."""

from __future__ import annotations

from collections.abc import Iterator

from equipoise.audit.structure.apparatus import read_apparatus
from equipoise.audit.structure.dates import event_findings, example_findings, interval_findings
from equipoise.audit.structure.entries import Apparatus
from equipoise.audit.structure.findings import Finding
from equipoise.audit.structure.grid import TableGrid, table_grid
from equipoise.audit.structure.notes import note_findings
from equipoise.audit.structure.references import reference_findings, source_findings
from equipoise.audit.structure.tables import (
    coverage_findings,
    precision_findings,
    rank_findings,
    row_sum_findings,
    title_span_findings,
    unit_findings,
)
from equipoise.dossier.read import Dossier


def structural_findings(dossier: Dossier) -> tuple[Finding, ...]:
    """What the structural checks find in the text that a dossier transcribes.

    Parameters
    ----------
    dossier : Dossier
        With ``apparatus.toml``, which says what the text's tables, notes, references and dates
        are; without it nothing is checked.

    Returns
    -------
    tuple of Finding
        One for every check and subject, those that hold included: tables, notes, references,
        sources, ranks, dates.

    Raises
    ------
    DossierError
        ``apparatus.toml`` has faults; all of them are listed.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> found = structural_findings(open_dossier())
    >>> [f.subject for f in found if f.check == "row-sum" and f.verdict == "slip"]
    ['Table 1, region-total 1999']
    """
    apparatus = read_apparatus(dossier)
    return () if apparatus is None else tuple(_findings(dossier, apparatus))


def _findings(dossier: Dossier, apparatus: Apparatus) -> Iterator[Finding]:
    grids = {table.id: table_grid(dossier, table) for table in apparatus.tables}
    for grid in grids.values():
        yield from _table_findings(grid)
        yield from note_findings(grid, [n for n in apparatus.notes if n.table == grid.table.id])
    yield from reference_findings(apparatus)
    yield from source_findings(apparatus)
    for stated in apparatus.ranks:
        yield from rank_findings(dossier, stated, grids[stated.table])
    yield from event_findings(dossier, apparatus)
    yield from example_findings(apparatus)
    yield from interval_findings(apparatus)


def _table_findings(grid: TableGrid) -> Iterator[Finding]:
    for check in (
        row_sum_findings,
        title_span_findings,
        unit_findings,
        coverage_findings,
        precision_findings,
    ):
        yield from check(grid)
