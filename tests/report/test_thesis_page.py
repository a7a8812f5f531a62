"""The pages of theses, and their plain data."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from equipoise.app.terminal import terminal_text
from equipoise.audit.explain import PieceResult, ThesisResult, explain_theses
from equipoise.dossier.read import Dossier
from equipoise.models.tracing import Piece, TracingInputs, even_priors
from equipoise.models.tracing import run as traced
from equipoise.report.html import html_fragment
from equipoise.report.markdown import markdown
from equipoise.report.page import Grid, Listing, Page, Paragraph
from equipoise.report.thesis_data import theses_data, theses_sources, theses_table
from equipoise.report.thesis_page import theses_page, thesis_page, thesis_warnings


@pytest.fixture(scope="module")
def results(dossier: Dossier) -> tuple[ThesisResult, ...]:
    return explain_theses(dossier)


@pytest.fixture
def summit(results: tuple[ThesisResult, ...]) -> ThesisResult:
    return results[0]


def grid(page: Page, caption: str) -> Grid:
    return next(b for b in page.blocks if isinstance(b, Grid) and b.caption.startswith(caption))


def turned(result: ThesisResult, *pieces: Piece, favours: str = "a") -> ThesisResult:
    """A result with other pieces, under two explanations called a and b."""
    first, second = result.thesis.explanations[:2]
    explanations = (replace(first, id="a"), replace(second, id="b"))
    evidence = [
        replace(
            p.piece,
            id=f"p{n}",
            group=piece.group or "",
            passes={"a": (piece.likelihood[0],), "b": (piece.likelihood[1],)},
        )
        for n, (p, piece) in enumerate(zip(result.pieces, pieces, strict=False))
    ]
    judged = [found.judgement for found in result.pieces]
    found = tuple(
        PieceResult(one, piece.status, judgement)
        for one, piece, judgement in zip(evidence, pieces, judged, strict=False)
    )
    inputs = TracingInputs(even_priors(2), pieces)
    thesis = replace(
        result.thesis,
        explanations=explanations,
        evidence=tuple(evidence),
        text_favours=favours,
    )
    tracing = traced(inputs, result.parameters)
    return ThesisResult(thesis, found, inputs, result.parameters, tracing)


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("width", [80, 110])
def test_every_page_fits_the_terminal(
    results: tuple[ThesisResult, ...], width: int, *, verbose: bool
) -> None:
    pages = [theses_page(results), *(thesis_page(r, verbose=verbose) for r in results)]
    for page in pages:
        assert max(map(len, terminal_text(page, width=width).splitlines())) <= width
        assert markdown(page).startswith(f"# {page.title}")
        assert html_fragment(page).startswith("<article>")


def test_the_glance_counts_what_the_text_favours(results: tuple[ThesisResult, ...]) -> None:
    first = theses_page(results).blocks[0]
    assert isinstance(first, Paragraph)
    surviving = sum(result.favourite in result.survivors for result in results)
    leading = sum(result.favourite == result.leader for result in results)
    assert f"survives in {surviving} of {len(results)}" in first.text
    assert f"leads in {leading} of {len(results)}" in first.text


def test_explanations_stand_with_their_quantiles(summit: ThesisResult) -> None:
    table = grid(thesis_page(summit), "Posterior")
    assert [column.title for column in table.columns[1:4]] == ["5 %", "50 %", "95 %"]
    assert len(table.rows) == len(summit.thesis.explanations)
    for cells, found in zip(table.rows, summit.tracing.explanations, strict=True):
        explanation = summit.thesis.explanations[found.explanation]
        assert cells[0].text.startswith(explanation.id)
        assert ("◂" in cells[0].text) == (explanation.id == summit.thesis.text_favours)
        assert found.standing in cells[5].text
        assert cells[0].strong == (explanation == summit.leader)


def test_marks_never_stand_for_themselves(summit: ThesisResult) -> None:
    """A mark is followed by its word."""
    page = thesis_page(summit)
    for cells in grid(page, "Posterior").rows:
        assert cells[5].text[0] in "●◐○"
        assert len(cells[5].text) > 3
    findings = [cells[0].text for cells in grid(page, "Evidence").rows if len(cells) > 1]
    assert {text.partition(" ")[2] for text in findings} <= {"observed", "not observed", "unknown"}
    assert {text[0] for text in findings} <= set("✓✗?")


def test_other_priors_tell_where_the_same_survive(summit: ThesisResult) -> None:
    rows = grid(thesis_page(summit), "Under other priors").rows
    for cells, answer in zip(rows, summit.tracing.favoured, strict=True):
        same = answer.survivors == summit.tracing.answer.survivors
        assert (cells[2].text == "the same") == same
        assert cells[1].text == summit.thesis.explanations[answer.leader].id


def test_every_piece_is_there_with_its_finding_and_test(summit: ThesisResult) -> None:
    rows = grid(thesis_page(summit), "Evidence").rows
    statements = [cells[0].text for cells in rows if len(cells) == 1]
    told = [cells for cells in rows if len(cells) > 1]
    for place, piece in enumerate(summit.pieces):
        assert piece.piece.id in statements[place]
        assert told[place][0].text.endswith(piece.status)
        assert told[place][2].text == (piece.judgement.with_values or "no data")
    tests = [cells[1].text for cells in told]
    assert "hoop for american-package: passed" in tests
    assert "hoop for institutions: failed" in tests
    assert "straw in the wind" in tests
    # One that was not looked for is neither passed nor failed.
    assert "hoop for american-package (absence)" in tests


def test_groups_are_named(summit: ThesisResult) -> None:
    text = terminal_text(thesis_page(summit), width=110)
    for piece in summit.pieces:
        if piece.piece.group:
            assert f"{piece.piece.id}, group {piece.piece.group}]" in " ".join(text.split())


def test_what_weighs_most_says_what_its_opposite_would_leave(summit: ThesisResult) -> None:
    listings = [b for b in thesis_page(summit).blocks if isinstance(b, Listing)]
    first = next(item for b in listings for item in b.items if "had it" in item)
    assert first.startswith("invited-with-usa (✓")
    weight = summit.tracing.weightiest
    assert weight is not None
    assert weight.flipped is not None
    assert f"{summit.thesis.explanations[weight.flipped.leader].id} would lead" in first
    everything = [b for b in thesis_page(summit, verbose=True).blocks if isinstance(b, Listing)]
    items = [item for b in everything for item in b.items if "had it" in item]
    assert len(items) == len(summit.tracing.weights)


def test_what_would_discriminate_names_the_data_set(summit: ThesisResult) -> None:
    listings = [b for b in thesis_page(summit).blocks if isinstance(b, Listing)]
    items = [item for b in listings for item in b.items if " bits" in item]
    assert len(items) == len(summit.tracing.discriminations)
    assert "archive table asean-statements" in items[0]


def test_at_length_rows_bounds_and_sources_are_there(summit: ThesisResult) -> None:
    page = thesis_page(summit, verbose=True)
    bounds = grid(page, "Likelihood")
    assert len(bounds.rows) == len(summit.pieces)
    outer = grid(page, "If every judgement")
    assert len(outer.rows) == len(summit.thesis.explanations)
    places = {cells[0].text for cells in grid(page, "Rows").rows if len(cells) > 1}
    used = {cell.place for piece in summit.pieces for cell in piece.judgement.used}
    assert places == used
    text = terminal_text(page, width=110)
    for source in theses_sources([summit]):
        assert source.split(" (")[0] in " ".join(text.split())


def test_what_the_seed_may_decide_is_said(results: tuple[ThesisResult, ...]) -> None:
    for result in results:
        close = [found for found in result.tracing.explanations if found.close]
        warned = [w for w in thesis_warnings([result]) if "another seed" in w]
        assert len(warned) == bool(close)
        text = terminal_text(thesis_page(result))
        assert ("(close)" in text) == bool(close)
        for found in close:
            assert result.thesis.explanations[found.explanation].id in warned[0]


def test_without_a_decided_piece_the_priors_stand(summit: ThesisResult) -> None:
    sought = Piece("unknown", ((0.4, 0.6), (0.1, 0.2)))
    result = turned(summit, sought)
    for page in (thesis_page(result), theses_page([result])):
        assert "the priors stand" in terminal_text(page)
        assert " leads in 100" not in terminal_text(page).partition("Posterior")[0]
    data = theses_data([result])["theses"][0]
    assert (data["weightiest"], data["weights"]) == (None, [])


def test_a_question_left_open(summit: ThesisResult) -> None:
    result = turned(summit, Piece("observed", ((0.4, 0.6), (0.1, 0.2))), favours="")
    assert "none of them" in terminal_text(theses_page([result]))
    text = terminal_text(thesis_page(result))
    assert "The text favours" not in text
    assert "◂" not in text
    assert "the evidence rules out none" in " ".join(text.split())


def test_findings_that_cannot_be_otherwise(summit: ThesisResult) -> None:
    certain = Piece("observed", ((1.0, 1.0), (1.0, 1.0)))
    never = Piece("unknown", ((0.0, 0.0), (0.0, 0.0)))
    text = " ".join(terminal_text(thesis_page(turned(summit, certain, never))).split())
    assert "no explanation allows for the opposite" in text
    assert "if observed, no explanation allows for it" in text
    data = theses_data([turned(summit, certain, never)])["theses"][0]
    assert data["weights"][0]["flipped"] is None
    assert data["discriminations"][0]["if_observed"] is None


def test_infinite_ratios_and_impossible_explanations_are_null(summit: ThesisResult) -> None:
    result = turned(summit, Piece("observed", ((0.5, 0.6), (0.0, 0.0))))
    assert math.isinf(result.tracing.weights[0].log10_ratio[0])
    thesis = theses_data([result])["theses"][0]
    assert thesis["weights"][0]["log10_ratio"] == [None, None]
    assert thesis["explanations"][1]["smallest_prior"] is None
    json.dumps(thesis, allow_nan=False)
    cells = grid(thesis_page(result), "Posterior").rows[1]
    assert cells[-1].text == "none"


def test_priors_with_bounds_are_shown_as_such(summit: ThesisResult) -> None:
    result = turned(summit, Piece("observed", ((0.5, 0.6), (0.1, 0.3))))
    inputs = TracingInputs(((0.2, 0.6), (0.4, 0.8)), result.inputs.pieces)
    loose = replace(result, inputs=inputs, tracing=traced(inputs, result.parameters))
    prior = grid(thesis_page(loose, verbose=True), "If every judgement").rows[0][1].text
    assert prior.replace("\u00a0", " ") == "20 % to 60 %"


def test_the_data_say_what_the_result_says(results: tuple[ThesisResult, ...]) -> None:
    found = theses_data(results)["theses"]
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    for data, result in zip(found, results, strict=True):
        assert data["survivors"] == [e.id for e in result.survivors]
        assert data["leader"] == result.leader.id
        assert [e["leads"] for e in data["explanations"]] == list(result.tracing.answer.leads)
        assert [w["evidence"] for w in data["weights"]] == [
            result.pieces[w.piece].piece.id for w in result.tracing.weights
        ]
        assert data["weightiest"] == data["weights"][0]["evidence"]
        ids = [e.id for e in result.thesis.explanations]
        for piece in data["evidence"]:
            assert list(piece["likelihood"]) == ids
            assert [test["explanation"] for test in piece["tests"]] == ids


def test_the_table_has_a_row_an_explanation(results: tuple[ThesisResult, ...]) -> None:
    table = theses_table(results)
    assert len(table.rows) == sum(len(r.thesis.explanations) for r in results)
    assert sum(map(bool, table.column("leader"))) == len(results)
    assert sum(map(bool, table.column("text_favours"))) == len(results)
    assert table.to_arrow().num_rows == len(table.rows)
    for record in table.records():
        values = [record[f"posterior_p{q}"] for q in ("05", "50", "95")]
        assert values == sorted(values)
        assert record["outer_low"] <= values[0]
        assert values[2] <= record["outer_high"]


def test_sources_stand_once(results: tuple[ThesisResult, ...]) -> None:
    sources = theses_sources(results)
    assert len(sources) == len(set(sources)) > 3
    assert "" not in sources
