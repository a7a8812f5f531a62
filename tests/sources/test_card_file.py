"""Cards: what they say is taken, and every fault is named with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from equipoise.errors import SourceError
from equipoise.sources.card import Card
from equipoise.sources.card_file import read_card

TOY = Path(__file__).with_name("toy") / "card.toml"
CORRECTION = """
[[correction]]
versions = ["2.0"]
key = { ccode = 365, year = 2000 }
column = "men"
published = 15200
corrected = 1004
reason = "a slip of the keys"
source = "made up"
"""


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Card]:
    """Read the made-up card with one text in place of another, and corrections beside it."""

    def read(old: str = "", new: str = "", *, corrections: str = "") -> Card:
        text = TOY.read_text(encoding="utf-8")
        assert old in text
        folder = tmp_path / "toy_set"
        folder.mkdir()
        (folder / "card.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
        if corrections:
            (folder / "corrections.toml").write_text(corrections, encoding="utf-8")
        return read_card(folder)

    return read


def test_a_card_is_read_whole(changed: Callable[..., Card]) -> None:
    card = changed()
    assert card.id == "toy-set"
    assert [column.name for column in card.columns] == [
        *("state", "ccode", "year", "men", "share", "note")
    ]
    assert card.columns[0].published == "ccode"
    assert {column.missing for column in card.columns} == {("-9", ". .", "..")}
    assert [column.unit for column in card.columns] == [
        *("text", "code", "year", "persons_k", "share", "text")
    ]
    assert card.versions == ("2.0", "1.0")
    assert card.releases[0].encodings == ("utf-8",)
    assert card.releases[0].rows is None
    assert card.releases[1].repackaged.startswith("by nobody")
    assert card.areas == {"1100": "Ruritania"}
    assert card.checks.jumps[0].factor == 15.0


def test_corrections_stand_beside_the_card(changed: Callable[..., Card]) -> None:
    (correction,) = changed(corrections=CORRECTION).corrections
    assert correction.key == {"ccode": 365, "year": 2000}
    assert (correction.published, correction.corrected) == (15200, 1004)


def test_a_correction_without_a_better_figure_takes_the_printed_one_out(
    changed: Callable[..., Card],
) -> None:
    text = CORRECTION.replace("corrected = 1004\n", "")
    assert changed(corrections=text).corrections[0].corrected is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "Toy levies"', "title = ", r"toy_set/card\.toml: .*line 1"),
        ('title = "Toy levies"\n', "", r"toy-set/card\.toml: title is missing"),
        ('title = "Toy levies"', "title = 3", "title is 3, not of type str"),
        ('producer = "Nobody"', 'producer = "Nobody"\nmaker = "x"', "unknown keys: maker"),
        ('key = ["ccode", "year"]', "key = []", "key is empty"),
        ('key = ["ccode", "year"]', 'key = ["code", "year"]', "no column code"),
        ('key = ["ccode", "year"]', 'key = ["year"]', "jumps need a key"),
        ('missing = ["-9", ". .", ".."]', "missing = [-9]", "missing must be a list of texts"),
        ('"1100" = "Ruritania"', '"1100" = 3', "areas: 1100 must be a text"),
        ('commerce = "allowed"', 'commerce = "alowed"', "licence: commerce is 'alowed'"),
        ('membership = "cow"', 'membership = "un"', "checks: membership is 'un'"),
        ("factor = 15", "factor = 0.5", "jumps 1: factor is 0.5, not above 1"),
        ('{ column = "men", factor', '{ column = "man", factor', "no column man"),
        ('[{ column = "share", low', '[3, { column = "share", low', "sums 1: 3 is no table"),
        ('name = "year"', 'name = "anno"', "no column year"),
        ('name = "note"', 'name = "men"', "column men stands twice"),
        ('type = "number"', 'type = "numeral"', "column 4: type is 'numeral'"),
        ('unit = "persons_k"', 'unit = "person_k"', "column 4: unit 'person_k' is not known"),
        ('unit = "persons_k"\n', "", "column 4: unit is missing"),
        ('scheme = "cow"', 'scheme = "kow"', "column 1: scheme is 'kow'"),
        ("span = [1816, 2000]", "span = [1816]", "release 1: span must be two years"),
        ("span = [1816, 2000]", "span = [2000, 1816]", "the earlier one first"),
        ("span = [1816, 2000]", "span = [true, 2000]", "span must be two years"),
        ('layout = "delimited"', 'layout = "csv"', "release 1: layout is 'csv'"),
        (
            'layout = "delimited"',
            'layout = "delimited"\ndelimiter = ";;"',
            "';;' is not one character",
        ),
        (
            'layout = "delimited"',
            'layout = "delimited"\nencodings = ["cp1253a"]',
            "'cp1253a' is no encoding",
        ),
        (
            'layout = "delimited"',
            'layout = "delimited"\nsha256 = { "toy-2.csv" = "abc" }',
            "sha256 of toy-2.csv is not 64 digits",
        ),
        (
            'layout = "delimited"',
            'layout = "delimited"\npartial = ["product"]',
            "no column product",
        ),
        ('layout = "delimited"', 'layout = "delimited"\nrows = "many"', "rows is 'many'"),
    ],
)
def test_a_malformed_card_is_refused_with_its_place(
    changed: Callable[..., Card], old: str, new: str, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        changed(old, new)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('versions = ["2.0"]', 'versions = ["2.1"]', "a correction names version 2.1"),
        ('versions = ["2.0"]', "versions = []", "versions and key must not be empty"),
        ("key = { ccode = 365, year = 2000 }", "key = {}", "versions and key must not be empty"),
        ("key = { ccode", "key = { code", "no column code"),
        ('column = "men"', 'column = "men_k"', "no column men_k"),
        ("published = 15200", "published = 1004", "published and corrected are the same"),
        ("published = 15200", "published = [15200]", "must be texts, numbers or days"),
        ('reason = "a slip of the keys"\n', "", r"corrections\.toml correction 1: reason"),
        ("[[correction]]", "[[corrections]]", "correction is missing"),
        ("[[correction]]", "x = 1\n[[correction]]", "unknown keys: x"),
    ],
)
def test_a_malformed_correction_is_refused_with_its_place(
    changed: Callable[..., Card], old: str, new: str, message: str
) -> None:
    assert old in CORRECTION
    with pytest.raises(SourceError, match=message):
        changed(corrections=CORRECTION.replace(old, new))
