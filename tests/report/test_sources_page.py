"""Published data on a page, and what stands beside a table that no card knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.app.terminal import terminal_text
from equipoise.archive.imported import Finding, ImportedTable
from equipoise.archive.importing import Imported
from equipoise.archive.verifying import Verified
from equipoise.errors import SourceError
from equipoise.report.html import html_fragment
from equipoise.report.imports_page import imports_page, verified_page
from equipoise.report.markdown import markdown
from equipoise.report.page import Column, Grid, Page, Verbatim, row
from equipoise.report.sources_data import (
    citations_table,
    imports_table,
    known_sources,
    source_warnings,
    sources_table,
)
from equipoise.report.sources_page import bibliography, citations_page, source_page, sources_page
from equipoise.sources.card import Correction
from equipoise.sources.registry import card

OLD = ImportedTable(
    id="nmc",
    version="6.0",
    title="National Material Capabilities",
    producer="Correlates of War Project",
    citation="Singer 1972.",
    files=("cow_nmc_v6.parquet",),
    sha256="ab" * 32,
    imported_on="2026-01-02",
    repackaged="Parquet, missing codes made null",
    sample=False,
    first_year=2012,
    last_year=2012,
    rows=1,
    content="1:5",
    columns=("state",),
    partial=("milex",),
    absent="unknown",
    findings=(Finding("jump", "milper: JPN 1990 601 to 24080", 2),),
)
STRAY = replace(OLD, id="nmd", repackaged="")


def words(page: Page) -> str:
    return " ".join(terminal_text(page).split())


def test_a_row_names_mark_and_newer_version() -> None:
    (known,) = known_sources({"nmc": card("nmc")}, [OLD])
    assert "✓ 6.0: 1 row, 2012;" in words(sources_page([known]))
    assert "repackaged; newest is 7.0" in words(sources_page([known]))
    (record,) = sources_table([known]).records()
    assert (record["newest"], record["version"], record["findings"]) == ("7.0", "6.0", 1)
    assert (record["sample"], record["repackaged"]) == (False, OLD.repackaged)


def test_a_table_without_a_card_is_listed_and_cited_all_the_same() -> None:
    known = known_sources({"nmc": card("nmc")}, [STRAY])
    assert [(source.id, source.card is None) for source in known] == [("nmc", False), ("nmd", True)]
    rows = sources_table(known).records()
    assert [(row["newest"], row["version"]) for row in rows] == [("7.0", None), (None, "6.0")]
    assert "nmd National Material Capabilities ✓ 6.0" in words(sources_page(known))
    assert "Singer 1972." in words(citations_page(known[1:]))
    assert citations_table(known[1:]).column("citation") == ["Singer 1972."]
    assert bibliography(known[1:]) == (
        "% National Material Capabilities (nmd)",
        f"% In the archive: version 6.0, SHA-256 {'ab' * 32}",
    )


def test_what_is_shown_of_a_table_and_of_errors() -> None:
    error = Correction(("6.0",), {"ccode": 740}, "milper", 24080, 602, "slip", "made up")
    shown = words(source_page(replace(card("nmc"), corrections=(error,)), [OLD]))
    assert "repackaged Parquet, missing codes made null" in shown
    assert "rows 1, 2012 imported 2026-01-02 from cow_nmc_v6.parquet" in shown
    assert "in part milex: some values only, no sum over them" in shown
    assert "- jump, two rows: milper: JPN 1990 601 to 24080" in shown
    assert "6.0: milper of ccode 740 is printed 24080, corrected to 602: slip (made up)" in shown


def test_a_shared_entry_stands_once_in_a_bibliography() -> None:
    nmc = card("nmc")
    known = known_sources({"nmc": nmc, "other": replace(nmc, id="other")}, [])
    lines = bibliography(known)
    assert sum(line.startswith("@") for line in lines) == 1
    assert [line for line in lines if line.startswith("% N")] == [
        "% National Material Capabilities (nmc)",
        "% National Material Capabilities (other)",
    ]
    assert lines[-1] != ""


def test_warnings_name_samples_and_forbidden_use() -> None:
    nmc = card("nmc")
    sold = replace(nmc, licence=replace(nmc.licence, commerce="forbidden"))
    known = known_sources({"nmc": sold}, [replace(OLD, sample=True)])
    assert source_warnings(known) == (
        "nmc: commercial use is forbidden",
        "nmc 6.0: made-up sample: no data, not to be cited",
    )
    assert source_warnings(known_sources({"nmc": nmc}, [OLD])) == ()


def test_refusals_have_no_figures() -> None:
    refused = Imported("nmc", "7.0", "refused", error=SourceError("cut off", hint="again"))
    results = (Imported("nmc", "6.0", "imported", OLD), refused)
    done, failed = imports_table(results).records()
    assert (done["rows"], done["error"]) == (1, None)
    assert (failed["rows"], failed["error"], failed["hint"]) == (None, "cut off", "again")
    shown = words(imports_page(results))
    assert "nmc 7.0 ✗ refused" in shown
    assert "Made-up samples" not in shown


def test_a_data_set_passed_over_has_no_figures_and_no_error() -> None:
    results = (Imported("comtrade-sitc", "as downloaded", "nothing in it"),)
    (row,) = imports_table(results).records()
    assert (row["outcome"], row["rows"], row["error"]) == ("nothing in it", None, None)
    shown = words(imports_page(results))
    assert "comtrade-sitc as downloaded ○ nothing in it" in shown
    assert "Made-up samples" not in shown


@pytest.mark.parametrize(
    ("faults", "says"),
    [
        (((),), "✓ One table is as it was imported."),
        (((), ()), "✓ Two tables are as they were imported."),
        (((), ("rows changed",)), "✗ Faults in 1 of two tables."),
        ((), "The archive has no data set yet."),
    ],
)
def test_the_state_of_an_archive_is_a_sentence(faults, says: str) -> None:
    assert says in words(verified_page([Verified(OLD, fault) for fault in faults]))


def test_verbatim_keeps_its_lines_in_every_form() -> None:
    text = "@book{a_b,\n  title = {A & B}\n}"
    page = Page("Entry", (Verbatim(text),))
    assert text in terminal_text(page)
    assert f"\n```\n{text}\n```\n" in markdown(page)
    assert "<pre>@book{a_b,\n  title = {A &amp; B}\n}</pre>" in html_fragment(page)


def test_a_column_of_nothing_takes_no_room() -> None:
    grid = Grid("", (Column("name"), Column("")), (row("nmc", ""),))
    assert terminal_text(Page("Grid", (grid,))).splitlines()[1:] == ["name", "nmc"]
