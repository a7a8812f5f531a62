"""The same jobs as a reader of the data sets would write them in pandas, for comparison.

``python pandas_jobs.py JOB TABLES TARGET``: one job in a process of its own. Tables are those of
the archive as Parquet, so that both sides start from the same cells. Where pandas has a fast and a
slow way the fast one is taken: shared organisations are counted by one product of matrices a year
and not by joining memberships to memberships.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd

FIRST, LAST, LISTED_TO = 1816, 2025, 2016
RADIUS_KM = 6371.0088
DYAD = ["ccode1", "ccode2", "year"]
PLEDGES = ["defense", "offense", "neutrality", "nonaggression", "consultation"]
LEVELS = {"nonaggression": 1, "neutrality": 2, "consultation": 2, "defense": 3, "offense": 3}
SIMILARITY_YEAR = 1914


def table(tables: Path, name: str) -> pd.DataFrame:
    """One table, with days as pandas has them."""
    found = pd.read_parquet(tables / f"{name}.parquet")
    for column in {"start", "end"} & set(found.columns):
        if not pd.api.types.is_integer_dtype(found[column]):
            found[column] = pd.to_datetime(found[column])
    return found


def by_year(spells: pd.DataFrame) -> pd.DataFrame:
    """A row for each spell and year that it touches."""
    first = spells["start"].dt.year.clip(lower=FIRST)
    last = spells["end"].dt.year.clip(upper=LAST)
    count = (last - first + 1).clip(lower=0)
    found = spells.loc[spells.index.repeat(count)].copy()
    found["year"] = np.repeat(first.to_numpy(), count) + found.groupby(level=0).cumcount()
    return found.reset_index(drop=True)


def members(tables: Path) -> pd.DataFrame:
    """Stays of states by year, cut to the year; stays open where the list stops are carried on."""
    spells = table(tables, "cow-states")[["ccode", "state", "start", "end"]]
    still = spells["end"] == pd.Timestamp(LISTED_TO, 12, 31)
    spells.loc[still, "end"] = pd.Timestamp(LAST, 12, 31)
    found = by_year(spells)
    found["start"] = found["start"].clip(lower=pd.to_datetime(found["year"].astype(str)))
    ends = pd.to_datetime(found["year"].astype(str) + "-12-31")
    found["end"] = found["end"].clip(upper=ends)
    return found


def dyads(states: pd.DataFrame) -> pd.DataFrame:
    """Directed dyad-years of states that share a day."""
    pairs = states.merge(states, on="year", suffixes=("1", "2"))
    apart = pairs["ccode1"] != pairs["ccode2"]
    start = pairs[["start1", "start2"]].max(axis=1)
    end = pairs[["end1", "end2"]].min(axis=1)
    kept = pairs.loc[apart & (start <= end), ["ccode1", "state1", "ccode2", "state2", "year"]]
    return kept.drop_duplicates(DYAD).sort_values(DYAD, ignore_index=True)


def sided(panel: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    """The panel with columns of states by year, for the first and for the second state."""
    for side in ("1", "2"):
        named = {name: f"{name}{side}" for name in states.columns if name != "year"}
        keys = [f"ccode{side}", "year"]
        panel = panel.merge(states.rename(columns=named), on=keys, how="left")
    return panel


def contiguities(tables: Path) -> pd.DataFrame:
    """Closest contiguity of dyads by year, in both orders."""
    spells = table(tables, "cow-contiguity")[["ccode1", "ccode2", "conttype", "start", "end"]]
    turned = spells.rename(columns={"ccode1": "ccode2", "ccode2": "ccode1"})
    years = by_year(pd.concat([spells, turned], ignore_index=True))
    return years.groupby(DYAD, as_index=False)["conttype"].min()


def shared_bodies(memberships: pd.DataFrame, name: str) -> pd.DataFrame:
    """Organisations to which two states both belong, by year."""
    found = []
    for year, rows in memberships.assign(one=1.0).groupby("year"):
        belongs = rows.pivot_table(index="ccode", columns="body", values="one", fill_value=0.0)
        counts = belongs.dot(belongs.T)
        counts.index.name, counts.columns.name = "ccode1", "ccode2"
        found.append(counts.stack().rename(name).reset_index().assign(year=year))
    return pd.concat(found, ignore_index=True)


def with_bodies(panel: pd.DataFrame, tables: Path) -> pd.DataFrame:
    """The panel with counts of shared organisations, zero between states that are covered."""
    listed = table(tables, "cow-igo")
    covered = table(tables, "cow-igo-states")[["ccode", "year"]].assign(covered=1.0)
    panel = sided(panel, covered)
    known = panel["covered1"].notna() & panel["covered2"].notna()
    for name, statuses in {
        "shared_igos": ["full", "associate"],
        "shared_igos_full": ["full"],
    }.items():
        counts = shared_bodies(listed[listed["status"].isin(statuses)], name)
        panel = panel.merge(counts, on=DYAD, how="left")
        panel[name] = panel[name].fillna(0).where(known)
    return panel.drop(columns=["covered1", "covered2"])


def with_majors(panel: pd.DataFrame, tables: Path) -> pd.DataFrame:
    """The panel with who was a major power, to the last year of the list."""
    spells = table(tables, "cow-majors")
    years = by_year(spells)[["ccode", "year"]].drop_duplicates().assign(major=1.0)
    panel = sided(panel, years)
    listed = panel["year"] <= spells["end"].dt.year.max()
    for name in ("major1", "major2"):
        panel[name] = panel[name].fillna(0).where(listed)
    return panel


def dyad_panel(tables: Path, target: Path) -> int:
    """The panel of six data sets, written; its number of rows."""
    panel = dyads(members(tables))
    panel = sided(panel, table(tables, "nmc").drop(columns="state"))
    panel = panel.merge(contiguities(tables), on=DYAD, how="left")
    listed = panel["year"] <= LISTED_TO
    panel["conttype"] = panel["conttype"].fillna(0).where(listed)
    panel = sided(panel, table(tables, "democracy").drop(columns="state"))
    panel = with_bodies(panel, tables)
    treaties = table(tables, "atop")[[*DYAD, *PLEDGES]]
    covered = panel["year"] <= treaties["year"].max()
    named = {pledge: f"atop_{pledge}" for pledge in PLEDGES}
    panel = panel.merge(treaties.rename(columns=named), on=DYAD, how="left")
    for name in named.values():
        panel[name] = panel[name].fillna(0).where(covered)
    panel = with_majors(panel, tables).sort_values(DYAD, ignore_index=True)
    panel.to_parquet(target, index=False)
    return len(panel)


def capital_distances(tables: Path, target: Path) -> int:
    """Distances of capitals for the same dyad-years, written; their number of rows."""
    states = members(tables)
    last_days = states.groupby(["ccode", "year"], as_index=False)["end"].max()
    cities = table(tables, "cow-capitals")[["ccode", "start", "end", "lat", "lon"]]
    at = last_days.merge(cities, on="ccode", suffixes=("", "_of_city"))
    open_ended = at["end_of_city"].isna()
    there = (at["start"] <= at["end"]) & (open_ended | (at["end"] <= at["end_of_city"]))
    panel = sided(dyads(states), at.loc[there, ["ccode", "year", "lat", "lon"]])
    phi1, lam1, phi2, lam2 = (np.radians(panel[c]) for c in ("lat1", "lon1", "lat2", "lon2"))
    chord = np.sin((phi1 - phi2) / 2) ** 2
    chord += np.cos(phi1) * np.cos(phi2) * np.sin((lam1 - lam2) / 2) ** 2
    panel["capital_distance_km"] = 2 * RADIUS_KM * np.arcsin(np.sqrt(chord.clip(upper=1)))
    panel[[*DYAD, "capital_distance_km"]].to_parquet(target, index=False)
    return len(panel)


def portfolios(tables: Path, year: int) -> pd.DataFrame:
    """Highest tie of each member to each member in one year, 3 on the diagonal."""
    states = members(tables)
    codes = np.sort(states.loc[states["year"] == year, "ccode"].unique())
    treaties = table(tables, "atop")
    treaties = treaties[treaties["year"] == year]
    level = (treaties[list(LEVELS)] * pd.Series(LEVELS)).max(axis=1)
    ties = treaties.assign(level=level).pivot_table(
        index="ccode1", columns="ccode2", values="level", fill_value=0
    )
    found = ties.reindex(index=codes, columns=codes, fill_value=0)
    return found.mask(np.eye(len(codes), dtype=bool), 3).astype(float)


def agreement(one: pd.Series, other: pd.Series, top: int) -> Iterator[tuple[str, float]]:
    """S, pi and kappa of two portfolios on a scale from 0 to a top."""
    levels = range(top + 1)
    table = pd.crosstab(one, other).reindex(index=levels, columns=levels, fill_value=0)
    seen = table / table.to_numpy().sum()
    rows, columns = seen.sum(axis=1), seen.sum(axis=0)
    gap = np.abs(np.subtract.outer(levels, levels))
    pooled = (rows + columns) / 2
    yield "s_absolute", 1 - 2 * (seen * gap / top).to_numpy().sum()
    yield "s_squared", 1 - 2 * (seen * (gap / top) ** 2).to_numpy().sum()
    for name, weight in {"nominal": (gap > 0) * 1.0, "squared": (gap / top) ** 2}.items():
        found = (seen * weight).to_numpy().sum()
        for measure, chance in (
            ("pi", np.outer(pooled, pooled)),
            ("kappa", np.outer(rows, columns)),
        ):
            expected = (chance * weight).sum()
            yield f"{measure}_{name}", 1 - found / expected if expected > 0 else np.nan


def rank_correlation(one: pd.Series, other: pd.Series) -> float:
    """Kendall's tau-b, from the order of all pairs of entries."""
    signs = [np.sign(np.subtract.outer(x.to_numpy(), x.to_numpy())) for x in (one, other)]
    untied = np.prod([np.abs(sign).sum() for sign in signs])
    return (signs[0] * signs[1]).sum() / np.sqrt(untied) if untied else np.nan


def similarity(tables: Path, target: Path) -> int:
    """All measures for the dyads of one year, written; the number of directed dyads."""
    ties = portfolios(tables, SIMILARITY_YEAR)
    rows = []
    for place, code in enumerate(ties.index):
        for other in ties.index[place + 1 :]:
            one, two = ties.loc[code], ties.loc[other]
            cells = dict(agreement(one, two, 3))
            binary = dict(agreement(one.clip(upper=1), two.clip(upper=1), 1))
            cells |= {
                "s_binary": binary["s_absolute"],
                "pi_binary": binary["pi_nominal"],
                "kappa_binary": binary["kappa_nominal"],
                "tau_b": rank_correlation(one, two),
            }
            rows.append({"ccode1": code, "ccode2": other, **cells})
    pd.DataFrame(rows).to_parquet(target, index=False)
    return 2 * len(rows)


JOBS: dict[str, Callable[[Path, Path], int]] = {
    "panel": dyad_panel,
    "capitals": capital_distances,
    "similarity": similarity,
}


def main() -> None:
    """Do one job; print its rows, seconds and peak memory as JSON."""
    job, tables, target = sys.argv[1:]
    start = time.perf_counter()
    rows = JOBS[job](Path(tables), Path(target))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": rows, "seconds": seconds, "peak_mb": peak}))


if __name__ == "__main__":
    main()
