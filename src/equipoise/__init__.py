"""Is a state a great power in a region in a year? By whose criteria, on what evidence, how sure.

Everything a user needs is a name of this package; each is imported on first use, so that importing
the package costs next to nothing.

>>> import equipoise
>>> equipoise.assess(equipoise.open_dossier(), "RUS", year=2012, draws=10).framework
'buzan-waever'
"""

import sys as _sys
from importlib import import_module as _import_module

__version__ = "0.1.0"

_HOMES = {
    "Archive": "equipoise.archive.store",
    "EquipoiseError": "equipoise.errors",
    "assess": "equipoise.assessment.verdict",
    "assess_series": "equipoise.assessment.verdict",
    "audit_claims": "equipoise.audit.audit",
    "check_dossier": "equipoise.dossier.read",
    "dyad_years": "equipoise.archive.panels.builder",
    "energy_account": "equipoise.accounts.energy",
    "explain_theses": "equipoise.audit.explain",
    "institutions_account": "equipoise.accounts.institutions",
    "load_framework": "equipoise.assessment.load",
    "open_dossier": "equipoise.dossier.read",
    "region": "equipoise.vocabulary.regions",
    "relations_account": "equipoise.accounts.relations",
    "resolve_state": "equipoise.vocabulary.states",
    "shipped_dossiers": "equipoise.dossier.read",
    "state_years": "equipoise.archive.panels.builder",
    "trade_account": "equipoise.accounts.trade",
}

__all__ = [*_HOMES, "__version__"]  # noqa: PLE0604 - the keys are texts


def __getattr__(name: str) -> object:
    """The public name, imported from its home."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found = getattr(_import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names, for completion."""
    return sorted(__all__)


def _greet_notebook() -> None:
    """Show results as HTML where IPython is running already; import nothing where it is not."""
    shell = getattr(_sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is not None:
        _import_module("equipoise.report.notebook").register(shell)


_greet_notebook()
