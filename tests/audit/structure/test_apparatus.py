"""``apparatus.toml`` is read whole, and refused with the line and key of every fault."""

from __future__ import annotations

import re

import pytest

from equipoise.audit.structure.apparatus import check_apparatus, read_apparatus
from equipoise.audit.structure.fields import APPARATUS
from equipoise.dossier.read import SHIPPED
from equipoise.errors import DossierError

SHIPPED_FILE = SHIPPED / "russia-east-asia" / APPARATUS


def place_of(text, wanted):
    """Line of the ``[[...]]`` header above a piece of the file."""
    lines = text[: text.index(wanted)].split("\n")
    return max(n for n, line in enumerate(lines, start=1) if line.startswith("[["))


def problems(dossier_copy, old, new):
    """Faults after one change, all of them where the change was made."""
    before = (dossier_copy.folder / APPARATUS).read_text(encoding="utf-8")
    assert old in before
    line = place_of(before, old)
    dossier_copy.text(APPARATUS, lambda text: text.replace(old, new, 1))
    found = check_apparatus(dossier_copy.open())
    for problem in found:
        assert problem.file == APPARATUS
        assert problem.line == line
        assert problem.hint
    return found


def test_the_shipped_file_is_read_in_order(dossier):
    apparatus = read_apparatus(dossier)
    assert check_apparatus(dossier) == ()
    table = apparatus.table("Table 1")
    assert table.columns == (1996, 1999, 2000, 2005, 2012)
    assert (table.span.text, table.unit, table.cells.leave_out) == ("1996/2012", "usd_m", ("WLD",))
    assert apparatus.notes[0].names == ("PRK", "LAO", "KHM", "MMR")
    assert [source.dated.text for source in apparatus.sources] == [
        "2009",
        "2012-04-29",
        "2012-04-30",
    ]
    assert [r.target for r in apparatus.references if r.cited_for] == ["Table 1", "Table 2"]
    assert apparatus.table("Table 2") is None


def test_every_entry_knows_its_line(dossier):
    apparatus = read_apparatus(dossier)
    lines = SHIPPED_FILE.read_text(encoding="utf-8").split("\n")
    for kind, entries in (
        ("table", apparatus.tables),
        ("note", apparatus.notes),
        ("division", apparatus.divisions),
        ("reference", apparatus.references),
        ("source", apparatus.sources),
        ("rank", apparatus.ranks),
        ("mention", apparatus.mentions),
        ("example", apparatus.examples),
        ("interval", apparatus.intervals),
    ):
        assert entries
        for entry in entries:
            file, line = entry.place.split(":")
            assert (file, lines[int(line) - 1]) == (APPARATUS, f"[[{kind}]]")


def test_every_event_that_the_dossier_redates_is_mentioned(dossier):
    mentioned = {mention.event for mention in read_apparatus(dossier).mentions}
    redated = {row.text("id") for row in dossier.table("ledger") if row.period("date_stated")}
    # The years are the programme's own; the first meeting stands under RUS ARF founded.
    assert redated - mentioned == {"federal-target-programme", "arf-first-meeting"}


def test_a_dossier_without_the_file_has_no_apparatus(dossier_copy):
    (dossier_copy.folder / APPARATUS).unlink()
    bare = dossier_copy.open()
    assert read_apparatus(bare) is None
    assert check_apparatus(bare) == ()


@pytest.mark.real_data
def test_no_sentence_of_the_article_is_copied(shared):
    def words(text):
        return re.findall(r"[a-z0-9']+", text.lower().replace("\u2019", "'").replace("-", " "))

    article = (shared / "seed/article.txt").read_text(encoding="utf-8")
    found = words(re.sub(r"-\s*\n", "", article))
    runs = {tuple(found[n : n + 8]) for n in range(len(found) - 7)}
    own = words(SHIPPED_FILE.read_text(encoding="utf-8"))
    assert not [own[n : n + 8] for n in range(len(own) - 7) if tuple(own[n : n + 8]) in runs]


@pytest.mark.parametrize(
    ("old", "new", "key", "message", "hint"),
    [
        ('mark = "*"', 'marks = "*"', "note.1.mark", "missing or not a text", "write mark"),
        ('mark = "*"', 'mark = "*"\nmarks = 1', "note.1.marks", "unknown key", "mark"),
        ('"PRK", "LAO"', '"PRL", "LAO"', "note.1.names", "unknown 'PRL'", "PRK"),
        ("marked = []", 'marked = ["LAO:2011"]', "note.1.marked", "LAO:2011", "LAO:2012"),
        ("marked = []", "marked = 3", "note.1.marked", "not a list of texts", "write marked"),
        ('says = "missing"', 'says = "absent"', "note.1.says", "unknown says", "missing"),
        ("current = 2012", "current = 2011", "note.1.current", "no column", "1996"),
        ("current = 2012", 'current = "2012"', "note.1.current", "no column", "2012"),
        ('span = "1996/2012"', 'span = "1996/.."', "table.1.span", "open", "both ends"),
        ('span = "1996/2012"', "span = 3", "table.1.span", "not a text", "write"),
        (
            'cells]\ntable = "trade"',
            "cells]\nwhere_ = 1",
            "table.1.cells.where_",
            "unknown",
            "where",
        ),
        ('span = "1996/2012"', 'span = "then"', "table.1.span", "not a date", "YYYY"),
        ("columns = [1996, 1999,", "columns = [1999, 1996,", "table.1.columns", "order", "order"),
        ("[1996, 1999, 2000, 2005, 2012]", "[1996.5]", "table.1.columns", "list of years", "1996"),
        ("[1996, 1999, 2000, 2005, 2012]", "[]", "table.1.columns", "list of years", "1996"),
        ("[1996, 1999, 2000, 2005, 2012]", "[0]", "table.1.columns", "list of years", "1996"),
        ('unit = "usd_m"', 'unit = "usd_mn"', "table.1.unit", "unknown unit", "usd_m"),
        ('summed = ["region-total"]', 'summed = ["total"]', "table.1.summed", "total", "total"),
        ('region = "east-asia"', 'region = "asia"', "table.1.region", "unknown", "east-asia"),
        ('table = "trade"', 'table = "trades"', "table.1.cells.table", "unknown table", "trade"),
        ('column = "year"', 'column = "turnover"', "table.1.cells.column", "turnover", "year"),
        ('value = "turnover"', 'value = "unit"', "table.1.cells.value", "unknown", "turnover"),
        ('{ state = "RUS", ', '{ stat = "RUS", ', "table.1.cells.where", "stat", "state"),
        ('{ state = "RUS", ', "{ state = 3, ", "table.1.cells.where", "not a table", "write"),
        ('row = "partner"', 'row = "product"', "table.1.cells", "two rows stand", "narrow"),
        ('state = "RUS", product', 'state = "USA", product', "table.1.cells", "no row", "correct"),
        ('id = "customs-service"', 'id = "rangsimaporn"', "source.2.id", "two entries", "rename"),
        ('consulted = "2012-04-29"', 'consulted = "29.4."', "source.2.consulted", "date", "YYYY"),
        ("inferred = true", 'inferred = "yes"', "source.1.inferred", "neither", "true"),
        (
            'consulted = "2012-04-29"',
            'consulted = "2012"\npublished = "2012"',
            "source.2.published",
            "stands beside consulted",
            "give",
        ),
        (
            'figure = "japan-rank-trade"',
            'figure = "japan-rank"',
            "rank.1.figure",
            "unknown",
            "japan",
        ),
        (
            'figure = "japan-rank-trade"',
            'figure = "border-north-korea"',
            "rank.1.figure",
            "no rank",
            "unit is rank",
        ),
        ('row = "JPN"', 'row = "JAP"', "rank.1.row", "unknown row", "JPN"),
        ('event = "munich-speech"', 'event = "munich"', "mention.9.event", "unknown event", "mun"),
        (
            'event = "munich-speech"',
            'event = "munich-speech"\nmembership = { state = "RUS" }',
            "mention.9",
            "not both",
            "ledger.csv",
        ),
        ('event = "munich-speech"\n', "", "mention.9.event", "needs event", "ledger.csv"),
        (
            'body = "TAC", status = "admitted"',
            'body = "TAC", status = "left"',
            "mention",
            "no row for RUS TAC left",
            "memberships.csv",
        ),
        (
            'membership = { state = "RUS", body = "TAC", status = "admitted" }',
            "membership = 3",
            "membership",
            "not a table",
            "status",
        ),
        ("years = [12, 12]", "years = [13, 12]", "interval.1.years", "two numbers", "write"),
        ("years = [12, 12]", 'years = "twelve"', "interval.1.years", "two numbers", "write"),
        ("years = [12, 12]", "years = [nan, 12]", "interval.1.years", "two numbers", "write"),
    ],
)
def test_refusals(dossier_copy, old, new, key, message, hint):
    found = problems(dossier_copy, old, new)
    assert [p for p in found if key in p.column and message in p.message and hint in p.hint], found


def test_a_source_of_no_table(dossier_copy):
    old = 'id = "customs-service"\ntable = "Table 1"'
    found = problems(dossier_copy, old, old.replace("Table 1", "Table 3"))
    assert [(p.column, p.hint) for p in found] == [("source.2.table", "did you mean Table 1?")]


def test_a_note_to_no_table_is_told_only_that(dossier_copy):
    old = 'table = "Table 1"\nmark = "*"'
    found = problems(dossier_copy, old, old.replace("Table 1", "Table 3"))
    assert [p.column for p in found] == ["note.1.table"]
    found = problems(dossier_copy, "current = 2012", 'current = "now"')
    assert [p.column for p in found] == ["note.1.table", "note.1.current"]


def test_all_faults_are_listed_at_once(dossier_copy):
    dossier_copy.text(
        APPARATUS,
        lambda text: text.replace('"1996/2012"', '"2012/1996"').replace("[12, 12]", "[12]"),
    )
    dossier = dossier_copy.open()
    with pytest.raises(DossierError) as refusal:
        read_apparatus(dossier)
    assert [p.column for p in refusal.value.problems] == ["table.1.span", "interval.1.years"]
    assert "apparatus.toml:" in str(refusal.value)


def test_what_reads_a_broken_table_is_not_blamed_for_it(dossier_copy):
    found = problems(dossier_copy, 'title = "Turnover', 'heading = "Turnover')
    assert {p.column for p in found} == {"table.1.title", "table.1.heading"}


def test_unknown_kinds_and_kinds_of_another_shape(dossier_copy):
    dossier_copy.text(APPARATUS, lambda text: "mention = 3\nfootnote = 1\n" + _without(text))
    found = {p.column: p for p in check_apparatus(dossier_copy.open())}
    assert "note" in found["footnote"].hint
    assert found["mention"].hint == "write [[mention]]"
    assert {p.line for p in found.values()} == {None}


def _without(text):
    return text[: text.index("# Events")] + text[text.index("# Instances") :]


def test_entries_written_inline_have_no_line(dossier_copy):
    inline = 'mention = [3, { event = "munich-speech", date = "2007", locator = "here" }]\n'
    dossier_copy.text(APPARATUS, lambda text: inline + _without(text))
    (fault,) = (p for p in check_apparatus(dossier_copy.open()) if p.column == "mention.1")
    assert (fault.line, fault.message) == (None, "missing or not a table")
    dossier_copy.text(APPARATUS, lambda text: text.replace("[3, {", "[{"))
    (mention,) = read_apparatus(dossier_copy.open()).mentions
    assert mention.place == APPARATUS


def test_a_text_without_a_date_of_its_own(dossier_copy):
    dossier_copy.text(
        APPARATUS, lambda text: text.replace('[text]\npublished = "2012-12/2013-02"', "[text]")
    )
    (problem,) = check_apparatus(dossier_copy.open())
    assert problem.column == "text.published"
    dossier_copy.text(
        APPARATUS,
        lambda text: re.sub(r"\[text\]\nlocator = .*\n", "", text).replace('last = "2012"\n', ""),
    )
    (problem,) = check_apparatus(dossier_copy.open())
    assert problem.column == "interval.1.last"


@pytest.mark.parametrize(
    ("content", "line", "hint"), [(b"\n[[table\n", 2, "mend"), (b"\xff\xfe", None, "UTF-8")]
)
def test_a_file_that_is_no_toml(dossier_copy, content, line, hint):
    (dossier_copy.folder / APPARATUS).write_bytes(content)
    (problem,) = check_apparatus(dossier_copy.open())
    assert (problem.file, problem.line) == (APPARATUS, line)
    assert hint in problem.hint
