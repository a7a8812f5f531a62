"""``memberships.csv`` and the bodies of ``dossier.toml`` from the archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from equipoise.archive.store import Archive
from equipoise.dossier.building.drawn import Cells, Drawn, Gap, source_words
from equipoise.dossier.building.plan import Plan
from equipoise.errors import NotFoundError, PeriodError, near_names

SEATS, BODIES, COVERED = "cow-igo", "cow-igo-bodies", "cow-igo-states"
TABLE = "memberships"

_STATUS = {"full": "admitted", "associate": "observer", "observer": "observer"}
_TOLD = {
    "founded": "Full member in the year of the founding.",
    "admitted": "Full member from this year in the data set.",
    "observer": "Associate member or observer from this year in the data set.",
    "outside": "No member from this year in the data set.",
}
_Standing: TypeAlias = Mapping[tuple[str, str], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body as the data set has it.

    Parameters
    ----------
    id, name : str
        The publisher's abbreviation, and the name.
    founded : int
        Year of its founding.
    ended : int or None
        Year of its end.
    source : str
        Who says so.
    """

    id: str
    name: str
    founded: int
    ended: int | None
    source: str


def named_bodies(archive: Archive, plan: Plan) -> tuple[NamedBody, ...]:
    """Bodies that a plan asks for.

    Parameters
    ----------
    archive : Archive
        Published data.
    plan : Plan
        Names them.

    Returns
    -------
    tuple of NamedBody
        In the order of the plan.

    Raises
    ------
    NotImportedError
        The archive does not have the data sets on bodies.
    NotFoundError
        The data set has no such body.
    PeriodError
        The years go beyond the data set: a seat held in its last year would be carried on.
    """
    if not plan.bodies:
        return ()
    for name in (SEATS, BODIES, COVERED):
        first, last = archive.source(name).span
        if plan.first < first or plan.last > last:
            message = f"{name} covers {first} to {last}, not {plan.period}"
            raise PeriodError(message, hint="ask for years within, or build without --bodies")
    known = sorted(str(body) for body in archive.values(BODIES, "body"))
    for body in plan.bodies:
        if body not in known:
            message = f"{BODIES} has no body {body!r}"
            raise NotFoundError(message, hint=near_names(body, known))
    source = source_words(archive.source(BODIES))
    columns = ("body", "long_name", "founded", "ended")
    rows = archive.arrow(BODIES, columns, {"body": list(plan.bodies)}).to_pylist()
    last_row = {row["body"]: row for row in rows}
    return tuple(
        NamedBody(
            id=body,
            name=last_row[body]["long_name"] or body,
            founded=last_row[body]["founded"],
            ended=last_row[body]["ended"],
            source=source,
        )
        for body in plan.bodies
    )


def draw_memberships(archive: Archive, plan: Plan, bodies: Sequence[NamedBody]) -> Drawn:
    """Standing of every state of a plan in the bodies that it names.

    Parameters
    ----------
    archive : Archive
        Published data.
    plan : Plan
        States and years.
    bodies : sequence of NamedBody
        From :func:`named_bodies`.

    Returns
    -------
    Drawn
        One row for each change of standing to the last year of the plan, dated by the year in
        which the data set first has it. A state whose standing is unknown in a year of the plan,
        or that the data set does not cover then, has no row for the body.
    """
    if not bodies:
        return Drawn(gaps=(Gap(TABLE, "no body was asked for: name some with --bodies"),))
    source = archive.source(SEATS)
    standings = _standings(archive, plan)
    rows: list[Cells] = []
    gaps: list[Gap] = []
    for body in bodies:
        for state in plan.states:
            by_year = standings[state, body.id]
            asked = [y for y in plan.years if state in plan.states_in(y) and y >= body.founded]
            unknown = [y for y in asked if by_year.get(y, "unknown") == "unknown"]
            if unknown:
                where = f"{unknown[0]}" + (f" to {unknown[-1]}" if len(unknown) > 1 else "")
                gaps.append(Gap(TABLE, f"standing of {state} in {body.id} unknown in {where}"))
                continue
            rows += [
                {
                    "state": state,
                    "body": body.id,
                    "status": status,
                    "date": f"{year:04}",
                    "summary": _TOLD[status],
                    "source": source_words(source),
                    "locator": f"{source.table}: state {state}, body {body.id}, year {year}",
                    "quality": "published",
                }
                for year, status in _changes(by_year, body)
            ]
    return Drawn(
        tuple(rows), (source, archive.source(BODIES), archive.source(COVERED)), tuple(gaps)
    )


def _standings(archive: Archive, plan: Plan) -> _Standing:
    """By state and body, the standing of each year that the data set covers the state in."""
    asked = {"state": list(plan.states)}
    covered = archive.arrow(COVERED, ("state", "year"), asked).to_pylist()
    found: dict[tuple[str, str], dict[int, str]] = {
        (state, body): {} for state in plan.states for body in plan.bodies
    }
    for row in covered:
        if row["year"] <= plan.last:
            for body in plan.bodies:
                found[row["state"], body][row["year"]] = "outside"
    columns = ("state", "body", "year", "status")
    held = archive.arrow(SEATS, columns, {**asked, "body": list(plan.bodies)}).to_pylist()
    for row in held:
        if row["year"] <= plan.last:
            found[row["state"], row["body"]][row["year"]] = row["status"]
    return found


def _changes(by_year: Mapping[int, str], body: NamedBody) -> Iterator[tuple[int, str]]:
    """Years in which the standing became another, from the founding on."""
    before = ""
    for year, standing in sorted(by_year.items()):
        if year < body.founded or standing == "unknown":
            continue
        status = _STATUS.get(standing, "outside")
        if status == "admitted" and year == body.founded:
            status = "founded"
        same = {status, "founded"} if status == "admitted" else {status}
        if before not in same:
            yield year, status
            before = status
