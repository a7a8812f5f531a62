"""The language of claims: selectors, expressions, units, hedges, and the judgement at one point."""
