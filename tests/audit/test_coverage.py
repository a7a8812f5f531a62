"""Every numeral of the article has a claim or a reason, every section what takes it up."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipoise.app.main import command_line
from equipoise.audit.coverage import check_coverage, coverage, listed_in, text_numerals
from equipoise.dossier.read import Dossier
from equipoise.dossier.schema import table_specs

HEADINGS = {
    "Introduction": "Introduction",
    "An Evolution of Russia's East Asian Policy": "An Evolution of Russia",
    "China and Beyond": "China and Beyond: Bilateral",
    "Russia's New Role as a Balancer": "s New Role as a",
    "Conclusion": "Conclusion",
    "Table 1": "Table 1:",
}


def test_numerals_are_found_whole() -> None:
    text = "From 1996 to 2012, 14,019.3 million; one fifth (20 %), tripled in the 21st century."
    assert text_numerals(text) == (
        "1996", "2012", "14,019.3", "million", "one", "fifth", "20", "tripled", "21", "century",
    )  # fmt: skip
    assert text_numerals("someone alone; 2000s; Sakhalin-1") == ("2000", "1")
    assert text_numerals("") == ()


@pytest.mark.real_data
def test_every_numeral_of_the_article_is_listed_in_order(dossier: Dossier, shared: Path) -> None:
    text = (shared / "seed/article.txt").read_text(encoding="utf-8")
    listed = tuple(row.text("printed") for row in dossier.table("numerals"))
    assert listed == text_numerals(text)


@pytest.mark.real_data
def test_every_section_of_the_article_is_taken_up(dossier: Dossier, shared: Path) -> None:
    text = (shared / "seed/article.txt").read_text(encoding="utf-8")
    sections = {row.text("section") for row in dossier.table("sections")}
    assert sections == set(HEADINGS)
    assert all(heading in text for heading in HEADINGS.values())


def test_every_numeral_has_a_claim_or_a_reason(dossier: Dossier) -> None:
    assert check_coverage(dossier) == ()
    found = coverage(dossier)
    assert found.claimed + sum(found.excluded.values()) == found.numerals > 400
    assert found.claimed > found.numerals / 2


def test_sections_name_tables_and_commands_that_exist(dossier: Dossier) -> None:
    commands = {name for name in command_line() if not name.startswith("-")}
    for row in dossier.table("sections"):
        computed = row.text("treatment") == "computed"
        assert computed == bool(row.text("commands")), row.place
        assert set(listed_in(row.text("commands"))) <= commands, row.place
        for table in listed_in(row.text("tables")):
            spec = table_specs().get(table)
            file = spec.file if spec else table
            assert (dossier.folder / file).is_file(), row.place


def test_a_claim_that_is_gone_is_found(dossier_copy) -> None:
    dossier_copy.text("claims.toml", lambda text: text.replace(
        'id = "apec-joined-1998"', 'id = "apec-joined"'))  # fmt: skip
    problems = check_coverage(dossier_copy.open())
    assert [p.message for p in problems] == ["no claim 'apec-joined-1998'"]
    assert problems[0].file == "numerals.csv"
    assert "apec-joined" in problems[0].hint


def test_a_numeral_needs_a_claim_or_a_reason_and_not_both(dossier_copy) -> None:
    def spoil(row: dict[str, str]) -> dict[str, str]:
        if row["id"] == "n001":
            row["exclusion"] = ""
        if row["id"] == "n005":
            row["exclusion"] = "name"
        return row

    dossier_copy.edit("numerals", spoil)
    messages = [p.message for p in check_coverage(dossier_copy.open())]
    assert messages == ["neither a claim nor an exclusion", "both of them"]


def test_without_claims_there_is_nothing_to_cover(dossier_copy) -> None:
    dossier_copy.edit("numerals", lambda row: None)
    (dossier_copy.folder / "claims.toml").unlink()
    opened = dossier_copy.open()
    assert coverage(opened).numerals == 0
    assert check_coverage(opened) == ()
