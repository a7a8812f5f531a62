"""Evidence from a dossier, its accounts and an archive comes in one form."""

from __future__ import annotations

import pytest

from equipoise.audit.language.base import ACCOUNTS, EvidenceBase
from equipoise.audit.language.rows import EvidenceRow, EvidenceTable
from equipoise.dossier.schema import table_specs
from equipoise.errors import VocabularyError
from equipoise.vocabulary.evidence import ArchiveSource
from equipoise.vocabulary.periods import Period, parse_edtf
from equipoise.vocabulary.tables import ResultTable
from equipoise.vocabulary.units import all_units


def test_a_row_of_the_dossier(base):
    row = base.table("table", "trade").rows[0]
    assert row.place == "trade.csv:2"
    assert row.rests_on == ("trade.csv:2",)
    assert row.cells["turnover"] == 5724.5
    assert row.text("printed") == "5,724.5"
    assert row.text("turnover") == ""  # a number is no text
    assert row.text("no such column") == ""
    assert row.quality == "stated"
    assert row.source.startswith("Article")


def test_a_row_of_an_account(base):
    table = base.table("account", "trade-years")
    row = table.where({"year": [1996]})[0]
    assert row.quality == "computed"
    assert row.place == "trade-years account, row 1"
    assert all(place.startswith("trade.csv:") for place in row.rests_on)
    assert table.units["region_total_usd_m"] == "usd_m"
    assert table.kinds["year"] == "year"
    # By hand: the cells of the column 1996 of the text's table.
    assert row.cells["region_total_usd_m"] == pytest.approx(
        14019.3, abs=0.05
    )  # one printed decimal


def test_a_row_of_an_archive(shelved):
    columns = {"state": "text", "when": "edtf", "who": "parties", "value": "number", "out": "usd_k"}
    base = shelved(columns, ("CHN", "1997-05", "CHN; RUS", 2.0, 5), ("JPN", None, None, None, None))
    table = base.table("archive", "sample")
    first, second = table.where({})
    assert first.cells["when"] == parse_edtf("1997-05")
    assert first.cells["who"] == ("CHN", "RUS")
    assert first.place == "sample, row 1"
    assert first.quality == "published"
    assert first.source == "Sample, version 1.0 (made-up sample)"
    assert first.locator == "CHN, 1997-05, CHN; RUS"
    assert set(second.cells.values()) == {"JPN", None}
    assert second.locator == "JPN"
    assert table.units == {"out": "usd_k"}
    assert table.kinds == {
        "state": "text",
        "when": "period",
        "who": "parties",
        "value": "number",
        "out": "number",
    }


@pytest.mark.parametrize("make", ["archived", "held"])
def test_rows_by_their_cells(trade, make):
    table = trade.table("archive", "sample")
    if make == "held":
        table = EvidenceTable("sample", table.kinds, table.units, table.where({}))

    def flows(**wanted):
        return [row.cells["flow"] for row in table.where(wanted)]

    assert flows(year=[2000]) == [5.0, 3.0, 2.0]
    assert flows(year=[2012], state=["JPN"]) == [20.0]
    assert flows(year=[2012, 2000], state=["JPN"]) == [3.0, 20.0]  # in the order of the table
    assert flows(year=[2012, 2000, 2012], state=["KOR", "CHN"]) == [5.0, 2.0, 50.0, None]
    assert flows(year=[1999]) == flows(year=[]) == flows(year=[2000], state=[]) == []
    assert flows() == [5.0, 3.0, 2.0, 50.0, 20.0, None]


def test_a_row_keeps_its_number_in_the_archive(trade):
    rows = trade.table("archive", "sample").where({"state": ["KOR"]})
    assert [row.place for row in rows] == ["sample, row 3", "sample, row 6"]


def test_an_archive_is_asked_each_question_once(shelved):
    base = shelved({"state": "text", "year": "year"}, ("CHN", 2000), ("JPN", 2000))
    table = base.table("archive", "sample")
    assert base.archive.asked == []  # nothing is read before it is wanted
    first = table.where({"state": ["CHN"], "year": [2000]})
    assert table.where({"year": [2000], "state": ["CHN"]}) is first
    assert len(base.archive.asked) == 1
    assert table.where({"state": ["CHN", "JPN"]}) != first
    assert base.table("archive", "sample") is table
    assert len(base.archive.asked) == 2


def test_texts_are_each_once_and_not_empty():
    cells = ("CHN", "JPN", None, "", "CHN")
    rows = [EvidenceRow("by hand", {"state": c}, (), "", "", "published") for c in cells]
    assert EvidenceTable("hand", {"state": "text"}, {}, rows).texts("state") == {"CHN", "JPN"}


def test_sources_of_archive_tables(dossier, shelf):
    archive = shelf(ResultTable("wdi", (), ()), ResultTable("nmc", (), ()))
    base = EvidenceBase(dossier, archive)
    assert base.published == ()
    assert base.table("archive", "baci") is None
    assert base.table("table", "trade").rows
    assert base.published == ()
    archive.origin = ArchiveSource("Indicators", "2024-06", "package 1.2", False, "", (1, 9998))
    assert base.table("archive", "wdi").source.text == base.published[0]
    assert base.published == ("Indicators, version 2024-06 (repackaged: package 1.2)",)


@pytest.mark.parametrize(
    ("version", "repackaged", "sample", "text"),
    [
        ("", "", False, "Indicators"),
        ("4.0", "", False, "Indicators, version 4.0"),
        ("4.0", "package", False, "Indicators, version 4.0 (repackaged: package)"),
        ("", "", True, "Indicators (made-up sample)"),
        ("4.0", "package", True, "Indicators, version 4.0 (repackaged: package, made-up sample)"),
    ],
)
def test_a_source_tells_its_version_and_marks(version, repackaged, sample, text):
    assert ArchiveSource("Indicators", version, repackaged, sample, "", (1, 9998)).text == text


def test_every_table_and_account_can_be_read(base):
    for name, spec in table_specs().items():
        table = base.table("table", name)
        assert set(table.kinds) == {column.name for column in spec.columns}
        for row in table.rows:
            assert set(row.cells) == set(table.kinds)
            assert row.rests_on == (row.place,)
    for name in ACCOUNTS:
        table = base.table("account", name)
        assert set(table.units.values()) <= set(all_units())
        assert {column for column, kind in table.kinds.items() if kind == "number"} == set(
            table.units
        )
        assert all(isinstance(row.cells["year"], int) for row in table.rows)


def test_kinds_of_cells_are_what_the_columns_say(base):
    held = {"number": float, "year": int, "period": Period, "text": str, "parties": tuple}
    for name in table_specs():
        table = base.table("table", name)
        for row in table.rows:
            for column, cell in row.cells.items():
                assert cell is None or isinstance(cell, held[table.kinds[column]])


def test_every_row_of_figures_has_a_unit(base):
    """A unit follows from the row wherever a table has a column of units."""
    for name in table_specs():
        table = base.table("table", name)
        if "unit" in table.kinds:
            assert all(row.text("unit") in all_units() for row in table.rows)


def test_tables_are_built_once(base):
    assert base.table("table", "trade") is base.table("table", "trade")
    assert base.table("account", "energy") is base.table("account", "energy")
    assert base.figures is base.figures
    assert base.figures["asean-turnover-2010"].cells["value"] == 12.5


def test_what_is_not_there(dossier, dossier_copy):
    assert EvidenceBase(dossier).table("archive", "wdi") is None
    poor = dossier_copy
    (poor.folder / "energy_flows.csv").unlink()
    base = EvidenceBase(poor.open())
    assert base.table("table", "energy_flows").rows == ()
    assert base.table("account", "energy") is None


def test_an_archive_table_without_its_columns(shelved):
    base = shelved({"state": "text", "flow": "usd"})
    base.archive.tables["sample"] = ResultTable("sample", (), ())
    with pytest.raises(VocabularyError, match="sample lacks the columns state, flow"):
        base.table("archive", "sample").where({})
