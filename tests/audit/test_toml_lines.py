"""Headers of arrays of tables are found by line, wherever else brackets stand."""

from __future__ import annotations

import tomllib

from equipoise.audit.toml_lines import entry_lines, header_lines

TEXT = '''# [[claim]] in a comment
title = "[[claim]]"
many = """
[[claim]]
a quote at the end: \\""""
plain = \'\'\'
[[claim]]
\'\'\'
nested = [
  ["claim"],
[["claim"]],
  { a = "]" },
]
  [[ claim ]] # the first
id = "one"
[claim.let]
x = [[1, 2],
[3, 4]]
[["claim".evidence]]
[[claim]]
[[claim.evidence]]
[[claims]]
'''


def test_by_hand():
    raw = tomllib.loads(TEXT)
    assert header_lines(TEXT, "claim") == [14, 20]
    assert header_lines(TEXT, "claim.evidence") == [19, 21]
    assert header_lines(TEXT, "claims") == [22]
    assert len(raw["claim"]) == 2


def test_a_name_without_header_has_no_line():
    assert header_lines('claim = [{ id = "one" }]', "claim") == []
    assert header_lines("", "claim") == []


def test_lines_that_end_as_on_windows():
    assert header_lines("a = 1\r\n[[claim]]\r\n", "claim") == [2]


def test_quotes_beside_the_ends_of_long_strings():
    text = 'a = """"[[x]]\n"""""\nb = \'\'\'\'\n[[x]]\'\'\'\'\nc = """"""\n[[x]]\n'
    assert list(tomllib.loads(text)) == ["a", "b", "c", "x"]
    assert header_lines(text, "x") == [6]


def test_entries_have_their_lines_or_none_has():
    assert entry_lines(TEXT, "claim", 2) == [14, 20]
    assert entry_lines('claim = [{ id = "one" }]', "claim", 1) == [None]
    assert entry_lines("", "claim", 0) == []
