"""Models: published ways to reason from evidence, one folder each.

A model takes plain numbers and a frozen dataclass of parameters, knows nothing of files, and
gives a frozen result through ``run``.
"""
