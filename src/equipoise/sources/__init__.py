"""Published data sets: their cards, and readers of the publishers' own files."""
