"""Names for readers: of states, regions and measures."""

from __future__ import annotations

from datetime import date

from equipoise.errors import UnknownRegionError, UnknownStateError
from equipoise.vocabulary.measures import measure_catalogue
from equipoise.vocabulary.regions import region
from equipoise.vocabulary.states import state


def state_label(code: str, year: int) -> str:
    """English name of a state in a year; a code that is no state's stays as it is.

    Parameters
    ----------
    code : str
        State code, or a body or party of a dossier.
    year : int
        Calendar year.

    Returns
    -------
    str

    Examples
    --------
    >>> state_label("RUS", 2012), state_label("ASEAN", 2012)
    ('Russia', 'ASEAN')
    """
    try:
        return state(code).name_on(date(year, 12, 31))
    except UnknownStateError:
        return code


def region_label(region_id: str) -> str:
    """English name of a region; the id of a region built in code.

    Parameters
    ----------
    region_id : str
        Id of the region.

    Returns
    -------
    str

    Examples
    --------
    >>> region_label("east-asia")
    'East Asia'
    """
    try:
        return region(region_id).name
    except UnknownRegionError:
        return region_id


def short_label(name: str) -> str:
    """Name of a measure that fits a column.

    Parameters
    ----------
    name : str
        Name in the catalogue.

    Returns
    -------
    str

    Examples
    --------
    >>> short_label("npt_nuclear_weapon_state"), short_label("tpop")
    ('nuclear-weapon state', 'population')
    """
    entry = measure_catalogue().get(name)
    return entry.short if entry else name


def measure_label(name: str) -> str:
    """Name of a measure; what is no measure's name stays as it is.

    Parameters
    ----------
    name : str
        Name in the catalogue, or what several measures rest on.

    Returns
    -------
    str

    Examples
    --------
    >>> measure_label("tpop"), measure_label("trade with the region's members")
    ('population', "trade with the region's members")
    """
    entry = measure_catalogue().get(name)
    return entry.label if entry else name
