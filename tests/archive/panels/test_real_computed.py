"""Computed columns of published data: published values, and plain loops over sampled rows."""

from __future__ import annotations

from collections import Counter

import pytest

from equipoise.archive.panels.builder import dyad_years, state_years

pytestmark = pytest.mark.real_data

EXACT = {"rel": 1e-12, "abs": 1e-12}
"""Both sides round the same few sums, in another order."""

GERMANY, RUSSIA, UNITED_KINGDOM, FRANCE = "DEU", "RUS", "GBR", "FRA"


@pytest.fixture(scope="module")
def year_1914(published):
    """Similarity of all dyads of 1914."""
    rows = dyad_years(start=1914, end=1914).add("similarity").table(published).to_pylist()
    return {(row["state1"], row["state2"]): row for row in rows}


@pytest.mark.parametrize(
    ("column", "germany_russia", "britain_france"),
    [
        ("atop_s_squared", 0.6889, 0.8765),
        ("atop_s_absolute", 0.6593, 0.8370),
        ("atop_s_binary", 0.6444, 0.8667),
        ("atop_pi_nominal", 0.1589, 0.3993),
        ("atop_pi_binary", 0.2308, 0.6893),
        ("atop_tau_b", 0.2265, 0.6436),
        # A scale cut to the levels observed gives .2105 and .4828.
        ("atop_kappa_squared", 0.2222, 0.5902),
    ],
)
def test_values_of_1914(year_1914, column, germany_russia, britain_france):
    found = [year_1914[pair][column] for pair in ((GERMANY, RUSSIA), (UNITED_KINGDOM, FRANCE))]
    assert [round(value, 4) for value in found] == [germany_russia, britain_france]


def test_quadratic_pi_of_1914_is_another_number(year_1914):
    assert round(year_1914[GERMANY, RUSSIA]["atop_pi_squared"], 4) == 0.2213


def test_a_region_does_not_change_the_portfolios(published):
    asked = {"start": 2012, "end": 2012}
    inside = dyad_years(**asked, region="east-asia").add("similarity").table(published)
    everywhere = dyad_years(**asked).add("similarity").table(published).to_pylist()
    of_pair = {(row["state1"], row["state2"]): row for row in everywhere}
    assert inside.num_rows == 240
    assert all(of_pair[row["state1"], row["state2"]] == row for row in inside.to_pylist())


def test_the_other_list_has_the_same_similarity_by_state(published):
    asked = {"start": 2000, "end": 2000}
    cow = dyad_years(**asked).add("similarity").table(published).to_pylist()
    gw = dyad_years("gw", **asked).add("similarity").table(published).to_pylist()
    of_pair = {(row["state1"], row["state2"]): row["atop_kappa_squared"] for row in cow}
    found = [row for row in gw if (row["state1"], row["state2"]) in of_pair]
    assert len(found) > 20_000
    for row in found:
        assert row["atop_kappa_squared"] == of_pair[row["state1"], row["state2"]]


def test_the_index_of_capability_is_recomputed_in_every_row(published):
    table = state_years(carry_to=2022).add("capabilities", "cinc").table(published).to_pylist()
    rows = [row for row in table if row["cinc"] is not None]
    # The publisher prints seven digits.
    close = sum(abs(row["cinc"] - row["cinc_recomputed"]) < 1e-7 for row in rows)
    assert (close, len(rows)) == (17_121, 17_121)
    assert sum(row["cinc_recomputed"] is not None for row in table) == 17_121


def test_the_index_does_not_add_up_to_one(published):
    table = state_years(end=2016).add("cinc").table(published).to_pylist()
    sums = Counter()
    for row in table:
        sums[row["year"]] += row["cinc_recomputed"] or 0.0
    assert min(sums.values()) == pytest.approx(1, abs=1e-9)
    assert 1.07 < max(sums.values()) < 1.08


def test_trade_beyond_the_world_is_counted_and_null(published):
    panel = dyad_years(directed=False).add("trade-dependence").panel(published)
    rows = panel.to_arrow().to_pylist()
    beyond = [row for row in rows if row["trade_exceeds_total"] == 1]
    assert len(beyond) == 264
    assert {row["trade_share1"] for row in beyond} == {row["trade_share2"] for row in beyond}
    assert {row["trade_share1"] for row in beyond} == {None}
    assert any("264 rows have more trade" in warning for warning in panel.warnings)


def test_an_excerpt_gives_no_standing(published):
    panel = state_years().add("diplomacy").panel(published)
    table = panel.to_arrow()
    assert all(table[name].null_count == table.num_rows for name in table.column_names[3:])
    assert any("only some values of state1" in warning for warning in panel.warnings)


def coefficients(one, other, levels):
    """All measures of one dyad by their textbook formulas."""
    found = {}
    valued = list(zip(one, other, strict=True))
    binary = [(min(a, 1), min(b, 1)) for a, b in valued]
    count = len(valued)
    for name, power in (("s_absolute", 1), ("s_squared", 2)):
        apart = sum(abs(a - b) ** power for a, b in valued)
        found[name] = 1 - 2 * apart / (count * (levels - 1) ** power)
    found["s_binary"] = 1 - 2 * sum(a != b for a, b in binary) / count
    found["tau_b"] = tau(Counter(valued), count)
    for name, pairs, weight in (
        ("nominal", valued, lambda a, b: a != b),
        ("squared", valued, lambda a, b: (a - b) ** 2),
        ("binary", binary, lambda a, b: a != b),
    ):
        rows, columns = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
        observed = sum(weight(a, b) for a, b in pairs) / count
        scale = range(levels)
        pooled = {k: (rows[k] + columns[k]) / (2 * count) for k in scale}
        for measure, chance in (
            ("pi", [pooled[a] * pooled[b] * weight(a, b) for a in scale for b in scale]),
            ("kappa", [rows[a] * columns[b] * weight(a, b) for a in scale for b in scale]),
        ):
            by_chance = sum(chance) / (1 if measure == "pi" else count**2)
            found[f"{measure}_{name}"] = 1 - observed / by_chance if by_chance else None
    return found


def tau(table, count):
    """Kendall's tau-b from the cells of a table."""
    score = 0
    for (a, b), n in table.items():
        for (c, d), m in table.items():
            score += n * m * ((a > c) - (a < c)) * ((b > d) - (b < d))
    rows, columns = Counter(), Counter()
    for (a, b), n in table.items():
        rows[a] += n
        columns[b] += n
    untied = [count**2 - sum(n * n for n in side.values()) for side in (rows, columns)]
    return score / (untied[0] * untied[1]) ** 0.5 if all(untied) else None


ATOP = {"defense": 3, "offense": 3, "neutrality": 2, "consultation": 2, "nonaggression": 1}
COW = {"defense": 3, "neutrality": 2, "nonaggression": 2, "entente": 1}


def expected_similarity(oracle, name, prefix, levels):
    """Similarity of alliances."""
    years = {key[2] for key in oracle.keys}
    ties = {}
    for one, other, year, *flags in oracle.rows(name, "state1", "state2", "year", *levels):
        if year in years:
            held = [n for n, flag in zip(levels.values(), flags, strict=True) if flag]
            ties[one, other, year] = max(held, default=0)
    members = {y: [s for s in sorted(oracle.spells) if oracle.member(s, y)] for y in years}
    cells = {}
    for key in oracle.keys:
        year = key[2]
        if not oracle.covered(name, key):
            found = dict.fromkeys(coefficients([0, 1], [0, 1], 2))
        else:
            one, other = (
                [3 if s == state else ties.get((state, s, year), 0) for s in members[year]]
                for state in key[:2]
            )
            found = coefficients(one, other, 4)
        cells[key] = {f"{prefix}_{column}": value for column, value in found.items()}
    return cells


def expected_voting(oracle):
    """Agreement and similarity of votes."""
    year_of = dict(oracle.rows("unga-roll-calls", "rcid", "year"))
    cast = {}
    for call, state, vote in oracle.rows("unga-votes", "rcid", "state", "vote"):
        if (state, year_of[call]) in oracle.states:
            cast.setdefault((state, year_of[call]), {})[call] = vote
    cells = {}
    for key in oracle.keys:
        one, other = (cast.get((state, key[2])) for state in key[:2])
        row = dict.fromkeys(("common_votes", "agreement", *coefficients([0, 1], [0, 1], 2)))
        if one is not None and other is not None and key[2] <= 2019:
            common = sorted(set(one) & set(other))
            row["common_votes"] = len(common)
            if len(common) >= 10:
                row["agreement"] = sum(one[c] == other[c] for c in common) / len(common)
                sides = ([cast[c] - 1 for c in common] for cast in (one, other))
                row |= coefficients(*sides, 3)
        cells[key] = {f"un_{column}": value for column, value in row.items()}
    return cells


def expected_dependence(oracle):
    """Shares in trade and in product."""
    flows = oracle.of_pairs("cow-trade-dyadic", ("flow1", "flow2"))
    totals = oracle.of_states("cow-trade-national", ("imports", "exports"))
    product = {
        (state, year): value / 1e6
        for state, year, indicator, value in oracle.rows(
            "wdi", "state", "year", "indicator", "value"
        )
        if indicator == "NY.GDP.MKTP.CD" and value
    }
    cells = {}
    for key in oracle.keys:
        both = flows.get(key, flows.get((key[1], key[0], key[2]), (None, None)))
        trade = None if None in both else sum(both)
        own = [totals.get((state, key[2]), (None, None)) for state in key[:2]]
        world = [None if None in pair or not sum(pair) else sum(pair) for pair in own]
        cells[key] = shares(trade, world) | of_product(
            trade, [product.get((state, key[2])) for state in key[:2]]
        )
    return cells


def shares(trade, world):
    """Shares of the two in each other's trade."""
    names = ("share1", "share2", "salience", "symmetry", "interdependence", "asymmetry")
    row = dict.fromkeys((*(f"trade_{name}" for name in names), "trade_exceeds_total"))
    if trade is None:
        return row
    if any(total is not None and trade > total for total in world):
        return row | {"trade_exceeds_total": 1}
    one, other = (None if total is None else trade / total for total in world)
    row |= {"trade_share1": one, "trade_share2": other}
    if one is None or other is None:
        return row
    salience, symmetry = (one * other) ** 0.5, 1 - abs(one - other)
    tied = (salience, symmetry, salience * symmetry, one - other)
    return row | dict(zip([*row][2:], (*tied, 0), strict=True))


def of_product(trade, product):
    """Trade of the two in each one's product."""
    one, other = (None if None in (trade, gdp) else trade / gdp for gdp in product)
    low = None if None in (one, other) else min(one, other)
    return {"trade_gdp1": one, "trade_gdp2": other, "trade_gdp_low": low}


def expected_states(oracle):
    """The index of capability from its components; no standing from an excerpt."""
    columns = ("milex", "milper", "irst", "pec", "tpop", "upop")
    by_year = {}
    for state, year, *parts in oracle.rows("nmc", "state", "year", *columns):
        by_year.setdefault(year, {})[state] = parts
    index = {}
    for year, rows in by_year.items():
        system = [sum(part or 0.0 for part in parts) for parts in zip(*rows.values(), strict=True)]
        for state, parts in rows.items():
            held = [p / total for p, total in zip(parts, system, strict=True) if p is not None]
            index[state, year] = sum(held) / len(held)
    bare = ("missions_hosted", "missions_sent", "diplomatic_centrality")
    return {
        key: {
            f"{name}{side}": index.get((state, key[2])) if name == "cinc_recomputed" else None
            for side, state in ((1, key[0]), (2, key[1]))
            for name in ("cinc_recomputed", *bare)
        }
        for key in oracle.keys
    }


def test_sampled_rows_equal_plain_loops_cell_by_cell(directed, sampled, oracle):
    expected = [
        expected_similarity(oracle, "atop", "atop", ATOP),
        expected_similarity(oracle, "cow-alliances", "cow", COW),
        expected_voting(oracle),
        expected_dependence(oracle),
        expected_states(oracle),
    ]
    verbs = {
        *("cinc", "similarity", "similarity-cow", "un-voting"),
        *("trade-dependence", "trade-gdp", "diplomacy"),
    }
    columns = {name for cells in expected for name in next(iter(cells.values()))}
    assert columns == {name for name, verb in directed.verb_of.items() if verb in verbs}
    for key, row in sampled.items():
        for cells in expected:
            for name, value in cells[key].items():
                wanted = value if value is None else pytest.approx(value, **EXACT)
                assert row[name] == wanted, (key, name)
