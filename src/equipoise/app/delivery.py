"""Delivering a result: in the form asked for, to standard output or whole into a file."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from equipoise.app.options import Delivery, Format
from equipoise.app.usage import UsageError
from equipoise.dossier.read import Dossier
from equipoise.report.json_data import Json
from equipoise.report.page import Page
from equipoise.vocabulary.tables import ResultTable
from equipoise.vocabulary.whole_files import whole_files

_FILE_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Answer:
    """A result in every form it can take.

    Parameters
    ----------
    command : str
        Command that gave it.
    params : mapping of str to object
        What was asked, names resolved.
    page : Page
        For readers.
    table : ResultTable
        For CSV and Parquet.
    data : Json
        For JSON.
    dossier : Dossier or None
        The evidence.
    sources, warnings : tuple of str
        For JSON, and the warnings for standard error where the form has no room for them.
    lines : tuple of str
        What stands in place of the page in a terminal, unbroken, for programs that read lines.
    """

    command: str
    params: Mapping[str, object]
    page: Page
    table: ResultTable
    data: Json
    dossier: Dossier | None = None
    sources: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def deliver(answer: Answer, delivery: Delivery) -> None:
    """Write a result.

    Parameters
    ----------
    answer : Answer
        The result.
    delivery : Delivery
        Form and place.

    Raises
    ------
    UsageError
        Parquet on a terminal, or contradictory options.
    OutputError
        The file cannot be written.
    """
    form = delivery.form()
    if form == "parquet" and delivery.output is None and sys.stdout.isatty():
        message = "a terminal cannot show Parquet"
        raise UsageError(message, hint="name a file with -o, or redirect standard output")
    content = _content(answer, form, delivery.output)
    if delivery.output is None:
        _write_stdout(content)
    else:
        with whole_files(delivery.output) as (draft,):
            draft.write_bytes(content)
    if form in {"csv", "parquet"}:
        for warning in answer.warnings:
            sys.stderr.write(f"warning: {warning}\n")


def _content(answer: Answer, form: Format, output: Path | None) -> bytes:
    if form == "parquet":
        return _parquet(answer.table)
    if form == "csv":
        from equipoise.report.result_table import csv_text

        return csv_text(answer.table).encode()
    if form == "json":
        from equipoise.report.envelope import envelope, json_text

        found = envelope(
            answer.command,
            answer.params,
            answer.dossier,
            answer.data,
            answer.sources,
            answer.warnings,
        )
        return json_text(found).encode()
    if form == "md":
        from equipoise.report.markdown import markdown

        return markdown(answer.page).encode()
    from equipoise.app.terminal import terminal_text, terminal_width, wants_colour

    if answer.lines:
        return "".join(f"{line}\n" for line in answer.lines).encode()
    if output is not None:
        return terminal_text(answer.page, width=_FILE_WIDTH).encode()
    text = terminal_text(answer.page, width=terminal_width(), colour=wants_colour(sys.stdout))
    return text.encode()


def _parquet(table: ResultTable) -> bytes:
    from pyarrow import parquet

    buffer = io.BytesIO()
    parquet.write_table(table.to_arrow(), buffer)
    return buffer.getvalue()


def _write_stdout(content: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
