"""Downloads: whole or not at all, from a server of the test's own or from a folder."""

from __future__ import annotations

import hashlib
import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.errors import FetchError
from equipoise.sources.card import Card
from equipoise.sources.fetch import by_hand, downloaded, fetch, file_name

CONTENT = b"a whole file of data, " * 100
ANSWERS = {
    "/toy-2.zip": (200, CONTENT, len(CONTENT)),
    "/page/toy-2.zip": (200, b"<!DOCTYPE html><p>log in first", 30),
    "/cut/toy-2.zip": (200, CONTENT[:50], len(CONTENT)),
}


class _Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body, length = ANSWERS.get(self.path.partition("?")[0], (404, b"gone", 4))
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing is logged."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as found:
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{found.server_address[1]}"
        found.shutdown()
        thread.join()


class _Bar:
    """Progress that remembers what it was told."""

    def __init__(self) -> None:
        self.total = 0
        self.seen = 0
        self.closed = False

    def update(self, amount: int) -> None:
        self.seen += amount

    def reset(self) -> None:
        self.seen = 0

    def close(self) -> None:
        self.closed = True


def _left(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_downloaded_under_its_data_set_and_version(
    toy: Card, tmp_path: Path, server: str
) -> None:
    release = replace(toy.releases[0], url=f"{server}/toy-2.zip")
    bar = _Bar()
    path = fetch(toy, release, tmp_path, progress=lambda name: bar)
    assert path == tmp_path / "toy" / "2.0" / "toy-2.zip"
    assert path.read_bytes() == CONTENT
    assert bar.total == len(CONTENT)
    assert bar.closed
    assert downloaded(toy, release, tmp_path) == path
    assert _left(tmp_path) == ["toy-2.zip"]


def test_a_mirror_takes_the_place_of_the_publisher(toy: Card, tmp_path: Path, server: str) -> None:
    assert fetch(toy, toy.releases[0], tmp_path, f"{server}/").read_bytes() == CONTENT
    folder = tmp_path / "mirror" / "deep"
    folder.mkdir(parents=True)
    (folder / "toy-2.zip").write_bytes(b"from a folder")
    found = fetch(toy, toy.releases[0], tmp_path / "home", str(tmp_path / "mirror"))
    assert found.read_bytes() == b"from a folder"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/page/toy-2.zip", "toy-2.zip: what came is a web page and no data"),
        ("/cut/toy-2.zip", "does not answer"),
        ("/absent/toy-2.zip", "answers 404 Not Found"),
    ],
)
def test_what_does_not_come_whole_leaves_nothing_and_says_what_to_get(
    toy: Card, tmp_path: Path, server: str, path: str, message: str
) -> None:
    release = replace(toy.releases[0], url=f"{server}{path}")
    with pytest.raises(FetchError, match=message) as caught:
        fetch(toy, release, tmp_path)
    assert caught.value.hint == by_hand(toy, release)
    assert _left(tmp_path) == []


def test_a_failed_download_leaves_the_earlier_one(toy: Card, tmp_path: Path, server: str) -> None:
    path = fetch(toy, toy.releases[0], tmp_path, server)
    release = replace(toy.releases[0], url=f"{server}/page/toy-2.zip")
    with pytest.raises(FetchError, match="web page"):
        fetch(toy, release, tmp_path)
    assert path.read_bytes() == CONTENT


def test_another_checksum_is_refused(toy: Card, tmp_path: Path, server: str) -> None:
    right = hashlib.sha256(CONTENT).hexdigest()
    release = replace(toy.releases[0], url=f"{server}/toy-2.zip", sha256={"toy-2.zip": right})
    assert fetch(toy, release, tmp_path / "a").read_bytes() == CONTENT
    wrong = replace(release, sha256={"toy-2.zip": "0" * 64})
    with pytest.raises(FetchError, match=rf"checksum is {right[:12]}\.\.\., not 000000000000"):
        fetch(toy, wrong, tmp_path / "b")
    assert _left(tmp_path / "b") == []
    assert downloaded(toy, wrong, tmp_path / "a") is None


def test_offline_the_file_and_its_place_are_named(toy: Card, tmp_path: Path) -> None:
    release = replace(toy.releases[0], url="http://127.0.0.1:9/toy-2.zip")
    with pytest.raises(FetchError, match=r"127\.0\.0\.1:9/toy-2\.zip does not answer") as caught:
        fetch(toy, release, tmp_path)
    assert caught.value.hint == (
        "get toy-2.csv or toy-2.zip or inner.zip from http://127.0.0.1:9/toy-2.zip, then: "
        "equipoise sources import toy --from FILE"
    )


def test_without_an_address_the_homepage_is_named(toy: Card, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"toy 1\.0 has no address") as caught:
        fetch(toy, toy.releases[2], tmp_path)
    assert "from https://example.org/" in str(caught.value.hint)


def test_a_mirror_without_the_file_is_told(toy: Card, tmp_path: Path) -> None:
    for mirror in (tmp_path, tmp_path / "absent"):
        with pytest.raises(FetchError, match=r"has no file toy-2\.zip"):
            fetch(toy, toy.releases[0], tmp_path / "home", str(mirror))


def test_downloads_that_cannot_be_written_are_an_error_of_the_disk(
    toy: Card, tmp_path: Path, server: str
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file in the place of the folder")
    with pytest.raises(FetchError, match=r"Not a directory|File exists") as caught:
        fetch(toy, toy.releases[0], blocked, server)
    assert "rights to write" in str(caught.value.hint)


def test_downloads_may_be_their_own_mirror(toy: Card, tmp_path: Path, server: str) -> None:
    path = fetch(toy, toy.releases[0], tmp_path, server)
    assert fetch(toy, toy.releases[0], tmp_path, str(tmp_path)) == path
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("", ""),
        ("https://example.org/a/toy-2.zip", "toy-2.zip"),
        ("https://example.org/a/toy%202.zip?download=1#top", "toy 2.zip"),
        ("https://example.org/api/access/datafile/123", "toy-2.zip"),
        ("https://example.org/api/access?id=v.2", "toy-2.zip"),
        ("https://example.org/", "toy-2.zip"),
    ],
)
def test_the_name_of_a_download_is_that_of_its_address(toy: Card, url: str, name: str) -> None:
    assert file_name(replace(toy.releases[0], url=url)) == name


def test_the_name_of_a_download_without_one_is_that_of_the_card(toy: Card) -> None:
    release = replace(
        toy.releases[0], url="https://example.org/9", archives=(), files=("toy-*.csv",)
    )
    assert file_name(release) == "toy-.csv"
