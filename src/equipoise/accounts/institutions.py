"""The institutions account: which seats a state sought, was refused, and holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from equipoise.accounts.case import Case, resolve_member, resolve_region
from equipoise.accounts.relations import era_of
from equipoise.dossier.manifest import Body
from equipoise.dossier.read import Dossier
from equipoise.dossier.tables import Row
from equipoise.errors import NotFoundError
from equipoise.vocabulary.regions import Region
from equipoise.vocabulary.tables import Column, ResultTable

Standing: TypeAlias = Literal[
    "founder", "member", "invited", "observer", "applicant", "outside", "refused", "unknown"
]

_BY_STATUS: dict[str, Standing] = {
    "founded": "founder",
    "admitted": "member",
    "invited": "invited",
    "observer": "observer",
    "dialogue partner": "observer",
    "sought": "applicant",
    "declined": "outside",
    "left": "outside",
    "outside": "outside",
    "rejected": "refused",
    "excluded": "refused",
}
# What a later row of this standing does not undo: to be outside, or to ask again, does not undo a
# refusal; to ask for more does not end the place of an observer.
_KEEPS: dict[Standing, frozenset[Standing]] = {
    "outside": frozenset({"refused"}),
    "applicant": frozenset({"refused", "observer", "invited"}),
}


@dataclass(frozen=True, slots=True)
class Seat:
    """Where one state stands in one body on the last day of a year.

    Parameters
    ----------
    state, body : str
        State code and body id.
    standing : Standing
        ``founder`` and ``member`` hold the seat; ``invited``, ``observer`` and ``applicant`` are
        short of it; ``refused`` sought or claimed it in vain and has not got it since; ``unknown``
        when the dossier has no row for the pair.
    rows : tuple of str
        Places of the rows that say so.
    """

    state: str
    body: str
    standing: Standing
    rows: tuple[str, ...]

    @property
    def held(self) -> bool:
        """Whether the state holds the seat."""
        return self.standing in {"founder", "member"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step in a state's standing in a body.

    Parameters
    ----------
    body, status : str
        As in the table memberships.
    date, date_stated : str
        EDTF, by the record and by the text where it differs.
    era : str
        Era of the dossier that most of its days lie in; empty outside all eras.
    summary, source, locator : str
        Circumstances, and where they are told.
    """

    body: str
    status: str
    date: str
    date_stated: str
    era: str
    summary: str
    source: str
    locator: str


@dataclass(frozen=True, slots=True)
class BodyAccount:
    """A state's way into one body.

    Parameters
    ----------
    body, name, kind : str
        As in ``dossier.toml``.
    founded : str
        EDTF.
    standing : Standing
        On the last day of ``year``.
    commonness : float or None
        Share of the other states of the comparison set that hold the seat, 0 to 1; None when the
        body did not exist in that year or none of them could hold it.
    steps : tuple of Step
        In order.
    """

    body: str
    name: str
    kind: str
    founded: str
    standing: Standing
    commonness: float | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class InstitutionsAccount:
    """A state and the bodies of a region.

    Parameters
    ----------
    state, region : str
        State code and region id.
    year : int
        Year on whose last day the standings hold.
    bodies : tuple of BodyAccount
        In the order of the dossier.
    """

    state: str
    region: str
    year: int
    bodies: tuple[BodyAccount, ...]

    @property
    def story(self) -> tuple[Step, ...]:
        """All steps in order of date, but for those that only record absence."""
        steps = [step for body in self.bodies for step in body.steps if step.status != "outside"]
        return tuple(sorted(steps, key=lambda step: (step.date, step.body)))

    def table(self) -> ResultTable:
        """Steps by body."""
        names = ("body", "status", "date", "date_stated", "era", "summary", "source", "locator")
        columns = tuple(Column(name, "text", name.replace("_", " ")) for name in names)
        rows = tuple(
            tuple(getattr(step, name) for name in names)
            for body in self.bodies
            for step in body.steps
        )
        return ResultTable("institutions", columns, rows)


def _since(row: Row) -> date:
    when = row.period("date")
    return when.start if when and when.start else date.min


def exists_in(body: Body, year: int) -> bool:
    """Whether a body stands on the last day of a year.

    Parameters
    ----------
    body : Body
        With its period.
    year : int
        Calendar year.

    Returns
    -------
    bool
    """
    return body.period.contains(date(year, 12, 31))


def seat(dossier: Dossier, state: str, body: str, year: int) -> Seat:
    """Where a state stands in a body on the last day of a year.

    Parameters
    ----------
    dossier : Dossier
        With the table ``memberships``.
    state, body : str
        State code and body id.
    year : int
        Calendar year.

    Returns
    -------
    Seat
        ``unknown`` when no row speaks of the pair: absence of a row is no evidence of absence.
    """
    rows = dossier.table("memberships").where(state=state, body=body)
    return _seat(rows, state, body, year)


def _seat(rows: Sequence[Row], state: str, body: str, year: int) -> Seat:
    if not rows:
        return Seat(state, body, "unknown", ())
    standing: Standing = "outside"
    used = []
    for row in sorted(rows, key=_since):
        if _since(row) <= date(year, 12, 31):
            after = _BY_STATUS[row.text("status")]
            standing = standing if standing in _KEEPS.get(after, ()) else after
            used.append(row.place)
    return Seat(state, body, standing, tuple(used))


@dataclass(frozen=True, slots=True)
class SeatBoard:
    """All states' standing in the bodies of one kind in one year.

    Parameters
    ----------
    bodies : tuple of str
        Bodies that exist.
    closed : mapping of str to frozenset
        States that cannot hold the seat, by body.
    seats : mapping of tuple to Seat
        By state and body.
    """

    bodies: tuple[str, ...]
    closed: dict[str, frozenset[str]]
    seats: dict[tuple[str, str], Seat]

    def open_to(self, state: str) -> tuple[str, ...]:
        """Bodies whose seat the state could hold."""
        return tuple(body for body in self.bodies if state not in self.closed[body])

    def commonness(self, state: str, body: str) -> float | None:
        """Share of the other states that could hold the seat and do, 0 to 1."""
        others = [
            place
            for (other, name), place in self.seats.items()
            if name == body
            and other != state
            and other not in self.closed[body]
            and place.standing != "unknown"
        ]
        return sum(place.held for place in others) / len(others) if others else None


def seat_board(case: Case, kinds: Sequence[str]) -> SeatBoard:
    """Standing of every state of the comparison set in the bodies of some kinds.

    Parameters
    ----------
    case : Case
        Region and year.
    kinds : sequence of str
        Kinds of body, as in ``dossier.toml``.

    Returns
    -------
    SeatBoard
        On the last day of the year.
    """
    table = case.dossier.table("memberships")
    by_pair: dict[tuple[str, str], list[Row]] = {}
    for row in table:
        by_pair.setdefault((row.text("state"), row.text("body")), []).append(row)
    bodies = [
        body
        for body in case.dossier.manifest.bodies.values()
        if body.kind in kinds and exists_in(body, case.year)
    ]
    return SeatBoard(
        bodies=tuple(body.id for body in bodies),
        closed={body.id: frozenset(body.closed_to) for body in bodies},
        seats={
            (state, body.id): _seat(by_pair.get((state, body.id), ()), state, body.id, case.year)
            for state in case.states
            for body in bodies
        },
    )


def institutions_account(
    dossier: Dossier,
    state: str | None = None,
    *,
    region: Region | str | None = None,
    year: int | None = None,
) -> InstitutionsAccount:
    """A state's way into the bodies of a region: sought, rejected, admitted.

    Parameters
    ----------
    dossier : Dossier
        With the table ``memberships`` and the bodies of ``dossier.toml``.
    state : str, optional
        State code; the dossier's focal state by default.
    region : Region or str, optional
        The dossier's own by default.
    year : int, optional
        Year on whose last day the standings hold; the last of the dossier's period by default.

    Returns
    -------
    InstitutionsAccount
        Standings on the last day of the year, and every step with its date.

    Raises
    ------
    NotFoundError
        The dossier has no membership of this state.
    UnknownRegionError
        No region has this name.
    PeriodError
        The year lies outside the dossier's period.

    References
    ----------
    buzanwaever2003.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> account = institutions_account(open_dossier(), "RUS", year=2012)
    >>> next(body.standing for body in account.bodies if body.body == "EAS")
    'member'
    """
    if year is None:
        year = dossier.last_year
    dossier.require_year(year)
    place = resolve_region(dossier, region)
    case = Case(dossier, place, year, resolve_member(dossier, state, year))
    rows = case.dossier.table("memberships").where(state=case.state)
    if not rows:
        covered = sorted({row.text("state") for row in case.dossier.table("memberships")})
        message = f"{case.dossier.manifest.id} has no membership of {case.state}"
        raise NotFoundError(message, hint=f"it covers {', '.join(covered) or 'no state'}")
    board = seat_board(case, tuple({b.kind for b in case.dossier.manifest.bodies.values()}))
    return InstitutionsAccount(
        state=case.state,
        region=case.region.id,
        year=case.year,
        bodies=tuple(
            _body_account(case, body, board, [row for row in rows if row.text("body") == body.id])
            for body in case.dossier.manifest.bodies.values()
        ),
    )


def _body_account(case: Case, body: Body, board: SeatBoard, rows: Sequence[Row]) -> BodyAccount:
    exists = body.id in board.bodies
    return BodyAccount(
        body=body.id,
        name=body.name,
        kind=body.kind,
        founded=body.period.text,
        standing=_seat(rows, case.state, body.id, case.year).standing,
        commonness=board.commonness(case.state, body.id) if exists else None,
        steps=tuple(_step(case, row) for row in sorted(rows, key=_since)),
    )


def _step(case: Case, row: Row) -> Step:
    when, stated = row.period("date"), row.period("date_stated")
    return Step(
        body=row.text("body"),
        status=row.text("status"),
        date=when.text if when else "",
        date_stated=stated.text if stated else "",
        era=era_of(case.dossier, when),
        summary=row.text("summary"),
        source=row.text("source"),
        locator=f"{row.text('locator')} [{row.place}]",
    )
