"""What process tracing starts from, and what it refuses."""

from __future__ import annotations

import pytest

from equipoise.errors import MeasureError
from equipoise.models.tracing import (
    Piece,
    TracingInputs,
    TracingParameters,
    envelope,
    even_priors,
)

EVEN = even_priors(2)


def test_the_envelope_holds_both_passes():
    assert envelope([(0.6, 0.7), (0.65, 0.9)]) == (0.6, 0.9)
    assert envelope([(0.2, 0.3)]) == (0.2, 0.3)


def test_even_priors():
    assert even_priors(4) == ((0.25, 0.25),) * 4


def test_a_changed_status_leaves_the_inputs_alone():
    inputs = TracingInputs(EVEN, (Piece("observed", ((0.5, 0.5), (0.1, 0.2)), "a"),))
    changed = inputs.with_status(0, "unknown")
    assert inputs.pieces[0].status == "observed"
    assert changed.pieces[0] == Piece("unknown", ((0.5, 0.5), (0.1, 0.2)), "a")


def test_priors_that_add_up_but_for_floating_dust():
    assert TracingInputs(((0.1, 0.1), (0.2, 0.2), (0.7, 0.7)), ()).pieces == ()


@pytest.mark.parametrize(
    ("priors", "said"),
    [
        (((1.0, 1.0),), "nothing to tell apart"),
        ((), "nothing to tell apart"),
        (((0.6, 0.8), (0.5, 0.9)), "lowest priors add up to 1.1"),
        (((0.1, 0.4), (0.2, 0.5)), "highest priors add up to 0.9"),
        (((0.5, 0.4), (0.5, 0.5)), "prior of explanation 0"),
        (((0.5, 0.5), (0.5, 1.5)), "prior of explanation 1"),
        (((0.5, 0.5), (float("nan"), 0.5)), "prior of explanation 1"),
        (((0.5, 0.5), (None, 0.5)), "prior of explanation 1"),
        (((0.5, 0.5), (0.5,)), "prior of explanation 1"),
        (((0.5, 0.5), 0.5), "prior of explanation 1"),
    ],
)
def test_refused_priors(priors, said):
    with pytest.raises(MeasureError, match=said):
        TracingInputs(priors, ())


@pytest.mark.parametrize(
    ("piece", "said"),
    [
        (Piece("seen", ((0.1, 0.2), (0.1, 0.2))), "piece 0 has the status 'seen'"),
        (Piece("observed", ((0.1, 0.2),)), "1 likelihood"),
        (Piece("observed", ((0.1, 0.2), (0.3, 0.2))), "piece 0 under explanation 1"),
        (Piece("unknown", ((-0.1, 0.2), (0.1, 0.2))), "piece 0 under explanation 0"),
    ],
)
def test_refused_pieces(piece, said):
    with pytest.raises(MeasureError, match=said):
        TracingInputs(EVEN, (piece,))


@pytest.mark.parametrize(
    "threshold",
    [
        {"survival": 0.0},
        {"survival": 1.0},
        {"survival": float("nan")},
        {"certain": 0.5},
        {"unique": 0.5},
        {"telling": 0.9},
        {"draws": 0},
        {"draws": 10.5},
        {"seed": -1},
    ],
)
def test_refused_thresholds(threshold):
    with pytest.raises(MeasureError, match=next(iter(threshold))):
        TracingParameters(**threshold)


def test_refused_passes():
    with pytest.raises(MeasureError, match="no coding pass"):
        envelope([])
    with pytest.raises(MeasureError, match="coding pass 1"):
        envelope([(0.1, 0.2), (0.4, 0.3)])
    with pytest.raises(MeasureError, match="0 explanations"):
        even_priors(0)
