"""Every verb of panels, by name."""

from __future__ import annotations

from collections.abc import Mapping

from equipoise.archive.panels.verbs.capabilities import CAPABILITIES, CINC, GDP
from equipoise.archive.panels.verbs.conflict import MIDS, PEACE_YEARS, RIVALRIES
from equipoise.archive.panels.verbs.dependence import TRADE_DEPENDENCE, TRADE_GDP
from equipoise.archive.panels.verbs.diplomacy import DIPLOMACY
from equipoise.archive.panels.verbs.place import CAPITAL_DISTANCE, CONTIGUITY, MINIMUM_DISTANCE
from equipoise.archive.panels.verbs.rank import MAJORS, RELEVANCE
from equipoise.archive.panels.verbs.regimes import DEMOCRACY, IDEAL_POINTS
from equipoise.archive.panels.verbs.similarity import SIMILARITY, SIMILARITY_COW
from equipoise.archive.panels.verbs.trade import TRADE
from equipoise.archive.panels.verbs.treaties import ALLIANCES, COW_ALLIANCES, IGOS
from equipoise.archive.panels.verbs.verb import Verb
from equipoise.archive.panels.verbs.votes import UN_VOTING
from equipoise.errors import ArgumentError, near_names

VERBS: Mapping[str, Verb] = {
    verb.name: verb
    for verb in (
        *(CAPABILITIES, MAJORS, TRADE, IGOS, ALLIANCES, COW_ALLIANCES),
        *(CONTIGUITY, CAPITAL_DISTANCE, MINIMUM_DISTANCE),
        *(MIDS, PEACE_YEARS, RIVALRIES, RELEVANCE),
        *(DEMOCRACY, GDP, IDEAL_POINTS),
        *(CINC, SIMILARITY, SIMILARITY_COW, UN_VOTING, TRADE_DEPENDENCE, TRADE_GDP, DIPLOMACY),
    )
}
"""Verbs in the order in which they are listed to readers."""


def verb_named(name: str) -> Verb:
    """Verb with this name, or the first that reads the data set of this name.

    Parameters
    ----------
    name : str
        Such as ``capabilities`` or ``nmc``, in any case.

    Returns
    -------
    Verb
        The verb.

    Raises
    ------
    ArgumentError
        No verb has this name or reads such a data set.

    Examples
    --------
    >>> verb_named("majors").tables(dyads=False)
    ('cow-majors',)
    >>> verb_named("cow-majors").name
    'majors'
    """
    wanted = name.strip().casefold()
    known = {table: verb for verb in tuple(VERBS.values())[::-1] for table in verb.data_sets}
    known.update(VERBS)
    if wanted not in known:
        message = f"no verb of panels is called {name!r}"
        near = near_names(wanted, known)
        listed = near if near.startswith("did you mean") else f"verbs: {', '.join(VERBS)}"
        raise ArgumentError(message, hint=listed)
    return known[wanted]
