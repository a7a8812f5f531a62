"""Capitals of states, as spells."""
