"""Pages as Markdown, with pipe tables."""

from __future__ import annotations

import re

from equipoise.report.formatting import NO_BREAK
from equipoise.report.page import (
    Block,
    Cell,
    Column,
    Grid,
    Heading,
    Listing,
    Page,
    Paragraph,
    Verbatim,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


def markdown(page: Page) -> str:
    r"""A page as Markdown.

    Parameters
    ----------
    page : Page
        Any page.

    Returns
    -------
    str
        CommonMark with pipe tables, ending in a line break.

    Examples
    --------
    >>> print(markdown(Page("Trade", (Paragraph("a|b"),))), end="")
    # Trade
    <BLANKLINE>
    a\|b
    """
    parts = [f"# {_text(page.title)}", *(_block(block) for block in page.blocks)]
    return "\n\n".join(parts) + "\n"


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace(NO_BREAK, " ")


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"## {_text(block.text)}"
    if isinstance(block, Paragraph):
        return f"**{_text(block.text)}**" if block.strong else _text(block.text)
    if isinstance(block, Verbatim):
        return f"```\n{block.text}\n```"
    if isinstance(block, Listing):
        return "\n".join(
            f"{f'{number}.' if block.numbered else '-'} {_text(item)}"
            for number, item in enumerate(block.items, start=1)
        )
    return _grid(block)


def _grid(grid: Grid) -> str:
    lines = [
        _line([_text(column.title) for column in grid.columns]),
        _line([_rule(column) for column in grid.columns]),
        *(_line(_padded([_cell(cell) for cell in cells], grid)) for cells in grid.rows),
    ]
    return f"## {_text(grid.caption)}\n\n" + "\n".join(lines) if grid.caption else "\n".join(lines)


def _padded(cells: list[str], grid: Grid) -> list[str]:
    return cells + [""] * (len(grid.columns) - len(cells))


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(column: Column) -> str:
    return "---:" if column.align == "right" else "---"


def _cell(cell: Cell) -> str:
    text = _text(cell.text)
    if cell.strong and text:
        text = f"**{text}**"
    return "&emsp;" * cell.depth + text
