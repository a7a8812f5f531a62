"""The JSON object around every result: what was asked, of which evidence, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from equipoise.dossier.read import Dossier
from equipoise.report.json_data import Json, plain


def envelope(
    command: str,
    params: Mapping[str, object],
    dossier: Dossier | None,
    data: Json,
    sources: Sequence[str],
    warnings: Sequence[str],
) -> dict[str, Json]:
    """A result with its provenance; the same question always gives the same bytes.

    Parameters
    ----------
    command : str
        Such as ``assess`` or ``dossier show``.
    params : mapping of str to object
        What was asked, after names were resolved.
    dossier : Dossier or None
        The evidence; None when no dossier could be opened or several are listed.
    data : Json
        The result.
    sources : sequence of str
        Sources of its figures, each once.
    warnings : sequence of str
        What a reader must know before citing.

    Returns
    -------
    dict of str to Json
        ``schema`` names the form of ``data`` and its version.
    """
    return {
        "schema": f"equipoise/{command.replace(' ', '-')}/1",
        "command": command,
        "params": plain(params),
        "dossier": None
        if dossier is None
        else {"id": dossier.manifest.id, "hashes": dict(dossier.hashes)},
        "data": data,
        "sources": list(sources),
        "warnings": list(warnings),
    }


def json_text(found: Mapping[str, Json]) -> str:
    """An envelope as text.

    Parameters
    ----------
    found : mapping of str to Json
        From :func:`envelope`.

    Returns
    -------
    str
        Indented, ending in a line break; floats with as many digits as tell them apart.

    Raises
    ------
    ValueError
        A float is no number.
    """
    return json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
