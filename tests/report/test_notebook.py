"""Results in a notebook."""

from __future__ import annotations

from equipoise.accounts.trade import trade_account
from equipoise.assessment.results import Assessment
from equipoise.dossier.read import Dossier
from equipoise.report.notebook import register


class Formatter:
    def __init__(self) -> None:
        self.known = {}

    def for_type_by_name(self, module, name, function) -> None:
        self.known[module, name] = function


class Shell:
    def __init__(self) -> None:
        self.formatter = Formatter()
        self.display_formatter = self

    @property
    def formatters(self):
        return {"text/html": self.formatter}


def test_every_result_has_a_formatter(dossier: Dossier, russia: Assessment) -> None:
    shell = Shell()
    register(shell)
    account = trade_account(dossier)
    for result in (russia, account, account.table()):
        kind = type(result)
        html = shell.formatter.known[kind.__module__, kind.__name__](result)
        assert html.startswith("<article>")
    assert len(shell.formatter.known) == 11


def test_ipython_finds_them_by_name(russia: Assessment) -> None:
    from IPython.core.formatters import DisplayFormatter

    shell = Shell()
    shell.display_formatter = DisplayFormatter()
    register(shell)
    data, _ = shell.display_formatter.format(russia)
    assert "<h1>Russia in East Asia, 2012</h1>" in data["text/html"]
