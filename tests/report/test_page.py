"""One page, three forms with the same words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from equipoise.app.terminal import terminal_text
from equipoise.report.html import html_fragment
from equipoise.report.markdown import markdown
from equipoise.report.page import (
    Cell,
    Column,
    Grid,
    Heading,
    Listing,
    Page,
    Paragraph,
    references,
    row,
    section,
)

PAGE = Page(
    "Trade & <war>",
    (
        Paragraph("A | B", "bad", strong=True),
        Heading("Why"),
        Listing(("first", "second"), numbered=True),
        Grid(
            "Partners",
            (Column("", wraps=True), Column("share", "right")),
            (
                row(Cell("north-east", strong=True)),
                row(Cell("China", depth=1), Cell("61 %", "good")),
            ),
        ),
    ),
)


class Reader(HTMLParser):
    """Collects the text and checks that elements close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.attributes.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


def test_every_form_says_the_same_words() -> None:
    words = ["Trade & <war>", "A | B", "Why", "first", "second", "Partners", "China", "61 %"]
    html = " ".join(read(html_fragment(PAGE)).text)
    text = terminal_text(PAGE)
    for word in words:
        assert word in html
        assert word in text
    assert all(re.sub(r"\\(.)", r"\1", markdown(PAGE)).count(word) for word in words)


def test_html_escapes_and_asks_for_nothing() -> None:
    html = html_fragment(PAGE)
    assert "<war>" not in html
    assert not re.search(r"(src|href|url\(|<script|<link)", html)


def test_html_tables_have_captions_and_scopes() -> None:
    reader = read(html_fragment(PAGE))
    scopes = [a.get("scope") for tag, a in reader.attributes if tag == "th"]
    assert scopes == ["col", "col", "rowgroup", "row"]
    assert "caption" in [tag for tag, _ in reader.attributes]


def test_markdown_rows_have_as_many_cells_as_columns() -> None:
    lines = [line for line in markdown(PAGE).splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {3}
    assert "| --- | ---: |" in lines


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_terminal_is_never_overrun(width: int) -> None:
    text = terminal_text(PAGE, width=width)
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


def test_colour_only_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in terminal_text(PAGE, colour=True)


def test_an_empty_section_leaves_no_heading() -> None:
    assert section("Notes", Paragraph(""), Listing(()), Grid("", (), ())) == ()
    assert references(["", ""]) == {}
