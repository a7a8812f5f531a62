"""Names that a publisher uses otherwise than the vocabulary."""

from __future__ import annotations

import pyarrow as pa

from equipoise.sources.spellings import Spelling, respelled


def test_a_spelling_with_a_last_year_holds_to_that_year() -> None:
    dated = [Spelling("Germany", "West Germany", 1989), Spelling("Congo, DR", "DR Congo")]
    names = pa.chunked_array([["Germany", "Germany", None, "Congo, DR", "France"]])
    years = pa.chunked_array([[1989, 1990, 1989, 2012, 1950]])
    assert respelled(names, years, dated).to_pylist() == [
        "West Germany",
        "Germany",
        None,
        "DR Congo",
        "France",
    ]


def test_one_spelling_does_not_feed_another() -> None:
    chain = [Spelling("A", "B"), Spelling("B", "C")]
    names = pa.chunked_array([["A", "B"]])
    assert respelled(names, None, chain).to_pylist() == ["B", "C"]
