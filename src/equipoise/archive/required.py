"""Data sets that a question needs: those that are not in the archive, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from equipoise.archive.store import Archive
from equipoise.errors import NotImportedError
from equipoise.sources.card import Card
from equipoise.sources.registry import card


def require(archive: Archive, names: Sequence[str]) -> None:
    """Refuse to go on without data sets.

    Parameters
    ----------
    archive : Archive
        The archive, open.
    names : sequence of str
        Data sets that are needed, without version.

    Raises
    ------
    NotImportedError
        Some were never imported; the hint says which files to get, and what to run then.

    Examples
    --------
    >>> from pathlib import Path
    >>> with Archive(Path("nowhere.duckdb")) as empty:
    ...     require(empty, ["cow-capitals"])
    Traceback (most recent call last):
    equipoise.errors.NotImportedError: the archive has no data set cow-capitals
    """
    lacking = [card(name) for name in names if not archive.has(name)]
    if not lacking:
        return
    many = "s" if len(lacking) > 1 else ""
    message = f"the archive has no data set{many} {', '.join(known.id for known in lacking)}"
    raise NotImportedError(message, hint="; ".join(_steps(lacking)))


def _steps(lacking: Sequence[Card]) -> Iterator[str]:
    """What to get and what to run, downloads first."""
    there = [known for known in lacking if any(release.url for release in known.releases)]
    if there:
        names = " ".join(known.id for known in there)
        yield f"equipoise sources fetch {names}, then: equipoise sources import {names}"
    for known in lacking:
        if known not in there:
            file = known.releases[0].files[0]
            yield (
                f"get {file} ({known.homepage}), then: "
                f"equipoise sources import {known.id} --from {file}"
            )
