"""Shortest distance between the territories of two states."""
