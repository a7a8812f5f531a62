"""What must hold within a table and between the tables of a dossier."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from equipoise.dossier.manifest import Manifest
from equipoise.dossier.schema import TableSpec
from equipoise.dossier.tables import Row
from equipoise.errors import Problem, near_names
from equipoise.vocabulary.measures import measure_catalogue
from equipoise.vocabulary.units import convert, unit

_PRINTED = re.compile(r"(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)
_IN = ("founded", "admitted")


def check_keys(spec: TableSpec, rows: Sequence[Row]) -> list[Problem]:
    """Rows whose key an earlier row has already.

    Parameters
    ----------
    spec : TableSpec
        What the table may hold.
    rows : sequence of Row
        Rows of the table.

    Returns
    -------
    list of Problem
        In the order of the rows.
    """
    first: dict[tuple[object, ...], int] = {}
    problems = []
    for row in rows:
        key = tuple(row.cells[column] for column in spec.key)
        if key in first:
            shown = ", ".join(f"{c} {_shown(v)}" for c, v in zip(spec.key, key, strict=True))
            message = f"duplicate key ({shown}), first on line {first[key]}"
            problems.append(
                Problem(spec.file, row.line, spec.key[0], message, "keep one of the rows")
            )
        else:
            first[key] = row.line
    return problems


def _shown(value: object) -> str:
    return str(getattr(value, "text", value))


def check_quantities(spec: TableSpec, rows: Sequence[Row]) -> list[Problem]:
    """Empty quantities without a reason, and quality codes that deny the cells.

    Parameters
    ----------
    spec : TableSpec
        What the table may hold.
    rows : sequence of Row
        Rows of the table.

    Returns
    -------
    list of Problem
        In the order of the rows.
    """
    problems = []
    for row in rows:
        if not spec.quantities:
            continue
        empty = [column for column in spec.quantities if row.cells[column] is None]
        lacking = len(empty) == len(spec.quantities) if spec.any_quantity else bool(empty)
        problems += _check_bounds(spec, row)
        if lacking and not row.text("missing_reason"):
            hint = "give the figure, or say in missing_reason why there is none"
            problems.append(
                Problem(spec.file, row.line, empty[0], "missing without a reason", hint)
            )
        if not empty and row.text("missing_reason"):
            hint = "empty the cell, or remove the reason"
            message = "nothing is missing but a reason is given"
            problems.append(Problem(spec.file, row.line, "missing_reason", message, hint))
        if row.text("quality") == "missing" and len(empty) < len(spec.quantities):
            message = "quality is missing but a quantity is given"
            hint = "correct the quality, or empty the cell"
            problems.append(Problem(spec.file, row.line, "quality", message, hint))
        if row.text("quality") != "missing" and len(empty) == len(spec.quantities):
            message = f"no quantity is given but quality is {row.text('quality')}"
            problems.append(
                Problem(spec.file, row.line, "quality", message, "write missing as the quality")
            )
    return problems


def _check_bounds(spec: TableSpec, row: Row) -> list[Problem]:
    names = ("low", "value", "high")
    if any(name not in row.cells for name in names):
        return []
    bounds = [row.number(name) for name in names]
    known = [bound for bound in bounds if bound is not None]
    if known == sorted(known):
        return []
    hint = "order them: low, value, high"
    return [Problem(spec.file, row.line, "value", "outside its own bounds", hint)]


def check_capabilities(rows: Sequence[Row]) -> list[Problem]:
    """Capabilities that no catalogue knows, in a unit of another kind, or out of range.

    Parameters
    ----------
    rows : sequence of Row
        Rows of the table.

    Returns
    -------
    list of Problem
        In the order of the rows.
    """
    known = {name: entry for name, entry in measure_catalogue().items() if entry.range}
    problems = []
    for row in rows:
        name, code = row.text("measure"), row.text("unit")
        if name not in known:
            hint = near_names(name, known)
            problems.append(
                Problem("capabilities.csv", row.line, "measure", f"unknown measure {name!r}", hint)
            )
            continue
        wanted, value = known[name], row.number("value")
        if unit(code).dimension != unit(wanted.unit).dimension:
            message = f"{name} in {code}, which counts {unit(code).dimension}"
            hint = f"give it in a unit of {unit(wanted.unit).dimension}"
            problems.append(Problem("capabilities.csv", row.line, "unit", message, hint))
        elif value is not None and wanted.range is not None:
            low, high = wanted.range
            if not low <= convert(value, code, wanted.unit) <= high:
                message = f"{name} of {value:g} {code} is outside {low:g} to {high:g} {wanted.unit}"
                hint = "check the figure and its unit"
                problems.append(Problem("capabilities.csv", row.line, "value", message, hint))
    return problems


def check_printed(rows: Sequence[Row]) -> list[Problem]:
    """Trade cells that differ from the string printed in the text.

    Parameters
    ----------
    rows : sequence of Row
        Rows of the table.

    Returns
    -------
    list of Problem
        In the order of the rows.
    """
    problems = []
    for row in rows:
        value, printed = row.number("turnover"), row.text("printed")
        if value is None or not printed:
            continue
        if problem := _not_a_number(row):
            problems.append(problem)
        elif float(printed.replace(",", "")) != value:
            message = f"turnover {value:g} but printed {row.text('printed')}"
            hint = "transcribe the printed figure"
            problems.append(Problem("trade.csv", row.line, "turnover", message, hint))
    return problems


def check_totals(rows: Sequence[Row]) -> list[Problem]:
    """Totals whose printed string has digits and is no number.

    Parameters
    ----------
    rows : sequence of Row
        Rows of the table ``printed``.

    Returns
    -------
    list of Problem
        In the order of the rows.
    """
    with_digits = [row for row in rows if any(c.isdigit() for c in row.text("printed"))]
    return [problem for row in with_digits if (problem := _not_a_number(row))]


def _not_a_number(row: Row) -> Problem | None:
    printed = row.text("printed")
    if _PRINTED.fullmatch(printed):
        return None
    message = f"{printed!r} is not a printed number"
    hint = "write it as printed, with a comma between thousands and a point before decimals"
    return Problem(row.file, row.line, "printed", message, hint)


def check_memberships(manifest: Manifest, rows: Sequence[Row]) -> list[Problem]:
    """Seats held before the body existed.

    Parameters
    ----------
    manifest : Manifest
        Bodies with their dates.
    rows : sequence of Row
        Rows of the table.

    Returns
    -------
    list of Problem
        In the order of the rows.
    """
    problems = []
    for row in rows:
        body = manifest.bodies[row.text("body")]
        date = row.period("date")
        if row.text("status") not in _IN or not date or not date.end or not body.period.start:
            continue
        if date.end <= body.period.start:
            message = f"{row.text('status')} {date.text}, before {body.id} was founded"
            hint = f"{body.id} dates from {body.period.text}: correct one of the two"
            problems.append(Problem("memberships.csv", row.line, "date", message, hint))
    return problems


def check_manifest(manifest: Manifest, tables: Mapping[str, Sequence[Row]]) -> list[Problem]:
    """Eras that overlap or leave the period, and a focal state without rows.

    Parameters
    ----------
    manifest : Manifest
        Eras and focal state.
    tables : mapping of str to sequence of Row
        Rows by table.

    Returns
    -------
    list of Problem
        In the order of the rows.
    """
    problems = []
    eras = sorted(manifest.eras, key=lambda era: str(era.period.start))
    for before, after in pairwise(eras):
        if before.period.overlaps(after.period):
            message = f"eras {before.id} and {after.id} overlap"
            hint = "an era ends where the next begins"
            problems.append(Problem("dossier.toml", None, f"era.{after.id}", message, hint))
    ids = [era.id for era in manifest.eras]
    problems += [
        Problem("dossier.toml", None, f"era.{name}", "two eras have this id", "rename one")
        for name in sorted({name for name in ids if ids.count(name) > 1})
    ]
    if "capabilities" in tables and not any(
        row.text("state") == manifest.focal for row in tables["capabilities"]
    ):
        message = f"no row for the focal state {manifest.focal}"
        hint = "add its capabilities, or correct focal in dossier.toml"
        problems.append(Problem("capabilities.csv", None, "state", message, hint))
    return problems
