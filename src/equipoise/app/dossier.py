"""``equipoise dossier``: list, show, new, build, check, seal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from equipoise.app.options import DELIVERY, EVIDENCE, Delivery
from equipoise.errors import Problem

_Named = Annotated[str, Parameter(help="Name of a shipped dossier, or the path of a folder.")]

_EXAMPLES = """Examples:
  equipoise dossier list
  equipoise dossier show russia-east-asia
  equipoise dossier new ./my-dossier --focal THA --region southeast-asia
  equipoise dossier build CHN --region east-asia --from 2000 --to 2012 -o ./china
  equipoise dossier check ./my-dossier
  equipoise dossier seal ./my-dossier"""
_BUILD_EXAMPLES = """Examples:
  equipoise dossier build CHN --region east-asia --from 2012 -o ./china
  equipoise dossier build VNM --region southeast-asia --from 1990 --to 2010 -o ./vietnam
  equipoise dossier build RUS --region east-asia --from 2012 --bodies apec,un -o ./russia"""

app = App(
    name="dossier",
    help="Dossiers: list, show, new, build, check, seal.",
    help_format="plaintext",
    help_epilogue=_EXAMPLES,
)
app.command(
    "equipoise.app.build:build",
    name="build",
    help="Build a dossier on any state, region and years from the archive into the folder of -o.",
    help_epilogue=_BUILD_EXAMPLES,
)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a new dossier is about.

    Parameters
    ----------
    title : str
        Title; the folder's name by default.
    focal, region, period : str
        State, region and years.
    """

    title: Annotated[str, Parameter(help="Title; the folder's name by default.")] = ""
    focal: Annotated[
        str, Parameter(help="State that the text is about: a code or an English name.")
    ] = "RUS"
    region: Annotated[str, Parameter(help="Name of a region.")] = "east-asia"
    period: Annotated[str, Parameter(help="Years covered, both ends included.")] = "1991/2012"


SUBJECT = Subject()


@app.command(name="list")
def list_(*, delivery: Delivery = DELIVERY) -> None:
    """Dossiers that come with the library."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.dossier.read import open_dossier, shipped_dossiers
    from equipoise.report.dossier_page import dossiers_page, dossiers_table

    manifests = [open_dossier(name).manifest for name in shipped_dossiers()]
    table = dossiers_table(manifests)
    answer = Answer(
        command="dossier list",
        params={},
        page=dossiers_page(manifests),
        table=table,
        data={"dossiers": table.records()},
    )
    deliver(answer, delivery)


@app.command
def show(name: _Named = EVIDENCE.dossier, /, *, delivery: Delivery = DELIVERY) -> None:
    """What a dossier holds: tables, rows, eras, bodies, sources, licences."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.dossier.package import read_package
    from equipoise.dossier.read import open_dossier
    from equipoise.report.dossier_page import dossier_data, dossier_page, dossier_table

    dossier = open_dossier(name)
    package = read_package(dossier.folder)[0] or {"resources": []}
    answer = Answer(
        command="dossier show",
        params={"dossier": name},
        page=dossier_page(dossier, package),
        table=dossier_table(dossier, package),
        data=dossier_data(dossier, package),
        dossier=dossier,
    )
    deliver(answer, delivery)


@app.command
def new(
    folder: Annotated[
        Path, Parameter(help="Folder to make; when it is there already, it must be empty.")
    ],
    /,
    *,
    subject: Subject = SUBJECT,
    delivery: Delivery = DELIVERY,
) -> None:
    """Make a dossier to fill: tables without rows, and files with examples in comments."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.dossier.package import read_package
    from equipoise.dossier.read import open_dossier
    from equipoise.dossier.scaffold import Outline, new_dossier
    from equipoise.report.dossier_page import new_page, seal_table

    outline = Outline(subject.title, subject.focal, subject.region, subject.period)
    dossier = open_dossier(new_dossier(folder, outline))
    package = read_package(dossier.folder)[0] or {"resources": []}
    table = seal_table(package)
    manifest = dossier.manifest
    answer = Answer(
        command="dossier new",
        params={
            "folder": str(folder),
            "title": manifest.title,
            "focal": manifest.focal,
            "region": manifest.region,
            "period": manifest.period.text,
        },
        page=new_page(folder, dossier),
        table=table,
        data={"folder": str(folder), "files": table.records()},
    )
    deliver(answer, delivery)


@app.command
def check(name: _Named = EVIDENCE.dossier, /, *, delivery: Delivery = DELIVERY) -> int:
    """Everything that is wrong with a dossier, each with file, line and column."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.dossier.read import check_dossier
    from equipoise.errors import DataError
    from equipoise.report.dossier_page import problems_page, problems_table

    problems = check_dossier(name) or _text_problems(name)
    table = problems_table(problems)
    answer = Answer(
        command="dossier check",
        params={"dossier": name},
        page=problems_page(name, problems),
        table=table,
        data={"problems": table.records()},
        lines=tuple(f"{p.where}: {p.message} ({p.hint})" for p in problems),
    )
    deliver(answer, delivery)
    return DataError.exit_code if problems else 0


@app.command
def seal(
    folder: Annotated[Path, Parameter(help="Folder of the dossier.")],
    /,
    *,
    delivery: Delivery = DELIVERY,
) -> None:
    """Write hashes, sizes and schemas of all files into datapackage.json."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.dossier.package import read_package
    from equipoise.dossier.package import seal as sealed
    from equipoise.errors import UnknownDossierError
    from equipoise.report.dossier_page import seal_page, seal_table

    if not folder.is_dir():
        message = f"no folder {str(folder)!r}"
        raise UnknownDossierError(message, hint="name the folder of a dossier")
    target = sealed(folder)
    package = read_package(folder)[0] or {"resources": []}
    table = seal_table(package)
    answer = Answer(
        command="dossier seal",
        params={"folder": str(folder)},
        page=seal_page(target, package),
        table=table,
        data={"file": str(target), "files": table.records()},
    )
    deliver(answer, delivery)


def _text_problems(name: str) -> tuple[Problem, ...]:
    """What is wrong with claims, theses and apparatus of a dossier whose tables are sound."""
    from equipoise.audit.audit import check_claims
    from equipoise.audit.coverage import check_coverage
    from equipoise.audit.explain import check_theses
    from equipoise.audit.structure.apparatus import check_apparatus
    from equipoise.dossier.read import open_dossier

    dossier = open_dossier(name)
    # Whether a numeral's claim is there can be said once the claims can be read.
    claims = check_claims(dossier) or check_coverage(dossier)
    found = (*claims, *check_theses(dossier), *check_apparatus(dossier))
    return tuple(dict.fromkeys(found))
