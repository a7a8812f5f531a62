"""A publisher's files: found in a folder or in a zip within a zip, with checksums."""

from __future__ import annotations

import codecs
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from equipoise.errors import SourceError
from equipoise.sources.card import Card, Release

_BLOCK = 1 << 20
_RIGHTS = "check the path and the rights to read it"
_HIDDEN = ("__MACOSX/",)
_PAGE = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<!--")
_ZIP_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, EOFError, KeyError),
    *(NotImplementedError, RuntimeError),  # another compression; a password
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of one release, ready to be read.

    Parameters
    ----------
    card : Card
        Its data set.
    release : Release
        Its version and layout.
    path : Path
        The file on disk.
    members : tuple of str
        Where it lies inside that file: names in a zip, in a zip within it, and so on.
    sample : bool
        Whether it is a made-up sample.
    """

    card: Card
    release: Release
    path: Path
    members: tuple[str, ...] = ()
    sample: bool = False
    _seen: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def name(self) -> str:
        """How messages name it: ``NMCv7.zip > NMC-70-abridged.csv``."""
        return " > ".join((self.path.name, *self.members))

    @property
    def inner_name(self) -> str:
        """Name of the innermost file."""
        return Path(self.members[-1]).name if self.members else self.path.name

    def content(self) -> bytes:
        """The innermost file, whole.

        Returns
        -------
        bytes

        Raises
        ------
        SourceError
            The file cannot be read, a zip is broken, or a known checksum differs.
        """
        if "content" not in self._seen:
            self._seen["content"] = self._read()
        return self._seen["content"]

    def forget(self) -> None:
        """Let go of the content, which may be large; it can be read again."""
        self._seen.clear()

    def _read(self) -> bytes:
        content = _content(self.path)
        self._verify(self.path.name, content)
        name = self.path.name
        for member in self.members:
            with _unzipped(name, content, self.release) as archive:
                content = archive.read(member)
            name = f"{name} > {member}"
            self._verify(Path(member).name, content)
        if not content:
            message = f"{self.name}: empty"
            raise SourceError(message, hint=_again(self.release))
        if _is_page(content):
            raise _page(self.name, self.release)
        return content

    def _verify(self, name: str, content: bytes) -> None:
        wanted = self.release.sha256.get(name)
        if wanted is None or self.sample:
            return
        found = hashlib.sha256(content).hexdigest()
        if found != wanted:
            message = (
                f"{self.name}: checksum of {name} is {found[:12]}..., not {wanted[:12]}... as "
                f"{self.card.id} {self.release.version} has it"
            )
            raise SourceError(message, hint=_again(self.release))


def _again(release: Release) -> str:
    return f"download it again{f': {release.url}' if release.url else ''}"


def checksum(paths: Sequence[Path]) -> str:
    """SHA-256 of files, one after the other.

    Parameters
    ----------
    paths : sequence of Path
        At least one.

    Returns
    -------
    str
        64 hexadecimal digits.

    Raises
    ------
    SourceError
        A file cannot be read.
    """
    digest = hashlib.sha256()
    for path in paths:
        try:
            with path.open("rb") as stream:
                while block := stream.read(_BLOCK):
                    digest.update(block)
        except OSError as error:
            raise SourceError(_fault(path, error), hint=_RIGHTS) from error
    return digest.hexdigest()


def found_files(
    card: Card,
    releases: Sequence[Release],
    place: Path,
    *,
    sample: bool = False,
    any_name: bool = False,
) -> tuple[SourceFile, ...]:
    """Files of the first release that is there.

    Parameters
    ----------
    card : Card
        The data set.
    releases : sequence of Release
        In order of preference.
    place : Path
        A file, or a folder that is searched with all folders in it.
    sample : bool
        Whether made-up samples are looked for instead of the real thing.
    any_name : bool
        Whether a place that is a file is taken under a name that no release gives, as the first
        release with that ending.

    Returns
    -------
    tuple of SourceFile
        Of one release, by name; empty when none is there.

    Raises
    ------
    SourceError
        A file cannot be read, a zip is broken, or one release is there twice and differs.
    """
    paths = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.is_file())
    for release in releases:
        found = [
            SourceFile(card, release, path, members, sample)
            for path in paths
            for members in _matches(path, release, sample=sample)
        ]
        if found:
            return tuple(_once(found))
    if any_name and place.is_file():
        return tuple(_by_ending(card, releases, place))
    return ()


def _by_ending(card: Card, releases: Sequence[Release], path: Path) -> Iterator[SourceFile]:
    """A file under a name of its own, as the first release whose files end like it."""
    ending = path.suffix.casefold()
    for release in releases:
        if any(name.casefold().endswith(ending) for name in release.files):
            yield SourceFile(card, release, path)
            return
        if ending == ".zip" and release.archives:
            for members in _inside(path.name, _content(path), release):
                yield SourceFile(card, release, path, members)
            return


def _once(found: Sequence[SourceFile]) -> list[SourceFile]:
    """Every file once: of a release in parts by its name, of another the only one."""
    groups: dict[str, list[SourceFile]] = {}
    for file in found:
        name = file.inner_name.casefold() if file.release.parts else ""
        groups.setdefault(name, []).append(file)
    return [_same(copies) for copies in groups.values()]


def _same(copies: Sequence[SourceFile]) -> SourceFile:
    """One of several copies; different files under one name are refused."""
    first, *others = copies
    for other in others:
        if other.content() != first.content():
            message = f"{first.card.id}: {first.path} and {other.path} differ"
            raise SourceError(message, hint="name the one you mean with --from")
        other.forget()
    return first


def _matches(path: Path, release: Release, *, sample: bool) -> Iterator[tuple[str, ...]]:
    if sample:
        if release.sample and fnmatchcase(path.name, release.sample):
            yield from _inside_sample(path, release)
        return
    if _named(path.name, release.files):
        yield ()
    elif _named(path.name, release.archives):
        yield from _inside(path.name, _content(path), release)


def _inside_sample(path: Path, release: Release) -> Iterator[tuple[str, ...]]:
    if path.suffix.lower() == ".zip" and not _named(path.name, release.files):
        yield from _inside(path.name, _content(path), release)
    else:
        yield ()


def _named(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name.casefold(), pattern.casefold()) for pattern in patterns)


def _inside(name: str, content: bytes, release: Release) -> Iterator[tuple[str, ...]]:
    """Members of a zip, and of zips in it, that the release names."""
    with _unzipped(name, content, release) as archive:
        for member in sorted(m for m in archive.namelist() if _is_file(m)):
            last = Path(member).name
            if _named(last, release.files):
                yield (member,)
            elif _named(last, release.archives):
                inner = archive.read(member)
                yield from ((member, *rest) for rest in _inside(last, inner, release))


def _is_file(member: str) -> bool:
    return not (member.startswith(_HIDDEN) or member.endswith("/"))


@contextmanager
def _unzipped(name: str, content: bytes, release: Release) -> Iterator[zipfile.ZipFile]:
    """A zip in memory; every way in which one is broken is one error."""
    if _is_page(content):
        raise _page(name, release)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except _ZIP_FAULTS as error:
        message = f"{name}: not a whole zip file ({error})"
        raise SourceError(message, hint=_again(release)) from error


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(_fault(path, error), hint=_RIGHTS) from error


def _fault(path: Path, error: OSError) -> str:
    return f"{path}: {error.strerror or error}"


def _is_page(content: bytes) -> bool:
    start = content[:512].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return start.startswith(_PAGE)


def _page(name: str, release: Release) -> SourceError:
    message = f"{name}: a web page, not the data"
    return SourceError(message, hint=f"the server answered with a page: {_again(release)}")
