"""Material capability."""

from __future__ import annotations

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import composite

from equipoise.errors import MeasureError
from equipoise.measures import capability_share, cinc, gdp_times_gdp_per_capita

COMPONENTS = ["milex", "milper", "irst", "pec", "tpop", "upop"]
AMOUNTS = st.lists(st.floats(0.01, 1e9), min_size=1, max_size=20).map(np.array)

# NMC 7.0 as published, four decimals: COW number, year.
CINC = {
    (365, 1992): 0.0672,
    (365, 2000): 0.0514,
    (365, 2012): 0.0396,
    (2, 2011): 0.1431,
    (710, 2011): 0.2142,
    (740, 2016): 0.0330,
    (2, 2022): 0.1236,
    (710, 2022): 0.2341,
}

# East Asia with Russia (17 states) and the United States, 2011: CINC, then GDP x GDP per head.
REGION = [710, 740, 731, 732, 713, 712, 850, 820, 816, 830, 800, 840, 812, 811, 775, 835, 365, 2]
REGION_2011 = {
    710: (0.405, 0.108),
    2: (0.271, 0.618),
    365: (0.075, 0.057),
    740: (0.068, 0.113),
    732: (0.044, 0.037),
}


@composite
def tables(draw):
    """Components of a few states, some missing, none of them missing for a whole state."""
    n_states, n_components = draw(st.integers(1, 8)), draw(st.integers(1, 6))
    row = st.lists(st.floats(0.01, 1e6), min_size=n_components, max_size=n_components)
    table = np.array(draw(st.lists(row, min_size=n_states, max_size=n_states)))
    for gap in draw(st.sets(st.integers(0, table.size - 1), max_size=4)):
        state, component = divmod(gap, n_components)
        if component:
            table[state, component] = np.nan
    return table


@pytest.fixture
def nmc(shared):
    return pq.read_table(shared / "data/tidy/cow_nmc_v7.parquet").to_pandas()


def test_share_by_hand():
    np.testing.assert_array_equal(capability_share([3.0, 1.0]), [0.75, 0.25])


def test_cinc_by_hand():
    """Two states: (.75 + .5) / 2 and (.25 + .5) / 2."""
    np.testing.assert_allclose(cinc([[3.0, 7.0], [1.0, 7.0]]), [0.625, 0.375], rtol=1e-15)


def test_a_missing_component_is_not_zero():
    """The second state has .25 of the one component known of it, not half of that."""
    index = cinc([[3.0, 7.0], [1.0, np.nan]])
    np.testing.assert_allclose(index, [0.875, 0.25], rtol=1e-15)
    assert index.sum() > 1


def test_a_component_that_nobody_reports_is_left_out():
    np.testing.assert_array_equal(cinc([[3.0, np.nan], [1.0, None]]), [0.75, 0.25])


def test_net_resources_by_hand():
    np.testing.assert_array_equal(gdp_times_gdp_per_capita([6.0, 6.0], [2.0, 12.0]), [18.0, 3.0])


@pytest.mark.real_data
def test_cinc_of_every_state_and_year_as_published(nmc):
    rows = 0
    for _, year in nmc.groupby("year"):
        found = cinc(year[COMPONENTS].to_numpy(dtype=float))
        np.testing.assert_allclose(found, year["cinc"], atol=1e-7, rtol=0)  # eight decimals
        rows += len(year)
    assert rows == 17_121


@pytest.mark.real_data
@pytest.mark.parametrize("case", sorted(CINC))
def test_cinc_of_known_states(nmc, case):
    ccode, year = case
    system = nmc[nmc["year"] == year]
    found = cinc(system[COMPONENTS].to_numpy(dtype=float))[system["ccode"] == ccode]
    assert found == pytest.approx(CINC[case], abs=5e-5)


@pytest.mark.real_data
def test_the_measure_decides_who_is_third_in_east_asia(nmc, shared):
    """CINC puts Russia third among 18 states in 2011, output times output per head fourth."""
    economies = pq.read_table(shared / "data/tidy/isard_cw_gdppop.parquet").to_pandas()
    year = nmc.merge(economies, on=["ccode", "year"]).query("year == 2011 and ccode in @REGION")
    assert len(year) == 18
    by_cinc = capability_share(year["cinc"])
    by_wealth = capability_share(gdp_times_gdp_per_capita(year["pwtrgdp"], year["pwtpop"]))
    for ccode, (cinc_share, wealth_share) in REGION_2011.items():
        here = (year["ccode"] == ccode).to_numpy()
        assert by_cinc[here] == pytest.approx(cinc_share, abs=5e-4)
        # The reference was computed from another release of the same estimates.
        assert by_wealth[here] == pytest.approx(wealth_share, abs=2e-3)


@given(tables())
def test_cinc_is_a_share(table):
    index = cinc(table)
    assert ((index >= 0) & (index <= 1)).all()


@given(tables())
def test_cinc_adds_up_to_one_without_gaps(table):
    complete = np.where(np.isnan(table), 1.0, table)
    assert cinc(complete).sum() == pytest.approx(1.0, abs=1e-12)


@given(tables(), st.floats(1e-3, 1e3))
def test_the_unit_of_a_component_does_not_matter(table, factor):
    rescaled = table.copy()
    rescaled[:, 0] *= factor
    np.testing.assert_allclose(cinc(rescaled), cinc(table), rtol=1e-12)


@given(tables())
def test_more_of_a_component_never_lowers_cinc(table):
    richer = table.copy()
    richer[0, 0] *= 2
    assert cinc(richer)[0] >= cinc(table)[0] * (1 - 1e-12)


@given(AMOUNTS)
def test_cinc_of_one_component_is_its_share(capability):
    np.testing.assert_allclose(
        cinc(capability[:, np.newaxis]), capability_share(capability), rtol=1e-12
    )


@given(AMOUNTS, st.floats(1e-3, 1e3))
def test_net_resources_fall_with_the_people_to_feed(gdp, factor):
    people = np.full(len(gdp), 7.0)
    np.testing.assert_allclose(
        gdp_times_gdp_per_capita(gdp, people * factor),
        gdp_times_gdp_per_capita(gdp, people) / factor,
        rtol=1e-12,
    )


@pytest.mark.parametrize(
    ("components", "message"),
    [
        ([[1.0, 2.0], [np.nan, np.nan]], "row 1 has none"),
        ([[1.0, 0.0], [2.0, 0.0]], "column 1 is zero for every state"),
        ([[1.0, -9.0]], "row 0, column 1 is -9, negative"),
        ([[1.0, np.inf]], "row 0, column 1 is inf"),
        ([1.0, 2.0], "a table of numbers is needed"),
        ([[1.0], [1.0, 2.0]], "rows of different lengths"),
        (np.empty((0, 6)), "empty"),
    ],
)
def test_cinc_refuses(components, message):
    with pytest.raises(MeasureError, match=message):
        cinc(components)


@pytest.mark.parametrize("values", [[1.0, np.nan], [1.0, -9.0], [], [0.0, 0.0]])
def test_share_refuses(values):
    with pytest.raises(MeasureError):
        capability_share(values)


@pytest.mark.parametrize(
    ("gdp", "population", "message"),
    [
        ([1.0, 2.0], [1.0, 0.0], "population: position 1 is 0, which cannot divide"),
        ([1.0, np.nan], [1.0, 1.0], "GDP: position 1 is nan"),
        ([1.0, 2.0], [1.0], "lengths differ: GDP 2, population 1"),
    ],
)
def test_net_resources_refuse(gdp, population, message):
    with pytest.raises(MeasureError, match=message):
        gdp_times_gdp_per_capita(gdp, population)
