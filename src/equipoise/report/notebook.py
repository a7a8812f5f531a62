"""Results as HTML in a notebook; nothing is imported until one is shown."""

from __future__ import annotations

from typing import Any

_MOST_ROWS = 60


def register(ipython: Any) -> None:
    """Teach a running IPython to show results as pages.

    Parameters
    ----------
    ipython : InteractiveShell
        The shell that is running.
    """
    formatter = ipython.display_formatter.formatters["text/html"]
    formatter.for_type_by_name("equipoise.assessment.results", "Assessment", _assessment)
    formatter.for_type_by_name("equipoise.accounts.trade", "TradeAccount", _trade)
    formatter.for_type_by_name("equipoise.accounts.relations", "RelationsAccount", _relations)
    formatter.for_type_by_name(
        "equipoise.accounts.institutions", "InstitutionsAccount", _institutions
    )
    formatter.for_type_by_name("equipoise.accounts.energy", "EnergyAccount", _energy)
    formatter.for_type_by_name("equipoise.vocabulary.tables", "ResultTable", _table)


def _assessment(result: Any) -> str:
    from equipoise.report.assessment_page import assessment_page
    from equipoise.report.html import html_fragment

    return html_fragment(assessment_page(result))


def _trade(account: Any) -> str:
    from equipoise.report.html import html_fragment
    from equipoise.report.trade_page import trade_page

    return html_fragment(trade_page(account))


def _relations(account: Any) -> str:
    from equipoise.report.html import html_fragment
    from equipoise.report.relations_page import relations_page

    return html_fragment(relations_page(account))


def _institutions(account: Any) -> str:
    from equipoise.report.html import html_fragment
    from equipoise.report.institutions_page import institutions_page

    return html_fragment(institutions_page(account))


def _energy(account: Any) -> str:
    from equipoise.report.energy_page import energy_page
    from equipoise.report.html import html_fragment

    return html_fragment(energy_page(account))


def _table(table: Any) -> str:
    from equipoise.report.html import html_fragment
    from equipoise.report.result_table import table_page

    return html_fragment(table_page(table, most=_MOST_ROWS))
