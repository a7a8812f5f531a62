"""Opening a dossier: every file is checked before anything of it is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from equipoise.dossier.cells import Cell, CellError, Names, known_parties, parse_cell
from equipoise.dossier.checks import (
    check_capabilities,
    check_keys,
    check_manifest,
    check_memberships,
    check_printed,
    check_quantities,
    check_totals,
)
from equipoise.dossier.files import check_header, decode, split_records
from equipoise.dossier.manifest import MANIFEST, Manifest, read_manifest
from equipoise.dossier.package import check_files, read_content, read_package
from equipoise.dossier.schema import TableSpec, table_specs
from equipoise.dossier.tables import DossierTable, Row
from equipoise.errors import DossierError, PeriodError, Problem, UnknownDossierError, near_names
from equipoise.vocabulary.states import all_states

SHIPPED = Path(__file__).resolve().parent.parent / "dossiers"


@dataclass(frozen=True, slots=True, repr=False)
class Dossier:
    """Evidence on one case, read whole and checked.

    Parameters
    ----------
    folder : Path
        Where it lies.
    manifest : Manifest
        What it is about.
    tables : mapping of str to DossierTable
        Its tables by name; a table that it does not have is empty.
    hashes : mapping of str to str
        SHA-256 of every file, as in ``datapackage.json``.
    """

    folder: Path
    manifest: Manifest
    tables: Mapping[str, DossierTable]
    hashes: Mapping[str, str]

    def __repr__(self) -> str:
        rows = sum(len(table) for table in self.tables.values())
        return f"<Dossier {self.manifest.id}: {len(self.tables)} tables, {rows:,} rows>"

    def table(self, name: str) -> DossierTable:
        """One table; empty when the dossier has none of this name."""
        return self.tables.get(name, DossierTable(name, ()))

    @property
    def last_year(self) -> int:
        """Last year of the period; of a period without an end, the last year with capabilities."""
        end = self.manifest.period.end
        if end is not None:
            return (end - timedelta(days=1)).year
        years = [row.year() for row in self.table("capabilities")]
        if not years:
            message = f"{self.manifest.id} has neither an end nor a year with capabilities"
            raise PeriodError(message, hint="name the year")
        return max(years)

    def require_year(self, year: int) -> None:
        """Refuse a year outside the dossier's period.

        Raises
        ------
        PeriodError
            The year lies outside.
        """
        if not self.manifest.period.covers_year(year):
            message = f"{year} is outside the period of {self.manifest.id}"
            raise PeriodError(message, hint=f"it covers {self.manifest.period.text}")


def shipped_dossiers() -> tuple[str, ...]:
    """Names of the dossiers that come with the library.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> "russia-east-asia" in shipped_dossiers()
    True
    """
    return tuple(sorted(path.name for path in SHIPPED.iterdir() if (path / MANIFEST).is_file()))


def dossier_folder(name_or_path: str | Path) -> Path:
    """Where a dossier lies.

    Parameters
    ----------
    name_or_path : str or Path
        Name of a shipped dossier, or the path of a folder.

    Returns
    -------
    Path

    Raises
    ------
    UnknownDossierError
        Neither a shipped dossier nor a folder.
    """
    name = str(name_or_path)
    if name in shipped_dossiers():
        return SHIPPED / name
    folder = Path(name_or_path)
    if folder.is_dir():
        return folder
    message = f"no dossier {name!r}: neither a shipped name nor a folder"
    raise UnknownDossierError(message, hint=near_names(name, shipped_dossiers()))


def check_dossier(name_or_path: str | Path) -> tuple[Problem, ...]:
    """Everything that is wrong with a dossier, in one run.

    Parameters
    ----------
    name_or_path : str or Path
        Name of a shipped dossier, or the path of a folder.

    Returns
    -------
    tuple of Problem
        Empty for a dossier without faults.

    Raises
    ------
    UnknownDossierError
        Neither a shipped dossier nor a folder.

    Examples
    --------
    >>> check_dossier("russia-east-asia")
    ()
    """
    _, problems = _read(dossier_folder(name_or_path))
    return tuple(problems)


def open_dossier(name_or_path: str | Path = "russia-east-asia") -> Dossier:
    """Read a dossier whole, or refuse it with all its faults.

    Parameters
    ----------
    name_or_path : str or Path
        Name of a shipped dossier, or the path of a folder.

    Returns
    -------
    Dossier

    Raises
    ------
    UnknownDossierError
        Neither a shipped dossier nor a folder.
    DossierError
        With every problem found, each with file, line and column.

    Examples
    --------
    >>> open_dossier("russia-east-asia").manifest.focal
    'RUS'
    """
    dossier, problems = _read(dossier_folder(name_or_path))
    if problems or dossier is None:
        raise DossierError(str(name_or_path), problems)
    return dossier


def names_of(manifest: Manifest) -> Names:
    """Codes that the cells of a dossier may refer to.

    Parameters
    ----------
    manifest : Manifest
        Names its bodies, eras and other parties.

    Returns
    -------
    Names
    """
    states = frozenset(state.id for state in all_states())
    return Names(
        states=states,
        parties=known_parties(states, (*manifest.bodies, *manifest.parties)),
        bodies=manifest.bodies,
        eras=tuple(era.id for era in manifest.eras),
    )


def _read(folder: Path) -> tuple[Dossier | None, list[Problem]]:
    manifest, problems = read_manifest(folder)
    if manifest is None:
        return None, problems
    package, faults = read_package(folder)
    problems += faults
    if package is not None:
        problems += check_files(folder, package)
    names = names_of(manifest)
    tables: dict[str, DossierTable] = {}
    for spec in table_specs().values():
        if (folder / spec.file).exists() or (folder / spec.file).is_symlink():
            rows, faults = _read_table(folder / spec.file, spec, names)
            tables[spec.name] = DossierTable(spec.name, rows)
            problems += faults
    problems += _check_tables(manifest, tables)
    hashes = {r["path"]: r.get("hash", "") for r in package["resources"]} if package else {}
    return Dossier(folder, manifest, tables, hashes), problems


def _check_tables(manifest: Manifest, tables: Mapping[str, DossierTable]) -> list[Problem]:
    rows = {name: table.rows for name, table in tables.items()}
    return [
        *check_capabilities(rows.get("capabilities", ())),
        *check_printed(rows.get("trade", ())),
        *check_totals(rows.get("printed", ())),
        *check_memberships(manifest, rows.get("memberships", ())),
        *check_manifest(manifest, rows),
    ]


def _read_table(path: Path, spec: TableSpec, names: Names) -> tuple[Sequence[Row], list[Problem]]:
    content = read_content(path)
    if isinstance(content, Problem):
        return (), [content]
    text, problems = decode(spec.file, content)
    if text is None:
        return (), problems
    records, faults = split_records(spec.file, text)
    problems += faults
    if records is None:
        return (), problems
    problems += check_header(spec.file, records.header, spec)
    if any(problem.line == 1 for problem in problems):
        return (), problems
    rows: list[Row] = []
    for line, fields in records.lines:
        cells, faults = _read_cells(
            dict(zip(records.header, fields, strict=True)), spec, line, names
        )
        problems += faults
        if not faults:
            rows.append(Row(spec.file, line, cells))
    problems += check_keys(spec, rows) + check_quantities(spec, rows)
    return tuple(rows), problems


def _read_cells(
    fields: Mapping[str, str], spec: TableSpec, line: int, names: Names
) -> tuple[dict[str, Cell], list[Problem]]:
    cells: dict[str, Cell] = {}
    problems: list[Problem] = []
    for column in spec.columns:
        try:
            cells[column.name] = parse_cell(fields[column.name], column, names)
        except CellError as error:
            problems.append(Problem(spec.file, line, column.name, error.message, error.hint))
    return cells, problems
