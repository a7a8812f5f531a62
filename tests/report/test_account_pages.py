"""The pages of the accounts and of dossiers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.accounts.energy import energy_account
from equipoise.accounts.institutions import institutions_account
from equipoise.accounts.relations import relations_account
from equipoise.accounts.trade import trade_account
from equipoise.app.terminal import terminal_text
from equipoise.dossier.package import read_package
from equipoise.dossier.read import Dossier
from equipoise.errors import Problem
from equipoise.report.dossier_page import (
    dossier_data,
    dossier_page,
    dossier_table,
    problems_page,
    seal_page,
    seal_table,
)
from equipoise.report.energy_page import energy_page
from equipoise.report.institutions_page import institutions_page
from equipoise.report.page import Grid, Page
from equipoise.report.relations_page import relations_page
from equipoise.report.result_table import csv_text, table_page
from equipoise.report.trade_page import trade_page
from equipoise.vocabulary.tables import Column, ResultTable


def grids(page: Page) -> list[Grid]:
    return [block for block in page.blocks if isinstance(block, Grid)]


def pages(dossier: Dossier, *, verbose: bool) -> list[Page]:
    return [
        trade_page(trade_account(dossier), verbose=verbose),
        relations_page(relations_account(dossier, partner="JPN"), verbose=verbose),
        relations_page(relations_account(dossier), verbose=verbose),
        institutions_page(institutions_account(dossier), verbose=verbose),
        energy_page(energy_account(dossier), verbose=verbose),
    ]


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("width", [80, 110])
def test_every_page_fits_the_terminal(dossier: Dossier, width: int, *, verbose: bool) -> None:
    for page in pages(dossier, verbose=verbose):
        assert max(map(len, terminal_text(page, width=width).splitlines())) <= width


def test_trade_shows_every_cell_and_names_the_missing(dossier: Dossier) -> None:
    account = trade_account(dossier)
    turnover = grids(trade_page(account))[0]
    cells = {r[0].text: [c.text for c in r[1:]] for r in turnover.rows}
    assert cells["China"][-2] == "89,008.4"
    missing = sum("no data" in row for row in cells.values())
    assert missing >= len(account.years[-1].missing) - 1
    assert len(turnover.rows) == len(account.years[-1].partners)


def test_a_printed_total_that_differs_is_marked(dossier: Dossier) -> None:
    account = trade_account(dossier)
    differ = [y for y in account.years if y.printed and not y.printed.within_tolerance]
    printed = next(r for r in grids(trade_page(account))[1].rows if r[0].text.startswith("total"))
    assert sum("≠" in cell.text for cell in printed) == len(differ) == 1


def test_trade_without_a_table_still_shows_dependence(dossier: Dossier) -> None:
    account = replace(trade_account(dossier), years=(), growth=())
    assert [grid.caption for grid in grids(trade_page(account))] == ["Dependence in trade"]


def test_relations_tell_every_event(dossier: Dossier) -> None:
    account = relations_account(dossier, partner="JPN")
    page = relations_page(account)
    assert "Japan" in page.title
    assert len(grids(page)[1].rows) == len(account.events)
    assert sum(int(r[1].text) for r in grids(page)[0].rows) == len(account.events)


def test_institutions_show_standing_and_the_way_there(dossier: Dossier) -> None:
    account = institutions_account(dossier, "RUS", year=2005)
    page = institutions_page(account)
    standing = {r[0].text: r[3].text for r in grids(page)[0].rows}
    assert standing["EAS"] == "✗ refused"
    assert len(grids(page)[1].rows) == len(account.story)


def test_energy_shows_buyers_largest_first(dossier: Dossier) -> None:
    account = energy_account(dossier)
    assert grids(energy_page(account))[1].rows[0][0].text == "China"
    assert len(grids(energy_page(account, verbose=True))) == 1 + len(account.years)


def test_a_dossier_shows_rows_sources_and_licences(dossier: Dossier) -> None:
    package, _ = read_package(dossier.folder)
    assert package is not None
    text = terminal_text(dossier_page(dossier, package))
    assert "Licences" in text
    assert "Medvedev" in text
    table = dossier_table(dossier, package)
    rows = dict(zip(table.column("file"), table.column("rows"), strict=True))
    assert rows["ledger.csv"] == len(dossier.table("ledger"))
    assert all(table.column("licence"))
    assert {f["file"] for f in dossier_data(dossier, package)["files"]} == set(rows)
    assert "hashes of" in terminal_text(seal_page(Path("datapackage.json"), package))
    assert seal_table(package).column("file") == table.column("file")


def test_problems_are_counted() -> None:
    problem = Problem("trade.csv", 3, "year", "'20x2' is not a year", "write four digits")
    assert "One problem" not in terminal_text(problems_page("d", ()))
    text = terminal_text(problems_page("d", (problem,)))
    assert "one problem" in text
    assert "trade.csv:3:year" in text


def test_csv_reads_back() -> None:
    columns = (
        Column("a", "text", ""),
        Column("b", "number", ""),
        Column("c", "boolean", ""),
    )
    table = ResultTable("t", columns, (('x, "y"', 0.1, True), (None, None, False)))
    read = list(csv.DictReader(io.StringIO(csv_text(table))))
    assert read == [{"a": 'x, "y"', "b": "0.1", "c": "true"}, {"a": "", "b": "", "c": "false"}]


def test_a_long_table_says_what_is_left() -> None:
    table = ResultTable("t", (Column("n", "integer", ""),), tuple((n,) for n in range(100)))
    assert "40 more rows" in terminal_text(table_page(table))
    assert "more rows" not in terminal_text(table_page(table, most=100))
