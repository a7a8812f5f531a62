"""Similarity of portfolios, against a slow reading of the formulas pair by pair."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from equipoise.errors import MeasureError
from equipoise.measures import (
    Similarities,
    alliance_portfolios,
    cohen_kappa,
    s_score,
    scott_pi,
    similarities,
    tau_b,
    tie_or_none,
)

MEASURES = [name for name in Similarities.__slots__ if name != "common"]

# Signorino and Ritter 1999, Table 5: portfolios of two states over the same entries, and S.
TABLE_5 = {
    "a": ([0, 1, 2, 3], [3, 2, 1, 0], Fraction(-1, 3)),
    "b": ([1, 2, 2, 3], [3, 2, 2, 1], Fraction(1, 3)),
    "c": ([2, 2, 3, 3], [3, 3, 2, 2], Fraction(1, 3)),
    "d": ([3, 3, 3, 3], [3, 3, 3, 3], Fraction(1)),
    "e": ([0] * 10 + [0, 3], [0] * 10 + [3, 0], Fraction(2, 3)),
    "f": ([0, *[1] * 10, 3], [3, *[1] * 10, 0], Fraction(2, 3)),
    "g": ([0, *[2] * 10, 3], [3, *[2] * 10, 0], Fraction(2, 3)),
    "h": ([0, 3, *[3] * 10], [3, 0, *[3] * 10], Fraction(2, 3)),
}

# Their Table 6, Germany and Russia among 20 European states in 1914: level with each, times.
TABLE_6 = {(3, 0): 3, (0, 3): 2, (3, 1): 1, (0, 1): 1, (0, 0): 13}

# ATOP 5.1, COW states of 1914: (first, second): printed digits of each measure.
ATOP_1914 = {
    (255, 365): {
        "s_squared": 0.6889,
        "s_absolute": 0.6593,
        "s_binary": 0.6444,
        "pi_nominal": 0.1589,
        "pi_squared": 0.2213,
        "pi_binary": 0.2308,
        "tau_b": 0.2265,
        "kappa_squared": 0.2222,
    },
    (200, 220): {
        "s_squared": 0.8765,
        "s_absolute": 0.8370,
        "s_binary": 0.8667,
        "pi_nominal": 0.3993,
        "pi_binary": 0.6893,
        "tau_b": 0.6436,
        "kappa_squared": 0.5902,
    },
}
KAPPA_ON_OBSERVED_LEVELS = {(255, 365): 0.2105, (200, 220): 0.4828}


def known_to_both(first, second):
    """Pairs of levels where neither is missing."""
    pairs = zip(first, second, strict=True)
    return [(int(x), int(y)) for x, y in pairs if not (math.isnan(x) or math.isnan(y))]


def slow_agreement(pairs, levels, weight, *, pooled):
    """1 - observed / expected disagreement, term by term."""
    cases = len(pairs)
    if not cases:
        return math.nan
    firsts = [sum(x == k for x, _ in pairs) for k in range(levels)]
    seconds = [sum(y == k for _, y in pairs) for k in range(levels)]
    if pooled:
        firsts = seconds = [Fraction(a + b, 2) for a, b in zip(firsts, seconds, strict=True)]
    observed = sum(Fraction(weight(x, y), cases) for x, y in pairs)
    expected = sum(
        weight(k, m) * Fraction(firsts[k]) * Fraction(seconds[m]) / cases**2
        for k in range(levels)
        for m in range(levels)
    )
    return float(1 - observed / expected) if expected else math.nan


def slow_tau_b(pairs):
    """Kendall's tau-b over all pairs of entries."""
    score = first_apart = second_apart = 0
    for (x, y), (other_x, other_y) in itertools.combinations(pairs, 2):
        score += ((x > other_x) - (x < other_x)) * ((y > other_y) - (y < other_y))
        first_apart += x != other_x
        second_apart += y != other_y
    product = first_apart * second_apart
    return score / math.sqrt(product) if product else math.nan


def slow_s(pairs, reach, distance):
    """S as printed."""
    if not pairs:
        return math.nan
    return float(1 - 2 * Fraction(sum(distance(x, y) for x, y in pairs), len(pairs) * reach))


def slow(first, second, levels):
    """Every measure for one dyad."""

    def nominal(x, y):
        return int(x != y)

    def squared(x, y):
        return (x - y) ** 2

    pairs = known_to_both(first, second)
    ties = [(min(x, 1), min(y, 1)) for x, y in pairs]
    found = {
        "s_absolute": slow_s(pairs, levels - 1, lambda x, y: abs(x - y)),
        "s_squared": slow_s(pairs, (levels - 1) ** 2, squared),
        "s_binary": slow_s(ties, 1, nominal),
        "tau_b": slow_tau_b(pairs),
    }
    for name, pooled in (("pi", True), ("kappa", False)):
        for kind, scored, scale, weight in (
            ("nominal", pairs, levels, nominal),
            ("squared", pairs, levels, squared),
            ("binary", ties, 2, nominal),
        ):
            found[f"{name}_{kind}"] = slow_agreement(scored, scale, weight, pooled=pooled)
    return found


@st.composite
def portfolios_on_a_scale(draw):
    levels = draw(st.integers(2, 5))
    shape = (draw(st.integers(1, 5)), draw(st.integers(1, 9)))
    entry = st.one_of(st.integers(0, levels - 1).map(float), st.just(math.nan))
    table = draw(arrays(np.float64, shape, elements=entry))
    table[0, 0] = levels - 1.0
    return table, levels


def test_by_hand():
    """Two entries of four differ, by three levels each; S = 1 - 2 * 6 / (4 * 3) = 0."""
    found = similarities([[3, 3, 0, 0], [3, 0, 3, 0]], levels=4)
    assert found.s_absolute[0, 1] == found.s_squared[0, 1] == found.s_binary[0, 1] == 0
    assert found.tau_b[0, 1] == found.pi_nominal[0, 1] == found.kappa_nominal[0, 1] == 0


@pytest.mark.parametrize("case", sorted(TABLE_5))
def test_signorino_and_ritter_table_5(case):
    first, second, printed = TABLE_5[case]
    assert s_score([first, second], 4)[0, 1] == pytest.approx(float(printed), abs=1e-15)


def test_signorino_and_ritter_on_two_dimensions():
    """Alliances and votes weigh alike, so their S is the mean of the two: .2 and .75."""
    alliances = s_score([[3, 2, 3, 0], [2, 3, 0, 3]], 4, weights=[0.5, 0.4, 0.05, 0.05])
    votes = s_score(np.array([[3, 3, 1, 2], [3, 3, 1, 3]]) - 1, 3)
    assert (alliances[0, 1] + votes[0, 1]) / 2 == pytest.approx(0.475, abs=1e-15)


def test_signorino_and_ritter_table_6():
    entries = [pair for pair, times in TABLE_6.items() for _ in range(times)]
    found = similarities(np.array(entries).T, levels=4)
    assert found.s_absolute[0, 1] == pytest.approx(0.4, abs=1e-15)
    expected = {"s_squared": 0.4444, "tau_b": 0.0303, "kappa_nominal": -0.0294}
    for name, value in (expected | {"pi_nominal": -0.0448}).items():
        assert getattr(found, name)[0, 1] == pytest.approx(value, abs=5e-5), name


@pytest.fixture(scope="module")
def atop_1914(shared):
    """COW states of 1914 and their portfolios: 3 defense or offense, 2 neutrality or
    consultation, 1 nonaggression, 0 none."""
    tidy = shared / "data/tidy"
    states = pq.read_table(tidy / "cow_states_2016.parquet")
    there = states.filter((pc.field("styear") <= 1914) & (pc.field("endyear") >= 1914))
    codes = sorted(set(there["ccode"].to_pylist()))
    place = {code: at for at, code in enumerate(codes)}
    ties = np.zeros((len(codes), len(codes)))
    pledges = (("atop_nonagg", 1), ("atop_neutral", 2), ("atop_consul", 2))
    for row in pq.read_table(
        tidy / "atop_alliance_ddy_v5.parquet", filters=pc.field("year") == 1914
    ).to_pylist():
        levels = [level for name, level in pledges if row[name] == 1]
        if row["atop_defense"] == 1 or row["atop_offense"] == 1:
            levels.append(3)
        if row["ccode1"] in place and row["ccode2"] in place:
            ties[place[row["ccode1"]], place[row["ccode2"]]] = max(levels, default=0)
    return place, alliance_portfolios(ties, levels=4)


@pytest.mark.real_data
@pytest.mark.parametrize("dyad", sorted(ATOP_1914))
def test_alliances_of_1914(atop_1914, dyad):
    place, portfolios = atop_1914
    assert len(place) == 45
    found = similarities(portfolios, levels=4)
    first, second = (place[code] for code in dyad)
    for name, printed in ATOP_1914[dyad].items():
        assert getattr(found, name)[first, second] == pytest.approx(printed, abs=5e-5), name


@pytest.mark.real_data
@pytest.mark.parametrize("dyad", sorted(KAPPA_ON_OBSERVED_LEVELS))
def test_an_unobserved_level_stays_on_the_scale(atop_1914, dyad):
    """Neither state has level 1: squeezing 0, 2, 3 to 0, 1, 2 is the known defect, not ours."""
    place, portfolios = atop_1914
    two = portfolios[[place[code] for code in dyad]]
    assert set(np.unique(two)) == {0.0, 2.0, 3.0}
    squeezed = np.searchsorted([0.0, 2.0, 3.0], two)
    wrong = cohen_kappa(squeezed, 3, disagreement="squared")[0, 1]
    assert wrong == pytest.approx(KAPPA_ON_OBSERVED_LEVELS[dyad], abs=5e-5)
    ours = cohen_kappa(two, 4, disagreement="squared")[0, 1]
    assert ours == pytest.approx(ATOP_1914[dyad]["kappa_squared"], abs=5e-5)


@pytest.mark.real_data
def test_all_dyads_of_1914_agree_with_the_slow_reading(atop_1914):
    _, portfolios = atop_1914
    found = similarities(portfolios, levels=4)
    for first, second in itertools.combinations(range(0, len(portfolios), 3), 2):
        for name, value in slow(portfolios[first], portfolios[second], 4).items():
            ours = getattr(found, name)[first, second]
            assert ours == pytest.approx(value, abs=1e-12, nan_ok=True), name


@given(portfolios_on_a_scale())
@settings(max_examples=200)
def test_the_slow_reading_agrees(given_):
    table, levels = given_
    found = similarities(table, levels)
    for first, second in itertools.product(range(len(table)), repeat=2):
        assert found.common[first, second] == len(known_to_both(table[first], table[second]))
        for name, value in slow(table[first], table[second], levels).items():
            ours = getattr(found, name)[first, second]
            assert ours == pytest.approx(value, abs=1e-12, nan_ok=True), name


@given(portfolios_on_a_scale())
def test_what_every_measure_promises(given_):
    table, levels = given_
    found = similarities(table, levels)
    for name in MEASURES:
        values = getattr(found, name)
        np.testing.assert_array_equal(values, values.T)
        defined = values[~np.isnan(values)]
        assert ((defined >= -1) & (defined <= 1)).all(), name
        own = np.diagonal(values)
        assert (own[~np.isnan(own)] == 1).all(), name
    np.testing.assert_array_equal(np.isnan(found.s_absolute), found.common == 0)


@given(portfolios_on_a_scale(), st.randoms(use_true_random=False))
def test_the_order_of_entries_and_states_does_not_matter(given_, random):
    table, levels = given_
    columns, rows = list(range(table.shape[1])), list(range(len(table)))
    random.shuffle(columns)
    random.shuffle(rows)
    before, after = similarities(table, levels), similarities(table[rows][:, columns], levels)
    for name in MEASURES:
        moved = getattr(before, name)[np.ix_(rows, rows)]
        np.testing.assert_array_equal(getattr(after, name), moved)


@given(portfolios_on_a_scale())
def test_a_scale_read_backwards_gives_the_same(given_):
    table, levels = given_
    before, after = similarities(table, levels), similarities(levels - 1 - table, levels)
    for name in MEASURES:
        if "binary" not in name:
            np.testing.assert_allclose(
                getattr(after, name), getattr(before, name), atol=1e-15, err_msg=name
            )


@given(portfolios_on_a_scale())
def test_single_measures_give_what_all_together_give(given_):
    table, levels = given_
    found = similarities(table, levels)
    ties = tie_or_none(table, levels)
    alone = {
        "s_absolute": s_score(table, levels),
        "s_squared": s_score(table, levels, distance="squared"),
        "s_binary": s_score(ties, 2),
        "tau_b": tau_b(table, levels),
        "pi_nominal": scott_pi(table, levels),
        "pi_squared": scott_pi(table, levels, disagreement="squared"),
        "pi_binary": scott_pi(ties, 2),
        "kappa_nominal": cohen_kappa(table, levels),
        "kappa_squared": cohen_kappa(table, levels, disagreement="squared"),
        "kappa_binary": cohen_kappa(ties, 2),
    }
    assert sorted(alone) == sorted(MEASURES)
    for name, values in alone.items():
        np.testing.assert_array_equal(values, getattr(found, name))


@given(portfolios_on_a_scale(), st.data())
def test_whole_weights_repeat_entries(given_, data):
    table, levels = given_
    times = data.draw(
        st.lists(st.integers(0, 3), min_size=table.shape[1], max_size=table.shape[1]).filter(any)
    )
    repeated = np.repeat(table, times, axis=1)
    if np.isnan(repeated).all():
        return
    for distance in ("absolute", "squared"):
        weighted = s_score(table, levels, distance=distance, weights=times)
        np.testing.assert_allclose(
            weighted, s_score(repeated, levels, distance=distance), atol=1e-12
        )


def test_portfolios_too_long_for_single_precision():
    """Kendall's score of 6,000 entries passes 2**24, where single precision stops counting."""
    rng = np.random.default_rng(1816)
    table = rng.integers(0, 3, (2, 6000)).astype(float)
    table[1, :5990] = table[0, :5990]
    counts = np.zeros((3, 3), dtype=int)
    np.add.at(counts, (table[0].astype(int), table[1].astype(int)), 1)
    order = np.sign(np.arange(3)[:, None] - np.arange(3))
    score = int((counts * (order @ counts @ order.T)).sum())
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    untied = [6000**2 - int((margin**2).sum()) for margin in (rows, columns)]
    assert score > 2**24
    assert tau_b(table, 3)[0, 1] == score / math.sqrt(untied[0] * untied[1])


def test_constant_portfolios_leave_chance_undefined():
    found = similarities([[0, 0, 0], [0, 0, 0], [0, 0, 3]], levels=4)
    assert found.s_absolute[0, 1] == 1
    for name in ("tau_b", "pi_nominal", "pi_squared", "kappa_nominal", "kappa_squared"):
        assert np.isnan(getattr(found, name)[0, 1]), name
    assert np.isnan(found.tau_b[0, 2])
    assert found.kappa_nominal[0, 2] == 0


def test_too_few_common_entries():
    table = [[0, 1, np.nan, 2], [0, np.nan, 1, 2], [0, 1, 1, 2]]
    found = similarities(table, 3, minimum=3)
    np.testing.assert_array_equal(found.common, [[3, 2, 3], [2, 3, 3], [3, 3, 4]])
    for name in MEASURES:
        np.testing.assert_array_equal(np.isnan(getattr(found, name)), found.common < 3)


def test_the_own_tie_is_the_highest():
    """Two states allied to each other alone are alike only if each is its own ally."""
    ties = np.array([[9.0, 3.0, 0.0], [3.0, np.nan, 0.0], [0.0, 0.0, -1.0]])
    portfolios = alliance_portfolios(ties, levels=4)
    np.testing.assert_array_equal(np.diagonal(portfolios), [3, 3, 3])
    assert s_score(portfolios, 4)[0, 1] == 1
    assert np.isnan(ties[1, 1])


@pytest.mark.parametrize(
    ("table", "levels", "message"),
    [
        ([[0, 4]], 4, "portfolios: row 0, column 1 is 4, not a level from 0 to 3"),
        ([[0, -1]], 4, "column 1 is -1, not a level"),
        ([[0, 1.5]], 4, "column 1 is 1.5, not a level"),
        ([[0, np.inf]], 4, "not a finite number"),
        ([[0, 1]], 1, "levels: 1"),
        ([0, 1], 4, "a table of numbers is needed"),
        ([[0, 1], [0]], 4, "rows of different lengths"),
        ([[np.nan, np.nan]], 4, "no value is known"),
        ([["a", "b"]], 4, "numbers are needed"),
    ],
)
@pytest.mark.parametrize("measure", [similarities, s_score, tau_b, scott_pi, cohen_kappa])
def test_refusals_of_portfolios(measure, table, levels, message):
    with pytest.raises(MeasureError, match=message):
        measure(table, levels)


@pytest.mark.parametrize(
    ("ties", "message"),
    [
        ([[0, 1, 0], [1, 0, 0]], "a square table is needed, not one of shape"),
        ([[0, np.nan], [1, 0]], "ties: row 0, column 1 is nan, a missing value"),
        ([[0, 4], [1, 0]], "row 0, column 1 is 4, not a level"),
    ],
)
def test_refusals_of_ties(ties, message):
    with pytest.raises(MeasureError, match=message):
        alliance_portfolios(ties, 4)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([1.0], "weights: 1 for 2 entries"),
        ([1.0, -1.0], "negative"),
        ([0.0, 0.0], "all 2 values are zero"),
        ([1.0, np.nan], "a missing value"),
    ],
)
def test_refusals_of_weights(weights, message):
    with pytest.raises(MeasureError, match=message):
        s_score([[0, 1]], 2, weights=weights)


def test_unknown_options_are_refused():
    with pytest.raises(MeasureError, match="distance: 'cubic' is unknown"):
        s_score([[0, 1]], 2, distance="cubic")
    for measure in (scott_pi, cohen_kappa):
        with pytest.raises(MeasureError, match="disagreement: 'absolute' is unknown") as caught:
            measure([[0, 1]], 2, disagreement="absolute")
        assert caught.value.hint == "nominal or squared"
    with pytest.raises(MeasureError, match="minimum: 0"):
        similarities([[0, 1]], 2, minimum=0)
