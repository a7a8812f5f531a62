"""``equipoise audit``: the claims of a text held against evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from cyclopts import Group, Parameter

from equipoise.app.options import DELIVERY, EVIDENCE, Delivery, UseArchive, Verbose
from equipoise.app.usage import UsageError

Verdict: TypeAlias = Literal[
    "supported", "contradicted", "partly", "definition-dependent", "not checkable"
]
_SELECTION = Group("Selection", sort_key=1)
_FINDINGS = 5


@Parameter(name="*", group=_SELECTION)
@dataclass(frozen=True, kw_only=True)
class Selection:
    """Which claims are shown, and what is a failure.

    Parameters
    ----------
    only : tuple of Verdict
        Verdicts to show; all by default.
    claim : str or None
        Id of the one claim to show.
    explain : str or None
        Id of the one claim to show with everything that its verdict rests on.
    fail_on : tuple of Verdict or slip
        Verdicts that make the command end with exit code 5.
    """

    only: Annotated[
        tuple[Verdict, ...],
        Parameter(
            help="Show claims with this verdict alone; may be repeated.",
            negative=(),
            show_default=False,
        ),
    ] = ()
    claim: Annotated[str | None, Parameter(help="Show the claim with this id alone.")] = None
    explain: Annotated[
        str | None,
        Parameter(help="Show one claim with its expression, values, rows and tolerance."),
    ] = None
    fail_on: Annotated[
        tuple[Verdict | Literal["slip"], ...],
        Parameter(
            help="Exit with 5 when a claim has this verdict, shown or not, or a structural check a "
            "slip; of one claim where one is named; may be repeated.",
            negative=(),
            show_default=False,
        ),
    ] = ()


SELECTION = Selection()


def audit(
    dossier: Annotated[
        str, Parameter(help="Name of a shipped dossier, or the path of a folder.")
    ] = EVIDENCE.dossier,
    /,
    *,
    selection: Selection = SELECTION,
    archive: UseArchive = True,
    verbose: Verbose = False,
    delivery: Delivery = DELIVERY,
) -> int:
    """Every claim of a text held against evidence."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.app.published import published
    from equipoise.audit.audit import audit_claims
    from equipoise.dossier.read import open_dossier
    from equipoise.report.audit_data import audit_data, audit_sources, audit_table
    from equipoise.report.audit_page import audit_page
    from equipoise.report.claim_page import claim_page

    named = [name for name in (selection.claim, selection.explain) if name]
    if len(named) + bool(selection.only) > 1:
        message = "--only, --claim and --explain exclude each other"
        raise UsageError(message, hint="give one of them")
    opened = open_dossier(dossier)
    with published(use=archive) as data:
        found = audit_claims(opened, archive=data)
    results = found.results
    if named:
        results = (found.result(named[0]),)
    elif selection.only:
        results = tuple(r for r in results if r.verdict in selection.only)
    if selection.explain:
        page = claim_page(results[0])
    else:
        shown = results if named or selection.only else None
        page = audit_page(found, shown, verbose=verbose or delivery.form() == "md")
    answer = Answer(
        command="audit",
        params={
            "only": list(selection.only),
            "claim": named[0] if named else None,
            "fail_on": list(selection.fail_on),
            "archive": archive,
        },
        page=page,
        table=audit_table(results),
        data=audit_data(found, results),
        dossier=opened,
        sources=audit_sources(results),
    )
    deliver(answer, delivery)
    judged = results if named else found.results
    verdicts = {result.verdict for result in judged}
    if not named:
        verdicts |= {finding.verdict for finding in found.findings}
    return _FINDINGS if verdicts & set(selection.fail_on) else 0
