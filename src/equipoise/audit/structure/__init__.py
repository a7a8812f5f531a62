"""Structural checks: a text's tables, notes, references, sources and dates against themselves."""
