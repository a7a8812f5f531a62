"""Militarized interstate disputes by dyad and year."""
