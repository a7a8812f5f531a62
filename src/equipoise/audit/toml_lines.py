"""Lines of a TOML file: the reader of the language keeps none, and an error needs one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

# Strings and comments: what stands in them opens no table and no bracket.
_OPAQUE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*",
    re.DOTALL,
)
_PLAIN = re.compile(r"\[\[([A-Za-z0-9_.-]+)\]\]")


def header_lines(text: str, name: str) -> list[int]:
    r"""Lines on which the tables of one array of tables begin.

    Parameters
    ----------
    text : str
        A file that ``tomllib`` has read.
    name : str
        Name of the array; the parts of a dotted one joined by points, such as
        ``thesis.evidence``.

    Returns
    -------
    list of int
        One for every ``[[name]]``, 1 for the first line, in file order; headers inside strings,
        comments and values are none. Tables written inline have no header and no line.

    Examples
    --------
    >>> header_lines('a = "[[claim]]"\n[[claim]]\n\n[[ claim ]] # the second', "claim")
    [2, 4]
    """
    bare = _OPAQUE.sub(_blank, text)
    found, depth = [], 0
    for number, (line, shown) in enumerate(
        zip(text.split("\n"), bare.split("\n"), strict=True), start=1
    ):
        if depth == 0 and shown.lstrip().startswith("[["):
            if _array_name(line) == name:
                found.append(number)
            continue
        depth += sum(shown.count(c) for c in "[{") - sum(shown.count(c) for c in "]}")
    return found


def entry_lines(text: str, name: str, number: int) -> list[int | None]:
    """Lines of the entries of one array of tables.

    Parameters
    ----------
    text : str
        A file that ``tomllib`` has read.
    name : str
        Name of the array, as in :func:`header_lines`.
    number : int
        How many entries there are.

    Returns
    -------
    list of int or None, length number
        All None when some are written inline, so that no header can be told from another's.
    """
    return known_lines(header_lines(text, name), number)


def known_lines(headers: Sequence[int], number: int) -> list[int | None]:
    """Lines of headers, if they are those of all entries.

    Parameters
    ----------
    headers : sequence of int
        Lines found.
    number : int
        How many entries there are.

    Returns
    -------
    list of int or None, length number
        All None when the numbers differ.
    """
    return [*headers] if len(headers) == number else [None] * number


def _blank(opaque: re.Match[str]) -> str:
    return "\n" * opaque[0].count("\n")


def _array_name(header: str) -> str:
    """Dotted name of the array whose header a line is."""
    if (plain := _PLAIN.fullmatch(header.strip())) is not None:
        return plain[1]
    steps: list[str] = []
    found: Any = tomllib.loads(header.strip())
    while isinstance(found, dict) and found:
        step, found = next(iter(found.items()))
        steps.append(step)
    return ".".join(steps)
