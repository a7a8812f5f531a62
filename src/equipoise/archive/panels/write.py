"""Writing panels: Parquet, CSV, Stata or Arrow, whole or not at all, the same bytes each time."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeAlias

import numpy as np
import pyarrow as pa

from equipoise.archive.panels.manifest import Manifest, manifest_of, manifest_path, nulls_of
from equipoise.archive.panels.panel import Panel
from equipoise.errors import ArgumentError, OutputError
from equipoise.vocabulary.whole_files import whole_files

Sink: TypeAlias = Path | BinaryIO
Writer: TypeAlias = Callable[[Panel, Iterator[pa.RecordBatch], Path], None]

_STATA_FORMAT = 14
_STATA_CLOCK = b"<timestamp>\x11"
_STATA_MAP = b"<map>"
_NO_TIME = b"01 Jan 1960 00:00"


def write_panel(panel: Panel, target: Path) -> Manifest:
    """Write a panel, and its manifest beside it.

    Parquet and Arrow keep nulls, units and descriptions. In CSV an empty cell is a null. In
    Stata a null number is a missing value and a null text an empty one; descriptions are the
    labels of the variables.

    Parameters
    ----------
    panel : Panel
        The panel.
    target : Path
        File to write, ending in ``.parquet``, ``.csv``, ``.dta`` or ``.arrow``; what is there
        is replaced once the new file is whole.

    Returns
    -------
    Manifest
        As written to ``TARGET.manifest.json``.

    Raises
    ------
    ArgumentError
        The name of the file ends otherwise.
    OutputError
        A file cannot be written, or Stata files need a library that is not installed; nothing
        is left, and what was there is untouched.
    """
    writer = writer_for(target)
    nulls = np.zeros(len(panel.columns), dtype=np.int64)

    def counted() -> Iterator[pa.RecordBatch]:
        for piece in panel.pieces():
            nulls[:] += nulls_of(piece)
            yield piece

    with whole_files(target, manifest_path(target)) as (data, notes):
        writer(panel, counted(), data)
        manifest = manifest_of(panel, nulls.tolist())
        with data.open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
        file: Mapping[str, str | int] = {
            "name": target.name,
            "bytes": data.stat().st_size,
            "sha256": digest,
        }
        notes.write_text(manifest.to_json(file), encoding="utf-8")
    return manifest


def writer_for(target: Path) -> Writer:
    """How a file is written, by the end of its name.

    Parameters
    ----------
    target : Path
        File to write.

    Returns
    -------
    callable
        Takes the panel, its pieces and the path.

    Raises
    ------
    ArgumentError
        No format ends so.
    """
    found = _WRITERS.get(target.suffix.casefold())
    if found is None:
        message = f"{target.name}: no format of panels ends in {target.suffix!r}"
        raise ArgumentError(message, hint=f"end the name in {', '.join(_WRITERS)}")
    return found


def stream_panel(panel: Panel, sink: BinaryIO, form: Literal["csv", "parquet"]) -> None:
    """Write a panel to an open stream, piece by piece, without a manifest.

    Parameters
    ----------
    panel : Panel
        The panel.
    sink : binary file
        Such as standard output.
    form : {"csv", "parquet"}
        Form to write.

    Raises
    ------
    OSError
        The stream cannot be written to.
    """
    (_csv if form == "csv" else _parquet)(panel, panel.pieces(), sink)


def _parquet(panel: Panel, pieces: Iterator[pa.RecordBatch], sink: Sink) -> None:
    """Parquet, one row group a piece."""
    from pyarrow import parquet

    with parquet.ParquetWriter(
        sink, panel.schema, compression="zstd", compression_level=1
    ) as writer:
        for piece in pieces:
            writer.write_batch(piece)


def _arrow(panel: Panel, pieces: Iterator[pa.RecordBatch], path: Path) -> None:
    """Arrow's own file format."""
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, panel.schema) as writer:
        for piece in pieces:
            writer.write_batch(piece)


def _csv(panel: Panel, pieces: Iterator[pa.RecordBatch], sink: Sink) -> None:
    """Comma-separated text in UTF-8, a header first, empty where null."""
    from pyarrow import csv

    plain = _plain(panel.schema)
    options = csv.WriteOptions(quoting_style="needed", quoting_header="needed")
    with csv.CSVWriter(sink, plain, write_options=options) as writer:
        for piece in pieces:
            writer.write_batch(piece.cast(plain))


def _stata(panel: Panel, pieces: Iterator[pa.RecordBatch], path: Path) -> None:
    """Stata 14 and later."""
    try:
        import polars
        import pyreadstat
    except ImportError as fault:
        message = f"Stata files need the library {fault.name}"
        raise OutputError(message, hint="install equipoise[stata]") from fault
    rows = pa.Table.from_batches(pieces, schema=panel.schema).cast(_plain(panel.schema))
    frame: Any = polars.from_arrow(rows)
    labels: dict[str, str | None] = {
        filled.column.name: filled.column.description[:80] for filled in panel.columns
    }
    try:
        pyreadstat.write_dta(frame, str(path), column_labels=labels, version=_STATA_FORMAT)
    except (pyreadstat.PyreadstatError, pyreadstat.ReadstatError) as fault:
        raise OSError(errno.EIO, str(fault)) from fault
    _stop_clock(path)


def _stop_clock(path: Path) -> None:
    """Put a fixed time where the Stata format has the time of writing; refuse a cut-off file."""
    with path.open("r+b") as file:
        head = file.read(1024)
        clock, sections = (head.find(mark) + len(mark) for mark in (_STATA_CLOCK, _STATA_MAP))
        length = int.from_bytes(head[sections + 104 : sections + 112], "little")
        # The library stays silent when the disk is full; the last section's end tells.
        if _STATA_MAP not in head or path.stat().st_size != length:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        file.seek(clock)
        file.write(_NO_TIME)


_WRITERS: Mapping[str, Writer] = {
    ".parquet": _parquet,
    ".csv": _csv,
    ".dta": _stata,
    ".arrow": _arrow,
}


def _plain(schema: pa.Schema) -> pa.Schema:
    """The schema with plain texts in place of dictionaries."""
    return pa.schema(
        [
            field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field
            for field in schema
        ]
    )
