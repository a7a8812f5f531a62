"""Frameworks, verdicts, how far they agree across specifications, and what would tip them."""
