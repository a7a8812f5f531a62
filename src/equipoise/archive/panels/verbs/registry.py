"""Every verb of panels, by name."""

from __future__ import annotations

from collections.abc import Mapping

from equipoise.archive.panels.verbs.capabilities import CAPABILITIES, GDP
from equipoise.archive.panels.verbs.conflict import MIDS, PEACE_YEARS, RIVALRIES
from equipoise.archive.panels.verbs.place import CAPITAL_DISTANCE, CONTIGUITY, MINIMUM_DISTANCE
from equipoise.archive.panels.verbs.rank import MAJORS, RELEVANCE
from equipoise.archive.panels.verbs.regimes import DEMOCRACY, IDEAL_POINTS
from equipoise.archive.panels.verbs.trade import TRADE
from equipoise.archive.panels.verbs.treaties import ALLIANCES, COW_ALLIANCES, IGOS
from equipoise.archive.panels.verbs.verb import Verb
from equipoise.errors import ArgumentError, near_names

VERBS: Mapping[str, Verb] = {
    verb.name: verb
    for verb in (
        *(CAPABILITIES, MAJORS, TRADE, IGOS, ALLIANCES, COW_ALLIANCES),
        *(CONTIGUITY, CAPITAL_DISTANCE, MINIMUM_DISTANCE),
        *(MIDS, PEACE_YEARS, RIVALRIES, RELEVANCE),
        *(DEMOCRACY, GDP, IDEAL_POINTS),
    )
}
"""Verbs in the order in which they are listed to readers."""


def verb_named(name: str) -> Verb:
    """Verb with this name.

    Parameters
    ----------
    name : str
        Such as ``capabilities``, in any case.

    Returns
    -------
    Verb
        The verb.

    Raises
    ------
    ArgumentError
        No verb has this name.

    Examples
    --------
    >>> verb_named("majors").tables(dyads=False)
    ('cow-majors',)
    """
    wanted = name.strip().casefold()
    if wanted not in VERBS:
        message = f"no verb of panels is called {name!r}"
        raise ArgumentError(message, hint=near_names(wanted, VERBS))
    return VERBS[wanted]
