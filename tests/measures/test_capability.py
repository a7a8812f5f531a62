"""Material capability."""

from __future__ import annotations

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import composite

from equipoise.errors import MeasureError
from equipoise.measures import capability_share, cinc, cinc_by_year, gdp_times_gdp_per_capita

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
    found = cinc_by_year(nmc[COMPONENTS].to_numpy(dtype=float), nmc["year"])
    assert len(found) == 17_121
    np.testing.assert_allclose(found, nmc["cinc"], atol=1e-7, rtol=0)  # eight decimals


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


def test_cinc_by_year_by_hand():
    """Rows in any order; the second state of 1817 lacks the second component."""
    components = [[3.0, 1.0], [1.0, 4.0], [1.0, 1.0], [9.0, np.nan]]
    years = [1816, 1817, 1816, 1817]
    np.testing.assert_allclose(
        cinc_by_year(components, years), [0.625, 0.55, 0.375, 0.9], rtol=1e-15
    )


@pytest.mark.real_data
def test_cinc_does_not_add_up_to_one(nmc):
    """A missing component leaves the mean of one state alone, not the shares of the others."""
    index = nmc.assign(index=cinc_by_year(nmc[COMPONENTS].to_numpy(dtype=float), nmc["year"]))
    sums = index.groupby("year")["index"].sum()
    assert sums.max() == pytest.approx(1.0747, abs=5e-5)
    complete = nmc.groupby("year")[COMPONENTS].count().min(axis=1) == nmc.groupby("year").size()
    assert 0 < complete.sum() < len(sums)
    np.testing.assert_allclose(sums[complete], 1.0, atol=1e-12)
    assert sums.min() == pytest.approx(1.0, abs=1e-12)


@pytest.mark.real_data
def test_missing_as_zero_is_another_index(nmc):
    """Zeros for gaps, and six as the divisor: one state-year in six comes out wrong."""
    apart = np.abs(cinc_by_year(nmc[COMPONENTS].fillna(0.0), nmc["year"]) - nmc["cinc"])
    assert (apart < 1e-7).sum() == 14_319
    assert apart.max() == pytest.approx(0.058, abs=5e-4)


@given(tables(), tables())
def test_years_do_not_mix(first, second):
    years = np.repeat([1816, 1817], [len(first), len(second)])
    width = min(first.shape[1], second.shape[1])
    table = np.vstack([first[:, :width], second[:, :width]])
    both = cinc_by_year(table[::-1], years[::-1])[::-1]
    np.testing.assert_allclose(both[: len(first)], cinc(first[:, :width]), rtol=1e-12)
    np.testing.assert_allclose(both[len(first) :], cinc(second[:, :width]), rtol=1e-12)


@pytest.mark.parametrize(
    ("components", "years", "message"),
    [
        ([[1.0], [np.nan]], [1816, 1817], "year 1817, components: row 0 has none"),
        ([[1.0], [0.0]], [1816, 1817], "year 1817, components: column 0 is zero for every state"),
        ([[1.0]], [1816, 1817], "lengths differ: components 1, years 2"),
        ([[1.0]], [np.nan], "years: position 0 is nan, a missing value"),
    ],
)
def test_cinc_by_year_refuses(components, years, message):
    with pytest.raises(MeasureError, match=message):
        cinc_by_year(components, years)


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
