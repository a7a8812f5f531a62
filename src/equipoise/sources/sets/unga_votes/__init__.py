"""Votes of states in roll calls of the General Assembly."""
