"""Results as plain data."""

from __future__ import annotations

import json

import numpy as np
import pytest

from equipoise.accounts.energy import energy_account
from equipoise.accounts.trade import trade_account
from equipoise.assessment.results import Assessment
from equipoise.dossier.read import Dossier
from equipoise.report.envelope import envelope, json_text
from equipoise.report.json_data import (
    account_data,
    assessment_data,
    assessment_sources,
    plain,
    series_data,
)
from equipoise.report.result_table import table_sources
from equipoise.vocabulary.tables import Column, ResultTable


def test_data_says_what_the_result_says(russia: Assessment) -> None:
    data = assessment_data(russia)
    assert data["verdict"] == data["scopes"]["region"]["verdict"] == russia.verdict
    assert data["limiting"] == list(russia.limiting)
    assert [c["id"] for c in data["criteria"]] == [c.id for c in russia.criteria]
    system = data["scopes"]["system"]["criteria"]
    assert {i["scope"] for c in system for i in c["indicators"]} == {"system"}
    assert data["robustness"]["same_verdict"] == russia.agreement.same_verdict
    for written, tipping in zip(data["tipping"], russia.tipping, strict=True):
        assert (written["from"], written["to"]) == (tipping.start, tipping.end)


def test_floats_keep_their_precision(russia: Assessment) -> None:
    found = json.loads(json_text({"data": assessment_data(russia)}))["data"]
    indicators = [i for c in russia.criteria for i in c.indicators]
    written = [i for c in found["criteria"] for i in c["indicators"]]
    assert [i["value"] for i in written] == [i.value for i in indicators]
    assert [i["compared"] for i in written] == [i.compared for i in indicators]


def test_no_nan_ever() -> None:
    assert plain({"a": [float("nan"), float("inf"), np.float64("nan")]}) == {"a": [None] * 3}
    with pytest.raises(ValueError, match="JSON compliant"):
        json_text({"a": float("nan")})


def test_the_envelope_is_deterministic(dossier: Dossier, russia: Assessment) -> None:
    def text() -> str:
        data = series_data([russia])
        sources = assessment_sources([russia])
        return json_text(envelope("assess", {"year": 2012}, dossier, data, sources, ()))

    assert text() == text()
    found = json.loads(text())
    assert found["schema"] == "equipoise/assess/1"
    assert found["dossier"]["hashes"] == dict(dossier.hashes)
    assert len(found["data"]["series"]) == 1


def test_sources_are_those_of_figures_each_once(russia: Assessment) -> None:
    sources = assessment_sources([russia, russia])
    assert len(sources) == len(set(sources))
    assert russia.citation in sources
    columns = (Column("source", "text", ""), Column("missing_reason", "text", ""))
    table = ResultTable("t", columns, (("BACI", None), ("trade.csv", "not there"), ("BACI", None)))
    assert table_sources(table) == ("BACI",)


def test_accounts_carry_the_name_of_their_state(dossier: Dossier) -> None:
    for account in (trade_account(dossier), energy_account(dossier)):
        data = account_data(account, 2012)
        assert data["state"] == {"iso3": "RUS", "name": "Russia"}
        assert [year["year"] for year in data["years"]] == [y.year for y in account.years]
