"""Dependence of two states on each other's trade, from the rows of both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.dossier.read import Dossier
from equipoise.dossier.tables import Row
from equipoise.measures import (
    asymmetry_ratio,
    interdependence,
    salience,
    symmetry,
    trade_share,
)
from equipoise.vocabulary.states import WORLD
from equipoise.vocabulary.units import convert


@dataclass(frozen=True, slots=True)
class DyadDependence:
    """Dependence of a state and a partner on each other in one year.

    Parameters
    ----------
    partner : str
        State code.
    year : int
        Calendar year.
    share : float
        Partner's share of the state's trade, by the state's rows.
    partner_share : float
        State's share of the partner's trade, by the partner's rows.
    salience, symmetry, interdependence : float
        Barbieri's three measures, each 0 to 1.
    asymmetry : float or None
        ``share`` over ``partner_share``; above 1 the state depends more. None when the partner
        has no trade.
    definition : str
        What the figures cover, and where they break.
    evidence : tuple of str
        Places of the rows used.
    sources : tuple of str
        Who published them, each once.
    """

    partner: str
    year: int
    share: float
    partner_share: float
    salience: float
    symmetry: float
    interdependence: float
    asymmetry: float | None
    definition: str
    evidence: tuple[str, ...]
    sources: tuple[str, ...]


def _total(row: Row) -> float | None:
    imports, exports = row.number("imports"), row.number("exports")
    if imports is None or exports is None:
        return None
    return convert(imports + exports, row.text("unit"), "usd_m")


def trade_dependences(dossier: Dossier, state: str) -> tuple[DyadDependence, ...]:
    """Mutual dependence of a state and each partner that the dossier documents on both sides.

    Parameters
    ----------
    dossier : Dossier
        With the table ``partner_trade``.
    state : str
        State code.

    Returns
    -------
    tuple of DyadDependence
        By partner and year, where both have rows for their trade with each other and the world.

    References
    ----------
    barbieri1996, hirschman1945.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> china = trade_dependences(open_dossier(), "RUS")[0]
    >>> china.partner, china.year, round(china.share, 4), round(china.partner_share, 4)
    ('CHN', 1996, 0.0479, 0.0212)
    """
    rows = {
        (r.text("state"), r.text("partner"), r.year()): r for r in dossier.table("partner_trade")
    }
    found = []
    for partner, year in sorted({(p, y) for s, p, y in rows if s == state and p != WORLD}):
        four = [
            rows.get((state, partner, year)),
            rows.get((state, WORLD, year)),
            rows.get((partner, state, year)),
            rows.get((partner, WORLD, year)),
        ]
        used = [row for row in four if row is not None]
        totals = [total for row in used if (total := _total(row)) is not None]
        if len(totals) == 4:
            found.append(_dyad(partner, year, totals, used))
    return tuple(found)


def _dyad(partner: str, year: int, totals: Sequence[float], rows: Sequence[Row]) -> DyadDependence:
    parts = [part for row in rows for part in row.text("definition").split("; ")]
    own = trade_share(totals[0], totals[1])
    other = trade_share(totals[2], totals[3])
    return DyadDependence(
        partner=partner,
        year=year,
        share=own,
        partner_share=other,
        salience=salience(own, other),
        symmetry=symmetry(own, other),
        interdependence=interdependence(own, other),
        asymmetry=asymmetry_ratio(own, other) if other else None,
        definition="; ".join(dict.fromkeys(filter(None, parts))),
        evidence=tuple(row.place for row in rows),
        sources=tuple(dict.fromkeys(row.text("source") for row in rows)),
    )
