"""The four kinds of test: what a piece of evidence can do for or against an explanation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from equipoise.models.tracing.inputs import FLOAT_DUST, Piece, TracingParameters

Kind: TypeAlias = Literal["hoop", "smoking gun", "doubly decisive", "straw in the wind"]
Outcome: TypeAlias = Literal["observed", "not observed"]


@dataclass(frozen=True, slots=True)
class EvidenceTest:
    """One piece of evidence as a test of one explanation against a rival, or against all.

    Parameters
    ----------
    piece, explanation : int
        Positions.
    rival : int or None
        Position of the rival; None for all of them together.
    kind : Kind
        Hoop (certain, not unique): to fail it tells against the explanation. Smoking gun
        (unique, not certain): to pass it tells for it. Doubly decisive: both. Straw in the
        wind: neither.
    awaits : Outcome
        What speaks for the explanation: the piece, where the explanation makes it likelier
        than the rival does, or else its absence.
    passed : bool or None
        Whether that was found; None when the piece is unknown.
    """

    piece: int
    explanation: int
    rival: int | None
    kind: Kind
    awaits: Outcome
    passed: bool | None


def kind_of_test(own: float, rival: float, parameters: TracingParameters) -> Kind:
    """Kind of test that an outcome is for an explanation against one rival.

    Parameters
    ----------
    own : float
        Likelihood of the outcome under the explanation, 0 to 1.
    rival : float
        The same under the rival; not above ``own``.
    parameters : TracingParameters
        Thresholds.

    Returns
    -------
    Kind
        A piece that is certain or unique by its level, yet hardly moves the odds by what is
        found, is a straw in the wind.

    References
    ----------
    vanevera1997, collier2011, humphreysjacobs2015.

    Examples
    --------
    >>> lines = TracingParameters()
    >>> kind_of_test(0.95, 0.5, lines), kind_of_test(0.3, 0.02, lines)
    ('hoop', 'smoking gun')
    >>> kind_of_test(0.9, 0.05, lines), kind_of_test(0.8, 0.2, lines)
    ('doubly decisive', 'straw in the wind')
    """
    fails, rival_fails = 1.0 - own, 1.0 - rival
    certain = own >= parameters.certain - FLOAT_DUST and _tells(
        rival_fails, fails, parameters.telling
    )
    unique = rival <= parameters.unique + FLOAT_DUST and _tells(own, rival, parameters.telling)
    if certain and unique:
        return "doubly decisive"
    if certain:
        return "hoop"
    return "smoking gun" if unique else "straw in the wind"


def evidence_tests(
    piece: Piece, place: int, parameters: TracingParameters
) -> tuple[EvidenceTest, ...]:
    """Every test that one piece is.

    Parameters
    ----------
    piece : Piece
        The piece, whatever its status.
    place : int
        Its position.
    parameters : TracingParameters
        Thresholds.

    Returns
    -------
    tuple of EvidenceTest
        For each explanation the test against all rivals, then against each. Against all, a test
        is unique when it is against every rival, and certain when it is against at least one.

    References
    ----------
    vanevera1997, collier2011, humphreysjacobs2015.
    """
    mids = [(low + high) / 2.0 for low, high in piece.likelihood]
    found: list[EvidenceTest] = []
    for explanation in range(len(mids)):
        rivals = [rival for rival in range(len(mids)) if rival != explanation]
        against = [_against(piece, place, (explanation, r), mids, parameters) for r in rivals]
        awaits, kind = _overall(against, explanation, mids)
        passed = _passed(piece, awaits)
        found.append(EvidenceTest(place, explanation, None, kind, awaits, passed))
        found += against
    return tuple(found)


def _tells(likelier: float, rarer: float, telling: float) -> bool:
    """Whether an outcome moves the odds by as much as a telling test must."""
    return likelier > rarer + FLOAT_DUST and likelier >= telling * rarer - FLOAT_DUST


def _passed(piece: Piece, awaits: Outcome) -> bool | None:
    return None if piece.status == "unknown" else piece.status == awaits


def _against(
    piece: Piece,
    place: int,
    pair: tuple[int, int],
    mids: Sequence[float],
    parameters: TracingParameters,
) -> EvidenceTest:
    own, other = mids[pair[0]], mids[pair[1]]
    if own >= other:
        awaits: Outcome = "observed"
        kind = kind_of_test(own, other, parameters)
    else:
        awaits = "not observed"
        kind = kind_of_test(1.0 - own, 1.0 - other, parameters)
    return EvidenceTest(place, *pair, kind, awaits, _passed(piece, awaits))


def _overall(
    against: Sequence[EvidenceTest], explanation: int, mids: Sequence[float]
) -> tuple[Outcome, Kind]:
    outcomes: tuple[Outcome, ...] = ("observed", "not observed")
    for awaits in outcomes:
        kinds = [test.kind for test in against if test.awaits == awaits]
        certain = any(kind in ("hoop", "doubly decisive") for kind in kinds)
        unique = len(kinds) == len(against) and all(
            kind in ("smoking gun", "doubly decisive") for kind in kinds
        )
        if certain and unique:
            return awaits, "doubly decisive"
        if certain:
            return awaits, "hoop"
        if unique:
            return awaits, "smoking gun"
    rivals = (sum(mids) - mids[explanation]) / len(against)
    return outcomes[0 if mids[explanation] >= rivals else 1], "straw in the wind"
