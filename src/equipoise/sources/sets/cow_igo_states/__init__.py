"""Counts of memberships by state and year."""
