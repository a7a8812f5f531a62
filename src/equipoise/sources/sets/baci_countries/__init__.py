"""BACI: names and codes of countries."""
