"""Inter-state wars, directed pairs by year."""
