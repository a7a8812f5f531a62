"""Measures: pure cited formulas over arrays, one file a concept.

A measure takes arrays and numbers, refuses what its formula cannot answer for (missing values
first of all) and returns a number or an array. ``measure_cards`` lists them all.
"""

from __future__ import annotations

from equipoise.measures.capability import capability_share, cinc, gdp_times_gdp_per_capita
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
from equipoise.measures.recognition import seat_recognition, weighted_response
from equipoise.measures.registry import MeasureCard, measure, measure_cards
from equipoise.measures.rounding import SumCheck, half_unit, sum_check
from equipoise.measures.shares import rank, ratio_to_largest, share, share_of_total

__all__ = [
    "MeasureCard",
    "SumCheck",
    "asymmetry",
    "asymmetry_ratio",
    "capability_concentration",
    "capability_share",
    "cinc",
    "compound_annual_growth",
    "effective_partners",
    "gdp_times_gdp_per_capita",
    "growth_factor",
    "half_unit",
    "hirschman_1945",
    "interdependence",
    "measure",
    "measure_cards",
    "partner_concentration",
    "partner_reach",
    "rank",
    "ratio_to_largest",
    "region_coverage",
    "region_directed_share",
    "regional_trade_weight",
    "salience",
    "seat_recognition",
    "share",
    "share_of_total",
    "sum_check",
    "symmetry",
    "trade_dependence",
    "trade_openness",
    "trade_share",
    "weak_link_dependence",
    "weighted_response",
]
