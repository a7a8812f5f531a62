"""Speed of the main job, as whole processes and as ratios to a bare start of Python.

Seconds on a shared machine drift; the ratio to a bare interpreter, taken turn by turn in one run,
drifts less. Prints a table and writes ``benchmarks/results/latest.json``. Jobs on published data
are those of ``data.py``, beside the same jobs in pandas; without the data they are left out.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROUNDS = 9
EQUIPOISE = str(Path(sys.executable).with_name("equipoise"))
QUESTION = ("assess", "RUS", "--region", "east-asia", "--year", "2012")
HEAVY = ("scipy", "pandas", "numba", "altair", "duckdb")
TARGETS = {
    "assess, cold": "0.7 s",
    "help, cold": "0.25 s",
    "2,000 draws": "0.3 s",
    "peak memory of assess": "150 MB",
    "audit, cold": "1 s",
    "1,000 claims": "0.5 s",
    "peak memory of 1,000 claims": "100 MB",
}
PARTNERS = ("CHN", "JPN", "KOR", "TWN", "IDN", "MYS", "VNM", "SGP", "THA", "PHL")
YEARS = (1996, 1999, 2000, 2005, 2012)


def seconds_of(command: Sequence[str]) -> float:
    """Wall-clock seconds of one process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=plain_environment())
    return time.perf_counter() - start


def plain_environment() -> dict[str, str]:
    """The environment without colours, so that every run prints the same."""
    return {**os.environ, "NO_COLOR": "1", "COLUMNS": "80"}


def peak_megabytes(command: Sequence[str]) -> float:
    """Largest resident size of one process, read in a process that starts nothing else."""
    code = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, *command], check=True, capture_output=True, text=True
    )
    return int(found.stdout) / 1024


def heavy_imports() -> list[str]:
    """Which of the heavy libraries the main job imports."""
    code = (
        "import sys; from equipoise.app.main import run\n"
        f"sys.argv = ['equipoise', *{QUESTION!r}]\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return list(json.loads(found.stderr.strip().splitlines()[-1].replace("'", '"')))


def repeated(action: Callable[[], float]) -> dict[str, float]:
    """Median and range of repeated runs."""
    runs = [action() for _ in range(ROUNDS)]
    return {"median": statistics.median(runs), "least": min(runs), "most": max(runs)}


def draws() -> float:
    """Seconds that 2,000 draws of the default framework take, all dimensions together."""
    import numpy as np

    from equipoise.accounts.case import Case
    from equipoise.accounts.readings import reading
    from equipoise.assessment.load import load_framework
    from equipoise.assessment.robustness import agreement
    from equipoise.dossier.read import open_dossier
    from equipoise.vocabulary.regions import region

    np.zeros(1)
    case = Case(open_dossier(), region("east-asia"), 2012, "RUS")
    framework = load_framework()
    readings = {measure: reading(case, measure) for measure in framework.measures()}
    start = time.perf_counter()
    agreement(framework, readings, "RUS", "aspiring great power", draws=2000)
    return time.perf_counter() - start


def thousand_claims() -> str:
    """A file of 1,000 claims: a partner's share of all trade in one year, as a text states it."""
    entries = []
    for number in range(1000):
        partner = PARTNERS[number % len(PARTNERS)]
        year = YEARS[number // len(PARTNERS) % len(YEARS)]
        entries.append(
            f"""[[claim]]
id = "claim-{number}"
statement = "Share of {partner} in {year}"
locator = "p. {number}"
kind = "share"
hedge = "about"
let.part.table = "trade"
let.part.value = "turnover"
let.part.where = {{ partner = "{partner}", year = {year} }}
let.all = {{ table = "trade", value = "turnover", where = {{ partner = "WLD", year = {year} }} }}
expr = "part / all"
expect = {{ value = {0.01 * (number % 30):.2f}, unit = "share" }}
"""
        )
    return "\n".join(entries)


def claims_folder(parent: Path) -> Path:
    """The shipped dossier with the 1,000 claims in place of its own."""
    from equipoise.dossier.package import seal
    from equipoise.dossier.read import dossier_folder

    folder = parent / "claims"
    shutil.copytree(dossier_folder("russia-east-asia"), folder)
    (folder / "claims.toml").write_text(thousand_claims(), encoding="utf-8")
    (folder / "apparatus.toml").unlink()
    seal(folder)
    return folder


def claims_seconds(folder: Path) -> float:
    """Seconds from the file of 1,000 claims to 1,000 verdicts, the dossier already open."""
    from equipoise.audit.audit import audit_claims
    from equipoise.dossier.read import open_dossier

    dossier = open_dossier(folder)
    start = time.perf_counter()
    found = audit_claims(dossier)
    taken = time.perf_counter() - start
    assert len(found.results) == 1000  # noqa: S101
    return taken


def published_data() -> dict[str, object]:
    """Figures of jobs on published data; empty where there are none."""
    script = Path(__file__).with_name("data.py")
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / "figures.json"
        subprocess.run([sys.executable, str(script), str(target)], check=True)
        return dict(json.loads(target.read_text(encoding="utf-8")))


def main() -> None:
    """Measure, print, and write the figures."""
    bare = (sys.executable, "-c", "pass")
    commands = {
        "assess, cold": (EQUIPOISE, *QUESTION),
        "help, cold": (EQUIPOISE, "--help"),
        "trade, cold": (EQUIPOISE, "trade", "RUS"),
        "dossier check, cold": (EQUIPOISE, "dossier", "check"),
        "audit, cold": (EQUIPOISE, "audit"),
        "explain, cold": (EQUIPOISE, "explain"),
    }
    for command in commands.values():
        seconds_of(command)
    results: dict[str, dict[str, float]] = {}
    ratios: dict[str, float] = {}
    for name, command in commands.items():
        pairs = [(seconds_of(command), seconds_of(bare)) for _ in range(ROUNDS)]
        ratios[name] = statistics.median(run / start for run, start in pairs)
        runs = [run for run, _ in pairs]
        results[name] = {"median": statistics.median(runs), "least": min(runs), "most": max(runs)}
    results["2,000 draws"] = repeated(draws)
    with tempfile.TemporaryDirectory() as place:
        folder = claims_folder(Path(place))
        results["1,000 claims"] = repeated(lambda: claims_seconds(folder))
        memory_of_claims = peak_megabytes((EQUIPOISE, "audit", str(folder), "--json"))
    memory = peak_megabytes((EQUIPOISE, *QUESTION))
    heavy = heavy_imports()
    print(f"{'':24}{'median':>9}{'least':>9}{'most':>9}{'x bare':>9}  target")
    for name, found in results.items():
        ratio = f"{ratios[name]:9.1f}" if name in ratios else f"{'':>9}"
        row = "".join(f"{found[key]:8.3f}s" for key in ("median", "least", "most"))
        print(f"{name:24}{row}{ratio}  {TARGETS.get(name, '')}")
    print(
        f"{'peak memory of assess':24}{memory:7.1f} MB{'':27}  {TARGETS['peak memory of assess']}"
    )
    name = "peak memory of 1,000 claims"
    print(f"{name:24}{memory_of_claims:4.1f} MB{'':27}  {TARGETS[name]}")
    print(f"heavy imports of assess: {', '.join(heavy) or 'none'}")
    print(flush=True)
    report = {
        "seconds": results,
        "ratio_to_bare_python": ratios,
        "peak_memory_mb": memory,
        "peak_memory_of_claims_mb": memory_of_claims,
        "heavy_imports": heavy,
        "published_data": published_data(),
        "python": sys.version.split()[0],
        "processors": os.cpu_count(),
        "own_peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }
    target = Path(__file__).parent / "results" / "latest.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    shown = target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target
    print(f"written: {shown}")


if __name__ == "__main__":
    main()
