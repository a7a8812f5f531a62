"""BACI countries: the card says it all."""

from equipoise.sources.layouts import read_declared as read

__all__ = ["read"]
