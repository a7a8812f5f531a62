"""Evidence read through measures, one result table each: trade, relations, institutions, energy."""
