"""``datapackage.json``: what a dossier's files weigh, hash to, and may be used for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from equipoise.dossier.manifest import MANIFEST
from equipoise.dossier.schema import TableSpec, table_specs
from equipoise.errors import DataError, Problem

PACKAGE = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_FIELD_TYPES = {"number": "number", "year": "year"}


def fingerprint(content: bytes) -> str:
    """SHA-256 of a file in the form that a data package writes.

    Parameters
    ----------
    content : bytes
        The file.

    Returns
    -------
    str
        ``sha256:`` and 64 hexadecimal digits.

    Examples
    --------
    >>> fingerprint(b"")[:19]
    'sha256:e3b0c44298fc'
    """
    return "sha256:" + hashlib.sha256(content).hexdigest()


def read_content(path: Path) -> bytes | Problem:
    """Bytes of a file, or why it cannot be read.

    Parameters
    ----------
    path : Path
        A file of a dossier.

    Returns
    -------
    bytes or Problem
        A problem for a folder in its place, a dangling link, or a file without permission.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        return Problem(path.name, None, None, message, "restore the file")


def read_package(folder: Path) -> tuple[Mapping[str, Any] | None, list[Problem]]:
    """Read ``datapackage.json`` and check its shape.

    Parameters
    ----------
    folder : Path
        The dossier.

    Returns
    -------
    package : mapping or None
        None when it cannot be read.
    problems : list of Problem
        Missing file, broken JSON, resources without licence or source.
    """
    try:
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        hint = "run: equipoise dossier seal"
        return None, [Problem(PACKAGE, None, None, "not found", hint)]
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start}"
        return None, [Problem(PACKAGE, None, None, message, "save it as UTF-8")]
    except json.JSONDecodeError as error:
        return None, [Problem(PACKAGE, error.lineno, str(error.colno), error.msg, "mend the JSON")]
    except (OSError, RecursionError) as error:
        return None, [Problem(PACKAGE, None, None, f"cannot be read: {error}", "restore the file")]
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list):
        return None, [Problem(PACKAGE, None, "resources", "missing", "list the files")]
    paths = [r.get("path") if isinstance(r, dict) else None for r in resources]
    if not all(isinstance(path, str) for path in paths):
        hint = "every resource is an object with a path"
        return None, [Problem(PACKAGE, None, "resources", "a resource without a path", hint)]
    if len(set(paths)) < len(paths):
        return None, [Problem(PACKAGE, None, "resources", "a path stands twice", "keep one")]
    problems = [
        Problem(PACKAGE, None, f"{resource.get('path')}.{field}", "missing", f"name its {field}")
        for resource in package["resources"]
        for field in ("licenses", "sources")
        if not resource.get(field)
    ]
    return package, problems


def check_files(folder: Path, package: Mapping[str, Any]) -> list[Problem]:
    """Compare every file with what the package says of it.

    Parameters
    ----------
    folder : Path
        The dossier.
    package : mapping
        From :func:`read_package`.

    Returns
    -------
    list of Problem
        Files missing, unlisted, or of another hash or size.
    """
    listed = {str(resource.get("path")): resource for resource in package["resources"]}
    present = {path.name for path in folder.iterdir() if path.suffix in {".csv", ".toml"}}
    problems = [
        Problem(name, None, None, f"listed in {PACKAGE} and not found", "restore it, or seal again")
        for name in sorted(listed.keys() - present)
    ]
    problems += [
        Problem(name, None, None, f"not listed in {PACKAGE}", "run: equipoise dossier seal")
        for name in sorted(present - listed.keys())
    ]
    for name in sorted(listed.keys() & present):
        content = read_content(folder / name)
        if isinstance(content, Problem):
            # The reader of the table reports it.
            continue
        if fingerprint(content) != listed[name].get("hash"):
            hint = "if the change is meant, run: equipoise dossier seal"
            problems.append(Problem(name, None, None, f"hash differs from {PACKAGE}", hint))
        elif len(content) != listed[name].get("bytes"):
            hint = "run: equipoise dossier seal"
            problems.append(Problem(name, None, None, f"size differs from {PACKAGE}", hint))
    return problems


def _fields(spec: TableSpec) -> list[dict[str, Any]]:
    return [
        {
            "name": column.name,
            "type": _FIELD_TYPES.get(column.type, "string"),
            "description": column.description,
            "constraints": {"required": column.required}
            | ({"enum": list(column.codes)} if column.codes else {}),
        }
        for column in spec.columns
    ]


def seal(folder: Path) -> Path:
    """Write hashes, sizes and schemas of all files into ``datapackage.json``.

    Licences, sources and descriptions that stand there already are kept.

    Parameters
    ----------
    folder : Path
        The dossier.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    DataError
        The folder is no dossier, or its ``datapackage.json`` is broken.
    """
    if not (folder / MANIFEST).is_file():
        message = f"{folder} has no {MANIFEST}: it is no dossier"
        raise DataError(message, hint="name the folder of a dossier")
    target = folder / PACKAGE
    package: dict[str, Any] = {"$schema": PROFILE, "name": folder.name, "resources": []}
    if target.exists():
        found, problems = read_package(folder)
        if found is None:
            message = f"{target}: {problems[0].message}"
            raise DataError(message, hint="mend or remove the file, then seal again")
        package = dict(found)
    kept = {resource["path"]: resource for resource in package["resources"]}
    specs = {spec.file: spec for spec in table_specs().values()}
    files = sorted(path for path in folder.iterdir() if path.suffix in {".csv", ".toml"})
    package["resources"] = [_resource(path, kept.get(path.name, {}), specs) for path in files]
    # Written whole beside the old one and swapped in, so that a killed run leaves either.
    draft = target.with_suffix(".json.new")
    draft.write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.replace(target)
    return target


def _resource(
    path: Path, kept: Mapping[str, Any], specs: Mapping[str, TableSpec]
) -> dict[str, Any]:
    content = read_content(path)
    if isinstance(content, Problem):
        raise DataError(f"{path}: {content.message}", hint=content.hint)
    resource: dict[str, Any] = {"name": path.stem, "path": path.name}
    resource |= {key: value for key, value in kept.items() if key not in {"schema", "format"}}
    resource |= {"hash": fingerprint(content), "bytes": len(content), "format": path.suffix[1:]}
    if path.name in specs:
        spec = specs[path.name]
        resource["description"] = spec.row
        resource["schema"] = {"fields": _fields(spec), "primaryKey": list(spec.key)}
    return resource
