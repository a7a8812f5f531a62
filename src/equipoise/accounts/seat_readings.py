"""Readings of recognition: seats held and refused, weighed by how few others hold them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from equipoise.accounts.case import Case
from equipoise.accounts.institutions import SeatBoard, seat_board
from equipoise.accounts.reading import Change, Reading, rungs_from
from equipoise.measures import seat_recognition
from equipoise.vocabulary.evidence import Evidence, missing
from equipoise.vocabulary.measures import MeasureEntry

_REGIONAL = ("forum",)
_RANK = ("great-power management",)
_ALL = (*_REGIONAL, *_RANK)


def forum_reading(case: Case, entry: MeasureEntry) -> Reading:
    """Recognition that each state draws from the region's forums, -1 to 1.

    Parameters
    ----------
    case : Case
        Dossier, region, year and state.
    entry : MeasureEntry
        From the catalogue.

    Returns
    -------
    Reading
        By :func:`equipoise.measures.seat_recognition`, over the forums open to the state.
    """
    return _reading(case, entry, seat_board(case, _REGIONAL), ("founder", "member"))


def rank_reading(case: Case, entry: MeasureEntry) -> Reading:
    """Recognition that each state draws from seats that go with rank, -1 to 1.

    Parameters
    ----------
    case : Case
        Dossier, region, year and state.
    entry : MeasureEntry
        From the catalogue.

    Returns
    -------
    Reading
        By :func:`equipoise.measures.seat_recognition`, over the bodies of great-power management
        that exist in the year.
    """
    return _reading(case, entry, seat_board(case, _RANK), ("founder", "member"))


def founder_reading(case: Case, entry: MeasureEntry) -> Reading:
    """Seats that each state holds as a founder, in forums and great-power management, 0 to 1.

    Parameters
    ----------
    case : Case
        Dossier, region, year and state.
    entry : MeasureEntry
        From the catalogue.

    Returns
    -------
    Reading
        By :func:`equipoise.measures.seat_recognition`, counting founders only: who joins later
        takes rules that others made.
    """
    return _reading(case, entry, seat_board(case, _ALL), ("founder",))


def _weights(board: SeatBoard, state: str) -> dict[str, float]:
    weights = {}
    for body in board.open_to(state):
        commonness = board.commonness(state, body)
        if commonness is not None:
            weights[body] = 1.0 - commonness
    return weights


def _evidence(
    board: SeatBoard, entry: MeasureEntry, state: str, counted: Sequence[str]
) -> Evidence:
    weights = _weights(board, state)
    seats = {body: board.seats[state, body] for body in board.open_to(state)}
    unknown = sorted(body for body, place in seats.items() if place.standing == "unknown")
    if not any(weights.values()) or unknown:
        reason = f"no row for {', '.join(unknown)}" if unknown else "no body tells states apart"
        return missing(entry.unit, "memberships.csv", state, reason)
    held = [seats[body].standing in counted for body in weights]
    refused = [seats[body].standing == "refused" and "member" in counted for body in weights]
    value = seat_recognition(held, [1.0 - w for w in weights.values()], refused)
    named = ", ".join(body for body, yes in zip(weights, held, strict=True) if yes) or "none"
    lines = ", ".join(rows.split(":")[1] for place in seats.values() for rows in place.rows[-1:])
    return Evidence(
        value=value,
        unit=entry.unit,
        source=f"counted from memberships.csv; seats held: {named}",
        locator=f"memberships.csv, lines {lines}",
        quality="computed",
    )


def _reading(case: Case, entry: MeasureEntry, board: SeatBoard, counted: Sequence[str]) -> Reading:
    evidence = tuple(_evidence(board, entry, state, counted) for state in case.states)
    return Reading(
        entry=entry,
        year=case.year,
        states=case.states,
        values=np.array([np.nan if e.value is None else e.value for e in evidence]),
        evidence=evidence,
        world=None,
        change=_change(board, entry, case.state, evidence[case.states.index(case.state)], counted),
    )


def _change(
    board: SeatBoard, entry: MeasureEntry, state: str, evidence: Evidence, counted: Sequence[str]
) -> Change:
    if evidence.value is None:
        return Change(entry.name)
    weights = _weights(board, state)
    total = sum(weights.values())
    gains, losses = [], []
    for body, weight in weights.items():
        standing = board.seats[state, body].standing
        if standing in counted:
            losses.append((body, weight / total))
        else:
            undone = 2.0 if standing == "refused" and "member" in counted else 1.0
            gains.append((body, undone * weight / total))
    return Change(entry.name, rungs=rungs_from(gains, losses, evidence.value))
