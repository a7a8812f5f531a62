"""The reference pages say what the code says, and nothing cited or linked is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from equipoise.measures import measure_cards

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "name", ["measures.md", "frameworks.md", "dossier.md", "coverage.md", "data-sets.md"]
)
def test_reference_pages_are_current(builder, name):
    found = (ROOT / "docs/reference" / name).read_text(encoding="utf-8")
    assert found == builder.page(name), "run: make docs"


def test_the_readme_shows_a_real_output(builder):
    assert (ROOT / "README.md").read_text(encoding="utf-8") == builder.readme(), "run: make docs"


def test_the_page_of_commands_shows_real_outputs(builder):
    page = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    assert page == builder.commands_page(), "run: make docs"


def test_every_citation_is_in_the_bibliography():
    bibliography = (ROOT / "docs/references.bib").read_text(encoding="utf-8")
    keys = set(re.findall(r"^@\w+\{([\w-]+),", bibliography, re.M))
    assert {key for card in measure_cards() for key in card.citation} <= keys
    for path in (ROOT / "src").rglob("*.py"):
        for block in re.findall(r"References\n\s+-+\n\s+([^\n]+)", path.read_text("utf-8")):
            cited = {key.strip(" .") for key in re.split(r"[,;]", block)}
            assert cited <= keys, (path.name, cited - keys)


def test_every_link_between_documents_leads_somewhere():
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    for document in documents:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
            if "://" not in target and not target.startswith("mailto:"):
                assert (document.parent / target).exists(), (document.name, target)
