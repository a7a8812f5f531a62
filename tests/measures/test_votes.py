"""Agreement in roll calls."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from equipoise.errors import MeasureError
from equipoise.measures import s_score, similarities, voting_agreement

YES, ABSTAIN, NO, ABSENT = 1.0, 2.0, 3.0, math.nan
CODES = {"yes": YES, "abstain": ABSTAIN, "no": NO}

VOTES = arrays(
    np.float64,
    st.tuples(st.integers(2, 5), st.integers(1, 8)),
    elements=st.sampled_from([YES, ABSTAIN, NO, ABSENT]),
).filter(lambda votes: not np.isnan(votes).all())


def slow(first, second, abstentions):
    """Agreement of one dyad, vote by vote, and the votes it rests on."""
    scores = []
    for one, other in zip(first, second, strict=True):
        if math.isnan(one) or math.isnan(other):
            continue
        if abstentions == "dropped" and ABSTAIN in (one, other):
            continue
        step = {"choice": float(one != other), "halfway": abs(one - other) / 2}
        scores.append(1 - step.get(abstentions, float(one != other)))
    return sum(scores) / len(scores) if scores else math.nan, len(scores)


def test_by_hand():
    """Five common votes: alike, alike, yes and abstention, abstention and no, yes and no."""
    votes = [[YES, NO, YES, ABSTAIN, YES, YES], [YES, NO, ABSTAIN, NO, NO, ABSENT]]
    assert voting_agreement(votes, 1)[0, 1] == pytest.approx(2 / 5, abs=1e-15)
    halfway = voting_agreement(votes, 1, abstentions="halfway")
    assert halfway[0, 1] == pytest.approx(3 / 5, abs=1e-15)
    dropped = voting_agreement(votes, 1, abstentions="dropped")
    assert dropped[0, 1] == pytest.approx(2 / 3, abs=1e-15)


@pytest.mark.real_data
def test_russia_china_and_the_united_states_in_2012(shared):
    tidy = shared / "data/tidy"
    calls = pq.read_table(tidy / "unvotes_roll_calls.parquet")
    in_2012 = calls.filter(pc.year(pc.field("date")) == 2012)["rcid"].to_pylist()
    states = ["RU", "CN", "US"]
    cast = pq.read_table(
        tidy / "unvotes_votes.parquet",
        filters=pc.field("rcid").isin(in_2012) & pc.field("country_code").isin(states),
    ).to_pylist()
    votes = np.full((len(states), len(in_2012)), np.nan)
    for row in cast:
        votes[states.index(row["country_code"]), in_2012.index(row["rcid"])] = CODES[row["vote"]]
    for abstentions in ("choice", "halfway", "dropped"):
        found = voting_agreement(votes, 10, abstentions=abstentions)
        for first, second in itertools.combinations(range(3), 2):
            expected, common = slow(votes[first], votes[second], abstentions)
            assert common >= 10
            assert found[first, second] == pytest.approx(expected, abs=1e-12)
        assert found[0, 1] > found[0, 2]


@given(VOTES, st.integers(1, 4), st.sampled_from(["choice", "halfway", "dropped"]))
def test_vote_by_vote(votes, minimum, abstentions):
    found = voting_agreement(votes, minimum, abstentions=abstentions)
    for first, second in itertools.product(range(len(votes)), repeat=2):
        expected, common = slow(votes[first], votes[second], abstentions)
        expected = expected if common >= minimum else math.nan
        assert found[first, second] == pytest.approx(expected, abs=1e-12, nan_ok=True)


@given(VOTES)
def test_abstention_halfway_is_s_on_another_scale(votes):
    agreement = voting_agreement(votes, 1, abstentions="halfway")
    np.testing.assert_allclose(agreement, (1 + s_score(votes - 1, 3)) / 2, atol=1e-12)


@given(VOTES)
def test_yes_and_no_are_alike(votes):
    for abstentions in ("choice", "halfway", "dropped"):
        np.testing.assert_allclose(
            voting_agreement(4 - votes, 1, abstentions=abstentions),
            voting_agreement(votes, 1, abstentions=abstentions),
            atol=1e-12,
        )


def test_absence_is_not_abstention():
    absent, abstained = [[YES, YES], [YES, ABSENT]], [[YES, YES], [YES, ABSTAIN]]
    assert voting_agreement(absent, 1)[0, 1] == 1
    assert voting_agreement(abstained, 1)[0, 1] == 0.5
    assert np.isnan(voting_agreement(absent, 2)[0, 1])
    assert np.isnan(similarities(np.array(absent) - 1, 3, minimum=2).s_absolute[0, 1])


@pytest.mark.parametrize(
    ("votes", "minimum", "message"),
    [
        ([[0.0, 1.0]], 1, "votes: row 0, column 0 is 0, not a level from 1 to 3"),
        ([[8.0, 1.0]], 1, "column 0 is 8, not a level"),
        ([[ABSENT]], 1, "votes: no value is known"),
        ([[YES]], 0, "minimum: 0"),
    ],
)
def test_refusals(votes, minimum, message):
    with pytest.raises(MeasureError, match=message):
        voting_agreement(votes, minimum)


def test_unknown_treatment_of_abstentions():
    with pytest.raises(MeasureError, match="abstentions: 'no' is unknown") as caught:
        voting_agreement([[YES]], 1, abstentions="no")
    assert caught.value.hint == "choice, halfway or dropped"
