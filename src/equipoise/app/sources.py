"""``equipoise sources``: list, show, fetch, import, verify, cite."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

from cyclopts import App, Parameter

from equipoise.app.options import DELIVERY, Delivery
from equipoise.app.usage import UsageError

if TYPE_CHECKING:
    from equipoise.errors import EquipoiseError
    from equipoise.report.sources_data import KnownSource
    from equipoise.sources.card import Card, Release

_Name: TypeAlias = Annotated[str, Parameter(help="Name of a data set.")]
_Edition: TypeAlias = Annotated[
    str, Parameter(help="Name of a data set, with @ and a version where one is meant.")
]
_Version: TypeAlias = Annotated[
    str | None, Parameter(help="Version, as the publisher numbers it; goes with one name.")
]

_EXAMPLES = """Examples:
  equipoise sources list --imported
  equipoise sources show nmc
  equipoise sources fetch nmc --version 6.0
  equipoise sources import nmc --from ./NMCv7.zip
  equipoise sources import --samples
  equipoise sources verify
  equipoise sources cite nmc -o nmc.bib"""

app = App(
    name="sources",
    help="Published data: list, show, fetch, import, verify, cite.",
    help_format="plaintext",
    help_epilogue=_EXAMPLES,
)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Taken:
    """Which files are imported, and how.

    Parameters
    ----------
    place : Path or None
        A file, or a folder that is searched with all folders in it; None for the downloads.
    samples : bool
        Whether the made-up samples are taken instead of data.
    as_published : bool
        Whether known errors of publishers are left as they are.
    """

    place: Annotated[
        Path | None,
        Parameter(
            name="--from",
            help="File, zip or folder with publishers' files; the downloads by default.",
        ),
    ] = None
    samples: Annotated[
        bool,
        Parameter(
            help="Take the made-up samples instead of data.", negative=(), show_default=False
        ),
    ] = False
    as_published: Annotated[
        bool,
        Parameter(
            help="Leave known errors of publishers as they are printed.",
            negative=(),
            show_default=False,
        ),
    ] = False


TAKEN = Taken()


@app.command(name="list")
def list_(
    *,
    imported: Annotated[
        bool,
        Parameter(help="Only what the archive has.", negative=(), show_default=False),
    ] = False,
    delivery: Delivery = DELIVERY,
) -> None:
    """Data sets that can be read, and what the archive has of them."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.report.sources_data import source_warnings, sources_table
    from equipoise.report.sources_page import sources_page

    known = [source for source in _known() if source.tables or not imported]
    table = sources_table(known)
    answer = Answer(
        command="sources list",
        params={"imported": imported},
        page=sources_page(known),
        table=table,
        data={"sources": table.records()},
        warnings=source_warnings(known),
    )
    deliver(answer, delivery)


@app.command
def show(name: _Edition, /, *, delivery: Delivery = DELIVERY) -> None:
    """One data set: licence, notes, columns, releases, and what the archive has of it."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.report.sources_data import columns_table, source_data, source_warnings
    from equipoise.report.sources_page import source_page
    from equipoise.sources.registry import card

    (source,) = _editions([name])
    known = card(source.id)
    answer = Answer(
        command="sources show",
        params={"name": name},
        page=source_page(known, source.tables),
        table=columns_table(known),
        data=source_data(known, source.tables),
        sources=(known.citation,),
        warnings=source_warnings([source]),
    )
    deliver(answer, delivery)


@app.command
def fetch(
    *names: _Name,
    version: _Version = None,
    place: Annotated[
        str,
        Parameter(
            name="--from", help="Folder or address that has the files; the publisher by default."
        ),
    ] = "",
    again: Annotated[
        bool,
        Parameter(help="Download what is there already, too.", negative=(), show_default=False),
    ] = False,
    delivery: Delivery = DELIVERY,
) -> int:
    """Download publishers' files; all that have an address when none is named."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.app.download_bars import download_bars
    from equipoise.archive.home import downloads
    from equipoise.errors import FetchError
    from equipoise.report.imports_page import fetched_page
    from equipoise.report.sources_data import fetched_table
    from equipoise.sources.fetch import Fetched, downloaded
    from equipoise.sources.fetch import fetch as fetched

    chosen = _wanted(names, version)
    folder = downloads()
    results = []
    with download_bars(sys.stderr) as progress:
        for known, release in chosen:
            path = None if again else downloaded(known, release, folder)
            outcome, error = "already there", None
            try:
                if path is None:
                    path = fetched(known, release, folder, place, progress)
                    outcome = "downloaded"
            except FetchError as found:
                outcome, error = "failed", found
            results.append(Fetched(known.id, release.version, outcome, path, error))
    table = fetched_table(results)
    answer = Answer(
        command="sources fetch",
        params={"names": names, "version": version, "from": place or None, "again": again},
        page=fetched_page(results, folder),
        table=table,
        data={"downloads": table.records()},
        warnings=_terms(known.id for known, _ in chosen),
    )
    deliver(answer, delivery)
    return _failed([r.error for r in results if r.error], debug=delivery.debug)


@app.command(name="import")
def import_(
    *names: _Name,
    version: _Version = None,
    taken: Taken = TAKEN,
    verbose: Annotated[
        bool, Parameter(help="Every finding in full.", negative=(), show_default=False)
    ] = False,
    delivery: Delivery = DELIVERY,
) -> int:
    """Take publishers' files into the archive; all that are found when none is named."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.archive.importing import Wanted, import_files
    from equipoise.report.imports_page import imports_page
    from equipoise.report.sources_data import imports_data, imports_table

    _one_version(names, version)
    if taken.samples and taken.place is not None:
        message = "--samples and --from contradict each other"
        raise UsageError(message, hint="give one of them")
    chosen = tuple(dict.fromkeys(names))
    wanted = Wanted(chosen, version, taken.place, taken.samples, taken.as_published)
    results = import_files(wanted, progress=_reading if sys.stderr.isatty() else None)
    answer = Answer(
        command="sources import",
        params={
            "names": names,
            "version": version,
            "from": None if taken.place is None else str(taken.place),
            "samples": taken.samples,
            "as_published": taken.as_published,
        },
        page=imports_page(results, verbose=verbose),
        table=imports_table(results),
        data=imports_data(results),
        sources=tuple(dict.fromkeys(r.table.label for r in results if r.table)),
        warnings=_terms(result.id for result in results),
    )
    deliver(answer, delivery)
    return _failed([r.error for r in results if r.error], debug=delivery.debug)


@app.command
def verify(name: _Edition | None = None, /, *, delivery: Delivery = DELIVERY) -> int:
    """Whether the archive still holds what was imported; all of it when nothing is named."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.archive.store import Archive
    from equipoise.archive.verifying import verify as verified
    from equipoise.errors import DataError
    from equipoise.report.imports_page import verified_page
    from equipoise.report.sources_data import verified_table

    with Archive() as archive:
        results = verified(archive, name)
    table = verified_table(results)
    answer = Answer(
        command="sources verify",
        params={"name": name},
        page=verified_page(results),
        table=table,
        data={"tables": table.records()},
    )
    deliver(answer, delivery)
    return DataError.exit_code if any(result.faults for result in results) else 0


@app.command
def cite(*names: _Edition, delivery: Delivery = DELIVERY) -> None:
    """How to cite data sets, as BibTeX; those in the archive when none is named."""
    from equipoise.app.delivery import Answer, deliver
    from equipoise.report.sources_data import citations_table, source_warnings
    from equipoise.report.sources_page import bibliography, citations_page

    known = _editions(names) if names else [s for s in _known() if s.tables]
    table = citations_table(known)
    answer = Answer(
        command="sources cite",
        params={"names": names},
        page=citations_page(known),
        table=table,
        data={"citations": table.records()},
        sources=tuple(dict.fromkeys(str(cited) for cited in table.column("citation"))),
        warnings=source_warnings(known),
        lines=bibliography(known),
    )
    deliver(answer, delivery)


def _known() -> tuple[KnownSource, ...]:
    """Every data set that has a card or a table."""
    from equipoise.archive.store import Archive
    from equipoise.report.sources_data import known_sources
    from equipoise.sources.registry import cards

    with Archive() as archive:
        return known_sources(cards(), archive.tables)


def _editions(names: Sequence[str]) -> list[KnownSource]:
    """Data sets as named: with all versions of the archive, or with one."""
    from equipoise.archive.store import Archive
    from equipoise.report.sources_data import KnownSource
    from equipoise.sources.registry import card

    with Archive() as archive:
        found = []
        for name in dict.fromkeys(names):
            base, _, version = name.partition("@")
            known = card(base)
            tables = tuple(table for table in archive.tables if table.id == base)
            found.append(KnownSource(base, known, (archive.source(name),) if version else tables))
    return found


def _wanted(names: Sequence[str], version: str | None) -> list[tuple[Card, Release]]:
    """The release of each data set to download: of a version the first that has an address."""
    from equipoise.sources.registry import card, card_names, release_of

    _one_version(names, version)
    found = []
    for known in (card(name) for name in dict.fromkeys(names) or card_names()):
        releases = release_of(known, version)
        there = [release for release in releases if release.url]
        if names or there:
            found.append((known, (there or releases)[0]))
    return found


def _one_version(names: Sequence[str], version: str | None) -> None:
    if version is not None and len(names) != 1:
        message = "--version goes with the name of one data set"
        raise UsageError(message, hint="name it before --version, such as: nmc --version 6.0")


def _terms(names: Iterable[str]) -> tuple[str, ...]:
    """Which data sets may not be used commercially."""
    from equipoise.report.sources_data import KnownSource, source_warnings
    from equipoise.sources.registry import card

    return source_warnings([KnownSource(name, card(name), ()) for name in dict.fromkeys(names)])


def _reading(name: str) -> None:
    sys.stderr.write(f"reading {name}\n")
    sys.stderr.flush()


def _failed(errors: Sequence[EquipoiseError], *, debug: bool) -> int:
    """Tell every error; the exit code of the last one."""
    from equipoise.app.main import tell

    code = 0
    for error in errors:
        if debug:
            traceback.print_exception(error)
        code = tell(error, sys.stderr)
    return code
