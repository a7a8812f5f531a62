"""Downloading publishers' files: the only code that uses the network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias
from urllib.parse import unquote, urlsplit

from equipoise.errors import FetchError, SourceError
from equipoise.sources.card import Card, Release
from equipoise.sources.files import checksum, found_files


class ProgressBar(Protocol):
    """What a download tells its progress to."""

    total: int

    def update(self, amount: int) -> None:
        """Some bytes more have arrived: ``amount`` of them."""

    def reset(self) -> None:
        """Begin again."""

    def close(self) -> None:
        """The download has ended."""


Progress: TypeAlias = Callable[[str], ProgressBar]
"""From the name of a file to what shows its progress."""

_SECONDS = 60
_PAGE = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one download.

    Parameters
    ----------
    id, version : str
        Data set and version.
    outcome : str
        ``downloaded``, ``already there`` or ``failed``.
    path : Path or None
        The file; None when it failed.
    error : FetchError or None
        Why it failed.
    """

    id: str
    version: str
    outcome: str
    path: Path | None = None
    error: FetchError | None = None


def fetch(
    card: Card, release: Release, folder: Path, mirror: str = "", progress: Progress | None = None
) -> Path:
    """Download the file of a release, or copy it from a mirror, whole or not at all.

    Parameters
    ----------
    card : Card
        The data set.
    release : Release
        One of its releases, with an address.
    folder : Path
        Where downloads are kept; the file goes into a folder of the data set.
    mirror : str
        Folder, or address of one, that has the file under its own name; empty for the publisher.
    progress : callable, optional
        Makes what shows the progress.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    FetchError
        No address is known, the network does not answer, or what came is a page or has another
        checksum; the hint says which file to get, and where.
    """
    name = file_name(release)
    if not name:
        message = f"{card.id} {release.version} has no address to download from"
        raise FetchError(message, hint=by_hand(card, release))
    target = folder / card.id / release.version / name
    with _settled(card, release, target) as draft:
        if mirror and "://" not in mirror:
            _copy(card, release, Path(mirror), draft, name)
        else:
            address = f"{mirror.rstrip('/')}/{name}" if mirror else release.url
            _download(card, release, address, draft, progress(name) if progress else None)
    return target


def downloaded(card: Card, release: Release, folder: Path) -> Path | None:
    """The file of a release, where it was downloaded before.

    Parameters
    ----------
    card : Card
        The data set.
    release : Release
        One of its releases.
    folder : Path
        Where downloads are kept.

    Returns
    -------
    Path or None
        None when it is not there, or it or a file in it has another checksum than a known one.
    """
    name = file_name(release)
    path = folder / card.id / release.version / name
    if not name or not path.is_file():
        return None
    try:
        for file in found_files(card, (release,), path) if release.sha256 else ():
            file.content()
    except SourceError:
        return None
    return path


def file_name(release: Release) -> str:
    """Name of the file that an address leads to.

    Parameters
    ----------
    release : Release
        A release.

    Returns
    -------
    str
        Empty when no address is known; that of the card's zip or file where the address ends in
        none.
    """
    if not release.url:
        return ""
    last = unquote(urlsplit(release.url).path.rpartition("/")[2])
    return last if "." in last else (*release.archives, *release.files)[0].replace("*", "")


def by_hand(card: Card, release: Release) -> str:
    """How to get a file without this program.

    Parameters
    ----------
    card : Card
        The data set.
    release : Release
        One of its releases.

    Returns
    -------
    str
    """
    names = " or ".join((*release.files, *release.archives))
    where = release.url or card.homepage
    return f"get {names} from {where}, then: equipoise sources import {card.id} --from FILE"


@contextmanager
def _settled(card: Card, release: Release, target: Path) -> Iterator[Path]:
    """A draft beside a file, put in its place when it came whole and is what it should be."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield draft
            _check(card, release, draft, target.name)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        message = f"{target}: {error.strerror or error}"
        raise FetchError(message, hint="make room, or check the rights to write there") from error


def _check(card: Card, release: Release, draft: Path, name: str) -> None:
    known = release.sha256.get(name)
    found = checksum([draft])
    if known not in (None, found):
        message = f"{name}: checksum is {found[:12]}..., not {str(known)[:12]}..."
        raise FetchError(message, hint=by_hand(card, release))
    with draft.open("rb") as stream:
        start = stream.read(512).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(_PAGE) and not name.lower().endswith((".html", ".htm")):
        message = f"{name}: what came is a web page and no data"
        raise FetchError(message, hint=by_hand(card, release))


def _copy(card: Card, release: Release, mirror: Path, draft: Path, name: str) -> None:
    found = sorted(mirror.rglob(name)) if mirror.is_dir() else []
    if not found:
        message = f"{mirror} has no file {name}"
        raise FetchError(message, hint=by_hand(card, release))
    shutil.copyfile(found[0], draft)


def _download(
    card: Card, release: Release, address: str, draft: Path, bar: ProgressBar | None
) -> None:
    import logging

    import pooch

    pooch.get_logger().setLevel(logging.WARNING)
    try:
        pooch.retrieve(
            address,
            known_hash=None,
            fname=draft.name,
            path=draft.parent,
            downloader=pooch.HTTPDownloader(progressbar=bar or False, timeout=_SECONDS),
        )
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.strerror:
            raise
        message = f"{address} {_answer(error)}"
        raise FetchError(message, hint=by_hand(card, release)) from error


def _answer(error: Exception) -> str:
    """What a server said or did not say, without the chain of calls that led there; hang up."""
    response = getattr(error, "response", None)
    if response is not None:
        response.close()
        return f"answers {response.status_code} {response.reason}"
    return f"does not answer ({type(error).__name__})"
