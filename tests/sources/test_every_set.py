"""Every data set: its card, its samples in each published layout, its reader."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from itertools import combinations

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from equipoise.sources.card import Card, Release
from equipoise.sources.declared import TYPES
from equipoise.sources.files import found_files
from equipoise.sources.registry import card, card_names, folder_of, reader
from equipoise.vocabulary.states import all_states

NAMES = card_names()
STATES = {state.id for state in all_states()} | {"WLD"}
SAMPLES = [
    pytest.param(name, number, id=f"{name}-{release.sample}")
    for name in NAMES
    for number, release in enumerate(card(name).releases)
    if release.sample
]


def _parts(name: str, release: Release) -> list[pa.Table]:
    files = found_files(card(name), (release,), folder_of(name) / "sample", sample=True)
    assert files, f"sample/{release.sample} of {name} is not there"
    return [part for file in files for part in reader(name)(file)]


@pytest.mark.parametrize("name", NAMES)
def test_a_card_says_what_may_be_done_and_how_to_cite(name: str) -> None:
    known = card(name)
    for text in (known.title, known.producer, known.covers, known.citation, known.licence.text):
        assert len(text) > 2
    assert known.homepage.startswith("https://") or known.homepage.startswith("http://")
    assert all(column.description for column in known.columns)
    for release in known.releases:
        assert release.repackaged or release.sample, f"{release.version} has no sample"
        assert release.url == "" or release.url.startswith(("https://", "http://"))


ENTRY = re.compile(r"@(\w+)\{(\w+),\n?(.*)\}\s*$", re.DOTALL)
FIELD = re.compile(r"\s*(\w+)\s*=\s*(\{(?:[^{}]|\{[^{}]*\})*\}|\d+)\s*(?:,|$)", re.DOTALL)


@pytest.mark.parametrize("name", NAMES)
def test_bibtex_parses_and_names_title_and_author(name: str) -> None:
    text = card(name).bibtex
    assert "\\n" not in text
    for entry in re.split(r"\n(?=@)", text.strip()):
        whole = ENTRY.fullmatch(entry.strip())
        assert whole, f"no BibTeX entry: {entry[:60]}"
        fields = dict(FIELD.findall(whole[3]))
        rest = FIELD.sub("", whole[3]).strip()
        assert not rest, f"left over: {rest[:60]}"
        assert "title" in fields
        # A database that is added to every month has no year.
        assert "year" in fields or whole[1] == "misc"
        assert {"author", "editor", "organization", "institution"} & set(fields)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_in_the_sample_folder_belongs_to_a_release(name: str) -> None:
    wanted = [release.sample for release in card(name).releases if release.sample]
    folder = folder_of(name) / "sample"
    there = [path.name for path in folder.rglob("*") if path.is_file()]
    strays = [one for one in there if not any(fnmatchcase(one, pattern) for pattern in wanted)]
    assert strays == []
    assert sum(path.stat().st_size for path in folder.rglob("*")) < 200_000


@pytest.mark.parametrize(("name", "number"), SAMPLES)
def test_a_sample_reads_as_its_card_says(name: str, number: int) -> None:
    known = card(name)
    parts = _parts(name, known.releases[number])
    table = pa.concat_tables(parts)
    assert table.num_rows > 0
    assert table.column_names == [column.name for column in known.columns]
    assert table.schema.types == [TYPES[column.type] for column in known.columns]
    _check_keys(known, table)
    _check_states(known, table)
    _check_missing(known, table)


def _check_keys(known: Card, table: pa.Table) -> None:
    """Keys name a row: none is missing, none stands twice."""
    for column in known.key:
        assert table[column].null_count == 0, f"{column} is missing in a row"
    groups = table.group_by(list(known.key), use_threads=False).aggregate([([], "count_all")])
    twice = groups.filter(pc.greater(groups["count_all"], 1)).to_pylist()
    assert not twice, twice[:3]


def _check_states(known: Card, table: pa.Table) -> None:
    """A state is an id of the vocabulary, an area of a scheme or the world."""
    for column in (c for c in known.columns if c.type == "state"):
        found = set(table[column.name].to_pylist()) - {None}
        assert found, f"{column.name} is empty in the sample"
        strays = {one for one in found if one not in STATES and ":" not in one}
        assert strays == set()
        areas = {one.partition(":")[0] for one in found if ":" in one}
        assert areas <= {column.scheme} or column.scheme in ("", *areas)


def _check_missing(known: Card, table: pa.Table) -> None:
    """No code for a missing value is left as a value."""
    for column in known.columns:
        cells = table[column.name]
        if column.type == "number":
            assert not pc.any(pc.is_nan(cells)).as_py()
        codes = {float(c) for c in column.missing if re.fullmatch(r"-?\d+(\.\d+)?", c)}
        found = set(cells.to_pylist())
        left = found & codes if column.type in ("integer", "number", "flag") else set()
        left |= found & {"", *column.missing} if column.type == "text" else set()
        assert left == set(), f"{column.name} holds {left}"


def _instances(release: Release) -> list[str]:
    return [name.replace("*", "Y2012").casefold() for name in release.files]


def _claims(release: Release, name: str) -> bool:
    return any(fnmatchcase(name, pattern.casefold()) for pattern in release.files)


PAIRS = [
    (one, other)
    for one, other in combinations(NAMES, 2)
    for first in card(one).releases
    for second in card(other).releases
    if any(_claims(second, n) for n in _instances(first))
    or any(_claims(first, n) for n in _instances(second))
]


@pytest.mark.parametrize(("one", "other"), sorted(set(PAIRS)))
def test_two_sets_claim_one_file_name_only_to_read_the_same_file(one: str, other: str) -> None:
    for first in card(one).releases:
        for second in card(other).releases:
            if any(_claims(second, name) for name in _instances(first)):
                assert first.layout == second.layout
                assert first.header == second.header
                assert first.url == second.url


@pytest.mark.parametrize("name", NAMES)
def test_one_file_name_means_one_version(name: str) -> None:
    for first, second in combinations(card(name).releases, 2):
        if first.version != second.version:
            shared = [one for one in _instances(first) if _claims(second, one)]
            assert not shared, f"{first.version} and {second.version} both claim {shared}"
