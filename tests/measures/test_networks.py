"""Missions, centrality, seats in the same bodies."""

from __future__ import annotations

import math

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from equipoise.errors import MeasureError
from equipoise.measures import (
    eigenvector_centrality,
    hosting_share,
    possible_memberships,
    sending_share,
    shared_memberships,
)

MEMBERSHIPS = arrays(
    np.float64,
    st.tuples(st.integers(1, 6), st.integers(1, 9)),
    elements=st.sampled_from([0.0, 1.0, math.nan]),
).filter(lambda table: not np.isnan(table).all())

MISSIONS = st.integers(2, 7).flatmap(
    lambda n: arrays(np.float64, (n, n), elements=st.integers(0, 3).map(float))
)


def test_missions_by_hand():
    """Of three others, the first state hosts two: one at rank 3, one at rank 1."""
    ranks = [[9, 3, 3, 3], [3, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]  # nobody hosts itself
    np.testing.assert_allclose(hosting_share(ranks, 3.0), [4 / 9, 3 / 9, 3 / 9, 3 / 9])
    np.testing.assert_allclose(sending_share(ranks, 3.0), [9 / 9, 3 / 9, 1 / 9, 0])
    exists = np.sign(ranks)
    np.testing.assert_allclose(hosting_share(exists), [2 / 3, 1 / 3, 1 / 3, 1 / 3])


def test_centrality_by_hand():
    """A path of three: the middle has the root of 2 times an end; a loner has nothing."""
    path = [[5, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]]
    np.testing.assert_allclose(
        eigenvector_centrality(path), [math.sqrt(0.5), 1, math.sqrt(0.5), 0], atol=1e-12
    )


def test_a_separate_part_has_no_centrality():
    ties = np.zeros((5, 5))
    ties[0, 1] = ties[1, 2] = ties[2, 0] = 2.0
    ties[3, 4] = 1.0
    np.testing.assert_allclose(eigenvector_centrality(ties), [1, 1, 1, 0, 0], atol=1e-12)
    with pytest.raises(MeasureError, match="two separate parts of the network tie"):
        eigenvector_centrality(np.kron(np.eye(2), [[0, 1], [1, 0]]))


def test_memberships_by_hand():
    """Both in the first, the second known for one alone, the third for neither."""
    membership = [[1, 1, np.nan, 0], [1, np.nan, np.nan, 1]]
    np.testing.assert_array_equal(shared_memberships(membership), [[2, 1], [1, 2]])
    np.testing.assert_array_equal(possible_memberships(membership), [[3, 3], [3, 4]])


@pytest.mark.real_data
@pytest.mark.parametrize("year", [1914, 1970, 2012])
def test_shared_bodies_of_the_correlates_of_war(shared, year):
    """Published dyadic counts: full and associate members; what is not known is not counted."""
    tidy = shared / "data/tidy"
    chosen = pc.field("year") == year
    states = pq.read_table(tidy / "cow_igo_state_year_v3.parquet", filters=chosen)
    codes = np.column_stack([states[name].to_numpy() for name in states.column_names[3:]])
    membership = np.where(codes == -9, np.nan, np.isin(codes, (1, 2)))
    counts, most = shared_memberships(membership), possible_memberships(membership)
    place = {code: at for at, code in enumerate(states["ccode"].to_pylist())}
    dyads = pq.read_table(tidy / "cow_igo_shared_dyad.parquet", filters=chosen).to_pylist()
    published = np.array([row["dyadigos"] for row in dyads])
    ours = [(place[row["ccode1"]], place[row["ccode2"]]) for row in dyads]
    firsts, seconds = np.transpose(ours)
    np.testing.assert_array_equal(counts[firsts, seconds], published)
    assert (most > counts).any()


@given(MISSIONS)
def test_every_mission_is_sent_and_hosted(missions):
    hosted, sent = hosting_share(missions, 3.0), sending_share(missions, 3.0)
    assert hosted.sum() == pytest.approx(sent.sum(), abs=1e-12)
    np.testing.assert_array_equal(hosting_share(missions.T, 3.0), sent)
    assert ((hosted >= 0) & (hosted <= 1)).all()


@given(MISSIONS)
def test_centrality_is_what_it_claims(missions):
    ties = missions + 1.0  # every two states have a tie, so the network is in one part
    centrality = eigenvector_centrality(ties)
    mean = (ties + ties.T) / 2
    np.fill_diagonal(mean, 0.0)
    ratios = mean @ centrality / centrality
    np.testing.assert_allclose(ratios, ratios[0], rtol=1e-9)
    assert centrality.max() == 1
    np.testing.assert_allclose(eigenvector_centrality(ties.T), centrality, rtol=1e-9)


@given(MEMBERSHIPS)
def test_bounds_close_on_whatever_the_gaps_hide(membership):
    least, most = shared_memberships(membership), possible_memberships(membership)
    for filling in (0.0, 1.0):
        filled = np.where(np.isnan(membership), filling, membership)
        between = shared_memberships(filled)
        assert ((least <= between) & (between <= most)).all()
        np.testing.assert_array_equal(between, most if filling else least)
        np.testing.assert_array_equal(between, possible_memberships(filled))
    np.testing.assert_array_equal(least, least.T)


@pytest.mark.parametrize("measure", [hosting_share, sending_share, eigenvector_centrality])
@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([[0, np.nan], [1, 0]], "row 0, column 1 is nan, a missing value"),
        ([[0, -9], [1, 0]], "row 0, column 1 is -9, negative"),
        ([[0, 1, 0], [1, 0, 0]], r"shape \(2, 3\)"),
        ([[0]], r"shape \(1, 1\)"),
    ],
)
def test_refusals_of_networks(measure, table, message):
    with pytest.raises(MeasureError, match=message):
        measure(table)


def test_more_than_the_highest_is_refused():
    with pytest.raises(MeasureError, match="missions: row 0, column 1 is 9, above the highest, 3"):
        hosting_share([[0, 9], [1, 0]], 3.0)


def test_no_tie_no_centrality():
    with pytest.raises(MeasureError, match="ties: there is none"):
        eigenvector_centrality(np.zeros((3, 3)))


@pytest.mark.parametrize("measure", [shared_memberships, possible_memberships])
@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([[0, 2]], "membership: row 0, column 1 is 2, not a level from 0 to 1"),
        ([[0, -9]], "column 1 is -9"),
        ([[np.nan]], "no value is known"),
    ],
)
def test_refusals_of_memberships(measure, table, message):
    with pytest.raises(MeasureError, match=message):
        measure(table)
