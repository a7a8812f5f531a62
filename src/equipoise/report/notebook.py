"""Results as HTML in a notebook; nothing is imported until one is shown."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import Any, Protocol

# Module and name of the class, module and name of the function that makes its page.
_PAGES = (
    ("equipoise.assessment.results", "Assessment", "assessment_page", "assessment_page"),
    ("equipoise.accounts.trade", "TradeAccount", "trade_page", "trade_page"),
    ("equipoise.accounts.relations", "RelationsAccount", "relations_page", "relations_page"),
    (
        "equipoise.accounts.institutions",
        "InstitutionsAccount",
        "institutions_page",
        "institutions_page",
    ),
    ("equipoise.accounts.energy", "EnergyAccount", "energy_page", "energy_page"),
    ("equipoise.accounts.flow_results", "FlowAccount", "flows_page", "flows_page"),
    ("equipoise.accounts.military_spending", "SpendingAccount", "spending_page", "spending_page"),
    ("equipoise.audit.audit", "Audit", "audit_page", "audit_page"),
    ("equipoise.audit.audit", "ClaimResult", "claim_page", "claim_page"),
    ("equipoise.audit.explain", "ThesisResult", "thesis_page", "thesis_page"),
    ("equipoise.vocabulary.tables", "ResultTable", "result_table", "table_page"),
)


class Shell(Protocol):
    """What is asked of IPython."""

    display_formatter: Any


def register(ipython: Shell) -> None:
    """Teach a running IPython to show results as pages.

    Parameters
    ----------
    ipython : Shell
        The shell that is running.
    """
    formatter = ipython.display_formatter.formatters["text/html"]
    for module, name, page_module, page_function in _PAGES:
        formatter.for_type_by_name(module, name, partial(_shown, page_module, page_function))


def _shown(page_module: str, page_function: str, result: object) -> str:
    from equipoise.report.html import html_fragment

    page = getattr(import_module(f"equipoise.report.{page_module}"), page_function)
    return html_fragment(page(result))
