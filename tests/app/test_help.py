"""Help, the reference page, and what starting up costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import equipoise
from equipoise.app.main import command_line

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "commands.md"
HEAVY = ("pyarrow", "pandas", "polars", "scipy", "numba", "altair", "duckdb", "IPython")


def commands() -> dict[str, list[str]]:
    """Every command with its options, the long names."""
    found: dict[str, list[str]] = {}
    app = command_line()
    for name in app:
        if name.startswith("-"):
            continue
        verbs = [verb for verb in app[name] if not verb.startswith("-")]
        for words, command in [
            *((f"{name} {verb}", app[name][verb]) for verb in verbs),
            *([] if verbs else [(name, app[name])]),
        ]:
            arguments = command.assemble_argument_collection()
            options = [o for a in arguments for o in a.names if o.startswith("--")]
            found[words] = options
    return found


def fresh(*arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    """Run in a new interpreter."""
    start = [sys.executable, "-c", code] if code else [sys.executable, "-m", "equipoise"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80"}
    return subprocess.run(
        [*start, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        encoding="utf-8",
    )


def loaded(*arguments: str) -> set[str]:
    """Packages that a command imports."""
    code = (
        "import json, sys\n"
        "from equipoise.app.main import main\n"
        "main(sys.argv[1:])\n"
        "print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})), file=sys.stderr)\n"
    )
    return set(json.loads(fresh(*arguments, code=code).stderr.splitlines()[-1]))


def test_help_lists_every_command(run) -> None:
    outcome = run("--help")
    assert outcome.code == 0
    for name in {words.partition(" ")[0] for words in commands()}:
        assert name in outcome.out
    assert "Examples:" in outcome.out


@pytest.mark.parametrize("words", sorted(commands()))
def test_every_command_has_help(run, words: str) -> None:
    outcome = run(*words.split(), "--help")
    assert outcome.code == 0
    assert all(option in outcome.out for option in commands()[words])
    assert outcome.err == ""


def test_version_is_that_of_the_package(run) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert equipoise.__version__ == project["version"]
    assert run("--version").out.strip() == f"equipoise {project['version']}"


def test_the_reference_page_names_every_command_and_option() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for words, options in commands().items():
        assert f"## `equipoise {words}`" in text
        own = text.partition(f"## `equipoise {words}`")[2].partition("\n## ")[0]
        shared = text.partition("## Options of every command")[2].partition("\n## ")[0]
        assert all(f"`{option}" in own + shared for option in options), words


def test_help_imports_nothing_heavy() -> None:
    assert not loaded("--help") & {*HEAVY, "numpy"}
    assert not loaded("assess", "--help") & {*HEAVY, "numpy"}
    assert not loaded("sources", "import", "--help") & {*HEAVY, "numpy", "pooch"}


def test_data_sets_are_listed_without_reading_any() -> None:
    assert not loaded("sources", "list") & {*HEAVY, "pooch", "requests"}


def test_assess_imports_only_what_it_needs() -> None:
    assert not loaded("assess", "--draws", "20") & set(HEAVY)


def test_mistyped_commands_cost_no_more_than_help() -> None:
    assert not loaded("asess") & {*HEAVY, "numpy"}


def test_a_closed_pipe_is_left_quietly() -> None:
    code = (
        "import os, sys\n"
        "from equipoise.app.main import main\n"
        "reader, writer = os.pipe()\n"
        "os.close(reader)\n"
        "os.dup2(writer, 1)\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    done = fresh("relations", "--format", "csv", code=code)
    assert done.stderr == ""
    assert done.returncode == 0


def test_the_module_runs_as_the_script_does() -> None:
    done = fresh("assess", "Rusia")
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.startswith("error: ")
