"""Agreement of states in roll calls, such as those of the United Nations General Assembly."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from equipoise.errors import MeasureError
from equipoise.measures.contingency import contingency, on_scale
from equipoise.measures.refusals import FloatArray
from equipoise.measures.registry import measure

Abstentions = Literal["choice", "halfway", "dropped"]

_CHOICES = 3
_ABSTAIN = 1.0


@measure(
    formula="A_ij = 1 - sum_m d(v_im, v_jm) / M_ij, M_ij roll calls in which both took part",
    unit="share",
    bounds=(0.0, 1.0),
    citation=("lijphart1963", "bailey2017"),
)
def voting_agreement(
    votes: ArrayLike, minimum: int, *, abstentions: Abstentions = "choice"
) -> FloatArray:
    """Share of common roll calls in which two states voted alike, for all dyads.

    For S, pi, kappa or tau-b of the same votes, give ``votes - 1`` to ``similarities`` with
    three levels; with abstention halfway, agreement is (1 + S) / 2.

    Parameters
    ----------
    votes : array, shape (n_states, n_roll_calls)
        1 (yes), 2 (abstention), 3 (no); NaN where absent or not yet a member.
    minimum : int
        Common roll calls below which a dyad is NaN.
    abstentions : {"choice", "halfway", "dropped"}, optional
        An abstention agrees with another abstention only; or lies halfway between yes and no
        (Lijphart); or counts as absence.

    Returns
    -------
    array, shape (n_states, n_states)
        0 to 1; NaN for dyads with too few common roll calls.

    Raises
    ------
    MeasureError
        A vote is none of the three, none is known, the shape is wrong, the minimum is below 1,
        or the treatment of abstentions is unknown.

    References
    ----------
    lijphart1963, bailey2017.

    Examples
    --------
    >>> votes = np.array([[1, 1, 3, 2], [1, 2, 3, np.nan]])
    >>> voting_agreement(votes, 3).round(4)
    array([[1.    , 0.6667],
           [0.6667, 1.    ]])
    >>> voting_agreement(votes, 3, abstentions="halfway").round(4)
    array([[1.    , 0.8333],
           [0.8333, 1.    ]])
    """
    if minimum < 1:
        raise MeasureError(f"minimum: {minimum}", hint="one common roll call at least")
    table = on_scale(votes, _CHOICES, "votes", lowest=1)
    level = np.arange(float(_CHOICES))
    apart = np.abs(level[:, None] - level)
    if abstentions == "choice":
        distance = np.minimum(apart, 1.0)
    elif abstentions in ("halfway", "dropped"):
        distance = apart / 2
    else:
        raise MeasureError(
            f"abstentions: {abstentions!r} is unknown", hint="choice, halfway or dropped"
        )
    if abstentions == "dropped":
        table = np.where(table == _ABSTAIN, np.nan, table)
    differing, common = contingency(table, _CHOICES).sums(distance, np.ones_like(distance))
    undefined = np.full(common.shape, np.nan)
    agreement: FloatArray = np.divide(
        common - differing, common, out=undefined, where=common >= minimum
    )
    return agreement
