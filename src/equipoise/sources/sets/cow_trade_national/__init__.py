"""Trade of states with all others."""
