"""Polity5: regimes by year."""
