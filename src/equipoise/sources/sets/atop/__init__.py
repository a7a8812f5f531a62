"""Alliance Treaty Obligations and Provisions."""
