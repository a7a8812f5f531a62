"""Diplomatic exchange."""
