from equipoise.accounts.energy import energy_account as energy_account
from equipoise.accounts.institutions import institutions_account as institutions_account
from equipoise.accounts.relations import relations_account as relations_account
from equipoise.accounts.trade import trade_account as trade_account
from equipoise.archive.panels.builder import dyad_years as dyad_years
from equipoise.archive.panels.builder import state_years as state_years
from equipoise.archive.store import Archive as Archive
from equipoise.assessment.load import load_framework as load_framework
from equipoise.assessment.verdict import assess as assess
from equipoise.assessment.verdict import assess_series as assess_series
from equipoise.audit.audit import audit_claims as audit_claims
from equipoise.audit.explain import explain_theses as explain_theses
from equipoise.dossier.read import check_dossier as check_dossier
from equipoise.dossier.read import open_dossier as open_dossier
from equipoise.dossier.read import shipped_dossiers as shipped_dossiers
from equipoise.errors import EquipoiseError as EquipoiseError
from equipoise.vocabulary.regions import region as region
from equipoise.vocabulary.states import resolve_state as resolve_state

__all__ = [
    "Archive",
    "EquipoiseError",
    "__version__",
    "assess",
    "assess_series",
    "audit_claims",
    "check_dossier",
    "dyad_years",
    "energy_account",
    "explain_theses",
    "institutions_account",
    "load_framework",
    "open_dossier",
    "region",
    "relations_account",
    "resolve_state",
    "shipped_dossiers",
    "state_years",
    "trade_account",
]

__version__: str
