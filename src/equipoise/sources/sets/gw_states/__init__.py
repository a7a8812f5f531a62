"""Independent states by Gleditsch and Ward, as spells."""
