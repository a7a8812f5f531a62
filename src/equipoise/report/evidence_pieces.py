"""The evidence of a thesis: findings, tests, weights, and what would discriminate."""

from __future__ import annotations

from equipoise.audit.explain import PieceResult, ThesisResult
from equipoise.models.tracing import Answer, Discrimination, EvidenceTest, Weight
from equipoise.report.formatting import NO_BREAK, listed, percent
from equipoise.report.page import Cell, Column, Grid, Tone, references, row

_FINDINGS: dict[str, tuple[str, Tone]] = {
    "observed": ("✓", "good"),
    "not observed": ("✗", "bad"),
    "unknown": ("?", "muted"),
}
_KINDS = ("doubly decisive", "smoking gun", "hoop")
_STRAW = "straw in the wind"


def pieces_grid(result: ThesisResult, *, verbose: bool) -> Grid:
    """Every piece: what would be observed, whether it was, what test it is, what was computed.

    Parameters
    ----------
    result : ThesisResult
        Any thesis.
    verbose : bool
        With implication and locator, every telling test that a piece is, and the expression
        before its values.

    Returns
    -------
    Grid
    """
    columns = (Column("finding"), Column("test", wraps=True), Column("computed", wraps=True))
    rows: list[tuple[Cell, ...]] = []
    for place, piece in enumerate(result.pieces):
        rows.append(row(_statement(piece, verbose=verbose)))
        rows.append(
            row(
                _finding(piece),
                _test(result, place, verbose=verbose),
                piece.judgement.reason if verbose else _values(piece),
            )
        )
    return Grid("Evidence", columns, tuple(rows))


def _statement(piece: PieceResult, *, verbose: bool) -> str:
    name = piece.piece.id
    if piece.piece.group:
        name = f"{name}, group {piece.piece.group}"
    text = f"{piece.piece.statement} [{name}]"
    return f"{text} {piece.piece.implication} ({piece.piece.locator})" if verbose else text


def _finding(piece: PieceResult) -> Cell:
    mark, tone = _FINDINGS[piece.status]
    return Cell(f"{mark} {piece.status}", tone, depth=1)


def _values(piece: PieceResult) -> str:
    return piece.judgement.with_values or "no data"


def _test(result: ThesisResult, place: int, *, verbose: bool) -> str:
    """The telling test for the leader, or else the most telling for another explanation."""
    telling = [
        test
        for test in result.tracing.tests
        if test.piece == place and test.rival is None and test.kind != _STRAW
    ]
    if not telling:
        return _STRAW
    leader = result.tracing.answer.leader
    telling.sort(key=lambda test: (test.explanation != leader, _KINDS.index(test.kind)))
    return "; ".join(_test_words(result, test) for test in telling[: None if verbose else 1])


def _test_words(result: ThesisResult, test: EvidenceTest) -> str:
    name = result.thesis.explanations[test.explanation].id
    absence = "" if test.awaits == "observed" else " (absence)"
    ends = {True: ": passed", False: ": failed", None: ""}
    return f"{test.kind} for {name}{absence}{ends[test.passed]}"


def weight_items(result: ThesisResult, *, most: int | None) -> tuple[str, ...]:
    """What the decided pieces weigh, the weightiest first.

    Parameters
    ----------
    result : ThesisResult
        Any thesis.
    most : int or None
        How many to tell; None for all.

    Returns
    -------
    tuple of str
    """
    return tuple(_weight(result, weight) for weight in result.tracing.weights[:most])


def _weight(result: ThesisResult, weight: Weight) -> str:
    piece = result.pieces[weight.piece]
    opposite = "not been observed" if piece.status == "observed" else "been observed"
    start = f"{piece.piece.id} ({_FINDINGS[piece.status][0]}{NO_BREAK}{piece.status})"
    if weight.flipped is None:
        return f"{start}: no explanation allows for the opposite."
    then = _change(result, weight.flipped)
    points = percent(weight.largest_shift).partition(NO_BREAK)[0]
    return f"{start}: had it {opposite}, {then}; a median would move by up to {points} points."


def _change(result: ThesisResult, then: Answer) -> str:
    """How an answer differs from the one that holds."""
    now, named = result.tracing.answer, result.thesis.explanations
    parts = []
    if then.leader != now.leader:
        parts.append(f"{named[then.leader].id} would lead")
    gone = [named[place].id for place in now.survivors if place not in then.survivors]
    told = {*now.survivors, then.leader}
    come = [named[place].id for place in then.survivors if place not in told]
    if gone:
        parts.append(f"{listed(gone)} would be ruled out")
    if come:
        parts.append(f"{listed(come)} would survive")
    return listed(parts) if parts else "the same would survive and lead"


def sought_items(result: ThesisResult) -> tuple[str, ...]:
    """What the unknown pieces would tell, the most telling first, and where to look.

    Parameters
    ----------
    result : ThesisResult
        Any thesis.

    Returns
    -------
    tuple of str
    """
    return tuple(_sought(result, found) for found in result.tracing.discriminations)


def _sought(result: ThesisResult, found: Discrimination) -> str:
    piece = result.pieces[found.piece]
    ends = (
        ("if observed", found.if_observed),
        ("if not", found.if_not_observed),
    )
    outcomes = [
        f"{words}, {'no explanation allows for it' if then is None else _change(result, then)}"
        for words, then in ends
    ]
    return (
        f"{piece.piece.id}, {found.expected_bits:.2f} bits: {'; '.join(outcomes)}. "
        f"Needs {piece.judgement.missing}."
    )


def bounds_grid(result: ThesisResult) -> Grid:
    """Likelihood bounds of every piece under every explanation.

    Parameters
    ----------
    result : ThesisResult
        Any thesis.

    Returns
    -------
    Grid
    """
    columns = (Column("", wraps=True), Column("if this is the cause", wraps=True))
    rows = []
    for piece in result.pieces:
        told = []
        for explanation in result.thesis.explanations:
            low, high = (percent(end) for end in piece.piece.likelihood(explanation.id))
            told.append(f"{explanation.id} {low} to {high}")
        rows.append(row(piece.piece.id, "; ".join(told)))
    return Grid("Likelihood of observing", columns, tuple(rows))


def rows_grid(result: ThesisResult) -> Grid:
    """Rows that decide the pieces.

    Parameters
    ----------
    result : ThesisResult
        Any thesis.

    Returns
    -------
    Grid
        With the number of each source, as in the list of sources.
    """
    cells = [(piece, cell) for piece in result.pieces for cell in piece.judgement.used]
    marks = references([cell.source for _, cell in cells])
    columns = (Column("row"), Column("cell", "right"), Column("where", wraps=True))
    rows: list[tuple[Cell, ...]] = []
    last = ""
    for piece, cell in cells:
        if piece.piece.id != last:
            rows.append(row(piece.piece.id))
            last = piece.piece.id
        where = f"{marks.get(cell.source, '')} {cell.locator}".strip()
        rows.append(row(Cell(cell.place, depth=1), cell.shown, where))
    return Grid("Rows", columns, tuple(rows))
