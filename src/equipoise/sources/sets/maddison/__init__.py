"""Maddison Project Database: product and population over the long run."""
