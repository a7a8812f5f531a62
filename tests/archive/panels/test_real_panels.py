"""Panels of published data: pinned figures, and a plain loop over sampled rows."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

import numpy as np
import pytest
from pyarrow import compute

from equipoise.archive.panels.builder import dyad_years, state_years
from equipoise.archive.panels.verbs.registry import VERBS
from equipoise.vocabulary.states import all_states

pytestmark = pytest.mark.real_data

SAMPLED = 5_000
COW = {one.id: one.spells for one in all_states() if one.cow is not None}


@pytest.fixture(scope="module")
def directed(published):
    """All verbs over all directed dyad-years to 2025."""
    return dyad_years(carry_to=2025).add(*VERBS).table(published)


def known(table, column):
    """Rows with a value."""
    return table.num_rows - table[column].null_count


def test_pinned_figures_of_the_directed_panel(directed):
    assert directed.num_rows == 2_252_760
    counts = {
        "cinc1": 2_139_270,
        "cinc2": 2_139_270,
        "milex1": 1_930_993,
        "major1": 2_214_930,
        "conttype": 1_912_290,
        # The 917,695 published pairs both ways, less 44 rows of states that share no day.
        "shared_igos": 1_835_346,
        "atop_defense": 1_987_950,
        "cow_defense": 1_760_970,
        "flow1": 1_296_469,
        "capital_distance_km": 2_214_930,
        # Each of the 952,244 published pairs, both ways.
        "minimum_distance_km": 1_904_488,
        "polity21": 1_732_681,
        "gdp1": 2_023_940,
        "ideal_point_distance": 1_802_804,
        "mid_ongoing": 1_836_630,
        "rivalry": 2_063_610,
    }
    assert {name: known(directed, name) for name in counts} == counts
    sums = {
        # Twice 20,526,916: the publisher's dyadic file has each pair once.
        "shared_igos": 41_053_832,
        "shared_igos_full": 40_981_798,
        "atop_defense": 135_392,
        "cow_defense": 103_008,
        "conttype": 193_976,
        "mid_ongoing": 10_230,
        "mid_onset": 6_922,
        "rivalry": 15_226,
    }
    assert {name: compute.sum(directed[name]).as_py() for name in sums} == sums


def test_relevant_dyads_while_contiguity_is_known(directed):
    known_years = directed.filter(compute.less_equal(directed["year"], 2016))
    assert known_years["relevant"].null_count == 0
    # With the publisher's own dyad-year file in place of the spells the count is the same.
    assert compute.sum(known_years["relevant"]).as_py() == 246_302


def test_undirected_panel_has_the_published_sum(published):
    table = dyad_years(carry_to=2025, directed=False).add("igos").table(published)
    assert table.num_rows == 1_126_380
    assert compute.sum(table["shared_igos"]).as_py() == 20_526_916


def test_organisations_of_states_equal_the_published_counts(published, shared):
    from pyarrow import parquet

    counts = parquet.read_table(shared / "data" / "tidy" / "cow_igo_counts.parquet").to_pylist()
    table = state_years(end=2014).add("igos").table(published).to_pylist()
    found = {(row["ccode"], row["year"]): row for row in table}
    assert len(counts) == 15_557
    for row in counts:
        ours = found[row["ccode"], row["year"]]
        for status in ("full", "associate", "observer"):
            assert ours[f"igos_{status}"] == row[f"sum_igo_{status}"]
    # The Germanies and Yemens of 1990 are members and not coded: null, not zero.
    uncoded = {key for key, row in found.items() if row["igos_full"] is None}
    assert uncoded == {(260, 1990), (265, 1990), (678, 1990), (680, 1990)}


def test_major_powers_of_the_list(published):
    table = state_years().add("majors").table(published)
    assert compute.sum(table["major"]).as_py() == 1_195


def test_gleditsch_and_ward_rows_join_by_state(published):
    table = dyad_years("gw", carry_to=2025).add("capabilities", "alliances").table(published)
    assert table.num_rows == 2_180_132
    row = table.filter(
        (compute.field("state1") == "DEU")
        & (compute.field("state2") == "USA")
        & (compute.field("year") == 2000)
    ).to_pylist()[0]
    # Germany is 260 here and 255 in the Correlates of War list.
    assert (row["gwcode1"], row["atop_defense"]) == (260, 1)
    assert row["cinc1"] is not None


class Oracle:
    """Cells of a dyad-year by plain loops over rows, without the code under test."""

    def __init__(self, archive, keys):
        self.archive, self.keys = archive, keys
        self.states = {(s, year) for one, other, year in keys for s in (one, other)}
        self.spans = {name: archive.source(name).span for name in archive._makers}

    def rows(self, name, *columns):
        """Tuples of a table."""
        table = self.archive.arrow(name, columns)
        return list(zip(*(table[c].to_pylist() for c in columns), strict=True))

    def of_states(self, name, columns):
        """Values by state and year."""
        wanted = self.rows(name, "state", "year", *columns)
        return {row[:2]: row[2:] for row in wanted if row[:2] in self.states}

    def of_pairs(self, name, columns):
        """Values by dyad and year, as they stand in the table."""
        ends = {(a, b, y) for one, other, y in self.keys for a, b in ((one, other), (other, one))}
        wanted = self.rows(name, "state1", "state2", "year", *columns)
        return {row[:3]: row[3:] for row in wanted if row[:3] in ends}

    def covered(self, name, key):
        """Whether a data set on members of the system covers a dyad-year."""
        first, last = self.spans[name]
        members = (any(p.covers_year(key[2]) for p in COW[state]) for state in key[:2])
        return first <= key[2] <= last and all(members)


def expected_state_columns(oracle):
    """Columns of both sides."""
    taken = {
        "nmc": ("milex", "milper", "irst", "pec", "tpop", "upop", "cinc"),
        "democracy": ("euds", "aeuds", "polity2", "v2x_polyarchy"),
        "latent-gdp": (
            *("gdp_per_capita", "gdp_per_capita_sd", "gdp"),
            *("gdp_sd", "population", "population_sd"),
        ),
        "unga-ideal-points": ("ideal_point",),
    }
    cells = {key: {} for key in oracle.keys}
    for name, columns in taken.items():
        found = oracle.of_states(name, columns)
        for (one, other, year), row in cells.items():
            for side, state in ((1, one), (2, other)):
                values = found.get((state, year), (None,) * len(columns))
                row.update({f"{c}{side}": v for c, v in zip(columns, values, strict=True)})
    majors = oracle.rows("cow-majors", "state", "start", "end")
    for key, row in cells.items():
        for side, state in ((1, key[0]), (2, key[1])):
            spells = [(s, e) for m, s, e in majors if m == state]
            major = any(s.year <= key[2] <= e.year for s, e in spells)
            row[f"major{side}"] = int(major) if oracle.covered("cow-majors", key) else None
        points = [row[f"ideal_point{side}"] for side in (1, 2)]
        row["ideal_point_distance"] = None if None in points else abs(points[0] - points[1])
    return cells


def expected_pair_columns(oracle):
    """Columns taken from tables of dyads."""
    cells = {key: {} for key in oracle.keys}
    flows = oracle.of_pairs("cow-trade-dyadic", ("flow1", "flow2", "smoothflow1", "smoothflow2"))
    km = oracle.of_pairs("minimum-distance", ("km",))
    atop = ("defense", "offense", "neutrality", "nonaggression", "consultation")
    cow = ("defense", "neutrality", "nonaggression", "entente")
    pledged = {
        "atop": (atop, oracle.of_pairs("atop", atop)),
        "cow": (cow, oracle.of_pairs("cow-alliances", cow)),
    }
    for key, row in cells.items():
        turned = (key[1], key[0], key[2])
        if key in flows:
            found = flows[key]
        else:
            a, b, c, d = flows.get(turned, (None,) * 4)
            found = (b, a, d, c)
        row.update(zip(("flow1", "flow2", "smoothflow1", "smoothflow2"), found, strict=True))
        row["minimum_distance_km"] = km.get(key, km.get(turned, (None,)))[0]
        for prefix, (names, table) in pledged.items():
            source = "atop" if prefix == "atop" else "cow-alliances"
            otherwise = (0 if oracle.covered(source, key) else None,) * len(names)
            values = table.get(key, table.get(turned, otherwise))
            row.update({f"{prefix}_{n}": v for n, v in zip(names, values, strict=True)})
    return cells


def expected_spell_columns(oracle):
    """Columns found from spells, memberships and disputes."""
    contiguity = oracle.rows("cow-contiguity", "state1", "state2", "conttype", "start", "end")
    rivalries = oracle.rows("tss-rivalries", "state1", "state2", "start", "end")
    disputes = oracle.rows(
        "cow-mid-dyadic", "state1", "state2", "year", "ongoing", "onset", "hostility"
    )
    majors = oracle.rows("cow-majors", "state", "start", "end")
    bodies = {}
    for state, year, body, status in oracle.rows("cow-igo", "state", "year", "body", "status"):
        bodies.setdefault((state, year), {})[body] = status
    coded = set(oracle.rows("cow-igo-states", "state", "year"))
    by_pair = {}
    for row in contiguity:
        by_pair.setdefault(frozenset(row[:2]), []).append(row[2:])
    fought = {}
    for row in disputes:
        fought.setdefault(frozenset(row[:2]), []).append(row[2:])
    cells = {key: {} for key in oracle.keys}
    for key, row in cells.items():
        pair, year = frozenset(key[:2]), key[2]
        near = [t for t, s, e in by_pair.get(pair, ()) if t and s.year <= year <= e.year]
        near_known = oracle.covered("cow-contiguity", key)
        row["conttype"] = min(near, default=0) if near_known else None
        rival = any({a, b} == pair and s <= year <= e for a, b, s, e in rivalries)
        row["rivalry"] = int(rival) if oracle.covered("tss-rivalries", key) else None
        power_known = oracle.covered("cow-majors", key)
        power = power_known and any(m in pair and s.year <= year <= e.year for m, s, e in majors)
        yes = power or (near_known and bool(near))
        row["relevant"] = 1 if yes else 0 if near_known and power_known else None
        one, other = (bodies.get((state, year), {}) for state in key[:2])
        belongs = [(one[b], other[b]) for b in one if b in other]
        igo = all((state, year) in coded for state in key[:2])
        inner = {"full", "associate"}
        row["shared_igos"] = sum(set(p) <= inner for p in belongs) if igo else None
        row["shared_igos_full"] = sum(set(p) == {"full"} for p in belongs) if igo else None
        row.update(expected_disputes(oracle, key, fought.get(pair, ())))
    return cells


def expected_disputes(oracle, key, fought):
    """Columns on disputes of one dyad-year."""
    if not oracle.covered("cow-mid-dyadic", key):
        return dict.fromkeys(("mid_ongoing", "mid_onset", "mid_hostility", "peace_years"))
    now = [row[1:] for row in fought if row[0] == key[2]]
    before = [row[0] for row in fought if row[0] <= key[2]]
    met = min(max(a.start, b.start).year for a in COW[key[0]] for b in COW[key[1]] if a.overlaps(b))
    return {
        "mid_ongoing": max((row[0] for row in now), default=0),
        "mid_onset": max((row[1] for row in now), default=0),
        "mid_hostility": max((row[2] for row in now), default=0),
        "peace_years": key[2] - max([met, *before]),
    }


def expected_distances(oracle):
    """Great circles by the spherical law of cosines."""
    capitals = oracle.rows("cow-capitals", "state", "start", "end", "lat", "lon")
    cells = {}
    for key in oracle.keys:
        places = []
        for state in key[:2]:
            ends = [
                min(date(key[2], 12, 31), (p.end or date.max) - timedelta(1))
                for p in COW[state]
                if p.covers_year(key[2])
            ]
            day = max(ends)
            places += [(la, lo) for s, a, b, la, lo in capitals if s == state and a <= day <= b]
        if len(places) < 2:
            cells[key] = None
            continue
        (la1, lo1), (la2, lo2) = [tuple(map(math.radians, place)) for place in places]
        cosine = math.sin(la1) * math.sin(la2)
        cosine += math.cos(la1) * math.cos(la2) * math.cos(lo1 - lo2)
        cells[key] = 6371.0088 * math.acos(max(-1.0, min(1.0, cosine)))
    return cells


def test_sampled_rows_equal_plain_loops_cell_by_cell(directed, published):
    draw = random.Random(1816)
    places = set(draw.sample(range(directed.num_rows), SAMPLED // 2))
    # Most rows hold little but zeros: take as many where there is something to be wrong about.
    eventful = np.flatnonzero(directed["relevant"].fill_null(0).to_numpy()).tolist()
    places.update(draw.sample(sorted(set(eventful) - places), SAMPLED - len(places)))
    rows = {
        (row["state1"], row["state2"], row["year"]): row
        for row in directed.take(sorted(places)).to_pylist()
    }
    oracle = Oracle(published, list(rows))
    expected = [
        expected_state_columns(oracle),
        expected_pair_columns(oracle),
        expected_spell_columns(oracle),
    ]
    columns = {name for cells in expected for name in next(iter(cells.values()))}
    keys = {"ccode1", "ccode2", "state1", "state2", "year"}
    assert columns | keys | {"capital_distance_km"} == set(directed.column_names)
    for key, row in rows.items():
        for cells in expected:
            for name, value in cells[key].items():
                assert row[name] == value, (key, name)
    for key, km in expected_distances(oracle).items():
        # The law of cosines loses digits near zero: a metre at the very worst.
        assert rows[key]["capital_distance_km"] == (
            km if km is None else pytest.approx(km, abs=1e-3)
        )
