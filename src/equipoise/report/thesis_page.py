"""Explanations on pages: all theses of a text at a glance, and one with its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from equipoise.audit.explain import ThesisResult
from equipoise.models.tracing import Answer, ExplanationResult, Spread
from equipoise.report.closing import closing
from equipoise.report.evidence_pieces import (
    bounds_grid,
    pieces_grid,
    rows_grid,
    sought_items,
    weight_items,
)
from equipoise.report.formatting import NO_BREAK, counted, listed, percent, sentence
from equipoise.report.page import (
    Block,
    Cell,
    Column,
    Grid,
    Heading,
    Listing,
    Page,
    Paragraph,
    Tone,
    row,
    section,
)
from equipoise.report.thesis_data import theses_sources

_STANDINGS: dict[str, tuple[str, Tone]] = {
    "survives throughout": ("●", "good"),
    "survives": ("◐", "partial"),
    "ruled out": ("○", "bad"),
}
_MOST_WEIGHTS = 3
_UNDECIDED = "No piece of evidence is decided: the priors stand."


def theses_page(results: Sequence[ThesisResult]) -> Page:
    """The theses of a text at a glance.

    Parameters
    ----------
    results : sequence of ThesisResult
        From :func:`equipoise.audit.explain.explain_theses`.

    Returns
    -------
    Page
        By thesis: question, what leads, what survives, what the text favours, what weighs most.
    """
    blocks: list[Block] = [Paragraph(_favoured_in_all(results), strong=True)]
    for result in results:
        blocks += [Heading(result.thesis.id), Paragraph(result.thesis.question), _glance(result)]
    notes = [
        *thesis_warnings(results),
        "One thesis with its evidence: equipoise explain THESIS",
    ]
    blocks += closing(notes, (), verbose=False)
    return Page("Explanations that the text gives, and their rivals", tuple(blocks))


def _favoured_in_all(results: Sequence[ThesisResult]) -> str:
    held = [result for result in results if result.favourite is not None]
    surviving = sum(result.favourite in result.survivors for result in held)
    leading = sum(result.favourite == result.leader for result in held)
    return (
        f"{counted(len(results), 'thesis', 'theses').capitalize()}. What the text favours survives "
        f"in {surviving} of {len(held)} and leads in {leading} of {len(held)}."
    )


def _glance(result: ThesisResult) -> Grid:
    columns = (Column(""), Column("", wraps=True))
    items = weight_items(result, most=1)
    if not items:
        return Grid("", columns, (row("open", _UNDECIDED),))
    rows = (
        row("leads", f"{result.leader.id}, in {percent(_leads(result))} of draws"),
        row("survive", _survivors(result)),
        row("text favours", _favourite(result)),
        row("weighs most", items[0]),
    )
    return Grid("", columns, rows)


def _survivors(result: ThesisResult) -> str:
    of = f"{len(result.survivors)} of {len(result.thesis.explanations)}"
    return f"{of}: {listed([e.id for e in result.survivors])}"


def _leads(result: ThesisResult) -> float:
    return result.tracing.answer.leads[result.tracing.answer.leader]


def _favourite(result: ThesisResult) -> str:
    if result.favourite is None:
        return "none of them"
    found = result.tracing.explanations[result.thesis.explanations.index(result.favourite)]
    standing = _standing(found).text
    return f"{result.favourite.id}: {standing}, posterior {_spread(found.posterior)}"


def _spread(spread: Spread) -> str:
    return f"{percent(spread.median)} ({percent(spread.low)} to {percent(spread.high)})"


def _standing(found: ExplanationResult) -> Cell:
    mark, tone = _STANDINGS[found.standing]
    close = found.close and found.standing != "survives throughout"
    return Cell(f"{mark} {found.standing}{' (close)' if close else ''}", tone)


def thesis_page(result: ThesisResult, *, verbose: bool = False) -> Page:
    """A thesis as a page.

    Parameters
    ----------
    result : ThesisResult
        From :func:`equipoise.audit.explain.explain_theses`.
    verbose : bool
        With locators, implications, all tests and weights, bounds, outer bounds, rows and
        sources.

    Returns
    -------
    Page
        Question and answer, explanations, other priors, evidence, weights, what to look for.
    """
    blocks: list[Block] = [
        Paragraph(result.thesis.question, strong=True),
        Paragraph(_answer(result)),
        _explanations(result),
        *section("The explanations", Listing(_statements(result, verbose=verbose))),
        _other_priors(result),
        pieces_grid(result, verbose=verbose),
    ]
    weights = weight_items(result, most=None if verbose else _MOST_WEIGHTS)
    left = len(result.tracing.weights) - len(weights)
    blocks += section(
        "What weighs most",
        Listing(weights),
        Paragraph(f"{left} more with --verbose." if left else "", "muted"),
    )
    blocks += section("What would discriminate", Listing(sought_items(result)))
    if verbose:
        blocks += [bounds_grid(result), _outer(result), rows_grid(result)]
    blocks += closing(_notes(result), theses_sources([result]), verbose=verbose)
    return Page(f"Thesis {result.thesis.id}", tuple(blocks))


def _answer(result: ThesisResult) -> str:
    count = len(result.thesis.explanations)
    if not result.tracing.weights:
        return _UNDECIDED
    out = [e.id for e in result.thesis.explanations if e not in result.survivors]
    kept = f"{len(result.survivors)} of {count} explanations survive"
    told = [
        (
            f"{result.leader.id} leads in {percent(_leads(result))} of "
            f"{result.parameters.draws:,} draws within the stated bounds (agreement, not a "
            "probability)."
        ),
        f"{kept}; ruled out: {listed(out)}." if out else f"{kept}: the evidence rules out none.",
    ]
    if result.favourite is not None:
        told.append(f"The text favours {_favourite(result)}.")
    return " ".join(told)


def _name(result: ThesisResult, place: int) -> str:
    explanation = result.thesis.explanations[place]
    return (
        f"{explanation.id} ◂{NO_BREAK}text" if explanation == result.favourite else explanation.id
    )


def _explanations(result: ThesisResult) -> Grid:
    columns = (
        Column("", wraps=True),
        Column("5 %", "right"),
        Column("50 %", "right"),
        Column("95 %", "right"),
        Column("leads", "right"),
        Column("standing"),
        Column("prior ≥", "right"),
    )
    leader = result.tracing.answer.leader
    rows = []
    for found in result.tracing.explanations:
        spread, least = found.posterior, found.smallest_prior
        rows.append(
            row(
                Cell(_name(result, found.explanation), strong=found.explanation == leader),
                percent(spread.low),
                percent(spread.median),
                percent(spread.high),
                percent(found.leads),
                _standing(found),
                "none" if least is None else percent(least),
            )
        )
    return Grid("Posterior", columns, tuple(rows))


def _statements(result: ThesisResult, *, verbose: bool) -> tuple[str, ...]:
    return tuple(
        f"{explanation.id}: {explanation.statement}"
        + (f" ({explanation.locator})" if verbose else "")
        for explanation in result.thesis.explanations
    )


def _other_priors(result: ThesisResult) -> Grid:
    columns = (Column("one half for", wraps=True), Column("leads"), Column("survive", wraps=True))
    rows = tuple(
        row(_name(result, place), *_told(result, answer))
        for place, answer in enumerate(result.tracing.favoured)
    )
    return Grid("Under other priors, the rest shared equally", columns, rows)


def _told(result: ThesisResult, answer: Answer) -> tuple[str, str]:
    ids = [explanation.id for explanation in result.thesis.explanations]
    names = [explanation.id for explanation in result.named(answer.survivors)]
    whole = answer.survivors == result.tracing.answer.survivors
    return ids[answer.leader], "the same" if whole else listed(names)


def _outer(result: ThesisResult) -> Grid:
    columns = (
        Column("", wraps=True),
        Column("prior", "right"),
        Column("lowest posterior", "right"),
        Column("highest posterior", "right"),
    )
    rows = []
    for found in result.tracing.explanations:
        low, high = (percent(end) for end in found.prior)
        prior = low if low == high else f"{low} to {high}"
        ends = (percent(end) for end in found.outer)
        rows.append(row(_name(result, found.explanation), prior, *ends))
    return Grid("If every judgement erred by the most allowed", columns, tuple(rows))


def _notes(result: ThesisResult) -> tuple[str, ...]:
    needed = "Prior ≥: the smallest at which an explanation survives, the rest shared equally"
    return (*_close(result), needed, *_ways(result))


def _close(result: ThesisResult) -> tuple[str, ...]:
    close = [
        result.thesis.explanations[found.explanation].id
        for found in result.tracing.explanations
        if found.close
    ]
    if not close:
        return ()
    threshold = percent(result.parameters.survival)
    text = (
        f"In {result.thesis.id} the 95 % quantile of {listed(close)} lies so near the threshold "
        f"of {threshold} that another seed may decide otherwise"
    )
    return (text,)


def _ways(result: ThesisResult) -> tuple[str, ...]:
    """What holds for every thesis and must be known before citing one."""
    parameters = result.parameters
    judged = (
        "Likelihoods are judgements, the widest bounds of all coding passes, and no probabilities "
        f"of fact. {parameters.draws:,} draws within them (seed {parameters.seed}) give the "
        f"quantiles; an explanation survives when the 95 % quantile reaches "
        f"{percent(parameters.survival)}, throughout when the 5 % quantile does"
    )
    grouped = "Pieces of one group count for between one piece and all of them"
    complete = (
        "The explanations are taken to exclude each other and to leave out no other: all named "
        "may be wrong"
    )
    return judged, grouped, complete


def thesis_warnings(results: Sequence[ThesisResult]) -> tuple[str, ...]:
    """What a reader must know before citing theses.

    Parameters
    ----------
    results : sequence of ThesisResult
        At least one.

    Returns
    -------
    tuple of str
        Sentences, each once.
    """
    told = [*(note for result in results for note in _close(result)), *_ways(results[0])]
    return tuple(map(sentence, told))
