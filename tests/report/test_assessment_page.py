"""The verdict card."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.app.terminal import terminal_text
from equipoise.assessment.results import Assessment
from equipoise.assessment.tipping import Tipping
from equipoise.assessment.verdict import assess, assess_series
from equipoise.dossier.read import Dossier
from equipoise.report.assessment_page import assessment_page
from equipoise.report.evidence_grid import ordered_criteria, short_source
from equipoise.report.formatting import NO_BREAK
from equipoise.report.marks import outcome_mark, verdict_mark, verdict_sentence
from equipoise.report.names import region_label, short_label, state_label
from equipoise.report.page import Grid
from equipoise.report.series import assessments_table, series_page, series_warnings
from equipoise.report.tipping_words import tipping_sentence
from equipoise.vocabulary.measures import measure_catalogue

FRAMEWORKS = ("buzan-waever", "gilpin", "kennedy", "waltz")


def card(result: Assessment, **options: bool) -> str:
    return terminal_text(assessment_page(result, **options))


def run_in(text: str) -> str:
    return " ".join(text.split())


def test_the_verdict_comes_first_in_words(russia: Assessment) -> None:
    lines = card(russia).splitlines()
    assert "Russia in East Asia, 2012" in lines[0]
    assert lines[1].startswith(verdict_sentence(russia.verdict, "Russia", "East Asia", 2012)[:40])
    assert "not a probability" in run_in(card(russia))


def test_every_indicator_and_criterion_is_there(russia: Assessment) -> None:
    grids = [block for block in assessment_page(russia).blocks if isinstance(block, Grid)]
    evidence = grids[2]
    indicators = [i for c in russia.criteria for i in c.indicators]
    assert len([cells for cells in evidence.rows if len(cells) > 1]) == len(indicators)
    names = [cells[0].text for cells in grids[1].rows]
    assert sorted(names) == sorted(c.name for c in russia.criteria)


def test_parts_stand_under_their_parent(russia: Assessment) -> None:
    steps = ordered_criteria(russia.region_scope)
    for place, (criterion, depth) in enumerate(steps):
        if criterion.part_of is not None:
            above = [c.id for c, d in steps[:place] if d == depth - 1]
            assert above[-1] == criterion.part_of


def test_outcomes_are_marks_and_words() -> None:
    for outcome in ("met", "partly met", "not met", "no data"):
        mark, _, word = outcome_mark(outcome).partition(" ")
        assert len(mark) == 1
        assert word == outcome


def test_where_the_text_differs_it_says_so(russia: Assessment) -> None:
    grids = [block for block in assessment_page(russia).blocks if isinstance(block, Grid)]
    assert russia.published is not None
    differ = [c for c in russia.published.criteria if not c.agrees]
    marked = [cells for cells in grids[1].rows if cells[-1].text.startswith("≠")]
    assert len(marked) == len(differ)
    whole = run_in(card(russia, verbose=True))
    assert all(c in whole for c in russia.published.contradictions)
    assert "contradicts itself on four points" in run_in(card(russia))


def test_limits_say_how_far_they_fall_short(russia: Assessment) -> None:
    text = run_in(card(russia).replace(NO_BREAK, " "))
    for criterion in russia.criteria:
        if criterion.id in russia.limiting:
            assert f"- {criterion.name} (" in text
    assert " against " in text


def test_verbose_gives_every_argument_source_and_note(russia: Assessment) -> None:
    text = run_in(card(russia, verbose=True))
    for scope in (russia.region_scope, russia.system_scope):
        for criterion in scope.criteria:
            for indicator in criterion.indicators:
                assert indicator.value is None or run_in(indicator.locator) in text
    for criterion in russia.criteria:
        for indicator in criterion.indicators:
            assert run_in(indicator.argument.rstrip(".")) in text
    assert all(run_in(warning.rstrip(".")) in text for warning in russia.warnings)


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize(("state", "year"), [("CHN", 1996), ("BRN", 2012), ("USA", 2005)])
def test_every_framework_fits_a_terminal(
    dossier: Dossier, framework: str, state: str, year: int
) -> None:
    text = card(assess(dossier, state, year=year, framework=framework, draws=5))
    assert max(map(len, text.splitlines())) <= 80
    # Brunei falls short of every criterion, and each shortfall takes a line or two.
    assert len(text.splitlines()) <= 85


def test_the_founding_card_is_no_wall(russia: Assessment) -> None:
    # The comparison with the published text and its contradictions take a dozen lines.
    assert len(card(russia).splitlines()) <= 85


def test_open_evidence_gives_the_range(russia: Assessment) -> None:
    scope = replace(
        russia.region_scope,
        verdict="insufficient evidence",
        possible=("great power", "not a great power"),
    )
    text = run_in(card(replace(russia, region_scope=scope)))
    assert "Insufficient evidence: whether Russia was" in text
    assert "from not a great power to great power" in text


def test_no_tipping_is_said(russia: Assessment) -> None:
    text = run_in(card(replace(russia, tipping=(), published=None)))
    assert "No single change of one piece of evidence changes the verdict." in text
    assert "published text" not in text


def tipping(**changes: object) -> str:
    plain = Tipping(
        "tpop", "persons_k", 1000.0, 2500.0, 2.5, None, (), "up", "great power, contested"
    )
    return tipping_sentence(replace(plain, **changes), 2012).replace(NO_BREAK, " ")


def test_tipping_in_plain_words() -> None:
    contested = verdict_mark("great power, contested")
    assert tipping() == f"Population times 2.5 (1 m people to 2.5 m people) → {contested}"
    base = "trade with the region's members"
    assert tipping(
        indicator=base, unit="share", start=0.23, end=0.0958, ratio=0.4165, direction="down"
    ).startswith("Trade with the region's members times 0.41 (23 % to below 9.6 %)")
    discrete = {"ratio": None, "unit": "share"}
    assert tipping(
        indicator="forum_recognition", count=2, names=("APEC", "EAS"), **discrete
    ).startswith("Two more seats, for example APEC and EAS (seats")
    assert tipping(indicator="rank_seats", count=-1, names=("UNSC-P5",), **discrete).startswith(
        "One seat fewer, UNSC-P5"
    )
    assert "United States" in tipping(
        indicator="system_response", count=1, names=("USA",), **discrete
    )
    assert tipping(
        indicator="political_stability", unit="sd", start=-0.8, end=0.0, ratio=None
    ).startswith("Political stability (absence of violence) from -0.8 sd up to 0 sd")
    assert ": lost →" in tipping(
        indicator="npt_nuclear_weapon_state", unit="flag", ratio=None, count=-1
    )


def test_names_for_readers() -> None:
    assert all(len(short_label(name)) <= 24 for name in measure_catalogue())
    assert region_label("my-own-region") == "my-own-region"
    assert state_label("UNSC-P5", 2012) == "UNSC-P5"
    assert short_source("SIPRI, edition of 2023, more (licence)") == "SIPRI, edition of 2023"


def test_a_short_source_keeps_its_version_and_its_marks() -> None:
    for source in (
        "BACI, HS92, version 202601 (repackaged)",
        "National Material Capabilities, version 7.0 (made-up sample)",
        "Military Expenditure Database, version 1948-2023 (made-up sample, no commercial use)",
    ):
        assert short_source(source) == source
    computed = "computed from partner_trade.csv (Trade, dyadic, version 4.0 (repackaged))"
    assert short_source(computed) == "computed from partner_trade.csv (repackaged)"


def test_a_series_has_a_row_a_year(dossier: Dossier) -> None:
    results = assess_series(dossier, "RUS", years=(1996, 2012), draws=5)
    page = series_page(results)
    verdicts = next(block for block in page.blocks if isinstance(block, Grid))
    assert [cells[0].text for cells in verdicts.rows] == [str(r.year) for r in results]
    table = assessments_table(results)
    assert len(table.rows) == sum(len(r.table().rows) for r in results)
    assert set(table.column("year")) == {r.year for r in results}
    assert len(series_warnings(results)) >= len(series_warnings(results, brief=True))
    assert max(map(len, terminal_text(page).splitlines())) <= 80
    assert len(series_page(results, verbose=True).blocks) > len(page.blocks)


def test_a_short_series_writes_outcomes_out(dossier: Dossier) -> None:
    results = assess_series(dossier, "RUS", years=(2010, 2012), draws=5)
    outcomes = [b for b in series_page(results).blocks if isinstance(b, Grid)][1]
    assert all(" " in cell.text for cells in outcomes.rows for cell in cells[1:])


def test_a_long_series_fits_the_page_in_parts(dossier: Dossier) -> None:
    one = assess(dossier, year=2012, draws=20)
    results = [replace(one, year=year) for year in range(1990, 2013)]
    grids = [b for b in series_page(results).blocks if isinstance(b, Grid)][1:]
    assert [len(grid.columns) - 1 for grid in grids] == [10, 10, 3]
    assert [grid.caption for grid in grids] == ["Criteria", "", ""]
    legends = ["partly met" in grid.rows[-1][0].text for grid in grids]
    assert legends == [False, False, True]
    assert max(map(len, terminal_text(series_page(results)).splitlines())) <= 80


def test_years_of_a_warning_are_told_as_spans(dossier: Dossier) -> None:
    one = assess(dossier, year=2012, draws=20)
    warned = {1950, 1951, 1952, 1954, 1955}
    results = [
        replace(one, year=year, notes={}, warnings=("beware",) if year in warned else ())
        for year in range(1950, 1957)
    ]
    assert series_warnings(results) == ("1950 to 1952, 1954, 1955: beware",)
