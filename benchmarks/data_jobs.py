"""Jobs on published data, each in a process of its own: ``python data_jobs.py JOB ARCHIVE ...``."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

CARRIED_TO = 2025
VERBS = ("capabilities", "contiguity", "democracy", "igos", "alliances", "majors")
TABLES = (
    *("cow-states", "nmc", "cow-contiguity", "democracy", "cow-igo", "cow-igo-states", "atop"),
    *("cow-majors", "cow-capitals"),
)
"""What the same jobs in pandas read."""
LEVELS = {"defense": 3, "offense": 3, "neutrality": 2, "consultation": 2, "nonaggression": 1}
SIMILARITY_YEARS = range(1816, 2019)
SIMILARITY_YEAR = 1914
"""Year of which the similarities are written, to be compared."""

Done = tuple[int, float]
"""Rows, and seconds of the work."""


def imported(archive: Path, place: str, name: str = "", version: str = "") -> Done:
    """Import a data set from a folder, or all that are there."""
    from equipoise.archive.importing import Wanted, import_files

    wanted = Wanted((name,) if name else (), version or None, Path(place))
    start = time.perf_counter()
    found = import_files(wanted, archive)
    taken = time.perf_counter() - start
    for refused in (result.error for result in found if result.error):
        raise refused
    return sum(result.table.rows for result in found if result.table), taken


def exported(archive: Path, folder: str) -> Done:
    """Write tables of the archive as Parquet, for pandas."""
    from pyarrow import parquet

    from equipoise.archive.store import Archive

    start, rows = time.perf_counter(), 0
    Path(folder).mkdir()
    with Archive(archive) as opened:
        for name in TABLES:
            table = opened.arrow(name, opened.source(name).columns)
            parquet.write_table(table, Path(folder) / f"{name}.parquet")
            rows += table.num_rows
    return rows, time.perf_counter() - start


def dyad_panel(archive: Path, target: str) -> Done:
    """Write the directed panel of six data sets."""
    return _written(archive, target, *VERBS)


def capital_distances(archive: Path, target: str) -> Done:
    """Write the directed panel of distances between capitals."""
    return _written(archive, target, "capital-distance")


def _written(archive: Path, target: str, *verbs: str) -> Done:
    start = time.perf_counter()
    from equipoise.archive.panels.builder import dyad_years
    from equipoise.archive.store import Archive

    with Archive(archive) as opened:
        manifest = dyad_years(carry_to=CARRIED_TO).add(*verbs).write(target, opened)
    return manifest.rows, time.perf_counter() - start


def similarity(archive: Path, target: str) -> Done:
    """Compute all measures of all dyads year by year; write those of one year."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import parquet

    from equipoise.archive.panels.verbs.similarity import portfolios_by_year
    from equipoise.archive.store import Archive
    from equipoise.measures.similarity import similarities

    taken, dyads = 0.0, 0
    with Archive(archive) as opened:
        table = opened.arrow("atop", ["state1", "state2", "year", *LEVELS])
    for year, states, ties in portfolios_by_year(table, LEVELS, SIMILARITY_YEARS):
        start = time.perf_counter()
        found = similarities(ties, max(LEVELS.values()) + 1)
        taken += time.perf_counter() - start
        dyads += len(states) * (len(states) - 1)
        if year == SIMILARITY_YEAR:
            above = np.triu_indices(len(states), 1)
            named = {name: getattr(found, name)[above] for name in found.__slots__}
            parquet.write_table(pa.table(named), target)
    return dyads, taken


JOBS: dict[str, Callable[..., Done]] = {
    "import": imported,
    "export": exported,
    "panel": dyad_panel,
    "capitals": capital_distances,
    "similarity": similarity,
}


def main() -> None:
    """Do one job; print its rows, seconds and peak memory as JSON."""
    job, archive, *rest = sys.argv[1:]
    rows, seconds = JOBS[job](Path(archive), *rest)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": rows, "seconds": seconds, "peak_mb": peak}))


if __name__ == "__main__":
    main()
