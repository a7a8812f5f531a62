"""Worldwide Governance Indicators: one row a state, dimension and year."""
