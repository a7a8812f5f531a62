"""Direct contiguity of pairs of states, as spells."""
