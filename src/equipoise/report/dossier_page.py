"""Dossiers on a page: which there are, what one holds, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from equipoise.dossier.manifest import Manifest
from equipoise.dossier.read import Dossier
from equipoise.errors import Problem
from equipoise.report.formatting import counted
from equipoise.report.json_data import Json
from equipoise.report.names import region_label, state_label
from equipoise.report.page import Block, Cell, Column, Grid, Listing, Page, Paragraph, row, section
from equipoise.vocabulary.tables import Column as TableColumn
from equipoise.vocabulary.tables import ResultTable


def dossiers_table(manifests: Sequence[Manifest]) -> ResultTable:
    """Dossiers with what each is about.

    Parameters
    ----------
    manifests : sequence of Manifest
        One a dossier.

    Returns
    -------
    ResultTable
    """
    names = ("id", "title", "focal", "region", "period", "citation")
    columns = tuple(TableColumn(name, "text", name) for name in names)
    rows = tuple((m.id, m.title, m.focal, m.region, m.period.text, m.citation) for m in manifests)
    return ResultTable("dossiers", columns, rows)


def dossiers_page(manifests: Sequence[Manifest]) -> Page:
    """Dossiers with what each is about.

    Parameters
    ----------
    manifests : sequence of Manifest
        One a dossier.

    Returns
    -------
    Page
    """
    columns = (Column("name"), Column("title", wraps=True), Column("period"), Column("text"))
    rows = tuple(row(m.id, m.title, m.period.text, m.citation) for m in manifests)
    return Page("Dossiers", (Grid("", columns, rows),))


def dossier_table(dossier: Dossier, package: Mapping[str, Any]) -> ResultTable:
    """Files of a dossier with their rows, sources and licences.

    Parameters
    ----------
    dossier : Dossier
        Opened.
    package : mapping
        Its ``datapackage.json``.

    Returns
    -------
    ResultTable
    """
    columns = (
        TableColumn("file", "text", "file name"),
        TableColumn("rows", "integer", "rows of a table; null for other files"),
        TableColumn("bytes", "integer", "size"),
        TableColumn("hash", "text", "sha256"),
        TableColumn("source", "text", "sources, separated by semicolons"),
        TableColumn("licence", "text", "licences, separated by semicolons"),
    )
    rows = tuple(
        (
            resource["path"],
            len(dossier.table(resource["name"])) if resource["name"] in dossier.tables else None,
            resource.get("bytes"),
            resource.get("hash"),
            "; ".join(_titles(resource, "sources")),
            "; ".join(_titles(resource, "licenses")),
        )
        for resource in package["resources"]
    )
    return ResultTable("dossier", columns, rows)


def dossier_data(dossier: Dossier, package: Mapping[str, Any]) -> Json:
    """What a dossier holds, as the ``data`` of ``equipoise dossier show --json``.

    Parameters
    ----------
    dossier : Dossier
        Opened.
    package : mapping
        Its ``datapackage.json``.

    Returns
    -------
    Json
    """
    manifest = dossier.manifest
    return {
        "id": manifest.id,
        "title": manifest.title,
        "state": manifest.focal,
        "region": manifest.region,
        "period": manifest.period.text,
        "outside_powers": list(manifest.outside_powers),
        "citation": manifest.citation,
        "eras": [{"id": e.id, "name": e.name, "period": e.period.text} for e in manifest.eras],
        "bodies": [
            {"id": b.id, "name": b.name, "kind": b.kind, "founded": b.period.text}
            for b in manifest.bodies.values()
        ],
        "files": dossier_table(dossier, package).records(),
    }


def seal_table(package: Mapping[str, Any]) -> ResultTable:
    """Files of a data package with their hashes.

    Parameters
    ----------
    package : mapping
        ``datapackage.json``.

    Returns
    -------
    ResultTable
    """
    columns = (
        TableColumn("file", "text", "file name"),
        TableColumn("bytes", "integer", "size"),
        TableColumn("hash", "text", "sha256"),
    )
    rows = tuple((r["path"], r["bytes"], r["hash"]) for r in package["resources"])
    return ResultTable("seal", columns, rows)


def seal_page(target: Path, package: Mapping[str, Any]) -> Page:
    """That a dossier was sealed.

    Parameters
    ----------
    target : Path
        File written.
    package : mapping
        What it holds now.

    Returns
    -------
    Page
    """
    files = counted(len(package["resources"]), "file", "files")
    return Page("Sealed", (Paragraph(f"✓ {target}: hashes of {files}.", "good"),))


def new_page(folder: Path, dossier: Dossier) -> Page:
    """That a dossier was made, and what to do with it.

    Parameters
    ----------
    folder : Path
        As the user named it.
    dossier : Dossier
        Opened.

    Returns
    -------
    Page
    """
    manifest = dossier.manifest
    state = state_label(manifest.focal, dossier.last_year)
    about = f"{state} ({manifest.focal}) in {region_label(manifest.region)}, {manifest.period.text}"
    steps = (
        "Type the text's figures and dates into the tables, each row with its place in the text.",
        "Take the comment sign off an example in claims.toml and make it a claim of the text.",
        f"equipoise dossier seal {folder}",
        f"equipoise dossier check {folder}",
        f"equipoise audit {folder}",
    )
    made = Paragraph(f"✓ {folder}: a dossier on {about}.", "good")
    return Page("New dossier", (made, *section("What next", Listing(steps))))


def _titles(resource: Mapping[str, Any], key: str) -> list[str]:
    entries = resource.get(key, ())
    return [str(e.get("title") or e.get("name") or e.get("path")) for e in entries]


def dossier_page(dossier: Dossier, package: Mapping[str, Any]) -> Page:
    """What a dossier holds.

    Parameters
    ----------
    dossier : Dossier
        Opened.
    package : mapping
        Its ``datapackage.json``.

    Returns
    -------
    Page
        What it is about, eras, bodies, tables, sources, licences.
    """
    manifest = dossier.manifest
    files = dossier_table(dossier, package)
    columns = (Column(""), Column("rows", "right"), Column("bytes", "right"))
    tables = tuple(
        row(str(name), "" if rows is None else f"{rows:,}", f"{size or 0:,}")
        for name, rows, size in zip(
            files.column("file"), files.column("rows"), files.column("bytes"), strict=True
        )
    )
    return Page(
        manifest.title,
        (
            _facts(dossier),
            Grid("Files", columns, tables),
            *section("Sources", _unique(package, "sources")),
            *section("Licences", _unique(package, "licenses")),
        ),
    )


def _facts(dossier: Dossier) -> Block:
    manifest = dossier.manifest
    year = dossier.last_year
    powers = [state_label(code, year) for code in manifest.outside_powers]
    eras = "; ".join(f"{era.name} ({era.period.text})" for era in manifest.eras)
    rows = (
        row("id", manifest.id),
        row("state", f"{state_label(manifest.focal, year)} ({manifest.focal})"),
        row("region", f"{region_label(manifest.region)} ({manifest.region})"),
        row("period", manifest.period.text),
        row("outside powers", ", ".join(powers)),
        row("text", manifest.citation),
        row("eras", eras),
        row("bodies", ", ".join(manifest.bodies)),
    )
    return Grid("", (Column(""), Column("", wraps=True)), rows)


def _unique(package: Mapping[str, Any], key: str) -> Listing:
    found = [title for resource in package["resources"] for title in _titles(resource, key)]
    return Listing(tuple(dict.fromkeys(found)))


def problems_table(problems: Sequence[Problem]) -> ResultTable:
    """Problems of a dossier.

    Parameters
    ----------
    problems : sequence of Problem
        In file order.

    Returns
    -------
    ResultTable
    """
    columns = (
        TableColumn("file", "text", "path inside the dossier"),
        TableColumn("line", "integer", "line of the file, 1 upward"),
        TableColumn("column", "text", "column name or place"),
        TableColumn("message", "text", "what is wrong"),
        TableColumn("hint", "text", "what to do"),
    )
    rows = tuple((p.file, p.line, p.column, p.message, p.hint) for p in problems)
    return ResultTable("problems", columns, rows)


def problems_page(name: str, problems: Sequence[Problem]) -> Page:
    """Problems of a dossier, or that it has none.

    Parameters
    ----------
    name : str
        Name or path of the dossier.
    problems : sequence of Problem
        In file order.

    Returns
    -------
    Page
    """
    title = f"Check of {name}"
    if not problems:
        return Page(title, (Paragraph("✓ No problem found.", "good"),))
    columns = (Column("where"), Column("problem", wraps=True), Column("what to do", wraps=True))
    rows = tuple(row(Cell(p.where, "bad"), p.message, p.hint) for p in problems)
    found = counted(len(problems), "problem", "problems")
    return Page(title, (Paragraph(f"✗ {found}.", "bad"), Grid("", columns, rows)))
