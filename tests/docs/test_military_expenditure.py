"""The page on military expenditure says what the data says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from equipoise.accounts.military_spending import Spending, spending_account
from equipoise.archive.importing import Wanted, import_files
from equipoise.archive.store import Archive

PAGE = Path(__file__).resolve().parents[2] / "docs" / "military-expenditure.md"
ROW = re.compile(r"^\| (\d{4}) \| (.+) \|$", re.M)


def shown(figure: Spending) -> list[str]:
    if figure.share_of_set is None or figure.share_of_world is None:
        return ["no figure"] * 3
    return [
        f"{100 * figure.share_of_set:.1f} %",
        f"{figure.rank} of {figure.states}",
        f"{100 * figure.share_of_world:.1f} %, {figure.world_rank}",
    ]


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory) -> Archive:
    path = tmp_path_factory.mktemp("published") / "archive.duckdb"
    for name in ("nmc", "sipri-milex"):
        import_files(Wanted(names=(name,), place=shared / "data"), path)
    with Archive(path) as opened:
        yield opened


@pytest.mark.real_data
def test_every_row_of_its_tables(published: Archive) -> None:
    rows = [(int(year), cells.split(" | ")) for year, cells in ROW.findall(PAGE.read_text("utf-8"))]
    years = range(1992, 2013)
    both = spending_account(published, "RUS", "east-asia", years).figures
    constant = spending_account(
        published, "RUS", "east-asia", years, sources=("sipri",), prices="constant"
    ).figures
    assert len(rows) == 18
    for year, cells in rows:
        figures = both if len(cells) == 6 else constant
        assert cells == [cell for f in figures if f.year == year for cell in shown(f)], year


@pytest.mark.real_data
def test_versions_have_the_same_figures_for_russia(published: Archive) -> None:
    where = {"state": ["RUS"], "year": list(range(1990, 2013))}
    versions = [
        published.arrow(f"nmc@{version}", ("year", "milex"), where).to_pylist()
        for version in ("5.0", "6.0", "7.0")
    ]
    assert versions[0] == versions[1] == versions[2]
    by_year = {row["year"]: row["milex"] for row in versions[0]}
    assert (by_year[2004], by_year[2005]) == (61_500_000, 18_768_000)


@pytest.mark.real_data
def test_the_break_is_nearly_the_whole_fall_of_the_index(published: Archive) -> None:
    account = spending_account(published, "RUS", "east-asia", [2004, 2005], sources=("nmc",))
    before, after = (figure.share_of_world or 0.0 for figure in account.figures)
    rows = published.arrow("nmc", ("year", "cinc"), {"state": ["RUS"], "year": [2004, 2005]})
    index = {row["year"]: row["cinc"] for row in rows.to_pylist()}
    assert round((before - after) / 6, 3) == 0.006
    assert 0.85 < (before - after) / 6 / (index[2004] - index[2005]) < 1
