"""Claims on arms, machinery and raw materials, with published data at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipoise.archive.importing import Wanted, import_files
from equipoise.archive.store import Archive
from equipoise.audit.audit import Audit, audit_claims
from equipoise.dossier.read import open_dossier
from equipoise.vocabulary.verdicts import NOT_CHECKABLE

NAMES = ("baci", "sipri-arms", "cow-trade-dyadic", "cow-trade-national")


@pytest.fixture(scope="module")
def audit(shared: Path, tmp_path_factory) -> Audit:
    path = tmp_path_factory.mktemp("published") / "archive.duckdb"
    for name in NAMES:
        import_files(Wanted(names=(name,), place=shared / "data"), path)
    with Archive(path) as archive:
        return audit_claims(open_dossier(), archive=archive)


@pytest.mark.real_data
@pytest.mark.parametrize(
    "claim",
    [
        "manufactures-lead-imports-from-china",
        "taiwan-imports-machinery-electronics",
        "raw-materials-lead-exports-to-china",
        "china-first-buyer-of-wood",
    ],
)
def test_a_copy_of_raw_materials_settles_no_claim_on_all_products(audit: Audit, claim) -> None:
    result = audit.result(claim)
    assert result.verdict == NOT_CHECKABLE
    assert any("comtrade-hs2" in missing for missing in result.missing)


@pytest.mark.real_data
def test_arms_claims_read_the_register(audit: Audit) -> None:
    needs = audit.result("china-needs-russian-arms")
    assert needs.verdict == "supported"
    assert needs.sole is not None
    assert needs.sole.computed == pytest.approx(0.7354, abs=5e-5)
    assert audit.result("arms-trade-indonesia-vietnam-growing").verdict == "supported"


@pytest.mark.real_data
def test_crude_oil_claims_read_the_copy_that_has_it(audit: Audit) -> None:
    assert audit.result("oil-for-credits-cheap").verdict == "contradicted"
    assert audit.result("japan-lng-buyer").verdict == "supported"
    assert any("geopolrisk" in source for source in audit.published)
