"""The audit as plain data for JSON, and as a table with one row a judgement."""

from __future__ import annotations

from collections.abc import Sequence

from equipoise.audit.audit import Audit, ClaimResult
from equipoise.audit.language.judgement import Judgement
from equipoise.report.json_data import Json, plain
from equipoise.vocabulary.tables import Column, ResultTable
from equipoise.vocabulary.verdicts import CLAIM_VERDICTS


def audit_data(audit: Audit, results: Sequence[ClaimResult]) -> Json:
    """An audit as the ``data`` of ``equipoise audit --json``.

    Parameters
    ----------
    audit : Audit
        Any audit.
    results : sequence of ClaimResult
        The claims to give.

    Returns
    -------
    Json
        ``claims``, each with the grid of its judgements; ``summary`` by verdict; ``findings`` of
        the structural checks.
    """
    verdicts = [result.verdict for result in results]
    return {
        "claims": [_claim(result) for result in results],
        "summary": {verdict: verdicts.count(verdict) for verdict in CLAIM_VERDICTS},
        "findings": [plain(finding) for finding in audit.findings],
    }


def _claim(result: ClaimResult) -> dict[str, Json]:
    sole = result.sole
    return {
        "id": result.claim.id,
        "statement": result.claim.statement,
        "locator": result.claim.locator,
        "kind": result.claim.kind,
        "verdict": result.verdict,
        "expected": sole.expected if sole else None,
        "computed": plain(sole.computed) if sole else None,
        "unit": sole.unit if sole else None,
        "tolerance": plain(sole.tolerance) if sole else None,
        "margin": plain(sole.margin) if sole else None,
        "reason": result.reason,
        "missing": list(result.missing),
        "rows": _places(result.judgements),
        "grid": [_judgement(judgement) for judgement in result.judgements],
    }


def _places(judgements: Sequence[Judgement]) -> list[str]:
    return list(dict.fromkeys(used.place for j in judgements for used in j.used))


def _sources(judgements: Sequence[Judgement]) -> list[str]:
    return list(dict.fromkeys(used.source for j in judgements for used in j.used))


def _judgement(judgement: Judgement) -> dict[str, Json]:
    return {
        "definition": judgement.definition,
        "point": dict(judgement.point),
        "source": "; ".join(_sources([judgement])),
        "basis": list(judgement.basis),
        "verdict": judgement.verdict,
        "expected": judgement.expected,
        "computed": plain(judgement.computed),
        "unit": judgement.unit,
        "interval": [plain(judgement.low), plain(judgement.high)],
        "accepted": [plain(judgement.accepted_low), plain(judgement.accepted_high)],
        "tolerance": plain(judgement.tolerance),
        "margin": plain(judgement.margin),
        "within_interval": judgement.within_interval,
        "certain": judgement.certain,
        "reason": judgement.reason,
        "missing": judgement.missing,
        "expression": judgement.expression,
        "with_values": judgement.with_values,
        "rows": [plain(used) for used in judgement.used],
        "notes": list(judgement.notes),
    }


def audit_sources(results: Sequence[ClaimResult]) -> tuple[str, ...]:
    """Sources of the cells that the claims used, each once.

    Parameters
    ----------
    results : sequence of ClaimResult
        Claims of an audit.

    Returns
    -------
    tuple of str
    """
    return tuple(_sources([j for result in results for j in result.judgements]))


def audit_table(results: Sequence[ClaimResult]) -> ResultTable:
    """Claims as a table with one row a judgement.

    Parameters
    ----------
    results : sequence of ClaimResult
        Claims of an audit.

    Returns
    -------
    ResultTable
        A truth is 1 or 0 in ``computed``.
    """
    columns = (
        Column("id", "text", "short name of the claim"),
        Column("kind", "text", "what it is about"),
        Column("statement", "text", "what the text says, in our words"),
        Column("locator", "text", "where the text says so"),
        Column("verdict", "text", "verdict on the claim"),
        Column("definition", "text", "definition or source of this judgement"),
        Column("point", "text", "year or partner of this judgement"),
        Column("judgement", "text", "verdict at this point"),
        Column("expected", "text", "what the text says comes out"),
        Column("computed", "number", "what comes out, in unit; 1 for true, 0 for false"),
        Column("unit", "text", "unit code"),
        Column("accepted_low", "number", "lower end of what supports the claim"),
        Column("accepted_high", "number", "upper end"),
        Column("tolerance", "number", "half its width"),
        Column("margin", "number", "distance to its nearest end, positive inside"),
        Column("reason", "text", "one sentence"),
        Column("missing", "text", "what would answer it"),
        Column("rows", "text", "places of the rows used"),
        Column("sources", "text", "who published them, with the version of archive tables"),
    )
    rows = tuple(_row(result, judgement) for result in results for judgement in result.judgements)
    return ResultTable("audit", columns, rows)


def _row(result: ClaimResult, judgement: Judgement) -> tuple[str | float | None, ...]:
    claim, value = result.claim, judgement.computed
    return (
        claim.id,
        claim.kind,
        claim.statement,
        claim.locator,
        result.verdict,
        judgement.definition,
        " ".join(str(part) for part in judgement.point.values()),
        judgement.verdict,
        judgement.expected,
        None if value is None else float(value),
        judgement.unit,
        judgement.accepted_low,
        judgement.accepted_high,
        judgement.tolerance,
        judgement.margin,
        judgement.reason,
        judgement.missing,
        " ".join(_places([judgement])),
        "; ".join(_sources([judgement])),
    )
