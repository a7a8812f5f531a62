"""A new dossier is sound from the first, and its examples are what the readers take."""

from __future__ import annotations

import csv
import os
import re
import shutil
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from equipoise.audit.audit import audit_claims, check_claims
from equipoise.audit.claims import KINDS
from equipoise.audit.explain import check_theses, explain_theses
from equipoise.audit.language.base import ACCOUNTS
from equipoise.audit.language.filters import _FORMS
from equipoise.audit.language.selector import Take
from equipoise.audit.structure.apparatus import check_apparatus
from equipoise.dossier import scaffold
from equipoise.dossier.package import seal
from equipoise.dossier.read import check_dossier, open_dossier
from equipoise.dossier.scaffold import TABLES, TEMPLATES, Outline, new_dossier
from equipoise.dossier.schema import table_specs
from equipoise.errors import (
    AmbiguousStateError,
    NotFoundError,
    OutputError,
    UnknownRegionError,
    UnknownStateError,
    VocabularyError,
)

EXAMPLE_ROWS = {
    "trade": [
        {"state": "RUS", "partner": partner, "product": "total", "year": year, "unit": "usd_m"}
        | {"turnover": turnover, "printed": turnover}
        for partner, year, turnover in (
            ("CHN", "2000", "60"),
            ("JPN", "2000", "40"),
            ("WLD", "2000", "1000"),
            ("CHN", "2012", "900"),
            ("JPN", "2012", "300"),
            ("WLD", "2012", "6000"),
        )
    ],
    "printed": [
        {"table": "Table 1", "row": row, "column": year, "printed": printed, "unit": "usd_m"}
        for row, year, printed in (
            ("region-total", "2000", "100"),
            ("world-total", "2000", "1000"),
            ("region-total", "2012", "1200"),
            ("world-total", "2012", "6000"),
        )
    ],
    "figures": [
        {"id": "region-share-2012", "subject": "region", "measure": "share of trade"}
        | {"year": "2012", "value": "0.2", "unit": "share", "printed": "a fifth"},
        {"id": "china-rank-2012", "subject": "China", "measure": "rank among partners"}
        | {"year": "2012", "value": "1", "unit": "rank", "printed": "first"},
    ],
    "ledger": [
        {"id": "treaty-with-china", "kind": "treaty", "date": "2001-07-16", "parties": "RUS;CHN"}
        | {"level": "head of state", "summary": "A treaty.", "confidence": "high"}
        | {"quality": "record"}
    ],
    "memberships": [
        {"state": "RUS", "body": "ASEAN", "status": status, "date": date, "quality": "record"}
        for status, date in (("sought", "1996"), ("admitted", "2001"))
    ],
}
OF_EVIDENCE = {"source": "the text", "locator": "Table 1", "quality": "stated"}


def fill(folder):
    """Rows such as the examples read."""
    for name, rows in EXAMPLE_ROWS.items():
        spec = table_specs()[name]
        with (folder / spec.file).open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, [column.name for column in spec.columns])
            writer.writeheader()
            writer.writerows({**OF_EVIDENCE, **row} for row in rows)


def uncomment(folder):
    """Take the comment sign off every example."""
    for name in TEMPLATES:
        path = folder / name
        text = re.sub(r"^#(?=\S)", "", path.read_text(encoding="utf-8"), flags=re.M)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def taken_up(tmp_path):
    """A new dossier with rows in its tables and all its examples live."""
    folder = new_dossier(tmp_path / "mine", Outline())
    fill(folder)
    uncomment(folder)
    seal(folder)
    return folder


def test_a_new_dossier_is_sound_and_empty(tmp_path):
    outline = Outline("Thai trade", "Thailand", "southeast-asia", "1991/2012")
    folder = new_dossier(tmp_path / "Thai Trade 2012", outline)
    assert check_dossier(folder) == ()
    dossier = open_dossier(folder)
    manifest = dossier.manifest
    assert (manifest.id, manifest.title, manifest.focal) == ("thai-trade-2012", "Thai trade", "THA")
    assert (manifest.region, manifest.period.text) == ("southeast-asia", "1991/2012")
    assert set(dossier.tables) == set(TABLES)
    assert sum(len(table) for table in dossier.tables.values()) == 0
    assert check_claims(dossier) == check_theses(dossier) == check_apparatus(dossier) == ()
    with pytest.raises(NotFoundError, match="holds no claim"):
        audit_claims(dossier)
    with pytest.raises(NotFoundError, match="no thesis"):
        explain_theses(dossier)


def test_every_file_has_a_licence_and_a_source_to_be_replaced(tmp_path):
    folder = new_dossier(tmp_path / "mine", Outline())
    files = {path.name for path in folder.iterdir()} - {"datapackage.json"}
    assert files == {*TEMPLATES, *(table_specs()[name].file for name in TABLES)}
    assert "Not stated yet" in (folder / "datapackage.json").read_text(encoding="utf-8")


def test_the_examples_are_what_the_readers_take(taken_up):
    assert check_dossier(taken_up) == ()
    dossier = open_dossier(taken_up)
    assert check_claims(dossier) == check_theses(dossier) == check_apparatus(dossier) == ()
    found = audit_claims(dossier)
    assert {r.claim.id: r.verdict for r in found.results} == {
        "region-share-2012": "supported",
        "region-grew-tenfold": "supported",  # 1,200 to 100
        "china-first-2012": "supported",
        "china-before-japan": "supported",
        "treaty-year": "supported",
        "treaty-in-summer": "supported",
        "population-over-100-m": "supported",
        "shares-add-up": "supported",
        "seats-taken": "supported",
    }
    assert {"holds", "slip"} >= {f.verdict for f in found.findings if f.check == "row-sum"}
    assert explain_theses(dossier)[0].survivors


def test_the_examples_show_the_whole_language():
    text = (scaffold._FOLDER / "claims.toml").read_text(encoding="utf-8")
    remarks = " ".join(text.replace("\n# ", " ").split())
    assert f"kind is one of {', '.join(KINDS)}." in remarks
    for take in set(get_args(Take)) - {"one"}:
        assert f'"{take}"' in text
    for word in set(_FORMS) - {"to", "overlaps", "filled"}:
        assert f"{word} =" in text
    for account in ACCOUNTS:
        assert account in text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(min_size=1).filter(lambda text: text.strip() and text.strip().isprintable()))
def test_any_title_that_can_be_printed_is_kept(tmp_path, title):
    folder = new_dossier(tmp_path / "mine", Outline(title=title))
    assert open_dossier(folder).manifest.title == title.strip()
    shutil.rmtree(folder)


def test_an_empty_folder_is_filled_and_stays_the_one_it_was(tmp_path, monkeypatch):
    folder = tmp_path / "mine"
    folder.mkdir()
    before = folder.stat().st_ino
    monkeypatch.chdir(folder)
    new_dossier(folder.relative_to(tmp_path).parent, Outline())
    assert check_dossier(folder) == ()
    assert folder.stat().st_ino == before
    assert os.listdir(tmp_path) == ["mine"]


@pytest.mark.parametrize(
    ("outline", "error", "says"),
    [
        (Outline(focal="RUX"), UnknownStateError, "RUX"),
        (Outline(focal="Korea"), AmbiguousStateError, "Korea"),
        (Outline(region="asia"), UnknownRegionError, "asia"),
        (Outline(period="1991/.."), VocabularyError, "open"),
        (Outline(period="nineties"), VocabularyError, "nineties"),
        (Outline(title="two\nlines"), VocabularyError, "printed"),
    ],
)
def test_what_cannot_be_meant_leaves_nothing(tmp_path, outline, error, says):
    with pytest.raises(error, match=says):
        new_dossier(tmp_path / "mine", outline)
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_left_alone(tmp_path):
    note = tmp_path / "mine" / "note.txt"
    note.parent.mkdir()
    note.write_text("mine", encoding="utf-8")
    for folder in (note.parent, note):
        with pytest.raises(OutputError, match="not an empty folder"):
            new_dossier(folder, Outline())
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "note.txt"]


def test_a_folder_that_cannot_be_made_says_so(tmp_path):
    with pytest.raises(OutputError, match="No such file"):
        new_dossier(tmp_path / "no" / "mine", Outline())


def test_nothing_half_written_stays(tmp_path, monkeypatch):
    def broken(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(scaffold, "seal", broken)
    with pytest.raises(OutputError, match="No space left"):
        new_dossier(tmp_path / "mine", Outline())
    assert list(tmp_path.iterdir()) == []
