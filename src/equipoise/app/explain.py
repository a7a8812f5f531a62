"""``equipoise explain``: rival explanations of a text held against evidence."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter, validators

from equipoise.app.options import DELIVERY, EVIDENCE, Delivery, Evidence, UseArchive, Verbose


def explain(
    thesis: Annotated[
        str | None, Parameter(help="Id of one thesis; all of them at a glance by default.")
    ] = None,
    /,
    *,
    survival: Annotated[
        float,
        Parameter(
            help="Posterior that an explanation must reach to survive, between 0 and 1.",
            validator=validators.Number(gt=0, lt=1),
        ),
    ] = 0.10,
    archive: UseArchive = True,
    verbose: Verbose = False,
    evidence: Evidence = EVIDENCE,
    delivery: Delivery = DELIVERY,
) -> None:
    """Rival explanations of a text held against evidence."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.app.published import published
    from equipoise.audit.explain import explain_theses as explained
    from equipoise.audit.explain import thesis_named
    from equipoise.dossier.read import open_dossier
    from equipoise.models.tracing import TracingParameters
    from equipoise.report.thesis_data import theses_data, theses_sources, theses_table
    from equipoise.report.thesis_page import theses_page, thesis_page, thesis_warnings

    dossier = open_dossier(evidence.dossier)
    with published(use=archive) as data:
        results = explained(dossier, archive=data, parameters=TracingParameters(survival=survival))
    if thesis is not None:
        results = (thesis_named(results, thesis),)
    answer = Answer(
        command="explain",
        params={"thesis": thesis, "survival": survival, "archive": archive},
        page=theses_page(results) if thesis is None else thesis_page(results[0], verbose=verbose),
        table=theses_table(results),
        data=theses_data(results),
        dossier=dossier,
        sources=theses_sources(results),
        warnings=thesis_warnings(results),
    )
    deliver(answer, delivery)
