"""Intergovernmental organisations by year."""
