"""Archigos."""
