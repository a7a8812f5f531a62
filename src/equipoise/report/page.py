"""A page: what a result says, in blocks that every output format can draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Tone: TypeAlias = Literal["good", "partial", "bad", "muted", "neutral"]
Align: TypeAlias = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text.

    Parameters
    ----------
    text : str
        One paragraph, without line breaks.
    tone : Tone
        Supports what the words say already; never the only sign of it.
    strong : bool
        Whether to set it off.
    """

    text: str
    tone: Tone = "neutral"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Items of equal rank.

    Parameters
    ----------
    items : tuple of str
        One line of text each.
    numbered : bool
        Whether other blocks refer to the items by number, 1 upward.
    """

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid.

    Parameters
    ----------
    text : str
        What it says.
    tone : Tone
        Supports the words; never alone.
    depth : int
        How far it is indented under the rows above.
    strong : bool
        Whether to set it off.
    """

    text: str
    tone: Tone = "neutral"
    depth: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a grid.

    Parameters
    ----------
    title : str
        Its header; a grid whose titles are all empty has no header.
    align : Align
        Numbers to the right, words to the left.
    wraps : bool
        Whether its text may run over several lines.
    """

    title: str
    align: Align = "left"
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the first cell names its row, and a row of one cell names those below it.

    Parameters
    ----------
    caption : str
        What the table shows; it stands where a heading would.
    columns : tuple of Column
        From left to right.
    rows : tuple of tuple of Cell
        As many cells a row as there are columns, or one across all of them.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def has_header(self) -> bool:
        """Whether any column has a title."""
        return any(column.title for column in self.columns)


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text that must keep its lines, such as an entry of a bibliography.

    Parameters
    ----------
    text : str
        With line breaks.
    """

    text: str


Block: TypeAlias = Heading | Paragraph | Listing | Grid | Verbatim


@dataclass(frozen=True, slots=True)
class Page:
    """One result, to be drawn in a terminal, as Markdown or as HTML.

    Parameters
    ----------
    title : str
        What it is about.
    blocks : tuple of Block
        In reading order.
    """

    title: str
    blocks: tuple[Block, ...]


def row(*cells: str | Cell) -> tuple[Cell, ...]:
    """Cells of one row, plain texts among them.

    Parameters
    ----------
    *cells : str or Cell
        From left to right.

    Returns
    -------
    tuple of Cell

    Examples
    --------
    >>> row("China", Cell("61 %", "good"))[0].tone
    'neutral'
    """
    return tuple(Cell(cell) if isinstance(cell, str) else cell for cell in cells)


def section(heading: str, *blocks: Block) -> tuple[Block, ...]:
    """A heading with its blocks, or nothing when all of them are empty.

    Parameters
    ----------
    heading : str
        Title of the section.
    *blocks : Block
        What stands under it.

    Returns
    -------
    tuple of Block

    Examples
    --------
    >>> section("Sources", Listing(()))
    ()
    """
    filled = tuple(block for block in blocks if not _is_empty(block))
    return (Heading(heading), *filled) if filled else ()


def _is_empty(block: Block) -> bool:
    if isinstance(block, Listing):
        return not block.items
    if isinstance(block, Grid):
        return not block.rows
    return not block.text


def references(sources: Sequence[str]) -> dict[str, str]:
    """A short mark for each source, in the order of their first use.

    Parameters
    ----------
    sources : sequence of str
        Repetitions and empty texts allowed.

    Returns
    -------
    dict of str to str
        From source to mark.

    Examples
    --------
    >>> references(["SIPRI", "", "SIPRI", "BACI"])
    {'SIPRI': '[1]', 'BACI': '[2]'}
    """
    unique = dict.fromkeys(source for source in sources if source)
    return {source: f"[{number}]" for number, source in enumerate(unique, start=1)}
