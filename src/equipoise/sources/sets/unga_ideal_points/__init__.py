"""Ideal points of states in the General Assembly."""
