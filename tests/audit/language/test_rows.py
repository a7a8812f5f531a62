"""Evidence from a dossier, its accounts and an archive comes in one form."""

from __future__ import annotations

import pytest

from equipoise.audit.language.rows import ACCOUNTS, EvidenceBase
from equipoise.dossier.schema import table_specs
from equipoise.errors import VocabularyError
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
    row = table.where({"year": 1996})[0]
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
    first, second = table.rows
    assert first.cells["when"] == parse_edtf("1997-05")
    assert first.cells["who"] == ("CHN", "RUS")
    assert first.place == "sample, row 1"
    assert first.quality == "published"
    assert first.source == "Sample"
    assert first.locator == "CHN, 1997-05, CHN; RUS"
    assert set(second.cells.values()) == {"JPN", None}
    assert table.units == {"out": "usd_k"}
    assert table.kinds == {
        "state": "text",
        "when": "period",
        "who": "parties",
        "value": "number",
        "out": "number",
    }


def test_rows_by_their_cells(trade):
    table = trade.table("archive", "sample")
    assert [row.cells["flow"] for row in table.where({"year": 2000})] == [5.0, 3.0, 2.0]
    assert [row.cells["flow"] for row in table.where({"year": 2012, "state": "JPN"})] == [20.0]
    assert table.where({"year": 1999}) == ()
    assert table.where({}) == table.rows
    assert table.texts("state") == {"CHN", "JPN", "KOR"}


def test_empty_cells_are_no_texts(shelved):
    base = shelved({"state": "text"}, ("CHN",), (None,), ("",))
    assert base.table("archive", "sample").texts("state") == {"CHN"}


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
        base.table("archive", "sample")
