"""Material capability of states: shares of the system, CINC, output weighted by wealth."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from equipoise.errors import MeasureError
from equipoise.measures.gaps import table_with_gaps
from equipoise.measures.guards import amounts, numbers, positive_amounts, same_length
from equipoise.measures.refusals import FloatArray
from equipoise.measures.registry import measure
from equipoise.measures.totals import shares_in_total


@measure(
    formula="c_i = x_i / sum_j x_j, j over the states compared",
    unit="share",
    bounds=(0.0, 1.0),
    citation=("singer1972",),
)
def capability_share(capability: ArrayLike) -> FloatArray:
    """Share of each state in one capability of the states compared.

    Parameters
    ----------
    capability : array, shape (n_states,)
        One capability in one year, such as military spending, of all states of the system or
        of the region; zero if none, never NaN.

    Returns
    -------
    array, shape (n_states,)
        0 to 1; adds up to 1 over the states given, whoever they are.

    Raises
    ------
    MeasureError
        A value is negative or missing, or all are zero.

    References
    ----------
    singer1972.

    Examples
    --------
    >>> capability_share(np.array([50.0, 30.0, 20.0]))
    array([0.5, 0.3, 0.2])
    """
    return shares_in_total(capability, "capability")


@measure(
    formula="CINC_i = mean over components k present for i of x_ik / sum_j x_jk",
    unit="share",
    bounds=(0.0, 1.0),
    citation=("singer1972",),
)
def cinc(components: ArrayLike) -> FloatArray:
    """Composite Index of National Capability of every state in one year.

    A missing component is left out of a state's mean, as the published index does; it is not
    read as zero. The index therefore need not add up to 1 over the states.

    Parameters
    ----------
    components : array, shape (n_states, n_components)
        Military spending, military personnel, iron and steel, energy, total and urban
        population, each in its own unit; all states of the system; NaN where missing.

    Returns
    -------
    array, shape (n_states,)
        0 to 1.

    Raises
    ------
    MeasureError
        A value is negative or infinite, a state has no component, or a component is zero for
        every state that reports it.

    References
    ----------
    singer1972.

    Examples
    --------
    The third state lacks the second component, so its mean is over the first alone:

    >>> cinc(np.array([[60.0, 1.0], [30.0, 3.0], [10.0, np.nan]]))
    array([0.425, 0.525, 0.1  ])
    """
    table = table_with_gaps(components, "components")
    present = ~np.isnan(table)
    bare = ~present.any(axis=1)
    if bare.any():
        raise MeasureError(
            f"components: row {int(np.argmax(bare))} has none", hint="leave the state out"
        )
    known = np.where(present, table, 0.0)
    system = known.sum(axis=0)
    empty = present.any(axis=0) & (system == 0)
    if empty.any():
        raise MeasureError(
            f"components: column {int(np.argmax(empty))} is zero for every state",
            hint="leave the component out",
        )
    # A gap counts neither in the sum nor in the divisor; a column of gaps divides by 1.
    shares = known / np.where(system == 0, 1.0, system)
    index: FloatArray = shares.sum(axis=1) / present.sum(axis=1)
    return index


@measure(
    formula="CINC_it = mean over components k present for i in t of x_ikt / sum_j x_jkt",
    unit="share",
    bounds=(0.0, 1.0),
    citation=("singer1972",),
)
def cinc_by_year(components: ArrayLike, years: ArrayLike) -> FloatArray:
    """Composite Index of National Capability of many states in many years.

    Shares are taken within each year, and a missing component is left out as in ``cinc``.

    Parameters
    ----------
    components : array, shape (n_state_years, n_components)
        Components as in ``cinc``, all states of the system in each year; NaN where missing.
    years : array, shape (n_state_years,)
        Year of each row, in any order.

    Returns
    -------
    array, shape (n_state_years,)
        0 to 1, in the order of the rows.

    Raises
    ------
    MeasureError
        As for ``cinc``, with the year; or the lengths differ.

    References
    ----------
    singer1972.

    Examples
    --------
    >>> cinc_by_year(np.array([[3.0], [1.0], [1.0], [1.0]]), np.array([1816, 1816, 1817, 1817]))
    array([0.75, 0.25, 0.5 , 0.5 ])
    """
    table, year = table_with_gaps(components, "components"), numbers(years, "years")
    same_length(("components", table), ("years", year))
    index = np.empty(len(year))
    order = np.argsort(year, kind="stable")
    starts = np.flatnonzero(np.diff(year[order])) + 1
    for rows in np.split(order, starts):
        try:
            index[rows] = cinc(table[rows])
        except MeasureError as error:
            raise MeasureError(f"year {year[rows[0]]:g}, {error}", hint=error.hint) from error
    return index


@measure(
    formula="P_i = GDP_i (GDP_i / population_i)",
    unit="money squared per person",
    bounds=(0.0, math.inf),
    citation=("beckley2018",),
)
def gdp_times_gdp_per_capita(gdp: ArrayLike, population: ArrayLike) -> FloatArray:
    """Output times output per person, a proxy of net resources (Beckley).

    Only comparisons between states mean anything: take shares or ranks of the result.

    Parameters
    ----------
    gdp : array, shape (n_states,)
        Gross domestic product of each state in one year, same money and prices.
    population : array, shape (n_states,)
        Population of each state, above zero.

    Returns
    -------
    array, shape (n_states,)
        0 upward.

    Raises
    ------
    MeasureError
        A value is negative or missing, a population is zero, or the lengths differ.

    References
    ----------
    beckley2018.

    Examples
    --------
    Equal output, but four times the people to feed from it:

    >>> gdp_times_gdp_per_capita(np.array([100.0, 100.0]), np.array([10.0, 40.0]))
    array([1000.,  250.])
    """
    output, people = amounts(gdp, "GDP"), positive_amounts(population, "population")
    same_length(("GDP", output), ("population", people))
    return output * (output / people)
