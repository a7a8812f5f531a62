"""What a user calls states and parties, and what the library calls them."""

from __future__ import annotations

from datetime import date

from equipoise.dossier.read import Dossier
from equipoise.errors import UnknownStateError, near_names
from equipoise.vocabulary.states import resolve_state


def state_id(wanted: str | None, dossier: Dossier, year: int) -> str:
    """Id of a state in a year, the dossier's own by default.

    Parameters
    ----------
    wanted : str or None
        Any code or English name.
    dossier : Dossier
        Gives the default.
    year : int
        Year on whose last day the code or name is read.

    Returns
    -------
    str

    Raises
    ------
    UnknownStateError, AmbiguousStateError
        No state answers, or two do.
    """
    return resolve_state(wanted or dossier.manifest.focal, date(year, 12, 31)).id


def party_id(wanted: str, dossier: Dossier, year: int) -> str:
    """Id of a state, or of a body or party of a dossier.

    Parameters
    ----------
    wanted : str
        Any code or name.
    dossier : Dossier
        Whose bodies and parties count, whatever the case of their letters.
    year : int
        Year on whose last day a state's code or name is read.

    Returns
    -------
    str

    Raises
    ------
    UnknownStateError, AmbiguousStateError
        Neither a state nor a body or party of the dossier.
    """
    others = [*dossier.manifest.bodies, *dossier.manifest.parties]
    for other in others:
        if other.casefold() == wanted.casefold():
            return other
    try:
        return state_id(wanted, dossier, year)
    except UnknownStateError as error:
        near = near_names(wanted, others)
        if near.startswith("did you mean"):
            raise UnknownStateError(error.message, hint=near) from None
        raise
