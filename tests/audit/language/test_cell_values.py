"""Cells as quantities."""

from __future__ import annotations

import pytest

from equipoise.audit.language.cell_values import UncheckableError, cell_quantity
from equipoise.audit.language.quantities import DATE, Quantity
from equipoise.audit.language.rows import EvidenceRow
from equipoise.vocabulary.periods import parse_edtf


def row(**cells: object) -> EvidenceRow:
    return EvidenceRow("ledger.csv:2", cells, ("ledger.csv:2",), "Record", "l", "record")


def dated(text: str, part: str = "year") -> Quantity:
    return cell_quantity(row(date=parse_edtf(text)), "date", "period", "", part)


def test_years_by_hand() -> None:
    assert dated("1996-04-25") == Quantity(1996.0, 1996.0, 1996.0, DATE)
    assert dated("1997-12/1999-08") == Quantity(1997.0, 1997.0, 1997.0, DATE)
    assert dated("1997-12/1999-08", "end-year") == Quantity(1999.0, 1999.0, 1999.0, DATE)
    assert dated("1996-04-25", "month").value == 4.0


def test_about_leaves_a_year_on_either_side() -> None:
    assert dated("2009~") == Quantity(2009.0, 2008.0, 2010.0, DATE)
    assert dated("2009~", "end-year") == Quantity(2009.0, 2008.0, 2010.0, DATE)


def test_a_decade_leaves_its_ten_years() -> None:
    assert dated("199X") == Quantity(1990.0, 1990.0, 1999.0, DATE)


@pytest.mark.parametrize(
    ("text", "part", "said"),
    [
        ("1996/..", "end-year", "has no end"),
        ("../1996", "year", "has no beginning"),
        ("1996", "month", "names no month"),
    ],
)
def test_parts_that_a_date_lacks(text: str, part: str, said: str) -> None:
    with pytest.raises(UncheckableError, match=said):
        dated(text, part)


def test_figures_take_their_bounds_from_the_row_or_from_its_digits() -> None:
    bounded = row(value=0.4, low=0.25, high=0.5, unit="share", printed="")
    assert cell_quantity(bounded, "value", "number", "share", "year").low == 0.25
    printed = row(turnover=12997.0, printed="12,997")
    found = cell_quantity(printed, "turnover", "number", "usd_m", "year")
    assert (found.low, found.high) == (12996.5e6, 12997.5e6)


def test_bounds_of_a_published_column_stand_beside_it() -> None:
    spread = row(tiv=30.0, tiv_low=0.0, tiv_high=90.0, high=1.0, low=1.0)
    found = cell_quantity(spread, "tiv", "number", "tiv_m", "year")
    assert (found.low, found.value, found.high) == (0.0, 30e6, 90e6)
    half = row(tiv=30.0, tiv_low=0.0, tiv_high=None)
    alone = cell_quantity(half, "tiv", "number", "tiv_m", "year")
    assert (alone.low, alone.high) == (30e6, 30e6)


def test_a_text_without_digits_prints_no_number() -> None:
    with pytest.raises(UncheckableError, match="prints no number"):
        cell_quantity(row(printed="one fifth"), "printed", "text", "share", "year")


def test_days_are_fractions_of_their_year() -> None:
    assert dated("1996-01-01", "day").value == 1996.0
    assert dated("1996-07-01", "day").value == pytest.approx(1996 + 182 / 366)
    month = dated("2011-12", "day")
    assert (month.low, month.high) == (pytest.approx(2011 + 334 / 365), 2012.0)
    may = dated("2012-05~/2012-06", "day")
    assert (may.low, may.high) == (pytest.approx(2012 + 121 / 366), pytest.approx(2012 + 152 / 366))
    assert dated("2005", "day") == Quantity(2005.5, 2005.0, 2006.0, DATE)
