"""Trade of pairs of states."""
