"""Whatever a file holds, reading it ends in rows or in problems, never in a crash."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from equipoise.dossier.cells import CellError, Names, parse_cell
from equipoise.dossier.files import decode, split_records
from equipoise.dossier.read import check_dossier, dossier_folder
from equipoise.dossier.schema import table_specs
from equipoise.dossier.tables import DossierTable, Row
from equipoise.errors import Problem
from equipoise.vocabulary.periods import Period

NAMES = Names(("RUS", "CHN"), ("RUS", "CHN", "WLD", "EU"), ("ARF",), ("yeltsin",))
COLUMNS = [column for spec in table_specs().values() for column in spec.columns]


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_named_as_a_problem(content):
    text, problems = decode("x.csv", content)
    assert (text is None) == bool(problems)
    assert all(isinstance(problem, Problem) and problem.hint for problem in problems)


@given(st.text(max_size=400))
def test_any_text_is_split_or_named_as_a_problem(text):
    records, problems = split_records("x.csv", text)
    if records is None:
        assert problems
    else:
        starts = [line for line, _ in records.lines]
        assert starts == sorted(starts)
        assert all(len(fields) == len(records.header) for _, fields in records.lines)


@given(st.sampled_from(COLUMNS), st.text(max_size=40))
def test_any_cell_has_a_value_or_an_error_with_a_hint(column, text):
    error = None
    value = None
    try:
        value = parse_cell(text, column, NAMES)
    except CellError as refused:
        error = refused
    if error is not None:
        assert error.message
        assert error.hint
    else:
        assert value is None or isinstance(value, str | int | float | Period | tuple)
        assert value is not None or not column.required


@given(st.floats(min_value=0, max_value=1e14, allow_nan=False))
def test_numbers_come_back_as_written(number):
    column = next(c for c in table_specs()["trade"].columns if c.name == "turnover")
    assert parse_cell(repr(number), column, NAMES) == number


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_one_random_edit_never_crashes_the_check(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("dossier") / "copy"
    shutil.copytree(dossier_folder("russia-east-asia"), folder)
    path = data.draw(st.sampled_from(sorted(folder.iterdir())))
    content = path.read_bytes()
    place = data.draw(st.integers(0, len(content)))
    junk = data.draw(st.binary(max_size=12))
    path.write_bytes(content[:place] + junk + content[place + len(junk) :])
    problems = check_dossier(folder)
    assert all(problem.where and problem.message and problem.hint for problem in problems)
    if path.read_bytes() != content and path.name != "datapackage.json":
        assert problems


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), max_size=20))
def test_where_finds_what_a_loop_finds(pairs):
    rows = tuple(Row("t.csv", n, {"x": x, "y": y}) for n, (x, y) in enumerate(pairs, start=2))
    table = DossierTable("t", rows)
    for x in "abcd":
        assert table.where(x=x) == tuple(row for row in rows if row.cells["x"] == x)
        assert table.where(x=x, y=1) == tuple(
            row for row in rows if (row.cells["x"], row.cells["y"]) == (x, 1)
        )


@pytest.mark.parametrize("name", list(table_specs()))
def test_every_table_ends_in_the_columns_of_evidence(name):
    names = [column.name for column in table_specs()[name].columns]
    assert names[-4:] == ["source", "locator", "quality", "missing_reason"]
    assert len(names) == len(set(names))
    assert set(table_specs()[name].key) <= set(names)
    assert all(column.description for column in table_specs()[name].columns)
