"""The manifest of a panel: what is in it, what it rests on, how much is missing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from equipoise.archive.panels.columns import PanelColumn
from equipoise.archive.panels.frame import DyadYears
from equipoise.archive.panels.imported import ImportedSource
from equipoise.archive.panels.panel import Panel

SCHEMA = "equipoise.panel/1"


@dataclass(frozen=True, slots=True)
class ColumnCount:
    """One column of a panel, counted.

    Parameters
    ----------
    column : PanelColumn
        What it holds.
    verb : str
        Verb that gave it; empty for keys.
    non_null : int
        Rows with a value.
    missing_share : float
        Share of rows without, 0 to 1; 0 for a panel without rows.
    """

    column: PanelColumn
    verb: str
    non_null: int
    missing_share: float


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a panel holds and where it came from; without dates, so that it repeats.

    Parameters
    ----------
    unit : str
        ``state-year``, ``directed dyad-year`` or ``undirected dyad-year``.
    system : str
        The published list.
    published_to : int
        Last year that the list was published for.
    first, last : int
        First and last year asked for.
    rows : int
        Number of rows.
    columns : tuple of ColumnCount
        In order.
    sources : mapping of str to ImportedSource
        By archive table.
    warnings : tuple of str
        What a reader must know.
    """

    unit: str
    system: str
    published_to: int
    first: int
    last: int
    rows: int
    columns: tuple[ColumnCount, ...]
    sources: Mapping[str, ImportedSource]
    warnings: tuple[str, ...]

    def to_json(self, file: Mapping[str, str | int] | None = None) -> str:
        """The manifest as JSON text.

        Parameters
        ----------
        file : mapping, optional
            What is known of the file it lies beside: name, bytes, sha256.

        Returns
        -------
        str
            Indented, ending in a line break; the same panel gives the same text.
        """
        columns = [
            {
                **asdict(count.column),
                "verb": count.verb,
                "non_null": count.non_null,
                "missing_share": round(count.missing_share, 6),
            }
            for count in self.columns
        ]
        told = {
            "schema": SCHEMA,
            **({"file": dict(file)} if file else {}),
            "unit": self.unit,
            "system": self.system,
            "published_to": self.published_to,
            "first": self.first,
            "last": self.last,
            "rows": self.rows,
            "columns": columns,
            "sources": {name: asdict(source) for name, source in self.sources.items()},
            "warnings": self.warnings,
        }
        return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def manifest_path(panel: Path) -> Path:
    """Where the manifest of a panel's file lies.

    Parameters
    ----------
    panel : Path
        The file.

    Returns
    -------
    Path
        Beside it.

    Examples
    --------
    >>> manifest_path(Path("panel.csv")).name
    'panel.csv.manifest.json'
    """
    return panel.with_name(f"{panel.name}.manifest.json")


def manifest_of(panel: Panel, nulls: Sequence[int]) -> Manifest:
    """Manifest of a panel whose nulls were counted.

    Parameters
    ----------
    panel : Panel
        The panel.
    nulls : sequence of int
        Nulls of each column, in order.

    Returns
    -------
    Manifest
        With counts and shares.
    """
    frame, rows = panel.frame, len(panel.frame)
    columns = tuple(
        ColumnCount(
            filled.column,
            panel.verb_of.get(filled.column.name, ""),
            rows - missing,
            missing / rows if rows else 0.0,
        )
        for filled, missing in zip(panel.columns, nulls, strict=True)
    )
    unit = "state-year"
    if isinstance(frame, DyadYears):
        unit = f"{'directed' if frame.directed else 'undirected'} dyad-year"
    return Manifest(
        unit=unit,
        system=frame.roster.system.name,
        published_to=frame.roster.system.published_to,
        first=frame.roster.first,
        last=frame.roster.last,
        rows=rows,
        columns=columns,
        sources=panel.sources,
        warnings=panel.warnings,
    )


def counted(panel: Panel) -> Manifest:
    """Manifest of a panel that is written nowhere.

    Parameters
    ----------
    panel : Panel
        The panel.

    Returns
    -------
    Manifest
        With counts and shares.
    """
    nulls = np.sum([nulls_of(piece) for piece in panel.pieces()], axis=0)
    return manifest_of(panel, nulls.tolist())


def nulls_of(piece: pa.RecordBatch) -> list[int]:
    """Nulls of each column in some rows.

    Parameters
    ----------
    piece : pyarrow.RecordBatch
        The rows.

    Returns
    -------
    list of int
        One a column.

    Examples
    --------
    >>> nulls_of(pa.record_batch({"x": [1, None], "y": [None, None]}))
    [1, 2]
    """
    return [column.null_count for column in piece.columns]
