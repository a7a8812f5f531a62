"""Structural checks find every slip of the text's table, note, references and dates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.audit.structure.apparatus import APPARATUS, read_apparatus
from equipoise.audit.structure.checks import structural_findings
from equipoise.audit.structure.dates import example_findings, interval_findings
from equipoise.audit.structure.entries import (
    Apparatus,
    CellSource,
    CrossReference,
    Example,
    Interval,
    PrintedTable,
    StatedRank,
    TableNote,
    TableSource,
)
from equipoise.audit.structure.findings import CHECKS, HOLDS, SLIP, UNCHECKED, listing
from equipoise.audit.structure.grid import TableGrid
from equipoise.audit.structure.notes import note_findings
from equipoise.audit.structure.references import reference_findings, source_findings
from equipoise.audit.structure.tables import (
    coverage_findings,
    precision_findings,
    rank_findings,
    row_sum_findings,
    title_span_findings,
    unit_findings,
)
from equipoise.dossier.tables import Row
from equipoise.vocabulary.periods import Period, parse_edtf


def hand_grid(cells, totals, *, columns=(2000, 2001), summed=("region-total",), unit="usd_m"):
    """A table from printed strings by row and column; None is a gap."""
    rows = tuple(dict.fromkeys(row for row, _ in cells))
    source = CellSource("trade", {"state": "RUS"}, "partner", "year", "turnover", "printed", ())
    table = PrintedTable(
        id="Table 1",
        title="by hand",
        span=parse_edtf("2000/2001"),
        columns=columns,
        unit="usd_m",
        cells=source,
        totals=("region-total",),
        summed=summed,
        region=None,
        locator="Table 1",
        place="apparatus.toml:1",
    )

    def number(printed):
        return None if printed is None else float(printed.replace(",", ""))

    return TableGrid(
        table=table,
        rows=rows,
        cells={
            key: Row(
                "trade.csv",
                line,
                {"turnover": number(printed), "printed": printed or "n/a", "unit": unit},
            )
            for line, (key, printed) in enumerate(cells.items(), start=2)
        },
        totals={
            ("region-total", column): Row("printed.csv", 2, {"printed": printed, "unit": "usd_m"})
            for column, printed in totals.items()
        },
        repeated=(),
    )


# Column 2000: 1.4 + 2.4 = 3.8, printed 3.9; 0.1 off, more than 0.05, but each cell may hide 0.05.
# Column 2001: 12 + nothing = 12, printed 12.
BY_HAND = hand_grid(
    {("CHN", 2000): "1.4", ("JPN", 2000): "2.4", ("CHN", 2001): "12", ("JPN", 2001): None},
    {2000: "3.9", 2001: "12"},
)


def test_sums_by_hand():
    first, second = row_sum_findings(BY_HAND)
    assert (first.verdict, second.verdict) == (SLIP, HOLDS)
    check = first.sum_check
    assert (check.computed, check.difference, check.tolerance) == (3.8, -0.1, 0.05)
    assert (check.interval_low, check.interval_high, check.within_interval) == (3.7, 3.9, True)
    assert first.rows == ("printed.csv:2", "trade.csv:2", "trade.csv:3")
    assert "could explain it (3.7 to 3.9)" in first.message
    assert second.message.endswith("without JPN")


def test_columns_by_hand():
    (span,) = title_span_findings(BY_HAND)
    (coverage,) = coverage_findings(BY_HAND)
    (precision,) = precision_findings(BY_HAND)
    assert [f.verdict for f in unit_findings(BY_HAND)] == [HOLDS, HOLDS]
    assert (span.verdict, coverage.verdict, precision.verdict) == (HOLDS, SLIP, SLIP)
    assert "only in 2000: JPN, together 2.4, so that the total of 2001 is" in coverage.message
    assert coverage.rows == ("trade.csv:3", "trade.csv:5")
    assert precision.message == (
        "cells: to 0.1 in 2000, to 1 in 2001; region-total: to 0.1 in 2000, to 1 in 2001"
    )


def test_listing_draws_runs_of_years_together():
    assert listing((1997, 1998, 2001, 2002, 2003)) == "1997, 1998, 2001-2003"
    assert listing(("PRK", "LAO")) == "PRK, LAO"
    assert listing(()) == "none"


@pytest.fixture(scope="module")
def shipped(dossier):
    return by_subject(dossier)


def by_subject(dossier):
    found = structural_findings(dossier)
    keyed = {(finding.check, finding.subject): finding for finding in found}
    assert len(keyed) == len(found), "one finding a check and subject"
    return keyed


def verdicts(found, check):
    return {subject: f.verdict for (name, subject), f in found.items() if name == check}


def slips(found, check):
    return {subject for subject, verdict in verdicts(found, check).items() if verdict == SLIP}


BALANCER = "Russia's New Role as a Balancer"
TABLE_1 = f"Table 1, {BALANCER}, near n. 85-86"
TABLE_2 = f"Table 2, {BALANCER}, near n. 86-87"


@pytest.mark.parametrize(
    ("check", "subjects"),
    [
        ("row-sum", {"Table 1, region-total 1999"}),
        ("title-span", {"Table 1"}),
        ("unit-change", set()),
        (
            "coverage-change",
            {"Table 1, 1996 and 1999", "Table 1, 1999 and 2000", "Table 1, 2005 and 2012"},
        ),
        (
            "precision-change",
            {"Table 1, 1999 and 2000", "Table 1, 2000 and 2005", "Table 1, 2005 and 2012"},
        ),
        ("note-mark", {"Table 1, note *"}),
        ("note-against-cells", {"Table 1, note *, PRK", "Table 1, MNG", "Table 1, BRN"}),
        ("note-against-current-column", {"Table 1, note *, PRK", "Table 1, note *, MMR"}),
        ("missing-target", {TABLE_2}),
        ("reference-coverage", {TABLE_1}),
        ("source-date", {"Table 1, customs-service", "Table 1, economy-ministry"}),
        ("rank", set()),
        ("one-date", {"east-asia-summit-founded"}),
        (
            "record-date",
            {
                "four-party-talks",
                "khasan-rajin-railway",
                "east-asia-summit-founded",
                "RUS ARF founded",
            },
        ),
        (
            "example-outside-period",
            {"daqing-spur-2010", "food-aid-2011"},
        ),
        ("interval-length", set()),
    ],
)
def test_the_slips_of_the_article_by_name(shipped, check, subjects):
    assert slips(shipped, check) == subjects


def test_every_check_has_been_made(shipped):
    assert {check for check, _ in shipped} == set(CHECKS)
    assert all(finding.rows or finding.verdict == HOLDS for finding in shipped.values())
    assert all(finding.message and finding.locator for finding in shipped.values())


def test_what_is_left_open(shipped):
    open_ones = {key for key, f in shipped.items() if f.verdict == UNCHECKED}
    assert open_ones >= {
        ("reference-coverage", TABLE_2),
        ("source-date", "Table 1, the text itself"),
        ("one-date", "RUS EAS rejected"),
        ("record-date", "primakov-triangle"),
        ("record-date", "factional-rivalry"),
        ("example-outside-period", "debt-2011"),
        ("example-outside-period", "investment-two-years"),
    }


def test_both_readings_of_the_five_sums(shipped):
    checks = [f.sum_check for (check, _), f in shipped.items() if check == "row-sum"]
    assert [round(c.difference, 1) for c in checks] == [0.0, -0.7, -0.1, 0.0, 0.0]
    assert [c.within_tolerance for c in checks] == [True, False, True, True, True]
    assert all(c.within_interval for c in checks)


def test_findings_name_the_figures_and_rows(shipped):
    assert "146; columns without: 1999" in (
        shipped["note-against-current-column", "Table 1, note *, MMR"].message
    )
    assert "lacks 1990-1995, 1997, 1998" in shipped["reference-coverage", TABLE_1].message
    assert "Table 1 has 2000, 2005" in shipped["reference-coverage", TABLE_2].message
    assert "(12 of 17 years)" in shipped["title-span", "Table 1"].message
    sums = shipped["row-sum", "Table 1, region-total 1999"]
    assert sums.rows[:2] == ("printed.csv:3", "trade.csv:3")
    assert len(sums.rows) == 1 + 12


def change_cell(copy, partner, year, printed, unit="usd_m"):
    """One cell of Table 1 as it might have been printed; None empties it."""

    def change(row):
        if (row["partner"], row["year"]) != (partner, year):
            return row
        if printed is None:
            gap = {"turnover": "", "printed": "n/a", "quality": "missing", "missing_reason": "none"}
            return row | gap
        value = printed.replace(",", "")
        given = {"turnover": value, "printed": printed, "quality": "stated", "missing_reason": ""}
        return row | given | {"unit": unit}

    return copy.edit("trade", change)


def change_total(copy, year, printed):
    def change(row):
        if (row["row"], row["column"]) == ("region-total", year):
            return row | {"printed": printed}
        return row

    return copy.edit("printed", change)


def change_text(copy, old, new, times=1):
    text = (copy.folder / APPARATUS).read_text(encoding="utf-8")
    assert text.count(old) >= times
    return copy.text(APPARATUS, lambda text: text.replace(old, new, times))


def test_a_sum_mended_and_a_sum_broken(dossier_copy):
    change_total(dossier_copy, "1999", "9,760.0")
    change_total(dossier_copy, "2005", "42,999")
    found = by_subject(dossier_copy.open())
    assert slips(found, "row-sum") == {"Table 1, region-total 2005"}
    broken = found["row-sum", "Table 1, region-total 2005"]
    assert "rounding of the cells could not explain it" in broken.message
    assert not broken.sum_check.within_interval


def test_a_total_at_the_edge_of_its_half_unit_follows(dossier_copy):
    change_total(dossier_copy, "1999", "9,760.05")  # -0.05 off with 0.005 allowed
    assert slips(by_subject(dossier_copy.open()), "row-sum")
    change_total(dossier_copy, "1999", "9,760.5")  # -0.5 off with 0.05 allowed
    assert slips(by_subject(dossier_copy.open()), "row-sum")
    change_total(dossier_copy, "1999", "9,760")  # half a unit of a whole number
    change_cell(dossier_copy, "LAO", "1999", "2.7")
    assert not slips(by_subject(dossier_copy.open()), "row-sum")


def test_sums_that_cannot_be_checked(dossier_copy):
    change_total(dossier_copy, "1996", "n/a")
    dossier_copy.edit(
        "printed",
        lambda row: None if (row["row"], row["column"]) == ("region-total", "2000") else row,
    )
    change_cell(dossier_copy, "LAO", "2005", "11", unit="usd_bn")
    dossier_copy.edit("trade", lambda row: row | {"printed": ""} if row["year"] == "2012" else row)
    found = by_subject(dossier_copy.open())
    assert verdicts(found, "row-sum") == {
        "Table 1, region-total 1996": UNCHECKED,
        "Table 1, region-total 1999": SLIP,
        "Table 1, region-total 2000": UNCHECKED,
        "Table 1, region-total 2005": UNCHECKED,
        "Table 1, region-total 2012": UNCHECKED,
    }
    assert slips(found, "unit-change") == {"Table 1, 2005"}
    assert "in another unit: LAO" in found["unit-change", "Table 1, 2005"].message
    assert found["unit-change", "Table 1, 2005"].rows == ("trade.csv:60",)
    assert found["rank", "japan-rank-trade, 2005"].verdict == UNCHECKED


def test_a_total_in_another_unit(dossier_copy):
    dossier_copy.edit(
        "printed", lambda row: row | {"unit": "usd_bn"} if row["column"] == "2012" else row
    )
    found = by_subject(dossier_copy.open())
    assert slips(found, "unit-change") == {"Table 1, 2012"}
    assert found["row-sum", "Table 1, region-total 2012"].verdict == UNCHECKED


def test_gaps_filled_make_columns_comparable(dossier_copy):
    for partner, year in (("KHM", "1999"), ("MMR", "1999"), ("LAO", "2012"), ("KHM", "2012")):
        change_cell(dossier_copy, partner, year, "1")
    found = by_subject(dossier_copy.open())
    assert slips(found, "coverage-change") == set()
    assert {"Table 1, note *, LAO", "Table 1, note *, KHM", "Table 1, note *, MMR"} <= slips(
        found, "note-against-cells"
    )


def test_a_note_that_fits_its_cells(dossier_copy):
    change_cell(dossier_copy, "PRK", "2012", None)
    change_cell(dossier_copy, "MMR", "2012", None)
    change_text(dossier_copy, "marked = []", 'marked = ["region-total", "LAO:2012"]')
    change_text(dossier_copy, '"PRK", "LAO"', '"PRK", "LAO", "VNM"')
    found = by_subject(dossier_copy.open())
    assert slips(found, "note-against-cells") == {
        "Table 1, note *, VNM",
        "Table 1, MNG",
        "Table 1, BRN",
    }
    assert slips(found, "note-against-current-column") == {"Table 1, note *, VNM"}
    assert slips(found, "note-mark") == set()


def test_a_gap_that_no_note_names(dossier_copy):
    change_text(dossier_copy, '"LAO", "KHM", "MMR"', '"LAO", "KHM"')
    change_cell(dossier_copy, "THA", "2005", None)
    found = by_subject(dossier_copy.open())
    gaps = {"Table 1, THA", "Table 1, MMR"}
    assert gaps <= slips(found, "note-against-cells")
    assert "no figure in 2005" in found["note-against-cells", "Table 1, THA"].message
    assert slips(found, "coverage-change") >= {"Table 1, 2000 and 2005", "Table 1, 2005 and 2012"}


def test_a_note_that_names_no_time_is_held_against_all_columns_only(dossier_copy):
    change_text(dossier_copy, "current = 2012\n", "")
    found = by_subject(dossier_copy.open())
    assert verdicts(found, "note-against-current-column") == {}
    assert "Table 1, note *, PRK" in slips(found, "note-against-cells")


def test_a_state_that_gets_its_row(dossier_copy):
    rows = dossier_copy.rows("trade")
    mongolia = [row | {"partner": "MNG"} for row in rows if row["partner"] == "CHN"]
    dossier_copy.write("trade", rows + mongolia)
    found = by_subject(dossier_copy.open())
    assert ("note-against-cells", "Table 1, MNG") not in found
    assert ("note-against-cells", "Table 1, BRN") in found
    change_text(dossier_copy, 'region = "east-asia"\n', "")
    found = by_subject(dossier_copy.open())
    assert ("note-against-cells", "Table 1, BRN") not in found


def test_a_note_may_name_a_state_without_row():
    note = TableNote("Table 1", "*", (), ("BRN",), "missing", None, "note", "apparatus.toml:9")
    grid = replace(BY_HAND, table=replace(BY_HAND.table, region="east-asia"))
    found = {f.subject: f for f in note_findings(grid, [note])}
    assert found["Table 1, BRN"].verdict == HOLDS
    assert found["Table 1, MNG"].verdict == SLIP
    assert found["Table 1, JPN"].verdict == SLIP  # a gap in 2001, and the note is silent
    assert "Table 1, CHN" not in found


def test_a_note_on_something_else_leaves_gaps_unexplained():
    note = TableNote("Table 1", "a", (), ("JPN",), "other", 2001, "note", "apparatus.toml:9")
    found = [(f.check, f.subject, f.verdict) for f in note_findings(BY_HAND, [note])]
    assert found == [
        ("note-mark", "Table 1, note a", SLIP),
        ("note-against-cells", "Table 1, note a, JPN", UNCHECKED),
        ("note-against-cells", "Table 1, JPN", SLIP),
    ]


def test_a_second_table_mends_the_reference(dossier_copy):
    text = (dossier_copy.folder / APPARATUS).read_text(encoding="utf-8")
    table = text[text.index("[[table]]") : text.index("# It opens")]
    years = "columns = [2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009]"
    second = (
        table.replace("Table 1", "Table 2")
        .replace("columns = [1996, 1999, 2000, 2005, 2012]", years)
        .replace("1996/2012", "2000/2009")
    )
    dossier_copy.text(APPARATUS, lambda text: text.replace(table, table + second))
    found = by_subject(dossier_copy.open())
    assert slips(found, "missing-target") == set()
    assert found["reference-coverage", TABLE_2].verdict == HOLDS
    assert found["title-span", "Table 2"].verdict == HOLDS
    # It has no printed totals, and no figure in most of its years.
    assert found["row-sum", "Table 2, region-total 2001"].verdict == UNCHECKED
    assert found["unit-change", "Table 2, 2001"].verdict == UNCHECKED
    assert found["precision-change", "Table 2, 2001 and 2002"].verdict == UNCHECKED
    assert found["source-date", "Table 2, the text itself"].verdict == HOLDS


def test_a_reference_broken_and_a_coverage_mended(dossier_copy):
    change_text(dossier_copy, 'target = "third part"', 'target = "fourth part"')
    change_text(dossier_copy, 'cited_for = "1990/1999"', 'cited_for = "1999/2000"')
    found = by_subject(dossier_copy.open())
    assert slips(found, "missing-target") == {TABLE_2, "fourth part, Introduction, after n. 11"}
    assert slips(found, "reference-coverage") == set()


def test_a_title_that_promises_its_columns(dossier_copy):
    change_text(dossier_copy, 'span = "1996/2012"', 'span = "1999/2000"')
    (finding,) = (f for (c, _), f in by_subject(dossier_copy.open()).items() if c == "title-span")
    assert finding.verdict == SLIP
    assert "outside the span: 1996, 2005, 2012" in finding.message


def test_sources_consulted_late_enough_and_too_early(dossier_copy):
    change_text(dossier_copy, '"2012-04-29"', '"2013-01-01"')
    change_text(dossier_copy, '"2012-04-30"', '"2012-12-31"')
    change_text(dossier_copy, 'published = "2009"', 'published = "2005"')
    change_text(dossier_copy, '"2012-12/2013-02"', '"2012"')
    assert slips(by_subject(dossier_copy.open()), "source-date") == {
        "Table 1, economy-ministry",
        "Table 1, rangsimaporn",
        "Table 1, the text itself",
    }


def test_a_source_without_a_date_or_with_a_loose_one():
    source = TableSource(
        "site", "Table 1", "A site", None, False, parse_edtf("2012"), False, "", "here", "there"
    )
    loose = replace(source, dated=parse_edtf("2012/2013"), consulted=True, inferred=True)
    found = list(source_findings(Apparatus(None, sources=(source, loose))))
    assert [f.verdict for f in found] == [UNCHECKED, UNCHECKED]
    assert "on no known day" in found[0].message
    assert found[1].message.endswith("which columns rest on it is inferred")


def test_ranks_by_column(dossier_copy):
    change_cell(dossier_copy, "JPN", "2005", "6,000")
    change_cell(dossier_copy, "JPN", "1996", None)
    change_cell(dossier_copy, "JPN", "2000", "1,330.8")  # as South Korea
    found = by_subject(dossier_copy.open())
    assert verdicts(found, "rank") == {
        "japan-rank-trade, 1996": UNCHECKED,
        "japan-rank-trade, 1999": HOLDS,
        "japan-rank-trade, 2000": HOLDS,
        "japan-rank-trade, 2005": SLIP,
        "japan-rank-trade, 2012": HOLDS,
        "south-korea-rank-trade, 1996": SLIP,
        "south-korea-rank-trade, 1999": HOLDS,
        "south-korea-rank-trade, 2000": SLIP,
        "south-korea-rank-trade, 2005": SLIP,
        "south-korea-rank-trade, 2012": HOLDS,
    }
    assert "stated 2; in 2005 it is 3 of 14 rows" in found["rank", "japan-rank-trade, 2005"].message
    assert found["rank", "south-korea-rank-trade, 2000"].message.endswith("not behind JPN")


def test_a_rank_of_one_time_only(dossier_copy):
    change_text(dossier_copy, 'behind = ["CHN"]', 'behind = ["CHN"]\nwhen = "2005/2012"')
    dossier_copy.edit(
        "figures",
        lambda row: row | {"year": "2011"} if row["id"] == "south-korea-rank-trade" else row,
    )
    assert verdicts(by_subject(dossier_copy.open()), "rank") == {
        "japan-rank-trade, 2005": HOLDS,
        "japan-rank-trade, 2012": HOLDS,
        "south-korea-rank-trade": UNCHECKED,
    }


def test_a_rank_that_the_text_does_not_number(dossier):
    stated = StatedRank(
        "rank-in-east-asian-lists", "Table 1", "JPN", (), None, "here", "apparatus.toml:9"
    )
    (finding,) = rank_findings(dossier, stated, BY_HAND)
    assert (finding.verdict, finding.message) == (UNCHECKED, "the text gives no rank")


def test_dates_mended_and_broken(dossier_copy):
    change_text(dossier_copy, 'date = "2010/2011"', 'date = "2005"')
    change_text(dossier_copy, 'event = "four-party-talks"\ndate = "1996"', MENDED_TALKS)
    text = (dossier_copy.folder / APPARATUS).read_text(encoding="utf-8")
    asem = 'membership = { state = "RUS", body = "ASEM", status = "admitted" }\ndate = "2010"'
    assert text.count(asem) == 2
    change_text(dossier_copy, asem, asem.replace("2010", "2011"))
    found = by_subject(dossier_copy.open())
    assert slips(found, "one-date") == {"RUS ASEM admitted"}
    assert "RUS ASEM admitted" in slips(found, "record-date")
    assert not {"east-asia-summit-founded", "four-party-talks"} & slips(found, "record-date")
    finding = found["one-date", "RUS ASEM admitted"]
    assert [row.split(":")[0] for row in finding.rows] == [APPARATUS, APPARATUS, "memberships.csv"]


MENDED_TALKS = 'event = "four-party-talks"\ndate = "1997/1999"'


def test_a_record_corrected_moves_the_finding(dossier_copy):
    dossier_copy.edit(
        "ledger", lambda row: row | {"date": "2008"} if row["id"] == "munich-speech" else row
    )
    found = by_subject(dossier_copy.open())
    assert "munich-speech" in slips(found, "record-date")
    assert "by the record 2008" in found["record-date", "munich-speech"].message


def test_uncertain_and_approximate_dates(dossier_copy):
    change_text(dossier_copy, '"2006?/2007?"', '"2006/2007"')
    found = by_subject(dossier_copy.open())
    assert found["one-date", "RUS EAS rejected"].verdict == SLIP
    change_text(dossier_copy, '"2006/2007"', '"2006~/2007~"')
    found = by_subject(dossier_copy.open())
    assert found["one-date", "RUS EAS rejected"].verdict == HOLDS


def test_examples_mended_and_broken(dossier_copy):
    change_text(dossier_copy, 'date = "2011"\nperiod', 'date = "2010"\nperiod')
    change_text(dossier_copy, 'date = "2010"\nperiod = "2000/2009"', SPUR_MENDED)
    change_text(dossier_copy, 'date = "2007"\nperiod', 'date = "2009"\nperiod')
    assert slips(by_subject(dossier_copy.open()), "example-outside-period") == {
        "munich-2007",
    }


SPUR_MENDED = 'date = "2010"\nperiod = "2001/2010"'


@pytest.mark.parametrize(
    ("date", "period", "verdict"),
    [
        ("2009", "2009/2010", HOLDS),
        ("2010-12-31", "2009/2010", HOLDS),
        ("2011-01-01", "2009/2010", SLIP),
        ("2010/2011", "2009/2010", UNCHECKED),
        ("2011?", "2009/2010", UNCHECKED),
        ("2011", "2009~/2010~", HOLDS),
        ("2012-06", "2009~/2010~", SLIP),
        ("../2011", "../2012", HOLDS),
        ("../2011", "2010/..", UNCHECKED),
        ("2011/..", "2010/..", HOLDS),
        ("2011/..", "2010/2012", UNCHECKED),
        ("9998", "9998~", HOLDS),
        ("0001~", "0001~", HOLDS),
        ("2011", "../2010~", HOLDS),
        ("2009", "2010~/..", HOLDS),
    ],
)
def test_examples_by_hand(date, period, verdict):
    example = Example("x", "instance", parse_edtf(date), parse_edtf(period), "here", "there")
    (finding,) = example_findings(Apparatus(None, examples=(example,)))
    assert finding.verdict == verdict


@pytest.mark.parametrize(
    ("years", "verdict"),
    [((12.0, 12.0), HOLDS), ((13.0, 14.0), HOLDS), ((13.1, 14.0), SLIP), ((5.0, 10.9), SLIP)],
)
def test_years_between_dates_by_hand(years, verdict):
    # From the end of 2000 to the start of 2012 it is 11 years, from start to end 13.
    ends = parse_edtf("2000"), parse_edtf("2012")
    interval = Interval("x", "as stated", *ends, *years, "here", "there")
    (finding,) = interval_findings(Apparatus(None, intervals=(interval,)))
    assert finding.verdict == verdict
    assert finding.message.endswith("as stated")


def test_years_to_the_day_of_publication(dossier_copy):
    change_text(dossier_copy, 'last = "2012"\n', "")
    change_text(dossier_copy, '"2012-12/2013-02"', '"2020"')
    found = by_subject(dossier_copy.open())
    assert slips(found, "interval-length") == {"trade-growth-since-2000"}


def test_open_ends_decide_nothing():
    interval = Interval(
        "x", "", Period(None, None, ".."), parse_edtf("2012"), 3, 4, "here", "there"
    )
    (finding,) = interval_findings(Apparatus(None, intervals=(interval,)))
    assert finding.verdict == HOLDS
    reference = CrossReference("Table 1", parse_edtf("2000/.."), "here", "there")
    found = list(reference_findings(Apparatus(None, (BY_HAND.table,), references=(reference,))))
    assert [f.verdict for f in found] == [HOLDS, UNCHECKED]
    span = replace(BY_HAND.table, span=parse_edtf("2000/.."))
    (finding,) = title_span_findings(replace(BY_HAND, table=span))
    assert finding.verdict == UNCHECKED


def test_without_apparatus_nothing_is_checked(dossier_copy):
    (dossier_copy.folder / APPARATUS).unlink()
    assert structural_findings(dossier_copy.open()) == ()


def test_findings_follow_from_data_alone(dossier_copy, shipped):
    # Another order of the rows changes nothing.
    dossier_copy.write("trade", dossier_copy.rows("trade")[::-1])
    found = by_subject(dossier_copy.open())
    assert {k: f.verdict for k, f in found.items()} == {k: f.verdict for k, f in shipped.items()}
    assert read_apparatus(dossier_copy.open()) is not None
