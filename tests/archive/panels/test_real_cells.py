"""Joined columns of published data, cell by cell against plain loops over sampled rows."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest

pytestmark = pytest.mark.real_data

COMPUTED = {
    *("cinc", "similarity", "similarity-cow", "un-voting"),
    *("trade-dependence", "trade-gdp", "diplomacy"),
}
"""Verbs with a test of their own."""


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
    met = min(
        max(a.start, b.start).year
        for a in oracle.spells[key[0]]
        for b in oracle.spells[key[1]]
        if a.overlaps(b)
    )
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
                for p in oracle.spells[state]
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


def test_sampled_rows_equal_plain_loops_cell_by_cell(directed, sampled, oracle):
    expected = [
        expected_state_columns(oracle),
        expected_pair_columns(oracle),
        expected_spell_columns(oracle),
    ]
    columns = {name for cells in expected for name in next(iter(cells.values()))}
    joined = {name for name, verb in directed.verb_of.items() if verb not in COMPUTED}
    assert columns | {"capital_distance_km"} == joined
    for key, row in sampled.items():
        for cells in expected:
            for name, value in cells[key].items():
                assert row[name] == value, (key, name)
    for key, km in expected_distances(oracle).items():
        # The law of cosines loses digits near zero: a metre at the very worst.
        assert sampled[key]["capital_distance_km"] == (
            km if km is None else pytest.approx(km, abs=1e-3)
        )
