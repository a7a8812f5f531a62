"""Pages in a terminal, with rich: as wide as it is, coloured only where colour is wanted."""

from __future__ import annotations

import io
import os
import shutil
import textwrap
from collections.abc import Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from equipoise.report.formatting import NO_BREAK
from equipoise.report.page import (
    Block,
    Cell,
    Grid,
    Heading,
    Listing,
    Page,
    Paragraph,
    Tone,
    Verbatim,
)

_STYLES: dict[Tone, str] = {"good": "green", "partial": "yellow", "bad": "red", "muted": "dim"}
_GAP = 2
_INDENT = 2
_NARROWEST, _WIDEST = 40, 110
_LEAST_LABEL = 16


def terminal_width() -> int:
    """Columns to write in: COLUMNS, else the terminal's, else 80; within what reads well.

    Returns
    -------
    int
        40 to 110.
    """
    return min(max(shutil.get_terminal_size((80, 24)).columns, _NARROWEST), _WIDEST)


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal and nobody asked for no colour.

    Parameters
    ----------
    stream : text stream
        Where the page goes.

    Returns
    -------
    bool
        False when ``NO_COLOR`` is set to anything but the empty string.
    """
    return stream.isatty() and not os.environ.get("NO_COLOR")


def terminal_text(page: Page, *, width: int = 80, colour: bool = False) -> str:
    """A page as text for a terminal.

    Parameters
    ----------
    page : Page
        Any page.
    width : int
        Columns.
    colour : bool
        Whether to write escape codes.

    Returns
    -------
    str
        Ending in a line break; without trailing white space.
    """
    rule = max(width - cell_len(page.title) - 4, 2)
    lines = [Text(f"── {page.title} {'─' * rule}"[:width], "bold")]
    for place, block in enumerate(page.blocks):
        if not _follows(page.blocks, place):
            lines.append(Text())
        lines += _block(block, width)
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=colour,
        color_system="auto" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    for line in lines:
        line.rstrip()
        console.print(line, soft_wrap=True)
    return buffer.getvalue().replace(NO_BREAK, " ")


def _follows(blocks: Sequence[Block], place: int) -> bool:
    """Whether a block stands right under the one before: running text under its heading."""
    if place == 0:
        return True
    block = blocks[place]
    return isinstance(block, Paragraph | Listing) or (isinstance(block, Grid) and not block.caption)


def _block(block: Block, width: int) -> list[Text]:
    if isinstance(block, Heading):
        return [Text(block.text, "bold")]
    if isinstance(block, Paragraph):
        style = _style(block.tone, strong=block.strong)
        return [Text(line, style) for line in _wrapped(block.text, width)]
    if isinstance(block, Verbatim):
        return [Text(line) for line in block.text.splitlines()]
    if isinstance(block, Listing):
        return [
            line
            for number, item in enumerate(block.items, start=1)
            for line in _item(item, f"{number}. " if block.numbered else "- ", width)
        ]
    return _grid(block, width)


def _style(tone: Tone, *, strong: bool = False) -> str:
    return f"{'bold ' if strong else ''}{_STYLES.get(tone, '')}".strip()


def _item(text: str, mark: str, width: int) -> list[Text]:
    start = " " * _INDENT + mark
    return [Text(line) for line in _wrapped(text, width, start, " " * len(start))]


def _wrapped(text: str, width: int, first: str = "", later: str = "") -> list[str]:
    return textwrap.wrap(
        text, max(width, 1), initial_indent=first, subsequent_indent=later, break_on_hyphens=False
    )


def _grid(grid: Grid, width: int) -> list[Text]:
    widths = _widths(grid, width)
    lines = []
    titles = [Cell(column.title, "muted") for column in grid.columns]
    if (
        grid.caption
        and grid.has_header
        and not grid.columns[0].title
        and cell_len(grid.caption) <= widths[0]
    ):
        titles[0] = Cell(grid.caption, strong=True)
    elif grid.caption:
        lines.append(Text(grid.caption, "bold"))
    if grid.has_header:
        lines += _row(grid, titles, widths)
    for cells in grid.rows:
        lines += _row(grid, cells, widths) if len(cells) > 1 else _across(cells[0], width)
    return lines


def _across(cell: Cell, width: int) -> list[Text]:
    style = _style(cell.tone, strong=cell.strong)
    return [Text(line, style) for line in _wrapped(cell.text, width)]


def _widths(grid: Grid, width: int) -> list[int]:
    """Natural widths; the columns that wrap share what the others leave."""
    natural = [
        max(
            [cell_len(column.title)]
            + [
                cell_len(cells[place].text) + _INDENT * cells[place].depth
                for cells in grid.rows
                if len(cells) > 1
            ]
        )
        for place, column in enumerate(grid.columns)
    ]
    wrapping = [place for place, column in enumerate(grid.columns) if column.wraps]
    spare = width - sum(natural) - _GAP * (len(natural) - 1)
    while spare < 0 and wrapping:
        widest = max(wrapping, key=lambda place: natural[place])
        if natural[widest] <= _LEAST_LABEL:
            break
        natural[widest] -= 1
        spare += 1
    return natural


def _row(grid: Grid, cells: Sequence[Cell], widths: Sequence[int]) -> list[Text]:
    wrapped = [
        _wrapped(cell.text, width, " " * (_INDENT * cell.depth), " " * (_INDENT * (cell.depth + 1)))
        or [""]
        for cell, width in zip(cells, widths, strict=True)
    ]
    lines = []
    for number in range(max(len(part) for part in wrapped)):
        line = Text()
        for place, (part, cell) in enumerate(zip(wrapped, cells, strict=True)):
            text = part[number] if number < len(part) else ""
            space = " " * (widths[place] - cell_len(text))
            right = grid.columns[place].align == "right"
            line.append(" " * (_GAP if place else 0) + (space if right else ""))
            line.append(text, _style(cell.tone, strong=cell.strong))
            line.append("" if right else space)
        lines.append(line)
    return lines
