"""The register of measures."""

from __future__ import annotations

import dataclasses

import pytest

from equipoise import measures
from equipoise.errors import MeasureError
from equipoise.measures import measure, measure_cards


def test_a_card_says_what_the_decorator_said():
    (card,) = [card for card in measure_cards() if card.name == "partner_concentration"]
    assert card.function is measures.partner_concentration
    assert card.citation == ("herfindahl1950", "hirschman1964")
    assert card.bounds == (0.0, 1.0)
    assert card.summary.startswith("Concentration of one state's trade")
    with pytest.raises(dataclasses.FrozenInstanceError):
        card.name = "other"


def test_a_name_is_given_once():
    def share():
        """Share by another formula."""

    register = measure(formula="x", unit="share", bounds=(0.0, 1.0), citation=("nobody",))
    with pytest.raises(MeasureError, match=r"two measures are called share: equipoise.measures"):
        register(share)
    assert "nobody" not in {key for card in measure_cards() for key in card.citation}


def test_every_registered_measure_is_public():
    assert {card.name for card in measure_cards()} <= set(measures.__all__)
    assert all(hasattr(measures, name) for name in measures.__all__)
