"""Which module computes which measure: one line for each that is not a plain capability."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from equipoise.accounts.capability_readings import capability_reading
from equipoise.accounts.case import Case
from equipoise.accounts.reading import Reading
from equipoise.accounts.response_readings import largely_response_reading, response_reading
from equipoise.accounts.seat_readings import forum_reading, founder_reading, rank_reading
from equipoise.accounts.trade_readings import reach_reading, trade_weight_reading
from equipoise.errors import NotFoundError, near_names
from equipoise.vocabulary.measures import MeasureEntry, measure_catalogue

_COMPUTED: Mapping[str, Callable[[Case, MeasureEntry], Reading]] = {
    "regional_trade_weight": trade_weight_reading,
    "partner_reach": reach_reading,
    "forum_recognition": forum_reading,
    "rank_seats": rank_reading,
    "rule_making": founder_reading,
    "system_response": response_reading,
    "system_response_largely": largely_response_reading,
}


def reading(case: Case, measure: str) -> Reading:
    """One measure for every state of the comparison set.

    Parameters
    ----------
    case : Case
        Dossier, region, year and state.
    measure : str
        Name in the catalogue.

    Returns
    -------
    Reading
        Values in the measure's unit, NaN when missing, with evidence for each state.

    Raises
    ------
    NotFoundError
        The catalogue has no such measure.
    """
    catalogue = measure_catalogue()
    if measure not in catalogue:
        message = f"unknown measure {measure!r}"
        raise NotFoundError(message, hint=near_names(measure, catalogue))
    return _COMPUTED.get(measure, capability_reading)(case, catalogue[measure])
