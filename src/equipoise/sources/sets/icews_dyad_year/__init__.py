"""ICEWS: counts of events between states by year."""
