"""BACI: reconciled trade by product."""
