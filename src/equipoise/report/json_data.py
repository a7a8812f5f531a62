"""Results as plain data for JSON: full precision, missing as null, never NaN."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from equipoise.accounts.energy import EnergyAccount
from equipoise.accounts.institutions import InstitutionsAccount
from equipoise.accounts.relations import RelationsAccount
from equipoise.accounts.trade import TradeAccount
from equipoise.assessment.results import Assessment, ScopeResult
from equipoise.assessment.tipping import Tipping
from equipoise.report.names import state_label
from equipoise.report.result_table import table_sources

if TYPE_CHECKING:
    from equipoise.accounts.flow_results import FlowAccount
    from equipoise.accounts.military_spending import SpendingAccount

Json: TypeAlias = Any
Account: TypeAlias = (
    "TradeAccount | RelationsAccount | InstitutionsAccount | EnergyAccount | FlowAccount "
    "| SpendingAccount"
)


def plain(value: object) -> Json:
    """Any result as lists, dictionaries, texts and numbers.

    Parameters
    ----------
    value : object
        A dataclass, mapping, sequence or single value.

    Returns
    -------
    Json
        Floats as they are; a float that is no number is null.

    Examples
    --------
    >>> plain({"shares": (0.1, float("nan"))})
    {'shares': [0.1, None]}
    """
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
    return [plain(item) for item in value]


def assessment_data(result: Assessment) -> Json:
    """An assessment as the ``data`` of ``equipoise assess --json``.

    Parameters
    ----------
    result : Assessment
        Any assessment.

    Returns
    -------
    Json
        ``criteria`` and ``limiting`` are those of the region; ``scopes`` holds both questions.
    """
    return {
        "state": {"iso3": result.state, "name": result.name},
        "region": result.region,
        "year": result.year,
        "framework": result.framework,
        "framework_name": result.framework_name,
        "citation": result.citation,
        "verdict": result.verdict,
        "label": result.label,
        "criteria": plain(result.region_scope.criteria),
        "limiting": list(result.limiting),
        "scopes": {
            "region": _scope(result.region_scope)
            | {"position": result.position, "position_note": result.position_note},
            "system": _scope(result.system_scope)
            | {"criteria": plain(result.system_scope.criteria)},
        },
        "robustness": plain(result.agreement),
        "tipping": [_tipping(tipping) for tipping in result.tipping],
        "published": plain(result.published),
        "position": result.position,
        "compared_with": list(result.compared_with),
        "warnings": list(result.warnings),
        "notes": dict(result.notes),
    }


def series_data(results: Sequence[Assessment]) -> Json:
    """Assessments of several years as the ``data`` of ``equipoise assess --from --to --json``.

    Parameters
    ----------
    results : sequence of Assessment
        One a year, in order.

    Returns
    -------
    Json
    """
    return {"series": [assessment_data(result) for result in results]}


def assessment_sources(results: Sequence[Assessment]) -> tuple[str, ...]:
    """Sources and citations that assessments rest on, each once.

    Parameters
    ----------
    results : sequence of Assessment
        One or several.

    Returns
    -------
    tuple of str
        Sources of the figures, then bibliography keys of the criteria.
    """
    figures = [source for result in results for source in table_sources(result.table())]
    keys = [
        key
        for result in results
        for key in (result.citation, *(criterion.citation for criterion in result.criteria))
    ]
    return tuple(dict.fromkeys((*figures, *keys)))


def account_data(account: Account, year: int) -> Json:
    """An account as the ``data`` of its command.

    Parameters
    ----------
    account : Account
        Of any kind.
    year : int
        Year whose name the state bears.

    Returns
    -------
    Json
        The fields of the account; ``state`` with its name.
    """
    found = plain(account)
    return {**found, "state": {"iso3": account.state, "name": state_label(account.state, year)}}


def _scope(scope: ScopeResult) -> dict[str, Json]:
    found: dict[str, Json] = plain(scope)
    return {key: value for key, value in found.items() if key not in {"scope", "criteria"}}


def _tipping(tipping: Tipping) -> Json:
    found = plain(tipping)
    return {
        "indicator": found.pop("indicator"),
        "from": found.pop("start"),
        "to": found.pop("end"),
        "verdict": found.pop("verdict"),
        **found,
    }
