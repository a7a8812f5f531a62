"""Archives for panels: made-up tables in memory, and published data as imported."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from equipoise.archive.importing import Wanted, import_files
from equipoise.archive.panels.builder import dyad_years
from equipoise.archive.panels.imported import ImportedSource
from equipoise.archive.panels.panel import Panel
from equipoise.archive.panels.verbs.registry import VERBS
from equipoise.archive.store import Archive
from equipoise.errors import NotImportedError
from equipoise.vocabulary.states import all_states


class StandIn:
    """Tables in memory, with the span of each."""

    def __init__(
        self,
        tables: Mapping[str, Callable[[], pa.Table]],
        spans: Mapping[str, tuple[int, int]],
        partial_columns: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._partial = dict(partial_columns or {})
        self._makers = dict(tables)
        self._made: dict[str, pa.Table] = {}
        self._spans = dict(spans)

    def source(self, name: str) -> ImportedSource:
        if name not in self._makers:
            message = f"the archive has no {name}"
            raise NotImportedError(message, hint=f"run: equipoise sources import {name}")
        return ImportedSource(
            name,
            "1",
            self._spans[name],
            "",
            sample=False,
            citation=f"cite {name}",
            sha256="0" * 64,
            partial=self._partial.get(name, ()),
        )

    def arrow(self, name: str, columns: Sequence[str]) -> pa.Table:
        self.source(name)
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name].select(list(columns))


@pytest.fixture(scope="session")
def directed(published: Archive) -> Panel:
    """Every verb over all directed dyad-years to 2025; its columns are never all in memory."""
    return dyad_years(carry_to=2025).add(*VERBS).panel(published)


SAMPLED = 5_000
Key = tuple[str, str, int]


@pytest.fixture(scope="session")
def sampled(directed: Panel) -> dict[Key, dict[str, object]]:
    """Rows of the directed panel drawn by chance, by ids and year."""
    columns = {filled.column.name: filled.values for filled in directed.columns}
    draw, count = random.Random(1816), len(directed.frame)
    places = set(draw.sample(range(count), SAMPLED // 2))
    # Most rows hold little but zeros: take as many where there is something to be wrong about.
    relevant = columns["relevant"].piece(0, count).fill_null(0).to_numpy(zero_copy_only=False)
    eventful = set(np.flatnonzero(relevant).tolist())
    places.update(draw.sample(sorted(eventful - places), SAMPLED - len(places)))
    order = pa.array(sorted(places))
    cells = {name: values.piece(0, count).take(order) for name, values in columns.items()}
    rows = pa.table(cells).to_pylist()
    return {(row["state1"], row["state2"], row["year"]): row for row in rows}


class Oracle:
    """What plain loops over rows need: tables as tuples, and which states are members when."""

    def __init__(self, archive: Archive, keys: Sequence[Key]) -> None:
        self.archive, self.keys = archive, keys
        self.states = {(s, year) for one, other, year in keys for s in (one, other)}
        self.spells = {one.id: one.spells for one in all_states() if one.cow is not None}

    def rows(self, name: str, *columns: str) -> list[tuple]:
        """Tuples of a table."""
        table = self.archive.arrow(name, columns)
        return list(zip(*(table[c].to_pylist() for c in columns), strict=True))

    def of_states(self, name: str, columns: Sequence[str]) -> dict[tuple, tuple]:
        """Values by state and year."""
        wanted = self.rows(name, "state", "year", *columns)
        return {row[:2]: row[2:] for row in wanted if row[:2] in self.states}

    def of_pairs(self, name: str, columns: Sequence[str]) -> dict[tuple, tuple]:
        """Values by dyad and year, as they stand in the table."""
        ends = {(a, b, y) for one, other, y in self.keys for a, b in ((one, other), (other, one))}
        wanted = self.rows(name, "state1", "state2", "year", *columns)
        return {row[:3]: row[3:] for row in wanted if row[:3] in ends}

    def member(self, state: str, year: int) -> bool:
        """Whether a state is a member on a day of the year."""
        return any(spell.covers_year(year) for spell in self.spells[state])

    def covered(self, name: str, key: Key) -> bool:
        """Whether a data set on members of the system covers a dyad-year."""
        first, last = self.archive.source(name).span
        return first <= key[2] <= last and all(self.member(state, key[2]) for state in key[:2])


@pytest.fixture(scope="session")
def oracle(published: Archive, sampled: dict[Key, dict[str, object]]) -> Oracle:
    """Published data for plain loops over the sampled rows."""
    return Oracle(published, list(sampled))


@pytest.fixture
def made_up():
    """Archive of tables written out, given as (span, columns) by name."""
    return archive_of


@pytest.fixture(scope="session")
def published(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Archive of the published data behind every verb, imported from the publishers' files."""
    path = tmp_path_factory.mktemp("published") / "archive.duckdb"
    names = tuple(dict.fromkeys(name for verb in VERBS.values() for name in verb.data_sets))
    outcomes = import_files(Wanted(names=names, place=shared / "data"), path)
    assert {one.outcome for one in outcomes} == {"imported"}
    with Archive(path) as archive:
        yield archive


def archive_of(
    partial_columns: Mapping[str, tuple[str, ...]] | None = None,
    **tables: tuple[tuple[int, int], Mapping[str, list]],
) -> StandIn:
    """Archive of tables written out: (span, columns) by name, hyphens as underscores."""
    named = {name.replace("_", "-"): value for name, value in tables.items()}
    makers = {name: partial(pa.table, columns) for name, (_, columns) in named.items()}
    return StandIn(makers, {name: span for name, (span, _) in named.items()}, partial_columns)
