"""Subjects of roll calls of the General Assembly."""
