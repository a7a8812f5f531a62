"""The founding case, read once."""

from __future__ import annotations

import pytest

from equipoise.assessment.results import Assessment
from equipoise.assessment.verdict import assess
from equipoise.dossier.read import Dossier, open_dossier


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    return open_dossier("russia-east-asia")


@pytest.fixture(scope="session")
def russia(dossier: Dossier) -> Assessment:
    return assess(dossier, "RUS", year=2012, draws=50)
