"""Threat and Imposition of Economic Sanctions."""
