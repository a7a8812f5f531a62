"""World Development Indicators: one row a state, indicator and year."""
