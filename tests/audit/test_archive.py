"""What is not checkable is decided as soon as the table that it names is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import product

import pytest

from equipoise.audit.audit import _result, audit_claims
from equipoise.audit.claims import Claim, Claims
from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.filters import Filter, Point
from equipoise.audit.language.question import Question
from equipoise.audit.language.rows import Archive
from equipoise.audit.language.selector import Selector
from equipoise.dossier.read import Dossier, open_dossier
from equipoise.errors import VocabularyError
from equipoise.vocabulary.data_sets import DataSet
from equipoise.vocabulary.periods import Period
from equipoise.vocabulary.regions import region
from equipoise.vocabulary.tables import Column, ResultTable, Value
from equipoise.vocabulary.verdicts import NOT_CHECKABLE

Shelves = Callable[..., Archive]


class Synthetic:
    """Tables made up to hold, for each selector of a claim, just the rows that it asks for."""

    def __init__(self, base: EvidenceBase, claim: Claim) -> None:
        self.sets = base.data_sets
        self.rows: dict[str, dict[tuple[Value, ...], list[Value]]] = {}
        for definition in claim.definitions:
            question = definition.question
            for point in question.points(base) or ({},):
                for selector in _archive_selectors(question):
                    self._add(selector, point)

    def tables(self) -> Iterator[ResultTable]:
        types = {"text": "text", "edtf": "text", "parties": "text", "year": "integer"}
        for name, rows in self.rows.items():
            columns = tuple(
                Column(column, types.get(kind, "number"), column)
                for column, kind in self.sets[name].columns.items()
            )
            yield ResultTable(name, columns, tuple(rows.values()))

    def _add(self, selector: Selector, point: Point) -> None:
        data_set = self.sets[selector.table]
        rows = self.rows.setdefault(selector.table, {})
        filters = [f.at(point) for f in selector.filters]
        wanted = [filters]
        if selector.of:
            own = {f.column for f in selector.of}
            others = [f for f in filters if f.column not in own]
            wanted.append([*others, *(f.at(point) for f in selector.of)])
        for conditions in wanted:
            for cells in _cells(data_set, conditions):
                key = tuple(
                    cell
                    for cell, kind in zip(cells, data_set.columns.values(), strict=True)
                    if kind in ("text", "year", "edtf", "parties")
                )
                rows.setdefault(key, cells)[:] = _numbered(cells, data_set, len(rows))


def _archive_selectors(question: Question) -> Iterator[Selector]:
    lets = question.lets.values()
    yield from (let for let in lets if isinstance(let, Selector) and let.origin == "archive")


def _cells(data_set: DataSet, filters: Sequence[Filter]) -> Iterator[list[Value]]:
    by_column = {f.column: f for f in filters}
    choices = [_choices(by_column.get(column), kind) for column, kind in data_set.columns.items()]
    for cells in product(*choices):
        yield list(cells)


def _choices(condition: Filter | None, kind: str) -> Sequence[Value]:
    if condition is None:
        return {"text": ["any"], "year": [2000], "edtf": ["2000-01"], "parties": ["RUS"]}.get(
            kind, [None]
        )
    wanted = condition.wanted
    if condition.form == "equals":
        return [wanted]
    if condition.form == "any":
        return list(wanted)
    if condition.form == "region":
        return list(region(wanted).members_on(2012))
    if condition.form == "not":
        return ["another", "one more"]
    if condition.form == "has":
        return [";".join(wanted)]
    if condition.form in ("within", "overlaps"):
        return [_inside(wanted)]
    if condition.form == "span":
        low, high = wanted
        first = int(low if low is not None else high - 1)
        return list(range(first, int(high if high is not None else first + 1) + 1))
    return ["2000-01"] if kind == "edtf" else ["any"]


def _inside(period: Period) -> str:
    start = period.start or date((period.end or date(2000, 1, 1)).year - 1, 1, 1)
    return f"{start.year}-{start.month:02}"


def _numbered(cells: list[Value], data_set: DataSet, number: int) -> list[Value]:
    """The figures that no filter fixes: different in every row, and none of them zero.

    The bounds of a figure are the figure itself.
    """
    names = list(data_set.columns)
    places = [names.index(n.removesuffix("_low").removesuffix("_high")) for n in names]
    return [
        1.0 + 0.01 * number + 0.001 * place
        if cell is None and kind not in ("text", "year", "edtf", "parties")
        else cell
        for place, cell, kind in zip(places, cells, data_set.columns.values(), strict=True)
    ]


def _open_claims() -> list[str]:
    results = audit_claims(open_dossier()).results
    return [r.claim.id for r in results if any("archive table" in m for m in r.missing)]


@pytest.mark.parametrize("name", _open_claims())
def test_every_gap_closes_with_the_table_that_it_names(
    name: str, claims: Claims, base: EvidenceBase, dossier: Dossier, shelf: Shelves
) -> None:
    claim = next(claim for claim in claims.claims if claim.id == name)
    archive = shelf(*Synthetic(base, claim).tables())
    before = _result(claim, claims, base)
    after = _result(claim, claims, EvidenceBase(dossier, archive))
    for was, now in zip(before.judgements, after.judgements, strict=True):
        if was.verdict == NOT_CHECKABLE and "archive table" in was.missing:
            assert now.verdict != NOT_CHECKABLE, now.reason
            assert {used.quality for used in now.used} & {"published"} or now.notes
        else:
            assert now.verdict == was.verdict
    assert after.verdict != NOT_CHECKABLE


def test_the_version_stands_with_every_figure(
    claims: Claims, base: EvidenceBase, dossier: Dossier, shelf: Shelves
) -> None:
    claim = next(claim for claim in claims.claims if claim.id == "largest-territory")
    found = audit_claims(dossier, archive=shelf(*Synthetic(base, claim).tables()))
    cells = [used for j in found.result(claim.id).judgements for used in j.used]
    assert {used.source for used in cells if used.place.startswith("wdi, row ")} == {
        "Sample, version 1.0 (made-up sample)"
    }
    assert found.published == ("Sample, version 1.0 (made-up sample)",)
    assert audit_claims(dossier).published == ()


def test_an_archive_table_without_its_columns_is_refused(
    claims: Claims, dossier: Dossier, shelf: Shelves
) -> None:
    columns = tuple(Column(name, "text", name) for name in ("state", "year", "indicator"))
    archive = shelf(ResultTable("wdi", columns, ()))
    claim = next(claim for claim in claims.claims if claim.id == "largest-territory")
    with pytest.raises(VocabularyError, match="wdi lacks the columns value"):
        _result(claim, claims, EvidenceBase(dossier, archive))
