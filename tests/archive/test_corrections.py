"""Known errors put right openly, and left alone where the publisher has mended them."""

from __future__ import annotations

import pytest


def _men(toy) -> object:
    with toy.open() as archive:
        (row,) = archive.rows("toy", {"ccode": [365], "year": [1990]}).records()
    return row["men"]


def test_a_known_error_is_put_right_and_told(toy) -> None:
    toy.correct()
    toy.write()
    (found,) = toy.take()
    assert found.table is not None
    (told,) = [f for f in found.table.findings if f.rule == "correction"]
    assert told.message == (
        "men of ccode 365, year 1990 is printed 3400, corrected to 3988: two columns were "
        "swapped (made up)"
    )
    assert _men(toy) == 3988.0


def test_as_published_leaves_the_error_and_is_told_apart(toy) -> None:
    toy.correct()
    toy.write()
    (raw,) = toy.take(as_published=True)
    assert raw.table is not None
    assert raw.table.findings == ()
    assert _men(toy) == 3400.0
    assert [found.outcome for found in toy.take(as_published=True)] == ["already there"]
    assert [found.outcome for found in toy.take()] == ["imported"]
    assert _men(toy) == 3988.0
    assert [found.outcome for found in toy.take()] == ["already there"]
    assert [found.outcome for found in toy.take(as_published=True)] == ["imported"]
    assert _men(toy) == 3400.0


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("RUS,365,1990,3988,1,\n", "men of ccode 365, year 1990 is 3988.0, not 3400"),
        ("RUS,365,1990,-9,1,\n", "men of ccode 365, year 1990 is None, not 3400"),
        ("RUS,365,1991,3400,1,\n", "men of ccode 365, year 1990 has 0 rows, not 3400"),
        (
            "RUS,365,1990,3400,1,\nRUS,365,1990,3400,0,\n",
            "men of ccode 365, year 1990 has 2 rows, not 3400",
        ),
    ],
    ids=["mended", "missing", "no row", "two rows"],
)
def test_an_error_that_is_gone_is_not_put_right(toy, rows: str, told: str) -> None:
    toy.correct()
    toy.write(rows)
    (found,) = toy.take()
    assert found.table is not None
    (expired,) = [f for f in found.table.findings if f.rule == "expired correction"]
    assert expired.message == f"{told}: the correction has expired and was not used"
    with toy.open() as archive:
        assert 3400.0 in archive.values("toy", "men") or "3400" not in rows
        assert 3988.0 not in archive.values("toy", "men") or "3988" in rows


def test_a_correction_is_of_its_versions_alone(toy) -> None:
    toy.correct()
    toy.write(version=1)
    (found,) = toy.take()
    assert found.table is not None
    assert found.table.findings == ()
    assert _men(toy) == 3400.0


def test_a_figure_without_a_better_one_is_taken_out(toy) -> None:
    toy.correct(_without_better())
    toy.write()
    (found,) = toy.take()
    assert found.table is not None
    assert "is printed 3400, taken out" in found.table.findings[0].message
    assert _men(toy) is None


def _without_better() -> str:
    return """
[[correction]]
versions = ["2.0"]
key = { ccode = 365, year = 1990 }
column = "men"
published = 3400
reason = "nobody knows"
source = "made up"
"""


def test_texts_and_states_are_corrected_too(toy) -> None:
    toy.correct(
        """
[[correction]]
versions = ["2.0"]
key = { state = "RUS", year = 1990 }
column = "note"
published = "of which reserves"
corrected = "reserves apart"
reason = "it's a \\"slip\\""
source = "made up"
"""
    )
    toy.write()
    toy.take()
    with toy.open() as archive:
        assert archive.values("toy", "note") == {None, "reserves apart"}


def test_rows_keep_their_order_when_one_is_corrected(toy) -> None:
    toy.correct()
    toy.write()
    toy.take()
    with toy.open() as archive:
        assert [row[2:4] for row in archive.rows("toy", {}).rows] == [
            *((2, 1990), (365, 1990), (365, 1991))
        ]
