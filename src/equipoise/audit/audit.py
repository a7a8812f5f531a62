"""The audit: every claim of a text held against evidence, and its tables against themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.audit.claims import CLAIMS, Claim, Claims, Definition, read_claims
from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.judgement import Judgement, judged
from equipoise.audit.language.quantities import DATE, PURE, UnitClashError
from equipoise.audit.language.rows import Archive
from equipoise.audit.language.wording import as_sentence, in_digits
from equipoise.audit.structure.checks import structural_findings
from equipoise.audit.structure.findings import Finding
from equipoise.dossier.read import Dossier
from equipoise.dossier.toml_files import in_order
from equipoise.errors import DossierError, NotFoundError, Problem, near_names
from equipoise.vocabulary.verdicts import (
    CLAIM_VERDICTS,
    CONTRADICTED,
    DEFINITION_DEPENDENT,
    NOT_CHECKABLE,
    PARTLY,
    SUPPORTED,
)


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """One claim with its verdict.

    Parameters
    ----------
    claim : Claim
        What the text says.
    verdict : str
        One of ``CLAIM_VERDICTS``.
    reason : str
        One sentence.
    judgements : tuple of Judgement
        By definition and point of the grid.
    missing : tuple of str
        What would answer what is not checkable, each once.
    """

    claim: Claim
    verdict: str
    reason: str
    judgements: tuple[Judgement, ...]
    missing: tuple[str, ...]

    @property
    def sole(self) -> Judgement | None:
        """The judgement of a claim that has one; None for a grid."""
        return self.judgements[0] if len(self.judgements) == 1 else None


@dataclass(frozen=True, slots=True)
class Audit:
    """All claims of a text with their verdicts, and the structural checks.

    Parameters
    ----------
    dossier : str
        Id of the dossier.
    text : str
        Key of the text in the bibliography.
    results : tuple of ClaimResult
        In the order of the file.
    findings : tuple of Finding
        Structural checks of the text's tables and references.
    published : tuple of str
        Sources of the archive tables that the claims asked for, with version and marks.
    """

    dossier: str
    text: str
    results: tuple[ClaimResult, ...]
    findings: tuple[Finding, ...]
    published: tuple[str, ...] = ()

    def summary(self) -> dict[str, int]:
        """How many claims have each verdict, in the order of ``CLAIM_VERDICTS``."""
        verdicts = [result.verdict for result in self.results]
        return {verdict: verdicts.count(verdict) for verdict in CLAIM_VERDICTS}

    def result(self, claim: str) -> ClaimResult:
        """The result of one claim.

        Parameters
        ----------
        claim : str
            Its id.

        Returns
        -------
        ClaimResult

        Raises
        ------
        NotFoundError
            No claim has this id.
        """
        by_id = {result.claim.id: result for result in self.results}
        if claim not in by_id:
            message = f"{self.dossier} has no claim {claim!r}"
            raise NotFoundError(message, hint=near_names(claim, by_id))
        return by_id[claim]


def audit_claims(dossier: Dossier, *, archive: Archive | None = None) -> Audit:
    """Hold the claims of a dossier's text against evidence.

    Parameters
    ----------
    dossier : Dossier
        With the file ``claims.toml``.
    archive : Archive, optional
        Published data for claims that the dossier cannot settle.

    Returns
    -------
    Audit

    Raises
    ------
    NotFoundError
        The dossier has no claims.
    DossierError
        Claims with faults, all of them at once, each with its line.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> found = audit_claims(open_dossier())
    >>> found.result("trade-tenfold-since-2000").verdict
    'supported'
    """
    if not (dossier.folder / CLAIMS).is_file():
        message = f"{dossier.manifest.id} has no {CLAIMS}"
        hint = "equipoise dossier new FOLDER writes one with comments to start from"
        raise NotFoundError(message, hint=hint)
    base = EvidenceBase(dossier, archive)
    claims, problems = read_claims(base)
    results, clashes = _results(claims, base)
    if problems or clashes:
        raise DossierError(dossier.manifest.id, in_order([*problems, *clashes]))
    if not results:
        message = f"{CLAIMS} of {dossier.manifest.id} holds no claim"
        raise NotFoundError(message, hint="write [[claim]]; docs/claims.md shows how")
    return Audit(
        dossier.manifest.id,
        dossier.manifest.citation,
        results,
        structural_findings(dossier),
        base.published,
    )


def check_claims(dossier: Dossier) -> tuple[Problem, ...]:
    """Everything that is wrong with the claims of a dossier, in one run.

    Parameters
    ----------
    dossier : Dossier
        A dossier without faults of its own.

    Returns
    -------
    tuple of Problem
        Empty for claims without faults, and for a dossier without claims.

    Examples
    --------
    >>> from equipoise.dossier.read import open_dossier
    >>> check_claims(open_dossier())
    ()
    """
    if not (dossier.folder / CLAIMS).is_file():
        return ()
    base = EvidenceBase(dossier)
    claims, problems = read_claims(base)
    return tuple(in_order([*problems, *_results(claims, base)[1]]))


def _results(claims: Claims, base: EvidenceBase) -> tuple[tuple[ClaimResult, ...], list[Problem]]:
    results: list[ClaimResult] = []
    problems: list[Problem] = []
    for claim in claims.claims:
        try:
            results.append(_result(claim, claims, base))
        except UnitClashError as error:
            problems.append(Problem(CLAIMS, claim.line, claim.id, error.message, error.hint))
    return tuple(results), problems


def _result(claim: Claim, claims: Claims, base: EvidenceBase) -> ClaimResult:
    by_definition = [
        _judgements(claim, definition, claims, base) for definition in claim.definitions
    ]
    verdicts = [_over_points([j.verdict for j in found]) for found in by_definition]
    judgements = tuple(j for found in by_definition for j in found)
    missing = tuple(dict.fromkeys(j.missing for j in judgements if j.missing))
    if len(judgements) == 1:
        return ClaimResult(claim, verdicts[0], judgements[0].reason, judgements, missing)
    reason = _reason(by_definition, verdicts)
    disputed = any(judgement.verdict == CONTRADICTED for judgement in judgements)
    verdict = _over_definitions(verdicts, disputed=disputed)
    return ClaimResult(claim, verdict, reason, judgements, missing)


def _judgements(
    claim: Claim, definition: Definition, claims: Claims, base: EvidenceBase
) -> tuple[Judgement, ...]:
    question = definition.question
    points = question.points(base)
    found = tuple(judged(question, base, claims.hedges, p, definition.name) for p in points)
    if found:
        return found
    names = ", ".join(question.grid)
    reason = f"No row gives the grid of {claim.id} a value of {names}."
    return (Judgement.without_evidence(reason, f"rows with {names}", {}, definition.name),)


def _over_points(verdicts: Sequence[str]) -> str:
    """A claim over several years or partners says that it holds at each of them."""
    decided = {verdict for verdict in verdicts if verdict != NOT_CHECKABLE}
    if not decided:
        return NOT_CHECKABLE
    if decided == {SUPPORTED}:
        return SUPPORTED if NOT_CHECKABLE not in verdicts else PARTLY
    return CONTRADICTED if decided == {CONTRADICTED} else PARTLY


def _over_definitions(verdicts: Sequence[str], *, disputed: bool) -> str:
    """Definitions that agree give their verdict; those without evidence do not vote."""
    decided = {verdict for verdict in verdicts if verdict != NOT_CHECKABLE}
    if len(decided) > 1:
        return DEFINITION_DEPENDENT if disputed else PARTLY
    return decided.pop() if decided else NOT_CHECKABLE


def _reason(by_definition: Sequence[Sequence[Judgement]], verdicts: Sequence[str]) -> str:
    told, untold = [], []
    for found, verdict in zip(by_definition, verdicts, strict=True):
        name = found[0].definition
        if verdict == NOT_CHECKABLE and name:
            untold.append(name)
        else:
            finding = _one_reason(found[0]) if _alike(found) else _by_point(found)
            told.append(f"{name}: {finding}" if name else finding)
    if untold and not told:
        told.append(by_definition[0][0].reason.rstrip("."))
    elif untold:
        told.append(f"not checkable: {', '.join(untold)}")
    return as_sentence("; ".join(told))


def _alike(found: Sequence[Judgement]) -> bool:
    """Whether one reason tells all, as where a whole data set is lacking."""
    return len({(j.verdict, j.reason) for j in found}) == 1


def _one_reason(judgement: Judgement) -> str:
    reason = judgement.reason.rstrip(".")
    return reason if judgement.verdict == NOT_CHECKABLE else f"{judgement.verdict} ({reason})"


def _by_point(found: Sequence[Judgement]) -> str:
    groups = []
    for word in CLAIM_VERDICTS:
        points = [_point(j) for j in found if j.verdict == word]
        if points:
            groups.append(f"{word} for {', '.join(points)}")
    return "; ".join(groups)


def _point(judgement: Judgement) -> str:
    point = " ".join(str(value) for value in judgement.point.values())
    value = judgement.computed
    if value is None or isinstance(value, bool):
        return point
    dimension = DATE if judgement.unit == "date" else PURE
    return f"{point} ({in_digits(value, dimension)})"
