"""What a user calls the parties of a dossier, and what the dossier calls them."""

from __future__ import annotations

from equipoise.accounts.case import resolve_member
from equipoise.dossier.read import Dossier
from equipoise.errors import UnknownStateError, near_names


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
        return resolve_member(dossier, wanted, year)
    except UnknownStateError as error:
        near = near_names(wanted, others)
        if near.startswith("did you mean"):
            raise UnknownStateError(error.message, hint=near) from None
        raise
