"""Speed and memory on published data, and the same jobs in pandas: same cells, other seconds.

``python data.py [TARGET]`` prints a table, and writes the figures to a file of JSON. It builds an
archive of its own from the published data beside the checkout. Every job runs in a fresh
process, both sides turn by turn; the two results are held against each other cell by cell before a
ratio is told. Similarity is different: in pandas it takes hours, so that one year is measured and
its seconds are multiplied by the number of dyads. Later years have longer portfolios: the ratio is
then too small rather than too large. Where pandas is installed, as here, pyarrow loads it into our
processes too, for some 30 MB that a plain installation does not need.
"""

from __future__ import annotations

import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROUNDS = 3
HERE = Path(__file__).resolve().parent
OURS, PANDAS, SAME = (HERE / f"{name}.py" for name in ("data_jobs", "pandas_jobs", "same_cells"))
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""For products of matrices, on both sides: on small ones a second thread gains nothing, and where
other programs run it waits for them and multiplies the seconds."""
TARGETS = {
    "panel": "2.5 s, 1 GB",
    "similarity": "0.5 s, 200 MB",
    "capitals": "1 s",
    "import nmc": "0.5 s",
    "import baci": "2 s",
}
LABELS = {
    "panel": "six data sets on dyad-years",
    "similarity": "similarity, all measures",
    "capitals": "capital distances",
}
TOLERANCES = {"panel": 0.0, "similarity": 1e-12, "capitals": 1e-6}
"""By how much two numbers may differ: indices and kilometers in the last places, where two orders
of the same sums and sines round differently; cells that are only joined not at all."""
EXPECTED_ROWS = {
    "panel": 2_252_760,
    "similarity": 1_988_010,
    "capitals": 2_252_760,
    "import nmc": 17_121,
    "import baci": 1_264_888,
}
"""Rows that each job must make; those of similarity are the 1,987,950 directed dyad-years of
states that share a day, and 60 of states that share a year and no day of it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one job took, as the median of its rounds.

    Parameters
    ----------
    rows : int
        Rows that it made.
    process_seconds : float
        Wall clock of the whole process, its imports included.
    work_seconds : float
        Wall clock of the work alone; of similarity the computing alone.
    peak_mb : float
        Largest resident size.
    """

    rows: int
    process_seconds: float
    work_seconds: float
    peak_mb: float


def shared_data() -> Path | None:
    """Published data beside the checkout, where there are any."""
    place = Path(os.environ.get("EQUIPOISE_SHARED", HERE.parent.parent / "shared")) / "data"
    return place if place.is_dir() else None


def job(script: Path, *arguments: object) -> Taken:
    """Run one job in a process of its own."""
    start = time.perf_counter()
    found = told(script, *arguments)
    seconds = time.perf_counter() - start
    return Taken(found["rows"], seconds, found["seconds"], found["peak_mb"])


def told(script: Path, *arguments: object) -> Any:  # noqa: ANN401
    """What a script prints as JSON.

    This process stays small on purpose: the system counts the size of the process that starts
    another one into the peak of that other one.
    """
    command = [sys.executable, str(script), *map(str, arguments)]
    around = os.environ | ONE_THREAD
    found = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=around)
    return json.loads(found.stdout)


def middle(runs: Sequence[Taken]) -> Taken:
    """Medians of several runs of one job."""
    return Taken(
        runs[0].rows,
        statistics.median(run.process_seconds for run in runs),
        statistics.median(run.work_seconds for run in runs),
        statistics.median(run.peak_mb for run in runs),
    )


def imports(place: Path, folder: Path) -> Iterator[tuple[str, Taken]]:
    """Imports of single data sets, each into a new archive."""
    for name, version in {"nmc": "7.0", "baci": ""}.items():
        runs = [
            job(OURS, "import", folder / f"{name}-{number}.duckdb", place, name, version)
            for number in range(ROUNDS)
        ]
        yield f"import {name}", middle(runs)


def compared(archive: Path, tables: Path, folder: Path) -> Iterator[tuple[str, Taken, Taken]]:
    """Jobs done by both sides, turn by turn, with results that were found to be the same."""
    for name, label in LABELS.items():
        ours, other = folder / f"{name}.parquet", folder / f"{name}-pandas.parquet"
        runs, theirs, digests = [], [], set()
        for _ in range(ROUNDS):
            runs.append(job(OURS, name, archive, ours))
            theirs.append(job(PANDAS, name, tables, other))
            digests.add(hashlib.sha256(ours.read_bytes()).hexdigest())
        if len(digests) > 1:
            raise SystemExit(f"{name}: not the same bytes each time")
        cells = told(SAME, ours, other, TOLERANCES[name])
        print(f"{label}: {cells:,} cells as in pandas, the same bytes {ROUNDS} times")
        yield name, middle(runs), middle(theirs)


def measured() -> dict[str, dict[str, Any]]:
    """Figures of every job by name; empty, with a word, where there are no published data."""
    place = shared_data()
    if place is None:
        print("published data absent: set EQUIPOISE_SHARED to their folder")
        return {}
    found: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        archive = folder / "archive.duckdb"
        found["import of all"] = {"ours": asdict(job(OURS, "import", archive, place))}
        for name, taken in imports(place, folder):
            found[name] = {"ours": asdict(taken)}
        tables = folder / "tables"
        job(OURS, "export", archive, tables)
        for name, ours, theirs in compared(archive, tables, folder):
            found[name] = both(name, ours, theirs)
    for name, rows in EXPECTED_ROWS.items():
        if found[name]["ours"]["rows"] != rows:
            raise SystemExit(f"{name}: {found[name]['ours']['rows']:,} rows, not {rows:,}")
    return found


def both(name: str, ours: Taken, theirs: Taken) -> dict[str, Any]:
    """Figures of both sides, with the ratio of what is compared."""
    if name != "similarity":
        ratio = theirs.process_seconds / ours.process_seconds
        return {"ours": asdict(ours), "pandas": asdict(theirs), "ratio": ratio}
    whole = theirs.work_seconds * ours.rows / theirs.rows
    return {
        "ours": asdict(ours),
        "pandas": asdict(theirs),
        "pandas_extrapolated_seconds": whole,
        "ratio": whole / ours.work_seconds,
    }


def show(found: Mapping[str, Mapping[str, Any]]) -> None:
    """Print the figures as a table."""
    if not found:
        return
    print(f"{'':28}{'rows':>11}{'seconds':>9}{'MB':>7}{'pandas':>10}{'MB':>7}{'ratio':>10}  target")
    for name, figures in found.items():
        ours, theirs = figures["ours"], figures.get("pandas")
        kind = "work_seconds" if name == "similarity" else "process_seconds"
        row = (
            f"{LABELS.get(name, name):28}{ours['rows']:11,}{ours[kind]:9.2f}{ours['peak_mb']:7.0f}"
        )
        if theirs:
            seconds = figures.get("pandas_extrapolated_seconds", theirs[kind])
            row += f"{seconds:10,.2f}{theirs['peak_mb']:7.0f}{figures['ratio']:10,.1f}"
        else:
            row += f"{'':27}"
        print(f"{row}  {TARGETS.get(name, '')}")
    print(
        "Seconds of whole processes; of similarity those of computing, and pandas there is one year"
        " (1914) times the number of dyads."
    )


if __name__ == "__main__":
    figures = measured()
    show(figures)
    for target in sys.argv[1:]:
        Path(target).write_text(json.dumps(figures), encoding="utf-8")
