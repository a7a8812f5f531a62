"""Pages as a fragment of HTML that needs nothing beside it."""

from __future__ import annotations

from html import escape

from equipoise.report.page import (
    Block,
    Cell,
    Column,
    Grid,
    Heading,
    Listing,
    Page,
    Paragraph,
    Tone,
    Verbatim,
)

# Each colour reaches a contrast of 4.5 to 1 on white; the words carry the meaning all the same.
_COLOURS: dict[Tone, str] = {
    "good": "#1a6b3c",
    "partial": "#7a5200",
    "bad": "#a3262a",
    "muted": "#5c5c5c",
}
_TABLE = "border-collapse:collapse;margin:0 0 1em"
_CELL = "padding:.15em .8em .15em 0;vertical-align:top"


def html_fragment(page: Page) -> str:
    r"""A page as an HTML article, for a notebook or to be put into a document.

    Parameters
    ----------
    page : Page
        Any page.

    Returns
    -------
    str
        One ``article`` element; every text is escaped, and no script, font or style sheet is
        asked for.

    Examples
    --------
    >>> html_fragment(Page("A & B", (Paragraph("text"),)))
    '<article><h1>A &amp; B</h1>\n<p>text</p></article>'
    """
    blocks = "\n".join(_block(block) for block in page.blocks)
    return f"<article><h1>{escape(page.title)}</h1>\n{blocks}</article>"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h2>{escape(block.text)}</h2>"
    if isinstance(block, Paragraph):
        text = f"<strong>{escape(block.text)}</strong>" if block.strong else escape(block.text)
        return f"<p{_style(block.tone)}>{text}</p>"
    if isinstance(block, Verbatim):
        return f"<pre>{escape(block.text)}</pre>"
    if isinstance(block, Listing):
        tag = "ol" if block.numbered else "ul"
        items = "".join(f"<li>{escape(item)}</li>" for item in block.items)
        return f"<{tag}>{items}</{tag}>"
    return _grid(block)


def _style(tone: Tone, *more: str) -> str:
    rules = [*more, *([f"color:{_COLOURS[tone]}"] if tone in _COLOURS else [])]
    return f' style="{";".join(rules)}"' if rules else ""


def _grid(grid: Grid) -> str:
    caption = (
        f'<caption style="text-align:left"><h2>{escape(grid.caption)}</h2></caption>'
        if grid.caption
        else ""
    )
    head = ""
    if grid.has_header:
        titles = "".join(
            f'<th scope="col"{_style("neutral", _CELL, f"text-align:{column.align}")}>'
            f"{escape(column.title)}</th>"
            for column in grid.columns
        )
        head = f"<thead><tr>{titles}</tr></thead>"
    rows = "".join("<tr>" + "".join(_cells(cells, grid.columns)) + "</tr>" for cells in grid.rows)
    return f'<table style="{_TABLE}">{caption}{head}<tbody>{rows}</tbody></table>'


def _cells(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> list[str]:
    if len(cells) < len(columns):
        style = _style(cells[0].tone, _CELL, "text-align:left")
        span = f'<th scope="rowgroup" colspan="{len(columns)}"{style}>'
        return [f"{span}{escape(cells[0].text)}</th>"]
    return [
        _cell(cell, column, first=place == 0)
        for place, (cell, column) in enumerate(zip(cells, columns, strict=True))
    ]


def _cell(cell: Cell, column: Column, *, first: bool) -> str:
    rules = [_CELL, f"text-align:{column.align}"]
    if cell.depth:
        rules.append(f"padding-left:{1.2 * cell.depth:.1f}em")
    text = f"<strong>{escape(cell.text)}</strong>" if cell.strong else escape(cell.text)
    if first:
        rules.append("font-weight:normal")
        return f'<th scope="row"{_style(cell.tone, *rules)}>{text}</th>'
    return f"<td{_style(cell.tone, *rules)}>{text}</td>"
