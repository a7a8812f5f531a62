"""The shipped audit: verdicts that follow from cells, and from nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from equipoise.audit.audit import (
    Audit,
    ClaimResult,
    _over_definitions,
    _over_points,
    _result,
    audit_claims,
    check_claims,
)
from equipoise.audit.claims import CLAIMS, KINDS, Claim, Claims
from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.hedges import shipped_hedges
from equipoise.audit.language.judgement import Judgement
from equipoise.audit.language.question_file import QUESTION_KEYS
from equipoise.dossier.cells import Cell
from equipoise.dossier.read import Dossier, open_dossier
from equipoise.dossier.schema import ColumnSpec, table_specs
from equipoise.errors import DossierError, NotFoundError
from equipoise.vocabulary.periods import Period
from equipoise.vocabulary.verdicts import CLAIM_VERDICTS, CONTRADICTED, NOT_CHECKABLE, SUPPORTED

S, C, N = SUPPORTED, CONTRADICTED, NOT_CHECKABLE

# Checked by hand against the article and the rows; nothing else in the repository says them.
BY_HAND = {
    "share-one-fifth-1990s": "contradicted",
    "share-still-one-fifth": "partly",
    "trade-tenfold-since-2000": "supported",
    "table1-total-1996": "supported",
    "table1-total-1999": "contradicted",
    "table1-total-2000": "supported",
    "table1-total-2005": "supported",
    "table1-total-2012": "supported",
    "apec-joined-1998": "supported",
    "arf-established-1993": "definition-dependent",
    "japan-second-partner": "supported",
    "south-korea-third-partner": "supported",
    "asean-turnover-2005-amount": "not checkable",
    "asean-2005-agrees-with-table1": "contradicted",
    "east-asia-summit-new-in-2011": "contradicted",
    "debt-accord-year": "contradicted",
    "four-party-year": "definition-dependent",
    "people-east-of-baikal": "not checkable",
    "trade-fell-in-2009": "not checkable",
    "table1-totals-within-rounding": "supported",
    "share-in-imports-of-each-member": "supported",
}


def test_every_claim_has_a_verdict(shipped: Audit) -> None:
    assert len(shipped.results) >= 95
    assert sum(shipped.summary().values()) == len(shipped.results)
    assert all(number > 0 for number in shipped.summary().values())
    for result in shipped.results:
        assert result.verdict in CLAIM_VERDICTS
        assert result.reason.endswith(".")
        assert result.judgements
        assert bool(result.missing) == any(j.verdict == NOT_CHECKABLE for j in result.judgements)


@pytest.mark.parametrize(("claim", "verdict"), BY_HAND.items())
def test_verdicts_worked_by_hand(shipped: Audit, claim: str, verdict: str) -> None:
    assert shipped.result(claim).verdict == verdict


def test_no_verdict_stands_in_the_file(dossier: Dossier) -> None:
    raw = tomllib.loads((dossier.folder / CLAIMS).read_text(encoding="utf-8"))
    keys = {key for claim in raw["claim"] for key in claim}
    assert keys <= {"id", "statement", "locator", "kind", "note", "definition", *QUESTION_KEYS}
    assert {claim["kind"] for claim in raw["claim"]} <= set(KINDS)


def test_shares_are_recomputed_by_hand(shipped: Audit, dossier: Dossier) -> None:
    result = shipped.result("share-one-fifth-1990s")
    printed = {
        (row.text("row"), row.year("column")): float(row.text("printed").replace(",", ""))
        for row in dossier.table("printed")
    }
    found = {
        j.point["year"]: j.computed
        for j in result.judgements
        if "printed" in j.definition and j.computed is not None
    }
    assert set(found) == {1996, 1999}
    for year, value in found.items():
        assert value == pytest.approx(
            printed["region-total", int(year)] / printed["world-total", int(year)]
        )


def test_the_1990s_are_judged_on_every_year_that_the_table_has(dossier_copy) -> None:
    def add_1998(text: str) -> str:
        lines = text.splitlines()
        added = [line.replace(",1999,", ",1998,").replace("column 1999", "column 1998")
                 for line in lines if ",1999," in line]  # fmt: skip
        return "\n".join([*lines, *added]) + "\n"

    dossier_copy.text("trade.csv", add_1998).text("printed.csv", add_1998)
    result = audit_claims(dossier_copy.open()).result("share-one-fifth-1990s")
    years = {j.point.get("year") for j in result.judgements if "Table 1" in j.definition}
    assert years == {1996, 1998, 1999}


def test_row_sums_flag_exactly_the_total_that_does_not_follow(shipped: Audit) -> None:
    sums = {year: shipped.result(f"table1-total-{year}") for year in (1996, 1999, 2000, 2005, 2012)}
    assert [year for year, result in sums.items() if result.verdict == "contradicted"] == [1999]
    for result in sums.values():
        sole = result.sole
        assert sole is not None
        assert sole.within_interval is True, "rounding of the cells explains every difference"
    sole = sums[1999].sole
    assert sole is not None
    assert (sole.tolerance, sole.unit) == (pytest.approx(0.05), "usd_m")
    assert sole.margin == pytest.approx(-0.65)
    structural = [f for f in shipped.findings if f.check == "row-sum"]
    assert [f.verdict for f in structural] == ["holds", "slip", "holds", "holds", "holds"]
    assert all(f.sum_check is not None and f.sum_check.within_interval for f in structural)


def test_decided_claims_show_the_rows_and_not_checkable_ones_what_is_missing(
    shipped: Audit,
) -> None:
    for result in shipped.results:
        for judgement in result.judgements:
            if judgement.verdict == NOT_CHECKABLE:
                assert judgement.missing, result.claim.id
            else:
                assert judgement.with_values, result.claim.id
                assert judgement.used or judgement.notes, result.claim.id


def _decided() -> list[str]:
    return [
        result.claim.id
        for result in audit_claims(open_dossier()).results
        if result.verdict != NOT_CHECKABLE
    ]


@pytest.mark.parametrize("claim", _decided())
def test_one_changed_cell_changes_the_verdict(
    claim: str, shipped: Audit, claims: Claims, changed, dossier: Dossier
) -> None:
    """Of the claim; or of one year or definition, as a grid may outvote any single cell."""
    result = shipped.result(claim)
    for place, column, value in _perturbations(result, dossier):
        again = _result(result.claim, claims, changed({place: {column: value}}))
        if again.verdict != result.verdict and _decides(again):
            return
        if len(result.judgements) > 1 and _turns(result, again):
            return
    pytest.fail(f"no cell that {claim} uses moves its verdict {result.verdict!r}")


def _turns(before: ClaimResult, after: ClaimResult) -> bool:
    """Whether the verdict of one year or definition is another, and not merely lost."""
    return any(
        old.verdict != new.verdict and NOT_CHECKABLE not in (old.verdict, new.verdict)
        for old, new in zip(before.judgements, after.judgements, strict=False)
    )


def _decides(result: ClaimResult) -> bool:
    """Whether a verdict says something of the changed cell, and not merely that it is lost."""
    return result.verdict != NOT_CHECKABLE or "lists what the text speaks of" in result.reason


def _perturbations(result: ClaimResult, dossier: Dossier) -> Iterator[tuple[str, str, Cell]]:
    rows = {row.place: row for table in dossier.tables.values() for row in table}
    for own in (True, False):
        for judgement in result.judgements:
            for used in judgement.used:
                for place in used.rests_on:
                    row = rows[place]
                    spec = next(s for s in table_specs().values() if s.file == row.file)
                    for column in spec.columns[:-4]:
                        if (used.column == column.name) is own and column.type != "unit":
                            cell = row.cells[column.name]
                            for value in (*_aimed(cell, judgement), *_others(cell, column)):
                                yield place, column.name, value


def _aimed(cell: Cell, judgement: Judgement) -> Iterator[Cell]:
    """The figure that would bring a sum to the middle of what supports the claim."""
    low, high, now = judgement.accepted_low, judgement.accepted_high, judgement.computed
    if isinstance(cell, float) and low is not None and high is not None and now is not None:
        yield cell + (low + high) / 2 - now


def _others(cell: Cell, column: ColumnSpec) -> Iterator[Cell]:
    if isinstance(cell, Period) and cell.start is not None:
        for years in (-15, -6, -3, -2, -1, 1, 2, 3, 6, 8, 15):
            start = date(cell.start.year + years, cell.start.month, 1)
            yield Period.between(start, start + timedelta(days=28))
    elif isinstance(cell, int):
        yield from (cell - 50, cell - 1, cell + 1, cell + 50)
    elif isinstance(cell, float):
        yield from (cell * factor for factor in (0.001, 0.3, 0.6, 0.9, 1.2, 1.8, 3, 1000, -1))
        yield cell + 5.0
    elif isinstance(cell, str) and column.name == "printed":
        yield from ("123456.7", "0.1")
    elif isinstance(cell, str) and column.type == "code":
        yield from (code for code in column.codes if code != cell)
    elif isinstance(cell, tuple):
        yield from (("ATA",), ("RUS", "JPN"))
    elif column.type in ("state", "party", "body"):
        yield from (code for code in ("USA", "CHN", "VNM", "PRK") if code != cell)
    elif isinstance(cell, str):
        yield "another"


def test_a_dossier_without_claims_says_how_to_begin(dossier_copy) -> None:
    (dossier_copy.folder / CLAIMS).unlink()
    opened = dossier_copy.open()
    assert check_claims(opened) == ()
    with pytest.raises(NotFoundError, match=r"no claims\.toml") as caught:
        audit_claims(opened)
    assert "dossier new" in str(caught.value.hint)


def test_unknown_claims_are_named_with_near_ones(shipped: Audit) -> None:
    with pytest.raises(NotFoundError) as caught:
        shipped.result("share-one-fith-1990s")
    assert "share-one-fifth-1990s" in str(caught.value.hint)


def test_faults_of_claims_come_all_at_once_with_line_and_id(dossier_copy) -> None:
    faulty = """
[[claim]]
id = "adds-money-to-mass"
statement = "s"
locator = "l"
kind = "trade"
let.a = { figure = "credit-rosneft" }
let.b = { figure = "oil-for-credits" }
expr = "a + b"
expect = { value = 1 }

[[claim]]
id = "unknown-table"
statement = "s"
locator = "l"
kind = "trade"
let.a = { table = "trades", value = "turnover" }
expr = "a"
expect = { value = 1 }
"""
    dossier_copy.text(CLAIMS, lambda text: text + faulty)
    opened = dossier_copy.open()
    problems = check_claims(opened)
    assert [p.column for p in problems] == ["adds-money-to-mass", "unknown-table, let.a"]
    assert all(p.line for p in problems)
    with pytest.raises(DossierError) as caught:
        audit_claims(opened)
    assert caught.value.problems == problems


def test_a_changed_cell_never_crashes(
    claims: Claims, changed, dossier: Dossier, base: EvidenceBase
) -> None:
    row = dossier.table("trade").where(state="RUS", partner="CHN", year=2012)[0]
    emptied = changed({row.place: {"turnover": None, "printed": None}})
    claim: Claim = next(c for c in claims.claims if c.id == "trade-tenfold-since-2000")
    assert _result(claim, claims, emptied).verdict in CLAIM_VERDICTS
    assert _result(claim, claims, base).verdict == "supported"


def test_every_hedge_that_a_figure_may_have_is_in_the_table() -> None:
    columns = {column.name: column for column in table_specs()["figures"].columns}
    assert set(columns["hedge"].codes) == set(shipped_hedges().hedges)


def test_a_file_without_a_claim_says_so(dossier_copy) -> None:
    dossier_copy.text(CLAIMS, lambda _: "# nothing yet\n")
    with pytest.raises(NotFoundError, match="holds no claim"):
        audit_claims(dossier_copy.open())


def test_a_grid_without_a_point_is_not_checkable(dossier_copy) -> None:
    empty = """
[[claim]]
id = "years-of-the-seventies"
statement = "s"
locator = "l"
kind = "trade"
over.year = { table = "trade", value = "year", from = 1970, to = 1979 }
let.a = { table = "trade", value = "turnover", where = { partner = "CHN", year = "$year" } }
expr = "a"
expect = { gt = 0, unit = "usd_m" }
"""
    dossier_copy.text(CLAIMS, lambda text: text + empty)
    result = audit_claims(dossier_copy.open()).result("years-of-the-seventies")
    assert result.verdict == NOT_CHECKABLE
    assert "gives the grid" in result.reason
    assert result.missing == ("rows with year",)


def test_years_in_a_reason_are_written_as_years(shipped: Audit) -> None:
    reason = shipped.result("north-korea-steps-2009-2010").reason
    assert reason == "Contradicted for north-korea-debt (2012), north-korea-food-aid (2011)."


@pytest.mark.parametrize(
    ("points", "verdict"),
    [
        ((S,), S), ((C,), C), ((N,), N), ((S, S), S), ((C, C), C), ((S, C), "partly"),
        ((S, N), "partly"), ((C, N), C), ((N, N), N), ((S, C, N), "partly"),
    ],
)  # fmt: skip
def test_a_claim_over_points_holds_at_each_of_them(points, verdict) -> None:
    assert _over_points(points) == verdict


@pytest.mark.parametrize(
    ("verdicts", "disputed", "verdict"),
    [
        ((S, S), False, S), ((C, C), True, C), ((N, N), False, N), ((S, N), False, S),
        ((S, C), True, "definition-dependent"), (("partly", S), True, "definition-dependent"),
        (("partly", S), False, "partly"), (("partly", "partly"), True, "partly"),
    ],
)  # fmt: skip
def test_definitions_that_disagree_make_a_claim_depend_on_them(verdicts, disputed, verdict) -> None:
    assert _over_definitions(verdicts, disputed=disputed) == verdict
