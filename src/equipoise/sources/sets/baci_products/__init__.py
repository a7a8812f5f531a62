"""BACI: names of products."""
