"""Rewrite what follows from the code: reference pages, and outputs in README and how-to pages."""

from __future__ import annotations

import inspect
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from equipoise.assessment.framework import SCOPES, Indicator
from equipoise.assessment.load import load_framework, shipped_frameworks
from equipoise.audit.coverage import coverage, listed_in
from equipoise.audit.language.hedges import shipped_hedges
from equipoise.dossier.read import open_dossier
from equipoise.dossier.schema import table_specs
from equipoise.measures import measure_cards
from equipoise.sources.card import Card
from equipoise.sources.registry import cards
from equipoise.vocabulary.data_sets import data_sets
from equipoise.vocabulary.measures import measure_catalogue
from equipoise.vocabulary.units import all_units

FOLDER = Path(__file__).parent / "reference"
COMMANDS = FOLDER / "commands.md"
README = FOLDER.parents[1] / "README.md"
EXAMPLES = FOLDER.parent / "examples"
HOW_TO = FOLDER.parent / "how-to"
CLAIMS = FOLDER.parent / "claims.md"
HEDGE_FORMS = {
    "around": "lies within {} of the figure on either side, or within its last printed digit",
    "above": "is more than the figure",
    "from": "is the figure or more",
    "below": "is less than the figure",
    "upto": "is the figure or less",
    "just-above": "is the figure or up to {} more",
    "just-below": "is the figure or up to {} less",
    "none": "(a degree: not checkable, unless the text gives a low and a high figure)",
}
NOTICE = "<!-- Written by docs/build_reference.py (make docs); edit the code, not this page. -->"


def measures_page() -> Iterator[str]:
    """Formulas with their signatures, and the measures that a framework may name."""
    yield "# Measures"
    yield "Pure functions over arrays, in `equipoise.measures`. Shares run from 0 to 1."
    for card in measure_cards():
        low, high = card.bounds
        yield f"## {card.name}"
        yield card.summary
        yield f"    {card.name}{inspect.signature(card.function)}"
        yield f"- Formula: `{card.formula}`"
        yield f"- Unit: {card.unit}; from {low:g} to {high:g}"
        yield f"- Source: {', '.join(card.citation)}"
    yield "# Measures that a framework may name"
    for entry in measure_catalogue().values():
        note = f" {entry.note}" if entry.note else ""
        yield f"- `{entry.name}`: {entry.label}; {entry.unit}, {entry.scale} scale.{note}"


def _indicator(indicator: Indicator) -> str:
    bounds = (
        ""
        if indicator.comparison == "presence"
        else f" {indicator.threshold:g} [{indicator.low:g}, {indicator.high:g}]"
    )
    others = (
        f" Alternatives: {', '.join(indicator.alternatives)}." if indicator.alternatives else ""
    )
    return (
        f"  - `{indicator.measure}`, {indicator.comparison}{bounds}. {indicator.argument}{others}"
    )


def frameworks_page() -> Iterator[str]:
    """Every shipped framework with its thresholds and the arguments for them."""
    yield "# Frameworks"
    yield "A threshold is followed by its low and high bound."
    for name in shipped_frameworks():
        framework = load_framework(name)
        yield f"## {framework.name} (`{name}`)"
        yield f"{framework.wording} ({framework.citation})"
        yield "Held against it, or against our reading of it:"
        yield "\n".join(f"- {critic}" for critic in framework.critics)
        for criterion in framework.criteria.values():
            yield f"### {criterion.name} (`{criterion.id}`)"
            yield criterion.wording
            for scope in SCOPES:
                basis = criterion.bases.get(scope)
                if basis is None:
                    yield f"- {scope}: no basis, hence no data."
                    continue
                drawn = "; ".join(rule.text for rule in basis.alternatives)
                rule = f"- {scope}: {basis.met.text} met, partly from {basis.partly.text}"
                lines = [f"{rule}{f'; the draws also take {drawn}' if drawn else ''}."]
                lines += [_indicator(indicator) for indicator in basis.indicators]
                lines += [f"  - part: `{part}`" for part in basis.parts]
                lines += [f"  - Lacks: {basis.lacks}"] if basis.lacks else []
                yield "\n".join(lines)
        yield "### Verdicts"
        lines = []
        for rule_ in framework.verdicts:
            asks = [f"met: {', '.join(rule_.met)}"] if rule_.met else []
            asks += [f"at least partly met: {', '.join(rule_.partly)}"] if rule_.partly else []
            asks += [f"{rule_.met_count} criteria met"] if rule_.met_count else []
            asks += [f"{rule_.partly_count} at least partly met"] if rule_.partly_count else []
            lines.append(f"- {rule_.label}: {'; '.join(asks)}")
        yield "\n".join([*lines, "- not a great power: otherwise"])


def dossier_page() -> Iterator[str]:
    """Every table and column of a dossier, and every unit."""
    yield "# Dossier tables"
    for spec in table_specs().values():
        yield f"## {spec.file}"
        yield f"{spec.row} Key: {', '.join(spec.key)}."
        lines = ["| column | type | must be filled | holds |", "|---|---|---|---|"]
        for column in spec.columns:
            holds = column.description
            holds += f" One of: {', '.join(column.codes)}." if column.codes else ""
            required = "yes" if column.required else "no"
            lines.append(f"| {column.name} | {column.type} | {required} | {holds} |")
        yield "\n".join(lines)
    yield "# Units"
    yield "\n".join(f"- `{u.code}`: {u.label} ({u.dimension})" for u in all_units().values())


def coverage_page() -> Iterator[str]:
    """What takes up each section and each numeral of the founding article."""
    dossier = open_dossier()
    found = coverage(dossier)
    yield "# Coverage of the founding article"
    left = ", ".join(f"{number} {reason}" for reason, number in found.excluded.items())
    yield (
        f"Of {found.numerals} numerals and number words, {found.claimed} are taken up by a claim; "
        f"the others are left aside: {left}. {len(found.unnumbered)} further claims rest on no "
        "numeral. A test reads the list against the text."
    )
    yield "## Sections"
    lines = ["| section | topic | tables | commands |", "|---|---|---|---|"]
    for row in dossier.table("sections"):
        tables = ", ".join(listed_in(row.text("tables")))
        commands = ", ".join(f"`{name}`" for name in listed_in(row.text("commands")))
        shown = commands or "interpretive, not computed"
        lines.append(f"| {row.text('section')} | {row.text('topic')} | {tables} | {shown} |")
    yield "\n".join(lines)
    yield "## Numerals, in the order of the text"
    lines = ["| | numeral | near | claims, or why none |", "|--:|---|---|---|"]
    for row in dossier.table("numerals"):
        claims = ", ".join(f"`{claim}`" for claim in listed_in(row.text("claims")))
        why = ": ".join(part for part in (row.text("exclusion"), row.text("remark")) if part)
        number = row.text("id").lstrip("n0")
        lines.append(
            f"| {number} | {row.text('printed')} | {row.text('locator')} | {claims or why} |"
        )
    yield "\n".join(lines)


def data_sets_page() -> Iterator[str]:
    """Archive tables that claims may name, and which of them can be imported."""
    yield "# Data sets"
    yield (
        "Archive tables that a claim may name. A dossier adds its own in `data_sets.toml`. A claim "
        "that needs a table which was not imported is not checkable, and says so."
    )
    yield "## Data sets that can be imported"
    yield "`equipoise sources import NAME --from FILE`; `equipoise sources show NAME` says more."
    for card in cards().values():
        yield from _card(card)
    yield "## Data sets that nothing reads yet"
    for data_set in data_sets().values():
        columns = ", ".join(f"`{name}` ({kind})" for name, kind in data_set.columns.items())
        yield f"### {data_set.id}"
        yield f"{data_set.title} ({data_set.producer}): {data_set.covers}. Columns: {columns}."


def _card(card: Card) -> Iterator[str]:
    yield f"### {card.id}"
    yield f"{card.title} ({card.producer}): {card.covers}."
    commerce = {
        "allowed": "commercial use allowed",
        "forbidden": "**no commercial use**",
        "not stated": "commercial use not stated",
    }
    yield f"Licence: {card.licence.text}; {commerce[card.licence.commerce]}. Cite: {card.citation}"
    releases = "; ".join(
        f"{r.version} ({r.span[0]}-{r.span[1]}{', repackaged' if r.repackaged else ''})"
        for r in card.releases
    )
    yield f"Versions read: {releases}. One row is one {', '.join(f'`{key}`' for key in card.key)}."
    rows = [f"| `{c.name}` | {c.type} | {c.unit} | {c.description} |" for c in card.columns]
    yield "\n".join(["| column | type | unit | what |", "|---|---|---|---|", *rows])
    if card.notes:
        yield "\n".join(f"- {note}" for note in card.notes)


PAGES = {
    "measures.md": measures_page,
    "frameworks.md": frameworks_page,
    "dossier.md": dossier_page,
    "coverage.md": coverage_page,
    "data-sets.md": data_sets_page,
}


def page(name: str) -> str:
    """The whole text of one reference page."""
    return "\n\n".join([NOTICE, *PAGES[name]()]) + "\n"


def printed(command: str, *, folder: Path | None = None, home: Path | None = None) -> str:
    """What a command prints at 80 columns, its errors included; without a home nothing is there."""
    with tempfile.TemporaryDirectory() as empty:
        found = subprocess.run(
            [sys.executable, "-m", "equipoise", *shlex.split(command)],
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
            env={
                **os.environ,
                "NO_COLOR": "1",
                "COLUMNS": "80",
                "EQUIPOISE_HOME": str(home or empty),
            },
        )
    return (found.stdout + found.stderr).rstrip()


def between(text: str, mark: str, block: str) -> str:
    """A text with something else between two marks."""
    start, end = f"<!-- {mark} -->\n", f"<!-- /{mark} -->"
    before, rest = text.split(start)
    return f"{before}{start}{block}\n{end}{rest.split(end)[1]}"


def readme() -> str:
    """The README with the first screen of the founding question's answer."""
    command = "assess RUS --region east-asia --year 2012"
    shown = printed(command).split("\nWhat would change it")[0].rstrip()
    block = f"```text\n$ equipoise {command}\n{shown}\n```"
    return between(README.read_text(encoding="utf-8"), "output", block)


def cut_as(old: list[str], lines: list[str]) -> list[str]:
    """New output, cut where the old one was."""
    return [*lines[: len(old) - 1], "..."] if old and old[-1] == "..." else lines


def hedge_rows() -> Iterator[str]:
    """The table of hedges, a row a form."""
    yield "| hedge | supported when the computed value |"
    yield "|---|---|"
    forms: dict[str, list[str]] = {}
    for hedge in shipped_hedges().hedges.values():
        says = HEDGE_FORMS[hedge.form].format(f"{hedge.relative:.0%}".replace("%", " %"))
        forms.setdefault(says, []).append(hedge.name)
    for says, names in forms.items():
        yield f"| {', '.join(names)} | {says} |"


def claims_page() -> str:
    """The page of the claim language with its table of hedges written anew."""
    return between(CLAIMS.read_text(encoding="utf-8"), "hedges", "\n".join(hedge_rows()))


def commands_page() -> str:
    """The page of commands with its outputs printed anew; a cut one stays cut.

    What the commands import, they import into a home of the page's own, in the order of the page.
    """
    blocks = re.compile(r"^```console\n\$ equipoise ([^\n]+)\n(.*?)\n```$", re.M | re.S)
    with tempfile.TemporaryDirectory() as name:

        def anew(block: re.Match[str]) -> str:
            command, old = block[1], block[2].splitlines()
            if "my-" in command:
                return block[0]
            lines = cut_as(old, printed(command, home=Path(name)).splitlines())
            return "\n".join(["```console", f"$ equipoise {command}", *lines, "```"])

        return blocks.sub(anew, COMMANDS.read_text(encoding="utf-8"))


def copy(names: list[str], folder: Path) -> None:
    """``cp`` of a how-to page."""
    *sources, target = names
    for source in sources:
        for path in sorted(folder.glob(source)):
            shutil.copy(path, folder / target)


def how_to_page(path: Path) -> str:
    """A how-to page, its commands run in order in a folder with a copy of the examples.

    What they import, they import into a home of the page's own.
    """
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as home:
        folder = Path(name)
        shutil.copytree(EXAMPLES, folder / "docs" / "examples")

        def anew(block: re.Match[str]) -> str:
            program, _, arguments = block[1].partition(" ")
            if program == "cp":
                copy(shlex.split(arguments), folder)
                return block[0]
            lines = printed(arguments, folder=folder, home=Path(home)).splitlines()
            lines = cut_as(block[2].splitlines(), lines)
            return "\n".join(["```console", f"$ {block[1]}", *lines, "```"])

        blocks = re.compile(r"^```console\n\$ ([^\n]+)\n(.*?)^```$", re.M | re.S)
        return blocks.sub(anew, path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    for name in PAGES:
        (FOLDER / name).write_text(page(name), encoding="utf-8")
    COMMANDS.write_text(commands_page(), encoding="utf-8")
    README.write_text(readme(), encoding="utf-8")
    CLAIMS.write_text(claims_page(), encoding="utf-8")
    for path in sorted(HOW_TO.glob("*.md")):
        path.write_text(how_to_page(path), encoding="utf-8")
    sys.stdout.write(f"written: README.md, claims.md, commands.md, how-to, {', '.join(PAGES)}\n")
