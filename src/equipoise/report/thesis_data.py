"""Theses as plain data for JSON, and as a table with one row an explanation."""

from __future__ import annotations

from collections.abc import Sequence

from equipoise.audit.explain import ThesisResult
from equipoise.models.tracing import Answer
from equipoise.report.json_data import Json, plain
from equipoise.vocabulary.tables import Column, ResultTable, Value


def theses_data(results: Sequence[ThesisResult]) -> Json:
    """Theses as the ``data`` of ``equipoise explain --json``.

    Parameters
    ----------
    results : sequence of ThesisResult
        All theses of a text, or one.

    Returns
    -------
    Json
        ``theses``; explanations and pieces of evidence are named by their ids throughout.
    """
    return {"theses": [_thesis(result) for result in results]}


def _thesis(result: ThesisResult) -> dict[str, Json]:
    thesis, tracing = result.thesis, result.tracing
    return {
        "id": thesis.id,
        "question": thesis.question,
        "locator": thesis.locator,
        "text_favours": thesis.text_favours or None,
        **_answer(result, tracing.answer),
        "weightiest": result.weightiest.piece.id if result.weightiest else None,
        "parameters": plain(result.parameters),
        "explanations": _explanations(result),
        "evidence": [_piece(result, place) for place in range(len(result.pieces))],
        "weights": _weights(result),
        "discriminations": _discriminations(result),
    }


def _answer(result: ThesisResult, answer: Answer) -> dict[str, Json]:
    return {
        "survivors": [explanation.id for explanation in result.named(answer.survivors)],
        "leader": result.thesis.explanations[answer.leader].id,
    }


def _answer_if(result: ThesisResult, answer: Answer | None) -> Json:
    return None if answer is None else _answer(result, answer)


def _explanations(result: ThesisResult) -> list[Json]:
    found = []
    for explanation, stands in zip(
        result.thesis.explanations, result.tracing.explanations, strict=True
    ):
        favoured = result.tracing.favoured[stands.explanation]
        found.append(
            {
                "id": explanation.id,
                "statement": explanation.statement,
                "locator": explanation.locator,
                "prior": list(stands.prior),
                "posterior": plain(stands.posterior),
                "leads": stands.leads,
                "standing": stands.standing,
                "close": stands.close,
                "outer": list(stands.outer),
                "smallest_prior": stands.smallest_prior,
                "if_favoured": _answer(result, favoured),
            }
        )
    return found


def _piece(result: ThesisResult, place: int) -> dict[str, Json]:
    found = result.pieces[place]
    piece, judgement = found.piece, found.judgement
    ids = [explanation.id for explanation in result.thesis.explanations]
    return {
        "id": piece.id,
        "statement": piece.statement,
        "implication": piece.implication,
        "locator": piece.locator,
        "group": piece.group or None,
        "status": found.status,
        "reason": judgement.reason,
        "missing": judgement.missing or None,
        "likelihood": {name: list(piece.likelihood(name)) for name in ids},
        "tests": [
            {
                "explanation": ids[test.explanation],
                "kind": test.kind,
                "awaits": test.awaits,
                "passed": test.passed,
            }
            for test in result.tracing.tests
            if test.piece == place and test.rival is None
        ],
        "rows": [plain(cell) for cell in judgement.used],
    }


def _weights(result: ThesisResult) -> list[Json]:
    return [
        {
            "evidence": result.pieces[weight.piece].piece.id,
            "log10_ratio": plain(weight.log10_ratio),
            "without": _answer(result, weight.without),
            "flipped": _answer_if(result, weight.flipped),
            "changes_survivors": weight.changes_survivors,
            "changes_leader": weight.changes_leader,
            "largest_shift": weight.largest_shift,
        }
        for weight in result.tracing.weights
    ]


def _discriminations(result: ThesisResult) -> list[Json]:
    return [
        {
            "evidence": result.pieces[found.piece].piece.id,
            "expected_bits": found.expected_bits,
            "chance_observed": found.chance_observed,
            "if_observed": _answer_if(result, found.if_observed),
            "if_not_observed": _answer_if(result, found.if_not_observed),
            "changes_survivors": found.changes_survivors,
        }
        for found in result.tracing.discriminations
    ]


def theses_sources(results: Sequence[ThesisResult]) -> tuple[str, ...]:
    """Sources of the rows that decide the evidence, each once.

    Parameters
    ----------
    results : sequence of ThesisResult
        All theses of a text, or one.

    Returns
    -------
    tuple of str
    """
    sources = [
        cell.source
        for result in results
        for piece in result.pieces
        for cell in piece.judgement.used
    ]
    return tuple(dict.fromkeys(source for source in sources if source))


def theses_table(results: Sequence[ThesisResult]) -> ResultTable:
    """Theses as a table with one row an explanation.

    Parameters
    ----------
    results : sequence of ThesisResult
        All theses of a text, or one.

    Returns
    -------
    ResultTable
    """
    columns = (
        Column("thesis", "text", "short name of the thesis"),
        Column("explanation", "text", "short name of the explanation"),
        Column("statement", "text", "what it says, in our words"),
        Column("text_favours", "boolean", "whether the text favours it"),
        Column("leader", "boolean", "whether it leads in most draws"),
        Column("standing", "text", "survives throughout, survives or ruled out"),
        Column("close", "boolean", "whether another seed may decide otherwise"),
        Column("posterior_p05", "number", "5 % quantile of its posterior over the draws, 0 to 1"),
        Column("posterior_p50", "number", "median, 0 to 1"),
        Column("posterior_p95", "number", "95 % quantile, 0 to 1"),
        Column("leads", "number", "share of draws in which its posterior is highest, 0 to 1"),
        Column("prior_low", "number", "lowest prior, 0 to 1"),
        Column("prior_high", "number", "highest prior, 0 to 1"),
        Column("smallest_prior", "number", "smallest prior at which it survives; null if none"),
        Column("outer_low", "number", "lowest posterior over every choice within the bounds"),
        Column("outer_high", "number", "highest posterior over every choice within the bounds"),
    )
    rows = tuple(row for result in results for row in _table_rows(result))
    return ResultTable("explain", columns, rows)


def _table_rows(result: ThesisResult) -> list[tuple[Value, ...]]:
    return [
        (
            result.thesis.id,
            explanation.id,
            explanation.statement,
            explanation == result.favourite,
            explanation == result.leader,
            found.standing,
            found.close,
            found.posterior.low,
            found.posterior.median,
            found.posterior.high,
            found.leads,
            *found.prior,
            found.smallest_prior,
            *found.outer,
        )
        for explanation, found in zip(
            result.thesis.explanations, result.tracing.explanations, strict=True
        )
    ]
