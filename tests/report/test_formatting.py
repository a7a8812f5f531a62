"""Numbers for readers."""

from __future__ import annotations

import pytest

from equipoise.errors import VocabularyError
from equipoise.report.formatting import (
    NO_BREAK,
    counted,
    listed,
    magnitude,
    percent,
    quantity,
    sentence,
    times,
)
from equipoise.vocabulary.units import all_units


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.61, "61 %"), (0.0179, "1.8 %"), (0.0995, "10 %"), (1.0, "100 %"), (0.0, "0 %")],
)
def test_percent_by_hand(share: float, shown: str) -> None:
    assert plain(percent(share)) == shown


@pytest.mark.parametrize("share", [0.9999, 0.99951, 0.0004, 0.000021])
def test_what_is_not_all_or_nothing_never_looks_so(share: float) -> None:
    assert plain(percent(share)) not in {"100 %", "0 %", "0.0 %"}


@pytest.mark.parametrize("share", [0.0999, 0.09996, 0.10001, 0.104])
def test_a_share_beside_its_threshold_never_looks_equal(share: float) -> None:
    assert percent(share, beside=0.1) != percent(0.1)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (2.21e12, "usd", "US$ 2.2 tn"),
        (143170.0, "persons_k", "143 m people"),
        (81469.4, "usd_m", "US$ 81.5 bn"),
        (17098246.0, "km2", "17.1 m km²"),
        (1321262.0, "ktce", "1.3 bn tce"),
        (0.372, "share", "37 %"),
        (-0.8177, "sd", "-0.82 sd"),
        (0.0, "sd", "0 sd"),
        (12.0, "years", "12 yr"),
        (1.0, "flag", "yes"),
        (0.0, "flag", "no"),
    ],
)
def test_quantity_by_hand(value: float, unit: str, shown: str) -> None:
    assert plain(quantity(value, unit)) == shown


@pytest.mark.parametrize("unit", list(all_units()))
def test_every_unit_of_the_vocabulary_has_a_form(unit: str) -> None:
    assert quantity(1.0, unit)


def test_a_quantity_never_breaks_over_lines() -> None:
    assert " " not in quantity(2.2e12, "usd")


def test_rounding_up_moves_to_the_next_magnitude() -> None:
    assert plain(magnitude(999_999.0)) == "1 m"
    assert magnitude(-12.0) == "-12"


@pytest.mark.parametrize("ratio", [1.004, 1.04, 1.41, 5.61, 37.01])
def test_a_ratio_promises_enough(ratio: float) -> None:
    assert float(times(ratio)) >= ratio
    assert float(times(1 / ratio)) <= 1 / ratio


def test_words() -> None:
    assert counted(2, "seat", "seats") == "two seats"
    assert counted(1234, "row", "rows") == "1,234 rows"
    assert listed(["APEC", "EAS"], last="or") == "APEC or EAS"
    assert listed([]) == sentence("") == ""


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(VocabularyError, match="unknown unit"):
        quantity(1.0, "bushels")
