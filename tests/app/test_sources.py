"""Published data from the command line, with made-up samples in a home of each test's own."""

from __future__ import annotations

import csv
import io
import json
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import jsonschema
import pytest
from pyarrow import parquet

from equipoise.app.download_bars import download_bars
from equipoise.archive.home import archive_path, downloads
from equipoise.archive.store import Archive
from equipoise.sources.card import Card, Correction
from equipoise.sources.registry import card, card_names, cards, folder_of

SCHEMAS = json.loads(Path(__file__).with_name("schemas.json").read_text(encoding="utf-8"))
SAMPLE = folder_of("nmc") / "sample"
PAGE = b"\xef\xbb\xbf\n<!DOCTYPE html><html><body>Please log in</body></html>"
SPOILT = Correction(
    versions=("5.0",),
    key={"ccode": 740, "year": 1990},
    column="milper",
    published=24080.0,
    corrected=602.0,
    reason="a digit too many",
    source="made up",
)


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty home."""
    folder = tmp_path / "home"
    monkeypatch.setenv("EQUIPOISE_HOME", str(folder))
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
    return folder


@pytest.fixture
def imported(run) -> Callable[..., object]:
    """The samples of NMC, imported; a call imports them again."""
    assert run("sources", "import", "nmc", "--samples").code == 0
    return partial(run, "sources", "import", "nmc", "--samples")


Change = Callable[[Card], Card]


def as_data(known: Card) -> Card:
    """A card that takes its samples for data: neither rows nor checksums are known."""
    releases = tuple(replace(release, rows=None, sha256={}) for release in known.releases)
    return replace(known, releases=releases)


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Change], None]:
    """Changes every card that a command reads."""

    def change_all(change: Change) -> None:
        for module in ("equipoise.archive.importing", "equipoise.sources.registry"):
            monkeypatch.setattr(f"{module}.card", lambda name: change(card(name)))

    return change_all


@pytest.fixture
def files(tmp_path: Path, changed) -> Path:
    """A folder of files that pass for data."""
    changed(as_data)
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ("NMC_5_0.csv", "NMC-60-abridged.csv"):
        shutil.copy(SAMPLE / name, folder)
    return folder


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    """A folder with one download."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    shutil.copy(SAMPLE / "NMCv7.zip", folder)
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address(mirror: Path) -> Iterator[str]:
    """The folder as a local server has it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(mirror)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def data(outcome) -> dict:
    """The data of a JSON answer, held against its schema."""
    found = json.loads(outcome.out)
    for name, what in (("envelope", found), (found["command"], found["data"])):
        schema = {**SCHEMAS[name], "$defs": SCHEMAS["$defs"]}
        jsonschema.validate(what, schema, cls=jsonschema.Draft202012Validator)
    return found["data"]


def told(outcome) -> list[tuple[str, str]]:
    """Errors with their hints."""
    lines = outcome.err.splitlines()
    assert all(line.startswith("error: ") for line in lines[::2]), lines
    assert all(line.startswith("hint: ") for line in lines[1::2]), lines
    return list(zip(lines[::2], lines[1::2], strict=True))


def held() -> dict[str, bool]:
    """Tables of the archive, and whether each is a sample."""
    with Archive() as archive:
        return {table.table: table.sample for table in archive.tables}


# What there is


def test_an_empty_archive_is_told_and_every_data_set_listed(run) -> None:
    shown = run("sources", "list")
    assert (shown.code, shown.err) == (0, "")
    assert "The archive has no data set yet." in shown.out
    assert all(f"\n{name} " in shown.out for name in card_names())
    rows = data(run("sources", "list", "--json"))["sources"]
    assert [row["id"] for row in rows] == list(card_names())
    assert {row["version"] for row in rows} == {None}
    assert data(run("sources", "list", "--imported", "--json"))["sources"] == []
    assert not archive_path().exists()


@pytest.mark.usefixtures("imported")
def test_the_list_says_what_the_archive_has(run) -> None:
    (row,) = data(run("sources", "list", "--imported", "--json"))["sources"]
    assert (row["id"], row["newest"], row["version"]) == ("nmc", "7.0", "7.0")
    assert row["other_versions"] == "6.0; 5.0"
    assert (row["rows"], row["first_year"], row["last_year"]) == (25, 2018, 2022)
    assert (row["sample"], row["repackaged"], row["commerce"]) == (True, None, "not stated")
    shown = " ".join(run("sources", "list").out.split())
    assert "✓ 7.0: 25 rows," in shown
    assert "made-up sample" in shown
    assert f"The archive has 1 of {len(card_names()):,} data sets." in shown
    listed = run("sources", "list", "--imported", "--format", "csv")
    assert listed.err.splitlines()[0] == (
        "warning: nmc 7.0: made-up sample: no data, not to be cited"
    )


def test_the_list_marks_what_may_not_be_sold(run) -> None:
    forbidden = {c.id for c in cards().values() if c.licence.commerce == "forbidden"}
    assert forbidden
    found = json.loads(run("sources", "list", "--json").out)
    assert found["warnings"] == [f"{n}: commercial use is forbidden" for n in sorted(forbidden)]
    name = min(forbidden)
    assert "✗ Commercial use is forbidden." in run("sources", "show", name).out


@pytest.mark.parametrize("name", card_names())
def test_every_data_set_is_shown_and_cited_within_80_columns(run, name: str) -> None:
    shown = run("sources", "show", name)
    assert (shown.code, shown.err) == (0, "")
    assert max(map(len, shown.out.splitlines())) <= 80
    assert data(run("sources", "show", name, "--json"))["imported"] == []
    known = card(name)
    found = run("sources", "cite", name)
    assert found.code == 0
    assert known.bibtex in found.out
    assert known.licence.text[1:].rstrip(".") in found.out


@pytest.mark.usefixtures("imported")
def test_what_is_shown_of_an_imported_data_set(run) -> None:
    shown = run("sources", "show", "nmc").out
    assert [shown.count(f"In the archive: version {v}") for v in ("7.0", "6.0", "5.0")] == [1] * 3
    assert shown.count("Made-up sample: no data, not to be cited.") == 3
    assert "  - jump, two rows: milper: JPN 1990 601 to 24080" in shown
    assert "In the archive: version 7.0" not in run("sources", "show", "nmc@6.0").out
    tables = data(run("sources", "show", "nmc", "--json"))["imported"]
    assert [table["version"] for table in tables] == ["7.0", "6.0", "5.0"]
    assert [len(table["findings"]) for table in tables] == [0, 0, 1]


# Importing


def test_samples_are_imported_once(imported) -> None:
    assert held() == {"nmc@7.0": True, "nmc@6.0": True, "nmc@5.0": True}
    before = archive_path().read_bytes()
    again = imported("--json")
    assert (again.code, again.err) == (0, "")
    outcomes = data(again)["outcomes"]
    assert {o["outcome"] for o in outcomes} == {"already there"}
    assert [o["rows"] for o in outcomes] == [23, 20, 25]
    assert archive_path().read_bytes() == before


def test_findings_are_counted_or_told(imported) -> None:
    short, full = imported().out, imported("--verbose").out
    finding = "nmc 5.0: jump, two rows: milper: JPN 1990 601 to 24080"
    assert "equipoise sources show nmc" in short
    assert "One finding." in short
    assert finding not in short
    assert finding in full
    assert "Made-up samples are no data" in short


def test_one_version_alone(run) -> None:
    assert run("sources", "import", "nmc", "--samples", "--version", "6.0").code == 0
    assert held() == {"nmc@6.0": True}


def test_a_refused_file_leaves_the_others(run, files: Path) -> None:
    (files / "NMC_5_0.csv").write_bytes(PAGE)
    found = run("sources", "import", "nmc", "--from", str(files), "--json")
    assert found.code == 4
    old, new = data(found)["outcomes"]
    assert (old["outcome"], old["rows"], old["sha256"]) == ("refused", None, None)
    assert (new["outcome"], new["rows"], new["sample"]) == ("imported", 20, False)
    assert told(found) == [(f"error: {old['error']}", f"hint: {old['hint']}")]
    assert "NMC_5_0.csv" in old["error"]
    assert held() == {"nmc@6.0": False}


def test_a_cut_off_file_is_refused(run, tmp_path: Path) -> None:
    shutil.copy(SAMPLE / "NMC_5_0.csv", tmp_path)
    found = run("sources", "import", "nmc", "--from", str(tmp_path / "NMC_5_0.csv"))
    assert found.code == 4
    assert "✗ refused" in found.out
    ((error, _),) = told(found)
    assert "23 rows, not the 15171" in error
    assert "Traceback" in run("sources", "import", "nmc", "--from", str(tmp_path), "--debug").err


def test_a_sample_never_takes_the_place_of_data(run, files: Path) -> None:
    assert run("sources", "import", "nmc", "--from", str(files)).code == 0
    found = run("sources", "import", "nmc", "--samples")
    assert found.code == 4
    assert [error for error, _ in told(found)] == [
        f"error: nmc {version}: a made-up sample does not take the place of data"
        for version in ("5.0", "6.0")
    ]
    assert held() == {"nmc@7.0": True, "nmc@6.0": False, "nmc@5.0": False}


@pytest.mark.usefixtures("imported")
def test_data_take_the_place_of_a_sample(run, files: Path) -> None:
    assert run("sources", "import", "nmc", "--from", str(files)).code == 0
    assert held() == {"nmc@7.0": True, "nmc@6.0": False, "nmc@5.0": False}


def test_corrections_are_used_told_and_left_out_when_asked(run, files: Path, changed) -> None:
    changed(lambda known: replace(as_data(known), corrections=(SPOILT,)))
    options = ("sources", "import", "nmc", "--from", str(files), "--version", "5.0", "--json")

    def milper() -> list[object]:
        with Archive() as archive:
            where = {"ccode": [740], "year": [1990]}
            return archive.arrow("nmc", ["milper"], where)["milper"].to_pylist()

    (first,) = data(run(*options))["outcomes"]
    assert [f["rule"] for f in first["findings"]] == ["correction"]
    assert milper() == [602.0]
    assert data(run(*options))["outcomes"][0]["outcome"] == "already there"
    (printed,) = data(run(*options, "--as-published"))["outcomes"]
    assert printed["outcome"] == "imported"
    assert [f["rule"] for f in printed["findings"]] == ["jump"]
    assert milper() == [24080.0]
    assert data(run(*options, "--as-published"))["outcomes"][0]["outcome"] == "already there"


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), RuntimeError("Query interrupted")])
@pytest.mark.usefixtures("imported")
def test_ctrl_c_leaves_the_archive_as_it_was(
    run, files: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    before = archive_path().read_bytes()

    def stopped(*_: object) -> None:
        raise stop

    monkeypatch.setattr("equipoise.archive.importing.findings", stopped)
    found = run("sources", "import", "nmc", "--from", str(files))
    assert (found.code, found.out) == (130, "")
    assert found.err == "stopped; every file is whole or as it was\n"
    assert archive_path().read_bytes() == before
    assert not list(archive_path().parent.glob("*.new*"))


# The archive


def test_an_empty_archive_is_sound(run) -> None:
    found = run("sources", "verify")
    assert (found.code, found.err) == (0, "")
    assert "The archive has no data set yet." in found.out


@pytest.mark.usefixtures("imported")
def test_a_changed_table_is_found(run) -> None:
    assert "✓ Three tables are as they were imported." in run("sources", "verify").out
    with duckdb.connect(str(archive_path())) as connection:
        connection.execute('UPDATE "nmc@6.0" SET tpop = tpop + 1 WHERE ccode = 2 AND year = 2014')
        connection.execute('DROP TABLE "nmc@5.0"')
    found = run("sources", "verify", "--json")
    assert found.code == 4
    tables = {table["version"]: table for table in data(found)["tables"]}
    assert [tables[v]["sound"] for v in ("7.0", "6.0", "5.0")] == [True, False, False]
    assert tables["6.0"]["faults"] == "its 20 rows are not the 20 that were imported"
    assert tables["5.0"]["faults"].startswith("its rows are gone")
    assert "✗ Faults in 2 of three tables." in run("sources", "verify").out
    assert run("sources", "verify", "nmc@7.0").code == 0
    assert run("sources", "verify", "nmc").code == 4


def test_an_archive_that_is_none_is_refused(run, home: Path) -> None:
    home.mkdir()
    archive_path().write_bytes(b"no archive" * 1000)
    for command in (("list",), ("show", "nmc"), ("verify",), ("cite",)):
        found = run("sources", *command)
        assert (found.code, found.out) == (1, "")
        ((error, _),) = told(found)
        assert str(archive_path()) in error


# Citing


@pytest.mark.usefixtures("imported")
def test_citations_name_licence_version_and_checksum(run, tmp_path: Path) -> None:
    target = tmp_path / "nmc.bib"
    assert run("sources", "cite", "nmc@6.0", "-o", str(target)).code == 0
    lines = target.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "% National Material Capabilities (nmc)"
    (edition,) = [line for line in lines if line.startswith("% In the archive")]
    with Archive() as archive:
        checksum = archive.source("nmc@6.0").sha256
    assert edition == (
        f"% In the archive: version 6.0, SHA-256 {checksum}; made-up sample: no data, not to be "
        "cited"
    )
    assert [line[0] for line in lines if "singer1972" in line] == ["@"]


@pytest.mark.usefixtures("imported")
def test_what_is_imported_is_cited_when_nothing_is_named(run) -> None:
    found = data(run("sources", "cite", "--json"))["citations"]
    assert [(row["id"], row["version"]) for row in found] == [
        ("nmc", "7.0"),
        ("nmc", "6.0"),
        ("nmc", "5.0"),
    ]


def test_nothing_to_cite_is_a_sentence(run) -> None:
    assert run("sources", "cite").out == "% The archive has no data set yet. Name one.\n"


def test_citations_say_that_commerce_is_forbidden(run) -> None:
    name = min(c.id for c in cards().values() if c.licence.commerce == "forbidden")
    assert "Commercial use is forbidden." in run("sources", "cite", name).out
    page = run("sources", "cite", name, "nmc", "--format", "md").out
    assert "**✗ Commercial use is forbidden.**" in page
    for known in (card(name), card("nmc")):
        assert f"\n```\n{known.bibtex}\n```\n" in page
    rows = data(run("sources", "cite", name, "nmc", "--json"))["citations"]
    assert [row["commerce"] for row in rows] == ["forbidden", "not stated"]
    assert [row["version"] for row in rows] == [None, None]


# Downloading


def fetch(run, *arguments: str):
    return run("sources", "fetch", *arguments, "--json")


def test_a_folder_is_a_mirror(run, mirror: Path) -> None:
    (row,) = data(fetch(run, "nmc", "--from", str(mirror)))["downloads"]
    target = downloads() / "nmc" / "7.0" / "NMCv7.zip"
    assert (row["outcome"], row["file"]) == ("downloaded", str(target))
    assert target.read_bytes() == (mirror / "NMCv7.zip").read_bytes()
    assert [path.name for path in target.parent.iterdir()] == ["NMCv7.zip"]


def test_downloads_come_from_an_address_and_can_be_imported(run, address: str, changed) -> None:
    changed(as_data)
    shown = run("sources", "fetch", "nmc", "--from", address)
    assert (shown.code, shown.err) == (0, "")
    assert "✓ downloaded  NMCv7.zip" in shown.out
    assert "equipoise sources import nmc" in shown.out
    assert run("sources", "import", "nmc").code == 0
    assert held() == {"nmc@7.0": False}


def test_what_is_there_whole_is_left_alone(run, mirror: Path, changed) -> None:
    changed(as_data)
    assert fetch(run, "nmc", "--from", str(mirror)).code == 0
    (mirror / "NMCv7.zip").unlink()
    (row,) = data(fetch(run, "nmc", "--from", str(mirror)))["downloads"]
    assert (row["outcome"], row["error"]) == ("already there", None)
    again = fetch(run, "nmc", "--again", "--from", str(mirror))
    assert again.code == 1
    assert (downloads() / "nmc" / "7.0" / "NMCv7.zip").exists()


def test_a_file_with_another_checksum_inside_is_downloaded_again(run, mirror: Path) -> None:
    # The sample stands for data here, and what is in the zip is not what the card has.
    assert fetch(run, "nmc", "--from", str(mirror)).code == 0
    (row,) = data(fetch(run, "nmc", "--from", str(mirror)))["downloads"]
    assert row["outcome"] == "downloaded"


def with_checksum(digit: str) -> Change:
    def change(known: Card) -> Card:
        first, *rest = known.releases
        return replace(known, releases=(replace(first, sha256={"NMCv7.zip": digit * 64}), *rest))

    return change


def spoil(mirror: Path, fault: str, changed) -> None:
    target = mirror / "NMCv7.zip"
    if fault == "page":
        target.write_bytes(PAGE)
    elif fault == "absent":
        target.unlink()
    else:
        changed(with_checksum("0"))


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("page", "what came is a web page and no data"),
        ("absent", "answers 404"),
        ("checksum", "not 000000000000..."),
    ],
)
def test_what_is_no_download_leaves_nothing_behind(
    run, mirror: Path, address: str, changed, fault: str, says: str
) -> None:
    spoil(mirror, fault, changed)
    found = fetch(run, "nmc", "--from", address)
    assert found.code == 1
    (row,) = data(found)["downloads"]
    assert (row["outcome"], row["file"]) == ("failed", None)
    ((error, hint),) = told(found)
    assert says in error
    assert "get NMC-70-abridged.csv or NMCv7.zip" in hint
    assert card("nmc").releases[0].url in hint
    assert "equipoise sources import nmc --from FILE" in hint
    assert not [path for path in downloads().rglob("*") if path.is_file()]


def test_without_a_network_the_error_says_what_to_get(run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = f"http://127.0.0.1:{server.getsockname()[1]}"
    found = run("sources", "fetch", "nmc", "--from", closed)
    assert found.code == 1
    ((error, hint),) = told(found)
    assert error == f"error: {closed}/NMCv7.zip does not answer (ConnectionError)"
    assert card("nmc").releases[0].url in hint


def test_one_failure_does_not_stop_the_others(run, mirror: Path) -> None:
    nowhere = next(c.id for c in cards().values() if not any(r.url for r in c.releases))
    found = fetch(run, nowhere, "nmc", "--from", str(mirror))
    assert found.code == 1
    outcomes = {row["id"]: row["outcome"] for row in data(found)["downloads"]}
    assert outcomes == {nowhere: "failed", "nmc": "downloaded"}
    ((error, _),) = told(found)
    assert "has no address to download from" in error


def test_all_that_have_an_address_are_fetched_when_none_is_named(run, mirror: Path) -> None:
    found = data(fetch(run, "--from", str(mirror)))["downloads"]
    assert [row["id"] for row in found] == [
        c.id for c in cards().values() if any(r.url for r in c.releases)
    ]


def test_an_older_version_is_fetched_by_its_own_name(run, mirror: Path) -> None:
    shutil.copy(SAMPLE / "NMCv7.zip", mirror / "NMC_Documentation-6.0.zip")
    (row,) = data(fetch(run, "nmc", "--version", "6.0", "--from", str(mirror)))["downloads"]
    assert (row["version"], Path(row["file"]).name) == ("6.0", "NMC_Documentation-6.0.zip")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_bars_are_shown_on_a_terminal_only() -> None:
    with download_bars(io.StringIO()) as none:
        assert none is None
    stream = Terminal()
    with download_bars(stream) as bars:
        assert bars is not None
        bar = bars("NMCv7.zip")
        bar.total = 2_000_000
        bar.update(500_000)
        bar.reset()
        bar.update(2_000_000)
        assert bar.total == 2_000_000
        bar.close()
    assert "NMCv7.zip" in stream.getvalue()
    assert "2.0/2.0 MB" in stream.getvalue()


# Every form, every mistake


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("show", "nmc"),
        ("import", "nmc", "--samples"),
        ("verify",),
        ("cite",),
        ("fetch", "nmc"),
    ],
)
@pytest.mark.usefixtures("imported")
def test_csv_and_parquet_hold_the_same_rows(
    run, mirror: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    extra = ("--from", str(mirror)) if arguments[0] == "fetch" else ()
    out = run("sources", *arguments, *extra, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out.out)))
    target = tmp_path / "out.parquet"
    assert run("sources", *arguments, *extra, "-o", str(target)).code == 0
    table = parquet.read_table(target)
    assert table.num_rows == len(rows) > 0
    assert table.column_names == list(rows[0])
    assert run("sources", *arguments, *extra, "--format", "md").out.startswith("# ")


@pytest.mark.parametrize(
    ("arguments", "code", "named", "hint"),
    [
        (("show", "nmx"), 3, "'nmx'", "nmc"),
        (("show", "nmc@9.9"), 3, "'nmc@9.9'", "sources import nmc"),
        (("cite", "nmc", "nmx"), 3, "'nmx'", "nmc"),
        (("cite", "nmc@7.0"), 3, "'nmc@7.0'", "sources fetch nmc"),
        (("verify", "nmc"), 3, "'nmc'", "sources fetch nmc"),
        (("fetch", "nmx"), 3, "'nmx'", "nmc"),
        (("fetch", "nmc", "--version", "9.9"), 3, "'9.9'", "7.0"),
        (("fetch", "--version", "7.0"), 2, "--version", "such as"),
        (("import", "--version", "7.0"), 2, "--version", "such as"),
        (("import", "nmc", "--samples", "--version", "9.9"), 3, "'9.9'", "7.0"),
        (("import", "nmc", "--samples", "--from", "."), 2, "--samples", "one of them"),
        (("import", "nmc", "--from", "nowhere-at-all"), 3, "nowhere-at-all", "--from"),
        (("import", "nmc"), 3, "nmc", "NMCv7.zip"),
        (("import",), 3, "no file", "sources list"),
        (("show",), 2, "needs", "--help"),
        (("lst",), 2, "'lst'", "list"),
    ],
)
def test_mistakes_are_told_in_two_lines(
    run, arguments: tuple[str, ...], code: int, named: str, hint: str
) -> None:
    outcome = run("sources", *arguments)
    assert (outcome.code, outcome.content) == (code, b"")
    ((error, advice),) = told(outcome)
    assert named in error
    assert hint in advice
    assert not archive_path().exists()
