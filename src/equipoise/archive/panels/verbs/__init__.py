"""Verbs of panels: what each data set adds, grouped by domain."""
