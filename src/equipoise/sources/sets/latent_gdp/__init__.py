"""Latent estimates of product and population with their uncertainty."""
