"""What must hold of every measure, so that a new one cannot escape it."""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from equipoise.errors import MeasureError
from equipoise.measures import measure_cards

SECTIONS = ("Parameters", "Returns", "Raises", "References", "Examples")
BIBLIOGRAPHY = Path(__file__).parents[2] / "docs" / "references.bib"
DRAWS = 50

Draw = Callable[[np.random.Generator], tuple[object, ...]]


def amounts(rng):
    return (rng.uniform(0.01, 1e6, rng.integers(2, 30)),)


def two_shares(rng):
    return tuple(rng.uniform(0.001, 1.0, 2))


def two_amounts(rng):
    return tuple(rng.uniform(0.01, 1e6, 2))


def part_and_total(rng):
    total = rng.uniform(0.01, 1e6)
    return total * rng.uniform(), total


def members(rng):
    totals = rng.uniform(0.01, 1e6, rng.integers(1, 20))
    return totals * rng.uniform(size=len(totals)), totals


def region_and_total(rng):
    flows = rng.uniform(0.0, 1e6, rng.integers(1, 20))
    return flows, float(flows.sum()) * rng.uniform(1.0, 9.0)


def components(rng):
    table = rng.uniform(0.01, 1e6, (rng.integers(1, 20), 6))
    table[:, 1:][rng.uniform(size=(len(table), 5)) < 0.2] = np.nan
    return (table,)


def economies(rng):
    n = rng.integers(1, 20)
    return rng.uniform(0.0, 1e6, n), rng.uniform(0.01, 1e3, n)


def seats(rng):
    status = rng.integers(-1, 2, rng.integers(1, 15))
    return status == 1, rng.uniform(0.0, 0.9, len(status)), status == -1


def responses(rng):
    n = rng.integers(1, 15)
    return rng.uniform(size=n), rng.uniform(0.01, 1e6, n)


def printed(rng):
    decimals = int(rng.integers(0, 5))
    return (f"{rng.uniform(0, 1e6):,.{decimals}f}",)


def components_of_two_years(rng):
    (table,) = components(rng)
    return np.vstack([table, table]), np.repeat([2012.0, 2013.0], len(table))


def portfolios(rng):
    """Every state has the highest and the lowest level, so that nothing is undefined."""
    table = rng.integers(0, 4, (rng.integers(1, 9), rng.integers(2, 30))).astype(float)
    table[:, 0], table[:, 1] = 0.0, 3.0
    return table, 4


def roll_calls(rng):
    votes = rng.integers(1, 4, (rng.integers(1, 9), rng.integers(3, 30))).astype(float)
    votes[rng.uniform(size=votes.shape) < 0.2] = np.nan
    votes[:, 0] = 1.0  # every two states have one roll call in common
    return votes, 1


def missions(rng):
    states = rng.integers(3, 9)
    return (rng.integers(0, 4, (states, states)).astype(float) + 1.0, 4.0)


def memberships(rng):
    table = rng.integers(0, 2, (rng.integers(1, 9), rng.integers(2, 30))).astype(float)
    table[:, 1:][rng.uniform(size=(len(table), table.shape[1] - 1)) < 0.2] = np.nan
    return (table,)


# One line a measure: how to draw valid input for it.
VALID: dict[str, Draw] = {
    "asymmetry": two_shares,
    "asymmetry_ratio": two_shares,
    "capability_concentration": amounts,
    "capability_share": amounts,
    "cinc": components,
    "cinc_by_year": components_of_two_years,
    "cohen_kappa": portfolios,
    "compound_annual_growth": lambda rng: (*two_amounts(rng), int(rng.integers(1, 50))),
    "effective_partners": amounts,
    "eigenvector_centrality": lambda rng: missions(rng)[:1],
    "gdp_times_gdp_per_capita": economies,
    "growth_factor": two_amounts,
    "half_unit": printed,
    "hirschman_1945": amounts,
    "hosting_share": missions,
    "interdependence": two_shares,
    "partner_concentration": amounts,
    "partner_reach": members,
    "possible_memberships": memberships,
    "rank": amounts,
    "ratio_to_largest": amounts,
    "region_coverage": members,
    "region_directed_share": region_and_total,
    "regional_trade_weight": members,
    "s_score": portfolios,
    "salience": two_shares,
    "scott_pi": portfolios,
    "seat_recognition": seats,
    "sending_share": missions,
    "share": part_and_total,
    "share_of_total": amounts,
    "shared_memberships": memberships,
    "symmetry": two_shares,
    "tau_b": portfolios,
    "trade_dependence": two_amounts,
    "trade_openness": two_amounts,
    "trade_share": part_and_total,
    "unit_value": two_amounts,
    "voting_agreement": roll_calls,
    "weak_link_dependence": two_amounts,
    "weighted_response": responses,
}

every_measure = pytest.mark.parametrize("card", measure_cards(), ids=lambda card: card.name)


def section(card, title):
    """Text of one section of a docstring."""
    text = inspect.getdoc(card.function)
    found = re.search(rf"^{title}\n-+\n(.*?)(?=^\w+\n-+\n|\Z)", text, re.MULTILINE | re.DOTALL)
    return found.group(1).strip() if found else ""


def test_every_measure_has_a_line_here():
    assert set(VALID) == {card.name for card in measure_cards()}


@every_measure
def test_the_card_is_filled_in(card):
    assert card.formula
    assert card.unit
    assert card.citation
    assert card.summary.endswith(".")
    assert card.bounds[0] < card.bounds[1]


@every_measure
@pytest.mark.parametrize("title", SECTIONS)
def test_the_docstring_has_its_sections(card, title):
    assert section(card, title)


@every_measure
def test_the_docstring_names_every_parameter(card):
    text = section(card, "Parameters")
    for name in inspect.signature(card.function).parameters:
        assert re.search(rf"^{name} : ", text, re.MULTILINE)


@every_measure
def test_the_docstring_cites_what_the_card_cites(card):
    assert section(card, "References") == ", ".join(card.citation) + "."


@every_measure
def test_the_example_runs_the_measure(card):
    assert re.search(rf">>> .*\b{card.name}\(", section(card, "Examples"))


@every_measure
def test_the_bibliography_has_the_citation(card):
    keys = set(re.findall(r"^@\w+\{([^,\s]+),", BIBLIOGRAPHY.read_text("utf-8"), re.MULTILINE))
    assert set(card.citation) <= keys


@every_measure
def test_results_lie_within_the_bounds(card):
    rng = np.random.default_rng(20121231)
    low, high = card.bounds
    for _ in range(DRAWS):
        result = np.asarray(card.function(*VALID[card.name](rng)))
        assert result.dtype in (np.float64, np.int64)
        assert np.isfinite(result).all()
        assert (result >= low).all()
        assert (result <= high).all()


@every_measure
def test_arguments_are_left_alone(card):
    rng = np.random.default_rng(20121231)
    given = VALID[card.name](rng)
    for argument in given:
        if isinstance(argument, np.ndarray):
            argument.flags.writeable = False
    first, second = card.function(*given), card.function(*given)
    np.testing.assert_array_equal(first, second)


@every_measure
@pytest.mark.parametrize("bad", [np.nan, math.inf, -math.inf])
def test_what_is_not_finite_is_refused(card, bad):
    given = VALID[card.name](np.random.default_rng(20121231))
    if isinstance(given[0], str):
        spoilt = (str(bad),)
    elif np.ndim(given[0]) == 2:
        spoilt = (np.full_like(given[0], bad), *given[1:])
    elif np.ndim(given[0]) == 1:
        spoilt = (np.append(np.asarray(given[0], dtype=float)[1:], bad), *given[1:])
    else:
        spoilt = (bad, *given[1:])
    with pytest.raises(MeasureError):
        card.function(*spoilt)
