"""Memberships of intergovernmental organisations."""
