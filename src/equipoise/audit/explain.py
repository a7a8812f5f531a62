"""Explanations held against evidence: which survive, under which priors, and what weighs most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.judgement import Judgement, judged
from equipoise.audit.language.quantities import UnitClashError
from equipoise.audit.language.rows import Archive
from equipoise.audit.theses import (
    THESES,
    EvidencePiece,
    Explanation,
    Theses,
    Thesis,
    read_theses,
)
from equipoise.dossier.read import Dossier
from equipoise.dossier.toml_files import in_order
from equipoise.errors import DossierError, MeasureError, NotFoundError, Problem, near_names
from equipoise.models.tracing import (
    Bounds,
    Piece,
    Status,
    TracingInputs,
    TracingParameters,
    TracingResult,
    even_priors,
    run,
)
from equipoise.vocabulary.verdicts import CONTRADICTED, NOT_CHECKABLE, SUPPORTED

_STATUS: dict[str, Status] = {
    SUPPORTED: "observed",
    CONTRADICTED: "not observed",
    NOT_CHECKABLE: "unknown",
}


@dataclass(frozen=True, slots=True)
class PieceResult:
    """One piece of evidence with what the rows say of it.

    Parameters
    ----------
    piece : EvidencePiece
        What would be observed.
    status : Status
        ``observed``, ``not observed`` or ``unknown``.
    judgement : Judgement
        With the rows.
    """

    piece: EvidencePiece
    status: Status
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class ThesisResult:
    """A thesis with its answer.

    Parameters
    ----------
    thesis : Thesis
        Question, explanations and evidence.
    pieces : tuple of PieceResult
        In the order of the file.
    inputs : TracingInputs
        Priors and likelihoods, in the order of explanations and pieces.
    parameters : TracingParameters
        Thresholds, number of draws and seed.
    tracing : TracingResult
        What the model finds; its positions are those of explanations and pieces.
    """

    thesis: Thesis
    pieces: tuple[PieceResult, ...]
    inputs: TracingInputs
    parameters: TracingParameters
    tracing: TracingResult

    @property
    def survivors(self) -> tuple[Explanation, ...]:
        """Explanations that survive, in the order of the file."""
        return self.named(self.tracing.answer.survivors)

    @property
    def leader(self) -> Explanation:
        """Explanation that leads in most draws."""
        return self.thesis.explanations[self.tracing.answer.leader]

    @property
    def favourite(self) -> Explanation | None:
        """Explanation that the text favours; None where it leaves the question open."""
        wanted = self.thesis.text_favours
        return next((e for e in self.thesis.explanations if e.id == wanted), None)

    @property
    def weightiest(self) -> PieceResult | None:
        """Piece that weighs most; None when no piece is decided."""
        found = self.tracing.weightiest
        return None if found is None else self.pieces[found.piece]

    def named(self, places: Sequence[int]) -> tuple[Explanation, ...]:
        """Explanations at the positions of the model.

        Parameters
        ----------
        places : sequence of int
            Positions.

        Returns
        -------
        tuple of Explanation
        """
        return tuple(self.thesis.explanations[place] for place in sorted(places))


def explain_theses(
    dossier: Dossier,
    *,
    archive: Archive | None = None,
    parameters: TracingParameters | None = None,
) -> tuple[ThesisResult, ...]:
    """Hold the explanations of a dossier's text and their rivals against evidence.

    Parameters
    ----------
    dossier : Dossier
        With the file ``theses.toml``.
    archive : Archive, optional
        Published data for pieces that the dossier cannot settle.
    parameters : TracingParameters, optional
        Thresholds, number of draws and seed.

    Returns
    -------
    tuple of ThesisResult
        In the order of the file.

    Raises
    ------
    NotFoundError
        The dossier has no theses.
    DossierError
        Theses with faults, all of them at once, each with its line.

    References
    ----------
    vanevera1997, bennett2015, fairfieldcharman2017.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> found = explain_theses(open_dossier())
    >>> found[0].thesis.id, len(found[0].survivors) > 0
    ('eas-2005-2011', True)
    """
    hint = "docs/how-to/explanations.md shows how to write one"
    if not (dossier.folder / THESES).is_file():
        raise NotFoundError(f"{dossier.manifest.id} has no {THESES}", hint=hint)
    base = EvidenceBase(dossier, archive)
    results, problems = _results(base, parameters or TracingParameters())
    if problems:
        raise DossierError(dossier.manifest.id, problems)
    if not results:
        raise NotFoundError(f"{dossier.manifest.id} has no thesis in {THESES}", hint=hint)
    return results


def check_theses(dossier: Dossier) -> tuple[Problem, ...]:
    """Everything that is wrong with the theses of a dossier, in one run.

    Parameters
    ----------
    dossier : Dossier
        A dossier without faults of its own.

    Returns
    -------
    tuple of Problem
        Empty for theses without faults, and for a dossier without theses.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> check_theses(open_dossier())
    ()
    """
    if not (dossier.folder / THESES).is_file():
        return ()
    # No fault shows in the second draw that did not in the first.
    return tuple(_results(EvidenceBase(dossier), TracingParameters(draws=1))[1])


def thesis_named(results: Sequence[ThesisResult], wanted: str) -> ThesisResult:
    """The result of one thesis.

    Parameters
    ----------
    results : sequence of ThesisResult
        From :func:`explain_theses`.
    wanted : str
        Its id.

    Returns
    -------
    ThesisResult

    Raises
    ------
    NotFoundError
        No thesis has this id.
    """
    by_id = {result.thesis.id: result for result in results}
    if wanted not in by_id:
        raise NotFoundError(f"no thesis {wanted!r}", hint=near_names(wanted, by_id))
    return by_id[wanted]


def _results(
    base: EvidenceBase, parameters: TracingParameters
) -> tuple[tuple[ThesisResult, ...], list[Problem]]:
    theses, problems = read_theses(base)
    results = []
    for thesis in theses.theses:
        found = _result(thesis, theses, base, parameters)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            results.append(found)
    return tuple(results), in_order(problems)


def _result(
    thesis: Thesis, theses: Theses, base: EvidenceBase, parameters: TracingParameters
) -> ThesisResult | Problem:
    pieces = []
    for piece in thesis.evidence:
        try:
            judgement = judged(piece.question, base, theses.hedges, {})
        except UnitClashError as error:
            where = f"{thesis.id}, {piece.id}"
            return Problem(THESES, thesis.line, where, error.message, error.hint)
        pieces.append(PieceResult(piece, _STATUS[judgement.verdict], judgement))
    try:
        inputs = _inputs(thesis, pieces)
        tracing = run(inputs, parameters)
    except MeasureError as error:
        hint = error.hint or "correct the bounds"
        return Problem(THESES, thesis.line, thesis.id, error.message, hint)
    return ThesisResult(thesis, tuple(pieces), inputs, parameters, tracing)


def _inputs(thesis: Thesis, pieces: Sequence[PieceResult]) -> TracingInputs:
    explanations = thesis.explanations
    even = even_priors(len(explanations))
    priors: list[Bounds] = [
        share if explanation.prior is None else explanation.prior
        for explanation, share in zip(explanations, even, strict=True)
    ]
    found = tuple(
        Piece(
            status=result.status,
            likelihood=tuple(result.piece.likelihood(e.id) for e in explanations),
            group=result.piece.group or None,
        )
        for result in pieces
    )
    return TracingInputs(tuple(priors), found)
