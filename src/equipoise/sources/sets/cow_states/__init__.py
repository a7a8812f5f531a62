"""States of the Correlates of War system, as spells."""
