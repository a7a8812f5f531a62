"""Design of Trade Agreements."""
