"""``equipoise dossier build``: a dossier on any state, region and years from published data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from cyclopts import Group, Parameter

from equipoise.app.options import DELIVERY, Delivery, Year
from equipoise.app.usage import UsageError
from equipoise.dossier.building.plan import Military

_QUESTION = Group("Question", sort_key=1)


@Parameter(name="*", group=_QUESTION)
@dataclass(frozen=True, kw_only=True)
class BuildQuestion:
    """Where, when, beside whom, and by which figures.

    Parameters
    ----------
    region : str
        Name of a region.
    first, last : int or None
        First and last year.
    outside : tuple of str
        Powers to compare with, several in one with commas.
    military : Military
        Whose military spending.
    bodies : tuple of str
        Bodies, several in one with commas.
    """

    region: Annotated[str, Parameter(help="Name of a region.")]
    first: Annotated[Year, Parameter(name="--from", help="First year; the last by default.")] = None
    last: Annotated[Year, Parameter(name="--to", help="Last year; the first by default.")] = None
    outside: Annotated[
        tuple[str, ...],
        Parameter(
            help="Powers to compare with, with commas between them; those of the region by "
            "default.",
            negative=(),
            show_default=False,
        ),
    ] = ()
    military: Annotated[
        Military,
        Parameter(
            help="sipri takes military spending by SIPRI beside that of National Material "
            "Capabilities, nmc the latter alone, so that commercial use is not forbidden."
        ),
    ] = "sipri"
    bodies: Annotated[
        tuple[str, ...],
        Parameter(
            help="Bodies whose seats count, as cow-igo abbreviates them, with commas between them.",
            negative=(),
            show_default=False,
        ),
    ] = ()

    def years(self) -> tuple[int, int]:
        """First and last year.

        Returns
        -------
        tuple of int, int

        Raises
        ------
        UsageError
            No year is given, or the last lies before the first.
        """
        given = [year for year in (self.first, self.last) if year is not None]
        if not given:
            raise UsageError("no year is given", hint="name the years with --from and --to")
        if given[-1] < given[0]:
            message = f"--to {given[-1]} lies before --from {given[0]}"
            raise UsageError(message, hint="name the earlier year with --from")
        return given[0], given[-1]


def build(
    state: Annotated[
        str, Parameter(help="State: a code or an English name, as of the last of the years.")
    ],
    /,
    *,
    question: BuildQuestion,
    delivery: Delivery = DELIVERY,
) -> None:
    """Build a dossier from the archive into the folder that -o names, whole or not at all."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.archive.store import Archive
    from equipoise.dossier.build import build_dossier
    from equipoise.dossier.building.plan import plan_of
    from equipoise.report.build_page import build_data, build_page, build_table, build_warnings

    folder = delivery.output
    if folder is None:
        raise UsageError("no folder is named", hint="name the folder to make with -o")
    plan = plan_of(
        state,
        question.region,
        question.years(),
        outside=tuple(_each(question.outside)),
        military=question.military,
        bodies=tuple(_each(question.bodies)),
    )
    with Archive() as archive:
        built = build_dossier(archive, plan, folder)
    answer = Answer(
        command="dossier build",
        params={
            "state": plan.focal,
            "region": plan.region.id,
            "period": plan.period,
            "outside": plan.outside,
            "military": plan.military,
            "bodies": plan.bodies,
            "folder": str(folder),
        },
        page=build_page(built, folder),
        table=build_table(built),
        data=build_data(built, folder),
        sources=tuple(source.label for source in built.sources),
        warnings=build_warnings(built),
    )
    deliver(answer, replace(delivery, output=None))


def _each(values: tuple[str, ...]) -> Iterator[str]:
    """Names one by one, whether repeated or with commas between them."""
    return (name.strip() for value in values for name in value.split(",") if name.strip())
