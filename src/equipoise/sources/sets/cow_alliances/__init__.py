"""Formal alliances by directed dyad and year."""
