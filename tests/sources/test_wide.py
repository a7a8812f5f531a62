"""Codes side by side."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from equipoise.errors import SourceError
from equipoise.sources.files import SourceFile
from equipoise.sources.layouts import published
from equipoise.sources.registry import card
from equipoise.sources.wide import code_matrix, member_columns


def _published(tmp_path, text: str, *, sample: bool = True):
    path = tmp_path / "state_year_formatv3.csv"
    path.write_text(text, encoding="utf-8")
    known = card("cow-igo")
    release = replace(known.releases[0], rows=None)
    return published(SourceFile(known, release, path, sample=sample))


def test_columns_become_a_matrix_and_an_empty_cell_its_code(tmp_path) -> None:
    rows = _published(tmp_path, "ccode,UN,UPU\n2,1,-9\n200,,3\n")
    found = code_matrix(rows, ["UN", "UPU"], (-9, -1, 0, 1, 3), -1)
    assert found.dtype == np.int8
    assert found.tolist() == [[1, -9], [-1, 3]]


def test_another_code_is_refused_with_its_line(tmp_path) -> None:
    rows = _published(tmp_path, "ccode,UN,UPU\n2,1,0\n200,0,4\n")
    with pytest.raises(SourceError, match=r"\.csv:3: UPU is 4, not one of -1, 0, 1"):
        code_matrix(rows, ["UN", "UPU"], (0, 1, -1), -1)


def test_a_code_beyond_a_byte_is_refused_and_not_wrapped(tmp_path) -> None:
    rows = _published(tmp_path, "ccode,UN\n2,257\n")
    with pytest.raises(SourceError, match="UN is 257"):
        code_matrix(rows, ["UN"], (0, 1), 0)


def test_what_is_no_other_column_is_a_member(tmp_path) -> None:
    rows = _published(tmp_path, "CCode,UN,year,UPU\n2,1,1950,0\n")
    assert member_columns(rows, ("ccode", "year"), 534) == ["UN", "UPU"]


def test_a_missing_column_is_named(tmp_path) -> None:
    rows = _published(tmp_path, "number,UN,year\n2,1,1950\n")
    with pytest.raises(SourceError, match=r"no column ccode, state$"):
        member_columns(rows, ("ccode", "state", "year"), 2)


def test_a_column_more_or_less_is_refused_but_in_a_sample(tmp_path) -> None:
    rows = _published(tmp_path, "ccode,UN,UPU,version\n2,1,0,3\n", sample=False)
    with pytest.raises(SourceError, match="3 columns beside ccode, not 2"):
        member_columns(rows, ("ccode",), 2)
    assert member_columns(rows, ("ccode",), 3) == ["UN", "UPU", "version"]
