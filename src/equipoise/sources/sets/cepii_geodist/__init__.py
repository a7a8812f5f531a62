"""CEPII GeoDist: distances, contiguity, language and colonial ties of pairs."""
