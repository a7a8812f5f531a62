"""Measures: pure cited formulas over arrays, one file a concept.

A measure takes arrays and numbers, refuses what its formula cannot answer for (missing values
first of all) and returns a number or an array. ``measure_cards`` lists them all.
"""

from __future__ import annotations

from equipoise.measures.capability import (
    capability_share,
    cinc,
    cinc_by_year,
    gdp_times_gdp_per_capita,
)
from equipoise.measures.concentration import (
    capability_concentration,
    effective_partners,
    hirschman_1945,
    partner_concentration,
)
from equipoise.measures.dependence import (
    asymmetry,
    asymmetry_ratio,
    interdependence,
    salience,
    symmetry,
    trade_dependence,
    trade_openness,
    trade_share,
    weak_link_dependence,
)
from equipoise.measures.direction import (
    partner_reach,
    region_coverage,
    region_directed_share,
    regional_trade_weight,
)
from equipoise.measures.growth import compound_annual_growth, growth_factor
from equipoise.measures.networks import (
    eigenvector_centrality,
    hosting_share,
    possible_memberships,
    sending_share,
    shared_memberships,
)
from equipoise.measures.polarity import Polarity, PolarityThresholds, system_polarity
from equipoise.measures.prices import unit_value
from equipoise.measures.recognition import seat_recognition, weighted_response
from equipoise.measures.registry import MeasureCard, measure, measure_cards
from equipoise.measures.rounding import SumCheck, half_unit, sum_check
from equipoise.measures.shares import rank, ratio_to_largest, share, share_of_total
from equipoise.measures.similarity import (
    Similarities,
    alliance_portfolios,
    cohen_kappa,
    s_score,
    scott_pi,
    similarities,
    tau_b,
    tie_or_none,
)
from equipoise.measures.votes import voting_agreement

__all__ = [
    "MeasureCard",
    "Polarity",
    "PolarityThresholds",
    "Similarities",
    "SumCheck",
    "alliance_portfolios",
    "asymmetry",
    "asymmetry_ratio",
    "capability_concentration",
    "capability_share",
    "cinc",
    "cinc_by_year",
    "cohen_kappa",
    "compound_annual_growth",
    "effective_partners",
    "eigenvector_centrality",
    "gdp_times_gdp_per_capita",
    "growth_factor",
    "half_unit",
    "hirschman_1945",
    "hosting_share",
    "interdependence",
    "measure",
    "measure_cards",
    "partner_concentration",
    "partner_reach",
    "possible_memberships",
    "rank",
    "ratio_to_largest",
    "region_coverage",
    "region_directed_share",
    "regional_trade_weight",
    "s_score",
    "salience",
    "scott_pi",
    "seat_recognition",
    "sending_share",
    "share",
    "share_of_total",
    "shared_memberships",
    "similarities",
    "sum_check",
    "symmetry",
    "system_polarity",
    "tau_b",
    "tie_or_none",
    "trade_dependence",
    "trade_openness",
    "trade_share",
    "unit_value",
    "voting_agreement",
    "weak_link_dependence",
    "weighted_response",
]
