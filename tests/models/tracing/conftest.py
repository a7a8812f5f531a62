"""Inputs of process tracing to draw from."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from equipoise.models.tracing import Piece, TracingInputs

TWENTIETHS = st.integers(1, 19).map(lambda n: n / 20)
BOUNDS = st.tuples(TWENTIETHS, TWENTIETHS).map(lambda pair: (min(pair), max(pair)))


@st.composite
def inputs_without_extremes(draw) -> TracingInputs:
    """No likelihoods of 0 and 1, so that nothing is impossible."""
    count = draw(st.integers(2, 4))
    pieces = st.builds(
        Piece,
        st.sampled_from(["observed", "not observed", "unknown"]),
        st.lists(BOUNDS, min_size=count, max_size=count).map(tuple),
        st.sampled_from([None, None, "a", "b"]),
    )
    slack = draw(st.sampled_from([0.0, 0.3]))
    priors = tuple(((1 - slack) / count, (1 + slack) / count) for _ in range(count))
    return TracingInputs(priors, tuple(draw(st.lists(pieces, max_size=6))))


@pytest.fixture(scope="session")
def cases() -> st.SearchStrategy[TracingInputs]:
    return inputs_without_extremes()
